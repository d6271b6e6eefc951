"""Layout of Search: a field, and what it finds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.results import ResultList
from bivouac.desktop.widgets.states import EmptyState
from bivouac.language import tr


class _Field(QLineEdit):
    """Where the words are typed. `went_down` by an arrow down: to what was found."""

    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class SearchView(QWidget):
    """What Search is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.field = _Field()
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
        self.field.went_down.connect(self._go_down)
        self.list.left.connect(self.field.setFocus)

    def shows_results(self) -> bool:
        """Whether something was found and is shown."""
        return self.below.currentWidget() is self.list

    def _go_down(self) -> None:
        if self.shows_results():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
