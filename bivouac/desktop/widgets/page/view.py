"""The widget that shows a page. It loads nothing: what it shows was read from the lesson and set by the builder."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from bivouac.desktop.widgets.page.boxes import Box, paint_boxes
from bivouac.desktop.widgets.page.builder import PageBuilder
from bivouac.desktop.widgets.page.bullets import paint_bullets
from bivouac.desktop.widgets.page.laying import NO_ROOM, NoTimers, lay_out
from bivouac.desktop.widgets.page.pictures import OBJECT, PICTURE, Pictures
from bivouac.desktop.widgets.page.style import PageStyle

_AROUND = 48
"""Pixels above and below what is painted in which a ground or bullet may begin or end."""
_BLOCK_END = re.compile("[\u2029\ufdd0\ufdd1]+")
"""What Qt has between blocks, frames and cells."""
_LINE_END = re.compile("\u2028")
_SLICE = 0.012
"""Seconds of setting a page, or laying it out, before the window gets its turn."""


class PageView(QTextBrowser):
    """Shows a fragment in the clean page form. `read` gives the bytes of a picture by its path in the lesson's pack."""

    link_activated = Signal(str)
    """A web address, `mailto:` or `activity:<id>` was followed."""

    page_shown = Signal()
    """The page is set and in the widget; layout of what is out of sight may go on."""

    laid_out = Signal()
    """All of the page is laid out, for the width there is."""

    scale_wanted = Signal(int)
    """The person asked for larger (1) or smaller (-1) text."""

    def __init__(self, read: Callable[[str], bytes], style: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page_style = style
        self._html = ""
        self._pictures = Pictures(read)
        self._shown: PageBuilder | None = None
        self._document: QTextDocument | None = None
        self._building: Iterator[None] | None = None
        self._by_keyboard = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._build_on)
        self._laying_out: Iterator[None] = iter(())
        self._no_timers = NoTimers(self)
        self._laying = QTimer(self, singleShot=True, interval=0)
        self._laying.timeout.connect(self._lay_on)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)

    def show_page(self, html: str) -> None:
        """Show a page; a short one at once, a long one within moments."""
        self._html = html
        self._begin()

    def restyle(self, style: PageStyle) -> None:
        """Show the same page in another theme or text size."""
        self.page_style = style
        self._begin()

    def plain_text(self) -> str:
        """The text of the page with what pictures show in words."""
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        return self._words(whole)

    def selected_text(self) -> str:
        return self._words(self.textCursor())

    def anchor_position(self, name: str) -> int | None:
        """Where the element with an id is, as a position in the document."""
        return self._shown.set.anchors.get(name) if self._shown else None

    def position_at(self, y: int, end: bool = False) -> int:
        """The position in the document where the line at a height in the viewport begins, or where its block, or row, ends."""
        room = self.document().rootFrame().frameFormat()
        # In the margins of the page, and beside a table that is not as wide, Qt finds the page's end, and lays it all out for that.
        left = math.ceil(room.leftMargin()) + 2
        x = self.viewport().width() - math.ceil(room.rightMargin()) - 2 if self.page_style.rtl else left
        top = math.ceil(room.topMargin()) + 1 - self.verticalScrollBar().value()
        place = self.cursorForPosition(QPoint(x, max(y, top)))
        return _end_beside(place) if end else place.position()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing, whatever is asked for: no network, no file, no data address."""
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text: other programs have no use for our fonts and colours."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    # --- setting ------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        document = QTextDocument(self)
        document.setPageSize(NO_ROOM)
        builder = PageBuilder(document, self.page_style, self._pictures)
        self._building = self._build(document, builder)
        self._build_on()

    def _build(self, document: QTextDocument, builder: PageBuilder) -> Iterator[None]:
        yield from builder.build(self._html)
        self._show(document, builder)

    def _build_on(self) -> None:
        """Set the page until it is done or the slice is over. A page that is begun again drops the one under way."""
        until = time.perf_counter() + _SLICE
        if self._building is None:
            return
        for _ in self._building:
            if time.perf_counter() > until:
                self._timer.start()
                return
        self._building = None

    def _show(self, document: QTextDocument, builder: PageBuilder) -> None:
        document.documentLayout().registerHandler(PICTURE, builder.objects)
        self._shown = builder
        self.fit_column(document)
        self.setDocument(document)
        if self._document:
            self._document.deleteLater()
        self._document = document
        self.lay_out()
        self.page_shown.emit()

    def lay_out(self) -> None:
        """Lay out the whole page for a new width, in slices."""
        self.document().documentLayout().installEventFilter(self._no_timers)
        self._laying_out = lay_out(self.document())
        self._laying.start()

    def is_laying_out(self) -> bool:
        return self._laying.isActive()

    def _lay_on(self) -> None:
        until = time.perf_counter() + _SLICE
        for _ in self._laying_out:
            if time.perf_counter() > until:
                self._laying.start()
                return
        self.document().documentLayout().removeEventFilter(self._no_timers)
        self.laid_out.emit()

    def fit_column(self, document: QTextDocument) -> None:
        """Lay the text out for the width there is; subclasses centre it."""
        if self._shown:
            self._shown.objects.column = max(1, self.viewport().width())

    # --- looks --------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            if self._shown:
                self._paint_under(painter, self._shown.set.boxes, event)
            if self.hasFocus() and self._by_keyboard:
                painter.setPen(QPen(self.page_style.theme.colour("accent"), 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        super().paintEvent(event)

    def _paint_under(self, painter: QPainter, boxes: list[Box], event: QPaintEvent) -> None:
        area = event.rect()
        first, last = self.position_at(area.top() - _AROUND), self.position_at(area.bottom() + _AROUND, end=True)
        painter.save()
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        paint_boxes(painter, self.document(), boxes, self.page_style, first, last)
        paint_bullets(painter, self.document(), self.page_style, first, last)
        painter.restore()

    # --- the person ---------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        self._by_keyboard = event.reason() in reasons
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if step := event.angleDelta().y():
                self.scale_wanted.emit(1 if step > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _follow(self, address: QUrl) -> None:
        name = address.toString()
        if name.startswith("#"):
            self.go_to_anchor(address.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
        else:
            self.link_activated.emit(name)

    def go_to_anchor(self, name: str) -> None:
        """Bring the element with an id to the top."""
        position = self.anchor_position(name)
        if position is None:
            return
        place = QTextCursor(self.document())
        place.setPosition(position)
        bar = self.verticalScrollBar()
        bar.setSliderPosition(bar.value() + self.cursorRect(place).top() - 8)  # as if the person did it

    def _words(self, cursor: QTextCursor) -> str:
        """Selected text, each picture replaced by what it shows."""
        return _LINE_END.sub("\n", _BLOCK_END.sub("\n", self._with_alternatives(cursor))).strip("\n")

    def _with_alternatives(self, cursor: QTextCursor) -> str:
        text = cursor.selectedText()
        if OBJECT not in text or self._shown is None:
            return text
        parts: list[str] = []
        place = QTextCursor(self.document())
        position = cursor.selectionStart()
        for character in text:
            position += 2 if ord(character) > 0xFFFF else 1
            if character == OBJECT:
                place.setPosition(position)
                character = self._shown.objects.alt(place.charFormat())
            parts.append(character)
        return "".join(parts)


def _end_beside(place: QTextCursor) -> int:
    """Where all that stands beside a place ends: its block, or its row of the outermost table."""
    table = None
    frame: QTextFrame | None = place.currentFrame()
    while frame is not None:
        table = frame if isinstance(frame, QTextTable) else table
        frame = frame.parentFrame()
    if table is None:
        return place.block().position() + place.block().length()
    cell = table.cellAt(place)
    return table.cellAt(cell.row() + cell.rowSpan() - 1, table.columns() - 1).lastPosition()
