"""The road by stick after what happens to campuses: they join a school, and are set back from a backup."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.desktop.actions import sticks, sync
from bivouac.sync.exchange.stick import Carried, carry
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.journal.acts import Completed
from bivouac.sync.protocol.messages import HubInfo
from bivouac.sync.relay.sticks import Visit, take_all
from bivouac.sync.store.people import Campus as KnownCampus
from bivouac.sync.store.people import Learner
from tests.desktop.laptop import ENGLISH, Laptop, join_here, until
from tests.sync.campus import Campus


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def awa(empty_laptop: Laptop, campus: Campus) -> Laptop:
    """A laptop that has exchanged with its campus."""
    join_here(empty_laptop, campus)
    empty_laptop.open()
    _exchange(empty_laptop)
    assert known(empty_laptop)
    return empty_laptop


def test_a_school_that_the_campus_joins_later_opens_what_its_laptops_pack(
    awa: Laptop, campus: Campus, tmp_path: Path, stick: Path
) -> None:
    with _running(tmp_path / "region", "Region") as region, _running(tmp_path / "school", "School") as school:
        campus.join(region)
        campus.exchange()
        _exchange(awa)
        region.join(school)
        for hub in (region, campus, region):
            hub.exchange()
        _exchange(awa)
        assert set(known(awa).keys) == {one.hub.settings.id for one in (campus, region, school)}
        act(awa)
        travel(awa, stick)
        (visit,) = _take(school, stick)
        assert (visit.new, visit.error) == (1, None)
        assert [one.confirmed for one in travel(awa, stick)] == [1]


def test_who_could_not_be_packed_is_named_beside_the_others(awa: Laptop, stick: Path) -> None:
    act(awa)
    away = KnownCampus("away", "Away", ("http://127.0.0.1:9",), "")
    kofi = Learner("kofi", "Kofi", "away", "learner")
    awa.library(lambda library: library.people.join(away, kofi, "token", library.device().id))
    said: list[str] = []
    sticks.carry(awa.app.desk, stick, lambda carried: said.append(sticks.say(carried)))
    until(lambda: said)
    assert "Kofi: The campus has not said yet" in said[0] and "Awa Koné: the stick carries 1 act." in said[0]


def test_receipts_of_a_campus_that_was_set_back_from_a_backup_are_believed(
    awa: Laptop, campus: Campus, tmp_path: Path, stick: Path
) -> None:
    campus.stop()
    back_up(campus.hub, tmp_path / "backup", with_courses=True)
    campus.hub = restore(tmp_path / "backup", tmp_path / "restored")
    campus.start(campus.port)
    _exchange(awa)
    act(awa)
    travel(awa, stick)
    assert [visit.error for visit in _take(campus, stick)] == [None]
    assert [(one.confirmed, one.problems) for one in travel(awa, stick)] == [(1, ())]


def test_receipts_of_a_school_that_was_set_back_are_believed_below_its_campuses(
    awa: Laptop, campus: Campus, tmp_path: Path, stick: Path
) -> None:
    """Nothing changes but the key with which it signs."""
    with _running(tmp_path / "school", "School") as school:
        campus.join(school)
        campus.exchange()
        _exchange(awa)
        school.stop()
        back_up(school.hub, tmp_path / "backup")
        school.hub = restore(tmp_path / "backup", tmp_path / "restored")
        school.start(school.port)
        campus.exchange()
        _exchange(awa)
        act(awa)
        travel(awa, stick)
        assert [visit.error for visit in _take(school, stick)] == [None]
        assert [(one.confirmed, one.problems) for one in travel(awa, stick)] == [(1, ())]


def act(laptop: Laptop) -> None:
    """Something that waits, of which the window does not know."""

    laptop.library(lambda library: library.journal(library.people.learners()[0].id).record(ENGLISH, "a", Completed()))


def travel(laptop: Laptop, stick: Path) -> list[Carried]:
    return laptop.library(lambda library: carry(library, stick))


def known(laptop: Laptop) -> HubInfo:
    """What the laptop keeps of its campus."""
    info = laptop.library(lambda library: library.people.info(library.people.campuses()[0].id))
    assert info
    return info


def _exchange(laptop: Laptop) -> None:
    done: list[sync.Exchanged] = []
    sync.exchange(laptop.app.desk).then(done.append)
    until(lambda: done)


def _take(campus: Campus, stick: Path) -> list[Visit]:
    with contextlib.closing(campus.hub.storage()) as storage:
        return take_all(campus.hub, storage, stick)


@contextlib.contextmanager
def _running(folder: Path, name: str) -> Iterator[Campus]:
    campus = Campus(folder, name=name)
    yield campus
    campus.stop()
