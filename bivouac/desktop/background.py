"""What goes on by itself while the window is open: the exchange with the campus, and downloads, one at a time."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from bivouac.desktop.actions import catalogue, downloads, sync
from bivouac.desktop.actions.hubs import on_line
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.network import Network, is_near
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError, BusyError, LineError
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.journal import Standing
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import METERED

if TYPE_CHECKING:
    from bivouac.courses.bundle.version import CourseVersion
    from bivouac.sync.protocol.line import Line

SOON = 1_500
"""Milliseconds after an act before it is sent, so that acts that follow each other go together."""

OFTEN = 30_000
"""Milliseconds between exchanges while the campus answers."""

_FIRST_WAIT, _LONGEST_WAIT = 5_000, 300_000
_REPORT_SECONDS = 0.3


@dataclass(frozen=True)
class SyncState:
    """What the sync corner tells. `reached` is None before the first try; `problem` what the hub refused, as a sentence."""

    campus: str
    reached: bool | None
    busy: bool
    standing: Standing
    problem: str = ""


class SyncLoop(QObject):
    """Exchanges the learner's journal with the campus whenever there is something new, and now and then; never gives up.

    What others did on this computer goes along, also while nobody who has a campus is at the machine.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, network: Network) -> None:
        super().__init__()
        self._desk = desk
        network.changed.connect(self._on_network)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.exchange)
        self._task: Task[sync.Exchanged] | None = None
        self._again = False
        self._wait = _FIRST_WAIT
        self._reached: bool | None = None
        self._problem = ""
        desk.session.changed.connect(self._on_session)
        desk.changes.happened.connect(self._on_change)

    def exchange(self) -> None:
        """Exchange now; if one is under way, once more after it."""
        if self._task is not None:
            self._again = True
            return
        task = self._task = sync.exchange(self._desk).then(self._on_done).failed(self._on_failed)
        task.finally_(lambda: self._on_end(task))
        self.tell()

    def tell(self) -> None:
        """Read what the journal says and announce it."""
        learner = self._desk.session.learner_id
        if learner:
            self._desk.tasks.database(sync.load_standing, learner).then(self._announce)

    def _announce(self, standing: Standing) -> None:
        campus = self._desk.session.campus
        name = campus.name if campus else ""
        self.changed.emit(SyncState(name, self._reached, self._task is not None, standing, self._problem))

    def _on_done(self, outcome: sync.Exchanged) -> None:
        if self._reached is False:
            self._on_return()
        self._reached, self._problem, self._wait = (True if self._desk.session.campus else None), "", _FIRST_WAIT
        self._timer.start(OFTEN)
        if outcome.renamed:
            self._desk.tasks.database(lambda library: library.close_journals())
        if outcome.fetched:
            self._desk.changes.say(Change.PROGRESS | Change.NOTES | Change.CLASSES, self)
        elif outcome.sent:
            self._desk.changes.say(Change.CLASSES, self)  # what waited there has gone

    def _on_return(self) -> None:
        """The campus is back: what it offers may be new, and downloads that wait for it need not wait longer."""
        catalogue.refresh(self._desk)
        self._desk.changes.say(Change.DOWNLOADS, self)

    def _on_failed(self, error: BivouacError) -> None:
        """The line is away, or the hub says no: both are tried again, with growing pauses and some jitter."""
        away = isinstance(error, LineError) and not isinstance(error, BusyError)
        self._reached = not away
        self._problem = "" if away else error.sentence()
        self._pause(error.wait * 1000 if isinstance(error, BusyError) else 0)

    def _pause(self, least: float = 0) -> None:
        """Try again later: after `least` milliseconds, where the hub said so."""
        wait = max(self._wait, least) * random.uniform(1.0, 1.4)  # noqa: S311 (spreads laptops, guards nothing)
        self._timer.start(round(wait))
        self._wait = min(self._wait * 2, _LONGEST_WAIT)

    def _on_end(self, task: Task[sync.Exchanged]) -> None:
        if task is not self._task:
            return  # another person's, who has left
        self._task = None
        if task.ended_by_bug:
            self._pause()
        if self._again:
            self._again = False
            self._timer.start(SOON)
        self.tell()

    def _on_change(self, change: Change, source: object) -> None:
        if change & Change.SYNC:
            self.tell()
            if self._reached is not False:
                self._timer.start(SOON)

    def _on_network(self) -> None:
        """The network is another than before: trying at once may work."""
        self._wait = _FIRST_WAIT
        self.exchange()

    def _on_session(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._reached, self._problem, self._wait = None, "", _FIRST_WAIT
        self.tell()
        self.exchange()


class DownloadLoop(QObject):
    """Works the download queue off, one course at a time, and takes it up again after an error of the line."""

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

    def look(self) -> None:
        """See whether there is something to download."""
        self._desk.tasks.database(lambda library: library.downloads.all()).then(self._choose)

    def _choose(self, queue: list[Download]) -> None:
        wanted = [download for download in queue if download.state is DownloadState.WAITING]
        if self._task is not None:
            if self._course not in [download.course for download in wanted]:
                self._task.cancel()
            return
        if wanted:
            self._begin(wanted[0])

    def _begin(self, download: Download) -> None:
        self._course, self._download = download.course, download
        task = self._task = self._desk.tasks.with_library(_download, self._desk, download, self._network.is_metered())
        task.then(self._on_done).failed(self._on_failed).finally_(lambda: self._on_end(task))
        task.progressed(lambda: self._desk.changes.say(Change.DOWNLOADS, self))

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
            self._pause()

    def _pause(self) -> None:
        self._timer.start(self._wait)
        self._wait = min(self._wait * 2, _LONGEST_WAIT)

    def _on_end(self, task: Task[str]) -> None:
        self._task = None
        if task.ended_by_bug:
            self._pause()
        if task.cancelled():
            self._desk.tasks.database(downloads.tidy, self._download)
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


def _note_failure(library: Library, course: str, state: DownloadState, sentence: str) -> None:
    """Keep why a download stopped; one that the person paused or cancelled meanwhile stays so."""
    download = library.downloads.find(course)
    if download is not None and download.state is DownloadState.WAITING:
        library.downloads.set_state(course, state, sentence)


def _download(task: Task[str], library: Library, desk: Desk, download: Download, metered: bool) -> str:
    """Bring one course; returns its title, or nothing when it was paused or cancelled.

    Args:
        metered: whether bytes are paid for on this network; a hub in the same building costs nothing all the same.
    """
    from bivouac.sync.transfer.download import Wishes, descriptor_of, fetch_course
    from bivouac.sync.transfer.signed import require_download
    from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

    told = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told > _REPORT_SECONDS or done == total:
            told = time.monotonic()
            library.downloads.keep_progress(download.course, done, total)
            desk.tasks.report(task)

    campus = library.people.campus(download.campus)
    learner = next((one for one in library.people.learners() if one.campus == download.campus), None)
    if campus is None or learner is None:
        raise LineError("Join the campus again to go on with this download.")
    if metered and library.settings.get(METERED) == "wait" and not all(is_near(url) for url in campus.urls):
        raise LineError(
            "Every byte on this network is paid for: the course waits for another. Settings can change that."
        )
    trusted = library.catalogue(campus.id)
    require_download(trusted, download.course, download.manifest, download.manifest_size, download.title)
    descriptor = descriptor_of(download.manifest, download.manifest_size)
    wishes = Wishes(progress=progress, cancelled=task.cancelled)

    def fetch(line: Line) -> CourseVersion | None:
        source = WebSource(line, HUB_CONTENT)
        return fetch_course(library.shelf.layout, source, descriptor, download.rendition, wishes)

    if on_line(library, campus, learner.id, fetch) is None:
        return ""
    course = library.shelf.take_in(descriptor, download.rendition)
    library.downloads.drop(download.course)
    return course.title
