"""A page made into a PDF, in slices beside the window: the same setting as on the screen, in the light theme, on paper."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QObject, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QAbstractTextDocumentLayout, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from bivouac.desktop.widgets.page.boxes import paint_boxes
from bivouac.desktop.widgets.page.builder import PageBuilder
from bivouac.desktop.widgets.page.bullets import paint_bullets
from bivouac.desktop.widgets.page.laying import NO_ROOM, NoTimers, lay_out
from bivouac.desktop.widgets.page.pictures import PICTURE, Pictures
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.language import tr

_SLICE = 0.012
"""Seconds of work before the window gets its turn."""
_PIXELS = 96
"""Of our measures in an inch of paper."""
_DOTS = 1200
_SIZE = 15
"""Of running text: 11 points."""
_SHARP = 3
"""Dots of a picture in a pixel of our measures."""
_EDGE = 4
"""Room in each page above its first line and below its last: grounds and pictures reach a little over their lines."""
_MARGIN = 18.0
"""Millimetres around the text; the lines above and below it stand in there."""


@dataclass(frozen=True)
class Printed:
    """What is to be made into a PDF: `html` in the clean page form, the bytes of its pictures, and where it belongs."""

    html: str
    read: Callable[[str], bytes]
    title: str
    course: str
    rtl: bool = False


class PdfMaker(QObject):
    """Makes one PDF. It ends with `made`, and is then of no use any more.

    Signals:
        made: the bytes of the file.
    """

    made = Signal(bytes)

    def __init__(self, printed: Printed, parent: QObject) -> None:
        super().__init__(parent)
        self._printed = printed
        self._style = PageStyle(size=_SIZE, rtl=printed.rtl)
        self._buffer = QBuffer(self)
        self._work = self._make()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        until = time.perf_counter() + _SLICE
        for _ in self._work:
            if time.perf_counter() > until:
                self._timer.start()
                return
        self.made.emit(bytes(self._buffer.data().data()))

    def _make(self) -> Iterator[None]:
        document = QTextDocument(self)
        document.setPageSize(NO_ROOM)
        document.setUseDesignMetrics(True)
        pictures = Pictures(self._printed.read)
        builder = PageBuilder(document, self._style, pictures)
        yield from builder.build(self._printed.html)
        document.documentLayout().registerHandler(PICTURE, builder.objects)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = self._writer()
        room = QSizeF(writer.width(), writer.height()) * (_PIXELS / _DOTS)
        builder.objects.column = room.width()
        builder.objects.sharpness = _SHARP
        frame = document.rootFrame()
        edges = frame.frameFormat()
        edges.setTopMargin(_EDGE)
        edges.setBottomMargin(_EDGE)
        frame.setFrameFormat(edges)
        document.setPageSize(room)
        document.documentLayout().installEventFilter(NoTimers(document))
        yield from lay_out(document)
        with QPainter(writer) as painter:
            painter.scale(_DOTS / _PIXELS, _DOTS / _PIXELS)
            for number in range(document.pageCount()):
                if number:
                    writer.newPage()
                self._paint(painter, document, builder, room, number)
                yield

    def _writer(self) -> QPdfWriter:
        writer = QPdfWriter(self._buffer)
        writer.setCreator("Bivouac")
        writer.setTitle(self._printed.title)
        writer.setResolution(_DOTS)
        american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4))
        margins = QMarginsF(_MARGIN, _MARGIN + 4, _MARGIN, _MARGIN + 4)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        return writer

    def _paint(
        self, painter: QPainter, document: QTextDocument, builder: PageBuilder, room: QSizeF, number: int
    ) -> None:
        """Paint one page: its part of the text, the course above it, title and number below."""
        seen = QRectF(0, number * room.height(), room.width(), room.height())
        painter.save()
        painter.translate(0, -seen.top())
        painter.setClipRect(seen)
        layout = document.documentLayout()
        ends = (seen.topLeft(), seen.bottomLeft())
        first, last = (layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit) for point in ends)
        paint_boxes(painter, document, builder.set.boxes, self._style, 0, document.characterCount())
        paint_bullets(painter, document, self._style, first, max(first, last))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = seen
        layout.draw(painter, context)
        painter.restore()
        self._paint_lines(painter, room, number, document.pageCount())

    def _paint_lines(self, painter: QPainter, room: QSizeF, number: int, count: int) -> None:
        painter.save()
        painter.setFont(self._style.font(0.75))
        painter.setPen(self._style.theme.colour("quiet"))
        begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self._style.rtl:
            begin, end = end, begin
        high = self._style.em(1.2)
        above = QRectF(0, -high - self._style.em(1), room.width(), high)
        below = QRectF(0, room.height() + self._style.em(1), room.width(), high)
        pages = tr("Page {n} of {count}", n=number + 1, count=count)
        beside = painter.fontMetrics().horizontalAdvance(pages) + self._style.em(1)
        for area, side, text in (
            (above, begin, self._elided(painter, self._printed.course, room.width())),
            (below, begin, self._elided(painter, self._printed.title, room.width() - beside)),
            (below, end, pages),
        ):
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _elided(self, painter: QPainter, text: str, width: float) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(width))
