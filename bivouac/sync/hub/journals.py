"""Push and pull (docs/protocol.md#exchange): what a laptop brings is checked and kept, what it lacks is handed over."""

from __future__ import annotations

from bivouac.errors import RecordError
from bivouac.sync.hub import pushing, tails
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Session, Storage
from bivouac.sync.journal.feeds import digest_of, learner_stream
from bivouac.sync.protocol.messages import Exchange, Exchanged, Handed, Offered

MAX_FEEDS = 1000
"""That one exchange may speak of in each stream."""

_MAX_SEQ = 1 << 40


def exchange(storage: Storage, session: Session, asked: Exchange, now: int) -> Exchanged:
    """One round trip.

    Raises:
        RefusalError: a stream is another's (403), or a page is not this person's (403).
        RecordError: a page is damaged. In all cases nothing of that page and of those after it was kept.
    """
    room = tails.Room()
    skew = now - asked.clock if asked.clock else 0
    return Exchanged([_hand(storage, session, offered, room, now, skew) for offered in asked.streams], now)


def _hand(storage: Storage, session: Session, offered: Offered, room: tails.Room, now: int, skew: int) -> Handed:
    if offered.stream != learner_stream(session.learner):
        raise RefusalError(403, "These are the acts of another person. Sign in as that person first.")
    if isinstance(offered.held, dict) and (
        len(offered.held) > MAX_FEEDS or not all(0 <= seq <= _MAX_SEQ for seq in offered.held.values())
    ):
        raise RecordError("What this computer says it holds cannot be. Update Bivouac on it, then try again.")
    came, forked = pushing.push(storage, session, offered, now, skew)
    here = storage.feeds(offered.stream)
    marks = {
        feed: tails.last_mark(storage, offered.stream, feed, here[feed])
        for feed, brought in came.items()
        if brought < here.get(feed, 0)
    }
    if isinstance(offered.held, bytes):
        received = {feed: here[feed] for feed in came if feed in here}
        unlike = offered.held != digest_of(here)
        return Handed(offered.stream, received, unlike=unlike, forked=forked, marks=marks)
    pages, more = tails.lacking(storage, offered.stream, offered.held, here, room)
    return Handed(offered.stream, here, pages, more, forked=forked, marks=marks)
