"""What a hub received, on its way to a learning record store: in batches, each until it has arrived, and never twice in effect.

How far a store is stands in the hub's storage, for each feed, and moves once a batch has arrived. A batch whose answer was lost is
sent again: the ids of its statements are the same, so a store takes nothing twice. A store refuses a whole batch for one statement in
it; the batch is halved until the culprit is alone, which is then set aside, and what stands behind it goes on.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from bivouac.errors import BivouacError, RecordError, StoreError
from bivouac.sync.hub.reports.lrs import BusyError, NotTakenError, busy
from bivouac.sync.hub.reports.reading import Entry, entries_after
from bivouac.sync.hub.reports.scene import Telling
from bivouac.sync.hub.reports.shelf import Shelf
from bivouac.sync.hub.reports.statements import encode, statement
from bivouac.sync.hub.storage import Feed, SetAside, Storage, Waiting
from bivouac.sync.journal.clock import wall_milliseconds

log = logging.getLogger(__name__)

BATCH = 100
"""Statements that go together, at most."""

_BATCH_BYTES = 1024 * 1024
_TRIED_AGAIN = 100
"""Statements set aside that are tried once more whenever forwarding begins."""

_IDLE_SECONDS = 5.0
_LONGEST_PAUSE = 300.0
_FAILURES = 4
"""Statements over each of which a store fails, before it has taken any: then it is the store that is ill."""

_TRIES = 4
"""Of a single pass, before it gives up."""


class Store(Protocol):
    """Where statements go (`lrs.Lrs`)."""

    url: str

    def send(self, statements: list[bytes]) -> None: ...


@dataclass(frozen=True)
class _Item:
    """A statement on its way, and the record it was made of."""

    stream: str
    device: str
    seq: int
    body: bytes


@dataclass
class Tally:
    """What became of statements: `taken` by the store, `there` before in another form, `refused` and set aside."""

    taken: int = 0
    there: int = 0
    refused: list[SetAside] = field(default_factory=list)


@dataclass
class _Batch:
    items: list[_Item] = field(default_factory=list)
    reached: dict[tuple[str, str], int] = field(default_factory=dict)
    damaged: list[SetAside] = field(default_factory=list)
    size: int = 0

    def full(self) -> bool:
        return len(self.items) >= BATCH or self.size >= _BATCH_BYTES


class Forwarder:
    """Brings everything to one store.

    Args:
        told: called with the tally of each batch.
        troubled: called with what stands in the way, when that changes.
        pause: waits for seconds.
    """

    def __init__(
        self,
        storage: Storage,
        shelf: Shelf,
        store: Store,
        telling: Telling,
        told: Callable[[Tally], None],
        troubled: Callable[[BivouacError], None],
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._storage, self._shelf, self._store, self._telling = storage, shelf, store, telling
        self._told, self._troubled, self._pause = told, troubled, pause
        self._failures = 0
        self._trouble = ""

    def run(self, *, once: bool) -> None:
        """Forward what is there, and then, unless `once`, what comes, until interrupted.

        Raises:
            BivouacError: only with `once`: after some tries something still stands in the way.
        """
        again = True
        while True:
            try:
                if again:
                    self.try_again()
                    again = False
                moved = self.forward()
            except (BivouacError, DBAPIError, OSError) as error:
                self._fail(error, give_up=once)
                continue
            if self._trouble and moved:
                self._trouble = ""
            if not moved and once:
                return
            if not moved:
                self._pause(_IDLE_SECONDS)

    def forward(self) -> bool:
        """Send one batch; false when nothing waits. Raises what `Lrs.send` raises, and SpaceError."""
        self._shelf.refresh()
        batch = self._next_batch()
        if not batch.reached:
            return False
        tally = self._deliver(batch.items)
        tally.refused += batch.damaged
        reached = [Feed(stream, device, last) for (stream, device), last in batch.reached.items()]
        self._storage.forwarded(self._store.url, reached, tally.refused, wall_milliseconds())
        self._done(tally)
        return True

    def try_again(self) -> None:
        """Send once more what was set aside, some of it: the store, or this program, may be a newer one now."""
        aside = self._storage.set_aside(self._store.url, _TRIED_AGAIN)
        items = [item for one in aside for item in self._item_of(one)]
        if not items:
            return
        tally = self._deliver(items)
        still = {(one.stream, one.feed, one.seq) for one in tally.refused}
        tried = {(item.stream, item.device, item.seq) for item in items}
        self._storage.taken(self._store.url, [one for one in aside if (one.stream, one.feed, one.seq) in tried - still])
        self._storage.forwarded(self._store.url, [], tally.refused, wall_milliseconds())
        self._done(tally)

    # --- batches ---------------------------------------------------------------------------------------------------------

    def _next_batch(self) -> _Batch:
        batch = _Batch()
        for waiting in self._storage.waiting(self._store.url, BATCH):
            for item in self._items(waiting, batch):
                batch.items.append(item)
                batch.size += len(item.body)
                batch.reached[item.stream, item.device] = item.seq
                if batch.full():
                    return batch
        return batch

    def _items(self, waiting: Waiting, batch: _Batch) -> Iterator[_Item]:
        feed, after = (waiting.stream, waiting.feed), waiting.after
        while after < waiting.last:
            try:
                found = entries_after(self._storage, feed, after, BATCH)
            except RecordError as error:
                after = self._pass_by(feed, after, error, batch)
                continue
            if not found:
                return
            yield from (self._item(entry) for entry in found)
            after = found[-1].record.seq

    def _pass_by(self, feed: tuple[str, str], after: int, error: RecordError, batch: _Batch) -> int:
        """Set a page aside that cannot be read, under its first record: what follows it must not wait. Its last record."""
        last = self._storage.arrivals(feed, after, 1)[0].segment.last
        batch.damaged.append(SetAside(*feed, after + 1, str(error)))
        batch.reached[feed] = last
        return last

    def _item(self, entry: Entry) -> _Item:
        record = entry.record
        place = self._shelf.place(record.course, record.activity)
        body = encode(statement(entry, place, self._telling))
        return _Item(record.stream, record.device, record.seq, body)

    def _item_of(self, one: SetAside) -> list[_Item]:
        try:
            return [self._item(entry) for entry in entries_after(self._storage, (one.stream, one.feed), one.seq - 1, 1)]
        except RecordError:
            return []

    def _deliver(self, items: list[_Item]) -> Tally:
        """Send statements; those that the store fails over are culprits once it has shown with others that it works.

        Raises:
            LineError: it fails over all of them.
        """
        tally, failed = Tally(), list[SetAside]()
        self._halve(items, tally, failed)
        if failed and not tally.taken and not tally.there:
            raise busy(500)
        tally.refused += failed
        return tally

    def _halve(self, items: list[_Item], tally: Tally, failed: list[SetAside]) -> None:
        if not items:
            return
        try:
            self._store.send([item.body for item in items])
            tally.taken += len(items)
        except NotTakenError as error:
            if len(items) > 1:
                middle = len(items) // 2
                self._halve(items[:middle], tally, failed)
                self._halve(items[middle:], tally, failed)
            elif error.status == 409:
                tally.there += 1
            else:
                (item,) = items
                aside = SetAside(item.stream, item.device, item.seq, str(error))
                (failed if error.status == 500 else tally.refused).append(aside)
                if len(failed) >= _FAILURES and not tally.taken:
                    raise busy(500) from error

    # --- trouble ---------------------------------------------------------------------------------------------------------

    def _done(self, tally: Tally) -> None:
        """A store that refuses everything is given time, so that it is not asked for each statement of a year in one go."""
        self._told(tally)
        if tally.taken or tally.there or len(tally.refused) < 2:
            self._failures = 0
        else:
            self._back_off()

    def _fail(self, error: BivouacError | DBAPIError | OSError, *, give_up: bool) -> None:
        known = error if isinstance(error, BivouacError) else _of_ours(error)
        if give_up and self._failures + 1 >= _TRIES:
            raise known
        if known.sentence() != self._trouble:
            self._trouble = known.sentence()
            self._troubled(known)
        self._back_off(error.seconds if isinstance(error, BusyError) else 0)

    def _back_off(self, asked: float = 0) -> None:
        """Wait longer each time, and never as long as others do (full jitter above a half)."""
        self._failures += 1
        wait = min(_LONGEST_PAUSE, max(asked, 2.0 ** min(self._failures - 1, 10)))
        self._pause(wait * (0.5 + random.random() / 2) if wait > asked else wait)  # noqa: S311 (no secret)


def _of_ours(error: DBAPIError | OSError) -> StoreError:
    log.info("The hub's folder: %s", error)
    return StoreError(
        "The hub's folder does not answer just now. Look whether its disk is there, and whether something else holds it."
    )
