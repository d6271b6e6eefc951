"""How a quiz went: points, whether it is passed, and each question with the way back to it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.marks import paint_mark
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.steps import standing_text
from bivouac.language import tr


@dataclass(frozen=True)
class Line:
    """One question: its short name, how it stands (steps.STANDINGS), and its points in words."""

    title: str
    standing: str
    points: str


class QuizResults(QWidget):
    """`chosen` with the index of a question to look at."""

    chosen = Signal(int)

    def __init__(self, heading: str, sentence: str, lines: list[Line], style: PageStyle) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(label(heading, "title"))
        said = label(sentence)
        said.setFont(style.font())
        column.addWidget(said)
        column.addSpacing(SPACE * 2)
        for index, line in enumerate(lines):
            row = _Row(index + 1, line, style)
            row.clicked.connect(lambda _=False, place=index: self.chosen.emit(place))
            column.addWidget(row)


class _Row(QPushButton):
    """One question; pressed to look at it."""

    def __init__(self, number: int, line: Line, style: PageStyle) -> None:
        super().__init__()
        self._standing = line.standing
        self._style = style
        title = label(tr("{number}. {title}", number=number, title=line.title))
        said = label(
            f"{standing_text(line.standing)} · {line.points}" if line.points else standing_text(line.standing), "small"
        )
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(round(style.em(3)), SPACE, SPACE * 2, SPACE)
        column.setSpacing(2)
        for part in (title, said):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
        self.setAccessibleName(f"{title.text()}: {said.text()}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(self._style.em(1.5), self.height() / 2)
            if self._standing != "open":
                paint_mark(painter, centre, self._style.em(0.68), self._standing, self._style.theme)
            else:
                painter.setPen(self._style.theme.colour("quiet"))
                painter.drawEllipse(centre, self._style.em(0.68), self._style.em(0.68))
