"""How full the drive is, as a bar: our courses, other things, what is free. It paints itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bivouac.desktop.desk import Look

_HEIGHT, _LEAST = 14, 3.0


class DriveBar(QWidget):
    """Ours in the accent colour, what others take in a quiet one, the rest of the bar is free."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._ours = self._others = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_shares(self, ours: float, others: float, spoken: str) -> None:
        """Shares of the drive from 0 to 1; `spoken` says them for a screen reader."""
        self._ours, self._others = max(0.0, min(1.0, ours)), max(0.0, min(1.0, others))
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            round_ends = QPainterPath()
            round_ends.addRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setClipPath(round_ends)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(box, theme.colour("line"))
            ours, others = (max(_LEAST, box.width() * one) if one else 0.0 for one in (self._ours, self._others))
            painter.fillRect(QRectF(0, 0, ours, box.height()), theme.colour("accent"))
            painter.fillRect(QRectF(ours, 0, others, box.height()), theme.colour("quiet"))
