"""Home: continue, choose another course that is here, download one that is on offer. Each course stands in one row, its update apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout, QWidget

from bivouac.desktop.actions import catalogue, courses
from bivouac.desktop.actions.courses import Card, HomeData
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.home.view import HomeView
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.widgets.cards import COVER
from bivouac.desktop.widgets.covers import Covers
from bivouac.errors import AwayError
from bivouac.language import tr

if TYPE_CHECKING:
    from bivouac.sync.transfer.replacing import Replaced


class HomeScreen(Screen):
    """The first screen of a learner."""

    shows = Change.COURSES | Change.CATALOGUE | Change.PROGRESS | Change.DOWNLOADS | Change.PEOPLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = HomeView(desk.look, Covers(desk.tasks, COVER))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.add.clicked.connect(self._add)
        self.view.continued.grid.opened.connect(self._continue)
        self.view.here.grid.opened.connect(lambda card: desk.go("course", course=card.id))
        self.view.on_offer.grid.opened.connect(lambda card: desk.go("course", course=card.id))

    def enter(self, **place: str) -> None:
        catalogue.refresh(self.desk)

    def refresh(self) -> None:
        session = self.desk.session
        campus = session.campus.id if session.campus else None
        self.desk.tasks.database(courses.load_home, session.learner_id, campus).then(self._show)

    def _show(self, data: HomeData) -> None:
        learner = self.desk.session.learner
        self.view.greeting.setText(tr("Hello {name}", name=learner.name) if learner else tr("Home"))
        self.view.away.setVisible(bool(data.away))
        self.view.away.setText(AwayError(data.away).sentence())
        going = {card.id for card in data.continued}
        self.view.here.heading.setText(tr("Also on this computer") if going else tr("On this computer"))
        for row, cards in (
            (self.view.continued, data.continued),
            (self.view.here, [card for card in data.here if card.id not in going]),
            (self.view.on_offer, data.on_offer),
        ):
            row.grid.show_cards(cards)
            row.setVisible(bool(cards))
        self._show_emptiness(data)

    def _show_emptiness(self, data: HomeData) -> None:
        self.view.empty.setVisible(not data.here and not data.on_offer)
        if self.desk.session.campus:
            self.view.empty.say(
                tr("No courses yet"),
                tr(
                    "The campus has not put any courses on offer, or has not been reached yet. They appear here by themselves."
                ),
            )
        else:
            self.view.empty.say(tr("No courses yet"), tr("Join a campus, or add a course from a file or a stick."))

    def _continue(self, card: Card) -> None:
        self.desk.go("lesson", course=card.id, activity=card.activity)

    def _add(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Add courses"), "", tr("Courses (*.bivouac *.json);;All files (*)")
        )
        if path:
            add_from_file(self.desk, path, self.window())


def add_from_file(desk: Desk, path: str, window: QWidget) -> None:
    """Take in the courses of a file that the person chose; an `index.json` stands for the folder of courses around it. What is asked stands over the window."""
    file = Path(path)
    source = file.parent if file.name == "index.json" else file
    looking = courses.look_into(desk, source)
    looking.then(lambda replaced: _take(desk, source, [one.course for one in replaced if not _wanted(one, window)]))


def _take(desk: Desk, source: Path, without: list[str]) -> None:
    task = courses.add_bundle(desk, source, without)
    task.then(lambda taken: taken.tell(desk))
    desk.follow(tr("Checking and copying “{name}”…", name=source.name), task)


def _wanted(one: Replaced, window: QWidget) -> bool:
    """Whether the person wants what may be older in the place of what is here."""
    text = f"{one.sentence()} {tr('Is it to take the place of the one on this computer? Progress and notes stay.')}"
    over = window if shiboken6.isValid(window) else None  # another language brings another window
    return QMessageBox.question(over, tr("Another version"), text) == QMessageBox.StandardButton.Yes
