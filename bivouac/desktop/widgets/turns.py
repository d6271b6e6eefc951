"""Work of the window that is too long to be done at once: a bit in each turn, between which other things happen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

_SECONDS = 0.02
"""How long a turn is: short enough that nobody sees the window stand still."""


def in_next_turn(owner: QObject, call: Callable[[], object]) -> None:
    """Call in a turn of the event loop to come, unless `owner` is gone by then.

    `QTimer.singleShot(0, …)` would post an event instead of starting a timer. Events that come while others are handled are handled with them, so that
    steps which are each short would together be one long pause.
    """
    timer = QTimer(owner, interval=0)
    timer.setSingleShot(True)
    timer.timeout.connect(timer.deleteLater)
    timer.timeout.connect(call)
    timer.start()


class Turns(QObject):
    """Goes through the steps it was given last, the first turn at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take_one)

    def begin(self, steps: Iterator[None]) -> None:
        """Go through these from now on, in place of any before them."""
        self._steps = steps
        self._timer.start(0)
        self._take_one()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._timer.stop()

    def are_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._timer.isActive()

    def _take_one(self) -> None:
        end = time.monotonic() + _SECONDS
        for _ in self._steps:
            if time.monotonic() > end:
                return
        self._timer.stop()
