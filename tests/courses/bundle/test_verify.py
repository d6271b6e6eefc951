from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import REFERENCE, digest_of
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import BundleError
from tests.courses.bundle.conftest import WEBM, store_course


def test_every_blob_matters(source: Layout) -> None:
    descriptor = source.references()["planning"]
    blobs = [path for path in (source.folder / "blobs" / "sha256").iterdir()]
    assert len(blobs) == 4
    for path in blobs:
        whole = path.read_bytes()
        for damage in (whole[:-1], whole + b"x", whole[:-1] + bytes([whole[-1] ^ 1])):
            path.write_bytes(damage)
            with pytest.raises(BundleError):
                verify_course(source, descriptor)
        path.write_bytes(whole)
        path.unlink()
        with pytest.raises(BundleError):
            verify_course(source, descriptor)
        path.write_bytes(whole)
    assert verify_course(source, descriptor).id == descriptor.annotations[REFERENCE]


def test_progress_counts_every_byte(source: Layout) -> None:
    descriptor = store_course(source, film=bytes(3_000_000))
    told: list[tuple[int, int]] = []
    verify_course(source, descriptor, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 3_000_000


def test_a_rendition_may_be_missing_but_not_all(source: Layout, tmp_path: Path) -> None:
    descriptor = store_course(source, films={"240p": b"small", "480p": b"large"})
    source.delete_blob(digest_of(WEBM + b"large"))
    verify_course(source, descriptor)
    source.delete_blob(digest_of(WEBM + b"small"))
    with pytest.raises(BundleError, match="missing"):
        verify_course(source, descriptor)
