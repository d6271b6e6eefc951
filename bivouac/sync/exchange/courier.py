"""A laptop's end of the road by stick: what the school lacks is packed and sealed, and what receipts say is believed as far as it is proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from bivouac.sync.exchange.journal import JournalPort
from bivouac.sync.exchange.side import JournalSide, SidePort, SignAs
from bivouac.sync.protocol.courier import FULL_FEEDS, FULL_PARCEL, Parcel, Receipt, seal
from bivouac.sync.protocol.messages import MAX_PAGES, HubInfo, Offered
from bivouac.sync.protocol.pages import FULL_PAGE, MAX_RECORDS


def pack_journal(journal: JournalPort, learner: str, info: HubInfo, sign_as: SignAs) -> Iterator[bytes]:
    """Sealed parcels with all that the school has not said it holds, one after the other; none when it has all.

    Args:
        info: what the campus said of itself and the hubs above it, when it was last heard.

    Raises:
        InputError: the campus has not said to whom one seals.
    """
    return pack(JournalSide(journal, sign_as), journal.streams(), info.hub, learner, sign_as, info.recipients)


def pack(
    side: SidePort, streams: Sequence[str], campus: str, writer: str, sign_as: SignAs, recipients: Sequence[str]
) -> Iterator[bytes]:
    """The same for either end that begins an exchange: `writer` is the learner or the hub."""
    for part, offered in enumerate(_filled(side, streams), 1):
        parcel = Parcel(campus, writer, side.device, offered, part=part)
        yield seal(parcel, partial(sign_as, side.device), recipients)


def believe(side: SidePort, receipt: Receipt) -> int:
    """Note what a receipt says the school holds; how many records it is that nobody had said so of before.

    A hub's count is believed where the record at its end is the very one that is here: it may be a copy's (journal/feeds.py).
    """
    newly = 0
    for stream, feeds in receipt.received.items():
        known = side.own_feeds(stream)
        proved = {
            feed: last
            for feed, (last, mark) in feeds.items()
            if feed in known and last > known[feed] and side.mark(stream, feed, last) == mark
        }
        if proved:
            side.mark_confirmed(stream, proved)
            newly += sum(last - known[feed] for feed, last in proved.items())
    return newly


def _filled(side: SidePort, streams: Sequence[str]) -> Iterator[list[Offered]]:
    """What goes into one parcel each."""
    offered, size, feeds = list[Offered](), 0, 0
    for stream in streams:
        for page in _pages(side, stream):
            if size >= FULL_PARCEL or feeds >= FULL_FEEDS:
                yield offered
                offered, size, feeds = [], 0, 0
            if not offered or offered[-1].stream != stream:
                feeds += len(side.held(stream))
            if not offered or offered[-1].stream != stream or len(offered[-1].pages) == MAX_PAGES:
                offered.append(Offered(stream, {}, []))
            offered[-1].pages.append(page)
            size += len(page)
    if offered:
        yield offered


def _pages(side: SidePort, stream: str) -> Iterator[bytes]:
    held = side.held(stream)
    for feed, after in sorted(side.own_feeds(stream).items(), key=lambda one: (len(one[0]), one[0])):
        while after < held[feed]:
            page, after = side.next_page(stream, feed, after, MAX_RECORDS, FULL_PAGE)
            yield page
