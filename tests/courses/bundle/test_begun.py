"""A copy that is cut off in the middle of a large film goes on behind what is sound of it."""

from __future__ import annotations

import errno
import io
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bivouac import machine
from bivouac.courses.bundle.archive import Archive, write_archive
from bivouac.courses.bundle.copy import Refusal, copy_courses
from bivouac.courses.bundle.layout import FRESH_SECONDS, Layout
from bivouac.courses.bundle.oci import digest_of
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import GoneError, InputError, SpaceError
from tests import windows
from tests.courses.bundle.conftest import WEBM, store_course

FILM = random.Random(3).randbytes(9 * LIMITS.piece + 4321)
DIGEST = digest_of(WEBM + FILM)
SMALL = 100_000
"""Bytes of all but the film."""


class _Dying(io.RawIOBase):
    """A file on a stick that goes away after some bytes."""

    def __init__(self, path: Path, stick: Stick) -> None:
        self._file = path.open("rb", buffering=0)
        self._stick = stick

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._stick.left <= 0:
            self._stick.pulled = self._stick.goes
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        count = self._file.readinto(buffer) or 0
        self._stick.left -= count
        self._stick.given += count
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


class Stick(Layout):
    """A layout that gives so many bytes of films, and then is pulled out, or cannot be read there.

    Attributes:
        given: bytes of films that it gave.
    """

    def __init__(self, folder: Path, left: int = 1 << 40, *, goes: bool = True) -> None:
        super().__init__(folder)
        self.left, self.goes, self.given, self.pulled = left, goes, 0, False

    def open_blob(self, digest: str) -> io.BufferedReader:
        if (self.size(digest) or 0) < LIMITS.pieced_from:
            return super().open_blob(digest)
        return io.BufferedReader(_Dying(self.blob_path(digest), self), 1)

    def is_gone(self) -> bool:
        return self.pulled


@pytest.fixture
def large(source: Layout) -> Layout:
    store_course(source, film=FILM)
    return source


def is_whole(target: Layout) -> bool:
    return verify_course(target, target.references()["planning"]).id == "planning"


def begun(target: Layout) -> list[str]:
    return sorted(path.name for path in (target.folder / "blobs" / "sha256" / ".part-begun").glob("*.*"))


def pull(large: Layout, target: Layout, left: int) -> None:
    with pytest.raises(GoneError, match="what was copied stays"):
        copy_courses(Stick(large.folder, left), target)
    assert target.references() == {} and not target.has(DIGEST)


def test_a_stick_pulled_out_in_the_middle_of_a_film_costs_one_piece(large: Layout, target: Layout) -> None:
    pull(large, target, 5 * LIMITS.piece + 999)
    again = Stick(large.folder)
    told: list[tuple[int, int]] = []
    copy_courses(again, target, progress=lambda done, total: told.append((done, total)))
    assert is_whole(target) and begun(target) == []
    assert again.given <= len(WEBM + FILM) - 5 * LIMITS.piece
    assert told[-1][0] == told[-1][1] and len(told) > 4


def test_it_goes_on_as_often_as_it_is_cut_off(large: Layout, target: Layout) -> None:
    given = 0
    for left in (2, 1, 2, 1):
        stick = Stick(large.folder, left * LIMITS.piece + LIMITS.piece // 2)
        with pytest.raises(GoneError):
            copy_courses(stick, target)
        given += stick.given
    last = Stick(large.folder)
    copy_courses(last, target)
    assert is_whole(target) and given + last.given <= len(WEBM + FILM) + 4 * LIMITS.piece


def test_a_byte_of_what_had_come_that_the_disk_turned_over_costs_its_piece(large: Layout, target: Layout) -> None:
    pull(large, target, 6 * LIMITS.piece)
    (name,) = begun(target)
    path = target.folder / "blobs" / "sha256" / ".part-begun" / name
    content = bytearray(path.read_bytes())
    content[3 * LIMITS.piece + 7] ^= 1
    path.write_bytes(content)
    again = Stick(large.folder)
    copy_courses(again, target)
    assert is_whole(target) and again.given <= len(WEBM + FILM) - 4 * LIMITS.piece


def test_another_file_that_has_the_course_goes_on_with_it(large: Layout, target: Layout, tmp_path: Path) -> None:
    pull(large, target, 5 * LIMITS.piece)
    write_archive(large, tmp_path / "courses.bivouac")
    with Archive(tmp_path / "courses.bivouac") as archive:
        copy_courses(archive, target)
    assert is_whole(target) and begun(target) == []


def test_what_another_stick_has_wrong_is_damage_and_a_sound_one_brings_the_rest(
    large: Layout, target: Layout, tmp_path: Path
) -> None:
    pull(large, target, 5 * LIMITS.piece)
    path = large.blob_path(DIGEST)
    content = bytearray(path.read_bytes())
    content[7 * LIMITS.piece] ^= 1
    path.write_bytes(content)
    left: list[Refusal] = []
    copy_courses(large, target, refused=left.append)
    assert [one.blobs for one in left] == [(DIGEST,)] and not target.has(DIGEST)
    content[7 * LIMITS.piece] ^= 1
    path.write_bytes(content)
    sound = Stick(large.folder)
    copy_courses(sound, target)
    assert is_whole(target) and sound.given <= len(WEBM + FILM) - 7 * LIMITS.piece


def test_a_sector_that_cannot_be_read_is_damage_and_what_came_before_it_stays(large: Layout, target: Layout) -> None:
    left: list[Refusal] = []
    copy_courses(Stick(large.folder, 4 * LIMITS.piece, goes=False), target, refused=left.append)
    assert [one.blobs for one in left] == [(DIGEST,)]
    again = Stick(large.folder)
    copy_courses(again, target)
    assert is_whole(target) and again.given <= len(WEBM + FILM) - 4 * LIMITS.piece


def test_a_full_disk_keeps_nothing_that_is_half_here(
    large: Layout, target: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: object, *rest: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(machine, "sync_file", full)
    with pytest.raises(SpaceError):
        copy_courses(Stick(large.folder), target)
    assert begun(target) == []


def test_two_copies_at_once_bring_both_what_they_should(large: Layout, target: Layout) -> None:
    """The second has nothing to do with what the first has begun."""
    inner: list[bool] = []

    def beside(done: int, total: int) -> None:
        if done > 3 * LIMITS.piece and not inner:
            inner.append(True)
            copy_courses(large, target)

    copy_courses(Stick(large.folder), target, progress=beside)
    assert inner and is_whole(target) and begun(target) == []


def test_what_nobody_takes_up_again_is_swept_after_a_day(large: Layout, target: Layout) -> None:
    pull(large, target, 5 * LIMITS.piece)
    target.sweep()
    assert len(begun(target)) == 1
    os.utime(target.folder / "blobs" / "sha256" / ".part-begun", (0, time.time() - FRESH_SECONDS - 60))
    target.sweep()
    assert begun(target) == []


def test_what_an_older_version_left_goes_with_the_next_copy(large: Layout, target: Layout) -> None:
    pull(large, target, 5 * LIMITS.piece)
    (old,) = begun(target)
    os.utime(target.folder / "blobs" / "sha256" / ".part-begun" / old, (0, time.time() - FRESH_SECONDS - 60))
    store_course(large, version="2", film=FILM[:-1])
    pull(large, target, 5 * LIMITS.piece)
    assert len(begun(target)) == 1 and begun(target) != [old]


def test_a_damaged_film_that_is_open_stays_until_it_is_closed(large: Layout, target: Layout, tmp_path: Path) -> None:
    """Where the system lets nobody replace what is open."""
    with windows.manners(tmp_path):
        copy_courses(large, target)
        path = target.blob_path(DIGEST)
        path.write_bytes(b"?" + path.read_bytes()[1:])
        with pytest.raises(GoneError):
            copy_courses(Stick(large.folder, 5 * LIMITS.piece), target)
        with path.open("rb"), pytest.raises(InputError, match="Close the lesson"):
            copy_courses(large, target)
        again = Stick(large.folder)
        copy_courses(again, target)
        assert again.given == 0, "all of it had come"
    assert is_whole(target) and begun(target) == []


def test_room_is_asked_for_what_is_still_to_come(
    large: Layout, target: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(large, target, 7 * LIMITS.piece)
    monkeypatch.setattr(machine, "free_space", lambda path: 4 * LIMITS.piece)
    copy_courses(large, target)
    assert is_whole(target)


_COPY = """
import sys, time
from pathlib import Path
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout

def slowly(done, total):
    if done > 6 << 20:
        print("on", flush=True)
        time.sleep(60)

copy_courses(Layout.open(Path(sys.argv[1])), Layout.open(Path(sys.argv[2])), progress=slowly)
"""


def test_a_kill_in_the_middle_of_a_film_costs_some_pieces(large: Layout, target: Layout) -> None:
    command = [sys.executable, "-c", _COPY, str(large.folder), str(target.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"on\n"
        process.kill()
    again = Stick(large.folder)
    copy_courses(again, target)
    assert is_whole(target) and again.given <= len(WEBM + FILM) - 6 * LIMITS.piece
