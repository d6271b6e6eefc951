"""Finding words in the courses on this disk and in one's notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from bivouac.courses.text import plain_text
from bivouac.sync.store.library import Library
from bivouac.sync.store.passages import Hit, fits
from bivouac.sync.store.stored_folds import Note


@dataclass(frozen=True)
class Found:
    """What a search brought; `titles` maps course ids to titles, and `courses` has the ids of those whose title has the words, then of those
    whose summary has, which stands in `summaries`.
    """

    text: str
    hits: list[Hit]
    notes: list[Note]
    titles: dict[str, str]
    courses: tuple[str, ...] = ()
    summaries: dict[str, str] = field(default_factory=dict)


def find(library: Library, learner: str, text: str) -> Found:
    """Courses, passages and notes in which the words occur."""
    shelf = library.shelf.courses()
    titles = {course.id: course.title for course in shelf}
    called = tuple(course for course, title in titles.items() if fits(title, text))
    summaries = {
        course.id: plain_text(course.summary)
        for course in shelf
        if course.id not in called and fits(f"{course.title} {course.summary}", text)
    }
    notes = library.journal(learner).find_notes(text) if learner else []
    return Found(text, library.passages.find(text), notes, titles, (*called, *summaries), summaries)
