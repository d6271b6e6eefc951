"""Downloads that were cancelled: what came of them stays until it is wanted again, or room is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac import drives, machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor, decode_manifest
from bivouac.courses.bundle.part import DOWNLOADS, part_path
from bivouac.errors import AwayError, LargeFileError, SpaceError
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.given_up import WORTH_KEEPING, give_up, kept_of, let_go, tidy, with_room
from bivouac.sync.transfer.moving import move_courses
from tests.courses.bundle.conftest import store_course

MEGABYTE = 1_000_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "home")
    library.people.add_guest("Awa")
    yield library
    library.close()


def begin(library: Library, course: str, film: int) -> Descriptor:
    """As a download leaves a course of which all but the first film has come, cut off by the person."""
    layout = library.shelf.layout
    version = store_course(layout, course, film=course.encode() * (film // len(course)))
    layout.forget(course)
    entry = CatalogueEntry(
        id=course, title=course, summary="", language="en", version="1", manifest=version.digest,
        manifest_size=version.size, cover=None, cover_size=0, lessons=1, sizes={"240p": film},
    )  # fmt: skip
    library.downloads.want("campus", entry, "240p")
    return version


def cancelled(library: Library) -> list[str]:
    return [one.course for one in library.downloads.kept()]


def test_what_came_survives_every_sweep_until_it_is_let_go(library: Library) -> None:
    version = begin(library, "trade", MEGABYTE)
    layout = library.shelf.layout
    blobs = layout.needed_by(version)
    came = give_up(library, "trade")
    assert came > MEGABYTE and cancelled(library) == ["trade"] and library.downloads.queue() == []
    assert not library.arriving.look() and not library.shelf.courses(), "it comes to no shelf while nobody wants it"
    layout.sweep(library.downloads.versions(), spare=-1)
    tidy(library)
    library.shelf.mend()
    assert all(layout.has(one) for one in blobs)
    assert let_go(library, "trade") == came
    assert not any(layout.has(one) for one in blobs) and library.downloads.all() == []


def test_parts_count_as_far_as_they_have_come_and_stay_too(library: Library) -> None:
    version = begin(library, "trade", MEGABYTE)
    layout = library.shelf.layout
    film = max(decode_manifest(layout.blob_path(version.digest).read_bytes()).layers, key=lambda one: one.size)
    whole = kept_of(library, library.downloads.all()[0])
    layout.delete_blob(film.digest)
    from bivouac.courses.bundle.part import Part

    with Part(layout.folder / DOWNLOADS, film.digest, film.size) as part:
        part.land(0, b"x" * 400_000)
    came = give_up(library, "trade")
    assert came == whole - film.size + 400_000
    tidy(library)
    assert part_path(layout.folder / DOWNLOADS, film.digest).exists()
    let_go(library, "trade")
    assert not list((layout.folder / DOWNLOADS).glob("*"))


def test_of_next_to_nothing_nothing_is_kept(library: Library) -> None:
    begin(library, "trade", WORTH_KEEPING // 4)
    library.downloads.set_state("trade", library.downloads.all()[0].state.PAUSED)
    assert give_up(library, "trade") == 0
    assert library.downloads.all() == [] and not library.shelf.layout.garbage()


def test_what_is_wanted_again_is_not_let_go(library: Library) -> None:
    version = begin(library, "trade", MEGABYTE)
    give_up(library, "trade")
    begin(library, "trade", MEGABYTE)
    assert let_go(library, "trade") == 0
    assert library.shelf.layout.has(version.digest) and [one.course for one in library.downloads.queue()] == ["trade"]


def test_a_course_that_comes_by_stick_after_all_is_kept_of_nothing(library: Library) -> None:
    version = begin(library, "trade", MEGABYTE)
    give_up(library, "trade")
    library.shelf.take_in(version)
    assert library.downloads.all() == [] and library.shelf.find("trade") is not None


def test_room_is_made_oldest_first_and_no_more_than_needed(library: Library) -> None:
    for course in ("first", "second", "third"):
        begin(library, course, MEGABYTE)
        give_up(library, course)
    second = next(one for one in library.downloads.kept() if one.course == "second")
    tries = [SpaceError("Full.", missing=100), SpaceError("Full.", missing=100)]

    def work() -> str:
        if tries:
            raise tries.pop()
        return "done"

    assert with_room(library, work, spared=[second.manifest]) == "done"
    assert cancelled(library) == ["second"]


def test_what_a_stick_brings_does_not_go_to_make_room_for_itself(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = begin(library, "trade", MEGABYTE)
    give_up(library, "trade")
    stick = Layout.create(tmp_path / "stick")
    store_course(stick, "trade", film=b"trade" * (MEGABYTE // 5))
    film = max(stick.needed_by(version), key=lambda one: stick.size(one) or 0)
    library.shelf.layout.delete_blob(film)  # the film is still to come
    came = kept_of(library, library.downloads.all()[0])
    monkeypatch.setattr(machine, "free_space", lambda folder: MEGABYTE - came // 2)
    with pytest.raises(SpaceError):
        take_in_bundle(library, stick.folder)
    assert cancelled(library) == ["trade"] and kept_of(library, library.downloads.all()[0]) == came


def test_what_came_stays_when_it_is_cancelled_while_its_drive_is_away(library: Library, tmp_path: Path) -> None:
    version = begin(library, "trade", MEGABYTE)
    library.downloads.keep_progress("trade", MEGABYTE, 2 * MEGABYTE)
    (tmp_path / "DISK").mkdir()
    layout = library.shelf.layout
    move_courses(layout, drives.Drive(tmp_path / "DISK", "DISK", 0, 0))
    (tmp_path / "DISK").rename(tmp_path / "drawer")
    assert give_up(library, "trade") == MEGABYTE and cancelled(library) == ["trade"]
    with pytest.raises(AwayError):
        let_go(library, "trade")
    assert cancelled(library) == ["trade"]
    (tmp_path / "drawer").rename(tmp_path / "DISK")
    tidy(library)
    assert layout.has(version.digest) and let_go(library, "trade") > MEGABYTE


def test_what_would_not_be_enough_stays(library: Library) -> None:
    begin(library, "trade", MEGABYTE)
    give_up(library, "trade")

    def work(error: SpaceError) -> None:
        raise error

    for hopeless in (SpaceError("Full.", missing=50 * MEGABYTE), LargeFileError()):
        with pytest.raises(SpaceError) as told:
            with_room(library, lambda error=hopeless: work(error))  # type: ignore[misc]
        assert told.value is hopeless and cancelled(library) == ["trade"]


def test_a_course_from_a_stick_takes_the_room_of_a_cancelled_one_and_of_nothing_else(
    small_disk: Path, tmp_path: Path
) -> None:
    source = Layout.create(tmp_path / "stick")
    store_course(source, "new", film=b"new" * (2 * MEGABYTE))
    library = Library(small_disk / "home")
    library.people.add_guest("Awa")
    store_course(library.shelf.layout, "whole", film=b"whole" * (MEGABYTE // 5))
    library.shelf.mend()
    begin(library, "cancelled", 5 * MEGABYTE)
    give_up(library, "cancelled")
    (small_disk / "others").write_bytes(bytes(shutil.disk_usage(small_disk).free - 3 * MEGABYTE))
    assert take_in_bundle(library, source.folder) == ["Planning"]
    assert {one.id for one in library.shelf.courses()} == {"new", "whole"} and cancelled(library) == []
    assert library.shelf.complete_lessons(library.shelf.course("whole"))
    library.close()
