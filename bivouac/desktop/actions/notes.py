"""A learner's notes from every course, with the classes that see them; and where the notes belong that a class shares."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bivouac.courses.model import AnyActivity, Video
from bivouac.desktop.actions import classes
from bivouac.desktop.actions.classes import Classroom
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BundleError
from bivouac.machine import write_whole
from bivouac.sync.journal.shared import NOTES
from bivouac.sync.journal.showing import Place
from bivouac.sync.store.library import Library
from bivouac.sync.store.stored_folds import Note


@dataclass(frozen=True)
class PlacedNote:
    """A note with the titles of its course and activity; empty where the course is not on this disk."""

    note: Note
    course: str
    activity: str


@dataclass(frozen=True)
class Named:
    """A place by its titles, empty where the course is not on this disk; `timed` says that positions in it are moments."""

    course: str
    activity: str
    timed: bool


def load_notes_and_classes(library: Library, learner: str, text: str = "") -> tuple[list[PlacedNote], list[Classroom]]:
    """Notes as `load_notes` gives them, and the learner's classes with the notes that they see."""
    return load_notes(library, learner, text), classes.load_classes(library, learner, NOTES)


def load_classes_and_places(library: Library, learner: str) -> tuple[list[Classroom], dict[Place, Named]]:
    """The learner's classes, and where the notes belong that are shared in them."""
    rooms = classes.load_classes(library, learner)
    places = {Place(post.course, post.activity) for room in rooms for post in room.state.notes()}
    courses = {course: _activities(library, course) for course in {place.course for place in places}}
    return rooms, {place: _named(*courses[place.course], place.activity) for place in places}


def load_notes(library: Library, learner: str, text: str = "") -> list[PlacedNote]:
    """All notes, or those in which the words occur, the last written first."""
    journal = library.journal(learner)
    titles: dict[str, tuple[str, dict[str, str]]] = {}
    placed = []
    for note in journal.find_notes(text) if text else journal.notes():
        if note.course not in titles:
            titles[note.course] = _titles(library, note.course)
        course, activities = titles[note.course]
        placed.append(PlacedNote(note, course, activities.get(note.activity, "")))
    return placed


def save_notes(desk: Desk, path: Path) -> Task[int]:
    """Write all notes to a Markdown file; returns how many there are."""
    learner = desk.session.learner_id

    def work(library: Library) -> int:
        placed = load_notes(library, learner)
        write_whole(path, "\n".join(_markdown(one) for one in placed).encode())
        return len(placed)

    return desk.tasks.database(work)


def _titles(library: Library, course_id: str) -> tuple[str, dict[str, str]]:
    title, activities = _activities(library, course_id)
    return title, {activity.id: activity.title for activity in activities.values()}


def _activities(library: Library, course_id: str) -> tuple[str, dict[str, AnyActivity]]:
    """A course's title and its activities; what of that is not on this disk is empty."""
    shelf = library.shelf.find(course_id)
    if shelf is None:
        return "", {}
    try:
        course = library.shelf.course(course_id)
    except BundleError:
        return shelf.title, {}
    return course.title, {activity.id: activity for _, activity in course.activities()}


def _named(course: str, activities: dict[str, AnyActivity], activity: str) -> Named:
    found = activities.get(activity)
    return Named(course, found.title if found else "", isinstance(found, Video))


def _markdown(placed: PlacedNote) -> str:
    heading = " — ".join(part for part in (placed.course, placed.activity) if part)
    quote = f"> {placed.note.quote}\n\n" if placed.note.quote else ""
    return f"## {heading}\n\n{quote}{placed.note.text}\n"
