"""A list of search results or notes: where, and the text with the found words marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.models.results import RESULT, Result, ResultModel
from bivouac.desktop.theme import RADIUS
from bivouac.desktop.widgets.scrolling import keep_off

_PAD = 14
_ICON = 20


class ResultDelegate(QStyledItemDelegate):
    """Paints one result: an icon, where it is, and its text with the marks set off."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        layout = self._text(index.data(RESULT), width - 3 * _PAD - self._icon() - 2)
        height = layout.boundingRect().height() + QFontMetrics(self._small()).height() + 2 * _PAD + 10
        return QSize(width, round(height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        result: Result = index.data(RESULT)
        theme = self._look.theme
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect).adjusted(1, 4, -1, -4)  # flush with what stands above the list
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if focused or hovered else "line"), 2 if focused else 1))
        painter.setBrush(theme.colour("raised" if hovered else "surface"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        size = self._icon()
        painter.drawPixmap(
            round(box.left()) + _PAD, round(box.top()) + _PAD, icon(result.icon, theme.accent, size).pixmap(size, size)
        )
        left = box.left() + 2 * _PAD + size
        width = box.right() - _PAD - left
        painter.setPen(theme.colour("quiet"))
        line, height = self._where(result, width)
        line.draw(painter, QPointF(left, box.top() + _PAD - 2))
        painter.setPen(theme.colour("text"))
        self._text(result, width).draw(painter, QPointF(left, box.top() + _PAD + 2 + height))
        painter.restore()

    def _where(self, result: Result, width: float) -> tuple[QTextLayout, int]:
        """The line that says where, as much of it as there is room for, and the height of that line."""
        small = QFontMetrics(self._small())
        bold = self._small()
        bold.setBold(bool(result.where_marks))
        shown = QFontMetrics(bold).elidedText(result.where, Qt.TextElideMode.ElideRight, round(width))
        whole = len(shown) if shown == result.where else len(shown) - 1  # before the dots
        marks = [(start, min(end, whole)) for start, end in result.where_marks if start < whole]
        return self._laid_out(shown, self._small(), marks, 10 * width), small.height()

    def _text(self, result: Result, width: float) -> QTextLayout:
        font = QFont()
        font.setPixelSize(round(15 * self._look.scale))
        return self._laid_out(result.text, font, result.marks, width)

    def _laid_out(self, text: str, font: QFont, marks: Iterable[tuple[int, int]], width: float) -> QTextLayout:
        layout = QTextLayout(text, font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.setFormats([self._mark(start, end) for start, end in marks])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(80.0, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _mark(self, start: int, end: int) -> QTextLayout.FormatRange:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = start, end - start
        shape = QTextCharFormat()
        shape.setFontWeight(QFont.Weight.Bold)
        shape.setBackground(self._look.theme.colour("warn_soft"))
        mark.format = shape
        return mark

    def _icon(self) -> int:
        return round(_ICON * self._look.scale)

    def _small(self) -> QFont:
        font = QFont()
        font.setPixelSize(round(13 * self._look.scale))
        return font


class ResultList(QListView):
    """Results to choose from. `opened` with the one that was clicked, or chosen with Enter; `left` by an arrow up from the first."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.results = ResultModel()
        self.setModel(self.results)
        self.setItemDelegate(ResultDelegate(look, self))
        self.setAccessibleName(name)
        keep_off(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes with the keyboard sees where they are: at the best result, or where they were."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.results.index(0))

    def open_best(self) -> None:
        """Open the first result, if there is one."""
        if self.results.rowCount():
            self._open(self.results.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(RESULT))
