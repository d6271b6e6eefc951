"""Campuses that were found on this network: a button each, of which one may be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import as_words
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr


class PlaceButton(QPushButton):
    """One campus: its name as far as there is room, and all of it, with the address, for who points at it or has it read out.

    Where another campus has the same name, the address stands behind it.
    """

    def __init__(self, name: str, address: str) -> None:
        super().__init__()
        self.says = (name, address)
        self._has_namesake = False
        self.setCheckable(True)
        self.setProperty("look", "place")
        self.setToolTip(f"<p>{escape(name)}<br>{escape(address)}</p>")  # anybody may announce any name
        self.setAccessibleName(name)
        self.setAccessibleDescription(address)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def tell_apart(self, has_namesake: bool) -> None:
        """Say whether another campus of the list has the same name."""
        self._has_namesake = has_namesake
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        bold = QFont(self.font())
        bold.setBold(True)  # as it is once it is chosen
        metrics = QFontMetrics(bold)
        behind = f" · {self.says[1].removeprefix('https://')}" if self._has_namesake else ""
        left = max(room - metrics.horizontalAdvance(behind), room // 4)
        name = metrics.elidedText(self.says[0], Qt.TextElideMode.ElideRight, left)
        # Of a long address the end is kept, which tells two hubs of one computer apart.
        self.setText(as_words(metrics.elidedText(name + behind, Qt.TextElideMode.ElideMiddle, room)))


class NearbyList(QWidget):
    """Shows nothing while nothing was found. `chosen` with the place of a campus in the list."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[PlaceButton] = []
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
        before = {one.says: one for one in self.buttons}
        self.buttons = [before.get(says) or PlaceButton(*says) for says in dict.fromkeys(names)]
        for old in before.values():
            self._group.removeButton(old)
            self._column.removeWidget(old)
            if old not in self.buttons:  # one that stays keeps the keyboard
                old.hide()
                old.deleteLater()
        called = Counter(one.says[0] for one in self.buttons)
        for number, one in enumerate(self.buttons):
            one.tell_apart(called[one.says[0]] > 1)
            self._group.addButton(one, number)
            self._column.addWidget(one)
        if 0 <= chosen < len(self.buttons):
            self.buttons[chosen].setChecked(True)
        else:
            self.choose_none()
        self.setVisible(bool(names))

    def choose_none(self) -> None:
        """No campus of the list is meant."""
        self._group.setExclusive(False)
        for one in self.buttons:
            one.setChecked(False)
        self._group.setExclusive(True)
