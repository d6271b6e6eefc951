"""A document (PDF) is read: it remembers the place, finds words, grows and shrinks, and is done when its end was seen or the learner says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from bivouac.courses.model import Document
from bivouac.desktop import documents
from bivouac.desktop.activities.pane import ActivityPane, PaneContext
from bivouac.desktop.theme import SPACE, Theme
from bivouac.desktop.widgets.action_bar import ActionBar
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.labels import label
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
    from PySide6.QtPdfWidgets import QPdfView

REST = 1500
"""Milliseconds without scrolling after which a place counts as reached and an end as seen."""
WHOLE = 1000
"""A position in a document is a share of the way it scrolls, in thousandths."""


class DocumentPane(ActivityPane):
    """The pane of a Document. `view` is None where the document cannot be opened."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        assert isinstance(context.activity, Document)
        self.view: QPdfView | None = None
        self.document: QPdfDocument | None = None
        self.search: QPdfSearchModel | None = None
        self._state = ActivityState()
        self._placed = self._said_done = False
        self._wanted: float | None = 0.0
        self._placing = False
        self._recorded = 0
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._rested)
        self._lay_out()
        self._open(context.activity)

    def _lay_out(self) -> None:
        self.read_mark = label("", "good", wrap=False)
        self.place = label("", "quiet", wrap=False)
        self.finder = button(tr("Find"), self._open_find, "plain")
        self.finder.setToolTip(tr("Find") + " (Ctrl+F)")
        self.smaller = button("−", lambda: self._zoom(-1))
        self.larger = button("+", lambda: self._zoom(1))
        self.smaller.setAccessibleName(tr("Smaller (Ctrl+-)"))
        self.larger.setAccessibleName(tr("Larger (Ctrl++)"))
        for one in (self.smaller, self.larger):
            one.setToolTip(one.accessibleName())
        self.done = button("", self._finish, "main")
        bar = ActionBar()
        bar.add_left(self.read_mark)
        bar.add_left(self.place)
        for one in (self.finder, self.smaller, self.larger, self.done):
            bar.add_right(one)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._make_find_bar())
        self._column.addWidget(bar)

    def _make_find_bar(self) -> QFrame:
        self.find_bar = QFrame()
        self.find_bar.setProperty("look", "bar")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in this document"))
        self.field.setAccessibleName(tr("Find in this document"))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(lambda: self._step(1))
        self.count = label("", "quiet", wrap=False)
        row = QHBoxLayout(self.find_bar)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(button(tr("Previous"), lambda: self._step(-1)))
        row.addWidget(button(tr("Next"), lambda: self._step(1)))
        row.addWidget(button(tr("Close"), self._close_find, "plain"))
        self.find_bar.hide()
        return self.find_bar

    def _open(self, activity: Document) -> None:
        try:
            self.document = documents.open_document(self.context.files.read(activity.file), self)
        except BivouacError as error:
            sentence = label(error.sentence(), "bad")
            sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.insertWidget(1, sentence, 1)
            for one in (self.finder, self.smaller, self.larger):
                one.hide()
            return
        self.view = documents.document_view(self.document, self)
        self.view.setAccessibleName(activity.title)
        self.search = documents.search_model(self.document, self)
        self.view.setSearchModel(self.search)
        self.search.countChanged.connect(self._show_count)
        self.view.pageNavigator().currentPageChanged.connect(self._show_place)
        bar = self.view.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.actionTriggered.connect(self._person_scrolls)
        bar.rangeChanged.connect(self._go_to_wanted)
        self._column.insertWidget(1, self.view, 1)
        self.setFocusProxy(self.view)
        self._dress()
        self._show_place()

    # --- the pane's interface -----------------------------------------------------------------------------------------

    def show_state(self, state: ActivityState) -> None:
        self._state = state
        if not self._placed:
            self._placed = True
            self._recorded = state.position
            self.go_to(state.position)
        self.read_mark.setText(tr("✓ Read") if state.completed else "")
        self.done.setText(self.onward_text(state.completed > 0))

    def restyle(self, theme: Theme, scale: float) -> bool:
        super().restyle(theme, scale)
        self._dress()
        return True

    def go_to(self, position: int) -> None:
        self._wanted = min(max(position, 0), WHOLE) / WHOLE
        self._go_to_wanted()

    def show_text(self, text: str) -> None:
        self._open_find()
        self.field.setText(text)

    def position(self) -> int:
        return round(WHOLE * (self._share() if self._wanted is None else self._wanted))

    def leave(self) -> None:
        self._rest.stop()
        self._record_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self._open_find()
        elif event.matches(QKeySequence.StandardKey.ZoomIn):
            self._zoom(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self._zoom(-1)
        elif event.key() == Qt.Key.Key_0 and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._zoom(0)
        elif event.key() == Qt.Key.Key_Escape and not self.find_bar.isHidden():
            self._close_find()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        """The ground around the pages; they themselves stay as they were made."""
        if self.view:
            look = self.view.palette()
            look.setColor(QPalette.ColorRole.Dark, self.context.theme.colour("ground"))
            self.view.setPalette(look)

    # --- the place ----------------------------------------------------------------------------------------------------

    def _share(self) -> float:
        bar = self.view.verticalScrollBar() if self.view else None
        return bar.value() / bar.maximum() if bar and bar.maximum() else 0.0

    def _go_to_wanted(self) -> None:
        """Keep the place that was asked for until the person scrolls, however wide the pages become meanwhile."""
        if self.view and self._wanted is not None:
            bar = self.view.verticalScrollBar()
            self._placing = True
            bar.setValue(round(self._wanted * bar.maximum()))
            self._placing = False

    def _person_scrolls(self) -> None:
        self._wanted = None

    def _scrolled(self) -> None:
        """Qt itself scrolls when the pages become wider; only where the person did it does the place change."""
        if not self._placing:
            self._go_to_wanted()
        self._rest.start()

    def _show_place(self) -> None:
        if self.view and self.document:
            number = self.view.pageNavigator().currentPage() + 1
            self.place.setText(tr("Page {n} of {count}", n=number, count=self.document.pageCount()))

    def _zoom(self, step: int) -> None:
        if self.view:
            self._wanted = self._share()
            documents.zoom(self.view, step)

    # --- finding ------------------------------------------------------------------------------------------------------

    def _open_find(self) -> None:
        if self.view:
            self.find_bar.show()
            self.field.setFocus()
            self.field.selectAll()

    def _close_find(self) -> None:
        self.find_bar.hide()
        self.field.clear()
        if self.view:
            self.view.setFocus()

    def _search(self, text: str) -> None:
        if self.view and self.search:
            self.search.setSearchString(text.strip())
            self.view.setCurrentSearchResultIndex(-1)
            self._show_count()

    def _step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, around the ends of the document."""
        if self.view and self.search and (count := documents.found(self.search)):
            place = self.view.currentSearchResultIndex()
            place = (place + by) % count if place >= 0 or by > 0 else count - 1
            self.view.setCurrentSearchResultIndex(place)
            link = self.search.resultAtIndex(place)
            self._wanted = None
            self.view.pageNavigator().jump(link.page(), QPointF(link.location()), 0)
            self._show_count()

    def _show_count(self) -> None:
        if not (self.view and self.search):
            return
        count, place = documents.found(self.search), self.view.currentSearchResultIndex()
        if count:
            self.count.setText(tr("{place} of {count}", place=max(0, place + 1), count=count))
        else:
            self.count.setText(tr("Not found") if self.field.text().strip() else "")

    # --- what is said to the journal ----------------------------------------------------------------------------------

    def _rested(self) -> None:
        if not self.isVisible() or self.view is None:
            return
        self._record_place()
        bar = self.view.verticalScrollBar()
        if bar.maximum() and bar.value() >= bar.maximum() - 8:
            self._complete()

    def _record_place(self) -> None:
        position = self.position()
        if self._placed and self.view and position != self._recorded:
            self._recorded = position
            self.acted.emit(acts.Reached(position))

    def _complete(self) -> None:
        if not self._state.completed and not self._said_done:
            self._said_done = True
            self.acted.emit(acts.Completed())

    def _finish(self) -> None:
        self._complete()
        self.finished.emit()
