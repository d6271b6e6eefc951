"""A row that folds: its widgets stand beside each other, or below each other where there is no room for that."""

from __future__ import annotations

from typing import TypeGuard

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QWidget

from bivouac.desktop.theme import SPACE

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FoldingRow(QWidget):
    """Holds a few widgets.

    Args:
        grows: the widget that takes the room that is left; None leaves it empty, at the end.
        least: pixels each widget needs for standing beside others, all then as wide as each other; 0: what it says itself.
            A row with a `least` of its own among them counts as what is in it: the others can go below it before it folds itself.
    """

    def __init__(self, *widgets: QWidget, grows: QWidget | None = None, spacing: int = SPACE, least: int = 0) -> None:
        super().__init__()
        self._widgets = widgets
        self._least = least
        self._row = QBoxLayout(_BESIDE, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        for one in widgets:
            self._row.addWidget(one, int(one is grows or least > 0))
        if grows is None and not least:
            self._row.addStretch(1)

    def set_least(self, least: int) -> None:
        """Another text size needs another width."""
        self._least = least
        self._fold()

    def folded(self) -> bool:
        """Whether the widgets stand below each other."""
        return self._row.direction() == _BELOW

    def minimumSizeHint(self) -> QSize:
        widest = max((_minimum(one) for one in self._shown()), default=0)
        return QSize(widest, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        wanted = _BESIDE if self._needed() <= self.width() else _BELOW
        if self._least:
            self._share(wanted)
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            for one in self._widgets:
                if isinstance(one, QAbstractButton):  # a button is no wider than it needs to be
                    self._row.setAlignment(one, Qt.AlignmentFlag.AlignLeft if self.folded() else Qt.AlignmentFlag(0))
            self.updateGeometry()

    def _needed(self) -> int:
        """Pixels for all to stand beside each other."""
        each = [one._needed() if _of_several(one) else self._least or one.sizeHint().width() for one in self._shown()]
        return sum(each) + self._row.spacing() * max(0, len(each) - 1)

    def _share(self, direction: QBoxLayout.Direction) -> None:
        """Let those in a row that is among the widgets be as wide as the others, too."""
        gap, counts = self._row.spacing(), {one: _count(one) for one in self._shown()}
        width = (self.width() + gap) // max(1, sum(counts.values())) - gap
        for one, count in counts.items():
            share = (width + gap) * count - gap if direction == _BESIDE else 1
            self._row.setStretchFactor(one, max(1, share))

    def _shown(self) -> list[QWidget]:
        return [one for one in self._widgets if not one.isHidden()]


def _of_several(one: QWidget) -> TypeGuard[FoldingRow]:
    return isinstance(one, FoldingRow) and one._least > 0


def _count(one: QWidget) -> int:
    return len(one._shown()) if _of_several(one) else 1


def _minimum(one: QWidget) -> int:
    return min(one.maximumWidth(), max(one.minimumWidth(), one.minimumSizeHint().width()))
