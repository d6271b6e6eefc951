"""What the library takes on its drive: every file once, and nothing promised that removing does not keep."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle.oci import MANIFEST, Descriptor
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.relay.filling import fill_hub, stock_at
from bivouac.sync.store.library import Library
from bivouac.sync.store.space import CourseSpace, Space, measure
from tests.courses.bundle.conftest import store_course

FILM, FILM_2, LARGE = b"f" * 50_000, b"g" * 70_000, b"h" * 90_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "home")
    library.people.add_guest("Awa")
    yield library
    library.close()


def on_drive(library: Library) -> int:
    return sum(path.lstat().st_size for path in library.folder.rglob("*") if path.is_file())


def course(space: Space, name: str) -> CourseSpace:
    return next(one for one in space.courses if one.id == name)


def arriving(library: Library, name: str, version: Descriptor) -> None:
    entry = CatalogueEntry(
        id=name, title="Planning 2", summary="", language="en", version="2", manifest=version.digest,
        manifest_size=version.size, cover=None, cover_size=0, lessons=1, sizes={"240p": 100_000},
    )  # fmt: skip
    library.downloads.want("campus", entry, "240p")


def test_all_sums_are_those_of_the_drive(library: Library) -> None:
    layout = library.shelf.layout
    store_course(layout, "planning", films={"240p": FILM, "480p": LARGE})
    store_course(layout, "trade", film=FILM_2)
    store_course(layout, "law", film=FILM_2)  # the same film and the same pages
    library.shelf.mend()
    (layout.folder / "downloads").mkdir()
    (layout.folder / "downloads" / ("0" * 64 + ".part")).write_bytes(b"p" * 3_000)
    space = measure(library)
    assert space.total == on_drive(library)
    assert course(space, "planning").spare == len(FILM) + 4 and course(space, "planning").films == len(LARGE) + 4
    assert course(space, "trade").films == course(space, "law").films == 0
    assert space.shared > len(FILM_2) and space.leftovers == 3_000
    assert space.capacity > space.free > 0 and space.own > 0


@pytest.mark.parametrize("name", ["planning", "trade", "law"])
def test_removing_a_course_frees_what_was_said(library: Library, name: str) -> None:
    layout = library.shelf.layout
    store_course(layout, "planning", films={"240p": FILM, "480p": LARGE})
    store_course(layout, "trade", version="2", film=FILM_2)
    store_course(layout, "law", film=FILM_2)
    library.shelf.mend()
    before = measure(library)
    freed = library.shelf.remove(name)
    after = measure(library)
    assert freed == course(before, name).frees > 0
    blobs = before.total - before.own - (after.total - after.own)
    assert blobs == freed and name not in [one.id for one in after.courses]


def test_a_film_that_another_course_plays_is_no_spare(library: Library) -> None:
    store_course(library.shelf.layout, "planning", films={"240p": FILM, "480p": LARGE})
    store_course(library.shelf.layout, "trade", version="2", film=FILM)
    library.shelf.mend()
    assert course(measure(library), "planning").spare == 0
    assert library.shelf.drop_spare("planning") == 0
    assert library.shelf.complete_lessons(library.shelf.course("trade"))


def test_spare_films_go_and_the_sharpest_stays(library: Library) -> None:
    store_course(library.shelf.layout, "planning", films={"240p": FILM, "480p": LARGE})
    library.shelf.mend()
    said, size = course(measure(library), "planning").spare, library.shelf.courses()[0].size
    assert library.shelf.drop_spare("planning") == said == len(FILM) + 4
    [shelf] = library.shelf.courses()
    assert (shelf.rendition, shelf.size) == ("480p", size - said)
    assert library.shelf.complete_lessons(library.shelf.course("planning"))


def test_an_update_on_its_way_is_the_courses_own(library: Library, tmp_path: Path) -> None:
    layout = library.shelf.layout
    new = store_course(layout, "planning", version="2", film=FILM_2)
    old = store_course(layout, "planning", version="1", film=FILM)
    library.shelf.mend()
    arriving(library, "planning", new)
    part = layout.folder / "downloads" / f"{layout.blob_path(new.digest).name}.part"
    part.parent.mkdir()
    part.write_bytes(b"p" * 500)
    space = measure(library)
    assert space.total == on_drive(library) and space.leftovers == space.moving == 0
    assert course(space, "planning").arriving > len(FILM_2) + 500
    assert course(space, "planning").films == len(FILM) + 4
    assert Descriptor(media_type=MANIFEST, digest=old.digest, size=old.size).digest == library.shelf.manifest(
        "planning"
    )


def test_what_is_left_over_is_what_a_sweep_removes(library: Library) -> None:
    layout = library.shelf.layout
    store_course(layout, "planning", version="1", film=FILM)
    store_course(layout, "planning", version="2", film=FILM_2)
    library.shelf.mend()
    assert measure(library).moving > len(FILM) and measure(library).leftovers == 0
    past = time.time() - 48 * 3600
    for path in layout.folder.glob("blobs/sha256/*"):
        os.utime(path, (past, past))
    before = measure(library)
    assert before.moving == 0
    assert layout.sweep() == before.leftovers > len(FILM)
    assert measure(library).leftovers == 0


def test_nothing_counts_as_left_over_beside_a_damaged_course(library: Library) -> None:
    layout = library.shelf.layout
    store_course(layout, "planning", film=FILM)
    damaged = store_course(layout, "trade", version="2", film=FILM_2)
    library.shelf.mend()
    path = layout.blob_path(damaged.digest)
    path.write_bytes(b"x" * path.stat().st_size)
    space = measure(library)
    assert space.total == on_drive(library)
    assert space.leftovers == space.moving == 0 and space.shared > len(FILM_2)


def test_what_a_hub_on_this_computer_has_too_is_not_promised(library: Library, tmp_path: Path) -> None:
    layout = library.shelf.layout
    store_course(layout, "planning", films={"240p": FILM, "480p": LARGE})
    store_course(layout, "trade", film=FILM_2)
    library.shelf.mend()
    hub = HubFolder.create(tmp_path / "hub", "Campus")
    for name in ("planning", "trade"):
        with stock_at(library.folder) as stock:
            fill_hub(hub, stock, [name])
    space = measure(library)
    assert space.total == on_drive(library), "it lies here as well"
    planning = course(space, "planning")
    assert planning.films == len(LARGE) + 4 and planning.spare == planning.linked_spare == len(FILM) + 4
    assert (planning.frees, planning.spare_frees) == (0, 0)
    assert library.shelf.drop_spare("planning") == planning.spare_frees
    assert library.shelf.remove("planning") == planning.frees
    for name in ("planning", "trade"):
        hub.layout().forget(name)
    hub.layout().sweep(spare=-1)
    trade = course(measure(library), "trade")
    assert trade.linked == 0 and library.shelf.remove("trade") == trade.frees > len(FILM_2)
