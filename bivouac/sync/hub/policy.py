"""Who may do what with whose journal. One function decides, for every route and every role; `tests/sync/hub/test_policy.py` tries them all.

A person's own stream is theirs. Others read it only as the school's policy says (`Readers`, in hub.json), and nobody else writes in it. What a class
shares is open to who is in it. A hub below this one carries all of its own campus and of those below it, what the classes of the hubs above it share in which its people are, and nothing else.
"""

from __future__ import annotations

import enum

from msgspec import Struct

from bivouac.sync.hub.storage import Session, Storage
from bivouac.sync.journal.feeds import split_stream


class Access(enum.Enum):
    """What somebody may do with a stream."""

    NONE = "none"
    READ = "read"
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
        carries = campus is not None and lies_below(storage, campus, session.learner)
        shares = kind == "cohort" and not carries and storage.has_people_of(owner, session.learner)
        return Access.CARRY if carries or shares else Access.NONE
    if kind == "learner":
        if owner == session.learner:
            return Access.WRITE
        return Access.READ if _reads(storage, readers, session, owner) else Access.NONE
    if kind == "cohort" and owner in storage.cohorts_of(session.learner):
        return Access.WRITE
    return Access.NONE


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
