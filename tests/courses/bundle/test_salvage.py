"""What is sound of a course that cannot be described any more, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bivouac.courses.bundle.archive import Archive, write_archive
from bivouac.courses.bundle.archives import opened_folder
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.salvage import salvage
from bivouac.courses.bundle.source import blob_is_intact
from bivouac.courses.bundle.version import read_version
from bivouac.errors import SpaceError
from tests.courses.bundle.conftest import store_course
from tests.courses.bundle.test_copy import flip
from tests.sync.campus import store_two_lessons

FAR = 10**9


@pytest.fixture
def stick(tmp_path: Path) -> Layout:
    """Two courses."""
    layout = Layout.create(tmp_path / "stick")
    store_course(layout, film=b"plan" * 5_000)
    store_two_lessons(layout, {"240p": b"trade" * 5_000})
    return layout


@pytest.fixture
def here(tmp_path: Path) -> Layout:
    return Layout.create(tmp_path / "here")


def blobs_of(layout: Layout, course: str) -> dict[str, int]:
    version = read_version(layout, layout.references()[course])
    return version.small_blobs() | version.films(layout)


def came(layout: Layout) -> set[str]:
    assert all(blob_is_intact(layout, one, layout.size(one) or 0, lambda _: None) for one in layout.digests())
    return set(layout.digests())


def test_without_a_manifest_all_comes_that_no_other_course_needs(stick: Layout, here: Layout) -> None:
    manifest, blobs, others = stick.references()["trade"], blobs_of(stick, "trade"), blobs_of(stick, "planning")
    spoilt = max(blobs, key=lambda one: blobs[one])
    flip(stick.blob_path(manifest.digest))
    flip(stick.blob_path(spoilt))
    stick.put(b"a stranger's")
    told = list[int]()
    size = salvage(stick, here, [manifest], FAR, lambda done, total: told.append(done))
    assert came(here) >= blobs.keys() - {manifest.digest, spoilt} and not came(here) & (others.keys() - blobs.keys())
    assert not {manifest.digest, spoilt} & came(here)
    assert size == sum(here.size(one) or 0 for one in here.digests()) and told == sorted(told)


def test_with_a_manifest_comes_what_it_names(stick: Layout, here: Layout) -> None:
    manifest, blobs = stick.references()["trade"], blobs_of(stick, "trade")
    description = read_version(stick, manifest).manifest.config.digest
    flip(stick.blob_path(description))
    stick.put(b"a stranger's")
    salvage(stick, here, [manifest], FAR)
    assert came(here) == blobs.keys() - {description}
    assert here.garbage([manifest]) == {}, "its manifest keeps it"


@pytest.mark.parametrize("files", [1, 2])
def test_from_files_it_comes_in_the_same_way(stick: Layout, here: Layout, tmp_path: Path, files: int) -> None:
    blobs, manifest = blobs_of(stick, "trade"), stick.references()["trade"]
    (tmp_path / "files").mkdir()
    write_archive(stick, tmp_path / "files" / "a.bivouac", ["trade"])
    if files == 2:
        write_archive(stick, tmp_path / "files" / "b.bivouac", ["planning"])
    with Archive(tmp_path / "files" / "a.bivouac") as archive:
        start, size = archive._members["blobs/" + manifest.digest.replace(":", "/")]
    data = bytearray((tmp_path / "files" / "a.bivouac").read_bytes())
    data[start + size // 2] ^= 1
    (tmp_path / "files" / "a.bivouac").write_bytes(data)
    with opened_folder(tmp_path / "files") as source:
        salvage(source, here, [manifest], FAR)
    assert came(here) == blobs.keys() - {manifest.digest}


def test_a_stick_full_of_strange_things_brings_no_more_than_the_course_may_have(stick: Layout, here: Layout) -> None:
    manifest, blobs = stick.references()["trade"], blobs_of(stick, "trade")
    flip(stick.blob_path(manifest.digest))
    stick.put(bytes(3 * sum(blobs.values())))
    assert salvage(stick, here, [manifest], sum(blobs.values())) <= sum(blobs.values())
    assert came(here) == blobs.keys() - {manifest.digest}


def test_a_full_disk_is_said_before_anything_comes(
    stick: Layout, here: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bivouac.machine.free_space", lambda folder: 10)
    flip(stick.blob_path(stick.references()["trade"].digest))
    with pytest.raises(SpaceError):
        salvage(stick, here, [stick.references()["trade"]], FAR)
    assert came(here) == set()
