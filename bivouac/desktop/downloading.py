"""The download queue, worked off while the window is open, one course at a time; it never gives up."""

from __future__ import annotations

import math
import random
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.mending import fetch_or_mend
from bivouac.desktop.network import Network
from bivouac.desktop.tasks import Task
from bivouac.errors import (
    BivouacError,
    BusyError,
    LargeFileError,
    LineError,
    NotOfferedError,
    SpaceError,
    SpoiledError,
    TrustError,
    WithdrawnError,
)
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library

if TYPE_CHECKING:
    from bivouac.sync.transfer.download import Spoiled
    from bivouac.sync.transfer.wishes import Report

_MAY_COME_RIGHT = (LineError, SpaceError, TrustError)
_NEVER_COMES_RIGHT = (LargeFileError, WithdrawnError, NotOfferedError)
"""Of those: a film is no smaller tomorrow, and no school signs again what it has replaced or withdrawn."""

_FIRST_WAIT, _LONGEST_WAIT = 5_000, 300_000
_FIRST_REST, _LONGEST_REST = 600.0, 6 * 3600.0
"""Seconds after which a course that is damaged where it comes from is asked for again: each try may bring some megabytes for nothing."""


class DownloadLoop(QObject):
    """Brings what is in the queue: first the course whose lesson somebody has open, then as they stand there.

    One that does not come for now keeps no other waiting: it has its turn again after all the others, then after growing pauses.

    Signals:
        finished: a course is here, or whole again; the sentence that says so.
    """

    finished = Signal(str)

    def __init__(self, desk: Desk, network: Network) -> None:
        super().__init__()
        self._desk = desk
        self._network = network
        network.changed.connect(self._on_network)
        self._task: Task[str] | None = None
        self._course = ""
        self._download: Download | None = None
        self._metered = False
        self._failed: set[str] = set()  # courses that had their turn since the last pause
        self._rests: dict[str, tuple[float, float]] = {}  # courses that rest: for how long, and since when
        self._spoiled: dict[str, Spoiled] = {}  # of courses that are being mended; looking for it takes long
        self._least = 0.0  # milliseconds for which one of them asked
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._try_all)
        self._wait = _FIRST_WAIT
        desk.changes.happened.connect(self._on_change)
        desk.reading.changed.connect(self.look)

    def look(self) -> None:
        """See whether there is something to download."""
        self._desk.tasks.database(lambda library: library.downloads.queue()).then(self._choose)

    def _choose(self, queue: list[Download]) -> None:
        wanted = [one for one in queue if one.state is DownloadState.WAITING and not self._desk.reading.moving]
        wanted = [one for one in wanted if not self._is_resting(one)]
        wanted.sort(key=lambda download: download.course != self._desk.reading.course)
        untried = [one for one in wanted if one.course not in self._failed]
        if self._task is not None:
            goes_on = untried[:1] or [one for one in wanted if one.course == self._course]
            if self._course not in {one.course for one in goes_on}:
                self._task.cancel()  # paused, given up, or something else comes first; what has come stays
        elif untried:
            self._begin(untried[0])
        elif (wanted or self._rests) and not self._timer.isActive():
            self._pause()

    def _is_resting(self, download: Download) -> bool:
        """Whether it is too early to ask for it once more; who lets it go on by hand takes its problem from it."""
        seconds, since = self._rests.get(download.course, (0.0, 0.0))
        return bool(download.problem) and time.monotonic() - since < seconds

    def _rest(self, course: str) -> None:
        seconds, _ = self._rests.get(course, (_FIRST_REST / 2, 0.0))
        self._rests[course] = min(2 * seconds, _LONGEST_REST), time.monotonic()

    def _try_all(self) -> None:
        self._failed.clear()
        self.look()

    def _begin(self, download: Download) -> None:
        self._timer.stop()
        self._course, self._download = download.course, download
        self._metered = self._network.is_metered()
        task = self._task = self._desk.tasks.with_library(
            fetch_or_mend, self._desk, download, self._metered, self._spoiled
        )
        task.then(self._on_done).failed(self._on_failed).finally_(lambda: self._on_end(task))
        task.progressed(self._on_progress)

    def _on_progress(self, report: Report) -> None:
        self._desk.reading.reports = {self._course: report}
        self._desk.changes.say(Change.DOWNLOADS, self)

    def _on_done(self, sentence: str) -> None:
        self._begin_anew()
        self._rests.pop(self._course, None)
        if sentence:
            self.finished.emit(sentence)
            self._desk.changes.say(Change.COURSES | Change.CATALOGUE | Change.DOWNLOADS)

    def _on_failed(self, error: BivouacError) -> None:
        """What may come right without a click is tried again by itself: the line, the disk, a catalogue that has run out, a clock. Anything else waits
        for the person, with its sentence.
        """
        again = isinstance(error, _MAY_COME_RIGHT) and not isinstance(error, _NEVER_COMES_RIGHT)
        state = DownloadState.WAITING if again else DownloadState.FAILED
        self._desk.tasks.database(_note_failure, self._course, state, error.sentence()).then(
            lambda _: self._desk.changes.say(Change.DOWNLOADS, self)
        )
        self._failed.add(self._course)
        if isinstance(error, SpoiledError):
            self._rest(self._course)
        self._least = max(self._least, error.wait * 1000 if isinstance(error, BusyError) else 0)

    def _pause(self) -> None:
        """Try all of them again later, not all laptops at the same moment."""
        self._timer.start(round(max(self._wait, self._least) * random.uniform(1.0, 1.4)))  # noqa: S311 (no secret)
        self._wait, self._least = min(self._wait * 2, _LONGEST_WAIT), 0.0

    def _begin_anew(self) -> None:
        """Something is otherwise than before: each may come now."""
        self._wait = _FIRST_WAIT
        self._failed.clear()

    def _on_end(self, task: Task[str]) -> None:
        self._task = None
        self._desk.reading.reports = {}
        if task.ended_by_bug:
            self._failed.add(self._course)
        if task.cancelled():
            tidied = self._desk.tasks.database(_tidy, self._download)
            tidied.then(lambda _: self._desk.changes.say(Change.DOWNLOADS, self))  # the last bytes have landed now
        self.look()

    def _on_network(self) -> None:
        self._begin_anew()
        if self._task is not None and self._network.is_metered() != self._metered:
            self._task.cancel()  # what may come is otherwise now; what has come stays
        elif self._task is None:
            self.look()

    def _on_change(self, change: Change, source: object) -> None:
        if change & Change.STICKS:  # what no place had may be on one
            self._rests = {course: (seconds, -math.inf) for course, (seconds, _) in self._rests.items()}
        if change & (Change.DOWNLOADS | Change.PEOPLE | Change.SETTINGS | Change.STICKS) and source is not self:
            self._begin_anew()
            self.look()


def _tidy(library: Library, download: Download) -> None:
    """Free what came of a download after it was given up; of one that is paused or kept nothing goes."""
    from bivouac.sync.transfer.given_up import tidy

    tidy(library, download)


def _note_failure(library: Library, course: str, state: DownloadState, sentence: str) -> None:
    """Keep why a download stopped; one that the person paused or cancelled meanwhile stays so."""
    download = library.downloads.find(course)
    if download is not None and download.state is DownloadState.WAITING:
        library.downloads.set_state(course, state, sentence)
