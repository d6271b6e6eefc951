"""The courses on this disk, after what went wrong between the layout and the rows."""

from pathlib import Path

import pytest

from bivouac.courses.bundle.oci import decode_manifest
from bivouac.errors import BundleError
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
