"""What is read, watched or copied while somebody changes it, where the system lets nobody take away what is open (`tests/windows.py`)."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac import drives, machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.part import DOWNLOADS, Part
from bivouac.courses.bundle.pieces import piece_digests
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, InputError
from bivouac.sync.store.arriving import ComingFilm
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.download import drop_parts
from bivouac.sync.transfer.moving import finish_move, move_courses
from tests import windows
from tests.courses.bundle.conftest import WEBM, store_course

FILM, NEXT = b"film" * 100_000, b"next" * 110_000
FILM_BYTES = len(WEBM) + len(FILM)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with a course, on a system with these manners."""
    with windows.manners(tmp_path), contextlib.closing(Library(tmp_path / "home")) as library:
        store_course(library.shelf.layout, "planning", film=FILM)
        library.shelf.mend()
        yield library


def film_of(library: Library) -> Path:
    return next(path for path in library.shelf.layout.drive.glob("blobs/sha256/*") if path.stat().st_size == FILM_BYTES)


def stick(tmp_path: Path, version: str = "1", film: bytes = FILM) -> Path:
    source = Layout.create(tmp_path / f"stick-{version}")
    store_course(source, "planning", version=version, film=film)
    return source.folder


def at_once(library: Library) -> int:
    """A sweep that spares nothing for being young."""
    return library.shelf.layout.sweep(spare=-1)


def test_these_are_the_manners(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path, other = tmp_path / "in" / "file", tmp_path / "other"
    other.write_bytes(b"other")
    with windows.manners(tmp_path), path.open("wb"):
        for deed in (
            path.unlink,
            lambda: path.rename(tmp_path / "elsewhere"),
            lambda: other.replace(path),
            lambda: path.parent.rename(tmp_path / "out"),
        ):
            with pytest.raises(PermissionError) as caught:
                deed()
            assert getattr(caught.value, "winerror", 0) in (5, 32)
        for name in ("aux.txt", "a:b", "end."):
            with pytest.raises(OSError, match=r"nvalid|cannot find"):
                (tmp_path / name).write_bytes(b"")
    path.unlink()


def test_a_course_is_updated_while_its_film_is_open_and_the_old_film_goes_later(
    library: Library, tmp_path: Path
) -> None:
    old = film_of(library)
    with old.open("rb") as watched:
        take_in_bundle(library, stick(tmp_path, "2", NEXT))
        assert library.shelf.course("planning").version == "2"
        at_once(library)
        assert len(watched.read()) == FILM_BYTES
    assert old.exists() and at_once(library) >= FILM_BYTES and not old.exists()


def test_a_course_is_removed_while_its_film_is_open(library: Library) -> None:
    old = film_of(library)
    with old.open("rb") as watched:
        library.shelf.remove("planning")
        assert library.shelf.courses() == [] and len(watched.read()) == FILM_BYTES
    at_once(library)
    assert not old.exists()


def test_what_is_damaged_comes_anew_once_nobody_has_it_open(library: Library, tmp_path: Path) -> None:
    old, source = film_of(library), stick(tmp_path)
    old.write_bytes(old.read_bytes()[:-1] + b"?")
    with old.open("rb"), pytest.raises(InputError, match="Close the lesson"):
        take_in_bundle(library, source)
    assert take_in_bundle(library, source) and old.read_bytes().endswith(FILM)
    assert not list(old.parent.glob(".part-*"))


def test_a_film_that_is_watched_while_it_comes_plays_to_its_end_and_gets_its_name_afterwards(
    library: Library, tmp_path: Path
) -> None:
    """What has landed is said as long as the film is open under its name of the way: else it would stand still for good."""
    content = NEXT * (LIMITS.pieced_from // len(NEXT) + 1)
    joined = piece_digests(io.BytesIO(content))
    digests = tuple(joined[at : at + 32] for at in range(0, len(joined), 32))
    layout = library.shelf.layout
    part = Part(layout.drive / DOWNLOADS, oci.digest_of(content), len(content), digests)
    with part:
        part.land(0, content)
        coming = ComingFilm(part.path, layout.blob_path(part.digest), part.size)
        with part.path.open("rb"):
            for _ in range(2):
                with pytest.raises(PermissionError):
                    part.finish(coming.blob)
                assert not coming.is_whole() and coming.sound_until(0) == len(content)
        part.finish(coming.blob)
    assert coming.is_whole() and list(part.path.parent.iterdir()) == []


def test_what_came_of_a_film_that_nobody_wants_any_more_goes_once_it_is_closed(library: Library) -> None:
    layout = library.shelf.layout
    with Part(layout.drive / DOWNLOADS, oci.digest_of(NEXT), len(NEXT)) as part:
        part.land(0, NEXT[:1000])
    with part.path.open("rb"):
        assert drop_parts(layout) == 0 and part.path.exists()
    assert drop_parts(layout) > 0 and not part.path.exists()


def test_a_film_that_is_not_what_it_says_gets_no_name_however_often_it_is_tried(library: Library) -> None:
    """Each of its pieces is what a lying list says, and somebody has it open."""
    layout, digest = library.shelf.layout, oci.digest_of(b"another film")
    piece = NEXT[:1000] * (LIMITS.piece // 1000 + 1)
    content = 2 * piece[: LIMITS.piece]
    pieces = (hashlib.sha256(content[: LIMITS.piece]).digest(),) * 2
    for _ in range(2):
        with Part(layout.drive / DOWNLOADS, digest, len(content), pieces) as part:
            part.land(0, content)
            with part.path.open("rb"), pytest.raises(BundleError):
                part.finish(layout.blob_path(digest))
    assert not layout.has(digest)


def test_courses_are_moved_while_a_film_is_open_and_what_stayed_goes_later(library: Library, tmp_path: Path) -> None:
    layout, old = library.shelf.layout, film_of(library)
    (tmp_path / "DISK").mkdir()
    drive = drives.Drive(tmp_path / "DISK", "DISK", machine.whole_space(tmp_path), machine.free_space(tmp_path))
    with old.open("rb") as watched:
        assert move_courses(layout, drive)
        finish_move(layout)
        assert len(watched.read()) == FILM_BYTES and layout.keeping.left is not None
    finish_move(layout)
    assert layout.keeping.left is None and not old.exists()
    verify_course(layout, layout.references()["planning"])


def test_an_import_that_was_at_work_while_courses_were_moved_says_so(library: Library, tmp_path: Path) -> None:
    """What it writes cannot be removed, and comes where the courses are no more."""
    (tmp_path / "DISK").mkdir()
    drive = drives.Drive(tmp_path / "DISK", "DISK", machine.whole_space(tmp_path), machine.free_space(tmp_path))
    source, moved = stick(tmp_path, "2", NEXT), list[bool]()

    def meanwhile(done: int, total: int) -> None:
        if not moved:
            moved.append(move_courses(library.shelf.layout, drive))
            finish_move(library.shelf.layout)

    with (
        contextlib.closing(Library(library.folder)) as other,
        pytest.raises(InputError, match="moved to another drive meanwhile"),
    ):
        take_in_bundle(other, source, meanwhile)
    finish_move(library.shelf.layout)
    assert not any((library.folder / "content").glob("blobs/sha256/*"))
