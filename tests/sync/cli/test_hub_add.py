"""`bivouac hub add`: what is sound of a folder or a file comes, and what is damaged is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import digest_of
from bivouac.courses.bundle.verify import verify_course
from tests.courses.bundle.conftest import WEBM, store_course
from tests.courses.bundle.test_copy import flip
from tests.sync.campus import store_two_lessons
from tests.terminal import bivouac

PLAN, TRADE = b"plan" * 50_000, b"trade" * 50_000


@pytest.mark.parametrize("road", ["folder", "file"])
def test_a_damaged_course_keeps_no_other_away(tmp_path: Path, road: str) -> None:
    source, hub = Layout.create(tmp_path / "three"), tmp_path / "hub"
    store_course(source, "a-plan", film=b"a")
    store_course(source, "planning", film=PLAN)
    store_two_lessons(source, {"240p": TRADE})
    bivouac("hub", "init", hub, "--name", "Campus")
    place = source.folder
    if road == "file":
        place = tmp_path / "three.bivouac"
        write_archive(source, place)
        data = bytearray(place.read_bytes())
        data[data.index(PLAN) + 1000] ^= 1
        place.write_bytes(data)
    else:
        flip(source.blob_path(digest_of(WEBM + PLAN)))
    added = bivouac("hub", "add", hub, place)
    assert added.exit_code == 1
    assert added.stdout.splitlines() == ["“Planning” is on the hub.", "“Trade” is on the hub."]
    assert added.stderr.strip() == (
        f"{place.name}: This copy of “Planning” is damaged: film “Film” (240p). It was not added; take it from another stick or file."
    )
    layout = Layout.open(hub / "content")
    assert sorted(layout.references()) == ["a-plan", "trade"]
    for descriptor in layout.references().values():
        verify_course(layout, descriptor)
    assert not layout.has(digest_of(WEBM + PLAN))
