"""What a laptop lacks: the ends of feeds, as few pages as they fit in."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping

import msgspec

from bivouac.errors import RecordError
from bivouac.language import tr
from bivouac.sync.hub.storage import Segment, Storage
from bivouac.sync.journal.feeds import base_of, mark_of
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol.pages import MAX_RECORDS, Page, encode_page, fitting, open_page
from bivouac.sync.protocol.signing import page_of

log = logging.getLogger(__name__)

ANSWER_BYTES = 256 * 1024
"""Of pages in one answer, roughly: the page that passes it is the last."""

_ROWS = 256
_MERGED_BYTES = 64 * 1024
_SMALL_BYTES = 8 * 1024


class Room:
    """What an answer still has room for, in all its streams together: as many bytes as the asker's line bears; 0: as many as there may be."""

    def __init__(self, asked: int = 0) -> None:
        self.left = min(asked or ANSWER_BYTES, ANSWER_BYTES)


def lacking(
    storage: Storage, stream: str, held: Mapping[str, int], here: dict[str, int], room: Room
) -> tuple[list[bytes], bool]:
    """Pages of what a stream has beyond `held`, and whether there are more. They are the hub's own, unsigned: it may put small ones together.

    Args:
        here: for each feed, the last record that is here and theirs to read; less from now on for one of which the database lacks some (`note_damaged`).
    """
    pages: list[bytes] = []
    for feed in sorted(here, key=lambda feed: (len(feed), feed)):  # a feed comes before its branches
        after = max(held.get(feed, 0), base_of(feed))
        while after < here[feed]:
            if room.left <= 0:
                return pages, True
            before = after
            for page, last in _tail(storage, stream, feed, (after, here[feed]), room.left):
                pages.append(page)
                room.left -= len(page)
                after = last
                if room.left <= 0:
                    break
            if after == before:
                note_damaged(stream, feed)
                here[feed] = after
    return pages, False


def note_damaged(stream: str, feed: str = "?") -> None:
    """Say in the log that a feed's pages are not what its number promises: a disk turned a bit over, or lost a row. Nobody is to wait for them."""
    log.error(
        tr(
            "In this hub's database acts of {stream} from {feed} are damaged. All else goes on. Mend it with: bivouac hub check --repair",
            stream=stream,
            feed=ascii(feed),
        )
    )


def segment_at(storage: Storage, stream: str, feed: str, seq: int) -> Segment:
    """The segment with a record that is held. Raises RecordError where the database lacks it, or has one that cannot be."""
    found = storage.segments(stream, feed, seq - 1, 1)
    if not found or not goes_on(found[0], seq - 1):
        raise RecordError("What the hub has of these acts is damaged. Nothing is lost here; tell the campus staff.")
    return found[0]


def goes_on(segment: Segment, after: int) -> bool:
    """Whether a segment may be the one after a record: a disk may have turned bits over, or lost those between."""
    return isinstance(segment.payload, bytes) and 1 <= segment.first <= after + 1 and segment.first <= segment.last


def records_of(feed: str, segment: Segment) -> list[Record]:
    """The records of a segment, under the name of the feed in which it stands: it may have come under the name of the feed's parent."""
    return opened(feed, segment).records


def opened(feed: str, segment: Segment) -> Page:
    """What counts of a segment's page, as `records_of`, and the mark of the record before that."""
    records, before = open_page(page_of(segment.payload))
    if not segment.cut:
        return Page(records, before)
    skipped = sum(record.seq < segment.first for record in records)
    if skipped:
        before = mark_of(records[skipped - 1])
    if segment.first == base_of(feed) + 1:
        before = b""
    counted = [record for record in records if segment.first <= record.seq <= segment.last]
    return Page([msgspec.structs.replace(record, device=feed) for record in counted], before)


def mark_at(storage: Storage, stream: str, feed: str, seq: int) -> bytes:
    """The mark (journal/feeds.py) of a record that is held."""
    segment = segment_at(storage, stream, feed, seq)
    return mark_of(next(record for record in records_of(feed, segment) if record.seq == seq))


def _tail(storage: Storage, stream: str, feed: str, span: tuple[int, int], size: int) -> Iterator[tuple[bytes, int]]:
    """Records after the first number of `span` and up to the second as pages of `size` bytes at most, each with its last record's number; small segments become one page."""
    run: list[Segment] = []
    after, upto = span
    last = after
    for segment in storage.segments(stream, feed, after, _ROWS):
        if last >= upto or not goes_on(segment, last):
            break
        last = segment.last
        joined = [*run, segment]
        count = segment.last - joined[0].first + 1
        if run and (count > MAX_RECORDS or sum(len(one.payload) for one in joined) > min(size, _MERGED_BYTES)):
            yield from _pages(feed, run, (after, upto), size)
            after, run = run[-1].last, []
        run.append(segment)
    if run:
        yield from _pages(feed, run, (after, upto), size)


def _pages(feed: str, run: list[Segment], span: tuple[int, int], size: int) -> Iterator[tuple[bytes, int]]:
    after, upto = span
    whole = len(run) == 1 and run[0].first == after + 1 and run[0].last <= upto and not run[0].cut
    if whole and len(run[0].payload) <= max(size, _SMALL_BYTES):
        yield page_of(run[0].payload), run[0].last
        return
    found = [opened(feed, segment) for segment in run]
    counted = {record.seq: record for page in found for record in page.records}
    before = mark_of(counted[after]) if after in counted else found[0].before
    records = [record for seq, record in counted.items() if after < seq <= upto]
    while records:
        page = fitting(records, size)
        yield encode_page(page, before), page[-1].seq
        before, records = mark_of(page[-1]), records[len(page) :]
