"""One stream's part in an exchange: what to offer next, and what to make of what the hub hands back."""

from __future__ import annotations

from bivouac.errors import RecordError
from bivouac.sync.exchange.side import BranchError, SidePort, UnlikeError, UnprovedError, UnreadableError
from bivouac.sync.journal.feeds import base_of, digest_of, split_feed
from bivouac.sync.protocol.messages import Handed, Offered

_FEW_FEEDS = 8
"""So many feeds are named one by one; of more, such as those of a class, a digest is told first."""


_MANY_DOUBTS = 100
"""Forks in one stream after which a hub is not believed any more."""


class Room:
    """How much one request still has room for: pages of so many records, and bytes."""

    def __init__(self, pages: int, page_records: int, size: int) -> None:
        self.pages = pages
        self.page_records = page_records
        self.used = 0
        self._size = size

    def left(self) -> int:
        """Bytes; the page that passes them is the last."""
        return self._size - self.used if self.pages > 0 else 0

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

    def __init__(self, side: SidePort, stream: str) -> None:
        self.open = True
        self.sent = self.fetched = 0
        self.copied = ""
        self._side = side
        self._stream = stream
        self._known = side.own_feeds(stream)  # of each own feed, what the hub has of it, the very same
        self._offered: dict[str, int] = {}  # the last record of each feed that the last request brought
        self._doubted: set[str] = set()  # own feeds of which the hub has other records: they are fetched and compared
        self._came: dict[
            str, int
        ] = {}  # the last record of each feed that came: the hub has it, and need not be brought it
        self._news = set[str]()  # feeds of which something came that was not here
        self._held: dict[str, int] = {}  # what the last request said is held here
        # Of what was left a digest first: the hub may say that it was come back to, and would send all that is not named.
        self._named = self._names = not side.has_left(stream) and len(side.held(stream)) <= _FEW_FEEDS
        # Feeds of which nothing more is fetched, up to a record, and own ones of which the hub takes nothing more.
        self._aside, self._barred = side.resting(stream)
        self._received: dict[str, int] = {}
        self._doubts = 0
        self._misnamed: set[str] = set()  # feeds under whose name the hub has what is a branch here: it will learn that
        self._told = False
        self._crowded_out = False  # other streams took all the room of the last request
        self._former = False  # a class that the person left: the hub takes what they wrote there
        self._before: object = None

    def offer(self, room: Room) -> Offered:
        """The stream's part of the next request."""
        held, compared = self._side.held(self._stream), self._side.compared(self._stream)
        self._held = compared
        self._before = self._state()
        self._names, self._offered = self._named, {}
        pages = []
        tails = self._tails(held) if self._is_taken() else {}
        for feed, after in sorted(tails.items()):
            while after < held[feed] and room.left() > 0:
                try:
                    page, after = self._side.next_page(self._stream, feed, after, room.page_records, room.left())
                except UnreadableError:
                    self._barred.add(feed)
                    break
                room.take(page)
                pages.append(page)
                self._offered[feed] = after
        self._crowded_out = bool(self._tails(held)) and not pages
        told = {**compared, **{feed: self._common(feed) for feed in self._doubted}}
        told |= {feed: max(told.get(feed, 0), self._received.get(feed, 0)) for feed in self._misnamed}
        told |= {feed: max(told.get(feed, 0), last) for feed, last in self._aside.items()}
        return Offered(self._stream, told if self._named else digest_of(told), pages)

    def hear_sound(self, handed: Handed) -> RecordError | None:
        """As `hear`; what is wrong ends this stream's part, is returned, and keeps no other stream from its way."""
        try:
            self.hear(handed)
        except RecordError as error:
            self.open = False
            return error
        return None

    def miss_progress(self) -> RecordError | None:
        """As `require_progress`, likewise."""
        try:
            self.require_progress()
        except RecordError as error:
            self.open = False
            return error
        return None

    def hear(self, handed: Handed) -> None:
        """Keep what the hub handed back.

        Raises:
            RecordError: it is damaged, or cannot be.
        """
        left = self._side.has_left(self._stream)
        self._side.mark_left(self._stream, handed.gone, handed.former)
        if left != handed.gone:  # now of less is spoken, or of more
            own = self._side.own_feeds(self._stream)
            self._known = {feed: self._known.get(feed, sent) for feed, sent in own.items()}
        self._former = handed.former is not None
        if handed.gone and not self._former:
            self.open = False
            return
        for feed in handed.forked:
            self._doubt(feed)
            if handed.received.get(feed, 0) <= self._common(feed):
                self._compare_all(feed)
        self._barred.update(handed.barred)
        if handed.pages:
            with self._side.keeping(self._stream):
                for page in handed.pages:
                    self._take_in(page)
        for feed in sorted(self._doubted - set(handed.forked)):
            if self._names and self._common(feed) >= handed.received.get(feed, base_of(feed)):
                self._doubted.discard(
                    feed
                )  # all that the hub has is here: what was otherwise has another name there by now
        for feed in self._side.own_feeds(self._stream):
            self._known.setdefault(feed, self._came.get(feed, base_of(feed)))
            if feed not in handed.forked and (feed in handed.received or self._names):
                received = handed.received.get(feed, base_of(feed))
                self._hear_received(feed, received, self._is_mark(feed, received, handed.marks.get(feed)))
        at_hub = handed.received if self._names else {} if handed.unlike else self._held
        self._side.mark_received(self._stream, {**at_hub, **self._known})
        self._named = self._named or handed.unlike
        self._told = (
            self._told or self._names or not handed.unlike
        )  # of what is unlike, the hub has not said yet what it has
        held = self._side.held(self._stream)
        self._received = handed.received
        self._aside |= {feed: max(last, handed.received.get(feed, 0)) for feed, last in self._aside.items()}
        self._side.mark_aside(self._stream, self._aside, handed.barred)
        lacks = any(
            held.get(feed, base_of(feed)) < last
            for feed, last in handed.received.items()
            if feed not in self._misnamed and feed not in self._aside
        )
        self.open = bool(lacks or handed.more or handed.unlike or self._doubted or self._tails(held))

    def require_progress(self) -> None:
        """Raise RecordError when the next request would be the last one again: the hub would be asked for ever."""
        if not self.open or self._crowded_out or self._state() != self._before:
            return
        if self._tails(self._side.held(self._stream)):
            raise RecordError(
                "The hub did not keep the acts that were sent to it. Nothing is lost here; tell the campus staff."
            )
        raise RecordError("The hub promised more acts and sent none that are new. Tell the campus staff.")

    def waiting(self) -> int:
        """Own records that the hub has not acknowledged."""
        held = self._side.held(self._stream)
        return sum(held[feed] - after for feed, after in self._tails(held).items())

    def _tails(self, held: dict[str, int]) -> dict[str, int]:
        """Own feeds of which the hub lacks something that it would take, each with the last record that it has."""
        aside = self._doubted | self._barred
        return {feed: after for feed, after in self._known.items() if after < held.get(feed, 0) and feed not in aside}

    def _is_taken(self) -> bool:
        """Whether the hub takes what is brought, as far as it has said."""
        return self._former or not self._side.has_left(self._stream)

    def _compare_all(self, feed: str) -> None:
        """The hub has other records even where it once said it had these: it was set back since, and heard from a copy."""
        if feed in self._known:
            self._known[feed] = base_of(feed)

    def _common(self, feed: str) -> int:
        """Up to where a doubted feed is known to be the same on both ends."""
        return self._known.get(feed, base_of(feed))

    def _state(self) -> object:
        held = self._side.held(self._stream)
        return (
            dict(self._known),
            held,
            sorted(self._doubted),
            sorted(self._barred | self._misnamed),
            self._named,
            dict(self._aside),
        )

    def _is_mark(self, feed: str, seq: int, mark: bytes | None) -> bool:
        """Whether the hub's record of this number is the one that is here: then all before it are, for no two copies go on alike."""
        return mark is not None and mark == self._side.mark(self._stream, feed, seq)

    def _hear_received(self, feed: str, received: int, proved: bool) -> None:
        known = self._known[feed]
        # What is here by now another window of this very computer may have written, and sent, since the request told what is held.
        written_here = feed not in self._news and (proved or self._came.get(feed, 0) >= received)
        if received > self._held.get(feed, base_of(feed)) and feed in self._held and not written_here:
            self._copied(feed)
        if received < known:
            if not self._told:  # the hub was set back to an older copy: it gets everything again
                self._known[feed] = received
            return
        # What the hub holds beyond what was sent to it may be another's: it is not taken for ours before that is known.
        # Of a feed that is barred it looked at nothing, so that it may hold a copy's records under the numbers of ours.
        brought = 0 if feed in self._barred else self._offered.get(feed, 0)
        now = received if proved else min(received, max(known, brought))
        if feed not in self._doubted:
            self.sent += now - known
            self._known[feed] = now

    def _doubt(self, feed: str) -> None:
        if feed not in self._doubted:
            self._doubts += 1
        if self._doubts > _MANY_DOUBTS:
            raise RecordError(
                "The hub says now this and now that of the acts it holds. Nothing is lost; tell the campus staff."
            )
        self._doubted.add(feed)
        self._named = True
        self._copied(feed)

    def _copied(self, feed: str) -> None:
        """Somebody else writes in a feed of this device; in one of an id that it had before, that is why it has another."""
        if split_feed(feed).device == self._side.device:
            self.copied = self._side.device

    def _take_in(self, page: bytes) -> None:
        """Check a page from the hub and keep it."""
        before = self._side.held(self._stream)
        try:
            feed, last, new = self._side.take_in(self._stream, page)
        except UnlikeError as unlike:
            self._doubt(unlike.feed)
            self._compare_all(unlike.feed)
            return
        except BranchError as known:
            self._misnamed.add(known.feed)
            return
        except UnprovedError as unproved:
            self._aside[unproved.feed] = max(self._aside.get(unproved.feed, 0), unproved.last)
            return
        self.fetched += new
        if new:
            self._news.add(feed)
        self._came[feed] = last
        if feed in self._known:  # what came is what the hub has, and is here now as well
            self._known[feed] = max(self._known[feed], last)
        after = self._side.held(self._stream)
        for branch in after.keys() - before.keys():
            parent = split_feed(branch).parent
            if parent and (feed == parent or after.get(parent, 0) < before.get(parent, 0)):
                self._part(parent, branch, after)

    def _part(self, parent: str, branch: str, held: dict[str, int]) -> None:
        """What was here from some record of a feed on is a branch now; the feed is as the hub has it."""
        self._doubted.discard(parent)
        if parent in self._known:
            self._known[parent] = min(self._known[parent], held.get(parent, base_of(parent)))
        if branch in self._side.own_feeds(self._stream):
            self._copied(branch)
