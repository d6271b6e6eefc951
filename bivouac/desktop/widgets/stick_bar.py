"""The bar that offers what is on a stick: what it has, and two answers. It has room of its own, so that it covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.wording import megabytes
from bivouac.language import tr

if TYPE_CHECKING:
    from bivouac.sync.transfer.offers import Offer

_WIDEST = 760
_NAMED = 3


class StickBar(QWidget):
    """Says one thing about a stick. `taken` and `declined` with the person's answer, `cancelled` while it is being copied."""

    taken = Signal()
    declined = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "heading")
        self.text = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.take = button("", self.taken.emit, look="main")
        self.not_now = button(tr("Not now"), self.declined.emit)
        self.cancel = button(tr("Cancel"), self.cancelled.emit)
        self.card = QFrame()
        self.card.setProperty("look", "card")
        self.card.setMaximumWidth(_WIDEST)
        words = QWidget()
        texts = QVBoxLayout(words)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        for part in (self.heading, self.text, self.bar):
            texts.addWidget(part)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        answers = FoldingRow(self.take, FoldingRow(self.not_now, self.cancel, spacing=SPACE), spacing=SPACE)
        inside.addWidget(FoldingRow(words, answers, grows=words))
        around = QHBoxLayout(self)
        around.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE)
        around.addStretch(1)
        around.addWidget(self.card, 100)  # so that a long sentence gets its width before the stretches do
        around.addStretch(1)
        self.hide()

    def offer(self, offer: Offer) -> None:
        """Ask whether what is new on a stick is wanted."""
        names = ", ".join(offer.titles[:_NAMED])
        more = len(offer.titles) - _NAMED
        if more > 0:
            names = tr("{names} and {n} more|{names} and {n} more", n=more, names=names)
        self.take.setText(tr("Take it|Take them", n=len(offer.titles)))
        heading = tr("A stick with {n} course|A stick with {n} courses", n=offer.courses)
        if offer.replaced:
            said = " ".join(one.sentence() for one in offer.replaced[:_NAMED])
            self._say(heading, f"{said} {tr('What you take comes in the place of what is here.')}", asks=True)
            return
        new = tr("New here ({size}): {names}", size=megabytes(offer.size), names=names)
        self._say(heading, new, asks=True)

    def begin(self, titles: str) -> None:
        """Say that it is being copied."""
        self.bar.setRange(0, 0)
        self._say(tr("Copying from the stick"), titles, asks=False)

    def progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * done / max(1, total)))

    def _say(self, heading: str, text: str, asks: bool) -> None:
        self.heading.setText(heading)
        self.text.setText(text)
        self.bar.setAccessibleName(heading)
        self.bar.setVisible(not asks)
        self.cancel.setVisible(not asks)
        self.take.setVisible(asks)
        self.not_now.setVisible(asks)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.card, f"{heading}. {text}"))
