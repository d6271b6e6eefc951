"""A download whose course nobody can vouch for just now waits, says why, and comes by itself once that is over."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac import machine
from bivouac.courses.bundle.oci import decode_manifest, digest_of
from bivouac.courses.bundle.part import DOWNLOADS
from bivouac.courses.bundle.verify import verify_course
from bivouac.desktop import downloading, fetching
from bivouac.desktop.actions import catalogue, downloads
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.downloads.screen import DownloadsScreen
from bivouac.desktop.tasks import Task
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import fetch_from
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from tests.courses.bundle.conftest import WEBM
from tests.desktop.laptop import Laptop, entry, join_here, live, until
from tests.desktop.test_stick_trust import set_clock
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.catalogue.conftest import DAY, FILMS, SECRET

TODAY = datetime.datetime.now(datetime.UTC)


class World:
    """A campus whose school signs its courses, or not, and a laptop that wants one of them."""

    def __init__(self, folder: Path, laptop: Laptop, signed: datetime.datetime | None) -> None:
        self.laptop, self.keys, self.course = laptop, folder / "keys", "trade"
        self.campus = Campus(folder / "hub")
        self.layout = self.campus.hub.layout()
        store_two_lessons(self.layout, FILMS)
        if signed:
            Repository.create(self.layout, self.keys, SECRET, now=signed).publish()
        join_here(laptop, self.campus)
        laptop.library(self._want)

    def school(self) -> Repository:
        """Today."""
        return Repository(self.layout, self.keys, SECRET, TODAY)

    def _want(self, library: Library) -> None:
        manifest = self.layout.references()["trade"]
        trade = entry(self.course, "Trade", manifest=manifest.digest, manifest_size=manifest.size)
        (campus,) = library.people.campuses()
        if root := newest_root(self.layout.folder):
            library.catalogue(campus.id).begin(root)
        library.downloads.want(campus.id, trade, "240p")

    def know(self) -> None:
        """Let the laptop have verified the catalogue as it is now."""

        def learn(library: Library) -> None:
            library.catalogue(library.people.campuses()[0].id).refresh(fetch_from(self.layout.folder))

        self.laptop.library(learn)

    def stands(self) -> tuple[DownloadState, str] | None:
        found = self.laptop.library(lambda library: library.downloads.find(self.course))
        return (found.state, found.problem) if found else None

    def waits(self, said: str) -> bool:
        stands = self.stands()
        return stands is not None and stands[0] is DownloadState.WAITING and said in stands[1]

    def has_come(self) -> bool:
        def look(library: Library) -> bool:
            layout = library.shelf.layout
            return "trade" in layout.references() and bool(verify_course(layout, layout.references()["trade"]))

        return self.stands() is None and self.laptop.library(look)


@pytest.fixture
def laptop(empty_laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 100)
    monkeypatch.setattr(downloading, "_LONGEST_WAIT", 400)
    return empty_laptop


@pytest.fixture
def worlds() -> Iterator[list[World]]:
    made: list[World] = []
    yield made
    for world in made:
        world.campus.stop()


def world_of(worlds: list[World], folder: Path, laptop: Laptop, signed: datetime.datetime | None) -> World:
    worlds.append(World(folder, laptop, signed))
    return worlds[-1]


@pytest.mark.parametrize("known", [False, True])
def test_a_catalogue_that_has_run_out_is_waited_for_and_the_course_comes_once_it_is_renewed(
    worlds: list[World], tmp_path: Path, laptop: Laptop, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY - 400 * DAY)
    if known:
        with monkeypatch.context() as patch:
            set_clock(patch, TODAY - 399 * DAY)
            world.know()
    laptop.open()
    until(lambda: world.waits("The school's catalogue has run out"))
    laptop.go("downloads", DownloadsScreen)
    until(lambda: laptop.sees("The school's catalogue has run out"))
    live(0.5)
    assert world.waits("The school's catalogue has run out"), "and goes on waiting"
    world.school().renew()
    until(world.has_come)


def test_a_clock_that_is_set_right_lets_the_course_come(
    worlds: list[World], tmp_path: Path, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY)
    with monkeypatch.context() as patch:
        set_clock(patch, datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC))
        laptop.open()
        until(lambda: world.waits("Set date and time of this computer"))
    until(world.has_come)


def test_what_a_newer_catalogue_of_the_campus_has_comes_at_once(
    worlds: list[World], tmp_path: Path, laptop: Laptop
) -> None:
    """The laptop knows one in which the version is not yet."""
    world = world_of(worlds, tmp_path, laptop, TODAY - DAY)
    world.know()
    store_two_lessons(world.layout, FILMS, "2")
    world.school().publish()
    laptop.library(world._want)
    laptop.open()
    until(world.has_come)


def test_a_campus_whose_catalogue_is_older_than_what_is_known_is_waited_for(
    worlds: list[World], tmp_path: Path, laptop: Laptop
) -> None:
    """A stick brought a newer one, in which the course has a newer version; the hub was put back to an older copy."""
    world = world_of(worlds, tmp_path, laptop, TODAY - DAY)
    signed = world.layout.folder / "catalogue"
    older = {file.name: file.read_bytes() for file in signed.iterdir()}
    store_two_lessons(world.layout, FILMS, "2")
    world.school().publish()
    newest = world.layout.references()["trade"].digest
    newer = {file.name: file.read_bytes() for file in signed.iterdir()}
    world.know()
    store_two_lessons(world.layout, FILMS, "1")
    (signed / "timestamp.json").write_bytes(older["timestamp.json"])
    laptop.open()
    until(lambda: world.waits("This catalogue is older than the one that this computer knows"))
    (signed / "timestamp.json").write_bytes(newer["timestamp.json"])
    until(world.has_come)
    assert laptop.library(lambda library: library.shelf.manifest("trade")) == newest


NOT_OFFERED = "“Trade” is not in the school's catalogue, or in another version. It was not added. Take it from the campus, or from a newer stick of the school's."


@pytest.mark.parametrize("how", ["withdrawn", "never signed"])
def test_what_never_comes_right_ends(worlds: list[World], tmp_path: Path, laptop: Laptop, how: str) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY - DAY)
    if how == "withdrawn":
        world.school().revoke("trade", "The figures are wrong.")
    else:
        world.course = "trades"
        laptop.library(world._want)
    laptop.open()
    until(lambda: (stands := world.stands()) is not None and stands[0] is DownloadState.FAILED)
    stands = world.stands()
    assert stands and ("has withdrawn “Trade”" if how == "withdrawn" else NOT_OFFERED) in stands[1]


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_version_that_the_school_replaced_gives_way_to_the_new_one(
    worlds: list[World], tmp_path: Path, laptop: Laptop, withdrawn: bool
) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY - DAY)
    if withdrawn:
        world.school().revoke("trade", "The figures are wrong.")
    store_two_lessons(world.layout, FILMS, "2")
    world.school().publish()
    laptop.open()
    until(world.has_come)
    here = laptop.library(lambda library: library.shelf.manifest("trade"))
    assert here == world.layout.references()["trade"].digest


@pytest.mark.parametrize("begun", [False, True])
def test_a_version_that_a_campus_without_a_catalogue_replaced_gives_way_to_the_new_one(
    worlds: list[World], tmp_path: Path, laptop: Laptop, begun: bool
) -> None:
    """Also where its description had come already."""
    world = world_of(worlds, tmp_path, laptop, None)
    old = world.layout.references()["trade"]
    if begun:
        manifest = decode_manifest(world.layout.blob_path(old.digest).read_bytes())

        def bring(library: Library) -> None:
            with library.shelf.layout.intake() as intake:
                for one in (old, manifest.config):
                    with world.layout.blob_path(one.digest).open("rb") as file:
                        intake.receive(one.digest, one.size, file, lambda count: None)

        laptop.library(bring)
    gone = world.layout.needed_by(old)
    store_two_lessons(world.layout, {"240p": b"another film"}, "2")
    new = world.layout.references()["trade"]
    for digest in gone - world.layout.needed_by(new):
        world.layout.delete_blob(digest)
    laptop.open()
    until(world.has_come)
    assert laptop.library(lambda library: library.shelf.manifest("trade")) == new.digest


def test_a_course_that_a_campus_without_a_catalogue_has_no_more_ends(
    worlds: list[World], tmp_path: Path, laptop: Laptop
) -> None:
    world = world_of(worlds, tmp_path, laptop, None)
    old = world.layout.references()["trade"]
    world.layout.forget("trade")
    world.layout.delete_blob(old.digest)
    laptop.open()
    until(lambda: (stands := world.stands()) is not None and stands[0] is DownloadState.FAILED)


@pytest.mark.parametrize("signed", [False, True])
def test_what_is_damaged_on_the_hub_is_asked_for_seldom_and_comes_once_it_is_mended(
    worlds: list[World], tmp_path: Path, laptop: Laptop, monkeypatch: pytest.MonkeyPatch, signed: bool
) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY - DAY if signed else None)
    film = world.layout.blob_path(digest_of(WEBM + FILMS["240p"]))
    sound = film.read_bytes()
    film.write_bytes(sound[:-1] + b"?")
    other = store_two_lessons(world.layout, {"240p": b"other"}, course_id="other")
    if signed:
        world.school().publish()
    wanted = entry("other", "Other", manifest=other.digest, manifest_size=other.size)
    laptop.library(lambda library: library.downloads.want(library.people.campuses()[0].id, wanted, "240p"))
    tries = _tries(monkeypatch)
    laptop.open()
    until(lambda: world.waits("has of “Trade” is damaged there. Tell the campus staff"))
    until(lambda: laptop.library(lambda library: library.downloads.find("other")) is None)
    assert tries == ["trade", "other"], "it keeps no other waiting"
    laptop.app.downloads._network.changed.emit()
    live(0.5)
    assert tries == ["trade", "other"], "each try costs bytes: a network that comes and goes is no reason for one"
    monkeypatch.setattr(downloading, "_FIRST_REST", 0.2)
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 50)
    monkeypatch.setattr(downloading, "_LONGEST_WAIT", 200)
    downloads.go_on(laptop.app.desk, "trade")
    until(lambda: tries.count("trade") == 2)
    laptop.app.downloads._rests.clear()  # the time has passed
    laptop.app.downloads.look()
    until(lambda: tries.count("trade") > 2)
    film.write_bytes(sound)
    until(world.has_come)


def _tries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The courses in whose downloads something was begun, as they come."""
    tries, fetch = list[str](), fetching.fetch

    def noted(task: Task[str], library: Library, desk: Desk, download: Download, metered: bool) -> str:
        tries.append(download.course)
        return fetch(task, library, desk, download, metered)

    monkeypatch.setattr(fetching, "fetch", noted)
    return tries


def test_what_stays_damaged_is_asked_for_more_and_more_seldom(laptop: Laptop) -> None:
    laptop.open()
    loop, rests = laptop.app.downloads, list[float]()
    for _ in range(8):
        loop._rest("trade")
        rests.append(loop._rests["trade"][0])
    assert rests[:3] == [600.0, 1200.0, 2400.0] and rests[-2:] == [6 * 3600.0] * 2


def test_the_school_vouches_for_a_course_while_the_campus_is_off(
    worlds: list[World], tmp_path: Path, laptop: Laptop
) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY - DAY)
    laptop.library(lambda library: library.downloads.drop("trade"))
    school = Campus(tmp_path / "school", secured=True, name="School")
    try:
        world.campus.join(school)
        laptop.open()
        catalogue.refresh(laptop.app.desk)
        until(lambda: laptop.library(lambda library: library.people.catalogue(library.people.campuses()[0].id).mirrors))
        world.campus.exchange()
        world.campus.stop()
        shutil.copytree(world.layout.folder / "catalogue", school.hub.layout().folder / "catalogue")
        world.layout = school.hub.layout()
        store_two_lessons(world.layout, FILMS, "2")
        world.school().publish()
        laptop.library(world._want)
        laptop.app.desk.changes.say(Change.DOWNLOADS)
        until(world.has_come)
    finally:
        school.stop()


@pytest.mark.expects_log("A course is not offered: A part of this course is missing")
def test_a_version_that_the_campus_does_not_have_yet_is_waited_for(
    worlds: list[World], tmp_path: Path, laptop: Laptop
) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY - DAY)
    store_two_lessons(world.layout, FILMS, "2")
    world.school().publish()
    manifest = world.layout.blob_path(world.layout.references()["trade"].digest)
    manifest.rename(tmp_path / "on its way")
    laptop.open()
    until(lambda: world.waits("does not have “Trade” yet"))
    (tmp_path / "on its way").rename(manifest)
    until(world.has_come)


def test_a_download_waits_for_another_program_that_is_downloading(
    worlds: list[World], tmp_path: Path, laptop: Laptop
) -> None:
    world = world_of(worlds, tmp_path, laptop, TODAY)
    folder = laptop.library(lambda library: library.shelf.layout.drive / DOWNLOADS)
    with machine.only_one(folder, lambda: None):
        laptop.open()
        until(lambda: world.waits("Another Bivouac is downloading"))
        live(0.5)
        assert world.waits("Another Bivouac is downloading"), "and goes on waiting"
    until(world.has_come)
