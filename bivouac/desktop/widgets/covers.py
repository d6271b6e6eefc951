"""Covers of courses: decoded off the GUI thread, kept small, and drawn where a course has none."""

from __future__ import annotations

import hashlib
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
    ("#7A2F3B", "#E8B4A8"),
    ("#1F5A66", "#B9D7C4"),
    ("#3D3F6B", "#E0B6A0"),
    ("#6B4A1F", "#E6CF8E"),
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
    seed = hashlib.blake2b(course.encode(), digest_size=8).digest()  # a byte for each thing that differs
    dark, light = (QColor(tone) for tone in _TONES[seed[0] % len(_TONES)])
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
        sun = height * (0.16 + 0.16 * seed[1] / 255)
        painter.drawEllipse(
            QRectF(width * (0.1 + 0.65 * seed[2] / 255), height * (0.08 + 0.12 * seed[3] / 255), sun, sun)
        )
        land = _LANDS[seed[4] % len(_LANDS)]
        for step in range(3):
            painter.setBrush(dark.lighter(150 - step * 25))
            painter.drawPath(land(width, height, 0.5 + step * 0.15, seed[5 + step] / 127.5 - 1))
    return pixmap


def _ground(width: int, height: int, left: float) -> QPainterPath:
    """Land that begins at a height at the left edge, and is still to be led to the right."""
    path = QPainterPath()
    path.moveTo(0, height)
    path.lineTo(0, left)
    return path


def _closed(path: QPainterPath, width: int, height: int) -> QPainterPath:
    path.lineTo(width, height)
    path.closeSubpath()
    return path


def _hills(width: int, height: int, level: float, lean: float) -> QPainterPath:
    """A wave; `lean` from -1 to 1 says which side is high, and how much."""
    top, rise = height * level, height * 0.28 * lean
    path = _ground(width, height, top + rise / 2)
    path.cubicTo(width * 0.3, top - rise - height * 0.1, width * 0.6, top + rise + height * 0.1, width, top - rise / 2)
    return _closed(path, width, height)


def _peaks(width: int, height: int, level: float, lean: float) -> QPainterPath:
    """A ridge with two tops; `lean` from -1 to 1 moves them."""
    top, high = height * (level + 0.06), height * 0.22
    path = _ground(width, height, top)
    for at, rise in ((0.25 + 0.12 * lean, 1.0), (0.5 + 0.1 * lean, 0.25), (0.72 + 0.14 * lean, 0.7 - 0.3 * lean)):
        path.lineTo(width * at, top - high * rise)
    path.lineTo(width, top)
    return _closed(path, width, height)


def _dunes(width: int, height: int, level: float, lean: float) -> QPainterPath:
    """One long back; `lean` from -1 to 1 moves its top."""
    top = height * (level + 0.04)
    path = _ground(width, height, top)
    path.quadTo(width * (0.5 + 0.35 * lean), top - height * (0.2 + 0.16 * abs(lean)), width, top + height * 0.05 * lean)
    return _closed(path, width, height)


_LANDS = (_hills, _peaks, _dunes)
