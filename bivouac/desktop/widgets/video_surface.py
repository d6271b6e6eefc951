"""Where a film is seen: its pictures, its poster before it begins, captions over it, and what has to be said in its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bivouac.desktop.theme import RADIUS, Theme
from bivouac.desktop.widgets.caption_overlay import paint_caption

WAIT_SHOWN_AFTER = 500
"""Milliseconds of loading before the person is shown that something is under way."""

_USUAL_RATIO = 16 / 9
_TURN = 40
"""Milliseconds between two steps of the waiting ring."""
_SHADE = QColor(0, 0, 0, 150)
_MARGIN = 16


class VideoSurface(QWidget):
    """Paints the pictures that `picture` gives, as large as they fit.

    Signals:
        clicked: to play or to pause.
        double_clicked: to fill the screen, or no longer.
        moused: the mouse moved over it.
        reshaped: the film's width over its height became known.
        picture_moved: the picture has another place or size in the widget.
    """

    clicked = Signal()
    double_clicked = Signal()
    moused = Signal()
    reshaped = Signal(float)
    picture_moved = Signal()

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._source: Callable[[], QImage] | None = None
        self._poster = QImage()
        self._poster_shown = True
        self._caption = ""
        self._captions_raised = 0
        self._play_offered = False
        self._rounded = True
        self._focus_shown = False
        self._turn = -1
        self._card: QWidget | None = None
        self._ratio = _USUAL_RATIO
        self._wait = QTimer(self, interval=_TURN)
        self._wait.timeout.connect(self._turn_on)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 135)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # what is shown

    def show_pictures(self, source: Callable[[], QImage] | None) -> None:
        """Take pictures from here on: `source` is asked for the present one whenever there is something to paint."""
        self._source = source
        self.update()

    def set_poster(self, poster: QImage) -> None:
        """The picture to show before the film begins; may be null."""
        self._poster = poster
        self._shape(poster)
        self.update()

    def show_poster(self, shown: bool) -> None:
        self._poster_shown = shown
        self.update()

    def set_caption(self, text: str) -> None:
        if text != self._caption:
            self._caption = text
            self.update()

    def raise_captions(self, height: int) -> None:
        """Keep captions clear of what covers the lowest `height` pixels."""
        self._captions_raised = height
        self.update()

    def offer_play(self, offered: bool) -> None:
        """Show the large button in the middle (the whole surface is pressed)."""
        self._play_offered = offered
        self.setCursor(Qt.CursorShape.PointingHandCursor if offered else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_rounded(self, rounded: bool) -> None:
        self._rounded = rounded
        self.update()

    def set_waiting(self, waiting: bool) -> None:
        """Something is being loaded; a ring turns once that takes longer than `WAIT_SHOWN_AFTER`."""
        if waiting == self._wait.isActive():
            return
        if waiting:
            self._turn = -WAIT_SHOWN_AFTER // _TURN
            self._wait.start()
        else:
            self._wait.stop()
            self._turn = -1
        self.update()

    def set_card(self, card: QWidget | None) -> None:
        """Show a card in the middle, over a shaded picture; None takes it away."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = card
        if card is not None:
            card.setParent(self)
            self._place_card()
            card.show()
        self.update()

    def card(self) -> QWidget | None:
        return self._card

    def is_waiting_shown(self) -> bool:
        return self._wait.isActive() and self._turn >= 0

    def ratio(self) -> float:
        """Width of the film over its height, as far as known."""
        return self._ratio

    def picture_area(self) -> QRectF:
        """Where in the widget the picture is."""
        whole = QRectF(self.rect())
        width = min(whole.width(), whole.height() * self._ratio)
        area = QRectF(0, 0, width, width / self._ratio)
        area.moveCenter(whole.center())
        return area

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            picture = self._present()
            self._paint_ground(painter, empty=picture.isNull())
            if not picture.isNull():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(self.picture_area(), picture)
            if self._card is not None:
                painter.fillRect(self.rect(), _SHADE if not picture.isNull() else Qt.GlobalColor.transparent)
                return
            if self._caption and not self._covered():
                self._paint_caption(painter)
            if self.is_waiting_shown():
                self._paint_ring(painter)
            elif self._play_offered:
                self._paint_play(painter)
            if self._focus_shown:
                self._paint_focus(painter)

    def _paint_ground(self, painter: QPainter, *, empty: bool) -> None:
        """In a window the film has round corners and nothing beside it; what has no picture stands on a quiet ground."""
        ground = QColor(Qt.GlobalColor.black) if self._card is None else self._theme.colour("raised")
        if not self._rounded:
            painter.fillRect(self.rect(), ground)
            return
        outline = QPainterPath()
        alone = empty and self._card is not None
        outline.addRoundedRect(QRectF(self.rect()) if alone else self.picture_area(), RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(outline)
        if empty:
            painter.fillPath(outline, ground)

    def _paint_caption(self, painter: QPainter) -> None:
        area = self.picture_area()
        below = self.height() - area.bottom()
        area.setBottom(area.bottom() - max(0.0, self._captions_raised - below))
        paint_caption(painter, area, self._caption, self._scale)

    def _covered(self) -> bool:
        return self._poster_shown and not self._poster.isNull()

    def _present(self) -> QImage:
        """The picture of this moment, or the poster; null when there is neither."""
        picture = self._poster if self._covered() or not self._source else self._source()
        self._shape(picture)
        return picture

    def _paint_play(self, painter: QPainter) -> None:
        radius = min(44.0 * self._scale, self.height() / 5)
        centre = QRectF(self.rect()).center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(255, 255, 255, 230), 2.5))
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(QPen(Qt.GlobalColor.white, radius * 0.12, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.GlobalColor.white)
        left, height = centre.x() - radius * 0.24, radius * 0.38
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(left, centre.y() - height),
                    QPointF(left, centre.y() + height),
                    QPointF(left + height * 1.7, centre.y()),
                ]
            )
        )

    def _paint_ring(self, painter: QPainter) -> None:
        ring = QRectF(0, 0, 56 * self._scale, 56 * self._scale)
        ring.moveCenter(QRectF(self.rect()).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 70), 5))
        painter.drawEllipse(ring)
        painter.setPen(QPen(Qt.GlobalColor.white, 5, c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, -self._turn * 12 * 16, 80 * 16)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("accent"), 3))
        edge = (self.picture_area() if self._rounded else QRectF(self.rect())).adjusted(1.5, 1.5, -1.5, -1.5)
        radius = RADIUS - 1 if self._rounded else 0
        painter.drawRoundedRect(edge, radius, radius)

    def _turn_on(self) -> None:
        self._turn += 1
        if self._turn >= 0:
            self.update()

    def _shape(self, picture: QImage) -> None:
        ratio = picture.width() / picture.height() if not picture.isNull() else self._ratio
        if abs(ratio - self._ratio) > 0.001:
            self._ratio = ratio
            self.reshaped.emit(ratio)
            self.picture_moved.emit()

    # the person

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._card is None:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._card is None:
            self.clicked.emit()
            self.double_clicked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = False
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.moused.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_card()
        self.picture_moved.emit()

    def sizeHint(self) -> QSize:
        return QSize(640, round(640 / self._ratio))

    def _place_card(self) -> None:
        if self._card is None:
            return
        width = min(self.width() - 2 * _MARGIN, max(self._card.sizeHint().width(), round(420 * self._scale)))
        height = self._card.heightForWidth(width) if self._card.hasHeightForWidth() else self._card.sizeHint().height()
        height = min(height, self.height() - _MARGIN)
        self._card.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)
