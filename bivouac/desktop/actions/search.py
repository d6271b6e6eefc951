"""Finding words in the courses on this disk and in one's notes."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac.sync.store.library import Library
from bivouac.sync.store.passages import Hit
from bivouac.sync.store.stored_folds import Note


@dataclass(frozen=True)
class Found:
    """What a search brought; `titles` maps course ids to titles."""

    text: str
    hits: list[Hit]
    notes: list[Note]
    titles: dict[str, str]


def find(library: Library, learner: str, text: str) -> Found:
    """Passages and notes in which the words occur."""
    titles = {course.id: course.title for course in library.shelf.courses()}
    notes = library.journal(learner).find_notes(text) if learner else []
    return Found(text, library.passages.find(text), notes, titles)
