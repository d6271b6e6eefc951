"""The courses on this disk, after what went wrong between the layout and the rows."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import decode_manifest
from bivouac.errors import BundleError, SpaceError
from bivouac.sync.journal.acts import Completed, Noted, Reached
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store import arriving, database, shelf
from bivouac.sync.store.downloads import DownloadState
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


@pytest.mark.parametrize("cut_off", [False, True])
def test_an_update_from_a_stick_frees_the_old_version(tmp_path: Path, cut_off: bool) -> None:
    """The layout names the new version before it is on the shelf; also when the power goes between the two."""
    library, stick = Library(tmp_path / "library"), Layout.create(tmp_path / "stick")
    layout = library.shelf.layout
    for version in ("1", "2", "3"):
        new = store_course(stick, "planning", version=version, film=version.encode())
        copy_courses(stick, layout, ["planning"])
        if cut_off:
            library.shelf.mend()
        else:
            library.shelf.take_in(new)
        assert library.shelf.course("planning").version == version and not layout.garbage()
    library.close()


def test_an_update_keeps_the_old_version_until_it_is_complete_and_all_that_was_done(tmp_path: Path) -> None:
    library = Library(tmp_path)
    layout, learner = library.shelf.layout, library.people.add_guest("Awa").id
    new = store_course(layout, "planning", version="2", film=b"new")
    old = store_course(layout, "planning", version="1", film=b"old")
    library.shelf.mend()
    journal = library.journal(learner)
    for activity, act in (("read", Completed()), ("film", Reached(700)), ("film", Noted("n", "my note", 700, ""))):
        journal.record("planning", activity, act)
    before = (journal.states("planning"), journal.notes("planning"), journal.last_places())

    wanted = CatalogueEntry(
        id="planning", title="Planning", summary="", language="en", version="2", manifest=new.digest,
        manifest_size=new.size, cover=None, cover_size=0, lessons=1, sizes={"240p": 7},
    )  # fmt: skip
    library.downloads.want("campus", wanted, "240p")
    assert not library.arriving.look() and not library.shelf.is_arriving("planning")
    assert library.shelf.course("planning").version == "1"
    assert library.shelf.complete_lessons(library.shelf.course("planning")) == {"lesson"}

    only_old = layout.needed_by(old) - layout.needed_by(new)
    library.shelf.take_in(new)
    library.downloads.drop("planning")
    assert library.shelf.course("planning").version == "2"
    assert (journal.states("planning"), journal.notes("planning"), journal.last_places()) == before
    assert {activity.id for _, activity in library.shelf.course("planning").activities()} >= {"read", "film"}
    assert only_old and not any(layout.has(digest) for digest in only_old)
    library.close()


def look_while_another_writes(library: Library) -> None:
    """As after a start: another connection writes just before the row of what arrives would be written."""
    other = Library(library.folder)

    def transaction(connection: sqlite3.Connection) -> AbstractContextManager[None]:
        other.downloads.set_state("planning", DownloadState.WAITING, "The line is away.")
        return database.transaction(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arriving, "transaction", transaction)
        assert arriving.ArrivingCourses(library.shelf._db, library.shelf.layout, library.passages).look()
    other.close()


def test_a_lesson_of_a_course_that_arrives_is_found_once_it_is_here(tmp_path: Path) -> None:
    library = Library(tmp_path)
    layout = library.shelf.layout
    manifest = store_course(layout, "planning")
    layout.forget("planning")
    pack = next(
        one
        for one in decode_manifest(layout.blob_path(manifest.digest).read_bytes()).layers
        if "pack" in one.media_type
    )
    content = layout.blob_path(pack.digest).read_bytes()
    layout.delete_blob(pack.digest)
    wanted = CatalogueEntry(
        id="planning", title="Planning", summary="", language="en", version="1", manifest=manifest.digest,
        manifest_size=manifest.size, cover=None, cover_size=0, lessons=1, sizes={"240p": 7},
    )  # fmt: skip
    library.downloads.want("campus", wanted, "240p")
    assert library.arriving.look() and not library.arriving.look()
    library.shelf.mend()  # as at every start
    [course] = library.shelf.courses()
    assert course.arriving and not library.shelf.complete_lessons(library.shelf.course("planning"))
    assert not library.passages.find("plan 1")
    layout.put(content)
    assert library.arriving.look() and not library.arriving.look()
    assert library.passages.find("plan 1") and library.shelf.complete_lessons(library.shelf.course("planning"))
    look_while_another_writes(library)
    library.shelf.forget_arriving("planning")
    assert not library.shelf.courses() and not library.passages.find("plan 1")
    library.close()
