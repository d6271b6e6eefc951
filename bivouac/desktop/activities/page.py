"""A page is read: it remembers the place, finds words, and is done when its end was seen or the learner says so."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout

from bivouac.courses.model import Page
from bivouac.desktop.activities.pane import ActivityPane, PaneContext
from bivouac.desktop.theme import Theme
from bivouac.desktop.widgets.action_bar import ActionBar
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.find_bar import FindBar
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.page.pdf import Printed
from bivouac.desktop.widgets.page.style import PageStyle, is_right_to_left
from bivouac.desktop.widgets.reader import PageReader
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState

REST = 1500
"""Milliseconds without scrolling after which a place counts as reached and an end as seen."""


class PagePane(ActivityPane):
    """The pane of a Page."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        page = context.activity
        assert isinstance(page, Page)
        style = PageStyle(context.theme, context.scale, rtl=is_right_to_left(context.language))
        self.reader = PageReader(context.files.read, style)
        self.find_bar = FindBar(self.reader)
        self.read_mark = label("", "good", wrap=False)
        self.done = button("", self._finish, "main")
        self._state = ActivityState()
        self._placed = False
        self._recorded = 0
        self._said_done = False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._rested)
        bar = ActionBar()
        self.save = button(tr("Save as PDF…"), self._save, "plain")
        self.save.setToolTip(tr("Save as PDF…") + " (Ctrl+P)")
        bar.add_left(self.read_mark)
        bar.add_right(self.save)
        bar.add_right(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self.find_bar, 0), (self.reader, 1), (bar, 0)):
            column.addWidget(part, stretch)
        self.setFocusProxy(self.reader)
        self.reader.moved.connect(self._rest.start)
        self.reader.seen.connect(self.ready)
        self.reader.note_wanted.connect(self.note_wanted)
        self.reader.link_activated.connect(self.link_activated)
        self.reader.scale_wanted.connect(self.scale_wanted)
        self._html, self._can_be_read = _text_of(context, page)
        self.save.setVisible(self._can_be_read)
        self.reader.show_page(self._html)

    def show_state(self, state: ActivityState) -> None:
        self._state = state
        if not self._placed:
            self._placed = True
            self._recorded = state.position
            self.reader.go_to(state.position)
        self.read_mark.setText(tr("✓ Read") if state.completed else "")
        self.done.setText(self.onward_text(state.completed > 0 or not self._can_be_read))

    def is_ready(self) -> bool:
        return self.reader.is_seen()

    def restyle(self, theme: Theme, scale: float) -> bool:
        super().restyle(theme, scale)
        self.reader.restyle(replace(self.reader.page_style, theme=theme, scale=scale))
        return True

    def go_to(self, position: int) -> None:
        self.reader.go_to(position)

    def show_text(self, text: str) -> None:
        self.find_bar.open_at_best(text)

    def position(self) -> int:
        return self.reader.position()

    def leave(self) -> None:
        self._rest.stop()
        self._record_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_bar.open()
        elif event.matches(QKeySequence.StandardKey.Print):
            self._save()
        elif event.key() == Qt.Key.Key_F3 and self.find_bar.isVisible():
            self.find_bar.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        if not self._can_be_read:
            return
        rtl = is_right_to_left(self.context.language)
        self.pdf_wanted.emit(Printed(self._html, self.context.files.read, self.context.activity.title, "", rtl))

    def _rested(self) -> None:
        if not self.isVisible():
            return
        self._record_place()
        if self.reader.at_end() and not self.reader.fits():
            self._complete()

    def _record_place(self) -> None:
        position = self.reader.position()
        if self._can_be_read and self._placed and position != self._recorded:
            self._recorded = position
            self.acted.emit(acts.Reached(position))

    def _complete(self) -> None:
        if self._can_be_read and not self._state.completed and not self._said_done:
            self._said_done = True
            self.acted.emit(acts.Completed())

    def _finish(self) -> None:
        self._complete()
        self.finished.emit()


def _text_of(context: PaneContext, page: Page) -> tuple[str, bool]:
    """The page's HTML under its title, and whether it is that: when it cannot be read, the sentence that says so stands there."""
    title = f"<h1>{_escaped(page.title)}</h1>"
    try:
        html = context.files.read(page.file).decode("utf-8", "replace")
        return (html if "<h1" in html else title + html), True
    except BivouacError as error:
        return f'{title}<div class="warning"><p>{_escaped(error.sentence())}</p></div>', False


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
