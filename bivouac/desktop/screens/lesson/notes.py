"""The notes of a lesson, beside it: write one, see those there are, go to where they belong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button, icon_button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.scrolling import scrolling
from bivouac.language import tr
from bivouac.sync.store.stored_folds import Note

_LONGEST = 20_000


class NotesPanel(QFrame):
    """An editor above a list of notes.

    Signals:
        written: text of a new note, or of the one being changed.
        opened: a note whose place the learner wants to see.
        removed: a note that the learner takes away.
    """

    written = Signal(str)
    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "bar")
        self.place = label("", "small")
        self.quote = label("", "quiet")
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(tr("Your note"))
        self.editor.setPlaceholderText(tr("Write a note…"))
        self.editor.setFixedHeight(110)
        self.editor.setTabChangesFocus(True)
        self.save = button(tr("Keep note"), self._save, look="main")
        self.save.setEnabled(False)
        self.editor.textChanged.connect(self._on_text)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(SPACE)
        self.empty = label(tr("No notes in this lesson yet. Press N while a film plays to note that moment."), "quiet")
        self._arrange()

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE // 2, 0)
        column.addWidget(self.empty)
        column.addLayout(self.cards)
        column.addStretch(1)
        scroll = scrolling(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 2, SPACE * 2, SPACE, SPACE)
        outer.setSpacing(SPACE)
        outer.addWidget(label(tr("Notes"), "heading"))
        for part in (self.place, self.quote, self.editor):
            outer.addWidget(part)
        outer.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(scroll, 1)
        self.quote.hide()

    def begin(self, place: str, quote: str, text: str = "") -> None:
        """Begin a note at a place, as people read it (`1:05`), beside a quoted text."""
        self.place.setText(place)
        self.quote.setText(f"“{quote}”")
        self.quote.setVisible(bool(quote))
        if text:
            self.editor.setPlainText(text)
        self.editor.setFocus()

    def show_notes(self, notes: list[Note], place_of: Callable[[Note], str]) -> None:
        """Show the notes of the lesson."""
        while item := self.cards.takeAt(0):
            if widget := item.widget():
                widget.hide()  # it goes with the next turn of the event loop, and must not be seen until then
                widget.deleteLater()
        self.empty.setVisible(not notes)
        for note in notes:
            self.cards.addWidget(self._card(note, place_of(note)))

    def _card(self, note: Note, place: str) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE + 2, SPACE // 2, SPACE // 2, SPACE)
        top = QHBoxLayout()
        top.addWidget(_Place(place, lambda: self.opened.emit(note)), 1)
        top.addWidget(icon_button("trash", tr("Remove this note"), self._look, lambda: self.removed.emit(note)))
        column.addLayout(top)
        if note.quote:
            column.addWidget(label(f"“{note.quote}”", "small"))
        text = label(note.text)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        return card

    def _on_text(self) -> None:
        text = self.editor.toPlainText()
        self.save.setEnabled(bool(text.strip()) and len(text) <= _LONGEST)

    def _save(self) -> None:
        self.written.emit(self.editor.toPlainText().strip())

    def clear(self) -> None:
        """The note is kept: make room for the next."""
        self.editor.clear()
        self.quote.hide()


class _Place(QPushButton):
    """Where a note belongs, shortened to the room there is; whole in the tooltip."""

    def __init__(self, place: str, on_click: Callable[[], None]) -> None:
        super().__init__()
        self._place = place
        self.setProperty("look", "back")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(place)
        self.setAccessibleName(place)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: on_click())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._place, Qt.TextElideMode.ElideRight, self.width() - SPACE * 2))
