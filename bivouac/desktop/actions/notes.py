"""A learner's notes from every course."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BundleError
from bivouac.machine import write_whole
from bivouac.sync.store.library import Library
from bivouac.sync.store.stored_folds import Note


@dataclass(frozen=True)
class PlacedNote:
    """A note with the titles of its course and activity; empty where the course is not on this disk."""

    note: Note
    course: str
    activity: str


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
    shelf = library.shelf.find(course_id)
    if shelf is None:
        return "", {}
    try:
        course = library.shelf.course(course_id)
    except BundleError:
        return shelf.title, {}
    return course.title, {activity.id: activity.title for _, activity in course.activities()}


def _markdown(placed: PlacedNote) -> str:
    heading = " — ".join(part for part in (placed.course, placed.activity) if part)
    quote = f"> {placed.note.quote}\n\n" if placed.note.quote else ""
    return f"## {heading}\n\n{quote}{placed.note.text}\n"
