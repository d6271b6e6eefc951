"""Bullets of lists, painted beside the first line of each item: Qt's own stand too close to the text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextBlock, QTextDocument, QTextFormat

from bivouac.desktop.widgets.page.style import PageStyle

BULLETED = QTextFormat.Property.UserProperty.value + 2
"""Property of a list's format: its items have a bullet of this level, from 1."""


def paint_bullets(painter: QPainter, document: QTextDocument, style: PageStyle, first: int, last: int) -> None:
    """Paint the bullets in the text between two positions, in document coordinates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    block = document.findBlock(first)
    while block.isValid() and block.position() <= last:
        items = block.textList()
        if items and (level := items.format().intProperty(BULLETED)):
            _paint(painter, document, block, level, style)
        block = block.next()
    painter.restore()


def _paint(painter: QPainter, document: QTextDocument, block: QTextBlock, level: int, style: PageStyle) -> None:
    area = document.documentLayout().blockBoundingRect(block)
    line = block.layout().lineAt(0)
    if not line.isValid():
        return
    rtl = block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    # A block knows its place in its frame; the layout knows it in the document.
    text = line.naturalTextRect().translated(area.topLeft())
    letters = QFontMetricsF(block.charFormat().font()).xHeight()
    across = text.right() + style.em(0.75) if rtl else text.left() - style.em(0.75)
    centre = QPointF(across, text.top() + line.ascent() - letters / 2)
    radius = style.em(0.16)
    ink = style.theme.colour("accent")
    painter.setPen(QPen(ink, 1.4) if level == 2 else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if level == 2 else ink)
    if level < 3:
        painter.drawEllipse(centre, radius, radius)
    else:
        painter.drawRect(QRectF(centre - QPointF(radius, radius) * 0.8, centre + QPointF(radius, radius) * 0.8))
