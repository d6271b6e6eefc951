"""How often one may ask: a bucket for each asker that fills slowly and empties with each request."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from bivouac.sync.hub.refusals import RefusalError

_MAX_ASKERS = 10_000


class Brake:
    """Lets each asker ask `burst` times at once, and `rate` times a second in the long run.

    Args:
        clock: seconds, monotonic.
    """

    def __init__(self, burst: int, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[str, tuple[float, float]] = {}  # what is left, and when that was so

    def spend(self, asker: str) -> None:
        """Count one request. Raises RefusalError (429) when the asker has none left."""
        with self._lock:
            left = self._left(asker)
            if left < 1:
                raise self._refusal(left)
            self._forget_some()
            self._buckets[asker] = (left - 1, self._clock())

    def check(self, asker: str) -> None:
        """Raise as `spend`, and count nothing."""
        with self._lock:
            left = self._left(asker)
        if left < 1:
            raise self._refusal(left)

    def _left(self, asker: str) -> float:
        left, then = self._buckets.get(asker, (float(self._burst), 0.0))
        return min(self._burst, left + (self._clock() - then) * self._rate)

    def _refusal(self, left: float) -> RefusalError:
        seconds = max(1, round((1 - left) / self._rate))
        return RefusalError(
            429, "There were too many attempts. Wait {seconds} seconds, then try again.", seconds=seconds
        )

    def _forget_some(self) -> None:
        """Askers whose bucket is full again need not be remembered; when that is not enough, those who asked longest ago."""
        if len(self._buckets) < _MAX_ASKERS:
            return
        self._buckets = {asker: bucket for asker, bucket in self._buckets.items() if self._left(asker) < self._burst}
        for asker in list(self._buckets)[: len(self._buckets) - _MAX_ASKERS // 2]:
            del self._buckets[asker]
