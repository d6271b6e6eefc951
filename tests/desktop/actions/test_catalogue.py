"""What of a hub's courses a laptop shows when the school signs: those it signed, the others kept apart, and neither fetched again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bivouac.desktop.actions import catalogue
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.store.library import Library
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, join_here, until
from tests.sync.campus import Campus, store_two_lessons


@pytest.fixture
def school(campus: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The campus's courses, of which the school has signed the French one."""
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    school = Repository.create(campus.hub.layout(), tmp_path / "keys", "a tent in the rain")
    school.publish([FRENCH])
    return school


def campus_of(library: Library) -> str:
    return library.people.learners()[0].campus or ""


def shown(laptop: Laptop) -> list[str]:
    return laptop.library(lambda library: [one.id for one in library.people.catalogue(campus_of(library)).courses])


def told(laptop: Laptop) -> tuple[str, list[str]]:
    """The state of the hub's list that is known here, and all that is in it."""
    known = laptop.library(lambda library: library.people.offered(campus_of(library)))
    return known.state, [one.id for one in known.courses]


def refresh_until(laptop: Laptop, courses: list[str]) -> None:
    catalogue.refresh(laptop.app.desk)
    until(lambda: shown(laptop) == courses)


def test_what_the_school_signs_and_withdraws_is_shown_and_hidden_though_the_hubs_list_stays(
    empty_laptop: Laptop, campus: Campus, school: Repository
) -> None:
    join_here(empty_laptop, campus)
    empty_laptop.open()
    refresh_until(empty_laptop, [FRENCH])
    before = told(empty_laptop)
    assert before[0] and before[1] == [ENGLISH, FRENCH], "what is not signed is known, for the next time"
    school.publish()
    refresh_until(empty_laptop, [ENGLISH, FRENCH])
    school.revoke(FRENCH, "Two figures in it are wrong.")
    refresh_until(empty_laptop, [ENGLISH])
    assert told(empty_laptop) == before


def test_a_version_that_the_school_has_not_signed_is_kept_apart(
    empty_laptop: Laptop, campus: Campus, school: Repository
) -> None:
    layout = campus.hub.layout()
    store_two_lessons(layout, {"240p": b"small"})
    school.publish(["trade"])
    join_here(empty_laptop, campus)
    empty_laptop.open()
    refresh_until(empty_laptop, [FRENCH, "trade"])
    store_two_lessons(layout, {"240p": b"small"}, version="2")
    refresh_until(empty_laptop, [FRENCH])
    assert told(empty_laptop)[1] == [ENGLISH, FRENCH, "trade"]
    school.publish(["trade"])
    refresh_until(empty_laptop, [FRENCH, "trade"])
