"""A blob while it arrives, whatever was left of it."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError
from bivouac.sync.transfer.part import Part, part_path

CONTENT = random.Random(1).randbytes(2 * LIMITS.piece + 300_000)
DIGEST = f"sha256:{hashlib.sha256(CONTENT).hexdigest()}"
PIECES = tuple(hashlib.sha256(CONTENT[at : at + LIMITS.piece]).digest() for at in range(0, len(CONTENT), LIMITS.piece))


def part(folder: Path, pieces: tuple[bytes, ...] = PIECES) -> Part:
    return Part(folder, DIGEST, len(CONTENT), pieces)


def test_it_appears_whole_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "blobs" / "blob"
    with part(tmp_path) as one:
        for at in range(0, len(CONTENT), 70_001):
            assert not one.complete
            assert one.add(CONTENT[at : at + 70_001])
        assert one.complete and not target.exists()
        one.finish(target)
    assert target.read_bytes() == CONTENT and list(tmp_path.iterdir()) == [tmp_path / "blobs"]


@pytest.mark.parametrize("pieces", [PIECES, ()])
def test_it_goes_on_where_it_was(tmp_path: Path, pieces: tuple[bytes, ...]) -> None:
    with part(tmp_path, pieces) as one:
        one.add(CONTENT[:1_500_000])
    with part(tmp_path, pieces) as one:
        assert one.kept == one.done == 1_500_000
        one.add(CONTENT[1_500_000:] + b"more than it should have")
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT


def test_a_wrong_piece_costs_itself(tmp_path: Path) -> None:
    wrong = bytearray(CONTENT)
    wrong[LIMITS.piece + 5] ^= 1
    with part(tmp_path) as one:
        assert not one.add(bytes(wrong))
        assert one.done == LIMITS.piece
        assert one.add(CONTENT[one.done :]) and one.complete
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT


def test_a_small_blob_is_one_piece(tmp_path: Path) -> None:
    digest = f"sha256:{hashlib.sha256(b'right').hexdigest()}"
    with Part(tmp_path, digest, 5) as one:
        assert not one.add(b"wrong")
        assert one.done == 0
        assert one.add(b"right") and one.complete


def test_an_empty_blob_is_complete_at_once(tmp_path: Path) -> None:
    with Part(tmp_path, f"sha256:{hashlib.sha256(b'').hexdigest()}", 0) as one:
        assert one.complete
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == b""


def test_pieces_that_lie_leave_nothing(tmp_path: Path) -> None:
    other = bytes(len(CONTENT))
    lies = tuple(hashlib.sha256(other[at : at + LIMITS.piece]).digest() for at in range(0, len(other), LIMITS.piece))
    with part(tmp_path, lies) as one:
        assert one.add(other)
        with pytest.raises(BundleError, match="damaged"):
            one.finish(tmp_path / "blob")
    assert list(tmp_path.iterdir()) == []


def test_what_was_interrupted_before_it_began_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), part(tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(length=st.integers(0, len(CONTENT) + 100), holes=st.lists(st.integers(0, len(CONTENT)), max_size=3))
def test_after_a_power_cut_what_is_wrong_is_found_and_the_rest_is_used(
    tmp_path: Path, length: int, holes: list[int]
) -> None:
    """The file has some length, and zeros where the disk had not got to yet."""
    left = bytearray((CONTENT + bytes(100))[:length])
    for hole in holes:
        left[hole : hole + 4096] = bytes(len(left[hole : hole + 4096]))
    part_path(tmp_path, DIGEST).write_bytes(left)
    with part(tmp_path) as one:
        whole_pieces = one.done // LIMITS.piece * LIMITS.piece
        assert bytes(left[:whole_pieces]) == CONTENT[:whole_pieces]
        if not holes:
            assert one.done == min(length, len(CONTENT))
        while not one.complete:
            one.add(CONTENT[one.done :])
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT
    (tmp_path / "blob").unlink()
