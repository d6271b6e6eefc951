"""A cap on what a line brings, over all flows together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_BURST_SECONDS = 0.25


class Throttle:
    """Makes flows wait so that together they take no more than the cap.

    Args:
        cap: asked each time: bytes a second, 0 for as many as come.
    """

    def __init__(self, cap: Callable[[], int]) -> None:
        self._cap = cap
        self._lock = threading.Lock()
        self._free = time.monotonic()

    def took(self, count: int) -> float:
        """Count bytes that came; the seconds to wait before taking more."""
        cap = self._cap()
        if cap <= 0:
            return 0.0
        with self._lock:
            now = time.monotonic()
            self._free = max(self._free, now - _BURST_SECONDS) + count / cap
            return max(0.0, self._free - now)
