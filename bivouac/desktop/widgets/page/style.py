"""Measures, fonts and colours of running text. Lengths are in device-independent pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from bivouac.desktop.theme import FAMILY, LIGHT, MONOSPACE, Theme

READING = 17
"""Size of text that is read for long, at text scale 1."""
READING_ALOUD = "The letters of a text stand in it as often as here, so that a line of it has about as many."
MEASURE = 78
"""Characters that the column has room for; the longest lines then have about 72, as they break between words."""
RIGHT_TO_LEFT = ("ar", "arc", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")

_HEADINGS = {1: (1.75, 0.2), 2: (1.35, 1.5), 3: (1.13, 1.2), 4: (1.0, 1.0)}
"""Size of a heading and the space above it, in em of running text."""


@dataclass(frozen=True)
class PageStyle:
    """How a page is set.

    Attributes:
        scale: the person's text size.
        size: of running text at scale 1.
        rtl: the text runs from right to left unless an element says otherwise.
    """

    theme: Theme = LIGHT
    scale: float = 1.0
    size: int = READING
    rtl: bool = False

    def em(self, count: float) -> float:
        """`count` times the size of running text."""
        return count * self.size * self.scale

    @property
    def indent(self) -> float:
        """Width of one step of a list."""
        return self.em(1.7)

    @property
    def column(self) -> float:
        """Width of the text column."""
        return MEASURE * QFontMetricsF(self.font()).horizontalAdvance(READING_ALOUD) / len(READING_ALOUD)

    def font(self, em: float = 1.0, family: str = FAMILY) -> QFont:
        font = QFont(family)
        font.setPixelSize(max(6, round(self.em(em))))
        return font

    def text(self) -> QTextCharFormat:
        """Running text."""
        made = QTextCharFormat()
        made.setFont(self.font())
        made.setForeground(self.brush("text"))
        return made

    def brush(self, colour: str) -> QBrush:
        return QBrush(self.theme.colour(colour))

    def sized(self, text: QTextCharFormat, factor: float) -> QTextCharFormat:
        """`text` in another size."""
        made = QTextCharFormat(text)
        pixels = text.intProperty(QTextFormat.Property.FontPixelSize)
        made.setProperty(QTextFormat.Property.FontPixelSize, max(6, round(pixels * factor)))
        return made

    def monospaced(self, text: QTextCharFormat) -> QTextCharFormat:
        made = self.sized(text, 0.9)
        made.setFontFamilies([MONOSPACE])
        return made

    def coloured(self, text: QTextCharFormat, colour: str) -> QTextCharFormat:
        made = QTextCharFormat(text)
        made.setForeground(self.brush(colour))
        return made

    def paragraph(self) -> QTextBlockFormat:
        """A paragraph; its lines stand about 1.5 em apart."""
        made = QTextBlockFormat()
        made.setBottomMargin(self.em(0.8))
        # A distance and not a proportion: a tall formula must not push its line apart.
        made.setLineHeight(self.em(0.16), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        self.direct(made, self.rtl)
        return made

    def heading(self, block: QTextBlockFormat, level: int) -> QTextBlockFormat:
        made = QTextBlockFormat(block)
        _, above = _HEADINGS[level]
        made.setHeadingLevel(level)
        made.setTopMargin(self.em(above))
        made.setBottomMargin(self.em(0.5))
        made.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        return made

    def heading_text(self, text: QTextCharFormat, level: int) -> QTextCharFormat:
        made = self.sized(text, _HEADINGS[level][0])
        made.setFontWeight(QFont.Weight.Bold)
        return made

    def direct(self, block: QTextBlockFormat, rtl: bool) -> None:
        """Let a block run from right to left, or from left to right."""
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        block.setLayoutDirection(direction)


def is_right_to_left(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left."""
    return language.replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT
