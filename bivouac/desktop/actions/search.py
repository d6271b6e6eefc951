"""Finding words in the courses on this disk and in one's notes."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac.sync.store.library import Library
from bivouac.sync.store.passages import Hit, fits
from bivouac.sync.store.stored_folds import Note


@dataclass(frozen=True)
class Found:
    """What a search brought; `titles` maps course ids to titles, and `courses` has the ids of those whose title has the words."""

    text: str
    hits: list[Hit]
    notes: list[Note]
    titles: dict[str, str]
    courses: tuple[str, ...] = ()


def find(library: Library, learner: str, text: str) -> Found:
    """Courses, passages and notes in which the words occur."""
    titles = {course.id: course.title for course in library.shelf.courses()}
    called = tuple(course for course, title in titles.items() if fits(title, text))
    notes = library.journal(learner).find_notes(text) if learner else []
    return Found(text, library.passages.find(text), notes, titles, called)
