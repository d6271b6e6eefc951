"""Widgets in lines: beside each other, and in another line what has no room there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from bivouac.desktop.theme import SPACE


class WrappingRow(QWidget):
    """A few buttons or boxes, none wider than it needs to be."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        lines = WrappingLayout()
        for one in widgets:
            lines.addWidget(one)
        self.setLayout(lines)


class WrappingLayout(QLayout):
    """Puts widgets in a line, or in as many as it takes.

    Args:
        at_end: lines end where reading does (at the right, or the left where one reads from the right); otherwise they begin where it does.
    """

    def __init__(self, *, at_end: bool = False) -> None:
        super().__init__()
        self._at_end = at_end
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(map(_height, lines)) + SPACE * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + SPACE * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        lines = self._lines(area.width())
        owner = self.parentWidget()
        from_right = owner is None or owner.layoutDirection() == Qt.LayoutDirection.LeftToRight
        top = area.top() + (area.height() - self.heightForWidth(area.width())) // 2
        for line in lines:
            width = sum(item.sizeHint().width() for item in line) + SPACE * (len(line) - 1)
            offset = max(0, area.width() - width) if self._at_end else 0
            for item in line:
                size = QSize(min(item.sizeHint().width(), area.width()), _height(line))
                left = offset if from_right else area.width() - offset - size.width()
                item.setGeometry(QRect(QPoint(area.left() + left, top), size))
                offset += size.width() + SPACE
            top += _height(line) + SPACE

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            need = item.sizeHint().width()
            if not lines or used + SPACE + need > width:
                lines.append([])
                used = -SPACE
            lines[-1].append(item)
            used += SPACE + need
        return lines


def _height(line: list[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in line)
