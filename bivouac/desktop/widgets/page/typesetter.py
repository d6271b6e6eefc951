"""Puts text into the blocks, frames and cells of a QTextDocument, one after the other.

Qt always has a block before, between and after frames; the typesetter uses each such block for what comes next, and where
nothing comes lets it have no height.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from bivouac.desktop.widgets.page.boxes import Box, box_format, box_padding
from bivouac.desktop.widgets.page.style import PageStyle

_SPACE = re.compile("[ \t\n\r\f]+")
DEEPEST_BOX = 6
"""Frames and tables within each other; what is deeper is set without its own."""


@dataclass(frozen=True)
class Flow:
    """What an element hands down to those in it.

    Attributes:
        depth: steps of lists; boxes: frames and tables around; level: elements around.
        share, inset: room for pictures, see `Placed`.
    """

    text: QTextCharFormat
    block: QTextBlockFormat
    rtl: bool
    depth: int = 0
    boxes: int = 0
    level: int = 0
    share: float = 1.0
    inset: float = 0.0

    def with_bottom(self, margin: float) -> Flow:
        """Blocks with another distance to what is below."""
        block = QTextBlockFormat(self.block)
        block.setBottomMargin(margin)
        return replace(self, block=block)

    def hanging(self, width: float) -> Flow:
        """Blocks whose lines after the first begin `width` further in."""
        block = QTextBlockFormat(self.block)
        block.setLeftMargin(block.leftMargin() + width)
        block.setTextIndent(-width)
        return replace(self, block=block)

    def bold(self) -> Flow:
        text = QTextCharFormat(self.text)
        text.setFontWeight(700)
        return replace(self, text=text)

    def centred(self, style: PageStyle) -> Flow:
        """Blocks for pictures: in the middle, with no distance added to the line they stand on."""
        block = QTextBlockFormat(self.block)
        block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        block.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        block.setTopMargin(style.em(0.4))
        block.setBottomMargin(style.em(0.9))
        return replace(self, block=block)

    def aligned(self, side: Qt.AlignmentFlag) -> Flow:
        """Blocks at one side or in the middle, whichever way they are read."""
        block = QTextBlockFormat(self.block)
        block.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        return replace(self, block=block)

    def directed(self, style: PageStyle, rtl: bool) -> Flow:
        """Blocks from right to left, or from left to right."""
        block = QTextBlockFormat(self.block)
        style.direct(block, rtl)
        return replace(self, block=block, rtl=rtl)


class Items:
    """A list that begins with the first block of its first item."""

    def __init__(self, made: QTextListFormat) -> None:
        self.format = made
        self.list: QTextList | None = None


class Typesetter:
    """Writes into one document, from its beginning to its end.

    Attributes:
        boxes: the frames with a painted ground, in the order of the text.
        anchors: where each name is, as a position in the document.
        open: the block at the cursor takes inline text.
    """

    def __init__(self, document: QTextDocument, style: PageStyle) -> None:
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(style.font())
        document.setDocumentMargin(0)
        document.setIndentWidth(style.indent)
        self.cursor = QTextCursor(document)
        self.boxes: list[Box] = []
        self.anchors: dict[str, int] = {}
        self.open = False
        self._style = style
        self._items: Items | None = None
        self._names: list[str] = []
        self._fresh = True  # the block at the cursor is empty and waits to be used
        self._first = True  # ... and is the first of its page, frame or cell
        self._cell = False  # ... and that is a cell
        self._spaced = True  # it ends in a space, or is empty
        self._before: QTextFrame | None = None  # the frame that ends right before a fresh block

    def name(self, name: str | None) -> None:
        """The next block can be gone to by this name."""
        if name:
            self._names.append(name)

    def item(self, items: Items) -> None:
        """The next block is the first of a list's item."""
        self._items = items

    def begin(self, flow: Flow) -> None:
        """Make the block at the cursor one that takes text."""
        if self.open:
            return
        block = QTextBlockFormat(flow.block)
        block.setIndent(0 if self._items else flow.depth)
        if self._first:
            block.setTopMargin(0)
        if self._fresh:
            self._use_fresh(block, flow.text)
        else:
            self.cursor.insertBlock(block, flow.text)
        self._mark_item()
        for name in self._names:
            self.anchors.setdefault(name, self.cursor.position())
        self._names.clear()
        self._fresh = self._first = False
        self.open = self._spaced = True

    def end(self) -> None:
        """What comes next stands in a block of its own."""
        self.open = False

    def end_item(self, flow: Flow) -> None:
        """End a list's item; one without text still has its marker."""
        if self._items:
            self.begin(flow)
        self.end()

    def text(self, text: str | None, flow: Flow) -> None:
        """Text with its white space as HTML has it."""
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (self._spaced or not self.open):
            text = text[1:]
        if text:
            self.write(text, flow)
            self._spaced = text.endswith(" ")

    def write(self, text: str, flow: Flow) -> None:
        """Text as it is."""
        self.begin(flow)
        self.cursor.insertText(text, flow.text)
        self._spaced = False

    def new_line(self, flow: Flow) -> None:
        """A new line in the same block."""
        self.write("\u2028", flow)
        self._spaced = True

    def enter_box(self, kind: str, flow: Flow) -> tuple[QTextFrame, Flow]:
        """Begin a box; what is in it flows as the result says."""
        self.end()
        self._items = None
        begins = self._first
        self._shrink_unused()
        room = box_format(kind, self._style, flow.rtl, flow.depth * self._style.indent)
        if begins:
            room.setTopMargin(0)
        frame = self.cursor.insertFrame(room)
        self.boxes.append(Box(frame, kind, flow.rtl))
        self._fresh = self._first = True
        self._cell = False
        self._before = None
        inset = flow.inset + 2 * box_padding(kind, self._style)
        return frame, replace(flow, depth=0, boxes=flow.boxes + 1, inset=inset)

    def enter_table(self) -> None:
        """Make ready for a table at the cursor."""
        self.end()
        self._items = None
        self._shrink_unused()

    def enter_cell(self, cell: QTextCursor) -> None:
        self.cursor = cell
        self._fresh = self._first = self._cell = True
        self._before = None

    def leave(self, outer: QTextFrame | QTextTable | None = None) -> None:
        """End a box, cell or page: its last block keeps no distance to what is below. Go on after `outer`."""
        self.end()
        self._items = None
        if not self._fresh:
            self.set_bottom(0)
        elif self._before:
            room = self._before.frameFormat()
            room.setBottomMargin(0)
            self._before.setFrameFormat(room)
        self._shrink_unused()
        if outer:
            self.go_on_after(outer)

    def go_on_after(self, outer: QTextFrame | QTextTable) -> None:
        """Go on in the block after a frame or table."""
        self.cursor.setPosition(outer.lastPosition() + 1)
        self._before = outer
        self._fresh = True
        self._first = False

    def set_bottom(self, margin: float) -> None:
        """Another distance from the last block to what is below."""
        if self._fresh:
            return
        change = QTextBlockFormat()
        change.setBottomMargin(margin)
        self.cursor.mergeBlockFormat(change)

    def _mark_item(self) -> None:
        if self._items is None:
            return
        if self._items.list is None:
            self._items.list = self.cursor.createList(self._items.format)
        else:
            self._items.list.add(self.cursor.block())
        self._items = None

    def _use_fresh(self, block: QTextBlockFormat, text: QTextCharFormat) -> None:
        self.cursor.setBlockFormat(block)
        if not (self._cell and self._first):  # there Qt keeps the cell's own look and spans
            self.cursor.setBlockCharFormat(text)

    def _shrink_unused(self) -> None:
        if not self._fresh:
            return
        block = QTextBlockFormat()
        block.setLineHeight(0, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        text = QTextCharFormat()
        text.setProperty(QTextFormat.Property.FontPixelSize, 1)
        self._use_fresh(block, text)
        self._fresh = False
