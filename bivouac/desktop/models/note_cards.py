"""Notes as cards show them: one's own, with who sees each, and those that classmates show."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bivouac.desktop.actions.classes import Classroom
from bivouac.language import tr
from bivouac.sync.journal.shared import Post
from bivouac.sync.store.stored_folds import Note


class Sight(enum.Enum):
    """How a note stands in a class."""

    HIDDEN = enum.auto()
    SHOWN = enum.auto()
    WAITS = enum.auto()  # shown, and not yet with the school
    BARRED = enum.auto()  # a teacher took it back
    STAYS = enum.auto()  # shown by who is not in the class any more: only a teacher can take it back


class Audience(NamedTuple):
    """A class that sees a note, or could."""

    stream: str
    name: str
    sight: Sight


@dataclass(frozen=True)
class NoteFace:
    """What a card shows of a note.

    Attributes:
        key: tells it from the others of its list.
        place: where it belongs, as people read it.
        writer, when: who shows it to the class, and since when; empty in the list of one's own.
        audiences: the classes of whoever reads this; only of their own notes.
        apart: it stands beside one's own, and is not to be taken for one.
        changeable: it can be changed and removed here; removable: it can be taken back.
    """

    key: str
    place: str
    text: str
    quote: str
    writer: str = ""
    when: str = ""
    audiences: tuple[Audience, ...] = ()
    apart: bool = False
    changeable: bool = False
    removable: bool = False


class SharedNote(NamedTuple):
    """A note that somebody shows to a class."""

    room: Classroom
    post: Post

    @property
    def key(self) -> str:
        """Tells it from all others; the same for a note that is shown to two classes."""
        return f"{self.post.writer} {self.post.id}"

    @property
    def removable(self) -> bool:
        """Whether whoever reads it may take it back."""
        return self.room.is_theirs and (self.post.writer == self.room.learner or self.room.teaches)

    @property
    def writer(self) -> str:
        """Who wrote it, as people read it."""
        name = self.room.state.name_of(self.post.writer) or tr("Somebody in the class")
        return tr("{name} (you)", name=name) if self.post.writer == self.room.learner else name


def key_of(note: Note) -> str:
    """Tells one's own notes apart."""
    return f"{note.course} {note.activity} {note.id}"


def audiences(rooms: Sequence[Classroom], note: Note) -> tuple[Audience, ...]:
    """Which classes see a note of the learner's, and which could."""
    return tuple(
        Audience(room.stream, room.state.name or tr("A class"), sight)
        for room in rooms
        if (sight := _sight(room, note))
    )


def _sight(room: Classroom, note: Note) -> Sight | None:
    stands = room.showing(note)
    if stands.post:
        if not room.is_theirs:
            return Sight.STAYS
        return Sight.WAITS if room.waits(stands.post) else Sight.SHOWN
    if stands.barred:
        return Sight.BARRED
    return Sight.HIDDEN if room.is_theirs else None


def of_classmates(rooms: Sequence[Classroom], course: str, activities: set[str]) -> list[SharedNote]:
    """What others show to the learner's classes of these activities, the last written first; each once."""
    found = {
        one.key: one
        for room in rooms
        for post in room.state.notes()
        if post.course == course and post.activity in activities and post.writer != room.learner
        for one in (SharedNote(room, post),)
    }
    return sorted(found.values(), key=lambda one: one.post.stamp, reverse=True)
