"""Find on page: a bar that counts where a text occurs, marks every place, and goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextEdit, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.finding import Folded, fold
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.page.view import PageView
from bivouac.language import tr

_MOST_MARKED = 1000
"""Places that are marked at once; one can still go to every other."""


class FindBar(QFrame):
    """Hidden until `open`; `closed` tells that the person is through with it."""

    closed = Signal()

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._folded: Folded | None = None
        self._found: list[tuple[int, int]] = []
        self._current = -1
        self.setProperty("look", "bar")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find on this page"))
        self.field.setAccessibleName(tr("Find on this page"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        self.field.textChanged.connect(self._search)
        self.count = label("", "quiet", wrap=False)
        self.previous = button(tr("Previous"), lambda: self.step(-1))
        self.next = button(tr("Next"), lambda: self.step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for one in (self.previous, self.next, button(tr("Close"), self.close_bar, "plain")):
            row.addWidget(one)
        page.page_shown.connect(self._page_changed)
        self.hide()

    def open(self, text: str | None = None) -> None:
        """Show the bar, ready to type; with `text` search it at once."""
        self.show()
        with QSignalBlocker(self.field):
            self.field.setText(self.field.text() if text is None else text)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def open_at_best(self, text: str) -> None:
        """Show where a text occurs; failing that its longest word that does."""
        words = sorted(text.split(), key=len, reverse=True)
        page = self._folded_page()
        self.open(next((one for one in (text, *words) if page.occurrences(one)), text))

    def close_bar(self) -> None:
        """Hide the bar and the marks, and go on reading."""
        self.hide()
        self._page.setExtraSelections([])
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, around the ends of the page."""
        if self._found:
            self._go((self._current + by) % len(self._found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _page_changed(self) -> None:
        self._folded = None
        if self.isVisible():
            self._search(keep=True)

    def _search(self, text: str | None = None, keep: bool = False) -> None:
        """Find the text of the field; begin at what is in sight, or stay at the current place."""
        self._found = self._folded_page().occurrences(self.field.text())
        for one in (self.previous, self.next):
            one.setEnabled(bool(self._found))
        if not self._found:
            self._current = -1
            self.count.setText(tr("Not found") if self.field.text().strip() else "")
            self._page.setExtraSelections([])
            return
        self._go(min(self._current, len(self._found) - 1) if keep and self._current >= 0 else self._nearest())

    def _folded_page(self) -> Folded:
        if self._folded is None:
            self._folded = fold(self._page.document().toRawText())
        return self._folded

    def _nearest(self) -> int:
        """The first place that is in sight or below."""
        top = self._page.position_at(0)
        return next((index for index, (start, _) in enumerate(self._found) if start >= top), 0)

    def _go(self, index: int) -> None:
        self._current = index
        self.count.setText(tr("{place} of {count}", place=index + 1, count=len(self._found)))
        self._mark()
        place = self._cursor(*self._found[index])
        area = self._page.cursorRect(place)
        sight = self._page.viewport().rect().adjusted(0, 24, 0, -48)
        if not sight.contains(sight.center().x(), area.center().y()):
            bar = self._page.verticalScrollBar()
            bar.setSliderPosition(bar.value() + area.top() - sight.height() // 3)  # as if the person did it

    def _mark(self) -> None:
        """Mark the places around the current one, and it more than the others."""
        theme = self._page.page_style.theme
        first = max(0, self._current - _MOST_MARKED // 2)
        marks = []
        for index, (start, end) in enumerate(self._found[first : first + _MOST_MARKED], first):
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            current = index == self._current
            look.setBackground(theme.colour("accent" if current else "warn_soft"))
            look.setForeground(theme.colour("on_accent" if current else "text"))
            mark.format = look
            mark.cursor = self._cursor(start, end)
            marks.append(mark)
        self._page.setExtraSelections(marks)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        made = QTextCursor(self._page.document())
        made.setPosition(start)
        made.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return made
