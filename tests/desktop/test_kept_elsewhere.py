"""Courses on another drive, in the window: chosen, moved, waited for."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from bivouac import drives, machine
from bivouac.desktop import kept_elsewhere
from bivouac.desktop.actions import keeping
from bivouac.desktop.changes import Change
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.space.screen import SpaceScreen
from bivouac.desktop.screens.space.view import SpaceRow
from bivouac.errors import AwayError, DamagedError
from bivouac.language import use_language
from bivouac.sync.journal.acts import Completed
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.keeping import Keeping, Place, new_place, read_keeping
from bivouac.sync.store.library import Library
from bivouac.sync.transfer import download, moving
from tests.desktop.laptop import AWAY, ENGLISH, FRENCH, Laptop, button_called, entry, join_away, until

NAME = "KINGSTON"


@pytest.fixture
def plugged(laptop: Laptop, small_drive: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    """A laptop into which a small drive is plugged."""
    monkeypatch.setattr(kept_elsewhere, "OFTEN", 50)
    monkeypatch.setattr(drives, "places", lambda: [drive(small_drive)])
    yield laptop
    laptop.close()


def drive(folder: Path) -> drives.Drive:
    return drives.Drive(folder, NAME, machine.whole_space(folder), machine.free_space(folder))


def space(laptop: Laptop) -> SpaceScreen:
    screen = laptop.go("space", SpaceScreen)
    until(lambda: screen._measuring is None and screen._turns.are_done())
    until(lambda: laptop.sees("Where the courses are kept"))
    return screen


def move_here(laptop: Laptop, name: str) -> None:
    button_called(space(laptop), f"Move the courses here: {name}").click()
    until(lambda: laptop.said() == f"The courses are on “{name}” now.")


def blobs(folder: Path) -> int:
    """How many blobs are there; folders may go while they are looked through."""
    return sum(1 for _, _, names in os.walk(folder) for name in names if len(name) == 64)


def test_courses_are_moved_from_the_space_page_and_back(plugged: Laptop, small_drive: Path) -> None:
    laptop = plugged
    laptop.open()
    assert blobs(laptop.home) > 20 and blobs(small_drive) == 0
    screen = space(laptop)
    free = screen.findChildren(SpaceRow)[-1].detail.text()
    assert laptop.sees("The courses are here.") and free.endswith("are free.")
    move_here(laptop, NAME)
    until(lambda: blobs(laptop.home) == 0)
    assert blobs(small_drive) > 20
    until(lambda: laptop.sees("Move the courses here") and laptop.sees(NAME))
    lesson = laptop.go("lesson", LessonScreen, course=ENGLISH, activity="project-read")
    until(lambda: lesson.pane is not None)
    laptop.close()

    laptop.open()  # it is remembered
    laptop.go("lesson", LessonScreen, course=ENGLISH, activity="project-read")
    until(lambda: laptop.screen(LessonScreen).pane is not None)
    move_here(laptop, "This computer")
    until(lambda: blobs(small_drive) == 0)
    assert blobs(laptop.home) > 20


def test_a_drive_that_is_not_plugged_in_is_said_and_comes_back(plugged: Laptop, small_drive: Path) -> None:
    laptop = plugged
    laptop.library(lambda library: moving.move_courses(library.shelf.layout, drive(small_drive)))
    laptop.library(lambda library: moving.finish_move(library.shelf.layout))
    sentence = (
        f"The courses are kept on the drive “{NAME}”, which is not plugged in. Plug it in to go on: nothing is lost."
    )
    awa = laptop.library(lambda library: library.people.learners()[0].id)
    laptop.library(lambda library: library.journal(awa).record(ENGLISH, "project-film", Completed()))
    (small_drive / "Bivouac").rename(small_drive / "elsewhere")
    laptop.open()
    home = laptop.screen(HomeScreen)
    until(lambda: home.view.away.isVisible())
    assert home.view.away.text() == sentence
    assert {card.id for card in home.view.here.grid.cards._cards} == {ENGLISH, FRENCH}
    for name, place in (("course", {}), ("lesson", {"activity": "project-read"})):
        laptop.window.toast.hide()
        laptop.app.go(name, course=ENGLISH, **place)
        until(lambda: laptop.said() == sentence and isinstance(laptop.window.current, HomeScreen))
    laptop.app.go("course", course=ENGLISH)
    screen = space(laptop)  # and nobody who has gone on is taken home when the course's answer comes
    assert not [one for one in screen.findChildren(SpaceRow) if "Move" in one.deed.text() and one.deed.isVisible()]
    laptop.library(lambda library: library.journal(awa).record(ENGLISH, "project-read", Completed()))

    (small_drive / "elsewhere").rename(small_drive / "Bivouac")
    until(lambda: laptop.said() == f"“{NAME}” is back, and the courses on it.")
    course = laptop.go("course", CourseScreen, course=ENGLISH)
    until(lambda: course.view.progress.text().startswith("2 of 26"))
    laptop.app.go("home")
    until(lambda: not laptop.screen(HomeScreen).view.away.isVisible())


def test_a_drive_that_is_lost_is_done_without(
    plugged: Laptop, small_drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = plugged
    laptop.library(lambda library: moving.move_courses(library.shelf.layout, drive(small_drive)))
    (small_drive / "Bivouac").rename(small_drive / "elsewhere")
    laptop.open()
    until(lambda: laptop.screen(HomeScreen).view.away.isVisible())
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    button_called(space(laptop), f"This drive is lost: {NAME}").click()
    until(lambda: laptop.said() == "Courses are kept on this computer again.")
    until(lambda: laptop.sees("The courses are here.") and laptop.sees("This computer"))
    assert laptop.library(lambda library: library.shelf.courses()) == []


def test_downloads_wait_for_the_drive_by_themselves(plugged: Laptop, small_drive: Path) -> None:
    laptop = plugged

    def prepare(library: Library) -> None:
        moving.move_courses(library.shelf.layout, drive(small_drive))
        trade = entry("trade", "Trade")
        join_away(library, trade)
        library.downloads.want(AWAY.id, trade, "240p")

    laptop.library(prepare)
    (small_drive / "Bivouac").rename(small_drive / "elsewhere")
    laptop.open()

    def download() -> Download:
        return laptop.library(lambda library: library.downloads.all())[0]

    until(lambda: "is not plugged in" in download().problem)
    assert download().state is DownloadState.WAITING
    assert not (small_drive / "Bivouac").exists()
    (small_drive / "elsewhere").rename(small_drive / "Bivouac")
    until(lambda: "There is not enough room" in download().problem)  # it went on, and found this drive too small


def test_a_move_can_be_cancelled_and_one_that_was_cut_off_given_up(
    plugged: Laptop, small_drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = plugged
    laptop.open()
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_require_fit", lambda *_: laptop.window.toast._followed.cancel())  # type: ignore[union-attr]
        button_called(space(laptop), f"Move the courses here: {NAME}").click()
        until(lambda: not laptop.app.desk.reading.moving)
    until(lambda: blobs(small_drive) == 0 and not (small_drive / "Bivouac").exists())
    assert blobs(laptop.home) > 20

    def cut_off(library: Library) -> Place:
        place = new_place(drive(small_drive), "a" * 32)
        library.shelf.layout.keep(Keeping(moving=place))
        return place

    laptop.library(cut_off)
    keeping.look_again(laptop.app.desk)
    until(lambda: laptop.sees(f"Moving them to “{NAME}” was interrupted"))
    button_called(laptop.window, f"Leave them there: Moving them to “{NAME}” was interrupted").click()
    until(lambda: not laptop.sees("was interrupted") and not (small_drive / "Bivouac").exists())
    move_here(laptop, NAME)


def test_a_move_at_work_is_not_called_interrupted(
    plugged: Laptop, small_drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, go_on = plugged, threading.Event()
    laptop.open()
    monkeypatch.setattr(moving, "_require_fit", lambda *_: go_on.wait(20))
    screen = space(laptop)
    button_called(screen, f"Move the courses here: {NAME}").click()
    until(lambda: read_keeping(laptop.home / "content").moving is not None)
    shown = screen._shown
    laptop.app.desk.changes.say(Change.COURSES)
    until(lambda: screen._shown is not shown and screen._measuring is None and screen._turns.are_done())
    until(lambda: laptop.sees("The courses are here."))
    assert not laptop.sees("was interrupted")
    go_on.set()
    until(lambda: laptop.said() == f"The courses are on “{NAME}” now.")


def test_a_drive_that_is_pulled_out_of_a_download_is_waited_for(
    plugged: Laptop, small_drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = plugged

    def prepare(library: Library) -> None:
        moving.move_courses(library.shelf.layout, drive(small_drive))
        trade = entry("trade", "Trade")
        join_away(library, trade)
        library.downloads.want(AWAY.id, trade, "240p")

    def pulled_out(*_: object) -> None:
        if (small_drive / "Bivouac").exists():
            (small_drive / "Bivouac").rename(small_drive / "elsewhere")
        raise OSError(errno.EIO, "Input/output error")

    laptop.library(prepare)
    monkeypatch.setattr(download, "fetch_course", pulled_out)
    laptop.open()
    until(lambda: "is not plugged in" in laptop.library(lambda library: library.downloads.all())[0].problem)
    assert laptop.library(lambda library: library.downloads.all())[0].state is DownloadState.WAITING


def test_the_sentence_is_french_in_french() -> None:
    use_language("fr")
    assert AwayError("CLÉ").sentence().startswith("Les cours sont gardés sur le disque «\u00a0CLÉ\u00a0»")
    assert DamagedError(Path("library.sqlite")).sentence().startswith("Le fichier «\u00a0library.sqlite\u00a0»")
