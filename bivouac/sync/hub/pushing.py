"""What a laptop brings: each page is checked, proved to be its writer's, and kept as it came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bivouac.errors import RecordError
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Segment, Session, Storage
from bivouac.sync.hub.tails import records_of, segment_at
from bivouac.sync.journal.feeds import (
    base_of,
    begins_branch,
    branch_among,
    learner_stream,
    mark_of,
    split_feed,
    split_stream,
)
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol.messages import Offered
from bivouac.sync.protocol.pages import open_page
from bivouac.sync.protocol.signing import is_page_signed, page_of

_MAX_ID = 128
_MAX_KIND = 40


@dataclass
class Pushed:
    """What came of pages that were brought.

    Attributes:
        came: their feeds, each with the last record that came of it.
        forked: those of them of which the hub has other records under the same numbers: these pages were not kept.
        barred: those of an identity of the computer that was shut out, as far as they bring what is not here: these neither. Of what a hub
            carries, those that could not be proved (carrying.py).
    """

    came: dict[str, int] = field(default_factory=dict)
    forked: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)


def push(storage: Storage, session: Session, offered: Offered, now: int, skew: int) -> Pushed:
    """Keep what is new in the pages that a person brings of a stream in which they may write.

    Args:
        skew: by how many milliseconds the hub's clock is ahead of the device's.

    Raises:
        RefusalError: a page is not that person's, or not signed by the computer that wrote it (403).
        RecordError: a page is damaged.
    """
    done = Pushed()
    for signed in offered.pages:
        records, before = open_page(page_of(signed))
        feed = records[0].device
        if not _is_theirs(storage, session, offered.stream, records[0], signed) and not _is_here(storage, records):
            done.barred.append(feed)
            continue
        require_sound(records)
        done.came[feed] = max(done.came.get(feed, 0), records[-1].seq)
        segment = Segment(records[0].seq, records[-1].seq, signed, skew)
        if feed not in done.forked and not keep(storage, records, before, segment, now):
            done.forked.append(feed)
    return done


def keep(
    storage: Storage,
    records: Sequence[Record],
    before: bytes,
    segment: Segment,
    now: int,
    learn: Callable[[], None] = lambda: None,
) -> bool:
    """Keep what is new in a page that was checked; false when the hub has other records under its numbers.

    A page that leaves a gap changes nothing: the answer says from where to send. One of which a part is here already is kept whole, beside
    what is here, because only whole it is signed.

    Args:
        records: those of the page that count; before: the mark of the record before the page.
        learn: called when the page is about to be kept.
    """
    first = records[0]
    base = base_of(first.device)
    ends = storage.ends(first.stream)
    branches = [feed for feed in ends if "~" in feed]
    end = ends.get(first.device)
    if "~" in first.device:
        adopt_branch(storage, first.stream, first.device)
        end = storage.head(first.stream, first.device)
    if branch_among(records, branches):
        return False  # what comes here under the feed's name is known to be a branch
    while True:
        held = end.last if end else base
        known = held - first.seq + 1  # records of the page that are here already
        if known < 0:
            return True
        if known and not is_same(storage, records[:known]):
            return False
        if known >= len(records):
            return True
        if not known and end and before != end.mark:
            return False
        learn()
        if storage.append(first.stream, first.device, end, segment, mark_of(records[-1]), now):
            return True
        end = storage.head(first.stream, first.device)  # the same page came twice at once, and the other was first


def adopt_branch(storage: Storage, stream: str, branch: str) -> None:
    """Where a branch's records stand here under the name of the feed that it branched off from, they stand under the branch's from now on."""
    _, _, parent, base = split_feed(branch)
    if storage.feeds(stream).get(parent, 0) > base:
        first = record_at(storage, stream, parent, base + 1)
        if begins_branch(first, branch):
            branch_off(storage, first, branch)


def branch_off(storage: Storage, first: Record, branch: str) -> None:
    """What is here of a feed from a record on is a branch from now on."""
    stream, feed, base = first.stream, first.device, first.seq - 1
    mark = mark_of(record_at(storage, stream, feed, base)) if base > base_of(feed) else b""
    storage.branch_off(stream, feed, first.seq, branch, mark)


def record_at(storage: Storage, stream: str, feed: str, seq: int) -> Record:
    """A record that is held. Raises RecordError where it is damaged."""
    segment = segment_at(storage, stream, feed, seq)
    return next(record for record in records_of(feed, segment) if record.seq == seq)


def require_sound(records: Sequence[Record]) -> None:
    """Raise RecordError for what no laptop could read: it would stand in the way of all that follows it."""
    split_stream(records[0].stream)
    if records[0].seq <= split_feed(records[0].device).base:
        raise RecordError("A record stands before its feed begins. Update Bivouac on this computer, then try again.")
    for place in {(record.course, record.activity, record.kind) for record in records}:
        course, activity, kind = place
        if len(course) > _MAX_ID or len(activity) > _MAX_ID or not 0 < len(kind) <= _MAX_KIND:
            raise RecordError("A record names an impossible place. Update Bivouac on this computer, then try again.")
    for record in records:
        record.act()


def is_same(storage: Storage, records: Sequence[Record]) -> bool:
    """Whether records that are here already are these: else two computers write under one name. Raises RecordError where what is here is damaged."""
    stream, feed, at = records[0].stream, records[0].device, records[0].seq
    wanted = {record.seq: record for record in records}
    while at <= records[-1].seq:
        segment = segment_at(storage, stream, feed, at)
        if any(wanted.get(record.seq, record) != record for record in records_of(feed, segment)):
            return False
        at = segment.last + 1
    return True


def _is_here(storage: Storage, records: Sequence[Record]) -> bool:
    """Whether all of a page is here already, so that there is nothing to take, and only to say so."""
    first, last = records[0], records[-1]
    return storage.feeds(first.stream).get(first.device, 0) >= last.seq and is_same(storage, records)


def _is_theirs(storage: Storage, session: Session, stream: str, first: Record, signed: bytes) -> bool:
    """Whether a page may be kept; false when the identity that wrote it was shut out, though the computer goes on under another.

    Raises:
        RefusalError: it is not of the stream, not the person's, or not signed by a computer of theirs (403).
    """
    writer = split_feed(first.device)
    out = False
    key = session.public_key if writer.device == session.device else storage.key_of(session.learner, writer.device)
    if key is None:
        out, key = True, storage.key_of(session.learner, writer.device, even_out=True)
    expected = "" if stream == learner_stream(session.learner) else session.learner
    if first.stream != stream or writer.learner != expected or key is None:
        raise RefusalError(403, "This computer sent acts that it did not write. They were not kept.")
    if not is_page_signed(signed, key):
        raise RefusalError(403, "These acts were not signed by the computer that they say they are from.")
    return not out
