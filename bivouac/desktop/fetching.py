"""The work of one download, on a thread of its own: from where, by which rules, and what is kept of how it went."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bivouac import drives
from bivouac.desktop.actions.catalogue import verify
from bivouac.desktop.actions.hubs import at_hub, on_line
from bivouac.desktop.actions.school import bearer_of, verify_at_school
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BundleError, LineError, NotOfferedError, SpoiledError, TrustError, WithdrawnError
from bivouac.language import tr
from bivouac.sync.store.downloads import Download
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus, Learner

if TYPE_CHECKING:
    from bivouac.courses.bundle.version import CourseVersion
    from bivouac.sync.protocol.line import Line
    from bivouac.sync.protocol.messages import CatalogueEntry
    from bivouac.sync.transfer.allowance import Allowance
    from bivouac.sync.transfer.source import Place
    from bivouac.sync.transfer.wishes import Report, Wishes

_REPORT_SECONDS = 0.3
_MEASURED_FROM = 1_000_000
"""Bytes from which on what came says something about the line."""

_FLOWS_TO_CAMPUS = 4


def fetch(task: Task[str], library: Library, desk: Desk, download: Download, metered: bool) -> str:
    """Bring one course; returns the sentence that says so, or nothing when it was paused or cancelled.

    Args:
        metered: whether bytes are paid for on this network; a hub in the same building costs nothing all the same.
    """
    from bivouac.sync.transfer.download import fetch_course
    from bivouac.sync.transfer.given_up import with_room

    library.shelf.layout.require_here()
    campus, learner = asked(library, download)
    if campus is None or learner is None:
        raise LineError("Join the campus again to go on with this download.")
    rules = Rules(library, metered)
    download = as_signed(library, campus, learner.id, download, rules.refusal)
    keeper = Keeper(task, library, desk, download, rules)

    def work(line: Line) -> CourseVersion | None:
        found = places(library, line, campus, learner.id, rules)
        return fetch_course(library.shelf.layout, found, download.version, download.rendition, keeper.wishes())

    newer: Download | None = None
    version: CourseVersion | None = None
    try:
        version = with_room(library, lambda: on_line(library, campus, learner.id, work), [download.manifest])
    except OSError:
        library.shelf.layout.require_here()  # the drive with the courses was pulled out: wait for it
        raise
    except BundleError as error:
        if not library.catalogue(campus.id).has_root():
            entry = offered(library, campus, learner.id, download.course)
            if entry is None:
                raise
            if entry.manifest == download.manifest:
                raise _spoiled(campus, download) from error
            newer = follow(library, download, entry)
        elif library.shelf.layout.has(download.manifest):
            raise _spoiled(campus, download) from error
        else:
            raise LineError(  # the school's catalogue is with the campus before the courses in it are
                "{campus} does not have “{title}” yet in the version that the school offers. It comes by itself.",
                campus=campus.name,
                title=download.title,
            ) from error
    finally:
        keeper.end()
    if newer is not None:
        return fetch(task, library, desk, newer, metered)
    if version is None:
        return ""
    course = library.shelf.take_in(download.version, download.rendition)
    library.downloads.drop(download.course)
    library.shelf.keep_rendition(course.id, download.rendition, library.downloads.versions())
    return tr("“{title}” is on this computer now.", title=course.title)


def asked(library: Library, download: Download) -> tuple[Campus | None, Learner | None]:
    """Whose hub is asked, in whose name. What was to be mended before anybody here joined a campus is asked of the one that was joined since."""
    learners = [one for one in library.people.learners() if one.campus]
    learner = next((one for one in learners if download.campus in ("", one.campus)), None)
    return (library.people.campus(learner.campus or "") if learner else None), learner


def places(library: Library, line: Line, campus: Campus, learner: str, rules: Rules) -> list[Place]:
    """Where a course may be had just now."""
    from bivouac.sync.transfer.mirrors import places_at
    from bivouac.sync.transfer.school import schools_at

    named = library.people.catalogue(campus.id).mirrors
    schools = schools_at(named, bearer_of(library, learner), rules.refusal)
    return [*sticks(), _hub(line, campus, rules), *schools, *places_at(named, rules.refusal)]


def as_signed(
    library: Library, campus: Campus, learner: str, download: Download, closed: Callable[[], LineError | None]
) -> Download:
    """The download, of the version that the school offers today: where it has replaced the one that was wanted, the new one is wanted from now on.

    Raises:
        as `_require_signed`.
    """
    try:
        _require_signed(library, campus, learner, download, closed)
    except (WithdrawnError, NotOfferedError):
        verified = library.catalogue(campus.id).read()
        entry = next((one for one in verified.entries if one.id == download.course), None) if verified else None
        followed = follow(library, download, entry) if entry else None
        if followed is None:
            raise
        return followed
    return download


def offered(library: Library, campus: Campus, learner: str, course: str) -> CatalogueEntry | None:
    """The course as a campus whose school signs nothing offers it today; None where it does not any more."""
    known = library.people.offered(campus.id)
    with contextlib.suppress(LineError):
        known = at_hub(library, campus, learner, lambda hub: hub.catalogue(known)) or known
    return next((one for one in known.courses if one.id == course), None)


def _spoiled(campus: Campus, download: Download) -> SpoiledError:
    return SpoiledError(
        "What {campus} has of “{title}” is damaged there. Tell the campus staff: once they have mended it, it comes by itself.",
        campus=campus.name,
        title=download.title,
    )


def follow(library: Library, download: Download, entry: CatalogueEntry) -> Download | None:
    """Want the version of `entry` from now on; None where the course is not wanted any more."""
    followed = library.downloads.follow(download, entry)
    if followed and library.shelf.manifest(download.course) != entry.manifest:
        library.shelf.forget_arriving(download.course)  # its lessons are those of the old version
    return followed


def _require_signed(
    library: Library, campus: Campus, learner: str, download: Download, closed: Callable[[], LineError | None]
) -> None:
    """See that the school offers this version. Where what is known here says no, or has run out, what the campus has now decides, while it is
    away the school itself.

    Args:
        closed: what speaks against using the internet just now.

    Raises:
        WithdrawnError, NotOfferedError: it does not, as of now. TrustError: nobody can tell yet. LineError: the campus is away.
    """
    from bivouac.sync.transfer.signed import require_download

    trusted = library.catalogue(campus.id)
    wanted = (download.course, download.manifest, download.manifest_size, download.title)
    try:
        require_download(trusted, *wanted)
    except WithdrawnError:
        raise
    except TrustError:
        try:
            verify(library, campus, learner)
        except LineError:
            if verify_at_school(library, campus, learner, closed) is None:
                raise
        require_download(trusted, *wanted)


def _hub(line: Line, campus: Campus, rules: Rules) -> Place:
    from bivouac.sync.protocol.nearby import is_near
    from bivouac.sync.transfer.source import Place
    from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

    near = is_near(line.url)
    return Place(
        lambda: WebSource(line.another(), HUB_CONTENT),
        campus.name,
        rank=1,
        near=near,
        flows=_FLOWS_TO_CAMPUS if near else Place.flows,
        closed=lambda: None if near else rules.refusal(),
    )


def sticks() -> list[Place]:
    """What is in this laptop just now: nothing is faster."""
    from bivouac.sync.protocol.sticks import courses_at, is_stick
    from bivouac.sync.transfer.folder import FolderSource
    from bivouac.sync.transfer.source import Place

    def place(drive: drives.Drive) -> Place:
        return Place(lambda: FolderSource(courses_at(drive.path)), drive.name, rank=0, flows=1)

    return [place(drive) for drive in drives.sticks() if is_stick(drive.path)]


class Rules:
    """What the person allows, looked at now and then."""

    def __init__(self, library: Library, metered: bool) -> None:
        self._library, self._metered = library, metered
        self._looked = 0.0
        self.allowance = self._look()

    def refusal(self) -> LineError | None:
        if time.monotonic() - self._looked > 1.0:
            self.allowance = self._look()
        return self.allowance.refusal(self._metered, datetime.now().astimezone())

    def used(self, paid: int) -> None:
        """Count what came over the internet."""
        from bivouac.sync.transfer.allowance import week_of

        self._library.traffic.count(week_of(datetime.now().astimezone()), paid)
        self.allowance.used += paid

    def _look(self) -> Allowance:
        from bivouac.sync.transfer.allowance import allowance

        self._looked = time.monotonic()
        return allowance(self._library, datetime.now().astimezone())


class Keeper:
    """Keeps how a download stands, and tells the window some times a second.

    Args:
        measures: whether the bytes that count as done say how fast the line is; some are only read here.
    """

    def __init__(
        self,
        task: Task[str],
        library: Library,
        desk: Desk,
        download: Download,
        rules: Rules,
        *,
        measures: bool = True,
    ) -> None:
        self._task, self._library, self._desk, self._download, self._rules = task, library, desk, download, rules
        self._measures = measures
        self._told = 0.0
        self._paid = 0
        self._first: tuple[float, int] | None = None
        self._last = (0.0, 0)
        self._left: Report | None = None  # the last one, while it is not kept

    def wishes(self) -> Wishes:
        """What the download is asked for."""
        from bivouac.sync.transfer.wishes import Wishes

        reading, course = self._desk.reading, self._download.course
        return Wishes(
            progress=self.keep,
            cancelled=self._task.cancelled,
            first=lambda: reading.lesson if reading.course == course else "",
            cap=lambda: self._rules.allowance.cap,
        )

    def keep(self, report: Report) -> None:
        now = time.monotonic()
        self._paid += report.paid
        self._first = self._first or (now, report.done)
        self._last = (now, report.done)
        if now - self._told < _REPORT_SECONDS and report.done != report.total:
            self._left = report
            return
        self._told = now
        self._count()
        self._keep(report)
        self._desk.tasks.report(self._task, report)

    def _keep(self, report: Report) -> None:
        self._left = None
        self._library.downloads.keep_progress(self._download.course, report.done, report.total)

    def _count(self) -> None:
        if self._paid:
            self._rules.used(self._paid)
            self._paid = 0

    def end(self) -> None:
        """Keep what was not kept yet, and how fast the line was, for choosing the size of films the next time."""
        self._count()
        if self._left is not None:
            self._keep(self._left)
        if self._first is None or not self._measures:
            return
        seconds, count = self._last[0] - self._first[0], self._last[1] - self._first[1]
        if count >= _MEASURED_FROM and seconds > 0:
            self._library.traffic.measured(self._download.campus, count / seconds)
