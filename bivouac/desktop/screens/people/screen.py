"""People: switch between those who share this computer, and get a code for one's other laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from bivouac.desktop.actions import people
from bivouac.desktop.actions.people import Person
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.people.view import PeopleView, PersonCard
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.wording import day_and_time
from bivouac.language import tr

if TYPE_CHECKING:
    from bivouac.sync.protocol.messages import PersonalCode


class PeopleScreen(Screen):
    """The learners of this machine."""

    shows = Change.PEOPLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = PeopleView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.add.clicked.connect(lambda: desk.go("welcome"))
        self.view.other.clicked.connect(self._ask_code)

    def enter(self, **place: str) -> None:
        self.view.code_card.hide()

    def refresh(self) -> None:
        self.view.other.setVisible(self.desk.session.campus is not None)
        self.desk.tasks.database(people.load_people).then(self._show)

    def _show(self, persons: list[Person]) -> None:
        while item := self.view.cards.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for person in persons:
            card = PersonCard(person, person.learner.id == self.desk.session.learner_id)
            card.chosen.connect(lambda person=person: self._switch(person))
            self.view.cards.addWidget(card)

    def _switch(self, person: Person) -> None:
        people.switch(self.desk, person)
        self.desk.go("home")

    def _ask_code(self) -> None:
        people.new_code(self.desk).then(self._show_code)

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
