"""The bar under a film: where it is, what of it was seen, and where notes and bookmarks are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSlider, QToolTip

from bivouac.desktop.theme import Theme
from bivouac.desktop.widgets.film_time import clock, spoken
from bivouac.language import tr

STEP = 5_000
"""Milliseconds of one press of an arrow key."""
_DRAG = 120
"""Milliseconds between two seeks while the handle is dragged."""
_NEAR = 7
"""Pixels around a mark within which the pointer means the mark."""
_EDGE = 9
_GROOVE, _SEEN, _HANDLE = 6, 3, 7


@dataclass(frozen=True)
class Mark:
    """Something the learner left at a place of the film: a note with its text, or a bookmark without."""

    at: int
    text: str = ""


class SeekBar(QSlider):
    """A slider over the milliseconds of a film. `sought` with the place where the person wants to be."""

    sought = Signal(int)

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._scale = theme, scale
        self._watched: list[tuple[int, int]] = []
        self._marks: list[Mark] = []
        self._showing = False
        self._drag = QTimer(self, singleShot=True, interval=_DRAG)
        self._drag.timeout.connect(lambda: self.sought.emit(self.sliderPosition()))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs left to right in every language
        self.setRange(0, 0)
        self.setSingleStep(STEP)
        self.setPageStep(2 * STEP)
        self.setMouseTracking(True)
        self.setTracking(False)
        self.setAccessibleName(tr("Place in the film"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._on_value)

    def show_duration(self, duration: int) -> None:
        self._showing = True
        self.setRange(0, duration)
        self._showing = False

    def show_position(self, position: int) -> None:
        """The film is here; a handle that the person holds stays in their hand."""
        self.setAccessibleDescription(spoken(position, self.maximum()))
        if not self.isSliderDown():
            self._showing = True
            self.setValue(position)
            self._showing = False

    def show_watched(self, watched: list[tuple[int, int]]) -> None:
        """Intervals that were seen, in milliseconds."""
        self._watched = list(watched)
        self.update()

    def show_marks(self, marks: list[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.at)
        self.update()

    def x_of(self, position: int) -> float:
        """Where a place of the film is in the widget."""
        return _EDGE + (self.width() - 2 * _EDGE) * position / max(1, self.maximum())

    def position_at(self, x: float) -> int:
        """The place of the film under a point of the widget; a mark that is near attracts."""
        nearest = min(self._marks, key=lambda mark: abs(self.x_of(mark.at) - x), default=None)
        if nearest is not None and abs(self.x_of(nearest.at) - x) <= _NEAR:
            return nearest.at
        share = (x - _EDGE) / max(1, self.width() - 2 * _EDGE)
        return round(min(max(share, 0.0), 1.0) * self.maximum())

    def _on_value(self, value: int) -> None:
        if not self._showing:
            self.sought.emit(value)

    # painting

    def sizeHint(self) -> QSize:
        return QSize(320, round(28 * self._scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(28 * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            middle = self.height() / 2
            self._bar(painter, 0, self.maximum(), middle - _GROOVE / 2, _GROOVE, "line")
            self._bar(painter, 0, self.sliderPosition(), middle - _GROOVE / 2, _GROOVE, "accent")
            for start, end in self._watched:
                self._bar(painter, start, end, middle + _GROOVE / 2 + 3, _SEEN, "good")
            for mark in self._marks:
                self._paint_mark(painter, mark, middle - _GROOVE / 2 - 2)
            if self.isEnabled():
                self._paint_handle(painter, QPointF(self.x_of(self.sliderPosition()), middle))

    def _bar(self, painter: QPainter, start: int, end: int, top: float, height: float, colour: str) -> None:
        left, right = self.x_of(start), self.x_of(min(end, self.maximum()))
        painter.setBrush(self._theme.colour(colour))
        painter.drawRoundedRect(QRectF(left, top, max(right - left, 0), height), height / 2, height / 2)

    def _paint_mark(self, painter: QPainter, mark: Mark, bottom: float) -> None:
        """A note is a round pin, a bookmark a pointed one: form tells them apart where colour does not."""
        x = self.x_of(mark.at)
        painter.setBrush(self._theme.colour("warn"))
        if mark.text:
            painter.drawEllipse(QPointF(x, bottom - 4), 4, 4)
        else:
            painter.drawPolygon(
                QPolygonF([QPointF(x - 4.5, bottom - 8), QPointF(x + 4.5, bottom - 8), QPointF(x, bottom)])
            )

    def _paint_handle(self, painter: QPainter, centre: QPointF) -> None:
        if self.hasFocus():
            painter.setBrush(self._theme.colour("text"))
            painter.drawEllipse(centre, _HANDLE + 2.5, _HANDLE + 2.5)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(centre, _HANDLE, _HANDLE)

    # the person

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._drag_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._drag_to(event)
        self._tell(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._drag.stop()
            self._showing = True
            self.setSliderDown(False)
            self._showing = False
            self.sought.emit(self.sliderPosition())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # they change the volume, here as everywhere in the player
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a page that is scrolled should not move the film under the pointer

    def _drag_to(self, event: QMouseEvent) -> None:
        self.setSliderPosition(self.position_at(event.position().x()))
        self.update()
        if not self._drag.isActive():
            self._drag.start()

    def _tell(self, x: float) -> None:
        """Say what is under the pointer: the time, and the note that stands there."""
        position = self.position_at(x)
        lines = [clock(position), *(mark.text or tr("Bookmark") for mark in self._marks if mark.at == position)]
        QToolTip.showText(self.mapToGlobal(QPoint(round(x) - 16, -round(52 * self._scale))), "\n".join(lines), self)
