"""How long the GUI thread was busy with one thing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

_TICK = 0.004


class Stall(NamedTuple):
    """One pause, in seconds: by the clock, and how much of it the GUI thread itself worked (the rest it waited, or others had its processor)."""

    wall: float = 0.0
    cpu: float = 0.0


class Pauses(NamedTuple):
    """The two pauses that say most: the longest by the clock, and the one in which the GUI thread worked most, on a busy machine another."""

    longest: Stall = Stall()
    busiest: Stall = Stall()

    def and_also(self, other: Pauses) -> Pauses:
        """Of these and others."""
        return Pauses(max(self.longest, other.longest), max(self.busiest, other.busiest, key=lambda each: each.cpu))


class StallMeter(QObject):
    """Notes the longest pauses between two turns of the GUI thread's event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._begin()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(_TICK * 1000))

    @contextmanager
    def left_out(self) -> Iterator[None]:
        """What is done inside is no work of the app's, and does not count."""
        wall, cpu = time.monotonic(), time.thread_time()
        try:
            yield
        finally:
            self._wall += time.monotonic() - wall
            self._cpu += time.thread_time() - cpu

    def reset(self) -> Pauses:
        """The longest pauses since the last reset."""
        self._tick()
        noted = self.noted
        self._begin()
        return noted

    def _begin(self) -> None:
        self.noted = Pauses()
        self._wall, self._cpu = time.monotonic(), time.thread_time()

    def _tick(self) -> None:
        wall, cpu = time.monotonic(), time.thread_time()
        stall = Stall(wall - self._wall - _TICK, cpu - self._cpu)
        self.noted = self.noted.and_also(Pauses(stall, stall))
        self._wall, self._cpu = wall, cpu
