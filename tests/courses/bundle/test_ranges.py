"""Ranges of bytes, against a set that holds each byte by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bivouac.courses.bundle.ranges import Ranges

PLACE = st.integers(0, 60)


@given(st.lists(st.tuples(st.booleans(), PLACE, PLACE), max_size=30), PLACE, PLACE)
def test_it_is_a_set_of_bytes(steps: list[tuple[bool, int, int]], start: int, end: int) -> None:
    ranges, plain = Ranges(), set[int]()
    for adds, one, other in steps:
        (ranges.add if adds else ranges.cut)(one, other)
        (plain.update if adds else plain.difference_update)(range(one, other))
    assert {byte for one, other in ranges for byte in range(one, other)} == plain
    assert ranges.total == len(plain)
    assert all(before[1] < after[0] for before, after in zip(ranges, list(ranges)[1:], strict=False))
    assert ranges.covers(start, end) == (set(range(start, end)) <= plain)
    missing = [byte for one, other in ranges.gaps(start, end) for byte in range(one, other)]
    assert missing == [byte for byte in range(start, end) if byte not in plain]
    assert list(Ranges(ranges)) == list(ranges)
