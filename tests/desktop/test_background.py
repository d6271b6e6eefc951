"""What goes on by itself, with a hub whose plug is pulled."""

from __future__ import annotations

import contextlib
import random
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from bivouac.desktop import background
from bivouac.desktop.actions import people, sync
from bivouac.desktop.actions.study import record
from bivouac.desktop.background import SyncState
from bivouac.desktop.network import Network
from bivouac.errors import BivouacError, BusyError, LineError, RefusedError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.tables import feeds, segments
from bivouac.sync.journal.acts import Completed, Posted
from bivouac.sync.journal.feeds import cohort_stream
from bivouac.sync.protocol import invite
from bivouac.sync.protocol.passwords import hash_password
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as KnownCampus
from bivouac.sync.store.people import Learner
from bivouac.sync.store.settings import METERED
from tests.desktop.laptop import ENGLISH, Laptop, join_away, join_here, until
from tests.sync.campus import Campus, HubProcess
from tests.sync.campus import Laptop as Joined
from tests.sync.relay.test_damaged_rows import turn_over

_REAL_COST = invite._COST


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SOON", 20), ("OFTEN", 200), ("_FIRST_WAIT", 100), ("_LONGEST_WAIT", 400)):
        monkeypatch.setattr(background, name, value)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubProcess]:
    """A hub in a process of its own, to be killed. Its codes have the real cost."""
    monkeypatch.setattr(invite, "_COST", _REAL_COST)
    HubFolder.create(tmp_path / "hub", "Campus Abidjan")
    process = HubProcess(tmp_path / "hub")
    yield process
    if process.process.poll() is None:
        process.end(signal.SIGKILL)


def states_of(laptop: Laptop) -> list[SyncState]:
    states: list[SyncState] = []
    laptop.app.sync.changed.connect(states.append)
    return states


def act(laptop: Laptop, activity: str) -> None:
    record(laptop.app.desk, None, ENGLISH, activity, Completed(), lambda _: None)


class _OverProcess(Campus):
    """Gives codes for a hub that runs in a process."""

    def __init__(self, hub: HubProcess) -> None:
        self.hub = HubFolder(hub.folder)
        self.url = hub.url


def test_away_and_back(laptop: Laptop, hub: HubProcess, short_waits: None) -> None:
    join_here(laptop, _OverProcess(hub))
    laptop.open()
    states = states_of(laptop)
    act(laptop, "project-read")
    until(lambda: states and states[-1].reached and states[-1].standing.received_until)  # not before it was made
    assert states[-1].standing.waiting == 0
    assert laptop.sees("The school has all you did")

    hub.end(signal.SIGKILL)
    act(laptop, "project-film")
    until(lambda: states[-1].reached is False and states[-1].standing.waiting == 1)
    assert laptop.sees("1 act waits here, safe.")
    until(lambda: laptop.app.sync._wait == 400)  # each pause is longer, up to a limit

    hub.start()
    until(lambda: states[-1].reached and states[-1].standing.waiting == 0)
    assert laptop.app.sync._wait == 100
    until(lambda: laptop.sees("The school has all you did"))


def test_who_asks_for_an_exchange_hears_that_the_campus_is_away(laptop: Laptop) -> None:
    laptop.library(join_away)
    laptop.open()
    states = states_of(laptop)
    laptop.app.sync.exchange()
    until(lambda: states and states[-1].reached is False and not states[-1].busy)
    assert laptop.said() == "", "nobody asked"
    laptop.window.sync_corner.click()
    until(lambda: laptop.said() == "The campus cannot be reached just now. Bivouac will try again later.")


def test_a_network_that_is_back_is_tried_at_once(
    laptop: Laptop, hub: HubProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "SOON", 20)
    monkeypatch.setattr(background, "OFTEN", 3_600_000)
    monkeypatch.setattr(background, "_FIRST_WAIT", 3_600_000)
    join_here(laptop, _OverProcess(hub))
    laptop.open()
    states = states_of(laptop)
    hub.end(signal.SIGKILL)
    act(laptop, "project-read")
    until(lambda: states and states[-1].reached is False and states[-1].standing.waiting == 1)
    hub.start()
    laptop.settle()
    assert states[-1].standing.waiting == 1, "it waits for an hour"
    laptop.app.network.changed.emit()
    until(lambda: states[-1].reached and states[-1].standing.waiting == 0)


def test_progress_goes_where_every_byte_is_paid_for(
    laptop: Laptop, hub: HubProcess, short_waits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is chosen for courses: it is a few kilobytes."""
    monkeypatch.setattr(Network, "is_metered", lambda self: True)
    monkeypatch.setattr("bivouac.sync.protocol.nearby.is_near", lambda url: False)
    join_here(laptop, _OverProcess(hub))
    laptop.set(METERED, "wait")
    laptop.open()
    states = states_of(laptop)
    act(laptop, "project-read")
    until(lambda: states and states[-1].reached and states[-1].standing.received_until)
    assert states[-1].standing.waiting == 0


@pytest.mark.expects_log("a task failed")
def test_a_bug_in_one_exchange_does_not_end_them(
    laptop: Laptop, hub: HubProcess, short_waits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    join_here(laptop, _OverProcess(hub))
    laptop.open()
    states = states_of(laptop)
    until(lambda: states and states[-1].reached)
    learner = laptop.app.session.learner_id
    with monkeypatch.context() as patch:
        patch.setattr(sync, "_exchange", lambda *arguments: 1 / 0)
        laptop.library(lambda library: library.journal(learner).record(ENGLISH, "project-read", Completed()))
        laptop.app.sync.exchange()
        until(lambda: "Your work is safe" in laptop.said())
        laptop.settle()
    until(lambda: states[-1].reached and states[-1].standing.waiting == 0 and states[-1].standing.received_until)


def test_what_others_did_goes_along_while_a_guest_or_nobody_is_at_the_machine(
    empty_laptop: Laptop, campus: Campus, short_waits: None
) -> None:
    join_here(empty_laptop, campus)

    def share(library: Library) -> None:
        awa = library.people.learners()[0]
        library.journal(awa.id).record(ENGLISH, "project-read", Completed())
        library.people.keep_lock(awa.id, hash_password("a word of hers"))
        library.people.add_guest("Ibrahim")
        library.people.use(awa.id)

    empty_laptop.library(share)
    empty_laptop.open()
    assert empty_laptop.app.session.learner is None, "her profile is closed"
    until(lambda: len(campus.records()) > 0 and any("learner:" in stream for stream, _, _ in campus.records()))
    before = len(campus.records())
    awa, guest = sorted(empty_laptop.library(people.load_people), key=lambda person: person.campus is None)
    people.switch(empty_laptop.app.desk, guest)
    empty_laptop.library(lambda library: library.journal(awa.learner.id).record(ENGLISH, "project-film", Completed()))
    until(lambda: len(campus.records()) > before)
    assert not empty_laptop.window.sync_corner.isVisible()


def test_what_others_did_goes_to_their_campus_while_that_of_who_is_at_the_machine_is_away(
    empty_laptop: Laptop, campus: Campus, short_waits: None
) -> None:
    """A laptop that has travelled. Of the campus that is away each of its people would be waited for, but one is enough."""
    join_here(empty_laptop, campus)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        away = KnownCampus("away", "Away", (f"http://127.0.0.1:{silent.getsockname()[1]}",), "")
        asked: list[int] = []
        threading.Thread(target=_hang_up, args=(silent, asked), daemon=True).start()

        def share(library: Library) -> None:
            awa = library.people.learners()[0]
            library.journal(awa.id).record(ENGLISH, "project-read", Completed())
            for name in ("kofi", "eva", "ali"):
                library.people.join(away, Learner(name, name, "away", "learner"), "token", library.device().id)

        def tries() -> int:
            before, failed = len(asked), list[BivouacError]()
            sync.exchange(empty_laptop.app.desk).failed(failed.append)
            until(lambda: failed)
            assert isinstance(failed[0], LineError)
            return len(asked) - before

        empty_laptop.library(share)
        empty_laptop.open()
        assert empty_laptop.app.session.learner_id == "ali"
        until(lambda: any("learner:" in stream for stream, _, _ in campus.records()))
        loop = empty_laptop.app.sync
        until(lambda: loop._task is None)
        loop._timer.stop()
        assert tries() == 1


def _hang_up(server: socket.socket, asked: list[int]) -> None:
    """A machine in the place of a campus, which answers nobody."""
    with contextlib.suppress(OSError):
        while True:
            line, _ = server.accept()
            asked.append(1)
            line.close()


def test_a_campus_that_revokes_is_a_sentence(laptop: Laptop, campus: Campus, short_waits: None) -> None:
    join_here(laptop, campus)
    laptop.library(
        lambda library: library.people._db.execute("UPDATE learners SET token = 'revoked' WHERE campus IS NOT NULL")
    )
    laptop.open()
    states = states_of(laptop)
    act(laptop, "project-read")
    until(lambda: states and states[-1].problem and states[-1].standing.waiting == 1)
    assert states[-1].reached and laptop.sees("The campus refuses") and laptop.sees("1 act waits here, safe.")


def test_a_damaged_page_of_a_class_is_told_once_and_keeps_nothing_else(
    laptop: Laptop, campus: Campus, tmp_path: Path, short_waits: None
) -> None:
    join_here(laptop, campus)
    writer = Joined(tmp_path / "writer", campus.url, campus.code(), "Ibrahim")
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1").id
        for one in storage.learners():
            storage.keep_member(cohort, one.account.id, "learner")
    writer.exchange()
    writer.journal.share(cohort_stream(cohort), "", "", Posted("p1", "Bonjour"))
    writer.exchange()
    with contextlib.closing(campus.hub.storage()) as storage, storage._db.write() as connection:
        turn_over(connection, cohort_stream(cohort), f"{writer.device.id}.{writer.joined.learner}")
    writer.close()
    laptop.open()
    states = states_of(laptop)
    until(lambda: "damaged" in laptop.said())
    said = laptop.said()
    laptop.window.toast.hide()
    before = len(states)
    act(laptop, "project-read")
    until(lambda: len(states) > before + 6 and states[-1].standing.waiting == 0 and not states[-1].busy)
    assert laptop.said() == "", "once is enough"
    assert states[-1].reached and states[-1].problem == "" and states[-1].damage == said
    assert laptop.sees("The school has all you did") and said in laptop.window.sync_corner.toolTip()
    with contextlib.closing(campus.hub.storage()) as storage, storage._db.write() as connection:
        for table in (feeds, segments):
            connection.execute(delete(table).where(table.c.feed == f"{writer.device.id}.{writer.joined.learner}"))
    until(lambda: states[-1].damage == "")


def test_who_leaves_takes_their_exchange_along(laptop: Laptop, campus: Campus, short_waits: None) -> None:
    """A switch in the middle of an exchange neither mixes people up nor leaves the next one without."""
    join_here(laptop, campus)
    laptop.open()
    states = states_of(laptop)
    awa, guest = laptop.library(people.load_people)
    for person in (guest, awa, guest, awa):
        laptop.app.sync.exchange()
        people.switch(laptop.app.desk, person)
    act(laptop, "project-read")
    until(lambda: states and states[-1].campus and states[-1].reached and states[-1].standing.waiting == 0)
    people.switch(laptop.app.desk, guest)
    until(lambda: states[-1].campus == "")
    assert not laptop.window.sync_corner.isVisible()


@pytest.mark.parametrize(
    ("end", "least"),
    [
        (RefusedError("No."), background._FIRST_WAIT),
        (BusyError("Not now.", wait=60), 60_000),
        (sync.Exchanged(0, 0, False), background.OFTEN),
    ],
)
def test_laptops_that_began_together_do_not_go_on_together(
    laptop: Laptop, end: BivouacError | sync.Exchanged, least: int
) -> None:
    laptop.open()
    loop, waits = laptop.app.sync, list[int]()
    random.seed(5)
    for _ in range(60):
        loop._wait = background._FIRST_WAIT  # each as a laptop of its own
        if isinstance(end, BivouacError):
            loop._on_failed(end)
        else:
            loop._on_done(end)
        waits.append(loop._timer.interval())
    loop._timer.stop()
    assert all(least <= one <= 1.4 * least for one in waits)
    assert max(waits) - min(waits) > 0.3 * least and len(set(waits)) > 50
