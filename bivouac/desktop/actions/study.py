"""What a learner does in a lesson: every act goes to the disk first, and what it adds up to comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bivouac.courses.bundle.verify import check_lesson
from bivouac.courses.model import AnyActivity, Course, Lesson
from bivouac.desktop.actions.activity_files import ActivityFiles, read_ahead
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BundleError, LineError
from bivouac.sync.journal.acts import Act, Noted, NoteRemoved
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import new_id
from bivouac.sync.store.downloads import DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.stored_folds import Note


@dataclass(frozen=True)
class LessonData:
    """A lesson opened at an activity, with what the learner did in it. `whole`: all of its course has come, so that what is not here got lost."""

    course: Course
    lesson: Lesson
    activity: AnyActivity
    files: ActivityFiles
    states: dict[str, ActivityState]
    notes: list[Note]
    whole: bool = True


def load_lesson(library: Library, learner: str, course_id: str, activity_id: str) -> LessonData:
    """The lesson of an activity, with its files. An activity that an update took away gives the course's first.

    Raises:
        LineError: the course is arriving, and this lesson is not here, its films apart.
        BundleError: the course or the lesson is not on this disk, or damaged.
    """
    course = library.shelf.course(course_id)
    everything = list(course.activities())
    lesson, activity = next((pair for pair in everything if pair[1].id == activity_id), everything[0])
    whole = not library.shelf.is_arriving(course_id)
    if not whole:
        if not library.shelf.may_open(lesson):
            download = library.downloads.find(course_id)
            if download is not None and download.state is DownloadState.KEPT:
                raise BundleError(
                    "The lesson “{title}” is not on this computer. Download the course again.", title=lesson.title
                )
            raise LineError("The lesson “{title}” is still on its way.", title=lesson.title)
        check_lesson(lesson, library.shelf.layout)  # of a course that is complete all lessons were looked into
    journal = library.journal(learner)
    notes = [note for note in journal.notes(course_id) if note.activity in {one.id for one in lesson.activities}]
    files = read_ahead(library.shelf.files(lesson), activity)
    return LessonData(course, lesson, activity, files, journal.states(course_id), notes, whole)


def record(
    desk: Desk, source: object, course: str, activity: str, act: Act, on_state: Callable[[ActivityState], None]
) -> Task[ActivityState]:
    """Write an act; `on_state` gets what the activity's records add up to once it is on the disk."""
    learner = desk.session.learner_id

    def work(library: Library) -> ActivityState:
        return library.journal(learner).record(course, activity, act)

    def recorded(state: ActivityState) -> None:
        on_state(state)
        change = Change.PROGRESS | Change.SYNC
        if isinstance(act, Noted | NoteRemoved):
            change |= Change.NOTES | Change.CLASSES  # a class may see it
        desk.changes.say(change, source)

    return desk.tasks.database(work).then(recorded)


def write_note(
    desk: Desk,
    source: object,
    course: str,
    activity: str,
    text: str,
    at: int,
    quote: str = "",
    note: str = "",
    on_state: Callable[[ActivityState], None] = lambda _: None,
) -> Task[ActivityState]:
    """Write a note, or change the one called `note`."""
    return record(desk, source, course, activity, Noted(note or new_id(), text, at, quote), on_state)


def remove_note(desk: Desk, source: object, note: Note) -> Task[ActivityState]:
    """Take a note away. Its text stays in the journal."""
    return record(desk, source, note.course, note.activity, NoteRemoved(note.id), lambda _: None)
