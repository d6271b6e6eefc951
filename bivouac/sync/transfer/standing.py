"""How it goes with one of the places that a download comes from: how many flows it is given, and what its failures cost it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from bivouac.errors import BusyError, LineError, RefusedError
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.wanted import Span

_LONGEST_PAUSE = 60.0
_FEW, _FAST = 2, 4_000_000
"""A line that brings so many bytes a second is filled by a few flows; others get all that their place allows."""

_LEAST = 2_000
"""Bytes a second that a flow should bring: on a line of a few kilobits many would starve each other."""

_WARM_SECONDS = 1.0
_STOPPED_LONG, _PATIENCE = 10.0, 120.0
"""A place that says “not before so many seconds” is waited for outside of here; one that says “in a moment”, only so long."""


@dataclass
class Standing:
    """One place. All of it is read and changed under the flows' common lock.

    Attributes:
        allowed: how many of its threads may ask just now.
        quiet: failures since it last brought anything; at `counted`, and not to be asked before `resume`.
        trouble, refused, closed: what keeps it from bringing anything: for now, for good, by the person's rules.
        fed: when it last brought anything. taken, told: bytes that it brought, and of which a report has told.
        whole_only: whether it knows no byte ranges.
    """

    number: int
    place: Place
    threads: list[threading.Thread] = field(default_factory=list)
    allowed: int = 1
    quiet: int = 0
    counted: float = 0.0
    resume: float = 0.0
    trouble: LineError | None = None
    refused: RefusedError | None = None
    closed: LineError | None = None
    fed: float = field(default_factory=time.monotonic)
    taken: int = 0
    told: int = 0
    speed: float = 0.0
    whole_only: bool = False

    @property
    def out(self) -> bool:
        """Nothing comes from there in this call, or as long as it is closed."""
        return self.refused is not None or self.closed is not None

    @property
    def healthy(self) -> bool:
        return not self.out and not self.quiet

    def flows(self, alone: bool, seconds: float) -> int:
        """How many flows it is given.

        Args:
            alone: whether one small thing is all that is wanted.
            seconds: since the download began.
        """
        most = 1 if self.whole_only else self.place.flows
        if alone:
            return min(most, max(1, len(self.threads)))
        if seconds < _WARM_SECONDS or self.speed > _FAST:
            return min(most, max(_FEW, self.allowed))
        return min(most, max(_FEW, int(self.speed) // _LEAST))

    def look_back(self, span: Span, trouble: LineError, waits: tuple[float, ...]) -> None:
        """Count a failure. Flows that fail together count once, and one that brought something tries again at once.

        Args:
            waits: seconds to wait before each new try.
        """
        now = time.monotonic()
        self.trouble = trouble
        if span.at > span.start or span.began < self.counted:
            return
        patient = isinstance(trouble, BusyError) and 0 < trouble.wait <= _STOPPED_LONG and now - self.fed < _PATIENCE
        self.quiet = max(1, self.quiet + (not patient))
        self.counted = now
        tried = self.quiet - len(waits)
        pause = waits[self.quiet - 1] if tried <= 0 and waits else min(_LONGEST_PAUSE, 2.0**tried)
        self.resume = now + pause
        if isinstance(trouble, BusyError) and trouble.wait > pause:
            self.resume = now + trouble.wait
            self.quiet += len(waits) + 1 if trouble.wait > _STOPPED_LONG else 0
