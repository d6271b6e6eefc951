"""Layout of Notes: a field to narrow them down, and the notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.note_cards import NoteCards
from bivouac.desktop.widgets.scrolling import scrolling
from bivouac.desktop.widgets.states import EmptyState
from bivouac.language import tr


class NotesView(QWidget):
    """What Notes is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Words in your notes"))
        self.field.setAccessibleName(tr("Words in your notes"))
        self.field.setClearButtonEnabled(True)
        self.save = button(tr("Save as a file…"))
        self.cards = NoteCards(look, tr("Your notes"))
        self.older = button(tr("Show older notes"))
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)  # flush with what stands above
        body.addWidget(self.cards)
        body.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        self.list = scrolling(inside, tr("Your notes"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = EmptyState(
            look,
            "note",
            tr("No notes yet"),
            tr("While you study, press N in a film, or mark words in a page, to write a note. They are all kept here."),
        )
        self.below = QStackedWidget()
        self.below.addWidget(self.empty)
        self.below.addWidget(self.list)
        title = label(tr("Notes"), "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(FoldingRow(title, self.save, grows=title))
        column.addWidget(self.field)
        column.addWidget(self.below, 1)
