"""Push and pull (docs/protocol.md#exchange): what a laptop brings is checked and kept, what it lacks is handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bivouac.errors import RecordError
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Segment, Session, Storage
from bivouac.sync.journal.record import Record, learner_stream
from bivouac.sync.protocol.messages import Exchange, Exchanged
from bivouac.sync.protocol.pages import MAX_RECORDS, decode_page, encode_page, fitting

ANSWER_BYTES = 256 * 1024
"""Of pages in one answer, roughly: the page that passes it is the last."""

MAX_FEEDS = 1000
"""That one exchange may speak of: devices of one person."""

_MAX_ID = 128
_MAX_KIND = 40
_MAX_SEQ = 1 << 40
_ROWS = 256
_MERGED_BYTES = 64 * 1024


def exchange(storage: Storage, session: Session, asked: Exchange, now: int) -> Exchanged:
    """One round trip.

    Raises:
        RefusalError: the stream is another's (403), or the page is not (403) or cannot be (409) this device's.
        RecordError: the page is damaged. In all cases nothing of that page and of those after it was kept.
    """
    if asked.stream != learner_stream(session.learner):
        raise RefusalError(403, "These are the acts of another person. Sign in as that person first.")
    if len(asked.held) > MAX_FEEDS or not all(0 <= seq <= _MAX_SEQ for seq in asked.held.values()):
        raise RecordError("What this computer says it holds cannot be. Update Bivouac on it, then try again.")
    for page in asked.pages:
        _push(storage, session, page, now)
    received = storage.feeds(asked.stream)
    pages, more = _pull(storage, session, asked.held, received)
    return Exchanged(received, pages, more, now)


def _push(storage: Storage, session: Session, page: bytes, now: int) -> None:
    """Keep what is new in a page. One that leaves a gap changes nothing: the answer says from where to send."""
    records = decode_page(page)
    stream, device = records[0].stream, records[0].device
    if device != session.device or stream != learner_stream(session.learner):
        raise RefusalError(403, "This computer sent acts that it did not write. They were not kept.")
    _require_sound(records)
    while True:
        held = storage.feeds(stream).get(device, 0)
        known = held - records[0].seq + 1  # records of the page that are here already
        if known < 0:
            return
        if known:
            _require_same(storage, records[:known])
        if known >= len(records):
            return
        payload = page if not known else encode_page(records[known:])
        if storage.append(stream, device, Segment(records[known].seq, records[-1].seq, payload), now):
            return  # else the same page came twice at once, and the other was first: look again


def _require_sound(records: Sequence[Record]) -> None:
    """Raise RecordError for what no laptop could read: it would stand in the way of all that follows it."""
    for place in {(record.course, record.activity, record.kind) for record in records}:
        course, activity, kind = place
        if len(course) > _MAX_ID or len(activity) > _MAX_ID or not 0 < len(kind) <= _MAX_KIND:
            raise RecordError("A record names an impossible place. Update Bivouac on this computer, then try again.")
    for record in records:
        record.act()


def _require_same(storage: Storage, records: Sequence[Record]) -> None:
    """Raise RefusalError when records that are here already are others than these: two computers write under one name."""
    stream, device, at = records[0].stream, records[0].device, records[0].seq
    wanted = {record.seq: record for record in records}
    while at <= records[-1].seq:
        found = storage.segments(stream, device, at - 1, 1)
        for record in decode_page(found[0].payload):
            if wanted.get(record.seq, record) != record:
                raise RefusalError(
                    409,
                    "The hub has other acts under this computer's name, perhaps because its disk was copied. "
                    "What the hub has stays. Ask the campus staff to let this computer join again.",
                )
        at = found[0].last + 1


def _pull(
    storage: Storage, session: Session, held: dict[str, int], received: dict[str, int]
) -> tuple[list[bytes], bool]:
    """Pages that a device lacks, of all feeds but its own, and whether there are more."""
    stream, pages, size = learner_stream(session.learner), [], 0
    for device in sorted(received):
        after = held.get(device, 0)
        if device == session.device or after >= received[device]:
            continue
        for page, last in _tail(storage, stream, device, after):
            pages.append(page)
            size += len(page)
            after = last
            if size >= ANSWER_BYTES:
                break
        if size >= ANSWER_BYTES or after < received[device]:
            return pages, True
    return pages, False


def _tail(storage: Storage, stream: str, device: str, after: int) -> Iterator[tuple[bytes, int]]:
    """Records after number `after` as pages, each with its last record's number; small segments become one page."""
    run: list[Segment] = []
    for segment in storage.segments(stream, device, after, _ROWS):
        joined = [*run, segment]
        count = segment.last - joined[0].first + 1
        if run and (count > MAX_RECORDS or sum(len(one.payload) for one in joined) > _MERGED_BYTES):
            yield from _pages(run, after)
            run = []
        run.append(segment)
    if run:
        yield from _pages(run, after)


def _pages(run: list[Segment], after: int) -> Iterator[tuple[bytes, int]]:
    if len(run) == 1 and run[0].first > after:
        yield run[0].payload, run[0].last
        return
    records = [record for segment in run for record in decode_page(segment.payload) if record.seq > after]
    while records:
        page = fitting(records)
        yield encode_page(page), page[-1].seq
        records = records[len(page) :]
