"""One lesson of a course's outline: its state, its title, what is in it. It paints itself, as a course may have hundreds."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import pixmap
from bivouac.desktop.theme import SPACE

_ICON = 20
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

_ASIDE = (Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight).value
_MOST_ASIDE = 0.45
"""Of the width of a row, that its detail has beside the title before it breaks into lines."""


class LessonRow(QPushButton):
    """A button as wide as its column, and as high as its title needs.

    Args:
        icon_name, colour: the mark of its state, and the name of the mark's colour in the theme.
        spoken: the state, for a screen reader.
    """

    def __init__(self, look: Look, icon_name: str, colour: str, title: str, detail: str, spoken: str) -> None:
        super().__init__()
        self.title = title
        self._theme = look.theme
        self._size = round(_ICON * look.scale)
        self._small = QFont(self.font())
        self._small.setPixelSize(round(13 * look.scale))
        self._known = (-1, 0)
        self.setProperty("look", "nav")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(icon_name, colour, detail, spoken)

    def show_state(self, icon_name: str, colour: str, detail: str, spoken: str) -> None:
        """Show another state of the same lesson; the row keeps its place, and the keyboard."""
        self.detail = detail
        self._mark = pixmap(icon_name, getattr(self._theme, colour), self._size, self.devicePixelRatioF())
        self._known = (-1, 0)
        self.setAccessibleName(f"{self.title}. {spoken}")
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self._height(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._height(event.size().width()) != event.size().height():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            option = QStyleOptionButton()
            self.initStyleOption(option)
            self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
            title, detail = self._areas(self.width())
            painter.drawPixmap(SPACE * 2, (self.height() - self._size) // 2, self._mark)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(title, _WRAPPED, self.title)
            painter.setFont(self._small)
            painter.setPen(QColor(self._theme.quiet))
            painter.drawText(detail, _ASIDE | self._breaking(self.width()), self.detail)

    def _areas(self, width: int) -> tuple[QRect, QRect]:
        """Where title and detail stand: beside each other, as high as the row."""
        left = SPACE * 4 + self._size
        aside = min(self._aside(), round(_MOST_ASIDE * width))
        right = width - SPACE * 2
        title = QRect(left, 0, max(60, right - aside - SPACE * 2 - left), self.height())
        return title, QRect(right - aside, 0, aside, self.height())

    def _aside(self) -> int:
        """The width of the detail on one line."""
        return QFontMetrics(self._small).horizontalAdvance(self.detail)

    def _breaking(self, width: int) -> int:
        """Whether the detail breaks into lines, as a flag for painting."""
        return Qt.TextFlag.TextWordWrap.value if self._aside() > _MOST_ASIDE * width else 0

    def _height(self, width: int) -> int:
        """The height that the title needs in a width; layouts ask for it again and again."""
        if self._known[0] != width:
            self._known = (width, self._measure(width))
        return self._known[1]

    def _measure(self, width: int) -> int:
        wrapped = Qt.TextFlag.TextWordWrap
        title, detail = (area.width() for area in self._areas(width))
        text = self.fontMetrics().boundingRect(0, 0, title, 10_000, wrapped, self.title)
        aside = QFontMetrics(self._small).boundingRect(0, 0, detail, 10_000, self._breaking(width), self.detail)
        return max(text.height(), aside.height(), self._size) + SPACE * 2
