"""What people did, as a report walks through it: one record after the other, feed by feed, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bivouac.sync.hub.storage import Arrival, Storage
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal.feeds import base_of, cohort_stream, learner_stream, split_feed
from bivouac.sync.journal.record import Record

_FEEDS = 200
_SEGMENTS = 16
_FAR_OFF = 24 * 3600 * 1000
"""Milliseconds: a laptop's clock that is off by less is taken at its word."""


@dataclass(frozen=True)
class Entry:
    """A record, when it happened as well as the hub can know it, and when it arrived: milliseconds since 1970."""

    record: Record
    time: int
    received_at: int


def time_of(record: Record, arrival: Arrival) -> int:
    """When an act happened: what the laptop's clock said, set right where it was far off when it sent the act, and never later than it arrived."""
    skew = arrival.segment.skew
    return max(0, min(record.wall + (skew if abs(skew) > _FAR_OFF else 0), arrival.received_at))


def entries(storage: Storage, since: int = 0, learner: str = "") -> Iterator[Entry]:
    """Everything that arrived at `since` (milliseconds since 1970) or later, of everybody or of one person.

    Raises:
        RecordError: a page is damaged.
    """
    for feed in _feeds(storage, since, learner):
        after = base_of(feed[1])
        for arrival in _arrivals(storage, feed, since):
            yield from _unpacked(feed[1], arrival, after)  # pages may overlap
            after = arrival.segment.last


def entries_after(storage: Storage, feed: tuple[str, str], after: int, limit: int) -> list[Entry]:
    """The records of a feed (stream and device) that follow number `after`, of one segment, `limit` at most.

    Raises:
        RecordError: the page is damaged.
    """
    found = storage.arrivals(feed, after, 1)
    return _unpacked(feed[1], found[0], after)[:limit] if found else []


def count(storage: Storage, since: int = 0, learner: str = "") -> int:
    """How many records `entries` has at most, to show how far it is."""
    if learner:
        return sum(last for _, last in _feeds_of(storage, learner))
    return sum(last for _, last in _all_feeds(storage, since))


def _feeds(storage: Storage, since: int, learner: str) -> Iterator[tuple[str, str]]:
    yield from (feed for feed, _ in (_feeds_of(storage, learner) if learner else _all_feeds(storage, since)))


def _feeds_of(storage: Storage, learner: str) -> Iterator[tuple[tuple[str, str], int]]:
    """What one person wrote: their own stream, and their feeds in the streams of their classes."""
    for stream in (learner_stream(learner), *map(cohort_stream, storage.cohorts_of(learner))):
        for feed, last in sorted(storage.feeds(stream).items()):
            if split_feed(feed).learner in ("", learner):
                yield (stream, feed), last


def _all_feeds(storage: Storage, since: int) -> Iterator[tuple[tuple[str, str], int]]:
    at = ("", "")
    while found := storage.received(since, at, _FEEDS):
        for feed in found:
            at = (feed.stream, feed.feed)
            yield at, feed.last


def _arrivals(storage: Storage, feed: tuple[str, str], since: int) -> Iterator[Arrival]:
    after = 0
    while found := storage.arrivals(feed, after, _SEGMENTS, since):
        yield from found
        after = found[-1].segment.last


def _unpacked(feed: str, arrival: Arrival, after: int) -> list[Entry]:
    records = records_of(feed, arrival.segment)
    return [Entry(one, time_of(one, arrival), arrival.received_at) for one in records if one.seq > after]
