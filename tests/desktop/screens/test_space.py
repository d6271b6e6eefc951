"""What takes space, and making room, also where nothing fits any more."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from bivouac.desktop.actions.space import Standing
from bivouac.desktop.screens.downloads.screen import DownloadsScreen
from bivouac.desktop.screens.space.screen import SpaceScreen
from bivouac.desktop.screens.space.view import SpaceRow
from bivouac.desktop.wording import megabytes
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.journal.acts import Completed, Noted
from bivouac.sync.relay.filling import fill_hub, stock_at
from bivouac.sync.store.library import Library
from bivouac.sync.store.space import measure
from bivouac.sync.transfer.given_up import give_up
from tests.courses.bundle.conftest import store_course
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, button_called, copy_home, entry, until


def finish(library: Library, learner: str, course: str) -> None:
    journal = library.journal(learner)
    for _, activity in library.shelf.course(course).activities():
        journal.record(course, activity.id, Completed())


def rows(laptop: Laptop) -> list[str]:
    return [row.deed.accessibleName() for row in laptop.window.findChildren(SpaceRow) if row.deed.text()]


def shown(laptop: Laptop) -> SpaceScreen:
    laptop.app.go("downloads")
    button_called(laptop.screen(DownloadsScreen), "What takes space…").click()
    screen = laptop.screen(SpaceScreen)
    until(lambda: screen._measuring is None and screen._turns.are_done())
    until(lambda: any(row.isVisible() for row in screen.findChildren(SpaceRow)))
    return screen


def yes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)


def test_finished_courses_come_first_and_their_bytes_come_back(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    awa = laptop.library(lambda library: library.people.learners()[0].id)
    laptop.library(lambda library: finish(library, awa, FRENCH))
    laptop.library(lambda library: library.journal(awa).record(ENGLISH, "project-read", Noted("n", "my note", 0, "")))
    screen = shown(laptop.open())
    said = laptop.library(measure)
    assert screen.view.ours.text().startswith(f"Bivouac takes {megabytes(said.total)}, other things ")
    frees = next(one.frees for one in said.courses if one.id == FRENCH)
    first, second = rows(laptop)
    assert first.startswith(f"Remove ({megabytes(frees)}): Premiers pas") and "First steps" in second
    yes(monkeypatch)
    button_called(screen, first).click()
    until(lambda: laptop.said() == f"Removed. {megabytes(frees)} are free again.")
    until(lambda: rows(laptop) == [second])
    assert laptop.library(lambda library: library.journal(awa).completed())[FRENCH]
    assert [note.text for note in laptop.library(lambda library: library.journal(awa).notes(ENGLISH))] == ["my note"]


def test_a_course_is_not_finished_while_another_is_learning_with_it(laptop: Laptop) -> None:
    awa = laptop.library(lambda library: library.people.learners()[0].id)
    koffi = laptop.library(lambda library: library.people.add_guest("Koffi").id)
    laptop.library(lambda library: finish(library, awa, FRENCH))
    laptop.library(lambda library: library.journal(koffi).record(FRENCH, "project-read", Completed()))
    laptop.library(lambda library: library.people.use(awa))
    screen = shown(laptop.open())
    standings = {row.space.id: row.standing for row in screen._shown if hasattr(row, "standing")}  # type: ignore[attr-defined]
    assert standings == {FRENCH: Standing.BEGUN_BY_OTHERS, ENGLISH: Standing.UNTOUCHED}
    assert laptop.sees("Others on this computer are learning with these")


def test_a_second_copy_of_a_film_can_go(empty_laptop: Laptop) -> None:
    laptop = empty_laptop

    def stock(library: Library) -> None:
        library.people.add_guest("Awa")
        store_course(library.shelf.layout, "planning", films={"240p": b"s" * 2_000_000, "480p": b"l" * 5_000_000})
        library.shelf.mend()

    laptop.library(stock)
    screen = shown(laptop.open())
    button_called(screen, "Keep only the sharp films (2.0 MB): Planning").click()
    until(lambda: laptop.said() == "Removed. 2.0 MB are free again.")
    until(lambda: laptop.sees("films 5.0 MB"))


def give_up_an_update(library: Library) -> None:
    """A download and an update of a course that were cancelled after most of them had come."""
    layout = library.shelf.layout
    for course, title in (("law", "Law"), (FRENCH, "Premiers pas")):
        version = store_course(layout, course, version="9", film=course.encode() * 100_000)
        offer = entry(course, title, manifest=version.digest, manifest_size=version.size)
        layout.forget(course)
        library.downloads.want("campus", offer, "240p")
        give_up(library, course)


def test_what_is_kept_of_cancelled_downloads_is_shown_by_course_and_freed(laptop: Laptop) -> None:
    def prepare(library: Library) -> None:
        before = library.shelf.layout.reference(FRENCH)
        give_up_an_update(library)
        library.shelf.layout.switch({FRENCH: before} if before else {})

    laptop.library(prepare)
    screen = shown(laptop.open())
    until(lambda: laptop.sees("Kept of courses that did not come whole"))
    said = {one.id: one for one in laptop.library(measure).courses}
    first, second, *others = rows(laptop)
    assert first == f"Free ({megabytes(said[FRENCH].arriving)}): Premiers pas en gestion de projet"
    assert second == f"Free ({megabytes(said['law'].arriving)}): Law"
    assert not any("Law" in one for one in others) and laptop.sees("of a cancelled update")
    for course, name in (("law", second), (FRENCH, first)):
        button_called(screen, name).click()
        freed = f"Removed. {megabytes(said[course].arriving)} are free again."
        until(lambda freed=freed: laptop.said() == freed)
        until(lambda name=name: name not in rows(laptop))
    assert not laptop.sees("Kept of courses that did not come whole")
    assert laptop.library(lambda library: library.shelf.complete_lessons(library.shelf.course(FRENCH)))
    assert laptop.library(lambda library: library.downloads.all()) == []


def test_a_course_of_which_nothing_has_come_yet_takes_no_space(laptop: Laptop) -> None:
    law = entry("law", "Law")
    laptop.library(lambda library: library.downloads.want("campus", law, "240p"))
    shown(laptop.open())
    assert len(rows(laptop)) == 2 and not laptop.sees("Law")


def test_what_the_hub_on_this_computer_has_too_is_not_promised(laptop: Laptop, tmp_path: Path) -> None:
    def hub(library: Library) -> None:
        with stock_at(library.folder) as stock:
            fill_hub(HubFolder.create(tmp_path / "hub", "Campus"), stock, [FRENCH])

    laptop.library(hub)
    screen = shown(laptop.open())
    size = next(one.size for one in laptop.library(measure).courses if one.id == FRENCH)
    assert any(one.startswith("Remove (0 kB): Premiers pas") for one in rows(laptop))
    assert laptop.sees(f"{megabytes(size)} of it stay: the hub on this computer has them, too") and screen


@pytest.mark.skipif(sys.platform != "linux", reason="needs a drive of a few megabytes")
def test_room_is_made_where_not_one_byte_is_free(
    qapp: QApplication, small_drive: Path, stocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = Laptop(copy_home(stocked, small_drive / "home"))
    try:
        awa = laptop.library(lambda library: library.people.learners()[0].id)
        laptop.library(lambda library: library.journal(awa).record(FRENCH, "project-read", Completed()))
        laptop.open()
        with (small_drive / "other.bin").open("wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while file.write(b"x" * size):
                        pass
                except OSError:
                    continue
        assert os.statvfs(small_drive).f_bavail == 0
        screen = shown(laptop)
        assert screen.view.drive.text().startswith("0 kB of")
        yes(monkeypatch)
        button_called(screen, next(one for one in rows(laptop) if "First steps" in one)).click()
        until(lambda: laptop.said().startswith("Removed."))
        until(lambda: len(rows(laptop)) == 1)
        assert os.statvfs(small_drive).f_bavail > 0
        assert laptop.library(lambda library: library.journal(awa).completed()) == {FRENCH: {"project-read"}}
    finally:
        laptop.close()
