"""One stream's part in an exchange: what to offer next, and what to make of what the hub hands back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bivouac.errors import RecordError
from bivouac.sync.exchange.journal import JournalPort
from bivouac.sync.journal.feeds import base_of, digest_of, mark_of, split_feed
from bivouac.sync.protocol.messages import Handed, Offered
from bivouac.sync.protocol.pages import decode_page, encode_page, fitting
from bivouac.sync.protocol.signing import sign_page

SignAs = Callable[[str, bytes], bytes]
"""Signs with the key of a device: its id, then the content."""

_BURST_BYTES = 256 * 1024
_FEW_FEEDS = 8
"""So many feeds are named one by one; of more, such as those of a class, a digest is told first."""


class Room:
    """How much one request still has room for."""

    def __init__(self, pages: int, page_records: int) -> None:
        self.pages = pages
        self.page_records = page_records
        self.used = 0

    def has_some(self) -> bool:
        return self.pages > 0 and self.used < _BURST_BYTES

    def take(self, page: bytes) -> None:
        self.pages -= 1
        self.used += len(page)


class Talk:
    """What this end knows of one stream while an exchange lasts.

    Attributes:
        open: whether there is more to say or to hear.
        sent: own records that the hub has newly acknowledged; fetched: records that are new here.
        copied: see `exchange.Outcome`.
    """

    def __init__(self, journal: JournalPort, stream: str) -> None:
        self.open = True
        self.sent = self.fetched = 0
        self.copied = ""
        self._journal = journal
        self._stream = stream
        self._known = journal.own_feeds(stream)  # of each own feed, what the hub has of it, the very same
        self._offered: dict[str, int] = {}  # the last record of each feed that the last request brought
        self._doubted: set[str] = set()  # own feeds of which the hub has other records: they are fetched and compared
        self._held: dict[str, int] = {}  # what the last request said is held here
        self._named = self._names = len(journal.held(stream)) <= _FEW_FEEDS
        self._told = False
        self._before: object = None

    def offer(self, room: Room, sign_as: SignAs) -> Offered:
        """The stream's part of the next request."""
        held = self._held = self._journal.held(self._stream)
        self._before = self._state()
        self._names, self._offered = self._named, {}
        pages = []
        for feed, after in sorted(self._tails(held).items()):
            while after < held[feed] and room.has_some():
                records = fitting(self._journal.records(self._stream, feed, after, room.page_records))
                page = sign_page(encode_page(records), partial(sign_as, split_feed(feed).device))
                room.take(page)
                pages.append(page)
                after = self._offered[feed] = records[-1].seq
        told = {**held, **{feed: self._known[feed] for feed in self._doubted}}
        return Offered(self._stream, told if self._named else digest_of(told), pages)

    def hear(self, handed: Handed) -> None:
        """Keep what the hub handed back.

        Raises:
            RecordError: it is damaged, or cannot be.
        """
        if handed.gone:
            self.open = False
            return
        for page in handed.pages:
            self._take_in(page)
        for feed in [feed for feed in handed.forked if feed in self._known]:
            self._doubt(feed)
        for feed in self._journal.own_feeds(self._stream):
            self._known.setdefault(feed, base_of(feed))
            if feed in handed.received or self._names:
                received = handed.received.get(feed, base_of(feed))
                self._hear_received(feed, received, self._is_mark(feed, received, handed.marks.get(feed)))
        at_hub = handed.received if self._names else {} if handed.unlike else self._held
        self._journal.mark_received(self._stream, {**at_hub, **self._known})
        self._named = self._named or handed.unlike
        self._told = True
        held = self._journal.held(self._stream)
        lacks = any(held.get(feed, base_of(feed)) < last for feed, last in handed.received.items())
        self.open = bool(lacks or handed.more or handed.unlike or self._doubted or self._tails(held))

    def require_progress(self) -> None:
        """Raise RecordError when the next request would be the last one again: the hub would be asked for ever."""
        if not self.open or self._state() != self._before:
            return
        if self._tails(self._journal.held(self._stream)):
            raise RecordError(
                "The hub did not keep the acts that were sent to it. Nothing is lost here; tell the campus staff."
            )
        raise RecordError("The hub promised more acts and sent none that are new. Tell the campus staff.")

    def waiting(self) -> int:
        """Own records that the hub has not acknowledged."""
        held = self._journal.held(self._stream)
        return sum(held[feed] - after for feed, after in self._tails(held).items())

    def _tails(self, held: dict[str, int]) -> dict[str, int]:
        """Own feeds of which the hub lacks something, each with the last record that it has."""
        return {
            feed: after
            for feed, after in self._known.items()
            if after < held.get(feed, 0) and feed not in self._doubted
        }

    def _state(self) -> object:
        held = self._journal.held(self._stream)
        return dict(self._known), held, sorted(self._doubted), self._named

    def _is_mark(self, feed: str, seq: int, mark: bytes | None) -> bool:
        """Whether the hub's record of this number is the one that is here: then all before it are, for no two copies go on alike."""
        found = self._journal.records(self._stream, feed, seq - 1, 1) if mark else []
        return bool(found) and found[0].seq == seq and mark_of(found[0]) == mark

    def _hear_received(self, feed: str, received: int, proved: bool) -> None:
        known = self._known[feed]
        if received > self._held.get(feed, base_of(feed)) and feed in self._held:
            self._copied(feed)
        if received < known:
            if not self._told:  # the hub was set back to an older copy: it gets everything again
                self._known[feed] = received
            return
        # What the hub holds beyond what was sent to it may be another's: it is not taken for ours before that is known.
        now = received if proved else min(received, max(known, self._offered.get(feed, 0)))
        if feed not in self._doubted:
            self.sent += now - known
            self._known[feed] = now

    def _doubt(self, feed: str) -> None:
        self._doubted.add(feed)
        self._named = True
        self._copied(feed)

    def _copied(self, feed: str) -> None:
        """Somebody else writes in a feed of this device; in one of an id that it had before, that is why it has another."""
        if split_feed(feed).device == self._journal.device:
            self.copied = self._journal.device

    def _take_in(self, page: bytes) -> None:
        """Check a page from the hub and keep it."""
        records = decode_page(page)
        first = records[0]
        feed, held = first.device, self._journal.held(self._stream)
        if first.stream != self._stream:
            raise RecordError("The hub sent acts of another person; they were not kept. Tell the campus staff.")
        if first.seq > max(held.get(feed, 0), base_of(feed)) + 1:
            raise RecordError(
                "The hub sent acts that do not follow those held here; they were not kept. Tell the campus staff."
            )
        before = self._journal.own_feeds(self._stream)
        self.fetched += self._journal.take_in(self._stream, records)
        if feed in self._known:  # what came is what the hub has, and is here now as well
            self._known[feed] = max(self._known[feed], records[-1].seq)
        for branch in self._journal.own_feeds(self._stream).keys() - before.keys():
            self._part(branch)

    def _part(self, branch: str) -> None:
        """What was written here from some record of a feed on is a branch now, still to be sent; the feed is the hub's."""
        parent = split_feed(branch)
        self._doubted.discard(parent.parent)
        if parent.parent in self._known:
            held = self._journal.held(self._stream).get(parent.parent, parent.base)
            self._known[parent.parent] = min(self._known[parent.parent], held)
        self._copied(branch)
