import os
import shutil
import sys
from pathlib import Path
from typing import IO

import pytest

from bivouac import drives, machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.model import Video
from bivouac.errors import BundleError, InputError
from tests.courses.bundle.conftest import WEBM, listing, store_course


class CancelledError(Exception):
    pass


def test_a_copy_is_whole(source: Layout, target: Layout) -> None:
    told: list[tuple[int, int]] = []
    (course,) = copy_courses(source, target, ["planning"], progress=lambda done, total: told.append((done, total)))
    assert verify_course(target, target.references()["planning"]) == course
    assert listing(target.folder) == listing(source.folder)
    assert told[-1][0] == told[-1][1] > 0


def test_an_update_brings_only_what_changed(source: Layout, target: Layout) -> None:
    store_course(source, film=b"film" * 100_000)
    copy_courses(source, target, ["planning"])
    store_course(source, version="2", film=b"film" * 100_000)
    told: list[int] = []
    copy_courses(source, target, ["planning"], progress=lambda done, total: told.append(total))
    assert told[-1] < 5_000, "the film is there already"
    assert target.references() == source.references()


def test_one_rendition_is_chosen_among_those_that_are_there(source: Layout, target: Layout, tmp_path: Path) -> None:
    films = {"240p": b"small", "480p": b"large" * 10}
    store_course(source, films=films)
    small, large = (oci.digest_of(WEBM + content) for content in films.values())
    copy_courses(source, target, ["planning"], rendition="480p")
    assert (target.has(small), target.has(large)) == (False, True)
    onward = Layout.create(tmp_path / "onward")
    copy_courses(target, onward, ["planning"], rendition="240p")
    assert (onward.has(small), onward.has(large)) == (False, True), "the only one that the stick has"
    verify_course(onward, onward.references()["planning"])
    onward.delete_blob(large)
    with pytest.raises(BundleError, match="missing"):
        copy_courses(onward, Layout.create(tmp_path / "last"), ["planning"])


@pytest.mark.parametrize("breaks_at", [0, 3_000_000])
def test_a_copy_is_the_same_where_the_system_does_not_copy_by_itself(
    source: Layout, target: Layout, monkeypatch: pytest.MonkeyPatch, breaks_at: int
) -> None:
    """Windows has no such thing, and a drive may refuse it, or break off in the middle of a film."""
    store_course(source, films={"240p": os.urandom(9_000_000)})
    sent, real = 0, machine.send

    def send(into: IO[bytes], handle: int, start: int, size: int) -> int:
        nonlocal sent
        count = real(into, handle, start, min(size, breaks_at - sent)) if sent < breaks_at else 0
        sent += count
        return count

    monkeypatch.setattr(machine, "send", send)
    copy_courses(source, target)
    verify_course(target, source.references()["planning"])
    assert sent == breaks_at or sys.platform != "linux"


def test_a_drive_that_takes_no_large_files_gets_the_sharpest_films_that_it_takes(
    target: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Layout.create(tmp_path / "three")
    store_course(source, films={"240p": b"s" * 100, "480p": b"m" * 5_000, "720p": b"l" * 9_000})
    monkeypatch.setattr(drives, "largest_file", lambda folder: 6_000)  # FAT32, made smaller
    (course,) = copy_courses(source, target, ["planning"], rendition="720p")
    film = next(one for _, one in course.activities() if isinstance(one, Video))
    assert [one.name for one in film.renditions if target.has(one.blob)] == ["480p"]


def test_a_cancelled_copy_is_taken_up_where_it_stopped(source: Layout, target: Layout) -> None:
    store_course(source, films={"240p": os.urandom(2_000_000), "480p": os.urandom(2_500_000)})

    def cancel(done: int, total: int) -> None:
        if done > 3_000_000:
            raise CancelledError

    with pytest.raises(CancelledError):
        copy_courses(source, target, ["planning"], progress=cancel)
    assert target.references() == {}
    assert not any(".part-" in name for name in listing(target.folder))
    told: list[int] = []
    copy_courses(source, target, ["planning"], progress=lambda done, total: told.append(total))
    assert told[-1] < 3_000_000, "the first film is not copied again"
    verify_course(target, target.references()["planning"])


def test_importing_the_same_version_again_repairs_it(source: Layout, target: Layout) -> None:
    store_course(source, film=b"film" * 1000)
    copy_courses(source, target, ["planning"])
    film = target.blob_path(oci.digest_of(WEBM + b"film" * 1000))
    film.write_bytes(film.read_bytes()[:-1] + b"x")
    copy_courses(source, target, ["planning"])
    verify_course(target, target.references()["planning"])


def test_courses_appear_together_or_not_at_all(source: Layout, target: Layout) -> None:
    store_course(source, "a-good-one", film=b"good")
    store_course(source, "z-bad-one", film=b"bad")
    path = source.blob_path(oci.digest_of(WEBM + b"bad"))
    path.write_bytes(WEBM + b"BAD")
    before = listing(target.folder)
    with pytest.raises(BundleError, match="damaged"):
        copy_courses(source, target)
    assert listing(target.folder) == before
    assert {course.id for course in copy_courses(source, target, ["a-good-one", "planning"])} == {
        "a-good-one",
        "planning",
    }


def test_a_course_that_is_not_there_is_named(source: Layout, target: Layout) -> None:
    with pytest.raises(InputError, match="geometry"):
        copy_courses(source, target, ["geometry"])
    with pytest.raises(InputError):
        copy_courses(Layout.create(target.folder / "empty"), target)


def test_an_unplugged_stick_leaves_the_old_version_in_place(source: Layout, target: Layout) -> None:
    copy_courses(source, target, ["planning"])
    old = target.references()
    store_course(source, version="2", film=os.urandom(3_000_000))

    def unplug(done: int, total: int) -> None:
        shutil.rmtree(source.folder, ignore_errors=True)

    with pytest.raises(InputError, match="what was copied stays"):
        copy_courses(source, target, ["planning"], progress=unplug)
    assert target.references() == old
    verify_course(target, old["planning"])


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose reading fails, as Linux has")
def test_a_drive_that_cannot_be_read_is_said(target: Layout) -> None:
    with (
        Path("/proc/self/mem").open("rb") as unreadable,
        target.intake() as intake,
        pytest.raises(InputError, match="Plug it in again"),
    ):
        intake.take(unreadable)
    assert not any(".part-" in name for name in listing(target.folder))
