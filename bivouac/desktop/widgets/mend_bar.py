"""The bar that says that something of a course is damaged on this disk, repairs it with one button, and says how far that is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label, relook
from bivouac.desktop.wording import megabytes, percent
from bivouac.language import tr
from bivouac.sync.store.downloads import Download, DownloadState


class MendBar(QWidget):
    """It has room of its own, so that it covers nothing. `wanted` when the person presses its button.

    Args:
        margin: pixels at its sides.
    """

    wanted = Signal()

    def __init__(self, margin: int = 0) -> None:
        super().__init__()
        self.text = label("", "warn")
        self.state = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.button = button("", self.wanted.emit, look="main")
        card = QFrame()
        card.setProperty("look", "card")
        words = QWidget()
        texts = QVBoxLayout(words)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(SPACE // 2)
        for part in (self.text, self.bar, self.state):
            texts.addWidget(part)
        inside = QHBoxLayout(card)
        inside.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        inside.addWidget(FoldingRow(words, self.button, grows=words))
        around = QVBoxLayout(self)
        around.setContentsMargins(margin, SPACE, margin, SPACE)
        around.addWidget(card)
        self._announced = ""
        self.hide()

    def show_state(self, download: Download | None) -> None:
        """Offer to repair the course, or say how the download that does it stands."""
        if download is None:
            self._say(
                tr(
                    "Something of this course is damaged on this computer. Only that is fetched again: your progress and notes stay, and you can go on with all the rest meanwhile."
                ),
                tr("Repair this course"),
            )
            return
        going = download.state is DownloadState.WAITING
        self._say(download.problem, "" if going else tr("Go on"), "warn" if going else "bad")
        share = download.done / download.total if download.total else 0.0
        self.bar.setValue(round(share * 100))
        self.bar.setVisible(True)
        self.state.setText(_how_far(download, percent(share)))
        self.bar.setAccessibleName(self.state.text())
        self.state.setVisible(True)

    def _say(self, text: str, deed: str, look: str = "warn") -> None:
        self.text.setText(text)
        relook(self.text, look)
        self.text.setVisible(bool(text))
        self.button.setText(deed)
        self.button.setVisible(bool(deed))
        self.bar.setVisible(False)
        self.state.setVisible(False)
        self.show()
        if text and text != self._announced:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._announced = text


def _how_far(download: Download, share: str) -> str:
    size = megabytes(download.total)
    if download.state is not DownloadState.WAITING:
        return tr("The repair stands still: {percent} of {size} are sound.", percent=share, size=size)
    if download.problem:
        return tr("{percent} of {size} are sound. The rest comes by itself.", percent=share, size=size)
    return tr("The course is being repaired: {percent} of {size} are sound.", percent=share, size=size)
