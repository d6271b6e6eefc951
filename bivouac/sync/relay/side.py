"""A hub as the end that begins an exchange: it brings pages as they were signed, and proves those that it is given."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from bivouac.errors import RecordError
from bivouac.sync.exchange.side import UnlikeError
from bivouac.sync.hub import carrying, tails
from bivouac.sync.hub.storage import Storage
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.feeds import base_of
from bivouac.sync.protocol.carried import pack


class HubSide:
    """A hub's memory as one end (exchange/side.py).

    Args:
        now: milliseconds since 1970.
    """

    def __init__(self, storage: Storage, now: Callable[[], int] = wall_milliseconds) -> None:
        self._storage = storage
        self._now = now
        self.device = storage.author.device
        self.held = storage.feeds
        self.mark_received = self.mark_confirmed = storage.keep_sent_up

    def own_feeds(self, stream: str) -> dict[str, int]:
        """All feeds: whoever wrote them, this hub brings them."""
        sent = self._storage.sent_up(stream)
        return {feed: max(sent.get(feed, 0), base_of(feed)) for feed in self._storage.feeds(stream)}

    def next_page(self, stream: str, feed: str, after: int, limit: int, size: int) -> tuple[bytes, int]:
        (segment,) = self._storage.segments(stream, feed, after, 1)
        return pack(carrying.carried_of(feed, segment)), segment.last

    def keeping(self, stream: str) -> AbstractContextManager[None]:
        return carrying.keeping(self._storage, stream, self._now())

    def take_in(self, stream: str, page: bytes) -> tuple[str, int, int]:
        feed, last, new = carrying.take_from_above(self._storage, stream, page, self._now())
        if new < 0:
            raise UnlikeError(feed)
        if self._storage.feeds(stream).get(feed, base_of(feed)) < last:
            raise RecordError(
                "The hub sent acts that do not follow those held here; they were not kept. Tell the campus staff."
            )
        return feed, last, new

    def mark_left(self, stream: str, left: bool) -> None:
        """Nothing: who moved to another campus is told by that campus's records."""

    def has_left(self, stream: str) -> bool:
        return False

    def mark(self, stream: str, feed: str, seq: int) -> bytes | None:
        if self._storage.feeds(stream).get(feed, 0) < seq:
            return None
        return tails.mark_at(self._storage, stream, feed, seq)
