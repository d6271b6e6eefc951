"""What a class shares: announcements, discussions and notes, read and written with or without a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.sync.journal import acts
from bivouac.sync.journal.record import new_id
from bivouac.sync.journal.shared import ClassState, Post
from bivouac.sync.journal.showing import Place, Showing, showing
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.library import Library
from bivouac.sync.store.showing import show_note, stop_showing
from bivouac.sync.store.stored_folds import Note


@dataclass(frozen=True)
class Classroom:
    """A class as a learner sees it.

    Attributes:
        sent: for each feed written here, the last record that the school has: what is beyond it waits.
        left: the learner was taken out of it; it can still be read, and what they had written goes to its teacher.
        reached: what the others see, as far as it is known here, where the learner is not of the class any more.
    """

    stream: str
    state: ClassState
    learner: str
    sent: dict[str, int]
    left: bool = False
    reached: ClassState | None = None

    @property
    def teaches(self) -> bool:
        """Whether the learner announces, and takes back what others wrote."""
        return not self.left and self.state.teaches(self.learner)

    @property
    def is_theirs(self) -> bool:
        """Whether the learner may write here."""
        return not self.left and self.state.belongs(self.learner)

    def waits(self, post: Post) -> bool:
        """Whether a post was written here and has not reached the school yet."""
        return post.feed in self.sent and post.seq > self.sent[post.feed]

    def showing(self, note: Note) -> Showing:
        """How a note of the learner's stands in the class, as the learner left it."""
        return showing(self.reached or self.state, self.learner, Place(note.course, note.activity), note.id)


def load_classes(library: Library, learner: str, kinds: Sequence[str] = ()) -> list[Classroom]:
    """The learner's classes, by name; of what stands in them only these kinds, where some are named."""
    journal = library.journal(learner)
    found = [_load_class(journal, stream, kinds) for stream in journal.classes()]
    return sorted(found, key=lambda one: one.state.name.casefold())


def _load_class(journal: Journal, stream: str, kinds: Sequence[str]) -> Classroom:
    state, left = journal.shared(stream, kinds), journal.has_left(stream)
    gone = left or not state.belongs(journal.learner)
    reached = journal.shared(stream, kinds, sent=True) if gone else None
    return Classroom(stream, state, journal.learner, journal.own_feeds(stream), left, reached)


def write(
    desk: Desk,
    stream: str,
    text: str,
    *,
    title: str = "",
    to: str = "",
    announce: bool = False,
    on_kept: Callable[[], None],
) -> Task[None]:
    """Write to the class: an answer to the post `to`, an announcement, or a new topic; `on_kept` once it is on the disk."""
    post = new_id()
    act = acts.Announced(post, text, title) if announce else acts.Posted(post, text, to, title)
    return _share(desk, stream, act, on_kept)


def take_back(desk: Desk, stream: str, post: Post, on_kept: Callable[[], None]) -> Task[None]:
    """Take a post back."""
    return _share(desk, stream, acts.PostRemoved(post.id), on_kept)


def share_note(desk: Desk, stream: str, note: Note, on_kept: Callable[[], None]) -> Task[None]:
    """Show a note to the class, as it stands and as it will be changed; `on_kept` once that is on the disk."""
    return _write(desk, lambda journal: show_note(journal, stream, Place(note.course, note.activity), note.id), on_kept)


def stop_sharing(desk: Desk, stream: str, note: Note, on_kept: Callable[[], None]) -> Task[None]:
    """Take back what the class sees of a note, which stays with its writer."""
    return _write(
        desk, lambda journal: stop_showing(journal, stream, Place(note.course, note.activity), note.id), on_kept
    )


def _share(desk: Desk, stream: str, act: acts.Act, on_kept: Callable[[], None]) -> Task[None]:
    return _write(desk, lambda journal: journal.share(stream, "", "", act), on_kept)


def _write(desk: Desk, deed: Callable[[Journal], None], on_kept: Callable[[], None]) -> Task[None]:
    learner = desk.session.learner_id

    def kept(_: None) -> None:
        on_kept()
        desk.changes.say(Change.CLASSES | Change.SYNC)

    return desk.tasks.database(lambda library: deed(library.journal(learner))).then(kept)
