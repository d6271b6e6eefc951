"""Layout of Downloads: one card for each course on its way, and how much room there is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.scrolling import scrolling
from bivouac.desktop.widgets.states import EmptyState
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


class DownloadsView(QWidget):
    """What Downloads is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.room = label("", "quiet")
        self.space = button(tr("What takes space…"))
        self.cards = QVBoxLayout()
        self.cards.setSpacing(SPACE * 2)
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
        column.addLayout(self.cards)
        column.addWidget(self.empty)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 2)
        outer.setSpacing(SPACE)
        outer.addWidget(label(tr("Downloads"), "title"))
        outer.addWidget(FoldingRow(self.room, self.space, grows=self.room))
        outer.addWidget(scrolling(inside), 1)
