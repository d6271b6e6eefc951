"""A hub whose disk has room for less and less of a piece of work: each time a sentence, nothing half, and all of it once there is room."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.errors import BivouacError, BusyError, SpaceError
from bivouac.sync.cli import main
from bivouac.sync.exchange.courier import pack_journal
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.protocol import passwords
from bivouac.sync.protocol.messages import NewPassword
from bivouac.sync.relay.sticks import take_all
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop

pytestmark = pytest.mark.expects_log("The hub could not answer", always=False)

ROOM = (0, 4, 8, 16, 24, 36, 52, 80, 120, 200, 400)
"""Kilobytes that are left, so that each write of a piece of work is the one for which there is none."""


@pytest.fixture
def campus(small_disk: Path) -> Iterator[Campus]:
    campus = Campus(small_disk / "hub")
    yield campus
    campus.stop()


@contextlib.contextmanager
def little_room(hub: Campus, disk: Path, kilobytes: int) -> Iterator[None]:
    """So much of the disk is left; the database's log is empty before, so that a write wants room."""
    with contextlib.closing(sqlite3.connect(hub.hub.folder / "hub.sqlite")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - kilobytes * 1024)))
    try:
        yield
    finally:
        ballast.unlink()


def ends(hub: Campus, disk: Path, work: Callable[[], object], after: Callable[[bool], object]) -> set[bool]:
    """Do a piece of work with more and more room; whether it was done, each time looked at by `after` once there is room again."""
    found = set()
    for kilobytes in ROOM:
        with little_room(hub, disk, kilobytes):
            try:
                work()
                done = True
            except (BusyError, SpaceError) as error:
                assert "disk is full" in str(error)
                assert not isinstance(error, BusyError) or error.wait == 30
                done = False
        after(done)
        assert [one for one in look_at(hub.hub) if "MB are free" not in one] == []
        found.add(done)
    return found


def people(campus: Campus) -> list[str]:
    with contextlib.closing(campus.hub.storage()) as storage:
        return sorted(one.account.name for one in storage.learners())


def test_joining(campus: Campus, small_disk: Path, tmp_path: Path) -> None:
    """A code that is good for one person is not used up by a try for which there was no room."""
    number = 0
    code = campus.code(Offer(uses=1))

    def join() -> None:
        Laptop(tmp_path / f"laptop{number}", campus.url, code, f"Awa {number}").close()

    def after(done: bool) -> None:
        nonlocal number, code
        assert len(people(campus)) == number + done
        if not done:
            join()
        number += 1
        assert people(campus) == sorted(f"Awa {at}" for at in range(number))
        code = campus.code(Offer(uses=1))

    assert ends(campus, small_disk, join, after) == {True, False}


def test_changing_a_password(campus: Campus, small_disk: Path, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    words = ["the first of all words"]
    laptop.client.new_password(NewPassword(words[0]))

    def change() -> None:
        laptop.client.new_password(NewPassword(f"word number {len(words)}", words[-1]))

    def after(done: bool) -> None:
        if done:
            words.append(f"word number {len(words)}")
        assert passwords.is_password(laptop.client.lock().hashed, words[-1]), "the new one, or still the old one"

    assert ends(campus, small_disk, change, after) == {True, False}


def test_a_class_list(campus: Campus, small_disk: Path, tmp_path: Path) -> None:
    """Who has no room for all of it is told so before anybody is brought in; who is in it has a code."""
    names = [f"Awa {number}" for number in range(40)]
    listed, codes = tmp_path / "list.csv", small_disk / "codes.csv"
    listed.write_text("\n".join(["name", *names]), "utf-8")
    command = ["--lang", "en", "hub", "import", str(campus.hub.folder), str(listed), "--class", "Finance 1"]
    for kilobytes in (*ROOM, 800, 1600):
        with little_room(campus, small_disk, kilobytes):
            ended = CliRunner().invoke(main, [*command, "--codes", str(codes)])
        assert ended.exit_code == 1 and "not enough room" in ended.output, (kilobytes, ended.output)
        assert people(campus) == [] and not codes.exists() and not list(small_disk.glob(".part-*"))
    ended = CliRunner().invoke(main, [*command, "--codes", str(codes)])
    assert ended.exit_code == 0, ended.output
    assert people(campus) == sorted(names) and len(codes.read_text("utf-8-sig").splitlines()) == 41


def test_a_stick_that_is_taken_in(campus: Campus, small_disk: Path, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    laptop = laptop_of(campus)
    stick = tmp_path / "stick" / "Bivouac"
    stick.mkdir(parents=True)
    info = laptop.client.hub()

    def take() -> None:
        with contextlib.closing(campus.hub.storage()) as storage:
            for visit in take_all(campus.hub, storage, tmp_path / "stick"):
                if visit.error:
                    raise visit.error

    def carry() -> None:
        for _ in range(20):
            laptop.journal.record("c", "a", Noted("n", os.urandom(2000).hex()))
        (parcel,) = pack_journal(laptop.journal, laptop.joined.learner, info, laptop.device.sign_as)
        file = f"{laptop.joined.learner}-{laptop.device.id}.bivouac-progress"
        (stick / file).write_bytes(parcel)

    def at_the_hub() -> set[int]:
        """Pages may overlap: a parcel carries again what has no receipt yet."""
        return {seq for stream, _, seq in campus.records() if stream == laptop.journal.stream}

    def after(done: bool) -> None:
        last = laptop.journal.held(laptop.journal.stream)[laptop.device.id]
        if not done:
            assert at_the_hub() == set(range(1, last - 19)), "nothing of it"
            take()
        assert at_the_hub() == set(range(1, last + 1))
        carry()

    carry()
    assert ends(campus, small_disk, take, after) == {True, False}


@pytest.mark.parametrize("full", ["below", "above"])
def test_an_exchange_with_the_hub_above(
    campus: Campus, small_disk: Path, laptop_of: MakeLaptop, tmp_path: Path, full: str
) -> None:
    """Whichever of the two has no room: the other waits, and both have all of it afterwards."""
    other = Campus(tmp_path / "other", name="Other")
    below, above = (campus, other) if full == "below" else (other, campus)
    try:
        below.join(above)
        laptop = laptop_of(below)
        below.exchange()
        code = above.code(Offer(learner=laptop.joined.learner))
        second = laptop_of(above, "second", code)  # what it writes goes down

        def act() -> None:
            for one in (laptop, second):
                for _ in range(20):
                    one.journal.record("c", "a", Noted(os.urandom(4).hex(), os.urandom(1000).hex()))
                one.exchange()

        def after(done: bool) -> None:
            below.exchange()
            at = [{one for one in hub.records() if one[0] == laptop.journal.stream} for hub in (below, above)]
            assert at[0] == at[1] and len(at[0]) == sum(laptop.journal.own_feeds(laptop.journal.stream).values()) + sum(
                second.journal.own_feeds(second.journal.stream).values()
            )
            act()

        act()
        assert ends(campus, small_disk, below.exchange, after) == {True, False}
    finally:
        other.stop()


def test_a_backup(campus: Campus, small_disk: Path, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    laptop = laptop_of(campus)
    laptop.journal.record("c", "a", *(Reached(at) for at in range(300)))
    laptop.exchange()
    found = set()
    for kilobytes in ROOM:
        target = small_disk / f"copy{kilobytes}"
        with little_room(campus, small_disk, kilobytes):
            try:
                back_up(campus.hub, target)
                found.add("done")
            except BivouacError as error:
                assert isinstance(error, SpaceError) and error.sentence()
                assert not target.exists() and not list(small_disk.glob(".part-*"))
                found.add("no room")
        if target.exists():
            again = restore(target, tmp_path / f"again{kilobytes}")
            with contextlib.closing(again.storage()) as storage:
                assert storage.feeds(laptop.journal.stream) == {laptop.device.id: 300}
    assert found == {"done", "no room"}
