"""A card that says something: how an answer was, a hint, how a story ended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.marks import paint_mark
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.rich_text import RichText


class MessageCard(QFrame):
    """A heading and texts on a tinted ground.

    Args:
        look: of the style sheet: good, warn, bad or card.
        mark: a painted sign before the heading (marks.py), or none.
        html: texts in the clean page form, one under the other.
    """

    def __init__(
        self,
        heading: str,
        *html: str,
        read: Callable[[str], bytes],
        style: PageStyle,
        look: str = "card",
        mark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self._mark = mark
        self._style = style
        self.heading = label(heading)
        font = style.font(1.05)
        font.setBold(True)
        self.heading.setFont(font)
        column = QVBoxLayout(self)
        left = round(style.em(2.9)) if mark else SPACE * 2
        column.setContentsMargins(left, SPACE * 2 - 2, SPACE * 2, SPACE * 2 - 2)
        column.setSpacing(SPACE)
        column.addWidget(self.heading)
        self.texts = [RichText(one, read, style) for one in html if one]
        for text in self.texts:
            column.addWidget(text)
        self.setAccessibleName(". ".join((heading, *(text.plain_text() for text in self.texts))))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark:
            with QPainter(self) as painter:
                centre = QPointF(self._style.em(1.5), self.heading.geometry().center().y() + 1)
                paint_mark(painter, centre, self._style.em(0.68), self._mark, self._style.theme)
