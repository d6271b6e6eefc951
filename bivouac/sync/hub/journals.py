"""Push and pull (docs/protocol.md#exchange): what is brought is checked and kept, what is lacking is handed over."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from bivouac.errors import RecordError
from bivouac.sync.hub import carrying, pushing, tails
from bivouac.sync.hub.policy import Access, Readers, access, readable
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Session, Storage
from bivouac.sync.journal.feeds import cohort_stream, digest_of, split_stream
from bivouac.sync.protocol.messages import MAX_STREAMS, Exchange, Exchanged, Handed, Offered
from bivouac.sync.protocol.passwords import mark_of_password

MAX_FEEDS = 1000
"""That one exchange may speak of in each stream."""

_MAX_SEQ = 1 << 40


@dataclass(frozen=True)
class _Visit:
    """One exchange while it is answered. `skew`: by how many milliseconds the hub's clock is ahead of the asker's."""

    storage: Storage
    readers: Readers
    session: Session
    leaves: bool
    room: tails.Room
    now: int
    skew: int


def exchange(
    storage: Storage, readers: Readers, session: Session, asked: Exchange, now: int, about: bytes = b""
) -> Exchanged:
    """One round trip; `about` is the mark of what the hub says of itself.

    Raises:
        RefusalError: a stream is another's (403), or a page is not the asker's to bring (403).
        RecordError: a page is damaged. In all cases nothing of that page and of those after it was kept.
    """
    visit = _Visit(
        storage, readers, session, asked.leaves, tails.Room(asked.room), now, now - asked.clock if asked.clock else 0
    )
    for offered in asked.streams:
        _require_possible(offered)
    if session.role == "hub" and asked.shares:
        storage.tell_below(session.learner)
    taken = _take_in(visit, asked.streams)
    handed = [
        _hand(visit, may or _may(visit, offered.stream), offered, done)
        for offered, (may, done) in zip(asked.streams, taken, strict=True)
    ]
    if not asked.some:
        for stream in _unknown(visit, {offered.stream for offered in asked.streams}, asked):
            handed.append(_hand(visit, _may(visit, stream), Offered(stream, {}), pushing.Pushed()))
    return Exchanged(handed, now, mark_of_password(session.hashed), about)


def _unknown(visit: _Visit, known: set[str], asked: Exchange) -> list[str]:
    """Streams of the asker's that they have not heard of yet: a class that they were put in, people of their campus."""
    storage, session = visit.storage, visit.session
    if session.role == "hub":
        # So many at least are new of as many as one exchange may have, where there are so many.
        mine = storage.streams_below(session.learner, asked.above, asked.upto, MAX_STREAMS, shares=asked.shares)
        return [stream for stream in mine if stream not in known][: MAX_STREAMS - len(known)]
    return [stream for cohort in storage.cohorts_of(session.learner) if (stream := cohort_stream(cohort)) not in known]


def _take_in(visit: _Visit, asked: Sequence[Offered]) -> list[tuple[Access | None, pushing.Pushed]]:
    """Keep what is brought, of a hub all at once: of each stream of which something is, what the asker may do with it, and what came of it."""
    storage, session = visit.storage, visit.session
    carries = session.role == "hub" and any(offered.pages for offered in asked)
    with storage.together() if carries else contextlib.nullcontext():
        return [
            _take(visit, _may(visit, offered.stream), offered) if offered.pages else (None, pushing.Pushed())
            for offered in asked
        ]


def _may(visit: _Visit, stream: str) -> Access:
    """What the asker may do with a stream. A hub of an older Bivouac knows of no class that it has left, and would break off."""
    may = access(visit.storage, visit.readers, visit.session, stream)
    return Access.CARRY if may is Access.OWN and visit.session.role == "hub" and not visit.leaves else may


def _take(visit: _Visit, may: Access, offered: Offered) -> tuple[Access, pushing.Pushed]:
    match may:
        case Access.CARRY | Access.OWN if may is Access.CARRY or visit.session.role == "hub":
            return may, carrying.take_in(visit.storage, offered, visit.now)
        case Access.WRITE | Access.OWN:
            return may, pushing.push(visit.storage, visit.session, offered, visit.now, visit.skew)
        case Access.READ:
            raise RefusalError(403, "This computer sent acts that it did not write. They were not kept.")
        case Access.NONE:
            _require_gone(visit, offered.stream)
            return may, pushing.Pushed()


def _require_gone(visit: _Visit, stream: str) -> None:
    """Of a stream that is not the asker's: it may have been once, of a class and of a campus's people. Raises RefusalError where it never was."""
    if split_stream(stream)[0] != "cohort" and visit.session.role != "hub":
        raise RefusalError(403, "These are the acts of another person. Sign in as that person first.")


def _hand(visit: _Visit, may: Access, offered: Offered, done: pushing.Pushed) -> Handed:
    storage, stream = visit.storage, offered.stream
    if may is Access.NONE:
        _require_gone(visit, stream)
        return Handed(stream, gone=True)
    here, former = readable(storage, visit.readers, visit.session, stream, may), _shown_of_former(visit, may, stream)
    gone = former is not None
    brought = done.came | dict.fromkeys(done.barred, 0)
    marks = {
        feed: head.mark
        for feed, last in brought.items()
        if last < here.get(feed, 0) and (head := storage.head(stream, feed))
    }
    if isinstance(offered.held, bytes):
        received = {feed: here[feed] for feed in brought if feed in here}
        unlike = offered.held != digest_of(here)
        return Handed(stream, received, [], False, unlike, done.forked, gone, marks, done.barred, former)
    lacking = carrying.lacking if visit.session.role == "hub" else tails.lacking
    try:
        pages, more = lacking(storage, stream, offered.held, here, visit.room)
    except RecordError:  # a page here is damaged: who asks goes on with all other streams
        tails.note_damaged(stream)
        pages, more = [], False
    return Handed(stream, here, pages, more, False, done.forked, gone, marks, done.barred, former)


def _shown_of_former(visit: _Visit, may: Access, stream: str) -> dict[str, int] | None:
    """Of somebody who is in a class no more, up to where it reads each of their feeds; None for everybody else."""
    if may is not Access.OWN:
        return None
    return visit.storage.formers(split_stream(stream)[1]).get(visit.session.learner, {})


def _require_possible(offered: Offered) -> None:
    if isinstance(offered.held, dict) and (
        len(offered.held) > MAX_FEEDS or not all(0 <= seq <= _MAX_SEQ for seq in offered.held.values())
    ):
        raise RecordError("What this computer says it holds cannot be. Update Bivouac on it, then try again.")
