"""The bar at the foot of an activity: what was reached on one side, what to do next on the other."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.wrapping import WrappingLayout


class ActionBar(QFrame):
    """Widgets at its left and right ends; those at the right break into lines where words are long and letters large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE * 3, SPACE, SPACE * 3, SPACE)
        self._row.setSpacing(SPACE)
        self._deeds = WrappingLayout(at_end=True)
        self._row.addLayout(self._deeds, 1)
        self._left = 0

    def add_left(self, widget: QWidget) -> None:
        self._row.insertWidget(self._left, widget)
        self._left += 1

    def add_wide(self, widget: QWidget) -> None:
        """Let a widget have all the room there is."""
        self._row.insertWidget(self._left, widget, 1000)
        self._left += 1

    def add_right(self, widget: QWidget) -> None:
        self._deeds.addWidget(widget)
