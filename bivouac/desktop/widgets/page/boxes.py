"""The grounds behind notes, code, quotations and missing pictures: rounded, with a coloured edge where the text begins.

QTextDocument draws a frame's ground with sharp corners and one border for all sides, so the frame only keeps the room and
the ground is painted here, under the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextBlock, QTextDocument, QTextFrame, QTextFrameFormat

from bivouac.desktop.widgets.page.style import PageStyle

NOTES = {"note": "accent", "tip": "good", "warning": "warn", "example": "quiet"}
"""Kinds of notes and the colour of their edge."""

_GROUNDS = {
    "note": "accent_soft",
    "tip": "good_soft",
    "warning": "warn_soft",
    "example": "raised",
    "code": "raised",
    "quote": "",
    "missing": "raised",
    "rule": "",
}
_EDGE = 4.0
_ROUND = 8.0


@dataclass(frozen=True)
class Box:
    """A frame of the document and the kind of ground it stands on."""

    frame: QTextFrame
    kind: str
    rtl: bool


_PADDING = {"quote": 0.2, "rule": 0.0}


def box_padding(kind: str, style: PageStyle) -> float:
    return style.em(_PADDING.get(kind, 0.9))


def box_format(kind: str, style: PageStyle, rtl: bool, inset: float) -> QTextFrameFormat:
    """The room of a box that stands `inset` in from where its text's lines begin."""
    made = QTextFrameFormat()
    made.setBorder(0)
    made.setPadding(box_padding(kind, style))
    made.setTopMargin(style.em(0.9))
    made.setBottomMargin(style.em(0.9))
    inset += style.em(1.2) if kind == "quote" else 0
    if rtl:
        made.setRightMargin(inset)
    else:
        made.setLeftMargin(inset)
    return made


def paint_boxes(
    painter: QPainter, document: QTextDocument, boxes: list[Box], style: PageStyle, first: int, last: int
) -> None:
    """Paint the boxes that reach into the text between two positions, in document coordinates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in boxes:
        if box.frame.firstPosition() > last:
            break
        if box.frame.lastPosition() >= first:
            _paint(painter, _area(document, box), box, style)
    painter.restore()


def _area(document: QTextDocument, box: Box) -> QRectF:
    """Where a box is; asks for the layout of its own blocks only, so that a long page stays lazily laid out."""
    layout = document.documentLayout()
    first = box.frame.firstCursorPosition().block()
    last = box.frame.lastCursorPosition().block()
    top, bottom = layout.blockBoundingRect(first), layout.blockBoundingRect(last)
    padding = box.frame.frameFormat().padding()
    indent = _indent(first) * document.indentWidth()  # the lines of a list are shorter
    return QRectF(
        top.left() - padding,
        top.top() - padding,
        top.width() + 2 * padding + indent,
        bottom.bottom() - top.top() + 2 * padding,
    )


def _indent(block: QTextBlock) -> int:
    inside = block.textList()
    return block.blockFormat().indent() + (inside.format().indent() if inside else 0)


def _paint(painter: QPainter, area: QRectF, box: Box, style: PageStyle) -> None:
    theme = style.theme
    shape = QPainterPath()
    shape.addRoundedRect(area, _ROUND, _ROUND)
    if ground := _GROUNDS[box.kind]:
        painter.fillPath(shape, theme.colour(ground))
    edge = QRectF(area.right() - _EDGE if box.rtl else area.left(), area.top(), _EDGE, area.height())
    if box.kind in NOTES:
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.fillRect(edge, theme.colour(NOTES[box.kind]))
        painter.restore()
    elif box.kind == "quote":
        away = style.em(0.9 if box.rtl else -0.9)
        painter.fillRect(edge.translated(away, 0), theme.colour("line"))
    elif box.kind == "rule":
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme.colour("line"))
    else:
        painter.setPen(
            QPen(theme.colour("line"), 1, Qt.PenStyle.DashLine if box.kind == "missing" else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
