"""Who may do what with whose journal. One function decides, for every route and every role; `test_policy.py` and `test_routes.py` in `tests/sync/hub/` try them all.

A person's own stream is theirs. Others read it only as the school's policy says (`Readers`, in hub.json), and nobody else writes in it. What a class
shares is open to who is in it; who was in it still brings what they wrote, which the class reads up to when they were taken out. A hub below this one carries all of its own campus and of those below it, what the classes of the hubs above it share in which its people are, of those in which they were what they wrote, and nothing else.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping

from msgspec import Struct

from bivouac.sync.hub.storage import Session, Storage
from bivouac.sync.journal.feeds import base_of, hub_writer, is_feed, split_feed, split_stream


class Access(enum.Enum):
    """What somebody may do with a stream."""

    NONE = "none"
    READ = "read"
    OWN = "own"
    """Bring what they wrote themselves, and read that alone: of a class in which they were; of a hub, one in which nobody of its people is any more."""

    WRITE = "write"
    """Read, and write in feeds of their own."""

    CARRY = "carry"
    """Read, and bring what others wrote and signed."""


class Readers(Struct, frozen=True):
    """Who reads the private streams of learners, besides themselves.

    Attributes:
        teachers: those of the classes that a teacher teaches.
        staff: those of the campus.
        administrators: all of the school.
    """

    teachers: bool = True
    staff: bool = True
    administrators: bool = True


def access(storage: Storage, readers: Readers, session: Session, stream: str) -> Access:
    """What the person of a session may do with a stream. Raises RecordError for a name that is no stream's."""
    kind, owner = split_stream(stream)
    if session.role == "hub":
        campus = storage.campus_of(kind, owner)
        if campus is not None and lies_below(storage, campus, session.learner):
            return Access.CARRY
        theirs = storage.people_in(owner, session.learner) if kind == "cohort" else {}
        return Access.CARRY if any(theirs.values()) else Access.OWN if theirs else Access.NONE
    if kind == "learner":
        if owner == session.learner:
            return Access.WRITE
        return Access.READ if _reads(storage, readers, session, owner) else Access.NONE
    if kind == "cohort" and owner in storage.cohorts_of(session.learner):
        return Access.WRITE
    return Access.OWN if kind == "cohort" and storage.ever_in(owner, session.learner) else Access.NONE


def readable(storage: Storage, readers: Readers, session: Session, stream: str, may: Access) -> dict[str, int]:
    """For each feed of a stream, up to which record the person of a session reads it; `may` is what `access` says.

    What came of somebody after they were taken out of a class only its teachers read, and who reads that person's private stream.
    """
    here = storage.feeds(stream)
    kind, owner = split_stream(stream)
    if may is Access.OWN:
        hub = session.role == "hub"
        return written_below(storage, owner, session.learner, here) if hub else _written_by({session.learner}, here)
    if kind != "cohort" or may is not Access.WRITE:
        return here
    formers = storage.formers(owner)
    if not formers or storage.cohorts_of(session.learner).get(owner) == "teacher":
        return here
    hidden = {person: upto for person, upto in formers.items() if not _reads(storage, readers, session, person)}
    shown = dict[str, int]()
    for feed, last in here.items():
        upto = hidden.get(_writer_of(feed))
        end = last if upto is None else min(last, upto.get(feed, 0))
        if upto is None or end > base_of(feed):
            shown[feed] = end
    return shown


def written_below(storage: Storage, cohort: str, hub: str, feeds: Mapping[str, int]) -> dict[str, int]:
    """What of a class's feeds people of a hub's campus and of those below it wrote, and that hub."""
    return _written_by({hub_writer(hub), *storage.people_in(cohort, hub)}, feeds)


def _written_by(writers: Collection[str], feeds: Mapping[str, int]) -> dict[str, int]:
    return {feed: last for feed, last in feeds.items() if _writer_of(feed) in writers}


def _writer_of(feed: str) -> str:
    return split_feed(feed).learner if is_feed(feed) else ""


def lies_below(storage: Storage, campus: str, hub: str) -> bool:
    """Whether a campus is a hub's, or that of one below it."""
    seen: set[str] = set()
    while campus not in seen:
        if campus == hub:
            return True
        seen.add(campus)
        above = storage.campus_of("learner", campus)  # a hub is kept as one of the people of the hub above it
        if above is None:
            return False
        campus = above
    return False


def _reads(storage: Storage, readers: Readers, session: Session, learner: str) -> bool:
    campus = storage.campus_of("learner", learner)
    if campus is None:
        return False
    match session.role:
        case "administrator":
            return readers.administrators
        case "staff":
            return readers.staff and campus == session.campus
        case "teacher":
            taught = {cohort for cohort, role in storage.cohorts_of(session.learner).items() if role == "teacher"}
            return readers.teachers and not taught.isdisjoint(storage.cohorts_of(learner))
    return False
