"""Covers of courses: decoded off the GUI thread, kept small, and drawn where a course has none."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QImageReader, QLinearGradient, QPainter, QPainterPath, QPixmap

from bivouac.desktop.tasks import Task, Tasks

_KEPT = 150
_MAX_SIDE = 8000
_TONES = (
    ("#1F5C49", "#8FBF9F"),
    ("#8A4B2A", "#E2A36A"),
    ("#2B4A6F", "#9CC5C9"),
    ("#5B3A5E", "#C99BB6"),
    ("#4E5A2A", "#C6C07A"),
)


class Covers(QObject):
    """Pixmaps of covers in one size; `loaded` when one that was asked for is there."""

    loaded = Signal()

    def __init__(self, tasks: Tasks, size: QSize) -> None:
        super().__init__()
        self._tasks = tasks
        self._size = size
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()

    def pixmap(self, course: str, file: Path | None, ratio: float) -> QPixmap:
        """The cover, or a drawn one while it is not loaded or where there is none."""
        key = f"{file or course}@{ratio}"
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if file is not None and key not in self._asked:
            self._asked.add(key)
            wanted = self._size * ratio
            self._tasks.background(_load, file, wanted).then(self._keep(key, ratio)).failed(lambda _: None)
        drawn = drawn_cover(course, self._size, ratio)
        if file is None:
            self._put(key, drawn)
        return drawn

    def _keep(self, key: str, ratio: float) -> Callable[[QImage], None]:
        def keep(image: QImage) -> None:
            if image.isNull():
                return
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._put(key, pixmap)
            self.loaded.emit()

        return keep

    def _put(self, key: str, pixmap: QPixmap) -> None:
        self._kept[key] = pixmap
        while len(self._kept) > _KEPT:
            dropped, _ = self._kept.popitem(last=False)
            self._asked.discard(dropped)


def _load(task: Task[QImage], file: Path, size: QSize) -> QImage:
    """Decode a cover at the size it is shown, cut to its shape. A picture that cannot be decoded gives a null image."""
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    full = reader.size()
    if not full.isValid() or max(full.width(), full.height()) > _MAX_SIDE:
        return QImage()
    reader.setScaledSize(full.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return image.copy(left, top, size.width(), size.height()).convertToFormat(QImage.Format.Format_RGB32)


def drawn_cover(course: str, size: QSize, ratio: float) -> QPixmap:
    """A calm landscape in tones that belong to the course, for one without a cover."""
    seed = zlib.crc32(course.encode())
    dark, light = (QColor(tone) for tone in _TONES[seed % len(_TONES)])
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    width, height = size.width(), size.height()
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sky = QLinearGradient(0, 0, 0, height)
        sky.setColorAt(0, light.lighter(120))
        sky.setColorAt(1, light)
        painter.fillRect(QRectF(0, 0, width, height), sky)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFF4DE"))
        painter.drawEllipse(QRectF(width * (0.15 + seed % 60 / 100), height * 0.16, height * 0.22, height * 0.22))
        for step in range(3):
            painter.setBrush(dark.lighter(150 - step * 25))
            painter.drawPath(_hill(width, height, 0.5 + step * 0.15, (seed >> (step * 5)) % 32))
    return pixmap


def _hill(width: int, height: int, level: float, lean: int) -> QPainterPath:
    top = height * level
    path = QPainterPath()
    path.moveTo(0, height)
    path.lineTo(0, top + lean)
    path.cubicTo(width * 0.3, top - 40 + lean, width * 0.6, top + 40 - lean, width, top - lean / 2)
    path.lineTo(width, height)
    path.closeSubpath()
    return path
