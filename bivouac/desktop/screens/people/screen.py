"""People: switch between those who share this computer, choose a password, and get a code for one's other laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QVBoxLayout

from bivouac.desktop.actions import people
from bivouac.desktop.actions.people import Person
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.people.view import PeopleView, PersonCard, says_of
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.wording import day_and_time
from bivouac.errors import BivouacError, BusyError, LineError
from bivouac.language import tr

if TYPE_CHECKING:
    from bivouac.sync.protocol.messages import PersonalCode


class PeopleScreen(Screen):
    """The learners of this machine."""

    shows = Change.PEOPLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = PeopleView(desk.look)
        self._asked = ""  # whose password is asked for
        self._lock = ""  # of who is at the machine
        self._handed_out = False  # whether staff made their password up
        self._cards: list[PersonCard] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.add.clicked.connect(lambda: desk.go("welcome"))
        self.view.other.clicked.connect(self._ask_code)
        self.view.password.clicked.connect(self._ask_password)
        self.view.password_card.chosen.connect(self._choose_password)

    def enter(self, **place: str) -> None:
        """`unlock`: the learner whose profile is to be opened; `choose` a password: of their own, after one that was made up for them."""
        self._asked = place.get("unlock", "")
        self.view.code_card.hide()
        self.view.password_card.hide()
        for card in self._cards:
            card.ask_no_more()
        if "choose" in place:
            heading = tr("Choose a password of your own")
            self.view.password_card.ask(heading, has_one=True, handed_out=True)
        self.refresh()

    def refresh(self) -> None:
        with_campus = self.desk.session.campus is not None
        self.view.other.setVisible(with_campus)
        self.view.password.setVisible(with_campus)
        self.desk.tasks.database(people.load_people).then(self._show)

    def _show(self, persons: list[Person]) -> None:
        """A card that says the same as before stays: somebody may be typing in it."""
        here = self.desk.session.learner_id
        at_it = next((person for person in persons if person.learner.id == here), None)
        self._lock, self._handed_out = (at_it.lock, at_it.must_change) if at_it else ("", False)
        self.view.password.setText(tr("Change the password…") if self._lock else tr("Set a password…"))
        before = {card.says: card for card in self._cards}
        self._cards = [before.get(says_of(one, here)) or self._card(one, here) for one in persons]
        for card in before.values():
            if card not in self._cards:
                card.hide()
                card.deleteLater()
            self.view.cards.removeWidget(card)  # what `takeAt` returns would live on, and hold the card's height
        for person, card in zip(persons, self._cards, strict=True):
            card.person = person
            self.view.cards.addWidget(card)
            if person.learner.id == self._asked and person.lock:
                card.ask_password()

    def _card(self, person: Person, here: str) -> PersonCard:
        card = PersonCard(person, here, self.desk.look)
        self.view.keep_in_view(card)
        card.chosen.connect(lambda: self._choose(card))
        card.opened.connect(lambda password: self._open(card, password))
        return card

    def _choose(self, card: PersonCard) -> None:
        if card.person.lock:
            card.ask_password()
        else:
            self._switch(card.person)

    def _open(self, card: PersonCard, password: str) -> None:
        def answer(right: bool) -> None:
            if right:
                self._switch(card.person)
            elif shiboken6.isValid(card):
                card.refuse(
                    tr("This is not the password. Who forgot it asks the campus staff for a new one: no work is lost.")
                )

        people.unlock(self.desk, card.person, password).then(answer)

    def _switch(self, person: Person) -> None:
        self._asked = ""
        people.switch(self.desk, person)
        if person.must_change:
            self.desk.go("people", choose="password")
        else:
            self.desk.go("home")

    def _ask_password(self) -> None:
        self.view.code_card.hide()
        heading = tr("Change the password") if self._lock else tr("Set a password")
        self.view.password_card.ask(heading, has_one=bool(self._lock), handed_out=self._handed_out)

    def _choose_password(self, new: str, old: str) -> None:
        from bivouac.sync.protocol.passwords import clean_password

        card, learner = self.view.password_card, self.desk.session.learner
        assert learner is not None, "the card is shown to who is at the machine"
        try:
            clean_password(new, learner.name)
        except BivouacError as error:
            card.say(error.sentence())
            card.new.line.setFocus()
            return
        card.setEnabled(False)
        task = people.choose_password(self.desk, new, old)
        task.then(self._on_password).failed(self._on_no_password)

    def _on_no_password(self, error: BivouacError) -> None:
        card = self.view.password_card
        card.say(_said(error))
        (card.old if self._lock else card.new).line.setFocus()

    def _on_password(self, lock: str) -> None:
        self.view.password_card.hide()
        self.desk.tell(tr("The password is set. Remember it well: you sign in with it and your name."), "good")
        self.refresh()

    def _ask_code(self) -> None:
        self.view.password_card.hide()
        people.new_code(self.desk).then(self._show_code).failed(lambda error: self.desk.tell(_said(error), "bad"))

    def _show_code(self, code: PersonalCode) -> None:
        campus = self.desk.session.campus
        assert campus is not None
        self.view.code.setText(code.code)
        self.view.code_text.setText(
            tr(
                "On your other laptop choose “Join a campus” and type this code and the address {address}. It works once, until {until}.",
                address=campus.urls[0].partition("://")[2],
                until=day_and_time(code.expires),
            )
        )
        self.view.code_card.show()


def _said(error: BivouacError) -> str:
    """Why what was asked of the campus did not come; nobody asks again but the person."""
    away = isinstance(error, LineError) and not isinstance(error, BusyError)
    return tr("The campus cannot be reached just now. Try again once it can.") if away else error.sentence()
