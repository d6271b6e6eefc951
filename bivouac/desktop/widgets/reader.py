"""Reads a page from its beginning to its end: a centred column, a place one comes back to, notes on what is selected."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QPushButton, QWidget

from bivouac.desktop.widgets.page.builder import PageBuilder
from bivouac.desktop.widgets.page.laying import NO_ROOM
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.page.view import PageView
from bivouac.language import tr

WHOLE = 1000
"""A position in a page is a share of the way it scrolls, in thousandths."""
_LONGEST_QUOTE = 300
_SCROLLS = 5000
"""Characters that no window has room for."""


class PageReader(PageView):
    """A page to read."""

    note_wanted = Signal(int, str)
    """The learner wants to write a note at a position, beside a quoted text (empty: beside the place itself)."""

    moved = Signal()
    """Another part of the page is in sight."""

    seen = Signal()
    """The page is there to be seen, at its place."""

    def __init__(self, read: Callable[[str], bytes], style: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(read, style, parent)
        self._wanted: float | None = 0.0
        self._placing = False
        self._set = False
        self._held = False  # the place is not laid out yet, and going there would lay out all before it at once
        self._person = False  # the person presses the mouse or goes from link to link, which may scroll
        self.setProperty("look", "page")
        self.setAccessibleName(tr("Page"))
        self._note_button = QPushButton(tr("Write a note"), self.viewport())
        self._note_button.setProperty("look", "main")
        self._note_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._note_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._note_button.hide()
        self._note_button.clicked.connect(self._want_note)
        self.selectionChanged.connect(self._selection_changed)
        self.laid_out.connect(self._release)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.actionTriggered.connect(self._person_scrolls)
        bar.rangeChanged.connect(self._range_changed)

    # --- the place ----------------------------------------------------------------------------------------------------

    def position(self) -> int:
        """Where the learner is, in thousandths of the way from the top to the bottom."""
        return round(WHOLE * (self._share() if self._wanted is None else self._wanted))

    def go_to(self, position: int) -> None:
        """Go to a position; kept until the person scrolls, however the page is laid out meanwhile."""
        self._wanted = min(max(position, 0), WHOLE) / WHOLE
        self._hold()
        self._place()

    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self.page_style.em(1)

    def fits(self) -> bool:
        """Whether the whole page is in sight without scrolling."""
        return self.verticalScrollBar().maximum() == 0

    def restyle(self, style: PageStyle) -> None:
        self._keep_place()
        super().restyle(style)

    def _show(self, document: QTextDocument, builder: PageBuilder) -> None:
        """Show a page; what is sure to scroll has its bar before, or Qt would lay it out with one and without one in turn."""
        if document.characterCount() > _SCROLLS:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._hold(document)
        super()._show(document, builder)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._set = True
        if not self._held:
            self.seen.emit()

    def fit_column(self, document: QTextDocument) -> None:
        """Centre the column; on a narrow window its margins shrink first."""
        style = self.page_style
        width = self.viewport().width()
        # Whole pixels, and one to spare: a picture wider than its line by a fraction would bring a scroll bar.
        margin = math.ceil(max(min(style.em(2), width * 0.06), (width - style.column) / 2))
        if self._shown:
            self._shown.objects.column = max(1, width - 2 * margin - 1)
        frame = document.rootFrame()
        room = frame.frameFormat()
        room.setLeftMargin(margin)
        room.setRightMargin(margin)
        room.setTopMargin(style.em(1.8))
        room.setBottomMargin(style.em(3))
        frame.setFrameFormat(room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_place()
        if event.size().width() != event.oldSize().width():
            self.document().setPageSize(NO_ROOM)
            self.fit_column(self.document())
            self.lay_out()
            self._hold()
        super().resizeEvent(event)
        self._place()
        self._move_button()

    def _share(self) -> float:
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _keep_place(self) -> None:
        if self._wanted is None:
            self._wanted = self._share()

    def _place(self) -> None:
        if self._wanted is None or self._held:
            return
        self._scroll_to(round(self._wanted * self.verticalScrollBar().maximum()))

    def _scroll_to(self, value: int) -> None:
        self._placing = True
        self.verticalScrollBar().setValue(value)
        self._placing = False

    def _range_changed(self) -> None:
        self._place()
        self.moved.emit()

    def _hold(self, document: QTextDocument | None = None) -> None:
        """Keep what is seen as it is until a place further down a long page can be gone to."""
        long = (document or self.document()).characterCount() > _SCROLLS
        if long and self._wanted and (document or self.is_laying_out()):
            self._held = True
            self.viewport().setUpdatesEnabled(False)
            self._scroll_to(0)  # Qt lays out at once as far as one has scrolled

    def is_seen(self) -> bool:
        """Whether the page is there to be seen, at its place."""
        return self._set and not self._held

    def _release(self) -> None:
        if self._held:
            self._held = False
            self._place()
            self.viewport().setUpdatesEnabled(True)
            self.seen.emit()

    def _person_scrolls(self) -> None:
        bar = self.verticalScrollBar()
        if self._held:  # whoever cannot wait for the place goes on from there
            step = bar.sliderPosition()
            self._release()
            bar.setSliderPosition(bar.value() + step)
        self._wanted = None

    def _scrolled(self) -> None:
        """Qt itself scrolls when a document is set or laid out; only where the person did it does the place change."""
        if self._person:
            self._person_scrolls()
        elif not self._placing:
            self._place()
        self._move_button()
        self.moved.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._person = True
        moved = super().focusNextPrevChild(forward)
        self._person = False
        return moved

    # --- notes --------------------------------------------------------------------------------------------------------

    def _want_note(self) -> None:
        quote = " ".join(self.selected_text().split())[:_LONGEST_QUOTE]
        self._note_button.hide()
        self.note_wanted.emit(self.position(), quote)

    def _selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            self._note_button.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._person = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._person = False
        if event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            self._note_button.show()
            self._move_button()

    def _move_button(self) -> None:
        """Keep the button under the selection, and in sight."""
        button = self._note_button
        if not button.isVisible():
            return
        button.adjustSize()
        place = self.cursorRect(self.textCursor())
        left = min(max(place.center().x() - button.width() // 2, 8), self.viewport().width() - button.width() - 8)
        top = place.bottom() + 8
        if top + button.height() > self.viewport().height():
            top = max(8, place.top() - button.height() - 8)
        button.move(QPoint(left, top))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        first = menu.actions()[0] if menu.actions() else None
        note = menu.addAction(tr("Write a note"))
        note.triggered.connect(self._want_note)
        if first:
            menu.insertAction(first, note)
            menu.insertSeparator(first)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.ZoomIn):
            self.scale_wanted.emit(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.scale_wanted.emit(-1)
        elif event.key() == Qt.Key.Key_0 and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.scale_wanted.emit(0)
        else:
            super().keyPressEvent(event)
            return
        event.accept()
