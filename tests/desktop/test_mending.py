"""A course that the disk has spoiled: it is said where it is met, and one button fetches what is damaged, and nothing else."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from bivouac import drives, machine
from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.version import read_version
from bivouac.courses.model import Video
from bivouac.desktop import downloading
from bivouac.desktop.actions import downloads
from bivouac.desktop.activities.page import PagePane
from bivouac.desktop.activities.video import VideoPane
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.errors import BundleError
from bivouac.sync.journal.acts import Completed, Noted
from bivouac.sync.store.downloads import Download
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.preload import order, preload
from tests.desktop.laptop import ENGLISH, Laptop, button_called, join_here, until
from tests.sync.campus import Campus

PAGE = "project-read"
REPAIR = "Repair this course"
SAID = "Something of this course is damaged"


@pytest.fixture
def there(laptop: Laptop, campus: Campus) -> Laptop:
    """A laptop with the course, whose campus has it, too."""
    join_here(laptop, campus)
    return laptop


def layout_of(library: Library) -> Layout:
    return library.shelf.layout


def spoil_page(laptop: Laptop, activity: str = PAGE) -> Path:
    """Turn some bits over in the middle of the page's text; returns the pack."""

    def work(library: Library) -> Path:
        course = library.shelf.course(ENGLISH)
        lesson, page = next(pair for pair in course.activities() if pair[1].id == activity)
        path = layout_of(library).blob_path(lesson.pack)
        with library.shelf._pack(lesson) as pack:
            extent = pack.extents()[page.file]  # type: ignore[union-attr]
        content = bytearray(path.read_bytes())
        content[(extent.start + extent.end) // 2] ^= 0xFF
        path.write_bytes(content)
        return path

    return laptop.library(work)


def film_of(laptop: Laptop) -> tuple[str, list[Path]]:
    """The first film of the course, and its files, that which is played first."""

    def work(library: Library) -> tuple[str, list[Path]]:
        film = next(one for _, one in library.shelf.course(ENGLISH).activities() if isinstance(one, Video))
        here = sorted(film.renditions, key=lambda one: -one.size)
        return film.id, [layout_of(library).blob_path(one.blob) for one in here if layout_of(library).has(one.blob)]

    return laptop.library(work)


def is_whole(laptop: Laptop) -> bool:
    """Every byte of the course, and nothing on its way."""

    def work(library: Library) -> bool:
        if library.downloads.find(ENGLISH) is not None:
            return False
        with contextlib.suppress(BundleError):
            return verify_course(layout_of(library), layout_of(library).references()[ENGLISH]).id == ENGLISH
        return False

    return laptop.library(work)


def download(laptop: Laptop) -> Download | None:
    return laptop.library(lambda library: library.downloads.find(ENGLISH))


def kept(laptop: Laptop) -> tuple[int, list[str]]:
    def work(library: Library) -> tuple[int, list[str]]:
        journal = library.journal(library.people.learners()[0].id)
        return len(journal.completed()), [note.text for note in journal.notes()]

    return laptop.library(work)


def test_a_page_that_the_disk_spoiled_is_repaired_with_one_button(there: Laptop) -> None:
    def study(library: Library) -> None:
        journal = library.journal(library.people.learners()[0].id)
        journal.record(ENGLISH, PAGE, Noted("n", "My note"))
        journal.record(ENGLISH, PAGE, Completed())

    there.library(study)
    pack, before = spoil_page(there), {path.name: path.stat().st_mtime_ns for path in blobs(there)}
    lesson = there.open().go("lesson", LessonScreen, course=ENGLISH, activity=PAGE)
    until(lambda: there.sees(SAID))
    assert isinstance(lesson.pane, PagePane)
    button_called(there.window, REPAIR).click()
    until(lambda: is_whole(there))
    until(lambda: not there.sees(SAID) and not there.sees("being repaired"))
    until(lambda: isinstance(lesson.pane, PagePane) and "is damaged" not in lesson.pane.reader.toPlainText())
    until(lambda: there.said() == "“First steps in project management” is whole again.")
    after = {path.name: path.stat().st_mtime_ns for path in blobs(there)}
    assert {name for name in before if before[name] != after.get(name)} == {pack.name}, "nothing else came"
    assert kept(there) == (1, ["My note"])


def blobs(laptop: Laptop) -> list[Path]:
    return laptop.library(lambda library: list(layout_of(library).blob_path("sha256:" + "0" * 64).parent.iterdir()))


@pytest.mark.expects_log("cannot be played")
def test_a_film_that_cannot_be_played_any_more_is_repaired(there: Laptop) -> None:
    activity, (path, *_) = film_of(there)
    path.write_bytes(b"\x1a\x45\xdf\xa3" + b"?" * (path.stat().st_size - 4))
    lesson = there.open().go("lesson", LessonScreen, course=ENGLISH, activity=activity)
    until(lambda: there.sees(SAID))
    button_called(there.window, REPAIR).click()
    until(lambda: is_whole(there), 60)
    until(lambda: isinstance(lesson.pane, VideoPane) and lesson.pane.film is not None and lesson.pane.film.duration > 0)
    assert not there.sees(SAID)


@pytest.mark.parametrize("lost", ["pack", "film", "description"])
def test_what_is_gone_from_the_disk_is_said_on_the_page_of_its_course_and_comes_back(there: Laptop, lost: str) -> None:
    def lose(library: Library) -> None:
        course = library.shelf.course(ENGLISH)
        version = read_version(layout_of(library), layout_of(library).references()[ENGLISH])
        if lost == "pack":
            layout_of(library).delete_blob(next(iter(course.lessons())).pack)
        elif lost == "description":
            layout_of(library).blob_path(version.manifest.config.digest).write_bytes(b"{")

    there.library(lose)
    if lost == "film":
        for path in film_of(there)[1]:
            path.unlink()
    course = there.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: there.sees(SAID) and there.sees("First steps in project management"))
    button_called(there.window, REPAIR).click()
    until(lambda: is_whole(there), 60)
    until(lambda: not course.mending.is_on() and len(course.outline.rows) > 2)
    assert there.sees("Remove from this computer")


def test_without_the_campus_it_waits_as_a_download_does_and_comes_after_a_kill(
    there: Laptop, campus: Campus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 50)
    monkeypatch.setattr(downloading, "_LONGEST_WAIT", 200)
    spoil_page(there)
    url, port = campus.url, int(campus.url.rsplit(":", 1)[1])
    campus.stop()
    there.open().go("lesson", LessonScreen, course=ENGLISH, activity=PAGE)
    button_called(there.window, REPAIR).click()
    until(lambda: there.sees("The campus cannot be reached just now"))
    until(lambda: there.sees("are sound. The rest comes by itself."))
    waiting = download(there)
    assert waiting is not None and waiting.done > 0.9 * waiting.total, "all but the page's lesson is sound"
    other = there.go("lesson", LessonScreen, course=ENGLISH, activity="project-your-turn")
    assert isinstance(other.pane, PagePane), "all else can be read"
    there.close()
    campus.start(port)
    assert campus.url == url
    there.open()
    until(lambda: is_whole(there))


def test_what_the_campus_does_not_have_either_is_said_and_comes_from_a_stick(
    there: Laptop, campus: Campus, tmp_path: Path, demo_bundles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = spoil_page(there)
    campus.hub.layout().delete_blob("sha256:" + pack.name)
    there.open().go("lesson", LessonScreen, course=ENGLISH, activity=PAGE)
    button_called(there.window, REPAIR).click()
    until(lambda: there.sees("nor on a stick that is in"), 60)
    put_in_stick(there, tmp_path, demo_bundles, monkeypatch)
    until(lambda: is_whole(there))


def test_without_any_campus_it_comes_from_a_stick(
    laptop: Laptop, tmp_path: Path, demo_bundles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil_page(laptop)
    laptop.open().go("lesson", LessonScreen, course=ENGLISH, activity=PAGE)
    button_called(laptop.window, REPAIR).click()
    until(lambda: laptop.sees("is on no stick that is in"))
    put_in_stick(laptop, tmp_path, demo_bundles, monkeypatch)
    until(lambda: is_whole(laptop))
    until(lambda: not laptop.sees("is on no stick"))


def put_in_stick(laptop: Laptop, folder: Path, bundles: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    stick = folder / "stick"
    stick.mkdir()
    for bundle in bundles:
        with Archive(bundle) as archive:
            assert preload(order(archive), [stick])[0].complete
    monkeypatch.setattr(drives, "sticks", lambda: [drives.Drive(stick, "STICK", 0, machine.free_space(stick))])
    laptop.app.sticks.look()


def test_where_nothing_is_damaged_that_is_said(there: Laptop) -> None:
    there.open()
    downloads.mend(there.app.desk, ENGLISH)
    until(lambda: there.said().startswith("Nothing of “First steps in project management” is damaged"))
    assert is_whole(there)


def test_films_in_two_sizes_both_stay(there: Laptop, campus: Campus) -> None:
    """Mending is no choice of a size."""

    def both(library: Library) -> set[str]:
        films = [one for _, one in library.shelf.course(ENGLISH).activities() if isinstance(one, Video)]
        for film in films:
            for one in film.renditions:
                if not layout_of(library).has(one.blob):
                    layout_of(library).put(campus.hub.layout().blob_path(one.blob).read_bytes())
        return {one.blob for film in films for one in film.renditions}

    films = there.library(both)
    spoil_page(there)
    there.open()
    downloads.mend(there.app.desk, ENGLISH)
    until(lambda: is_whole(there))
    assert there.library(lambda library: all(layout_of(library).has(one) for one in films))
