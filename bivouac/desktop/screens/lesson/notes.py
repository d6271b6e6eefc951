"""The notes of a lesson, beside it: write one, change it, see those there are and those that the class shows, go to where they belong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.models.note_cards import NoteFace
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.note_cards import NoteCards
from bivouac.desktop.widgets.scrolling import scrolling
from bivouac.desktop.wording import quoted
from bivouac.language import tr

_LONGEST = 20_000


class NotesPanel(QFrame):
    """An editor above one's own notes and those of classmates.

    Signals:
        written: text of a new note, or of the one being changed; `may_save` once it is known what became of it.
        left: the note that was being changed stays as it was.
    """

    written = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.place = label("", "small")
        self.quote = label("", "quiet")
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(tr("Your note"))
        self.editor.setPlaceholderText(tr("Write a note…"))
        self.editor.setFixedHeight(110)
        self.editor.setTabChangesFocus(True)
        self._keeping = False  # a text is on its way to the disk
        self.save = button(tr("Keep note"), self._save, look="main")
        self.save.setEnabled(False)
        self.cancel = button(tr("Cancel"), self.left.emit)
        self.editor.textChanged.connect(self._on_text)
        self.empty = label(tr("No notes in this lesson yet. Press N while a film plays to note that moment."), "quiet")
        self.own = NoteCards(look, tr("Your notes"))
        self.heading = label(tr("From your class"), "heading")
        self.nothing_shared = label(tr("Nobody in your class shares a note in this lesson yet."), "quiet")
        self.theirs = NoteCards(look, tr("Notes of your class"))
        for cards in (self.own, self.theirs):
            cards.emptied.connect(self.editor.setFocus)
        self._escape = QShortcut(
            QKeySequence("Escape"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self._arrange()
        self.clear()

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE // 2, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.empty)
        column.addWidget(self.own)
        column.addSpacing(SPACE)
        column.addWidget(self.heading)
        column.addWidget(self.nothing_shared)
        column.addWidget(self.theirs)
        column.addStretch(1)
        scroll = scrolling(inside, tr("Notes"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        outer.setSpacing(SPACE)
        outer.addWidget(label(tr("Notes"), "heading"))
        for part in (self.place, self.quote, self.editor):
            outer.addWidget(part)
        outer.addWidget(FoldingRow(self.save, self.cancel))
        outer.addWidget(scroll, 1)
        self.show_notes([], [], False)

    def show_place(self, place: str, quote: str) -> None:
        """Say where what is written belongs, as people read it (`1:05`), beside a quoted text."""
        self.place.setText(place)
        self.quote.setText(quoted(quote))
        self.quote.setVisible(bool(quote))

    def begin_change(self, place: str, quote: str, text: str) -> None:
        """Let a note that is there be changed."""
        self.show_place(place, quote)
        self.show_changing(True)
        self.editor.setPlainText(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setFocus()

    def show_changing(self, changing: bool) -> None:
        """Say whether a note that is there is being changed, which can be given up."""
        self.cancel.setVisible(changing)
        self._escape.setEnabled(changing)

    def show_notes(self, own: Sequence[NoteFace], theirs: Sequence[NoteFace], in_a_class: bool) -> None:
        """Show the learner's notes in the lesson, and what their classes show there, if they are in one."""
        self.empty.setVisible(not own)
        self.heading.setVisible(in_a_class)
        self.nothing_shared.setVisible(in_a_class and not theirs)
        last = self.own.show_faces(own, self.cancel)
        self.theirs.show_faces(theirs, last)

    def clear(self) -> None:
        """The note is kept: make room for the next."""
        self.editor.clear()
        self.quote.hide()
        self.show_changing(False)

    def may_save(self) -> None:
        """What was to be kept is on the disk, or could not be kept: the next may be."""
        self._keeping = False
        self._on_text()

    def _on_text(self) -> None:
        text = self.editor.toPlainText()
        self.save.setEnabled(not self._keeping and bool(text.strip()) and len(text) <= _LONGEST)

    def _save(self) -> None:
        self._keeping = True
        self.editor.setFocus()  # the button cannot have the keyboard until then
        self._on_text()
        self.written.emit(self.editor.toPlainText().strip())
