"""Hubs that pose as the school, or as somebody's own campus, and the real ones that look like that at first."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from bivouac.desktop.actions import people
from bivouac.errors import BivouacError
from bivouac.sync.hub import joining
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.signing_in import SigningIn
from tests.desktop.laptop import Laptop
from tests.desktop.test_travelling import exchanged, joined, note, notes, until
from tests.sync.campus import Campus

Pose = Callable[..., Campus]


@pytest.fixture
def hubs() -> Iterator[list[Campus]]:
    """Hubs to be stopped in the end."""
    hubs: list[Campus] = []
    yield hubs
    for hub in hubs:
        hub.stop_soon()
    for hub in hubs:
        hub.wait()


@pytest.fixture
def school(tmp_path: Path, hubs: list[Campus]) -> Campus:
    hubs.append(Campus(tmp_path / "School", name="School", secured=True))
    return hubs[-1]


@pytest.fixture
def home(tmp_path: Path, hubs: list[Campus]) -> Campus:
    hubs.append(Campus(tmp_path / "Abidjan", name="Abidjan", secured=True))
    return hubs[-1]


@pytest.fixture
def pose(tmp_path: Path, hubs: list[Campus]) -> Pose:
    """Starts a hub that says the id of another, and of a person of its own that they are the other's."""

    def begin(hub: Campus, person: str) -> Campus:
        folder = tmp_path / f"posing {len(hubs)}"
        HubFolder.create(folder, "Poser")
        with contextlib.closing(sqlite3.connect(folder / "hub.sqlite")) as db:
            db.execute("UPDATE owner SET hub = ?", (hub.hub.settings.id,))
            db.commit()
        settings = msgspec.structs.replace(HubFolder(folder).settings, id=hub.hub.settings.id)
        (folder / "hub.json").write_bytes(msgspec.json.encode(settings))
        with contextlib.closing(HubFolder(folder).storage()) as storage:
            own = storage.add_account("Somebody", "learner", "fr", 1).id
        with contextlib.closing(sqlite3.connect(folder / "hub.sqlite")) as db:
            db.execute("UPDATE people SET id = ? WHERE id = ?", (person, own))
            db.commit()
        hubs.append(Campus.of(folder, secured=True))
        return hubs[-1]

    return begin


def refused(laptop: Laptop, hub: Campus, code: str) -> str:
    """What the app says when it does not take a code up."""
    said: list[BivouacError] = []
    desk = laptop.app.desk
    people.greet(desk, [hub.url], code).then(
        lambda greeting: people.join_campus(desk, greeting, "").failed(said.append)
    ).failed(said.append)
    until(lambda: said)
    return said[0].sentence()


def uses_left(hub: Campus, code: str) -> int:
    with contextlib.closing(hub.hub.storage()) as storage, storage._db.read() as connection:
        found = connection.exec_driver_sql("SELECT uses_left FROM invites WHERE selector = ?", (code[:3],))
        return int(found.scalar_one())


def records_of(hub: Campus, person: str) -> int:
    return sum(stream == f"learner:{person}" for stream, _, _ in hub.records())


def awa_of(laptop: Laptop, home: Campus, school: Campus) -> str:
    """Awa, of a campus of which the laptop knows what school is above it, and who has written something."""
    home.join(school)
    assert home.exchange().complete
    awa = joined(laptop.open(), home, home.code(), "Awa Koné")
    note(laptop, awa, "mine")
    exchanged(laptop)
    assert home.exchange().complete
    return awa


def test_a_hub_that_says_the_schools_id_is_given_nobody(
    empty_laptop: Laptop, home: Campus, school: Campus, pose: Pose
) -> None:
    awa = awa_of(empty_laptop, home, school)
    poser = pose(school, awa)
    code = poser.code(Offer(learner=awa))
    assert "does not prove that it belongs to the school" in refused(empty_laptop, poser, code)
    assert uses_left(poser, code) == 1, "it was found out before"
    exchanged(empty_laptop)
    assert records_of(poser, awa) == 0
    assert empty_laptop.library(lambda library: library.people.learner(awa).campus) == home.hub.settings.id  # type: ignore[union-attr]
    own = school.code(Offer(learner=awa))
    assert joined(empty_laptop, school, own) == awa, "the school proves it"


def test_a_hub_that_is_known_here_poses_in_vain_all_the_same(
    empty_laptop: Laptop, home: Campus, school: Campus, pose: Pose
) -> None:
    """Somebody else of this computer joined it first, as a new person, so that its certificate is known under the school's id."""
    awa = awa_of(empty_laptop, home, school)
    poser = pose(school, awa)
    joined(empty_laptop, poser, poser.code(), "Ali")
    assert "does not prove that it belongs to the school" in refused(
        empty_laptop, poser, poser.code(Offer(learner=awa))
    )
    exchanged(empty_laptop)
    assert records_of(poser, awa) == 0


def test_a_hub_that_says_the_id_of_somebodys_own_campus_takes_nobodys_place(
    empty_laptop: Laptop, home: Campus, school: Campus, pose: Pose
) -> None:
    awa = awa_of(empty_laptop, home, school)
    before = empty_laptop.library(lambda library: (library.people.campuses(), library.people.token(awa)))
    poser = pose(home, awa)
    for offer in (Offer(learner=awa), Offer()):
        assert "another certificate" in refused(empty_laptop, poser, poser.code(offer))
    assert empty_laptop.library(lambda library: (library.people.campuses(), library.people.token(awa))) == before
    exchanged(empty_laptop)
    assert records_of(poser, awa) == 0


def test_a_code_that_cannot_be_taken_up_yet_is_good_later(empty_laptop: Laptop, home: Campus, school: Campus) -> None:
    """The campus joined the school, and the laptop has not heard of it."""
    own = empty_laptop
    awa = joined(own.open(), home, home.code(), "Awa Koné")
    home.join(school)
    assert home.exchange().complete
    code = school.code(Offer(learner=awa))
    assert "not known to be of Awa Koné's school" in refused(own, school, code)
    assert uses_left(school, code) == 1
    exchanged(own)  # with her campus
    assert joined(own, school, code) == awa


def test_a_school_that_was_restored_is_followed_by_a_key_that_it_had(
    tmp_path: Path, empty_laptop: Laptop, home: Campus, school: Campus, hubs: list[Campus]
) -> None:
    awa = awa_of(empty_laptop, home, school)
    before = school.hub.author().device
    back_up(school.hub, tmp_path / "backup")
    hubs.append(Campus.of(restore(tmp_path / "backup", tmp_path / "restored").folder, secured=True))
    assert hubs[-1].hub.author().device != before
    assert joined(empty_laptop, hubs[-1], hubs[-1].code(Offer(learner=awa))) == awa
    exchanged(empty_laptop)
    assert notes(empty_laptop, awa) == ["mine"] and records_of(hubs[-1], awa) == 1


def test_a_school_of_an_older_bivouac_is_joined_by_who_is_new_and_followed_by_nobody(
    empty_laptop: Laptop, home: Campus, school: Campus, monkeypatch: pytest.MonkeyPatch
) -> None:
    awa = awa_of(empty_laptop, home, school)
    code = school.code(Offer(learner=awa))
    with monkeypatch.context() as older:
        older.setattr(joining, "_MOST_WORDS", 0)
        assert "does not prove that it belongs to the school" in refused(empty_laptop, school, code)
        assert joined(empty_laptop, school, school.code(), "Ali")
    assert joined(empty_laptop, school, code) == awa, "the same laptop uses it again once the school was updated"


def test_a_password_is_not_told_to_who_poses_as_a_campus_that_is_known(
    empty_laptop: Laptop, home: Campus, school: Campus, pose: Pose, monkeypatch: pytest.MonkeyPatch
) -> None:
    awa = awa_of(empty_laptop, home, school)
    poser, asked, said = pose(home, awa), list[str](), list[BivouacError]()
    real = SigningIn.sign_in
    monkeypatch.setattr(SigningIn, "sign_in", lambda *of: asked.append("a password") or real(*of))
    desk = empty_laptop.app.desk
    people.greet(desk, [poser.url], poser.code()).then(
        lambda greeting: people.sign_in(desk, greeting, "Awa Koné", "une phrase de passe").failed(said.append)
    )
    until(lambda: said)
    assert "another certificate" in said[0].sentence() and asked == []
