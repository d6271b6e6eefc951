"""Layout of Home: three rows of cards that scroll as one page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.cards import MARGIN, CardGrid
from bivouac.desktop.widgets.covers import Covers
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.desktop.widgets.states import EmptyState
from bivouac.language import tr


class Row(QWidget):
    """A heading and cards; hidden while it has none."""

    def __init__(self, look: Look, covers: Covers, heading: str) -> None:
        super().__init__()
        self.heading = label(heading, "heading")
        self.heading.setContentsMargins(MARGIN, 0, 0, 0)
        self.grid = CardGrid(look, covers, heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE * 2)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.heading)
        column.addWidget(self.grid)
        self.hide()


class HomeView(QWidget):
    """What Home is made of."""

    def __init__(self, look: Look, covers: Covers) -> None:
        super().__init__()
        self.greeting = label("", "title")
        self.away = label("", "warn")
        self.away.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.away.hide()
        self.add = button(tr("Add from a file or stick…"))
        self.continued = Row(look, covers, tr("Continue where you stopped"))
        self.here = Row(look, covers, tr("On this computer"))
        self.on_offer = Row(look, covers, tr("Available to download"))
        self.empty = EmptyState(look, "course", "", "")
        self.empty.hide()

        top = FoldingRow(self.greeting, self.add, grows=self.greeting)
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 4 - MARGIN, SPACE * 3, SPACE * 4 - MARGIN, SPACE * 3)
        column.setSpacing(SPACE)
        column.addWidget(top)
        column.addWidget(self.away)
        column.addSpacing(SPACE)
        for part in (self.continued, self.here, self.on_offer, self.empty):
            column.addWidget(part)
        column.addStretch(1)
        fill_scrolling(self, page, tr("Home"))
