"""Campuses that were found on this network: a button each, of which one may be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr


class NearbyList(QWidget):
    """Shows nothing while nothing was found. `chosen` with the place of a campus in the list."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addWidget(label(tr("Found nearby: choose yours"), "small"))
        self.hide()

    def show_names(self, names: Sequence[tuple[str, str]], chosen: int) -> None:
        """Show campuses as (name, address).

        Args:
            chosen: the place of the one that is chosen; -1 for none.
        """
        for old in self.buttons:
            self._group.removeButton(old)
            self._column.removeWidget(old)
            old.deleteLater()
        self.buttons = []
        for number, (name, address) in enumerate(names):
            one = QPushButton(name.replace("&", "&&"))
            one.setCheckable(True)
            one.setToolTip(address)
            one.setAccessibleDescription(address)
            one.setProperty("look", "place")
            self._group.addButton(one, number)
            self._column.addWidget(one)
            self.buttons.append(one)
        if 0 <= chosen < len(self.buttons):
            self.buttons[chosen].setChecked(True)
        self.setVisible(bool(names))

    def choose_none(self) -> None:
        """No campus of the list is meant."""
        self._group.setExclusive(False)
        for one in self.buttons:
            one.setChecked(False)
        self._group.setExclusive(True)
