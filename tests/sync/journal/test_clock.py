"""The clock never goes back, whatever the computer believes."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bivouac.sync.journal.clock import COUNTER_BITS, Clock, milliseconds


@given(st.lists(st.integers(0, 4_000_000_000_000), min_size=1, max_size=30))
def test_readings_grow_however_the_wall_clock_jumps(walls: list[int]) -> None:
    times = iter(walls)
    clock = Clock(0, lambda: next(times))
    readings = [clock.tick() for _ in walls]
    assert all(before < after for before, after in itertools.pairwise(readings))


def test_a_reading_is_the_wall_clock_when_that_is_ahead() -> None:
    assert milliseconds(Clock(0, lambda: 1_700_000_000_000).tick()) == 1_700_000_000_000


def test_what_is_done_after_seeing_another_device_comes_after_it() -> None:
    clock = Clock(900 << COUNTER_BITS, lambda: 5)
    assert clock.tick() > 900 << COUNTER_BITS
