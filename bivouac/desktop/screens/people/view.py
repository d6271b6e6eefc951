"""Layout of People: who learns on this computer, and a code for one's other laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bivouac.desktop.actions.people import Person
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.language import tr


class PersonCard(QFrame):
    """One person; `chosen` when they sit down at the machine."""

    chosen = Signal()

    def __init__(self, person: Person, current: bool) -> None:
        super().__init__()
        self.setProperty("look", "good" if current else "card")
        name, campus = person.learner.name, person.campus.name if person.campus else tr("Only on this computer")
        letter = label(name[:1].upper(), "title", wrap=False)
        letter.setMinimumWidth(44)
        letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        who = QWidget()
        text = QVBoxLayout(who)
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(2)
        text.addWidget(label(name, "heading"))
        text.addWidget(label(campus, "quiet"))
        self.choose = button(tr("That’s me"), self.chosen.emit)
        self.choose.setAccessibleName(tr("{name}: that’s me", name=name))
        end = label(tr("At the computer now"), "good", wrap=False) if current else self.choose
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        row.setSpacing(SPACE * 2)
        row.addWidget(letter, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(FoldingRow(who, end, grows=who), 1)


class PeopleView(QWidget):
    """What People is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = QVBoxLayout()
        self.cards.setSpacing(SPACE)
        self.add = button(tr("Add a person…"))
        self.other = button(tr("Use another laptop too…"))
        self.code_card = QFrame()
        self.code_card.setProperty("look", "card")
        self.code = label("", "title", wrap=False)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code_text = label("", "quiet")
        column = QVBoxLayout(self.code_card)
        column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        column.addWidget(self.code)
        column.addWidget(self.code_text)
        self.code_card.hide()
        page = QWidget()
        page.setMaximumWidth(760)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        inner.setSpacing(SPACE * 2)
        inner.addWidget(label(tr("Who is learning?"), "title"))
        inner.addLayout(self.cards)
        inner.addWidget(FoldingRow(self.add, self.other))
        inner.addWidget(self.code_card)
        inner.addStretch(1)
        fill_scrolling(self, page)
