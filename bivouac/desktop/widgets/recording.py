"""What is seen of a recording: a quiet picture with headphones, where a film would have its pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from bivouac.desktop import icons

_WIDTH, _HEIGHT = 1280, 400
_TOP, _BOTTOM, _ICON = "#2B4A6F", "#16283D", "#DCE8EE"


def recording_picture() -> QImage:
    """A wide picture, dark in both themes, so that captions and the play button stand on it as they do on a film."""
    picture = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QLinearGradient(0, 0, 0, _HEIGHT)
        ground.setColorAt(0, QColor(_TOP))
        ground.setColorAt(1, QColor(_BOTTOM))
        painter.fillRect(picture.rect(), ground)
        size = round(_HEIGHT * 0.4)
        painter.drawPixmap(_WIDTH // 12, (_HEIGHT - size) // 2, icons.pixmap("headphones", _ICON, size))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 26))
        for place in range(48):  # a line of bars as sound is drawn everywhere; of no sound in particular
            height = _HEIGHT * (0.12 + 0.3 * abs((place * 37 % 23) / 23 - 0.35))
            left = _WIDTH * 0.27 + place * _WIDTH * 0.0145
            painter.drawRoundedRect(QRectF(left, (_HEIGHT - height) / 2, _WIDTH * 0.007, height), 4, 4)
    return picture
