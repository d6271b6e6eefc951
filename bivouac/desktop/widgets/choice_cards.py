"""Cards that are chosen or pressed: rich text on a painted ground, with the manners of Qt's own buttons.

They are Qt's radio button, check box and push button, so that keyboard, groups and screen readers work as people know them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton, QRadioButton, QSizePolicy, QVBoxLayout

from bivouac.desktop.theme import RADIUS, SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.marks import paint_mark
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.rich_text import RichText


@dataclass(frozen=True)
class Face:
    """What a card shows.

    Attributes:
        number: of a push button that a number key presses; 0 for none.
    """

    html: str
    read: Callable[[str], bytes]
    style: PageStyle
    number: int = 0


# What the three kinds share stands beside Qt's classes: a second base that is a QObject would make a second QObject.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class _Card(_Button):
    """What the three kinds share; each is also one of Qt's buttons."""

    def dress(self, face: Face) -> None:
        """Fill the card; called once, when Qt's button is made."""
        self.face = face
        self.mark = ""
        self._text = RichText(face.html, face.read, face.style, interactive=False)
        left = round(face.style.em(3.0))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(left, SPACE + 6, SPACE * 2, SPACE + 6)
        self._column.setSpacing(SPACE // 2)
        self._column.addWidget(self._text)
        self.setAccessibleName(self._text.plain_text())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_mark(self, mark: str, word: str, html: str = "") -> None:
        """Judge the card: `mark` is right, wrong or missed; `word` says it, `html` why."""
        self.mark = mark
        if word:
            said = label(word, "bad" if mark == "wrong" else "good")
            font = said.font()
            font.setWeight(QFont.Weight.Bold)
            said.setFont(font)
            self._column.addWidget(said)
        if html:
            self._column.addWidget(RichText(html, self.face.read, self.face.style, interactive=False))
        self.setAccessibleDescription(word)
        self.update()

    def lock(self) -> None:
        """The card can no longer be changed; it does not fade, for it is still read."""
        self.setEnabled(False)
        self.unsetCursor()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            em = self.face.style.em(1)
            centre = QPointF(em * 1.55, self._text.y() + self.face.style.em(0.72))
            self._paint_sign(painter, centre, em * 0.6)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self.face.style.theme
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground, border, width = theme.surface, theme.line, 1.0
        if self.isEnabled() and self.underMouse():
            ground, border = theme.raised, theme.accent
        if self.isChecked():
            ground, border, width = theme.accent_soft, theme.accent, 1.5
        if self.mark == "right":
            ground, border, width = theme.good_soft, theme.good, 1.5
        elif self.mark == "wrong":
            ground, border, width = theme.bad_soft, theme.bad, 1.5
        elif self.mark == "missed":
            border, width = theme.good, 1.5
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), RADIUS - 3, RADIUS - 3)

    def _paint_sign(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        """What stands before the text: whether it is chosen, or how it was judged."""
        theme = self.face.style.theme
        if self.mark:
            paint_mark(painter, centre, radius, self.mark, theme)
            return
        painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "quiet"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_choice(painter, centre, radius * 0.9)

    def _paint_choice(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        raise NotImplementedError


class RadioCard(_Card, QRadioButton):
    """One of several answers."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.dress(face)

    def _paint_choice(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        painter.drawEllipse(centre, radius, radius)
        if self.isChecked():
            painter.setBrush(self.face.style.theme.colour("accent"))
            painter.drawEllipse(centre, radius * 0.5, radius * 0.5)


class CheckCard(_Card, QCheckBox):
    """One of any number of answers."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.dress(face)

    def _paint_choice(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        theme = self.face.style.theme
        area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(area, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("on_accent"), 2))
            points = ((-0.5, 0.0), (-0.15, 0.4), (0.55, -0.4))
            painter.drawPolyline([centre + QPointF(x, y) * radius for x, y in points])


class ButtonCard(_Card, QPushButton):
    """Something to do; `face.number` is the key that does it."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.dress(face)
        self.setAutoDefault(True)

    def _paint_choice(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        style = self.face.style
        painter.setPen(QPen(style.theme.colour("accent"), 1.6))
        radius *= 1.25
        painter.drawEllipse(centre, radius, radius)
        font = style.font(0.85)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self.face.number))
