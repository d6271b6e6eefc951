"""An old copy of a course never takes the place of a newer one unasked, where no catalogue says which is right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.offers import decline, look, take
from bivouac.sync.transfer.replacing import is_older, replaced_in
from tests.sync.campus import store_two_lessons

FILMS = {"240p": b"small"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "library")
    yield library
    library.close()


def stick(tmp_path: Path, *courses: tuple[str, str], films: dict[str, bytes] = FILMS) -> Path:
    """A stick with these courses (id, version)."""
    place = tmp_path / f"stick-{len(list(tmp_path.iterdir()))}"
    layout = Layout.create(place / "Bivouac" / "courses")
    for course, version in courses:
        store_two_lessons(layout, films, version, course)
    return place


@pytest.mark.parametrize(
    ("one", "other", "older"),
    [
        ("1", "2", True),
        ("2", "10", True),
        ("1.10", "1.9", False),
        ("v1.2", "1.2.1", True),
        ("2026-03-01", "2026-11-28", True),
        ("2026-03-01", "3", None),
        ("1", "1", None),
        ("1.0", "1", None),
        ("draft", "2", None),
        ("spring", "autumn", None),
    ],
)
def test_labels_say_what_is_older_where_they_are_numbers(one: str, other: str, older: bool | None) -> None:
    assert is_older(one, other) is older
    assert is_older(other, one) is (None if older is None else not older)


def test_an_older_version_is_not_offered_and_a_newer_one_is(library: Library, tmp_path: Path) -> None:
    take_in_bundle(library, stick(tmp_path, ("trade", "2")))
    assert look(library, stick(tmp_path, ("trade", "1"))) is None
    newer = look(library, stick(tmp_path, ("trade", "3")))
    assert newer is not None and newer.ids == ("trade",) and not newer.replaced


def test_what_may_be_older_is_offered_as_that_after_what_is_new(library: Library, tmp_path: Path) -> None:
    take_in_bundle(library, stick(tmp_path, ("trade", "1")))
    here = library.shelf.manifest("trade")
    other = stick(tmp_path, ("trade", "1"), ("planning", "1"), films={"240p": b"other"})
    first = look(library, other)
    assert first is not None and first.ids == ("planning",) and first.more and not first.replaced
    take(library, first)
    assert library.shelf.manifest("trade") == here
    second = look(library, other)
    assert second is not None and second.ids == ("trade",) and not second.more
    assert [one.sentence() for one in second.replaced] == [
        "This is another version of “Trade” than the one on this computer. Both are called 1, and nothing says which is newer."
    ]
    decline(library, second)
    assert look(library, other) is None
    take(library, second)
    assert library.shelf.manifest("trade") != here, "whoever wants it gets it"


def test_a_file_tells_what_it_would_replace_and_leaves_that_on_demand(library: Library, tmp_path: Path) -> None:
    take_in_bundle(library, stick(tmp_path, ("trade", "2")))
    file = tmp_path / "old.bivouac"
    old = stick(tmp_path, ("trade", "1"), ("planning", "1"))
    write_archive(Layout.open(old / "Bivouac" / "courses"), file)
    for place in (file, old):
        found = replaced_in(library, place)
        assert [(one.course, one.here, one.there, one.older) for one in found] == [("trade", "2", "1", True)]
        assert "older version (1)" in found[0].sentence()
    assert take_in_bundle(library, file, without=["trade"]) == ["Trade"]
    assert {one.id: one.version for one in library.shelf.courses()} == {"trade": "2", "planning": "1"}
