"""Who is at the machine: joining a campus, signing in, trying Bivouac out, switching, and a code for one's other laptop."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bivouac.desktop.actions.hubs import at_hub, with_another_certificate
from bivouac.desktop.changes import ALL
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BusyError, InputError, LineError, RefusedError, StrangerError, TrustError
from bivouac.language import assets, current_language
from bivouac.sync.store.backup import backup_people
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus, Learner

if TYPE_CHECKING:
    from bivouac.sync.exchange.join import Greeting
    from bivouac.sync.protocol.messages import PersonalCode


@dataclass(frozen=True)
class Person:
    """A learner of this machine with their campus; None for one who only tries Bivouac out.

    Attributes:
        lock: hash of the password that opens their profile; empty where none is asked for.
        must_change: their password was made up for them, and they have not chosen their own yet.
    """

    learner: Learner
    campus: Campus | None
    lock: str = ""
    must_change: bool = False


def load_people(library: Library) -> list[Person]:
    """Who has learned on this machine, the last one first."""
    people = library.people
    return [
        Person(one, people.campus(one.campus) if one.campus else None, people.lock(one.id), people.must_change(one.id))
        for one in people.learners()
    ]


def load_campuses(library: Library) -> list[Campus]:
    """The campuses that this machine knows: where one can sign in by name and password."""
    return library.people.campuses()


def switch(desk: Desk, person: Person) -> None:
    """The person is at the machine now."""
    desk.session.begin(person.learner, person.campus)
    desk.tasks.database(lambda library: library.people.use(person.learner.id))
    desk.changes.say(ALL)


def unlock(desk: Desk, person: Person, password: str) -> Task[bool]:
    """Whether the person's profile opens with this password. Asked beside the network's threads, which may all wait for a line."""

    def work(library: Library) -> bool:
        from bivouac.sync.protocol.passwords import is_password

        lock = library.people.lock(
            person.learner.id
        )  # it may have come anew, or been taken away, since they were asked
        return not lock or is_password(lock, password)

    return desk.tasks.database(work)


def greet(desk: Desk, urls: Sequence[str], code: str) -> Task[Greeting]:
    """Find the hub at the first of its addresses that answers, and let it prove that it knows the code."""

    def work(task: Task[Greeting]) -> Greeting:
        from bivouac.sync.exchange import join

        for url in urls[:-1]:
            try:
                return join.greet(url, code)
            except LineError:
                task.check()
        try:
            return join.greet(urls[-1], code)
        except BusyError:
            raise
        except LineError as error:  # nothing is tried again by itself here
            raise LineError(
                "No campus answers at {address}. Check that this computer is on the campus's network, and the address with the number at its end (:8484). If both are right, ask the campus staff whether it is running.",
                address=urls[-1],
            ) from error

    return desk.tasks.background(work)


def greet_file(desk: Desk, path: Path) -> Task[Greeting]:
    """As `greet`, with an invite file."""

    def work(task: Task[Greeting]) -> Greeting:
        from bivouac.sync.exchange import join
        from bivouac.sync.protocol.invite import read_invitation

        if not path.is_file():
            raise InputError("“{path}” does not exist. Check the name and try again.", path=str(path))
        try:
            return join.greet_invitation(read_invitation(path))
        except BusyError:
            raise
        except LineError as error:
            raise LineError(
                "The campus of this invitation does not answer. Check that this computer is on the campus's network; if it is, ask the campus staff whether it is running, and for a new invitation if its address has changed."
            ) from error

    return desk.tasks.background(work)


def join_campus(desk: Desk, greeting: Greeting, name: str, file: Path | None = None) -> Task[Person]:
    """Take up an invitation; the learner is on this machine's disk when the task ends.

    Args:
        file: the invitation's, where it came in one. One for a single person is worth nothing from then on, and nobody is offered it any more.
    """

    def work(task: Task[Person], library: Library) -> Person:
        from bivouac.sync.exchange import join
        from bivouac.sync.protocol.sticks import put_used

        device = library.device()
        if greeting.word:  # before the code is used up
            asking = Campus(greeting.word.hub, greeting.campus_name, greeting.urls, greeting.certificate)
            library.people.require_may_join(asking, greeting.learner, greeting.word)
        joined = join.join(
            greeting,
            device=device.id,
            public_key=device.public_key(),
            sign=device.sign,
            name=name,
            language=current_language(),
        )
        campus = Campus(joined.campus, joined.campus_name, greeting.urls, greeting.certificate)
        learner = Learner(joined.learner, joined.name, campus.id, joined.role)
        library.people.join(campus, learner, joined.token, device.id, greeting.word)
        backup_people(desk.folder)
        if file is not None and not greeting.asks_name:
            put_used(file)
        _ask_whom_to_believe(library, campus, learner.id)
        return Person(learner, campus)

    return desk.tasks.with_library(work)


def sign_in(desk: Desk, at: Campus | Greeting, name: str, password: str) -> Task[Person]:
    """Open an account by name and password, at a campus that is known here or has just proved itself."""

    def work(task: Task[Person], library: Library) -> Person:
        from bivouac.sync.exchange import join

        device, where = library.device(), at
        if (
            not isinstance(at, Campus) and at.word
        ):  # before a password is told to who poses as a campus that is known here
            asking = Campus(at.word.hub, at.campus_name, at.urls, at.certificate)
            library.people.require_may_join(asking, "", at.word)
        ask = partial(join.sign_in, device=device.id, public_key=device.public_key(), sign=device.sign)
        try:
            joined = ask(at.urls, at.certificate, name, password)
        except StrangerError:
            again = with_another_certificate(library, at) if isinstance(at, Campus) else None
            if again is None:
                raise
            where, joined = again, ask(again.urls, again.certificate, name, password)
        campus = Campus(joined.campus, joined.campus_name, where.urls, where.certificate)
        learner = Learner(joined.learner, joined.name, campus.id, joined.role)
        word = None if isinstance(at, Campus) else at.word
        library.people.join(campus, learner, joined.token, device.id, word)
        library.people.keep_must_change(learner.id, joined.must_change)
        backup_people(desk.folder)
        _ask_whom_to_believe(library, campus, learner.id)
        return Person(learner, campus, must_change=joined.must_change)

    return desk.tasks.with_library(work)


def _ask_whom_to_believe(library: Library, campus: Campus, learner: str) -> None:
    """Hear at once with which keys the school signs, before a stick of anybody's is put in, and to whom progress is sealed.

    Whoever has joined has joined: where the line is gone by now, the first refresh asks.
    """
    with contextlib.suppress(LineError, RefusedError, TrustError):
        info = at_hub(library, campus, learner, lambda hub: hub.hub())
        library.people.keep_info(campus.id, info)
        if info.root:
            library.catalogue(campus.id).begin(info.root)


def choose_password(desk: Desk, new: str, old: str) -> Task[str]:
    """Choose the learner's password at the campus; it opens their profile here from now on."""
    campus, learner = desk.session.campus, desk.session.learner_id
    assert campus is not None, "only a learner with a campus has a password"

    def work(task: Task[str], library: Library) -> str:
        from bivouac.sync.protocol.messages import NewPassword

        lock = at_hub(library, campus, learner, lambda hub: hub.new_password(NewPassword(new, old)))
        library.people.keep_lock(learner, lock.hashed)
        library.people.keep_must_change(learner, False)
        backup_people(desk.folder)
        return lock.hashed

    return desk.tasks.with_library(work)


def try_demo(desk: Desk, name: str) -> Task[Person]:
    """A learner of this machine alone, with the demo course in their language."""

    def work(task: Task[Person], library: Library) -> Person:
        from bivouac.sync.transfer.bundles import take_in_bundle

        take_in_bundle(library, demo_bundle(current_language()), lambda done, total: task.check(), ours=True)
        guest = library.people.add_guest(name)
        backup_people(desk.folder)
        return Person(guest, None)

    return desk.tasks.with_library(work)


def demo_bundle(language: str) -> Path:
    """The demo course's bundle in a language, made by `make demo`."""
    return assets() / "demo" / f"demo.{language}.bivouac"


def new_code(desk: Desk) -> Task[PersonalCode]:
    """A one-time code for the learner's other laptop."""
    campus, learner = desk.session.campus, desk.session.learner_id
    assert campus is not None, "only a learner with a campus has a code"

    def work(task: Task[PersonalCode], library: Library) -> PersonalCode:
        return at_hub(library, campus, learner, lambda hub: hub.new_invite())

    return desk.tasks.with_library(work)
