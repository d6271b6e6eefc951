"""Layout of People: who learns on this computer, one's password, and a code for one's other laptop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bivouac.desktop.actions.people import Person
from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.password_field import PasswordField
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.desktop.widgets.wrapping import WrappingRow
from bivouac.language import tr
from bivouac.sync.store.people import Learner


def says_of(person: Person, here: str) -> tuple[Learner, str, bool]:
    """What a person's card says, while the learner `here` is at the machine; two cards that say the same are one."""
    campus = person.campus.name if person.campus else tr("Only on this computer")
    return person.learner, campus, person.learner.id == here


class PersonCard(QFrame):
    """One person.

    Attributes:
        says: what it says, as `says_of` has it.

    Signals:
        chosen: they sit down at the machine.
        opened: they typed their password, which is given.
    """

    chosen = Signal()
    opened = Signal(str)

    def __init__(self, person: Person, here: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.person = person
        self.says = says_of(person, here)
        learner, campus, current = self.says
        self.setProperty("look", "good" if current else "card")
        name = learner.name
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
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(letter, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(FoldingRow(who, end, grows=who), 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        self._column.setSpacing(SPACE)
        self._column.addLayout(row)
        self.password: PasswordField | None = None

    def ask_password(self) -> None:
        """Ask for the password that opens the profile."""
        if self.password is None:
            self.choose.hide()
            self.password = PasswordField(tr("Password"), self._look)
            self.problem = label("", "bad")
            self.problem.hide()
            self.open = button(tr("Open"), self._open, look="main")
            self.open.setAccessibleName(tr("Open the profile of {name}", name=self.person.learner.name))
            self.password.line.returnPressed.connect(self._open)
            self._question = QWidget()
            column = QVBoxLayout(self._question)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE)
            for part in (self.password, self.problem, FoldingRow(self.open)):
                column.addWidget(part)
            self._column.addWidget(self._question)
        self.password.line.setFocus()

    def ask_no_more(self) -> None:
        """Forget what was typed: whoever comes next is asked anew."""
        if self.password is not None:
            self.password = None
            self._question.hide()
            self._question.deleteLater()
            self.choose.show()
            self.setEnabled(True)

    def refuse(self, sentence: str) -> None:
        """Say why the profile stays closed, and let them try again; who has gone elsewhere meanwhile is told nothing."""
        if self.password is None:
            return
        self.setEnabled(True)
        self.problem.setText(sentence)
        self.problem.show()
        self.password.line.selectAll()
        self.password.line.setFocus()

    def _open(self) -> None:
        if self.password is not None and self.password.text():
            self.setEnabled(False)
            self.opened.emit(self.password.text())


class PasswordCard(QFrame):
    """Where one chooses a password. `chosen` with the new and the old one."""

    chosen = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.heading = label("", "heading")
        self.text = label(
            tr(
                "With a password you sign in on any laptop of your campus, and nobody else opens your profile on a laptop that you share."
            ),
            "quiet",
        )
        self.old = PasswordField(tr("Old password"), look)
        self.new = PasswordField(tr("New password"), look)
        self.rule = label(tr("At least 8 letters, digits or signs. A short sentence is easy to remember."), "small")
        self.problem = label("", "bad")
        self.save = button(tr("Keep this password"), self._choose, look="main")
        self.cancel = button(tr("Cancel"), self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE)
        for part in (self.heading, self.text, self.old, self.new, self.rule, self.problem):
            column.addWidget(part)
        column.addWidget(FoldingRow(self.save, self.cancel))
        self.old.line.returnPressed.connect(self.new.line.setFocus)
        self.new.line.returnPressed.connect(self._choose)
        self.hide()

    def ask(self, heading: str, *, has_one: bool, handed_out: bool = False) -> None:
        """Show empty fields; the old password is asked for where there is one, and named where staff handed it out."""
        self.heading.setText(heading)
        self.old.rename(tr("Password that the campus staff gave you") if handed_out else tr("Old password"))
        for field in (self.old, self.new):
            field.clear()
        self.old.setVisible(has_one)
        self.say("")
        self.setEnabled(True)
        self.show()
        (self.old if has_one else self.new).line.setFocus()

    def say(self, sentence: str) -> None:
        """Say what is wrong with it; empty for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.setEnabled(True)

    def _choose(self) -> None:
        self.say("")
        self.chosen.emit(self.new.text(), self.old.text() if self.old.isVisibleTo(self) else "")


class PeopleView(QWidget):
    """What People is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.cards = QVBoxLayout()
        self.cards.setSpacing(SPACE)
        self.add = button(tr("Add a person…"))
        self.other = button(tr("Use another laptop too…"))
        self.password = button("")
        self.password_card = PasswordCard(look)
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
        inner.addWidget(WrappingRow(self.add, self.other, self.password))  # above the cards, however many these are
        inner.addWidget(self.password_card)
        inner.addWidget(self.code_card)
        inner.addLayout(self.cards)
        inner.addStretch(1)
        self._area = fill_scrolling(self, page, tr("Who is learning?"))
        self._area.verticalScrollBar().rangeChanged.connect(self._bring)
        for card in (self.password_card, self.code_card):
            self.keep_in_view(card)

    def keep_in_view(self, card: QFrame) -> None:
        """Once it is shown, or says more than before: whoever is asked in it sees all of it, its buttons too."""
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card below the fold is brought into view as soon as it has its place."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize) and isinstance(watched, QFrame):
            if watched is self.code_card:
                QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.code_card, 0, SPACE))
            else:
                QTimer.singleShot(0, self, self._bring)
        return super().eventFilter(watched, event)

    def _bring(self) -> None:
        """Bring the card in which somebody types into view."""
        card: QWidget | None = self.window().focusWidget()
        while card is not None and not isinstance(card, PersonCard | PasswordCard):
            card = card.parentWidget()
        if card is not None and self._area.isAncestorOf(card):
            self._area.ensureWidgetVisible(card, 0, SPACE)
