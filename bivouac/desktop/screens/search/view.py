"""Layout of Search: a field, and what it finds."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.results import ResultList
from bivouac.desktop.widgets.states import EmptyState
from bivouac.language import tr


class SearchView(QWidget):
    """What Search is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Words to find in courses, films and notes"))
        self.field.setAccessibleName(tr("Search"))
        self.field.setClearButtonEnabled(True)
        self.count = label("", "quiet", wrap=False)
        self.list = ResultList(look, tr("What was found"))
        self.empty = EmptyState(look, "search", "", "")
        self.below = QStackedWidget()
        self.below.addWidget(self.empty)
        self.below.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(label(tr("Search"), "title"))
        column.addWidget(self.field)
        column.addWidget(self.count)
        column.addWidget(self.below, 1)
