"""The first start, and adding a person later: sign in, join a campus by code or file, or try the demo course."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from bivouac.desktop.actions import hubs, people, settings
from bivouac.desktop.actions.invitations import Invited
from bivouac.desktop.actions.people import Person
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.screens.welcome.view import WelcomeView
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError, RefusedError
from bivouac.language import current_language, tr
from bivouac.sync.store.people import Campus
from bivouac.sync.store.settings import LANGUAGE

if TYPE_CHECKING:
    from bivouac.sync.exchange.join import Greeting
    from bivouac.sync.protocol.nearby import Nearby

_WITH_PORT = re.compile(r":\d{2,5}(?:/|$)")
_LOOK_AGAIN = 7_000
"""Milliseconds between two looks around for campuses."""


class WelcomeScreen(Screen):
    """Who are you, and where do you learn? `arrived` with the person."""

    shows = Change.PEOPLE
    arrived = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = WelcomeView(desk.look)
        self._greeting: Greeting | None = None
        self._file: Path | None = None  # that it came in
        self._campuses: list[Campus] = []
        self._has_account = False
        self._asked: QWidget | None = None  # where the person was when the campus was asked
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._nearby: list[Nearby] = []
        self._invitations: Sequence[Invited] = ()
        self._chosen = ""  # the id of the hub whose card was chosen
        self._looking: Task[list[Nearby]] | None = None
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.timeout.connect(self._look_around)
        view = self.view
        view.invited.chosen.connect(self._open_invited)
        view.nearby.chosen.connect(self._choose)
        view.address.textEdited.connect(lambda _: self._choose(-1))
        view.address.textEdited.connect(self._take_link)
        view.code.textEdited.connect(self._take_link)
        view.join_button.clicked.connect(self._greet)
        view.code.returnPressed.connect(self._greet)
        view.address.returnPressed.connect(self._greet)
        view.account_button.clicked.connect(self._sign_in)
        view.account_password.line.returnPressed.connect(self._sign_in)
        view.account_name.returnPressed.connect(view.account_password.line.setFocus)
        view.file_button.clicked.connect(self._choose_file)
        view.demo_button.clicked.connect(self._demo)
        view.demo_name.returnPressed.connect(self._demo)
        view.confirm_button.clicked.connect(self._join)
        view.name.returnPressed.connect(lambda: view.password.line.setFocus() if self._has_account else self._join())
        view.password.line.returnPressed.connect(self._join)
        view.known_button.clicked.connect(lambda: self._ask_who(account=True))
        view.cancel_button.clicked.connect(self._to_choices)
        view.back.clicked.connect(lambda: desk.go("people"))
        for language, choice in view.languages.items():
            choice.clicked.connect(lambda _=False, language=language: self._speak(language))

    def _speak(self, language: str) -> None:
        if language != current_language():
            settings.choose(self.desk, LANGUAGE, language)

    def enter(self, **place: str) -> None:
        self._to_choices()
        self.view.back.setVisible(bool(self.desk.session.learner))
        self.view.code.setFocus()
        self.desk.tasks.database(people.load_campuses).then(self._show_campuses)
        self._look_around()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_around()

    def leave(self) -> bool:
        self._look_again.stop()
        if self._looking is not None:
            self._looking.cancel()
        return super().leave()

    def _look_around(self) -> None:
        """See which campuses announce themselves here, for as long as this screen is shown."""
        if self._looking is not None or not self.isVisible():
            return
        task = self._looking = hubs.look_around(self.desk)
        task.progressed(self._show_more).then(self._show_nearby).finally_(self._on_looked)

    def _on_looked(self) -> None:
        self._looking = None
        self._look_again.start(_LOOK_AGAIN)

    def _show_more(self, found: list[Nearby]) -> None:
        """While it is being looked: what was found before stays."""
        if len(found) >= len(self._nearby):
            self._show_nearby(found)

    def _show_nearby(self, found: list[Nearby]) -> None:
        if found == self._nearby:
            return  # a button that is made anew loses the keyboard
        self._nearby = found
        chosen = next((number for number, one in enumerate(found) if one.hub == self._chosen), -1)
        self.view.nearby.show_names([(one.name, one.urls[0]) for one in found], chosen)

    def _choose(self, number: int) -> None:
        """A campus nearby was chosen, or (-1) an address is being typed."""
        self._chosen = self._nearby[number].hub if number >= 0 else ""
        if number >= 0:
            self.view.show_address(self._nearby[number].urls[0])
            self.view.code.setFocus()
        else:
            self.view.nearby.choose_none()

    def _take_link(self, text: str) -> None:
        """Fill both fields with what a QR code says, once it is whole in one of them."""
        if "#" not in text:
            return
        from bivouac.sync.protocol.invite import read_link

        link = read_link(text)
        if link is None:
            return
        self._choose(-1)
        self.view.show_address(link[0])
        self.view.code.setText(link[1])
        self.view.say(problem="")  # that was of what stood there before

    def _show_campuses(self, campuses: list[Campus]) -> None:
        self._campuses = campuses
        self.view.show_campuses([campus.name for campus in campuses])
        self.view.account_password.clear()
        self.view.back.setVisible(bool(campuses or self.desk.session.learner))
        if campuses:
            self.view.account_name.setFocus()

    def _sign_in(self) -> None:
        name, password = self.view.account_name.text().strip(), self.view.account_password.text()
        if not name or not password:
            self.view.say(problem=tr("Type your name and your password."))
            (self.view.account_password.line if name else self.view.account_name).setFocus()
            return
        campus = self._campuses[self.view.at.currentIndex()]
        self._begin(people.sign_in(self.desk, campus, name, password), tr("Signing in…")).then(self._arrive)

    def show_invitations(self, invited: Sequence[Invited]) -> None:
        """Invitations on sticks."""
        self._invitations = invited
        self.view.invited.show_names([one.name for one in invited])

    def open_invitation(self, path: Path, name: str = "") -> None:
        """Join with an invite file; `name`: what it was called where the person chose it."""
        task = self._begin(people.greet_file(self.desk, path), tr("Looking for the campus…"))
        task.then(lambda greeting: self._confirm(greeting, name or path.stem, path))

    def _open_invited(self, number: int) -> None:
        self.open_invitation(self._invitations[number].file, self._invitations[number].name)

    def _greet(self) -> None:
        code, address = self.view.code.text().strip(), self.view.address.text().strip()
        if not code or not address:
            self.view.say(problem=tr("Type the joining code and the address that staff gave you."))
            (self.view.address if code else self.view.code).setFocus()
            return
        urls = next((one.urls for one in self._nearby if one.hub == self._chosen), (address,))
        task = people.greet(self.desk, urls, code)
        self._begin(task, tr("Looking for the campus…"), self._hint(address)).then(self._confirm)

    def _hint(self, address: str) -> str:
        """What may help where the hub that answers is not the one that was meant: there are several, or which one was left open."""
        if len(self._nearby) < 2 and _WITH_PORT.search(address):
            return ""
        return tr("Look at the number at the end of the address, too (such as :8484): each campus has its own.")

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Open an invite file"), "", tr("Invites (*.bivouac-invite);;All files (*)")
        )
        if path:
            self.open_invitation(Path(path))

    def _confirm(self, greeting: Greeting, file: str = "", path: Path | None = None) -> None:
        """The hub has proved itself: show whose it is, and ask who the person is where that is not known.

        Where it is, the hub has said whose code it is; of an older hub an invite file for one person has their name (`hub invites`).
        """
        self._greeting, self._file = greeting, path
        whose = tr("This code is for “{name}”. Is that you?", name=greeting.whose) if greeting.whose else ""
        if not whose and file and not greeting.asks_name:
            whose = tr("With the invitation “{name}”. Is it yours?", name=file)
        self.view.whose.setText(whose)
        self.view.whose.setVisible(bool(whose))
        self.view.campus.setText(greeting.campus_name)
        self.view.password.clear()
        self.view.steps.setCurrentIndex(1)
        self.view.steps.setEnabled(True)  # before the focus, which what is disabled does not take
        self._ask_who(account=False)

    def _ask_who(self, *, account: bool) -> None:
        assert self._greeting is not None, "only who is at a campus's door is asked"
        self._has_account = account
        self.view.say(problem="")
        self.view.ask_who(name=self._greeting.asks_name, account=account)
        (self.view.name if self._greeting.asks_name else self.view.confirm_button).setFocus()

    def _join(self) -> None:
        if self._greeting is None:
            return
        name, password = self.view.name.text().strip(), self.view.password.text()
        if self._greeting.asks_name and not name:
            self.view.say(problem=tr("Type your name first."))
            self.view.name.setFocus()
            return
        if self._has_account:
            task = people.sign_in(self.desk, self._greeting, name, password)
            self._begin(task, tr("Signing in…")).then(self._arrive)
            return
        task = people.join_campus(self.desk, self._greeting, name, self._file)
        self._begin(task, tr("Joining…")).then(self._arrive)

    def _demo(self) -> None:
        name = self.view.demo_name.text().strip() or tr("Guest")
        self._begin(people.try_demo(self.desk, name), tr("Preparing the demo course…")).then(self._arrive)

    def _arrive(self, person: Person) -> None:
        self.arrived.emit(person)

    def _begin(self, task: Task[Any], text: str, hint: str = "") -> Task[Any]:
        """Show that it goes on, and what goes wrong with it; `hint`: what to look at where a hub refuses."""
        self.view.say(busy=text)
        self._asked = self.focusWidget()
        self.view.steps.setEnabled(False)
        return task.failed(lambda error: self._on_error(error, hint)).finally_(self._on_end)

    def _on_error(self, error: BivouacError, hint: str) -> None:
        refused = isinstance(error, RefusedError)
        self.view.say(problem=f"{error.sentence()} {hint}".rstrip() if refused else error.sentence())
        self.view.steps.setEnabled(True)
        if self._asked is not None:
            self._asked.setFocus()

    def _on_end(self) -> None:
        self.view.busy.setText("")
        self.view.steps.setEnabled(True)

    def _to_choices(self) -> None:
        self._greeting = None
        self.view.say(problem="")
        self.view.steps.setCurrentIndex(0)
