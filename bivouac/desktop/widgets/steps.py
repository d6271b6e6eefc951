"""The questions of a quiz as a row of numbered steps: where one is, and how each stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bivouac.desktop.widgets.marks import paint_mark
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.language import tr

STANDINGS = ("open", "right", "part", "wrong", "kept")


def standing_text(standing: str) -> str:
    """How a question stands, in words."""
    return {
        "open": tr("not answered yet"),
        "right": tr("right"),
        "part": tr("partly right"),
        "wrong": tr("not right yet"),
        "kept": tr("your text is kept"),
    }[standing]


class Steps(QWidget):
    """Breaks into lines when there are many. `chosen` with the index of a step."""

    chosen = Signal(int)

    def __init__(self, style: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._standings: list[str] = []
        self._current = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_steps(self, standings: list[str], current: int) -> None:
        """Show how each question stands (one of STANDINGS) and which is open (-1: none)."""
        self._standings, self._current = standings, current
        if 0 <= current < len(standings):
            self.setAccessibleName(
                tr(
                    "Question {n} of {count}: {standing}",
                    n=current + 1,
                    count=len(standings),
                    standing=standing_text(standings[current]),
                )
            )
        else:
            self.setAccessibleName(tr("Questions of this quiz"))
        self.updateGeometry()
        self.update()

    def restyle(self, style: PageStyle) -> None:
        self._style = style
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._standings) // self._in_row(width)) or 1
        return round(rows * self._pitch())

    def sizeHint(self) -> QSize:
        width = round(self._pitch() * max(1, len(self._standings)))
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._pitch() * 4), round(self._pitch()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for index, standing in enumerate(self._standings):
                self._paint_step(painter, index, standing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (index := self._at(event.position())) is not None:
            self.chosen.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if index is None else f"{index + 1}: {standing_text(self._standings[index])}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = Qt.Key.Key_Left if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Right
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            index = self._current + (1 if event.key() == forward else -1)
            if 0 <= index < len(self._standings):
                self.chosen.emit(index)
        else:
            super().keyPressEvent(event)

    def _pitch(self) -> float:
        return self._style.em(2.3)

    def _in_row(self, width: int) -> int:
        return max(1, int(width // self._pitch()))

    def _centre(self, index: int) -> QPointF:
        row, column = divmod(index, self._in_row(self.width()))
        across = (column + 0.5) * self._pitch()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = self.width() - across
        return QPointF(across, (row + 0.5) * self._pitch())

    def _at(self, place: QPointF) -> int | None:
        reach = self._pitch() / 2
        for index in range(len(self._standings)):
            away = place - self._centre(index)
            if abs(away.x()) <= reach and abs(away.y()) <= reach:
                return index
        return None

    def _paint_step(self, painter: QPainter, index: int, standing: str) -> None:
        theme, centre, radius = self._style.theme, self._centre(index), self._style.em(0.78)
        current = index == self._current
        if standing != "open":
            paint_mark(painter, centre, radius, standing, theme)
        else:
            painter.setPen(QPen(theme.colour("accent" if current else "quiet"), 1.2))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(centre, radius, radius)
            font = self._style.font(0.8)
            font.setWeight(QFont.Weight.Bold if current else QFont.Weight.Normal)
            painter.setFont(font)
            painter.drawText(_square(centre, radius), Qt.AlignmentFlag.AlignCenter, str(index + 1))
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2.4 if self.hasFocus() else 1.6))
            painter.drawEllipse(centre, radius + 3.5, radius + 3.5)


def _square(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
