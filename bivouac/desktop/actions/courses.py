"""What a learner does with courses: see which there are, take one in from a file, remove one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bivouac.courses.model import Course, Unknown, lesson_blobs
from bivouac.desktop.actions.kept import Kept, load_kept
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import AwayError, BundleError, TrustError
from bivouac.language import tr
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.protocol.nearby import is_near
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Withdrawn
from bivouac.sync.store.shelf import ShelfCourse
from bivouac.sync.transfer.renditions import chooser, size_of

if TYPE_CHECKING:
    from bivouac.sync.transfer.replacing import Replaced
    from bivouac.sync.transfer.taking import Damaged

_SPEED_NEAR, _SPEED_FAR = 2_000_000, 50_000
"""Bytes a second that a line is thought to bring while nobody has measured it."""

CONTINUED = 4
"""How many courses Home offers to continue."""


@dataclass(frozen=True)
class Card:
    """A course as Home shows it.

    Attributes:
        cover: a picture's file, or None.
        share: how much is done, from 0 to 1; None for a course that is not on this disk.
        size: bytes on this disk, or to download.
        begun: whether the learner did anything in it.
        activity, place: where to continue: its id and title; empty in other rows.
        download: how its download stands, if there is one.
        kept: bytes of `size` that are here of a download that was cancelled.
    """

    id: str
    title: str
    summary: str
    language: str
    cover: Path | None
    share: float | None
    size: int
    activity: str = ""
    place: str = ""
    download: Download | None = None
    update: bool = False
    begun: bool = False
    kept: int = 0


@dataclass(frozen=True)
class HomeData:
    """The three rows of Home. `away`: name of the drive with the courses, while it is not plugged in."""

    continued: list[Card]
    here: list[Card]
    on_offer: list[Card]
    away: str = ""


@dataclass(frozen=True)
class CourseData:
    """A course with what one learner did in it.

    Attributes:
        onward: the activity to continue with; empty while nothing was done.
        complete: ids of lessons that are whole on this disk.
        open: ids of those that can be opened; their films may still be arriving.
        shares: of the other lessons of a course that is arriving, how much has come, from 0 to 1.
        withdrawn: what the school says, where it has withdrawn this version.
        going: whether the rest of a course that is here in part is on its way, or would be but for a pause; not once that was cancelled.
    """

    course: Course
    shelf: ShelfCourse
    states: dict[str, ActivityState]
    complete: set[str]
    cover: Path | None
    onward: str
    shares: dict[str, float] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    withdrawn: Withdrawn | None = None
    going: bool = False


def load_home(library: Library, learner: str, campus: str | None) -> HomeData:
    """What Home shows to a learner."""
    completed = library.journal(learner).completed() if learner else {}
    downloads = {download.course: download for download in library.downloads.queue()}
    shelf = library.shelf.courses()
    begun = {course for course, _ in library.journal(learner).last_places()} if learner else set()
    kept = {one.course: one for one in load_kept(library, campus)}
    here = {
        course.id: replace(_shelf_card(library, course, completed, downloads), begun=course.id in begun)
        for course in shelf
    }
    here |= {course.id: _with_kept(here[course.id], kept.get(course.id)) for course in shelf if course.arriving}
    away = library.shelf.layout.keeping.place.name if library.shelf.layout.away else ""
    continued = _continued(library, learner, here) if learner and not away else []
    offer = library.people.catalogue(campus).courses if campus else []
    rendition = rendition_chooser(library, campus)
    on_offer = [
        _with_kept(
            Card(
                entry.id,
                entry.title,
                entry.summary,
                entry.language,
                cover_file(library, entry.cover),
                None,
                size_of(entry.sizes, rendition(entry.sizes)),
                download=downloads.get(entry.id),
                update=entry.id in here,
            ),
            kept.get(entry.id),
        )
        for entry in offer
        if entry.id not in here or library.shelf.manifest(entry.id) != entry.manifest
    ]
    return HomeData(continued, list(here.values()), on_offer, away)


def _with_kept(card: Card, kept: Kept | None) -> Card:
    return card if kept is None or not kept.on_offer else replace(card, kept=kept.size, size=kept.total)


def load_course(library: Library, learner: str, course_id: str) -> CourseData | None:
    """A course and what the learner did in it; None when it is not on this disk."""
    shelf = library.shelf.find(course_id)
    if shelf is None:
        return None
    course = library.shelf.course(course_id)
    journal = library.journal(learner)
    latest = next((activity for one, activity in journal.last_places() if one == course_id), "")
    states = journal.states(course_id)
    onward = _onward(course, latest, {one for one, state in states.items() if state.completed}) if latest else ""
    complete = library.shelf.complete_lessons(course)
    download = library.downloads.find(course_id)
    going = download is not None and download.state is not DownloadState.KEPT
    shares = _shares(library, course, complete) if shelf.arriving and going else {}
    cover = cover_file(library, shelf.cover)
    may_open = complete
    if shelf.arriving:
        may_open = {lesson.id for lesson in course.lessons() if library.shelf.may_open(lesson)}
    withdrawn = _withdrawn(library, course_id)
    return CourseData(course, shelf, states, complete, cover, onward, shares, may_open, withdrawn, going)


def _withdrawn(library: Library, course_id: str) -> Withdrawn | None:
    """What one of the schools known here says of the version on this disk, where it has withdrawn it."""
    manifest = library.shelf.manifest(course_id)
    said = (one for campus in library.people.campuses() for one in library.people.withdrawn(campus.id))
    return next((one for one in said if one.manifest == manifest), None)


def _shares(library: Library, course: Course, complete: set[str]) -> dict[str, float]:
    """How much has come of the lessons that are not complete."""
    download = library.downloads.find(course.id)
    rendition = download.rendition if download else ""
    shares: dict[str, float] = {}
    for lesson in course.lessons():
        if lesson.id not in complete:
            blobs = lesson_blobs(lesson, rendition)
            here = sum(size for digest, size in blobs.items() if library.shelf.layout.has(digest))
            shares[lesson.id] = here / max(1, sum(blobs.values()))
    return shares


def rendition_chooser(library: Library, campus_id: str | None) -> Callable[[dict[str, int]], str]:
    """Tells the rendition of films to take from a campus, of any course by its sizes."""
    campus = library.people.campus(campus_id) if campus_id else None
    near = campus is not None and all(is_near(url) for url in campus.urls)
    measured = library.traffic.speed(campus.id) if campus else 0
    return chooser(library, measured or (_SPEED_NEAR if near else _SPEED_FAR))


def remove(desk: Desk, course: str) -> Task[int]:
    """Take a course from this disk, and what has come of an update of it; progress and notes stay. Returns the bytes that this frees."""

    def work(library: Library) -> int:
        from bivouac.sync.transfer.given_up import tidy

        library.shelf.layout.require_here()
        update = library.downloads.find(course)
        library.downloads.drop(course)
        freed = library.shelf.remove(course, library.downloads.versions())
        return freed + (tidy(library, update) if update is not None else 0)

    return desk.tasks.database(work).finally_(lambda: desk.changes.say(Change.COURSES | Change.DOWNLOADS))


@dataclass(frozen=True)
class Taken:
    """What was taken from a stick or a file: titles, and why others were not."""

    titles: list[str]
    left_out: list[TrustError]
    damaged: list[Damaged] = field(default_factory=list)

    def tell(self, desk: Desk) -> None:
        """Say so."""
        added = tr("Added: {titles}", titles=", ".join(self.titles)) if self.titles else ""
        why = [*(one.sentence() for one in self.damaged), *(one.sentence() for one in self.left_out)]
        if why:
            helped = self.titles or any(one.campus for one in self.damaged)
            desk.tell(" ".join([f"{added}.", *why] if added else why), "warn" if helped else "bad")
        elif added:
            desk.tell(added, "good")


def look_into(desk: Desk, path: Path) -> Task[list[Replaced]]:
    """What the courses of a file or folder would take the place of here, where nothing says that they are newer."""

    def work(task: Task[list[Replaced]], library: Library) -> list[Replaced]:
        from bivouac.sync.transfer.replacing import replaced_in

        return replaced_in(library, path)

    return desk.tasks.with_library(work)


def add_bundle(desk: Desk, path: Path, without: Collection[str] = ()) -> Task[Taken]:
    """Take the courses of a `.bivouac` file or of a folder of courses (a stick) into this disk, but for those of these ids."""

    def work(task: Task[Taken], library: Library) -> Taken:
        from bivouac.sync.transfer.bundles import take_in_bundle

        left_out: list[TrustError] = []
        damaged: list[Damaged] = []
        titles = take_in_bundle(
            library,
            path,
            lambda done, total: _report(desk, task, done, total),
            left_out=lambda course, why: left_out.append(why),
            damaged=damaged.append,
            without=without,
        )
        return Taken(titles, left_out, damaged)

    return desk.tasks.with_library(work).finally_(lambda: desk.changes.say(Change.COURSES | Change.DOWNLOADS))


def _report(desk: Desk, task: Task[Taken], done: int, total: int) -> None:
    task.check()
    desk.tasks.report(task, done, total)


def _shelf_card(
    library: Library, course: ShelfCourse, completed: dict[str, set[str]], downloads: dict[str, Download]
) -> Card:
    done = completed.get(course.id, set())
    if done:  # an update may have taken away what was done; where nobody can look now, all of it counts
        with contextlib.suppress(AwayError, BundleError):
            done = done & {activity.id for _, activity in library.shelf.course(course.id).activities()}
    share = min(1.0, len(done) / max(1, course.activities))
    cover = cover_file(library, course.cover)
    return Card(
        course.id,
        course.title,
        course.summary,
        course.language,
        cover,
        share,
        course.size,
        download=downloads.get(course.id),
    )


def _continued(library: Library, learner: str, here: dict[str, Card]) -> list[Card]:
    """The courses begun and not finished, the one touched last first."""
    cards: list[Card] = []
    completed = library.journal(learner).completed()
    for course_id, activity_id in library.journal(learner).last_places():
        card = here.get(course_id)
        if card is None or card.share == 1.0 or len(cards) == CONTINUED:
            continue
        course = library.shelf.course(course_id)
        titles = {activity.id: activity.title for _, activity in course.activities()}
        place = _onward(course, activity_id, completed.get(course_id, set()))
        cards.append(replace(card, activity=place, place=titles.get(place, "")))
    return cards


def _onward(course: Course, latest: str, done: set[str]) -> str:
    """The activity to continue with: the one that was touched last, or where that is done, the next that is not; after the last comes the first."""
    everything = [activity for _, activity in course.activities()]
    at = next((place for place, activity in enumerate(everything) if activity.id == latest), 0)
    order = [*everything[at:], *everything[:at]]
    to_do = (one.id for one in order if one.id not in done and not isinstance(one, Unknown))
    return next(to_do, order[0].id if order else "")


def is_complete(library: Library, learner: str, course_id: str) -> bool:
    """Whether the learner has done all activities of a course that this Bivouac knows."""
    done = library.journal(learner).completed().get(course_id, set())
    everything = library.shelf.course(course_id).activities()
    return all(one.id in done or isinstance(one, Unknown) for _, one in everything)


def cover_file(library: Library, digest: str | None) -> Path | None:
    """The file of a cover: among the courses' blobs, or among the covers of what is on offer."""
    if digest is None:
        return None
    blob = library.shelf.layout.blob_path(digest)
    if blob.is_file():
        return blob
    kept = library.covers() / digest.removeprefix("sha256:")
    return kept if kept.is_file() else None
