"""While the campus is off the list of courses hears of what its school has signed, and says nothing of how."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.desktop.actions import catalogue
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol import nearby
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import METERED
from tests.desktop.laptop import Laptop, join_here, live, until
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.catalogue.conftest import FILMS, SECRET


class World:
    """A school that signs its courses, a campus below it, and a laptop that has seen the list there; then the campus is off."""

    def __init__(self, folder: Path, laptop: Laptop) -> None:
        self.laptop, self.keys = laptop, folder / "keys"
        self.school = Campus(folder / "school", secured=True, name="School")
        self.campus = Campus(folder / "hub")
        self.layout = self.campus.hub.layout()
        store_two_lessons(self.layout, FILMS)
        store_two_lessons(self.layout, FILMS, course_id="writing")
        Repository.create(self.layout, self.keys, SECRET).publish()
        self.campus.stop()
        self.campus.join(self.school)
        self.campus.hub = HubFolder(self.campus.hub.folder)
        self.campus.start()
        join_here(laptop, self.campus)
        laptop.open()
        until(lambda: self.listed() == {"trade": "1", "writing": "1"})
        self.campus.exchange()
        self.port = self.campus.port
        self.campus.stop()
        self.layout = self.school.hub.layout()
        shutil.copytree(self.campus.hub.content, self.layout.folder, dirs_exist_ok=True)
        store_two_lessons(self.layout, FILMS, "2")
        store_two_lessons(self.layout, FILMS, course_id="law")
        Repository(self.layout, self.keys, SECRET).publish()

    def entries(self) -> list[CatalogueEntry]:
        def read(library: Library) -> list[CatalogueEntry]:
            return library.people.catalogue(library.people.campuses()[0].id).courses

        return self.laptop.library(read)

    def listed(self) -> dict[str, str]:
        return {entry.id: entry.version for entry in self.entries()}


@pytest.fixture
def world(tmp_path: Path, empty_laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    made = World(tmp_path, empty_laptop)
    yield made
    made.school.stop()
    made.campus.stop()


def test_what_the_school_signs_is_listed_while_the_campus_is_off(world: World) -> None:
    world.laptop.go("home", HomeScreen)
    until(lambda: world.listed() == {"trade": "2", "writing": "1", "law": "1"})
    assert world.laptop.said() == ""
    Repository(world.layout, world.keys, SECRET).revoke("writing", "The figures are wrong.")
    catalogue.refresh(world.laptop.app.desk)
    until(lambda: world.listed() == {"trade": "2", "law": "1"})
    withdrawn = world.laptop.library(lambda one: one.people.withdrawn(one.people.campuses()[0].id))
    assert [one.reason for one in withdrawn] == ["The figures are wrong."]
    world.laptop.settle()
    assert world.laptop.said() == ""


def test_the_campus_has_the_last_word_once_it_is_back(world: World) -> None:
    catalogue.refresh(world.laptop.app.desk)
    until(lambda: "law" in world.listed())
    shutil.rmtree(world.campus.hub.content / "catalogue")
    shutil.copytree(world.layout.folder / "catalogue", world.campus.hub.content / "catalogue")
    world.campus.start(world.port)
    catalogue.refresh(world.laptop.app.desk)
    until(lambda: world.listed() == {"writing": "1"})  # its “Trade” is not the school's any more


def test_nothing_is_asked_over_the_internet_where_bytes_are_paid_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearby, "is_near", lambda url: False)
    monkeypatch.setattr(catalogue, "is_metered", lambda: True)
    world.laptop.library(lambda library: library.settings.set(METERED, "wait"))
    catalogue.refresh(world.laptop.app.desk)
    live(1.0)
    assert world.listed() == {"trade": "1", "writing": "1"} and world.laptop.said() == ""
    world.laptop.library(lambda library: library.settings.set(METERED, "download"))
    catalogue.refresh(world.laptop.app.desk)
    until(lambda: "law" in world.listed())
