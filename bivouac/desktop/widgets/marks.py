"""Small painted signs of how an answer stands: told apart by their shape, and only then by their colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from bivouac.desktop.theme import Theme

_COLOURS = {"right": "good", "missed": "good", "part": "warn", "wrong": "bad", "kept": "accent"}
_TICK = ((-0.45, 0.02), (-0.12, 0.36), (0.48, -0.34))


def paint_mark(painter: QPainter, centre: QPointF, radius: float, mark: str, theme: Theme) -> None:
    """Paint a tick (right; missed: hollow), a half circle (part), a cross (wrong) or a dot (kept)."""
    colour = theme.colour(_COLOURS[mark])
    hollow = mark == "missed"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(theme.colour("surface") if hollow or mark == "part" else colour)
    painter.drawEllipse(centre, radius, radius)
    ink = colour if hollow else theme.colour("surface")
    painter.setPen(QPen(ink, max(1.8, radius * 0.22), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    if mark in ("right", "missed"):
        painter.drawPolyline([centre + QPointF(x, y) * radius for x, y in _TICK])
    elif mark == "wrong":
        arm = radius * 0.36
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))
    elif mark == "part":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        side = radius * 2
        painter.drawPie(
            round(centre.x() - radius), round(centre.y() - radius), round(side), round(side), 90 * 16, 180 * 16
        )
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(centre, radius * 0.32, radius * 0.32)
    painter.restore()
