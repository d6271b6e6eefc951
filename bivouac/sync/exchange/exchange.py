"""A journal's exchange with a hub: push what is new here, fetch what is new there, until both hold the same.

Every step is complete in itself: cut anywhere, the next exchange goes on where the hub's and the journal's own counts say,
and only what was under way is sent again: little first and more with each answer that comes soon (pace.py), so that a slow line gets on,
one that breaks often costs little, and a long way is not walked once a page. With nothing or one page new it is one round trip, for all streams together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bivouac.errors import RecordError
from bivouac.sync.exchange.journal import JournalPort
from bivouac.sync.exchange.pace import Pace
from bivouac.sync.exchange.side import JournalSide, SidePort, SignAs
from bivouac.sync.exchange.talk import Room, Talk
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.messages import MAX_PAGES, MAX_STREAMS, Exchange, Exchanged
from bivouac.sync.protocol.pages import MAX_RECORDS

Progress = Callable[[int, int], None]
"""Called with records sent and fetched so far, and how many of this device's still wait."""


class ExchangePort(Protocol):
    """The one method that an exchange needs of a hub (`client.HubClient`)."""

    def exchange(self, exchange: Exchange) -> Exchanged:
        """Push pages and fetch pages."""


@dataclass(frozen=True)
class Outcome:
    """What an exchange did.

    Attributes:
        sent: own records that the hub has newly acknowledged.
        fetched: records that are new here.
        complete: whether both ends held the same at the end; false only when it was cancelled, or a stream is damaged at the other end.
        copied: an id of this device under which another machine writes too, or this one did before it was set back to a backup.
            Nothing is lost, and the device wants a new identity (`Library.renew_device`). Empty where all is well.
        lock: mark of the person's password at the other end (protocol/passwords.py).
        about: mark of what the hub says of itself (`HubInfo.mark`); empty from a hub that does not say.
    """

    sent: int
    fetched: int
    complete: bool
    copied: str = ""
    lock: bytes = b""
    about: bytes = b""


def exchange_journal(
    journal: JournalPort,
    client: ExchangePort,
    sign_as: SignAs,
    *,
    page_records: int = MAX_RECORDS,
    progress: Progress = lambda done, waiting: None,
    cancelled: Callable[[], bool] = lambda: False,
    pace: Pace | None = None,
    broken: Callable[[RecordError], None] | None = None,
) -> Outcome:
    """Exchange all streams of a journal with a hub; `sign_as` signs with the key of one of this device's ids (`Device.sign_as`).

    The rest is as in `exchange`.
    """
    side = JournalSide(journal, sign_as)
    return exchange(
        side,
        client,
        journal.streams(),
        page_records=page_records,
        progress=progress,
        cancelled=cancelled,
        pace=pace,
        broken=broken,
    )


def exchange(
    side: SidePort,
    client: ExchangePort,
    streams: Sequence[str],
    *,
    page_records: int = MAX_RECORDS,
    progress: Progress = lambda done, waiting: None,
    cancelled: Callable[[], bool] = lambda: False,
    told: bool = True,
    within: tuple[str, str] = ("", ""),
    shares: bool = False,
    pace: Pace | None = None,
    broken: Callable[[RecordError], None] | None = None,
) -> Outcome:
    """Exchange streams with a hub.

    Args:
        streams: at most `MAX_STREAMS`.
        told: whether these are all streams of this end, so that the hub tells of others that belong to it.
        within: that they are all of those with names after the first and not after the second (empty: without end).
        shares: whether this end is a hub, which takes what classes of the hubs above share (messages.Exchange).
        page_records: records in a page at most.
        cancelled: asked before each round trip.
        pace: of the requests; one of its own otherwise.
        broken: told once all others were exchanged, in place of the RecordError; the outcome is not complete then.

    Raises:
        LineError: the line broke; what was exchanged until then is kept on both ends.
        RefusedError: the hub says no.
        RecordError: what the hub sent of a stream is damaged or cannot be; all others were exchanged first.
    """
    assert len(streams) <= MAX_STREAMS, "what is left out would never arrive"
    talks = {stream: Talk(side, stream) for stream in streams}
    pace = pace or Pace()
    pages, complete, some, lock, about = 1, False, not told, b"", b""
    wrong: RecordError | None = None
    while not (complete or cancelled()):
        room = Room(pages, min(page_records, MAX_RECORDS), pace.size)
        asked = [talk.offer(room) for talk in talks.values() if talk.open]
        clock = wall_milliseconds() if room.used else 0
        pace.begin()
        answer = client.exchange(Exchange(asked, clock, some, *within, room=pace.size, shares=shares, leaves=shares))
        pace.end()
        for handed in answer.streams:
            if handed.stream not in talks:
                talks[handed.stream] = Talk(side, handed.stream)
            wrong = talks[handed.stream].hear_sound(handed) or wrong
        for offered in asked:
            wrong = talks[offered.stream].miss_progress() or wrong
        pages, some, lock, about = min(2 * pages, MAX_PAGES), True, answer.lock, answer.about
        progress(
            sum(talk.sent + talk.fetched for talk in talks.values()), sum(talk.waiting() for talk in talks.values())
        )
        complete = not any(talk.open for talk in talks.values())
    if wrong and broken is None:
        raise wrong
    if wrong and broken:
        broken(wrong)
    copied = next((talk.copied for talk in talks.values() if talk.copied), "")
    sent, fetched = sum(talk.sent for talk in talks.values()), sum(talk.fetched for talk in talks.values())
    return Outcome(sent, fetched, complete and not wrong, copied, lock, about)
