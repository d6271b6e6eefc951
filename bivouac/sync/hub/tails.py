"""What a laptop lacks: the ends of feeds, as few pages as they fit in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from bivouac.sync.hub.storage import Segment, Storage
from bivouac.sync.journal.feeds import base_of, mark_of
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol.pages import MAX_RECORDS, decode_page, encode_page, fitting
from bivouac.sync.protocol.signing import page_of

ANSWER_BYTES = 256 * 1024
"""Of pages in one answer, roughly: the page that passes it is the last."""

_ROWS = 256
_MERGED_BYTES = 64 * 1024


class Room:
    """What an answer still has room for, in all its streams together."""

    def __init__(self) -> None:
        self.left = ANSWER_BYTES


def lacking(
    storage: Storage, stream: str, held: Mapping[str, int], here: Mapping[str, int], room: Room
) -> tuple[list[bytes], bool]:
    """Pages of what a stream has beyond `held`, and whether there are more. They are the hub's own, unsigned: it may put small ones together."""
    pages: list[bytes] = []
    for feed in sorted(here, key=lambda feed: (len(feed), feed)):  # a feed comes before its branches
        after = max(held.get(feed, 0), base_of(feed))
        while after < here[feed]:
            if room.left <= 0:
                return pages, True
            for page, last in _tail(storage, stream, feed, after):
                pages.append(page)
                room.left -= len(page)
                after = last
                if room.left <= 0:
                    break
    return pages, False


def records_of(feed: str, segment: Segment) -> list[Record]:
    """The records of a segment, under the name of the feed in which it stands: it may have come under the name of the feed's parent."""
    records = decode_page(page_of(segment.payload))
    if records[0].device == feed and records[-1].seq == segment.last and records[0].seq == segment.first:
        return records
    return [
        msgspec.structs.replace(record, device=feed)
        for record in records
        if segment.first <= record.seq <= segment.last
    ]


def last_mark(storage: Storage, stream: str, feed: str, last: int) -> bytes:
    """The mark (journal/feeds.py) of a feed's last record."""
    (segment,) = storage.segments(stream, feed, last - 1, 1)
    return mark_of(records_of(feed, segment)[-1])


def _tail(storage: Storage, stream: str, feed: str, after: int) -> Iterator[tuple[bytes, int]]:
    """Records after number `after` as pages, each with its last record's number; small segments become one page."""
    run: list[Segment] = []
    for segment in storage.segments(stream, feed, after, _ROWS):
        joined = [*run, segment]
        count = segment.last - joined[0].first + 1
        if run and (count > MAX_RECORDS or sum(len(one.payload) for one in joined) > _MERGED_BYTES):
            yield from _pages(feed, run, after)
            after, run = run[-1].last, []
        run.append(segment)
    if run:
        yield from _pages(feed, run, after)


def _pages(feed: str, run: list[Segment], after: int) -> Iterator[tuple[bytes, int]]:
    if len(run) == 1 and run[0].first == after + 1 and not run[0].cut:
        yield page_of(run[0].payload), run[0].last
        return
    found = {record.seq: record for segment in run for record in records_of(feed, segment) if record.seq > after}
    records = list(found.values())
    while records:
        page = fitting(records)
        yield encode_page(page), page[-1].seq
        records = records[len(page) :]
