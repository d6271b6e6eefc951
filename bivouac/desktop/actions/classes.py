"""What a class shares: announcements and discussions, read and written with or without a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.sync.journal import acts
from bivouac.sync.journal.record import new_id
from bivouac.sync.journal.shared import ClassState, Post
from bivouac.sync.store.library import Library


@dataclass(frozen=True)
class Classroom:
    """A class as a learner sees it.

    Attributes:
        sent: for each feed written here, the last record that the school has: what is beyond it waits.
    """

    stream: str
    state: ClassState
    learner: str
    sent: dict[str, int]

    def waits(self, post: Post) -> bool:
        """Whether a post was written here and has not reached the school yet."""
        return post.feed in self.sent and post.seq > self.sent[post.feed]


def load_classes(library: Library, learner: str) -> list[Classroom]:
    """The learner's classes, by name."""
    journal = library.journal(learner)
    streams = [stream for stream in journal.streams() if stream.startswith("cohort:")]
    found = [Classroom(stream, journal.shared(stream), learner, journal.own_feeds(stream)) for stream in streams]
    return sorted(found, key=lambda one: one.state.name.casefold())


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


def _share(desk: Desk, stream: str, act: acts.Act, on_kept: Callable[[], None]) -> Task[None]:
    learner = desk.session.learner_id

    def kept(_: None) -> None:
        on_kept()
        desk.changes.say(Change.CLASSES | Change.SYNC)

    return desk.tasks.database(lambda library: library.journal(learner).share(stream, "", "", act)).then(kept)
