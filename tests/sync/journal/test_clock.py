"""The clock never goes back, whatever the computer believes."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bivouac.sync.journal.clock import COUNTER_BITS, LATEST_FOLLOWED, Clock, milliseconds


@given(st.lists(st.integers(-1_000_000_000, 1 << 50), min_size=1, max_size=30))
def test_readings_grow_however_the_wall_clock_jumps(walls: list[int]) -> None:
    times = iter(walls)
    clock = Clock(0, lambda: next(times))
    readings = [clock.tick().hlc for _ in walls]
    assert all(before < after for before, after in itertools.pairwise(readings))


def test_a_reading_is_the_wall_clock_when_that_is_ahead() -> None:
    assert milliseconds(Clock(0, lambda: 1_700_000_000_000).tick().hlc) == 1_700_000_000_000


def test_what_is_done_after_seeing_another_device_comes_after_it() -> None:
    clock = Clock(900 << COUNTER_BITS, lambda: 5)
    assert clock.tick().hlc > 900 << COUNTER_BITS


def test_the_time_is_what_this_computer_believes_whatever_others_made_of_the_order() -> None:
    clock = Clock(4_000_000_000_000 << COUNTER_BITS, lambda: 1_700_000_000_000)
    assert clock.tick() == ((4_000_000_000_000 << COUNTER_BITS) + 1, 1_700_000_000_000)


@given(st.lists(st.integers(0, (1 << 62) - 1), max_size=20))
def test_nobody_is_led_to_the_end_of_time(seen: list[int]) -> None:
    """A hostile record may say any order: own readings keep room for all acts to come."""
    clock = Clock(0, lambda: 5)
    for reading in seen:
        clock.see(reading)
    first, second = clock.tick().hlc, clock.tick().hlc
    assert first < second <= LATEST_FOLLOWED + 2
    assert all(reading < first for reading in seen if reading <= LATEST_FOLLOWED)
