"""Python's search for garbage that refers to itself, on the window's thread alone.

Python searches on whichever thread happens to make something at that moment, and destroys there what it finds: timers and other objects of Qt that are no
widgets (those PySide hands to the window's thread by itself), while Qt may be about to call them. So it does not search by itself while the window lives.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

OFTEN = 200
"""Milliseconds between looks at whether there is enough to search; a look costs nothing."""

_PAUSES = 1000
"""A search of everything comes after so many times what the last one took, at the earliest."""


class Collector(QObject):
    """Searches when Python would, at most once in a turn of the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._next_full = 0.0
        self._timer = QTimer(self, interval=OFTEN)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Search here from now on, and nowhere else."""
        gc.disable()
        self._timer.start()

    def settle(self) -> None:
        """Leave alone what there is now, which stays: a search of everything is short from then on."""
        gc.freeze()

    def end(self) -> None:
        """Leave it to Python again, once no other thread is left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        too_many = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if too_many[2] and time.monotonic() >= self._next_full:
            began = time.monotonic()
            gc.collect()
            ended = time.monotonic()
            self._next_full = ended + _PAUSES * (ended - began)
        elif too_many[1]:
            gc.collect(1)
        elif too_many[0]:
            gc.collect(0)
