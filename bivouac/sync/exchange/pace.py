"""How much one request brings and asks for: little first, more while the line is quick, so that one of 2 kbit/s gets on as well.

What is under way when a line breaks is sent again, and a slow one breaks under what takes too long. So a request grows only with what the
one before it took.
"""

from __future__ import annotations

import time
from collections.abc import Callable

FIRST_BYTES = 4 * 1024
"""A quarter of a minute at 2 kbit/s, and some hundred acts."""

MOST_BYTES = 256 * 1024
_TIMES = 2
_QUICK_SECONDS, _SLOW_SECONDS = 4.0, 20.0


class Pace:
    """The size of the requests of one exchange.

    Args:
        clock: seconds, as `time.monotonic`.

    Attributes:
        size: bytes of pages that the next request brings, and that its answer may hand back; roughly, for the page that passes it is the last.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.size = FIRST_BYTES
        self._clock = clock
        self._began = 0.0

    def begin(self) -> None:
        """A request leaves."""
        self._began = self._clock()

    def end(self) -> None:
        """Its answer is here."""
        seconds = self._clock() - self._began
        if seconds < _QUICK_SECONDS:
            self.size = min(self.size * _TIMES, MOST_BYTES)
        elif seconds > _SLOW_SECONDS:
            self.size = max(self.size // _TIMES, FIRST_BYTES)
