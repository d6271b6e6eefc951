"""What hubs bring each other, by the network or by stick: pages as their writers signed them, each proved before it is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from bivouac.errors import RecordError
from bivouac.sync.hub import pushing
from bivouac.sync.hub.directory import in_order
from bivouac.sync.hub.policy import lies_below
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Segment, Storage
from bivouac.sync.hub.tails import Room, goes_on, note_damaged, opened, records_of
from bivouac.sync.hub.unproved import put_aside
from bivouac.sync.journal.feeds import (
    base_of,
    branch_name,
    hub_writer,
    split_feed,
    split_stream,
)
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol.carried import Carried, pack, unpack
from bivouac.sync.protocol.messages import Offered
from bivouac.sync.protocol.pages import Page, open_page
from bivouac.sync.protocol.signing import is_page_signed, page_of

_ROWS = 256
_MOST_ASIDE = 1000
"""Feeds of one stream that are put aside with their reason, so many as an exchange may speak of: names of feeds cost a liar nothing."""


def take_in(storage: Storage, offered: Offered, now: int) -> pushing.Pushed:
    """Keep what is new in pages that a hub below carries; returns as `pushing.push`.

    One page that was not signed by who is said to have written it, or of somebody whom nobody here knows (yet), or that is damaged, keeps no other from its way: its feed is put aside
    (`Storage.unproved`), named in `barred`, and comes again.

    Raises:
        RecordError: what is around a page is damaged, so that nobody knows of which feed it is.
    """
    done = pushing.Pushed()
    before = {one.feed for one in storage.unproved(offered.stream) if not one.above}
    for at in range(0, len(offered.pages), _ROWS):  # a stick brings more than others at the hub should wait for
        with keeping(storage, offered.stream, now):
            for data in offered.pages[at : at + _ROWS]:
                carried = unpack(data)
                if carried.feed not in done.barred:
                    _take(storage, offered.stream, carried, done, before, now)
    for feed in before & done.came.keys() - set(done.barred):
        storage.forget_unproved(offered.stream, feed)
    return done


def _take(storage: Storage, stream: str, carried: Carried, done: pushing.Pushed, aside: set[str], now: int) -> None:
    feed = carried.feed
    try:
        kept = feed in done.forked or keep(storage, stream, carried, now)
    except (RefusalError, RecordError) as error:
        if feed in aside or len(aside) < _MOST_ASIDE:
            put_aside(storage, stream, feed, carried.last, error.source, now)
            aside.add(feed)
        done.barred.append(feed)
        return
    done.came[feed] = max(done.came.get(feed, 0), carried.last)
    if not kept and feed not in done.forked:
        done.forked.append(feed)


@contextlib.contextmanager
def keeping(storage: Storage, stream: str, now: int) -> Iterator[None]:
    """The pages of a stream that the block keeps are kept at once, and what they say of a campus's people is known when it ends."""
    with storage.together():
        yield
        kind, campus = split_stream(stream)
        if kind == "campus":
            settle(storage, campus, now)


def keep(storage: Storage, stream: str, carried: Carried, now: int) -> bool:
    """Check one carried page and keep what is new in it; false when other records are here under its numbers. Raises as `take_from_above`."""
    segment, page = _read_of_known(storage, stream, carried, now)
    return pushing.keep(storage, page.records, page.before, segment, now, partial(_learn, storage, page.records, now))


def _read_of_known(storage: Storage, stream: str, carried: Carried, now: int) -> tuple[Segment, Page]:
    """As `proved`, when what hung on something that came later is known, too."""
    # Of a class that nobody here has heard of this campus may have been told what an older Bivouac passed over.
    campus = storage.campus_of(*split_stream(stream)) or storage.author.hub
    if writers_key(storage, stream, carried.feed) is None:
        settle(storage, campus, now)
    return proved(storage, stream, carried)


def _learn(storage: Storage, records: Sequence[Record], now: int) -> None:
    """Know what a page says of a campus's people before it is kept.

    Were it the other way round, a power cut between the two would leave a page that nobody brings again, and people of whom nobody knows.
    """
    kind, campus = split_stream(records[0].stream)
    if kind == "campus":
        storage.refold(campus, in_order(records), now)


def proved(storage: Storage, stream: str, carried: Carried) -> tuple[Segment, Page]:
    """A carried page as a segment and what counts of it, once it is proved. Raises as `take_from_above`."""
    segment, page = read(stream, carried)
    key = writers_key(storage, stream, carried.feed)
    if key is None or not is_page_signed(segment.payload, key):
        raise RefusalError(403, "These acts were not signed by the computer that they say they are from.")
    return segment, page


def read(stream: str, carried: Carried) -> tuple[Segment, Page]:
    """A carried page as a segment and what counts of it, not proved yet. Raises RecordError when it is damaged."""
    feed = carried.feed
    segment = Segment(carried.first, carried.last, carried.page, carried.skew, carried.cut)
    written = open_page(page_of(segment.payload)).records[0]
    page = opened(feed, segment)
    records = page.records
    if not records or (records[0].seq, records[-1].seq) != (segment.first, segment.last) or written.stream != stream:
        raise RecordError("A page of records arrived damaged; it will be sent again.")
    if written.device != feed and not (feed.startswith(f"{written.device}~") and segment.cut):
        raise RecordError("A page of records arrived damaged; it will be sent again.")
    pushing.require_sound(records)
    return segment, page


def lacking(
    storage: Storage, stream: str, held: Mapping[str, int], here: dict[str, int], room: Room
) -> tuple[list[bytes], bool]:
    """As `tails.lacking`, with the pages as they were signed."""
    pages: list[bytes] = []
    for feed in sorted(here, key=lambda feed: (len(feed), feed)):
        after = max(held.get(feed, 0), base_of(feed))
        while after < here[feed]:
            found = storage.segments(stream, feed, after, _ROWS)
            for segment in found:
                if room.left <= 0:
                    return pages, True
                if not goes_on(segment, after):
                    break
                pages.append(pack(carried_of(feed, segment)))
                room.left -= len(pages[-1])
                after = segment.last
            if not found or after < found[-1].last:
                note_damaged(stream, feed)
                here[feed] = after
    return pages, False


def carried_of(feed: str, segment: Segment) -> Carried:
    """A segment as it travels between hubs."""
    return Carried(feed, segment.first, segment.last, segment.payload, segment.skew, segment.cut)


def settle(storage: Storage, campus: str, now: int) -> None:
    """Bring what is known of a campus's people up to date, where something that came hung on what came after it (`_learn` knows the rest)."""
    if not storage.is_settled(campus):
        refold(storage, campus, now)


def refold(storage: Storage, campus: str, now: int) -> None:
    """Bring what is known of a campus's people up to date with all of its stream."""
    stream = f"campus:{campus}"
    found = {
        (feed, record.seq): record
        for feed in storage.feeds(stream)
        for segment in storage.segments(stream, feed, 0, 1 << 30)
        for record in records_of(feed, segment)
    }
    storage.refold(campus, in_order(found.values()), now, whole=True)


def take_from_above(storage: Storage, stream: str, carried: Carried, now: int) -> tuple[str, int, int]:
    """Keep a page that the hub above handed down. Where it has other records under the same numbers, what is here becomes a branch.

    Returns:
        The feed, its last record in the page, and how many of the page's records were new here; -1 when it does not continue what is here.

    Raises:
        RefusalError: it was not signed by who is said to have written it, or nobody here knows them. RecordError: it is damaged.
    """
    segment, page = _read_of_known(storage, stream, carried, now)
    _part_ways(storage, stream, carried.feed, page.records)
    before = storage.feeds(stream).get(carried.feed, base_of(carried.feed))
    if not pushing.keep(storage, page.records, page.before, segment, now, partial(_learn, storage, page.records, now)):
        return carried.feed, carried.last, -1
    after = storage.feeds(stream).get(carried.feed, base_of(carried.feed))
    return carried.feed, carried.last, after - before


def _part_ways(storage: Storage, stream: str, feed: str, records: Sequence[Record]) -> None:
    """See whether records from above are others than those that are here under their numbers, and make a branch of what is here then."""
    here = storage.feeds(stream)
    for theirs in records:
        if base_of(feed) < theirs.seq <= here.get(feed, 0):
            mine = pushing.record_at(storage, stream, feed, theirs.seq)
            if mine != theirs:
                pushing.branch_off(storage, mine, branch_name(mine))
                return


def writers_key(storage: Storage, stream: str, feed: str) -> bytes | None:
    """The key that must have signed a page: of a computer of the person, or of a hub that may note things about the campus."""
    kind, owner = split_stream(stream)
    writer = split_feed(feed)
    person = owner if kind == "learner" else writer.learner
    if kind == "learner" and writer.learner:
        return None
    if person.startswith(hub_writer("")):
        return _hub_key(storage, kind, owner, person.removeprefix(hub_writer("")), writer.device)
    if kind == "campus" or (kind == "cohort" and not storage.ever_in(owner, person)):
        return None
    # What a computer wrote before it was shut out stays good: the hub that took it in knew it then.
    return storage.key_of(person, writer.device, even_out=True)


def _hub_key(storage: Storage, kind: str, owner: str, hub: str, device: str) -> bytes | None:
    """The key of a hub's device, where the hub is the one that keeps the campus of the stream, or lies above it."""
    if hub == storage.author.hub:
        return storage.author.keys.get(device)  # its own words come back, after it was set back to a backup
    above = storage.above()
    if hub in above:
        return above[hub].get(device)
    campus = storage.campus_of(kind, owner)
    return storage.key_of(hub, device, even_out=True) if campus and lies_below(storage, campus, hub) else None
