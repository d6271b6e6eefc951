"""What the records of a class's stream add up to: its name and people, announcements, discussions, shared notes. Pure, like folds.py.

Who wrote a record stands in its feed's name, which the hub has proved. What a role allows is looked at when things are shown, by the role that
its writer has then, so that the order in which records come decides nothing.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct, field

from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import hub_writer, split_feed
from bivouac.sync.journal.folds import NEVER
from bivouac.sync.journal.record import Record, Stamp

NOTES = ("cohort-named", "member-named", "note-shared", "post-removed")
"""The kinds that tell who shows which notes to the class: all that is wanted of a long stream where only those are shown."""

TEACHING = ("teacher", "staff", "administrator")
"""Roles that announce, and take back what others wrote."""


class Post(Struct, frozen=True):
    """Something that somebody wrote for the class, as it stands.

    Attributes:
        kind: posted, announced or note-shared.
        writer: the person's id, or the hub's (`hub_writer`).
        to: the post that it answers; empty for one that begins a thread.
        began, changed: milliseconds since 1970, as the writer's computer had it. first: when it began, in the order of acts.
        course, activity, at, quote: where it belongs, as of a note.
        feed, seq: its last record, to see whether that has been sent.
    """

    id: str
    kind: str
    writer: str
    title: str
    text: str
    to: str
    stamp: Stamp
    first: Stamp
    began: int
    changed: int
    course: str
    activity: str
    at: int
    quote: str
    feed: str
    seq: int


class Member(Struct, frozen=True):
    """Somebody of the class; an empty role says that they left it."""

    stamp: Stamp
    name: str
    role: str


class ClassState(Struct):
    """Everything in a class's stream."""

    name: str = ""
    named: Stamp = NEVER
    members: dict[str, Member] = field(default_factory=dict)
    posts: dict[tuple[str, str], Post] = field(default_factory=dict)
    removals: dict[str, dict[str, Stamp]] = field(
        default_factory=dict
    )  # for each post, who took it back, and when last

    def add(self, record: Record) -> None:
        """Take in one record that was not taken in before. Raises RecordError when its body is damaged."""
        writer = split_feed(record.device).learner
        by_hub = writer.startswith(hub_writer(""))
        match record.act():
            case acts.CohortNamed(name):
                if by_hub and record.stamp > self.named:
                    self.name, self.named = name, record.stamp
            case acts.MemberNamed(person, name, role):
                known = self.members.get(person)
                if by_hub and (known is None or record.stamp > known.stamp):
                    self.members[person] = Member(record.stamp, name, role)
            case acts.Posted(post, text, to, title):
                self._write(record, writer, post, title, text, to=to)
            case acts.Announced(post, text, title):
                self._write(record, writer, post, title, text)
            case acts.NoteShared(post, text, at, quote):
                self._write(record, writer, post, "", text, at=at, quote=quote)
            case acts.PostRemoved(post):
                by = self.removals.setdefault(post, {})
                by[writer] = max(by.get(writer, NEVER), record.stamp)

    def _write(
        self,
        record: Record,
        writer: str,
        post: str,
        title: str,
        text: str,
        *,
        to: str = "",
        at: int = 0,
        quote: str = "",
    ) -> None:
        key, known = (writer, post), self.posts.get((writer, post))
        began = min(known.began, record.wall) if known else record.wall
        first = min(known.first, record.stamp) if known else record.stamp
        if known and record.stamp < known.stamp:
            self.posts[key] = msgspec.structs.replace(known, began=began, first=first)
            return
        self.posts[key] = Post(
            post,
            record.kind,
            writer,
            title,
            text,
            to,
            record.stamp,
            first,
            began,
            record.wall,
            record.course,
            record.activity,
            at,
            quote,
            record.device,
            record.seq,
        )

    # --- what is shown -------------------------------------------------------------------------------------------------

    def teaches(self, person: str) -> bool:
        """Whether somebody's announcements count, and they may take back what others wrote."""
        return person.startswith(hub_writer("")) or (person in self.members and self.members[person].role in TEACHING)

    def belongs(self, person: str) -> bool:
        """Whether somebody is in the class, as far as the hub has said."""
        return person not in self.members or bool(self.members[person].role)

    def name_of(self, person: str) -> str:
        """What somebody is called; empty for a hub, and for one whom the hub has not named."""
        return self.members[person].name if person in self.members else ""

    def announcements(self) -> list[Post]:
        """What teachers and the campus announced, the latest first."""
        found = [post for post in self._standing() if post.kind == "announced" and self.teaches(post.writer)]
        return sorted(found, key=lambda post: post.stamp, reverse=True)

    def threads(self) -> list[tuple[Post, list[Post]]]:
        """Discussions, each with its answers in order; the one that somebody wrote in last stands first.

        An answer whose question is not here, or was taken back, begins a thread of its own, so that nothing is hidden.
        """
        standing = [post for post in self._standing() if post.kind == "posted"]
        by_id = {
            post.id: post for post in sorted(standing, key=lambda post: post.stamp, reverse=True)
        }  # the first one's
        threads: dict[tuple[str, str], tuple[Post, list[Post]]] = {}
        answers: list[tuple[Post, Post]] = []
        for post in sorted(standing, key=lambda post: post.stamp):
            root = _root(post, by_id)
            if root is post:
                threads[root.writer, root.id] = (root, [])
            else:
                answers.append((root, post))
        for root, post in answers:
            threads[root.writer, root.id][1].append(post)
        return sorted(
            threads.values(), key=lambda thread: max(post.stamp for post in (thread[0], *thread[1])), reverse=True
        )

    def notes(self) -> list[Post]:
        """Notes that are shown to the class, the last written first."""
        found = [post for post in self._standing() if post.kind == "note-shared"]
        return sorted(found, key=lambda post: post.stamp, reverse=True)

    def standing(self, writer: str, post: str) -> Post | None:
        """Somebody's post as it stands; None where it was taken back, or is not here."""
        found = self.posts.get((writer, post))
        return None if found is None or self._is_removed(found) else found

    def _standing(self) -> list[Post]:
        return [post for post in self.posts.values() if not self._is_removed(post)]

    def took_back(self, person: str, post: str) -> Stamp | None:
        """When somebody took a post back last, their own or another's, whatever their role allows; None where they did not."""
        return self.removals.get(post, {}).get(person)

    def _is_removed(self, post: Post) -> bool:
        return any(remover == post.writer or self.teaches(remover) for remover in self.removals.get(post.id, ()))


def _root(post: Post, by_id: dict[str, Post]) -> Post:
    """Where a post's thread begins; a circle, which only a hostile writer makes, begins at its smallest id."""
    seen = [post]
    while seen[-1].to in by_id:
        above = by_id[seen[-1].to]
        if above in seen:
            return min(seen[seen.index(above) :], key=lambda one: one.id)
        seen.append(above)
    return seen[-1]
