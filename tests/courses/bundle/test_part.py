"""A blob while it arrives, in any order, whatever was left of it."""

from __future__ import annotations

import hashlib
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bivouac.courses.bundle.part import Part, landed, part_path
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError

CONTENT = random.Random(1).randbytes(2 * LIMITS.piece + 300_000)
DIGEST = f"sha256:{hashlib.sha256(CONTENT).hexdigest()}"
PIECES = tuple(hashlib.sha256(CONTENT[at : at + LIMITS.piece]).digest() for at in range(0, len(CONTENT), LIMITS.piece))
FAST = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


def part(folder: Path, pieces: tuple[bytes, ...] = PIECES) -> Part:
    return Part(folder, DIGEST, len(CONTENT), pieces)


def fill(one: Part, step: int = 70_001) -> None:
    for start, end in one.gaps():
        for at in range(start, end, step):
            assert one.land(at, CONTENT[at : min(at + step, end)]) == []


@FAST
@given(st.randoms(use_true_random=False), st.integers(10_000, 2 * LIMITS.piece), st.sampled_from([PIECES, ()]))
def test_it_appears_whole_however_its_bytes_come(
    tmp_path: Path, chance: random.Random, step: int, pieces: tuple[bytes, ...]
) -> None:
    target = tmp_path / "blobs" / "blob"
    order = list(range(0, len(CONTENT), step))
    chance.shuffle(order)
    with part(tmp_path, pieces) as one:
        for at in order:
            assert not one.complete and not target.exists()
            assert one.land(at, CONTENT[at : at + step]) == []
        assert one.complete and one.sound_until(0) == len(CONTENT)
        one.finish(target)
    assert target.read_bytes() == CONTENT and list(tmp_path.iterdir()) == [tmp_path / "blobs"]
    target.unlink()


def test_several_flows_land_at_once(tmp_path: Path) -> None:
    with part(tmp_path) as one:
        places = list(range(0, len(CONTENT), 10_000))
        random.Random(3).shuffle(places)
        with ThreadPoolExecutor(8) as pool:
            assert not any(pool.map(lambda at: one.land(at, CONTENT[at : at + 10_000]), places))
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT


@pytest.mark.parametrize("pieces", [PIECES, ()])
def test_it_goes_on_where_it_was(tmp_path: Path, pieces: tuple[bytes, ...]) -> None:
    with part(tmp_path, pieces) as one:
        one.land(0, CONTENT[:100_000])
        one.land(900_000, CONTENT[900_000:2_200_000])
    with part(tmp_path, pieces) as one:
        assert one.kept == one.done == 1_400_000
        assert one.gaps(5) == [(100_000, 900_000), (2_200_000, len(CONTENT))]
        one.land(2_200_000, CONTENT[2_200_000:] + b"more than it should have")
        fill(one)
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT


def test_a_wrong_piece_costs_itself(tmp_path: Path) -> None:
    wrong = bytearray(CONTENT)
    wrong[LIMITS.piece + 5] ^= 1
    with part(tmp_path) as one:
        assert one.land(0, bytes(wrong)) == [(LIMITS.piece, 2 * LIMITS.piece)]
        assert one.gaps() == [(LIMITS.piece, 2 * LIMITS.piece)] and one.sound_until(0) == LIMITS.piece
        fill(one)
        assert one.complete
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT


def test_what_was_checked_is_not_written_over_and_a_late_flow_brings_nothing(tmp_path: Path) -> None:
    with part(tmp_path) as one:
        one.land(0, CONTENT[: LIMITS.piece + 10])
        assert one.land(0, bytes(LIMITS.piece + 10)) == [], "another flow, which lies"
        fill(one)
        assert one.land(5, b"late") == [] and one.complete
        one.finish(tmp_path / "blob")
        assert one.land(5, b"later still") == []
    assert (tmp_path / "blob").read_bytes() == CONTENT


def test_a_small_blob_is_one_piece(tmp_path: Path) -> None:
    digest = f"sha256:{hashlib.sha256(b'right').hexdigest()}"
    with Part(tmp_path, digest, 5) as one:
        assert one.land(0, b"wrong") == [(0, 5)]
        assert one.done == 0
        assert one.land(0, b"right") == [] and one.complete


def test_an_empty_blob_is_complete_at_once(tmp_path: Path) -> None:
    with Part(tmp_path, f"sha256:{hashlib.sha256(b'').hexdigest()}", 0) as one:
        assert one.complete
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == b""
    with Part(tmp_path, DIGEST, 0) as lie:
        assert not lie.complete


def test_pieces_that_lie_leave_nothing(tmp_path: Path) -> None:
    other = bytes(len(CONTENT))
    lies = tuple(hashlib.sha256(other[at : at + LIMITS.piece]).digest() for at in range(0, len(other), LIMITS.piece))
    with part(tmp_path, lies) as one:
        assert one.land(0, other) == []
        with pytest.raises(BundleError, match="damaged"):
            one.finish(tmp_path / "blob")
    assert list(tmp_path.iterdir()) == []


def test_what_was_interrupted_before_it_began_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), part(tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@FAST
@given(
    length=st.integers(0, len(CONTENT) + 100),
    holes=st.lists(st.integers(0, len(CONTENT)), max_size=3),
    hint=st.one_of(st.none(), st.binary(max_size=60), st.integers(0, 3)),
)
def test_after_a_power_cut_what_is_wrong_is_found_and_the_rest_is_used(
    tmp_path: Path, length: int, holes: list[int], hint: bytes | int | None
) -> None:
    """The file has some length, and zeros where the disk had not got to yet; its map is gone, is nonsense, or says what was true."""
    with part(tmp_path) as one:
        fill(one)
    path = part_path(tmp_path, DIGEST)
    left = bytearray((CONTENT + bytes(100))[:length])
    for hole in holes:
        left[hole : hole + 4096] = bytes(len(left[hole : hole + 4096]))
    path.write_bytes(left)
    if hint is None:
        path.with_suffix(".map").unlink()
    elif isinstance(hint, bytes):
        path.with_suffix(".map").write_bytes(hint)
    with part(tmp_path) as one:
        until = one.sound_until(0)
        assert bytes(left[:until]) == CONTENT[:until]
        if not holes:
            assert until >= min(length, len(CONTENT)) // LIMITS.piece * LIMITS.piece
        while gaps := one.gaps():
            for start, end in gaps:
                one.land(start, CONTENT[start:end])
        one.finish(tmp_path / "blob")
    assert (tmp_path / "blob").read_bytes() == CONTENT
    (tmp_path / "blob").unlink()


def test_a_map_of_something_else_counts_for_nothing(tmp_path: Path) -> None:
    with part(tmp_path) as one:
        one.land(5, CONTENT[5:100])
    path = part_path(tmp_path, DIGEST)
    assert list(landed(path, len(CONTENT))) == [(5, 100)]
    assert not landed(path, 50).total
    path.with_suffix(".map").write_bytes(b"\x01" * 8)
    assert not landed(path, len(CONTENT)).total
