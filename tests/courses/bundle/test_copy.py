import errno
import os
import shutil
import sys
from pathlib import Path
from typing import IO

import msgspec
import pytest

from bivouac import drives, machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.copy import Refusal, copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import read_blob
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.version import read_version
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Module, Page, Video, decode_course
from bivouac.errors import BundleError, InputError, SpaceError
from tests.courses.bundle.conftest import WEBM, listing, store_course, store_manifest

ALONE = Page(id="read", title="Read", file="page.html")


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


FILMS = [os.urandom(300_000) for _ in range(4)]


@pytest.fixture
def three(tmp_path: Path) -> Layout:
    """A layout with three courses."""
    layout = Layout.create(tmp_path / "three")
    for number, course in enumerate(("a-first", "m-second", "z-third")):
        store_course(layout, course, films={"240p": FILMS[number], "480p": FILMS[3]})
    return layout


def film(number: int) -> str:
    return oci.digest_of(WEBM + FILMS[number])


def flip(path: Path) -> None:
    """Turn one bit over, in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def sound(layout: Layout) -> list[str]:
    """The courses of a layout, each of its blobs and each without a name looked at, too."""
    for descriptor in layout.references().values():
        verify_course(layout, descriptor)
    for path in (layout.folder / "blobs" / "sha256").iterdir():
        assert oci.digest_of(path.read_bytes()) == f"sha256:{path.name}"
    return sorted(layout.references())


def copied(source: Layout, target: Layout, rendition: str | None = None) -> list[Refusal]:
    """Copy all, and return what did not come."""
    left: list[Refusal] = []
    came: list[str] = []
    courses = copy_courses(source, target, None, rendition, came=lambda one: came.append(one.id), refused=left.append)
    assert came == [one.id for one in courses]
    return left


@pytest.mark.parametrize("number", range(3))
def test_one_bit_costs_one_course_and_of_it_one_blob(three: Layout, target: Layout, number: int) -> None:
    course = sorted(three.references())[number]
    flip(three.blob_path(film(number)))
    (left,) = copied(three, target)
    assert (left.course, left.blobs) == (course, (film(number),))
    assert left.version and left.version.course.id == course and "damaged" in left.error.sentence()
    assert sound(target) == sorted(three.references().keys() - {course})
    flip(three.blob_path(film(number)))
    told: list[int] = []
    copy_courses(three, target, [course], progress=lambda done, total: told.append(total))
    assert told[-1] == three.size(film(number)), "what was sound had stayed"
    assert len(sound(target)) == 3


def test_what_courses_share_is_missing_to_each(three: Layout, target: Layout) -> None:
    flip(three.blob_path(film(3)))
    assert [one.blobs for one in copied(three, target)] == [(film(3),)] * 3
    assert sound(target) == [] and all(target.has(film(number)) for number in range(3))
    assert copied(three, target, "240p") == [], "none of them needs it"


def test_without_anybody_to_be_told_the_first_damage_is_an_error(three: Layout, target: Layout) -> None:
    flip(three.blob_path(film(1)))
    with pytest.raises(BundleError, match="damaged"):
        copy_courses(three, target)
    assert sound(target) == ["a-first"]


def test_a_damaged_description_costs_its_course(three: Layout, target: Layout) -> None:
    flip(three.blob_path(three.references()["m-second"].digest))
    (left,) = copied(three, target)
    assert (left.course, left.version) == ("m-second", None) and sound(target) == ["a-first", "z-third"]


def test_a_film_that_is_missing_altogether_is_named(three: Layout, target: Layout) -> None:
    for number in (0, 3):
        three.delete_blob(film(number))
    (left, *others) = copied(three, target)
    assert left.course == "a-first" and left.blobs == (film(0),) and not others
    assert sound(target) == ["m-second", "z-third"] and len(list(target.folder.glob("blobs/*/*"))) == 9, (
        "what was sound of it stayed"
    )


def test_what_arrives_as_sent_and_is_no_course_leaves_nothing(three: Layout, target: Layout, tmp_path: Path) -> None:
    three.forget("m-second")
    course = decode_course(
        read_blob(three, read_version(three, three.references()["a-first"]).manifest.config, LIMITS.course_json)
    )
    pack = b"PK\x05\x06" + bytes(18)
    lesson = msgspec.structs.replace(
        next(iter(course.lessons())), pack=oci.digest_of(pack), pack_size=len(pack), activities=(ALONE,)
    )
    lie = msgspec.structs.replace(course, id="lie", modules=(Module(id="m", title="M", lessons=(lesson,)),))
    store_manifest(three, lie, [(oci.PACK, pack)])
    (left,) = copied(three, target)
    assert (left.course, left.blobs) == ("lie", ()) and sound(target) == ["a-first", "z-third"]
    assert not target.has(left.descriptor.digest) and not target.has(oci.digest_of(pack))


UNREADABLE = Path("/proc/self/mem")
"""A file whose reading fails as that of a bad sector does (EIO)."""


@pytest.mark.skipif(not UNREADABLE.exists(), reason="needs a file whose reading fails, as Linux has")
@pytest.mark.parametrize("what", ["film", "pack", "description"])
def test_a_sector_that_cannot_be_read_is_damage(
    three: Layout, target: Layout, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    manifest = three.references()["m-second"].digest
    version = read_version(three, three.references()["m-second"])
    bad = {"film": film(1), "pack": next(version.course.lessons()).pack, "description": manifest}[what]
    if what == "pack":  # the three have the same
        three.forget("a-first")
        three.forget("z-third")
    real = Layout.open_blob
    monkeypatch.setattr(
        Layout,
        "open_blob",
        lambda layout, digest: UNREADABLE.open("rb") if (layout, digest) == (three, bad) else real(layout, digest),
    )
    (left,) = copied(three, target)
    assert (left.course, left.blobs) == ("m-second", (bad,))
    assert sound(target) == ([] if what == "pack" else ["a-first", "z-third"])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_of_one_s_own_that_takes_nothing_is_no_damage(
    three: Layout, target: Layout, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(file: IO[bytes]) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(machine, "sync_file", full)
    with pytest.raises(SpaceError if number == errno.ENOSPC else OSError):
        copied(three, target)
    assert sound(target) == []


def test_a_stick_pulled_out_behind_a_course_leaves_that_one(three: Layout, target: Layout) -> None:
    aside = three.folder.with_name("aside")
    left: list[Refusal] = []
    with pytest.raises(InputError, match="what was copied stays"):
        copy_courses(three, target, came=lambda course: three.folder.rename(aside), refused=left.append)
    assert not left and sound(target) == ["a-first"]
    aside.rename(three.folder)
    assert copied(three, target) == [] and len(sound(target)) == 3


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
