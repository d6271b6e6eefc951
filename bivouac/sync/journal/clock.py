"""Hybrid logical clock (Kulkarni et al., 2014): near the wall clock when that is right, and never backwards when it is not.

A reading is one integer: milliseconds since 1970 in the upper bits, a counter in the lower 16.
"""

from __future__ import annotations

import time
from collections.abc import Callable

COUNTER_BITS = 16


def wall_milliseconds() -> int:
    """The computer's own idea of the time, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Clock:
    """Gives each act of this device a reading greater than all that were given or seen.

    Args:
        last: the greatest reading known, made here or elsewhere: what is done next comes after it.
        wall: the wall clock, in milliseconds.
    """

    def __init__(self, last: int = 0, wall: Callable[[], int] = wall_milliseconds) -> None:
        self.last = last
        self._wall = wall

    def tick(self) -> int:
        """A reading for an act that happens now."""
        self.last = max(self.last + 1, self._wall() << COUNTER_BITS)
        return self.last


def milliseconds(reading: int) -> int:
    """The wall-clock part of a reading, in milliseconds since 1970: for showing, never for ordering."""
    return reading >> COUNTER_BITS
