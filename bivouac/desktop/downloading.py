"""The download queue, worked off while the window is open, one course at a time; it never gives up."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from bivouac.desktop import fetching
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.network import Network
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError, BusyError, LineError
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library

if TYPE_CHECKING:
    from bivouac.sync.transfer.wishes import Report

_FIRST_WAIT, _LONGEST_WAIT = 5_000, 300_000


class DownloadLoop(QObject):
    """Brings what is in the queue: first the course whose lesson somebody has open, then as they stand there."""

    finished = Signal(str)

    def __init__(self, desk: Desk, network: Network) -> None:
        super().__init__()
        self._desk = desk
        self._network = network
        network.changed.connect(self._on_network)
        self._task: Task[str] | None = None
        self._course = ""
        self._download: Download | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._wait = _FIRST_WAIT
        desk.changes.happened.connect(self._on_change)
        desk.reading.changed.connect(self.look)

    def look(self) -> None:
        """See whether there is something to download."""
        self._desk.tasks.database(lambda library: library.downloads.queue()).then(self._choose)

    def _choose(self, queue: list[Download]) -> None:
        wanted = [one for one in queue if one.state is DownloadState.WAITING and not self._desk.reading.moving]
        wanted.sort(key=lambda download: download.course != self._desk.reading.course)
        if self._task is not None:
            if self._course != next((download.course for download in wanted), ""):
                self._task.cancel()  # paused, given up, or something else comes first; what has come stays
            return
        if wanted:
            self._begin(wanted[0])

    def _begin(self, download: Download) -> None:
        self._timer.stop()
        self._course, self._download = download.course, download
        metered = self._network.is_metered()
        task = self._task = self._desk.tasks.with_library(fetching.fetch, self._desk, download, metered)
        task.then(self._on_done).failed(self._on_failed).finally_(lambda: self._on_end(task))
        task.progressed(self._on_progress)

    def _on_progress(self, report: Report) -> None:
        self._desk.reading.reports = {self._course: report}
        self._desk.changes.say(Change.DOWNLOADS, self)

    def _on_done(self, title: str) -> None:
        self._wait = _FIRST_WAIT
        if title:
            self.finished.emit(title)
            self._desk.changes.say(Change.COURSES | Change.CATALOGUE | Change.DOWNLOADS)

    def _on_failed(self, error: BivouacError) -> None:
        """The line is away: try again by itself. Anything else waits for the person, with its sentence."""
        state = DownloadState.WAITING if isinstance(error, LineError) else DownloadState.FAILED
        self._desk.tasks.database(_note_failure, self._course, state, error.sentence()).then(
            lambda _: self._desk.changes.say(Change.DOWNLOADS, self)
        )
        if state is DownloadState.WAITING:
            self._pause(error.wait * 1000 if isinstance(error, BusyError) else 0)

    def _pause(self, least: float = 0) -> None:
        """Try again later, not all laptops at the same moment."""
        self._timer.start(round(max(self._wait, least) * random.uniform(1.0, 1.4)))  # noqa: S311 (no secret)
        self._wait = min(self._wait * 2, _LONGEST_WAIT)

    def _on_end(self, task: Task[str]) -> None:
        self._task = None
        self._desk.reading.reports = {}
        if task.ended_by_bug:
            self._pause()
        if task.cancelled():
            tidied = self._desk.tasks.database(_tidy, self._download)
            tidied.then(lambda _: self._desk.changes.say(Change.DOWNLOADS, self))  # the last bytes have landed now
        if not self._timer.isActive():
            self._timer.start(0)

    def _on_network(self) -> None:
        if self._task is None:
            self._wait = _FIRST_WAIT
            self.look()

    def _on_change(self, change: Change, source: object) -> None:
        if change & (Change.DOWNLOADS | Change.PEOPLE | Change.SETTINGS) and source is not self:
            self._wait = _FIRST_WAIT
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
