"""A stick at a shared laptop: what keeps one learner from it keeps no other."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.errors import InputError, SpaceError
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.join import greet, join
from bivouac.sync.exchange.stick import Carried, carry, hear
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.protocol.line import Line
from bivouac.sync.relay.sticks import take_all
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as KnownCampus
from bivouac.sync.store.people import Learner
from tests.sync.campus import Campus


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "home")
    yield library
    library.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def let_in(library: Library, campus: Campus, name: str) -> Learner:
    """A learner of a campus that has said to whom one seals."""
    device = library.device()
    greeting = greet(campus.url, campus.code())
    joined = join(greeting, device=device.id, public_key=device.public_key(), sign=device.sign, name=name)
    learner = Learner(joined.learner, name, joined.campus, joined.role)
    known = KnownCampus(joined.campus, joined.campus_name, (campus.url,), "")
    library.people.join(known, learner, joined.token, device.id)
    with contextlib.closing(Line(campus.url, "", joined.token)) as line:
        library.people.keep_info(known.id, HubClient(line, device.sign).hub())
    return learner


def act(library: Library, learner: Learner, count: int) -> None:
    library.journal(learner.id).record("course", "activity", *(Reached(at) for at in range(count)))


def by_name(carried: list[Carried]) -> dict[str, Carried]:
    return {one.learner.name: one for one in carried}


def take(campus: Campus, stick: Path) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        assert not any(visit.error for visit in take_all(campus.hub, storage, stick))


def test_a_campus_that_has_not_said_its_keys_is_a_problem_of_its_own_learners(
    library: Library, campus: Campus, stick: Path
) -> None:
    act(library, let_in(library, campus, "Awa"), 3)
    kofi = Learner("kofi", "Kofi", "away", "learner")
    library.people.join(KnownCampus("away", "Away", ("http://127.0.0.1:9",), ""), kofi, "token", library.device().id)
    act(library, kofi, 1)
    carried = carry(library, stick)
    assert [one.learner.name for one in carried] == ["Kofi", "Awa"]
    said = by_name(carried)
    assert isinstance(said["Kofi"].error, InputError) and said["Kofi"].packed == 0
    assert (said["Awa"].packed, said["Awa"].error) == (3, None)
    take(campus, stick)
    assert by_name(carry(library, stick))["Awa"].confirmed == 3


def test_a_stick_without_room_for_one_takes_the_others(library: Library, campus: Campus, small_disk: Path) -> None:
    kofi, awa = let_in(library, campus, "Kofi"), let_in(library, campus, "Awa")
    act(library, kofi, 2)
    library.journal(awa.id).record("c", "a", *(Noted(f"n{at}", os.urandom(5000).hex()) for at in range(100)))
    free = os.statvfs(small_disk)
    (small_disk / "film").write_bytes(bytes(free.f_bavail * free.f_frsize - 200_000))
    said = by_name(carry(library, small_disk))
    assert isinstance(said["Awa"].error, SpaceError) and (said["Kofi"].packed, said["Kofi"].error) == (2, None)
    take(campus, small_disk)
    (small_disk / "film").unlink()
    said = by_name(carry(library, small_disk))
    assert (said["Kofi"].confirmed, said["Awa"].packed, said["Awa"].error) == (2, 100, None)


def test_from_a_stick_that_cannot_be_written_receipts_are_heard(
    library: Library, campus: Campus, small_disk: Path
) -> None:
    awa, kofi = let_in(library, campus, "Awa"), let_in(library, campus, "Kofi")
    act(library, awa, 3)
    act(library, kofi, 4)
    carry(library, small_disk)
    take(campus, small_disk)
    act(library, kofi, 1)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = by_name(carry(library, small_disk))
    assert (said["Awa"].confirmed, said["Awa"].packed, said["Awa"].error) == (3, 0, None)
    assert said["Kofi"].confirmed == 4 and isinstance(said["Kofi"].error, InputError)


def test_a_journal_that_is_damaged_keeps_no_other_learner_from_the_stick(
    library: Library, campus: Campus, stick: Path, tmp_path: Path
) -> None:
    awa, kofi = let_in(library, campus, "Awa"), let_in(library, campus, "Kofi")
    for one in (awa, kofi):
        act(library, one, 2)
    carry(library, stick)
    take(campus, stick)
    library.close()
    (journal,) = (tmp_path / "home").rglob(f"*{kofi.id}*.sqlite")
    journal.write_bytes(b"x" * 5000)
    again = Library(tmp_path / "home")
    try:
        assert [(one.learner.name, one.confirmed) for one in hear(again, stick)] == [("Awa", 2)]
        act(again, awa, 1)
        said = by_name(carry(again, stick))
        assert said["Kofi"].error and (said["Awa"].packed, said["Awa"].error) == (1, None)
    finally:
        again.close()
