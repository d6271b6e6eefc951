"""Pictures and formulas of a page: read from its lesson alone, measured when the page is set, drawn crisp when they are seen."""

from __future__ import annotations

import contextlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QImageReader,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from bivouac.desktop.theme import LIGHT
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.errors import BivouacError

OBJECT = "\ufffc"
"""The character that stands in the text for a picture."""
PICTURE = QTextFormat.ObjectTypes.UserObject.value + 1
_INDEX = QTextFormat.Property.UserProperty.value + 1

_MOST_BYTES = 32 * 1024 * 1024
_MOST_PIXELS = 50_000_000
_KEPT_BYTES = 48 * 1024 * 1024
_VIEW_BOX = re.compile(
    rb"viewBox\s*=\s*[\"']\s*(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+(-?[\d.]+)\s*[\"']", re.IGNORECASE
)
_SIGNATURES = {b"\x89PNG": b"png", b"\xff\xd8\xff": b"jpeg", b"GIF8": b"gif"}


class Pictures:
    """The pictures of one lesson, by their path in its pack.

    Args:
        read: bytes of a member of the pack; raises BivouacError when it cannot give them. There is no other way in.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._bytes: dict[str, bytes] = {}
        self._drawn: OrderedDict[tuple[str, int, int, str], QImage] = OrderedDict()

    def size(self, path: str) -> QSizeF | None:
        """Natural size in CSS px; None when it is not there or is no picture that can be shown."""
        data = self._data(path)
        kind = _kind(data)
        if not kind:
            box = _view_box(data)
            return QSizeF(box[2], box[3]) if box else None
        with _reader(data, kind) as reader:
            size = reader.size()
        shown = not size.isEmpty() and size.width() * size.height() <= _MOST_PIXELS
        return QSizeF(size) if shown else None

    def natural(self, path: str) -> QSize | None:
        """Pixels that a picture has; None for a drawing, which has as many as one likes."""
        size = self.size(path) if _kind(self._data(path)) else None
        return size.toSize() if size else None

    def depth(self, path: str) -> float:
        """How far a formula reaches below the line, in CSS px (courses/mathematics.py)."""
        box = _view_box(self._data(path))
        return min(max(0.0, box[1] + box[3]), box[3]) if box else 0.0

    def image(self, path: str, size: QSize, ink: QColor) -> QImage:
        """The picture in `size` device pixels, `currentColor` drawn in `ink`; a null image when it is damaged."""
        key = (path, size.width(), size.height(), ink.name())
        if key not in self._drawn:
            data = self._data(path)
            kind = _kind(data)
            self._drawn[key] = _raster(data, kind, size) if kind else _drawing(data, size, ink)
            while len(self._drawn) > 1 and sum(one.sizeInBytes() for one in self._drawn.values()) > _KEPT_BYTES:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def _data(self, path: str) -> bytes:
        if path not in self._bytes:
            try:
                data = self._read(path)
            except BivouacError:
                data = b""  # a placeholder says so where the picture would be
            self._bytes[path] = data if len(data) <= _MOST_BYTES else b""
        return self._bytes[path]


def _kind(data: bytes) -> bytes:
    """Qt's name of a raster format, from the first bytes; empty for all else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), b"")


@contextlib.contextmanager
def _reader(data: bytes, kind: bytes) -> Iterator[QImageReader]:
    """A reader that is told the format: left to guess, Qt would try each plugin that the system has."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    yield QImageReader(buffer, QByteArray(kind))


def _raster(data: bytes, kind: bytes, size: QSize) -> QImage:
    with _reader(data, kind) as reader:
        if kind == b"jpeg":
            reader.setScaledSize(size)  # decodes less
        image = reader.read()
    if image.isNull() or image.size() == size:
        return image
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _drawing(data: bytes, size: QSize, ink: QColor) -> QImage:
    from PySide6.QtSvg import QSvgRenderer  # pages without drawings need not load it

    # Bundles made by hand did not pass our importers: clean once more, so that nothing outside is ever referred to.
    from bivouac.courses.pictures import clean_svg  # it brings lxml

    harmless = clean_svg(data)
    if harmless is None:
        return QImage()
    renderer = QSvgRenderer(QByteArray(harmless.replace(b"currentColor", ink.name().encode())))
    if not renderer.isValid():
        return QImage()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(image.rect()))
    return image


def _view_box(data: bytes) -> tuple[float, float, float, float] | None:
    found = _VIEW_BOX.search(data, 0, 4000)
    if not found or b"<svg" not in data[: found.start()]:
        return None
    try:
        x, y, width, height = (float(number) for number in found.groups())
    except ValueError:
        return None
    return (x, y, width, height) if 0 < width < 20_000 and 0 < height < 20_000 else None


@dataclass(frozen=True)
class Placed:
    """A picture in a text. Lengths are pixels at the page's text size.

    Attributes:
        depth: how much of it hangs below the line.
        share, inset: the room it has: a share of the column, less an inset.
        formula: it is drawn in the colour of the text.
    """

    path: str
    alt: str
    width: float
    height: float
    depth: float = 0.0
    share: float = 1.0
    inset: float = 0.0
    formula: bool = False


class PictureObject(QPyTextObject):
    """Shows the pictures of one document: scaled down to their room, never up."""

    def __init__(self, parent: QObject, pictures: Pictures, style: PageStyle) -> None:
        super().__init__(parent)
        self.column: float = style.column
        self.sharpness = 1.0  # device pixels a pixel, at least: paper does not say how many it has
        self._pictures = pictures
        self._style = style
        self._placed: list[Placed] = []

    def place(self, placed: Placed, text: QTextCharFormat) -> QTextCharFormat:
        """The format of the `OBJECT` character that shows a picture in text of format `text`."""
        made = QTextCharFormat(text)
        made.clearBackground()
        made.setObjectType(PICTURE)
        made.setProperty(_INDEX, len(self._placed))
        made.setToolTip("" if placed.formula else placed.alt)
        if placed.formula:
            # Qt hangs an object that is aligned to the baseline as far below it as the letters of its font.
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
            made.setProperty(QTextFormat.Property.FontPixelSize, self._font_as_deep_as(placed.depth))
        self._placed.append(placed)
        return made

    def alt(self, text: QTextCharFormat) -> str:
        """What stands for a picture where there are only words."""
        return self._placed[text.intProperty(_INDEX)].alt if text.hasProperty(_INDEX) else ""

    def intrinsicSize(self, document: QTextDocument, position: int, text: QTextFormat) -> QSizeF:
        placed = self._placed[text.intProperty(_INDEX)]
        return QSizeF(placed.width, placed.height + self._sag(placed, text)) * self._fit(placed)

    def drawObject(
        self, painter: QPainter, area: QRectF | QRect, document: QTextDocument, position: int, text: QTextFormat
    ) -> None:
        placed = self._placed[text.intProperty(_INDEX)]
        scale = self._fit(placed)
        area = QRectF(area.x(), area.y(), placed.width * scale, placed.height * scale)
        ratio = max(self.sharpness, painter.device().devicePixelRatioF())
        size = QSize(max(1, round(area.width() * ratio)), max(1, round(area.height() * ratio)))
        if self.sharpness > 1 and (natural := self._pictures.natural(placed.path)):
            size = size.boundedTo(natural)  # there is no more in it, and the paper would only be heavier
        theme = self._style.theme
        ink = theme.colour("text") if placed.formula else LIGHT.colour("text")
        image = self._pictures.image(placed.path, size, ink)
        painter.save()
        if theme.dark and not placed.formula and image.hasAlphaChannel():
            _paper(painter, area)
        # On whole device pixels nothing is blurred by a fraction.
        area.moveTo(round(area.left() * ratio) / ratio, round(area.top() * ratio) / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, image)
        painter.restore()

    def _fit(self, placed: Placed) -> float:
        room = max(24.0, self.column * placed.share - placed.inset)
        return min(1.0, room / placed.width)

    def _font_as_deep_as(self, depth: float) -> int:
        """The smallest font whose descent is at least `depth`."""
        pixels = 1
        while pixels < 400 and self._descent(pixels) < depth:
            pixels += 1
        return pixels

    def _descent(self, pixels: int) -> float:
        font = self._style.font()
        font.setPixelSize(pixels)
        return QFontMetricsF(font).descent()

    def _sag(self, placed: Placed, text: QTextFormat) -> float:
        """How much deeper that font is than the formula."""
        if not placed.formula:
            return 0.0
        return max(0.0, self._descent(text.intProperty(QTextFormat.Property.FontPixelSize)) - placed.depth)


def _paper(painter: QPainter, area: QRectF) -> None:
    """White under a drawing that was made to stand on white."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawRoundedRect(area, 6, 6)
