"""Looking at passwords, which costs memory and time: a few at once, some that wait their turn, and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread

from bivouac.sync.hub.refusals import RefusalError

T = TypeVar("T")

_MAY_WAIT, _BUSY_SECONDS = 100, 10
"""Passwords that may wait to be looked at: a few classes, not everybody who makes requests; and when to come again."""


class Hashing:
    """The places where passwords are looked at, `at_once` at one time, so that a class that signs in does not keep others waiting."""

    def __init__(self, at_once: int) -> None:
        self._limiter = anyio.CapacityLimiter(at_once)
        self._at_once, self._taken = at_once, 0

    async def work(self, deed: Callable[[], T]) -> T:
        """Run `deed`, which looks at a password, in a thread. Raises RefusalError (429) when too many wait for that already."""
        if self._taken >= self._at_once + _MAY_WAIT:
            raise RefusalError(
                429, "There were too many attempts. Wait {seconds} seconds, then try again.", seconds=_BUSY_SECONDS
            )
        # Counted here: the limiter knows who waits only a turn of the loop later, when a burst has passed.
        self._taken += 1
        try:
            return await anyio.to_thread.run_sync(deed, limiter=self._limiter)
        finally:
            self._taken -= 1
