"""Captions drawn over the picture: readable on any film, as large as the picture allows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from bivouac.desktop.theme import FAMILY

_SHARE, _MOST = 0.044, 0.075
"""Height of the letters as a share of the picture's: as a rule, and at most, however large the person wants text."""
_SMALLEST = 15
_GROUND = QColor(0, 0, 0, 200)
_PADDING_X, _PADDING_Y = 0.55, 0.22
_FLAGS = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def paint_caption(painter: QPainter, area: QRectF, text: str, scale: float) -> QRectF:
    """Draw `text` at the bottom of `area`; lines that are too long are broken.

    Args:
        scale: the person's text size.

    Returns:
        The rectangle that the caption covers.
    """
    font = QFont(FAMILY)
    size = max(area.height() * _SHARE, _SMALLEST) * scale
    font.setPixelSize(round(max(min(size, area.height() * _MOST), _SMALLEST)))
    em = font.pixelSize()
    room = area.adjusted(em, em * 0.5, -em, -em * 0.8)
    inner = room.adjusted(_PADDING_X * em, 0, -_PADDING_X * em, 0)
    bounds = QFontMetricsF(font).boundingRect(inner, int(_FLAGS), text)
    box = bounds.adjusted(-_PADDING_X * em, -_PADDING_Y * em, _PADDING_X * em, _PADDING_Y * em)
    box.moveBottom(room.bottom())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(box, em * 0.25, em * 0.25)
    painter.setPen(Qt.GlobalColor.white)
    painter.setFont(font)
    painter.drawText(QRectF(inner.left(), box.top() + _PADDING_Y * em, inner.width(), box.height()), int(_FLAGS), text)
    painter.restore()
    return box
