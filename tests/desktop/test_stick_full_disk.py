"""A laptop whose disk is full while it takes courses from a stick or a file: a sentence, nothing half, and it goes on when there is room."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.desktop import theme
from bivouac.desktop.screens.home.screen import add_from_file
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.preload import order, preload
from tests.desktop.laptop import until
from tests.desktop.test_sticks import Sticky, a_stick
from tests.sync.campus import store_two_lessons

FILM = 6_000_000


class Small(Sticky):
    """A laptop whose disk has 32 MB, and a stick with a course of a film of 6 MB."""

    def __init__(self, drive: Path, folder: Path) -> None:
        super().__init__(drive / "home", a_stick(folder))
        self.drive, self.source = drive, Layout.create(folder / "source")
        self.library(lambda library: library.people.add_guest("Awa Koné"))
        self.edition("1")

    def edition(self, version: str) -> None:
        """Put another version on the stick, with a film of its own."""
        store_two_lessons(self.source, {"240p": os.urandom(FILM)}, version)
        (filled,) = preload(order(self.source), [self.aside])
        assert filled.complete

    def leave(self, room: int) -> None:
        """Fill the disk but for so many bytes."""
        self.make_room()
        (self.drive / "ballast").write_bytes(bytes(shutil.disk_usage(self.drive).free - room))

    def make_room(self) -> None:
        (self.drive / "ballast").unlink(missing_ok=True)

    def want(self) -> None:
        """Put the stick in, and want what is on it."""
        self.plug()
        until(self.window.stick_bar.isVisible)
        self.window.stick_bar.take.click()

    def whole(self) -> list[str]:
        """The versions on the shelf, each verified to its last byte."""

        def look(library: Library) -> list[str]:
            layout = library.shelf.layout
            for descriptor in layout.references().values():
                verify_course(layout, descriptor)
            assert sorted(layout.references()) == sorted(course.id for course in library.shelf.courses())
            return [course.version for course in library.shelf.courses()]

        return self.library(look)


@pytest.fixture
def small(qapp: QApplication, tmp_path: Path, small_drive: Path) -> Iterator[Small]:
    laptop = Small(small_drive, tmp_path)
    yield laptop
    laptop.close()
    theme.apply(qapp, theme.LIGHT)


ROOM = pytest.mark.parametrize("room", [300_000, 2_000_000, 5_900_000])


@ROOM
@pytest.mark.parametrize("before", [None, "1"])
@pytest.mark.parametrize("seen", [True, False], ids=["seen before", "filled meanwhile"])
def test_a_stick_that_does_not_fit_is_said_and_taken_when_there_is_room(
    small: Small, monkeypatch: pytest.MonkeyPatch, room: int, before: str | None, seen: bool
) -> None:
    small.open()
    if before:
        small.want()
        until(lambda: "Added: Trade" in small.said())
        small.pull()
        until(lambda: not small.app.sticks._known)
        small.edition("2")
        small.window.toast.hide()
    small.leave(room)
    with monkeypatch.context() as patch:
        if not seen:
            patch.setattr("bivouac.machine.free_space", lambda folder: 1 << 40)
        small.want()
        until(small.said)
        until(lambda: not small.window.stick_bar.isVisible())
    said = small.said()
    if seen:
        assert said.startswith("There is not enough room: 6 MB are needed and "), said
        assert said.endswith(" MB are free. Remove a course you have finished, then try again.")
    else:
        assert said == "The disk is full. Make room, then try again; nothing that was saved is lost."
    assert small.whole() == ([before] if before else [])
    small.make_room()
    small.pull()
    until(lambda: not small.app.sticks._known)
    small.window.toast.hide()
    small.want()
    until(lambda: "Added: Trade" in small.said())
    assert small.whole() == ["2" if before else "1"]
    small.settle()
    assert shutil.disk_usage(small.drive).used < FILM + 4_000_000, (
        "nothing of the attempts, nor of the old version, stays"
    )


def test_a_file_that_does_not_fit_is_said_and_taken_when_there_is_room(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "trade.bivouac"
    write_archive(small.source, bundle)
    small.open()
    small.leave(2_000_000)
    with monkeypatch.context() as patch:
        patch.setattr("bivouac.machine.free_space", lambda folder: 1 << 40)
        add_from_file(small.app.desk, str(bundle), small.window)
        until(lambda: "The disk is full. Make room" in small.said())
    assert small.whole() == []
    small.make_room()
    add_from_file(small.app.desk, str(bundle), small.window)
    until(lambda: "Added: Trade" in small.said())
    assert small.whole() == ["1"]
