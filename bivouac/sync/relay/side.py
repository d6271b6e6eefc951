"""A hub as the end that begins an exchange: it brings pages as they were signed, and proves those that it is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager

from bivouac.errors import RecordError
from bivouac.language import tr_later
from bivouac.sync.exchange.side import UnlikeError, UnprovedError, UnreadableError
from bivouac.sync.hub import carrying, tails
from bivouac.sync.hub.policy import written_below
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Storage
from bivouac.sync.hub.unproved import Unproved, put_aside
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.feeds import base_of, is_feed, split_stream
from bivouac.sync.protocol.carried import pack, unpack

_NOT_PROVED = tr_later("The hub above cannot tell (yet) that these acts are their writer's.")


class HubSide:
    """A hub's memory as one end (exchange/side.py).

    Args:
        now: milliseconds since 1970.
    """

    def __init__(self, storage: Storage, now: Callable[[], int] = wall_milliseconds) -> None:
        self._storage = storage
        self._now = now
        self._aside: set[tuple[str, str]] = set()  # what could not be proved since this exchange began, or just before
        self._left = storage.left()
        self._misnamed: set[tuple[str, str]] = set()  # what was said to be left out
        self._unproved: dict[str, dict[tuple[str, bool], Unproved]] = {}
        for one in storage.unproved():
            self._keep(one)
        self.device = storage.author.device

    def held(self, stream: str) -> dict[str, int]:
        """Without what is no feed's name: a disk may have turned a bit over in one."""
        here = self._storage.feeds(stream)
        wrong = {(stream, feed) for feed in here if not is_feed(feed)} - self._misnamed
        for _, feed in sorted(wrong):
            tails.note_damaged(stream, feed)
        self._misnamed |= wrong
        return {feed: last for feed, last in here.items() if is_feed(feed)}

    def compared(self, stream: str) -> dict[str, int]:
        held = self.held(stream)
        if stream not in self._left:
            return held
        return written_below(self._storage, split_stream(stream)[1], self._storage.author.hub, held)

    def own_feeds(self, stream: str) -> dict[str, int]:
        """Whoever wrote them, this hub brings them; of a class in which nobody of its people is any more, what they wrote."""
        sent = self._storage.sent_up(stream)
        return {feed: max(sent.get(feed, 0), base_of(feed)) for feed in self.compared(stream)}

    def next_page(self, stream: str, feed: str, after: int, limit: int, size: int) -> tuple[bytes, int]:
        try:
            segment = tails.segment_at(self._storage, stream, feed, after + 1)
        except RecordError as error:
            tails.note_damaged(stream, feed)
            raise UnreadableError from error
        return pack(carrying.carried_of(feed, segment)), segment.last

    def keeping(self, stream: str) -> AbstractContextManager[None]:
        return carrying.keeping(self._storage, stream, self._now())

    def take_in(self, stream: str, page: bytes) -> tuple[str, int, int]:
        carried = unpack(page)
        if (stream, carried.feed) in self._aside:
            raise UnprovedError(carried.feed, carried.last)
        try:
            feed, last, new = carrying.take_from_above(self._storage, stream, carried, self._now())
        except (RefusalError, RecordError) as error:
            self._aside.add((stream, carried.feed))
            self._put_aside(stream, carried.feed, carried.last, error.source)
            raise UnprovedError(carried.feed, carried.last) from error
        if new < 0:
            raise UnlikeError(feed)
        if self._storage.feeds(stream).get(feed, base_of(feed)) < last:
            raise RecordError(
                "The hub sent acts that do not follow those held here; they were not kept. Tell the campus staff."
            )
        if self._unproved.get(stream, {}).pop((feed, False), None):
            self._storage.forget_unproved(stream, feed)
        return feed, last, new

    def resting(self, stream: str) -> tuple[dict[str, int], set[str]]:
        now = self._now()
        rest = [one for one in self._unproved.get(stream, {}).values() if one.rests(now)]
        unfetched = {one.feed: one.last for one in rest if not one.above}
        self._aside |= {(stream, feed) for feed in unfetched}
        return unfetched, {one.feed for one in rest if one.above}

    def mark_aside(self, stream: str, unfetched: Mapping[str, int], barred: Collection[str]) -> None:
        for feed in barred:
            self._put_aside(stream, feed, self._storage.feeds(stream).get(feed, 0), _NOT_PROVED, above=True)
        for feed, last in unfetched.items():
            known = self._unproved.get(stream, {}).get((feed, False))
            if known and known.last < last:  # or what came there since would be fetched each time
                self._keep(self._storage.keep_unproved(stream, feed, last, known.reason, known.tried))

    def _put_aside(self, stream: str, feed: str, last: int, reason: str, *, above: bool = False) -> None:
        self._keep(put_aside(self._storage, stream, feed, last, reason, self._now(), above=above))

    def _keep(self, one: Unproved) -> None:
        self._unproved.setdefault(one.stream, {})[one.feed, one.above] = one

    def mark_received(self, stream: str, received: dict[str, int]) -> None:
        self._storage.keep_sent_up(stream, received)
        waiting = {one.feed for one in self._unproved.get(stream, {}).values() if one.above} & received.keys()
        here = self._storage.feeds(stream) if waiting else {}
        for feed in waiting:
            if received.get(feed, 0) >= here.get(feed, 0):
                del self._unproved[stream][feed, True]
                self._storage.forget_unproved(stream, feed, above=True)

    mark_confirmed = mark_received

    def mark_left(self, stream: str, left: bool, shown: Mapping[str, int] | None = None) -> None:
        # Of somebody who belongs to another campus now the hub above says the same, and nothing is asked of that later.
        if split_stream(stream)[0] == "cohort" and self.has_left(stream) != left:
            self._storage.keep_left(stream, left)
            self._left ^= {stream}

    def has_left(self, stream: str) -> bool:
        return stream in self._left

    def mark(self, stream: str, feed: str, seq: int) -> bytes | None:
        if self._storage.feeds(stream).get(feed, 0) < seq:
            return None
        return tails.mark_at(self._storage, stream, feed, seq)
