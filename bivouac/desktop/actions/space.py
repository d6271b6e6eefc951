"""What takes room on this computer, and making room: courses go, what people did never does."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from bivouac.desktop.actions.keeping import KeepingData, load_keeping
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError
from bivouac.sync.store.files import learners_with_journals
from bivouac.sync.store.library import Library
from bivouac.sync.store.space import CourseSpace, Space, measure


class Standing(enum.IntEnum):
    """How much a course is needed here: the first can go first."""

    FINISHED = 0
    """By everybody on this computer who began it."""
    UNTOUCHED = 1
    BEGUN_BY_OTHERS = 2
    BEGUN = 3


@dataclass(frozen=True)
class Row:
    """A course as the list shows it."""

    space: CourseSpace
    standing: Standing


@dataclass(frozen=True)
class SpaceData:
    """The drive, and the courses: what can go first comes first.

    Attributes:
        rows: the courses of which something can be learnt with, or is on its way.
        keeping: on which drive the courses are.
        kept: what came of downloads that were cancelled, and was sound on damaged sticks; of a course that is here as well, that is of an update.
    """

    space: Space
    rows: list[Row]
    kept: list[CourseSpace] = field(default_factory=list)
    keeping: KeepingData | None = None


def load_space(task: Task[SpaceData], library: Library, learner: str) -> SpaceData:
    """Measure, beside the window."""
    space = measure(library)
    task.check()
    standings = _standings(library, learner)
    cancelled = {download.course for download in library.downloads.kept()}
    kept = [one for one in space.courses if one.id in cancelled and one.arriving]
    rows = [
        Row(one, standings.get(one.id, Standing.UNTOUCHED))
        for one in space.courses
        if one.size > (one.arriving if one.id in cancelled else 0)
    ]
    by_need = sorted(rows, key=lambda row: (row.standing, -row.space.frees, row.space.title))
    return SpaceData(space, by_need, sorted(kept, key=lambda one: (-one.arriving, one.title)), load_keeping(library))


def clear_leavings(desk: Desk) -> Task[int]:
    """Free what old versions and downloads that were given up left behind; returns the bytes."""

    def work(library: Library) -> int:
        from bivouac.sync.transfer.given_up import tidy

        return tidy(library)

    return desk.tasks.database(work).finally_(lambda: desk.changes.say(Change.COURSES))


def let_go(desk: Desk, course: str) -> Task[int]:
    """Free what is kept of a download that was cancelled; returns the bytes."""

    def work(library: Library) -> int:
        from bivouac.sync.transfer import given_up

        return given_up.let_go(library, course)

    changed = Change.COURSES | Change.CATALOGUE | Change.DOWNLOADS
    return desk.tasks.database(work).finally_(lambda: desk.changes.say(changed))


def drop_spare_films(desk: Desk, course: str) -> Task[int]:
    """Keep one rendition of each film, the one that is played; returns the bytes that this frees."""
    task = desk.tasks.database(lambda library: library.shelf.drop_spare(course, library.downloads.versions()))
    return task.finally_(lambda: desk.changes.say(Change.COURSES))


def _standings(library: Library, learner: str) -> dict[str, Standing]:
    """Course id to how far it is studied here; a course that nobody began is not in it."""
    sizes = {course.id: course.activities for course in library.shelf.courses()}
    found: dict[str, Standing] = {}
    for person in learners_with_journals(library.folder):
        try:
            journal = library.journal(person)
            completed, begun = journal.completed(), {course for course, _ in journal.last_places()}
        except BivouacError:  # not even reading fits on a drive that is so full
            completed, begun = {}, set(sizes)
        for course in begun | completed.keys():
            done = len(completed.get(course, ())) >= sizes.get(course, 1)
            others = Standing.BEGUN if person == learner else Standing.BEGUN_BY_OTHERS
            found[course] = max(found.get(course, Standing.FINISHED), Standing.FINISHED if done else others)
    return found
