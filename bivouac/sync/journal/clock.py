"""Hybrid logical clock (Kulkarni et al., 2014): near the wall clock when that is right, and never backwards when it is not.

A reading is one integer: milliseconds since 1970 in the upper bits, a counter in the lower 16. It says in which order things
happened. When they happened, as far as the computer knew, stands beside it: a laptop that believes it is 2090 draws the order of all who
hear from it forward, and must not date what they do.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

COUNTER_BITS = 16

_LATEST_WALL = 4_102_444_800_000
"""2100-01-01: no wall clock is believed beyond it."""

LATEST_FOLLOWED = (_LATEST_WALL << COUNTER_BITS) + (1 << 50)
"""No honest clock reads more: 2100 and a quadrillion acts. A greater reading is kept and ordered, and nobody's clock follows it."""


class Reading(NamedTuple):
    """When an act happened: `hlc` for order, `wall` (milliseconds since 1970 by this computer's clock) for showing."""

    hlc: int
    wall: int


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

    def tick(self) -> Reading:
        """A reading for an act that happens now."""
        wall = min(max(0, self._wall()), _LATEST_WALL)
        self.last = max(self.last + 1, wall << COUNTER_BITS)
        return Reading(self.last, wall)

    def see(self, hlc: int) -> None:
        """What is done next comes after a reading made elsewhere, unless no honest clock can have made that."""
        if hlc <= LATEST_FOLLOWED:
            self.last = max(self.last, hlc)


def milliseconds(reading: int) -> int:
    """The wall-clock part of a reading, in milliseconds since 1970: near the time when all clocks are right."""
    return reading >> COUNTER_BITS
