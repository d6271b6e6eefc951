"""One stream's exchange with a hub: push what is new here, fetch what is new there, until both hold the same.

Every step is complete in itself: cut anywhere, the next exchange goes on where the hub's and the journal's own counts say,
and only what was under way is sent again: one page first, twice as many with each answer, so that a line that breaks often costs
little and a long way is not walked once a page. With nothing or one page new it is one round trip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bivouac.errors import RecordError
from bivouac.sync.exchange.journal import JournalPort
from bivouac.sync.exchange.plan import Tail, acknowledged, own_tail
from bivouac.sync.protocol.messages import MAX_PAGES, Exchange, Exchanged
from bivouac.sync.protocol.pages import MAX_RECORDS, decode_page, encode_page, fitting

_BURST_BYTES = 256 * 1024

Progress = Callable[[int, int], None]
"""Called with records sent and fetched so far, and how many of this device's still wait."""


class ExchangePort(Protocol):
    """The one method that an exchange needs of a hub (`client.HubClient`)."""

    def exchange(self, exchange: Exchange) -> Exchanged:
        """Push a page and fetch pages."""


@dataclass(frozen=True)
class Outcome:
    """What an exchange did.

    Attributes:
        sent: own records that the hub has newly acknowledged.
        fetched: records of other devices that are new here.
        received: for each feed, the last record that the hub holds.
        complete: whether both ends held the same at the end; false only when it was cancelled.
    """

    sent: int
    fetched: int
    received: dict[str, int]
    complete: bool


def exchange_stream(
    journal: JournalPort,
    client: ExchangePort,
    *,
    page_records: int = MAX_RECORDS,
    progress: Progress = lambda done, waiting: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Exchange the stream of `journal` with a hub.

    Args:
        page_records: records in a page at most.
        cancelled: asked before each round trip.

    Raises:
        LineError: the line broke; what was exchanged until then is kept on both ends.
        RefusedError: the hub says no.
        RecordError: what the hub sent is damaged, or the hub has more of this device's acts than the device.
    """
    sent = fetched = 0
    received, told, burst = journal.received(), False, 1
    while not cancelled():
        held = journal.held()
        tail = own_tail(journal.device, held, received)
        pages = _pages(journal, tail, burst, page_records) if tail else []
        answer = client.exchange(Exchange(journal.stream, held, pages))
        waiting = own_tail(journal.device, journal.held(), answer.received)
        if tail:
            sent += acknowledged(tail, answer.received, told)
        fetched += sum(_take_in(journal, data) for data in answer.pages)
        journal.mark_received(answer.received)
        received, told, burst = answer.received, True, min(2 * burst, MAX_PAGES)
        progress(sent + fetched, waiting.last - waiting.after if waiting else 0)
        if not waiting and not answer.more:
            return Outcome(sent, fetched, received, complete=True)
        if answer.more and journal.held() == held:
            raise RecordError("The hub promised more acts and sent none that are new. Tell the campus staff.")
    return Outcome(sent, fetched, received, complete=False)


def _pages(journal: JournalPort, tail: Tail, burst: int, page_records: int) -> list[bytes]:
    """The next pages of a tail, `burst` at most."""
    pages: list[bytes] = []
    after, size = tail.after, 0
    while after < tail.last and len(pages) < burst and size < _BURST_BYTES:
        records = fitting(journal.own_records(after, min(page_records, MAX_RECORDS)))
        pages.append(encode_page(records))
        after, size = records[-1].seq, size + len(pages[-1])
    return pages


def _take_in(journal: JournalPort, data: bytes) -> int:
    """Check a page from the hub and keep it; how many of its records were new."""
    records = decode_page(data)
    first = records[0]
    if first.stream != journal.stream:
        raise RecordError("The hub sent acts of another person; they were not kept. Tell the campus staff.")
    if first.device == journal.device or first.seq > journal.held().get(first.device, 0) + 1:
        raise RecordError(
            "The hub sent acts that do not follow those held here; they were not kept. Tell the campus staff."
        )
    return journal.take_in(records)
