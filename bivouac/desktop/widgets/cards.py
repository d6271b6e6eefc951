"""A grid of course cards: a painted list view as high as its content, so that Home scrolls as one page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bivouac.desktop.actions.courses import Card
from bivouac.desktop.desk import Look
from bivouac.desktop.models.cards import CARD, CardModel, state_text
from bivouac.desktop.theme import RADIUS, Theme
from bivouac.desktop.widgets.covers import Covers

COVER = QSize(232, 130)
MARGIN = 8
"""Pixels of nothing around each card; what is to stand flush with cards keeps it, too."""

_LEAST = 204
"""Pixels of the narrowest card at normal text size: cards grow from there until as many as fit fill the line."""
_TEXT = 14


class CardDelegate(QStyledItemDelegate):
    """Paints one card: cover, title in two lines, and one line of state with a bar."""

    def __init__(self, look: Look, covers: Covers, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._covers = covers
        self.cover = COVER

    def card_size(self) -> QSize:
        """Size of a card with its margins."""
        scale = self._look.scale
        title, small = QFontMetrics(_font(15 * scale, bold=True)), QFontMetrics(_font(13 * scale))
        text = 10 + title.height() * 2 + 8 + small.height() + 12 + 12
        return QSize(self.cover.width() + 2 * MARGIN, self.cover.height() + text + 2 * MARGIN)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.card_size()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card: Card = index.data(CARD)
        theme = self._look.theme
        state = option.state
        box = QRectF(option.rect).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, state, theme)
        self._paint_cover(painter, box, card)
        self._paint_text(painter, box.toRect(), card, theme)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(theme.colour("accent" if focused or hovered else "line"), 2.5 if focused else 1))
        painter.setBrush(theme.colour("raised" if hovered else "surface"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _paint_cover(self, painter: QPainter, box: QRectF, card: Card) -> None:
        painter.save()
        rounded = QPainterPath()
        rounded.addRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.setClipPath(rounded)
        area = QRectF(box.left(), box.top(), box.width(), self.cover.height())
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        pixmap = self._covers.pixmap(card.id, card.cover, painter.device().devicePixelRatioF())
        painter.drawPixmap(area, pixmap, QRectF(pixmap.rect()))
        if card.share is None:
            painter.fillRect(area, QColor(255, 255, 255, 70) if not self._look.theme.dark else QColor(0, 0, 0, 90))
        painter.restore()

    def _paint_text(self, painter: QPainter, box: QRect, card: Card, theme: Theme) -> None:
        scale = self._look.scale
        title, small = _font(15 * scale, bold=True), _font(13 * scale)
        left, width = box.left() + _TEXT, box.width() - 2 * _TEXT
        top = box.top() + self.cover.height() + 10
        painter.setPen(theme.colour("text"))
        _paint_lines(painter, card.title, title, QRect(left, top, width, QFontMetrics(title).height() * 2), 2)
        line = QFontMetrics(small).height()
        bottom = box.bottom() - 12
        painter.setFont(small)
        painter.setPen(theme.colour("quiet"))
        bar = card.download.done / max(1, card.download.total) if card.download else card.share or _share_kept(card)
        if bar is not None and 0 < bar < 1:
            _paint_bar(painter, QRectF(left, bottom - 5, width, 5), bar, theme)
            bottom -= 12
        text = state_text(card) if card.download or card.kept else card.place or state_text(card)
        elided = QFontMetrics(small).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, bottom - line, width, line), Qt.AlignmentFlag.AlignVCenter, elided)


class CardGrid(QListView):
    """Cards in as many columns as fit. `opened` with the card that was clicked, or chosen with Enter."""

    opened = Signal(object)

    def __init__(self, look: Look, covers: Covers, name: str) -> None:
        super().__init__()
        # Not Qt's own, for which Python would make classes for longer than the rest of Home takes (qt_classes.py).
        self.setViewport(QWidget())
        self._look = look
        self.cards = CardModel()
        self.setModel(self.cards)
        self._delegate = CardDelegate(look, covers, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        covers.loaded.connect(self.viewport().update)
        self.cards.modelReset.connect(self._fit)
        look.changed.connect(self._fit)

    def show_cards(self, cards: list[Card]) -> None:
        self.cards.show_cards(cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()  # the page scrolls, not the grid

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))

    def _fit(self) -> None:
        """Let as many cards as fit fill the line, and be as high as they need."""
        room = self.viewport().width() - 1  # the last pixel of a line belongs to no card
        least = round(_LEAST * max(1.0, self._look.scale))
        columns = max(1, room // (least + 2 * MARGIN))
        width = max(_LEAST, room // columns - 2 * MARGIN)
        self._delegate.cover = QSize(width, round(width * COVER.height() / COVER.width()))
        size = self._delegate.card_size()
        rows = -(-self.cards.rowCount() // columns)
        self.setFixedHeight(max(1, rows * size.height()))
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(CARD))


def _share_kept(card: Card) -> float:
    return card.kept / max(1, card.size)


def _font(pixels: float, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    return font


def _paint_lines(painter: QPainter, text: str, font: QFont, box: QRect, lines: int) -> None:
    """Paint text broken at words in at most `lines` lines, the last one shortened."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    painter.setFont(font)
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        part = text[line.textStart() : line.textStart() + line.textLength()]
        if number == lines - 1:
            part = metrics.elidedText(text[line.textStart() :], Qt.TextElideMode.ElideRight, box.width())
        row = QRect(box.left(), box.top() + number * metrics.height(), box.width(), metrics.height())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, part.strip())
    layout.endLayout()


def _paint_bar(painter: QPainter, box: QRectF, share: float, theme: Theme) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(box, 2.5, 2.5)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(QRectF(box.left(), box.top(), max(5.0, box.width() * share), box.height()), 2.5, 2.5)
    painter.restore()
