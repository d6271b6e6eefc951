"""How often one may ask: a bucket for each asker that fills slowly and empties with each request.

The buckets lie in a table that all processes of a hub share: who is slowed down by one is slowed down by all. It has a fixed size, in sets of
a few slots; where a set is full, whoever has most left is forgotten first, for that takes least from what the brake is there for.
"""

from __future__ import annotations

import hashlib
import struct
import time
from collections.abc import Callable

from bivouac.sync.hub.crew import ALONE, Crew
from bivouac.sync.hub.refusals import RefusalError

_SETS, _SLOTS = 2048, 8
_SLOT = struct.Struct("=Qdd")
"""Who (a hash; 0 where nobody is), what is left, and when that was so."""


class Brake:
    """Lets each asker ask `burst` times at once, and `rate` times a second in the long run.

    Args:
        name: under which the processes of `crew` share it: another for each brake.
        clock: seconds, monotonic, the same for all processes of this machine.
    """

    def __init__(
        self, name: str, burst: int, rate: float, crew: Crew = ALONE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._seed = crew.seed
        self._turn = crew.turn(name)
        self._table = crew.memory(name, _SETS * _SLOTS * _SLOT.size)

    def spend(self, asker: str) -> None:
        """Count one request. Raises RefusalError (429) when the asker has none left."""
        with self._turn.held():
            who, at, left = self._find(asker)
            if left >= 1:
                _SLOT.pack_into(self._table, at, who, left - 1, self._clock())
                return
        raise self._refusal(left)

    def check(self, asker: str) -> None:
        """Raise as `spend`, and count nothing."""
        with self._turn.held():
            left = self._find(asker)[2]
        if left < 1:
            raise self._refusal(left)

    def _find(self, asker: str) -> tuple[int, int, float]:
        """An asker's hash, where in the table they are or would be, and what they have left."""
        hashed = hashlib.blake2b(asker.encode(), digest_size=16, key=self._seed).digest()
        who = int.from_bytes(hashed[:8], "little") or 1
        start = int.from_bytes(hashed[8:], "little") % _SETS * _SLOTS * _SLOT.size
        free, most, now = start, -1.0, self._clock()
        for at in range(start, start + _SLOTS * _SLOT.size, _SLOT.size):
            known, left, then = _SLOT.unpack_from(self._table, at)
            left = min(self._burst, left + (now - then) * self._rate) if known else self._burst + 1.0
            if known == who:
                return who, at, left
            if left > most:
                free, most = at, left
        return who, free, float(self._burst)

    def _refusal(self, left: float) -> RefusalError:
        seconds = max(1, round((1 - left) / self._rate))
        return RefusalError(
            429, "There were too many attempts. Wait {seconds} seconds, then try again.", seconds=seconds
        )
