"""Layout of Downloads: one card for each course on its way, and how much room there is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from bivouac.desktop.actions.kept import Kept
from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.scrolling import keep_off, scrolling
from bivouac.desktop.widgets.states import EmptyState
from bivouac.desktop.wording import megabytes
from bivouac.language import tr


class DownloadCard(QFrame):
    """One course on its way."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.state = label("", "quiet")
        self.problem = label("", "bad")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.first = button(tr("First"))
        self.first.setToolTip(tr("Bring this course before the others"))
        self.pause = button("")
        self.cancel = button(tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(label(title, "heading"))
        column.addWidget(self.bar)
        column.addWidget(self.problem)
        column.addWidget(
            FoldingRow(self.state, FoldingRow(self.first, self.pause, self.cancel, spacing=SPACE), grows=self.state)
        )


class KeptCard(QFrame):
    """One course of which a part is kept. `go_on` is there while the campus has the rest."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept
        self.setProperty("look", "card")
        self.state = label(
            tr("{size} of {total} kept here", size=megabytes(kept.size), total=megabytes(kept.total)), "quiet"
        )
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setAccessibleName(kept.title)
        bar.setValue(round(100 * kept.size / kept.total))
        self.go_on = button(tr("Go on"))
        if not kept.on_offer:
            self.go_on.hide()
        self.free = button(tr("Free ({size})", size=megabytes(kept.size)))
        for one in (self.go_on, self.free):
            one.setAccessibleName(f"{one.text()}: {kept.title}")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(label(kept.title, "heading"))
        column.addWidget(bar)
        column.addWidget(FoldingRow(self.state, FoldingRow(self.go_on, self.free, spacing=SPACE), grows=self.state))


class DownloadsView(QWidget):
    """What Downloads is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.room = label("", "quiet")
        self.space = button(tr("What takes space…"))
        self.cards = QVBoxLayout()
        self.cards.setSpacing(SPACE * 2)
        self.kept_heading = label(tr("Kept of courses that did not come whole"), "heading")
        self.kept_heading.hide()
        self.kept = QVBoxLayout()
        self.kept.setSpacing(SPACE * 2)
        self.empty = EmptyState(
            look,
            "download",
            tr("Nothing is being downloaded"),
            tr(
                "Choose a course under “Available to download” on Home. A download goes on by itself after a cut or a restart."
            ),
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        column.addLayout(self.cards)
        column.addWidget(self.empty)
        column.addWidget(self.kept_heading)
        column.addLayout(self.kept)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 2)
        outer.setSpacing(SPACE)
        outer.addWidget(label(tr("Downloads"), "title"))
        outer.addWidget(FoldingRow(self.room, self.space, grows=self.room))
        area = scrolling(inside, tr("Downloads"))
        keep_off(area)
        outer.addWidget(area, 1)
