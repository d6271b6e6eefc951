"""A row that folds: its widgets stand beside each other, or below each other where there is no room for that."""

from __future__ import annotations

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
        shown = self._shown()
        needed = sum(self._least or one.sizeHint().width() for one in shown)
        needed += self._row.spacing() * max(0, len(shown) - 1)
        wanted = _BESIDE if needed <= self.width() else _BELOW
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            for one in self._widgets:
                if isinstance(one, QAbstractButton):  # a button is no wider than it needs to be
                    self._row.setAlignment(one, Qt.AlignmentFlag.AlignLeft if self.folded() else Qt.AlignmentFlag(0))
            self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [one for one in self._widgets if not one.isHidden()]


def _minimum(one: QWidget) -> int:
    return min(one.maximumWidth(), max(one.minimumWidth(), one.minimumSizeHint().width()))
