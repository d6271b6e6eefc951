"""One bit of a stick turned over: it costs one course, and of that one blob, which comes from the campus by itself."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bivouac import drives
from bivouac.courses.bundle.archive import Archive, write_archive
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.courses.model import Rendition, Video
from bivouac.desktop import downloading, theme
from bivouac.desktop.actions import catalogue
from bivouac.desktop.screens.home.screen import add_from_file
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.given_up import tidy
from bivouac.sync.transfer.preload import order, preload
from tests.courses.bundle.conftest import store_course
from tests.courses.bundle.test_copy import flip
from tests.desktop.laptop import ENGLISH, join_here, until
from tests.desktop.test_sticks import Sticky, a_stick
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.transfer.rig import BadLine

TALK = 60_000
"""Bytes that a hub says beside the blobs: heads of answers, its list of courses, messages."""


class World:
    """A stick with three courses, a hub that has them, too, and a laptop, which has joined there unless it is said to be alone."""

    def __init__(self, folder: Path, laptop: Sticky, demo: Path) -> None:
        self.laptop = laptop
        self.stick = laptop.aside / "Bivouac" / "courses"
        self.hub = Campus(folder / "hub")
        self.line = BadLine(self.hub.port)
        layout = self.hub.hub.layout()
        store_course(layout, film=b"plan" * 50_000)
        store_two_lessons(layout, {"240p": b"trade" * 50_000})
        with Archive(demo) as archive:
            copy_courses(archive, layout, rendition="480p")
        (filled,) = preload(order(layout), [laptop.aside])
        assert filled.complete
        self.layout = Layout.open(self.stick)

    def version(self, course: str = ENGLISH) -> CourseVersion:
        layout = self.hub.hub.layout()
        return read_version(layout, layout.references()[course])

    def film(self) -> tuple[str, Rendition]:
        """The title and the bytes of the film that is damaged."""
        films = [one for _, one in self.version().course.activities() if isinstance(one, Video)]
        return films[1].title, next(one for one in films[1].renditions if self.layout.has(one.blob))

    def join(self) -> None:
        """Join the campus, hear what it has, and lose the line."""
        port, self.hub.url = self.hub.port, f"http://127.0.0.1:{self.line.port}"
        join_here(self.laptop, self.hub)
        self.laptop.open()
        catalogue.refresh(self.laptop.app.desk)

        def known(library: Library) -> int:
            return len(library.people.catalogue(library.people.campuses()[0].id).courses)

        until(lambda: self.laptop.library(known) == 3)
        self.hub.stop()
        self.port = port

    def back(self) -> None:
        """The line is there again."""
        self.line.down = 0
        self.hub.start(self.port)

    def take(self) -> str:
        """Take what the stick offers; what the window says then."""
        self.laptop.plug()
        bar = self.laptop.window.stick_bar
        until(bar.isVisible)
        bar.take.click()
        until(lambda: self.laptop.said() and not bar.isVisible())
        return self.laptop.said()

    def whole(self) -> list[str]:
        """The courses on the shelf that are complete, each verified."""

        def look(library: Library) -> list[str]:
            references = library.shelf.layout.references()
            for descriptor in references.values():
                verify_course(library.shelf.layout, descriptor)
            here = {course.id for course in library.shelf.courses() if not library.shelf.is_arriving(course.id)}
            assert here == references.keys(), "no course is there in part"
            return sorted(here)

        return self.laptop.library(look)

    def download(self) -> Download | None:
        return self.laptop.library(lambda library: library.downloads.find(ENGLISH))


@pytest.fixture
def world(
    qapp: QApplication, tmp_path: Path, demo_bundles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 200)
    monkeypatch.setattr(downloading, "_LONGEST_WAIT", 400)
    laptop = Sticky(tmp_path / "home", a_stick(tmp_path))
    demo = next(one for one in demo_bundles if ".en." in one.name)
    world = World(tmp_path, laptop, demo)
    yield world
    laptop.close()
    world.line.close()
    with contextlib.suppress(Exception):
        world.hub.stop()
    theme.apply(qapp, theme.LIGHT)


def title(world: World) -> str:
    return world.version().course.title


@pytest.mark.parametrize("stays", [False, True])
def test_one_bit_on_a_stick_costs_one_blob_which_comes_from_the_campus(
    world: World, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    """Also while the stick stays in, from which downloads would come first."""
    stick = drives.Drive(world.laptop.stick, "STICK", 0, 0)
    monkeypatch.setattr(drives, "sticks", lambda: [stick] if stays else [])
    name, film = world.film()
    flip(world.layout.blob_path(film.blob))
    world.join()
    said = world.take()
    assert said.startswith("Added: ") and "Planning" in said and "Trade" in said
    assert said.endswith(
        f". This copy of “{title(world)}” is damaged: film “{name}” ({film.name}). What was sound is kept, and the rest comes from Campus Abidjan."
    )
    assert world.whole() == ["planning", "trade"]
    waiting = world.download()
    assert waiting and waiting.state is DownloadState.WAITING
    world.back()
    until(lambda: world.download() is None and ENGLISH in world.whole())
    assert world.whole() == [ENGLISH, "planning", "trade"]
    course = sum(world.version().course.blobs("480p").values())
    assert film.size <= world.line.down <= film.size + TALK < course, "only the damaged blob travelled"


def test_a_damaged_file_goes_the_same_way(world: World, tmp_path: Path) -> None:
    _, film = world.film()
    write_archive(world.layout, tmp_path / "three.bivouac")
    with Archive(tmp_path / "three.bivouac") as archive:
        start, size = archive._members["blobs/" + film.blob.replace(":", "/")]
    data = bytearray((tmp_path / "three.bivouac").read_bytes())
    data[start + size // 2] ^= 1
    (tmp_path / "three.bivouac").write_bytes(data)
    world.join()
    add_from_file(world.laptop.app.desk, str(tmp_path / "three.bivouac"), world.laptop.window)
    until(lambda: "the rest comes from Campus Abidjan" in world.laptop.said())
    assert world.whole() == ["planning", "trade"]
    world.back()
    until(lambda: world.download() is None and ENGLISH in world.whole())
    assert film.size <= world.line.down <= film.size + TALK


@pytest.mark.parametrize("part", ["manifest", "description"])
def test_a_damaged_description_comes_from_the_campus_and_all_else_from_the_stick(world: World, part: str) -> None:
    """Also where the stick is away before the campus is there, for days."""
    version = world.version()
    lost = version.descriptor if part == "manifest" else version.manifest.config
    flip(world.layout.blob_path(lost.digest))
    world.join()
    assert f"This copy of “{title(world)}” is damaged: the description. What was sound is kept" in world.take()
    assert world.whole() == ["planning", "trade"]
    world.laptop.pull()
    old = time.time() - 7 * 24 * 3600
    for path in (world.laptop.home / "content" / "blobs" / "sha256").iterdir():
        os.utime(path, (old, old))
    world.laptop.library(tidy)
    world.back()
    until(lambda: world.download() is None and ENGLISH in world.whole())
    course = sum(version.course.blobs("480p").values())
    described = version.descriptor.size + version.manifest.config.size
    assert lost.size <= world.line.down <= described + TALK < course, "only what is damaged travelled"


def test_a_stick_on_which_every_description_is_damaged_is_said(world: World) -> None:
    for descriptor in world.layout.references().values():
        flip(world.layout.blob_path(descriptor.digest))
    world.laptop.library(lambda library: library.people.add_guest("Awa Koné"))
    world.laptop.open()
    world.laptop.plug()
    until(lambda: "that is new here can be read: it is damaged" in world.laptop.said())
    assert not world.laptop.window.stick_bar.isVisible() and world.whole() == []


def test_a_list_of_courses_that_is_damaged_is_said(world: World) -> None:
    (world.stick / "index.json").write_bytes(b"{")
    world.laptop.library(lambda library: library.people.add_guest("Awa Koné"))
    world.laptop.open()
    world.laptop.plug()
    until(lambda: "that is new here can be read: it is damaged" in world.laptop.said())


def test_without_a_campus_it_is_named_and_another_stick_brings_what_is_lacking(world: World) -> None:
    name, film = world.film()
    flip(world.layout.blob_path(film.blob))
    world.laptop.library(lambda library: library.people.add_guest("Awa Koné"))
    world.laptop.open()
    assert world.take().endswith(
        f"This copy of “{title(world)}” is damaged: film “{name}” ({film.name}). It was not added; take it from another stick or file."
    )
    assert world.whole() == ["planning", "trade"]
    kept = world.download()
    assert kept and (kept.state, kept.title) == (DownloadState.KEPT, title(world))
    world.laptop.pull()
    for path in (world.laptop.home / "content" / "blobs" / "sha256").iterdir():
        os.utime(path, (0, 0))
    world.laptop.library(tidy)  # as after weeks
    flip(world.layout.blob_path(film.blob))
    told: list[int] = []
    world.laptop.app.sticks.progressed.connect(lambda done, total: told.append(total))
    until(lambda: not world.laptop.app.sticks._known)
    world.laptop.window.toast.hide()
    assert world.take() == f"Added: {title(world)}"
    assert set(told) == {film.size} and len(world.whole()) == 3 and world.download() is None


def test_who_takes_the_same_again_while_it_waits_begins_nothing_anew(world: World) -> None:
    _, film = world.film()
    flip(world.layout.blob_path(film.blob))
    world.join()
    world.take()
    before = world.download()
    world.laptop.window.toast.hide()
    add_from_file(
        world.laptop.app.desk, str(world.laptop.stick / "Bivouac" / "courses" / "index.json"), world.laptop.window
    )
    until(lambda: f"This copy of “{title(world)}” is damaged: " in world.laptop.said())
    after = world.download()
    assert before and after and (after.state, after.rendition) == (before.state, before.rendition)
    world.back()
    until(lambda: world.download() is None and ENGLISH in world.whole())
    assert film.size <= world.line.down <= film.size + TALK
