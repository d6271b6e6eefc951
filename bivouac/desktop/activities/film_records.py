"""What a film writes into the journal: intervals that were seen, where the learner is, and once that it is done."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from bivouac.courses.completion import film_complete
from bivouac.desktop.activities.watching import WatchLog
from bivouac.sync.journal.acts import Completed, Reached, Watched
from bivouac.sync.journal.folds import ActivityState, with_interval

RECORD_EVERY = 5_000
"""Milliseconds between two records of a film that runs: what a power cut can cost."""


class FilmRecords(QObject):
    """Turns the reports of a player into acts.

    Attributes:
        position: where the learner is, in milliseconds.
        duration: of the film, in milliseconds.
    """

    acted = Signal(object)

    def __init__(self, duration: int, parent: QObject) -> None:
        super().__init__(parent)
        self.position = 0
        self.duration = duration
        self._log = WatchLog()
        self._watched: list[tuple[int, int]] = []
        self._recorded_position = 0
        self._completed = False
        self._timer = QTimer(self, interval=RECORD_EVERY)
        self._timer.timeout.connect(self.record)

    def show_state(self, state: ActivityState) -> None:
        """What the journal holds by now, which may be less than what was handed to it a moment ago."""
        for start, end in state.watched:
            self._watched = with_interval(self._watched, start, end)
        self._completed = self._completed or bool(state.completed)

    def begin_at(self, position: int) -> None:
        """The learner comes to the film here, which is nothing to record."""
        self.position = self._recorded_position = position

    def moved(self, position: int, rate: float | None) -> None:
        """The film is at `position`, running `rate` times as fast as life, or standing (None)."""
        self.position = position
        if rate is not None:
            self._log.moved(position, time.monotonic(), rate)
            if not self._timer.isActive():
                self._timer.start()

    def jumped(self, position: int) -> None:
        """The learner goes to another place: what was seen before is recorded, the place itself once they stay."""
        self._log.stopped()
        self._record_seen()
        self.position = position

    def stood(self) -> None:
        """The film was paused, or left: record all there is."""
        self._log.stopped()
        self._timer.stop()
        self.record()

    def ended(self) -> None:
        """The film ran to its end."""
        self.stood()
        self._record_completion(at_end=True)

    def record(self) -> None:
        """Record what was seen since the last time, and where the learner is."""
        self._record_seen()
        if self.position != self._recorded_position:
            self._recorded_position = self.position
            self.acted.emit(Reached(self.position))

    def _record_seen(self) -> None:
        for start, end in self._log.take():
            self._watched = with_interval(self._watched, start, end)
            self.acted.emit(Watched(start, end))
        self._record_completion(at_end=False)

    def _record_completion(self, *, at_end: bool) -> None:
        seen = sum(end - start for start, end in self._watched)
        if not self._completed and film_complete(seen, self.duration, at_end=at_end):
            self._completed = True
            self.acted.emit(Completed())
