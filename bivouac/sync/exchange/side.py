"""One end of an exchange, as the exchange sees it: a learner's journal on a laptop, or a hub that speaks with the one above it (sync/relay)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Protocol

from bivouac.errors import RecordError
from bivouac.sync.exchange.journal import JournalPort
from bivouac.sync.journal.feeds import base_of, mark_of, split_feed, split_stream
from bivouac.sync.protocol.pages import encode_page, fitting, open_page
from bivouac.sync.protocol.signing import sign_page

SignAs = Callable[[str, bytes], bytes]
"""Signs with the key of a device: its id, then the content."""


class UnlikeError(Exception):
    """What the other end sends does not continue what is here, but what a copy of the same disk wrote: the feed is to be compared."""

    def __init__(self, feed: str) -> None:
        super().__init__(feed)
        self.feed = feed


class BranchError(Exception):
    """What the other end sends under a feed's name is known here as a branch of it; the other end will learn that, from here or elsewhere."""

    def __init__(self, feed: str) -> None:
        super().__init__(feed)
        self.feed = feed


class UnprovedError(Exception):
    """A page of a feed could not be proved to be its writer's, now or just before: nothing more of it is taken for now, up to record `last`."""

    def __init__(self, feed: str, last: int) -> None:
        super().__init__(feed)
        self.feed, self.last = feed, last


class UnreadableError(Exception):
    """A feed's next page cannot be read here: nothing more of it is brought for now."""


class SidePort(Protocol):
    """What an exchange needs of the end that begins it."""

    @property
    def device(self) -> str:
        """The id under which this machine writes now."""

    def held(self, stream: str) -> dict[str, int]:
        """For each feed of a stream, the last record of the gap-free prefix held here."""

    def compared(self, stream: str) -> dict[str, int]:
        """What of `held` both ends hold the same of in the end: all, or of a class that the person left only what they wrote."""

    def own_feeds(self, stream: str) -> dict[str, int]:
        """The feeds that this end brings to the other, each with the last record that the other has said it holds."""

    def next_page(self, stream: str, feed: str, after: int, limit: int, size: int) -> tuple[bytes, int]:
        """The page after record number `after` of a feed, and its last record's number.

        Args:
            limit: records at most.
            size: bytes that the page should have at most; one record may have more, and so has a page that another has signed.

        Raises:
            UnreadableError: it is damaged, and keeps no other feed from its way.
        """

    def keeping(self, stream: str) -> AbstractContextManager[None]:
        """Around pages of a stream that came together: all of them are durable when the block ends."""

    def take_in(self, stream: str, page: bytes) -> tuple[str, int, int]:
        """Check a page from the other end and keep it.

        Returns:
            Its feed, its last record's number, and how many of its records were new.

        Raises:
            RecordError: it is damaged, of another stream, or leaves a gap.
            UnlikeError: it continues other records than those that are here.
            BranchError: it is known here under another name.
            UnprovedError: nothing of its feed is taken for now.
        """

    def resting(self, stream: str) -> tuple[dict[str, int], set[str]]:
        """Feeds that are left alone for now, because a page of them could not be proved.

        Returns:
            those that are not fetched, each up to the record that the other end was heard to hold; and those that are not brought.
        """

    def mark_aside(self, stream: str, unfetched: Mapping[str, int], barred: Collection[str]) -> None:
        """Remember, where that may change, that nothing more is fetched of some feeds, of which the other end has records up to a number, and
        that it said just now that it takes nothing more of others.
        """

    def mark(self, stream: str, feed: str, seq: int) -> bytes | None:
        """The mark of a record (journal/feeds.py); None when it is not here."""

    def mark_left(self, stream: str, left: bool, shown: Mapping[str, int] | None = None) -> None:
        """Remember, durably, whether the other end said just now that a stream is not this end's any more, and up to which record the class reads
        each of its own feeds, where that was said."""

    def has_left(self, stream: str) -> bool:
        """Whether that was said last: then what this end wrote is brought where the other end takes it, and nothing else is fetched."""

    def mark_received(self, stream: str, received: dict[str, int]) -> None:
        """Remember, durably, what the other end said it holds."""

    def mark_confirmed(self, stream: str, received: dict[str, int]) -> None:
        """The same, where a receipt said so: nobody answered just now."""


class JournalSide:
    """A learner's journal as one end.

    Args:
        sign_as: signs with the key of one of this device's ids (`Device.sign_as`).
    """

    def __init__(self, journal: JournalPort, sign_as: SignAs) -> None:
        self._journal = journal
        self._sign_as = sign_as
        self.device = journal.device
        self.held = journal.held
        self.own_feeds = journal.own_feeds
        self.mark_left, self.has_left = journal.mark_left, journal.has_left
        self.mark_received = journal.mark_received
        self.mark_confirmed = partial(journal.mark_received, answered=False)

    def compared(self, stream: str) -> dict[str, int]:
        held, person = self.held(stream), split_stream(self._journal.stream)[1]
        return (
            {feed: last for feed, last in held.items() if split_feed(feed).learner == person}
            if self.has_left(stream)
            else held
        )

    def next_page(self, stream: str, feed: str, after: int, limit: int, size: int) -> tuple[bytes, int]:
        records = fitting(self._journal.records(stream, feed, after, limit), size)
        before = self.mark(stream, feed, after) or b""
        page = sign_page(encode_page(records, before), partial(self._sign_as, split_feed(feed).device))
        return page, records[-1].seq

    def keeping(self, stream: str) -> AbstractContextManager[None]:
        return nullcontext()  # each page is durable by itself

    def take_in(self, stream: str, page: bytes) -> tuple[str, int, int]:
        records, before = open_page(page)
        first = records[0]
        if first.stream != stream:
            raise RecordError("The hub sent acts of another person; they were not kept. Tell the campus staff.")
        if first.seq > max(self.held(stream).get(first.device, 0), base_of(first.device)) + 1:
            raise RecordError(
                "The hub sent acts that do not follow those held here; they were not kept. Tell the campus staff."
            )
        if self._journal.is_branch(records):
            raise BranchError(first.device)
        if before and before != self.mark(stream, first.device, first.seq - 1):
            raise UnlikeError(first.device)
        return first.device, records[-1].seq, self._journal.take_in(stream, records)

    def resting(self, stream: str) -> tuple[dict[str, int], set[str]]:
        return {}, set()  # a hub has proved what it hands to its own laptops

    def mark_aside(self, stream: str, unfetched: Mapping[str, int], barred: Collection[str]) -> None:
        """Nothing: an identity that was shut out stays so, and the hub says it again."""

    def mark(self, stream: str, feed: str, seq: int) -> bytes | None:
        found = self._journal.records(stream, feed, seq - 1, 1)
        return mark_of(found[0]) if found and found[0].seq == seq else None
