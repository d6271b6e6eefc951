"""The courses on this disk, after what went wrong between the layout and the rows."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bivouac.courses.bundle.oci import decode_manifest
from bivouac.errors import BundleError, SpaceError
from bivouac.sync.store import shelf
from bivouac.sync.store.library import Library
from tests.courses.bundle.conftest import store_course


def test_a_course_that_only_the_layout_names_comes_onto_the_shelf(tmp_path: Path) -> None:
    """As after a power cut between the two."""
    library = Library(tmp_path)
    store_course(library.shelf.layout, "planning")
    library.shelf.mend()
    assert [course.id for course in library.shelf.courses()] == ["planning"]
    library.shelf.layout.forget("planning")
    library.shelf.mend()
    assert library.shelf.courses() == []
    library.close()


def test_one_damaged_course_does_not_keep_the_others_from_the_shelf(tmp_path: Path) -> None:
    library = Library(tmp_path)
    layout = library.shelf.layout
    damaged = store_course(layout, "a-damaged-one", version="2")
    store_course(layout, "planning")
    store_course(layout, "trade")
    manifest = decode_manifest(layout.blob_path(damaged.digest).read_bytes())
    layout.delete_blob(manifest.config.digest)
    with pytest.raises(BundleError):
        library.shelf.mend()
    assert [course.id for course in library.shelf.courses()] == ["planning", "trade"]
    library.close()


def test_a_course_can_be_removed_where_not_even_that_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The advice on a full disk is to remove a course: its blobs make the room that saying so needs."""
    library = Library(tmp_path)
    store_course(library.shelf.layout, "planning")
    store_course(library.shelf.layout, "trade")
    library.shelf.mend()
    films = [path for path in (tmp_path / "content/blobs/sha256").iterdir()]
    real = shelf.transaction

    def full_until_a_blob_goes(db: sqlite3.Connection) -> AbstractContextManager[None]:
        if all(path.exists() for path in films):
            raise SpaceError("The disk is full. Make room, then try again; nothing that was saved is lost.")
        return real(db)

    monkeypatch.setattr(shelf, "transaction", full_until_a_blob_goes)
    assert library.shelf.remove("trade") > 0
    assert [course.id for course in library.shelf.courses()] == ["planning"]
    assert library.shelf.complete_lessons(library.shelf.course("planning"))
    library.close()


def test_removing_a_course_leaves_what_a_stick_is_just_bringing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    store_course(library.shelf.layout, "planning")
    library.shelf.mend()
    arrived = library.shelf.layout.put(b"a film that belongs to a course which is not whole yet")
    library.shelf.remove("planning")
    assert library.shelf.layout.has(arrived)
    library.close()
