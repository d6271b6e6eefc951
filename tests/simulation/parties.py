"""Who lives in a simulated world, and the wire between them, which loses, repeats and cuts what is said in advance."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bivouac.errors import InputError, LineError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal.feeds import base_of
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.courier import open_parcel
from bivouac.sync.protocol.messages import Exchange, Exchanged
from bivouac.sync.store.device import open_device
from bivouac.sync.store.journal import Journal
from tests.simulation.alike import (
    BrokenPromiseError,
)
from tests.simulation.writing import word_of

NOW = 1_700_000_000_000
CLOCKS = (0, -5, NOW, NOW + 3_600_000, 3_786_912_000_000)
"""What a laptop may believe: 1970, before it, now, an hour on, 2090."""


@dataclass
class Hub:
    """A hub's folder, opened."""

    name: str
    folder: HubFolder
    storage: SqlStorage = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.storage = self.folder.storage()

    def reopen(self) -> None:
        self.storage.close()
        self.folder = HubFolder(self.folder.folder)
        self.open()

    def records(self) -> Iterator[Record]:
        for stream in self.storage.streams():
            for feed, last in self.storage.feeds(stream).items():
                found = {
                    record.seq: record
                    for segment in self.storage.segments(stream, feed, base_of(feed), 1 << 30)
                    for record in records_of(feed, segment)
                }
                if sorted(found) != list(range(base_of(feed) + 1, last + 1)):
                    raise BrokenPromiseError(f"{self.name} has a gap in {feed}")
                yield from found.values()


@dataclass
class Laptop:
    """A laptop's folder, opened for one of those who use it; `hubs` are the tokens with which it speaks, and the device for which each is good."""

    name: str
    folder: Path
    learner: str
    hubs: dict[str, tuple[str, str]]
    clock: int = NOW
    lost: bool = False
    """Stolen, and shut out."""
    file: str = "journal.sqlite"

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.device = open_device(self.folder)
        self.journal = Journal(
            self.folder / self.file, self.learner, self.device.id, self.device.former, lambda: self.clock
        )

    def reopen(self) -> None:
        self.journal.close()
        self.open()

    def tokens(self) -> set[str]:
        """What its learner wrote, as far as it is on this laptop's disk."""
        return {
            answer
            for feed in self.journal.held(self.journal.stream)
            for record in self.journal.records(self.journal.stream, feed, 0, -1)
            if (answer := word_of(record))
        }


def opened_by(parcel: bytes, keys: Collection[str]) -> None:
    """Raise InputError unless one of the keys opens a parcel."""
    for last, key in enumerate(keys, start=1):
        try:
            open_parcel(parcel, key)
            return
        except InputError:
            if last == len(keys):
                raise


class Answering(Protocol):
    """What a wire needs of the world: a note of what was sent, and the hub's answer."""

    sent: list[tuple[str, str, bytes]]

    def answer(self, hub: Hub, token: str, data: bytes) -> bytes:
        """What a hub answers to a request."""


class Wire:
    """The way from an end to a hub, for one exchange: what it does to the messages is said in advance."""

    def __init__(self, world: Answering, hub: Hub, token: str, faults: list[str]) -> None:
        self._world, self._hub, self._token, self._faults = world, hub, token, faults

    def exchange(self, asked: Exchange) -> Exchanged:
        fault = self._faults.pop(0) if self._faults else ""
        data = messages.encode(asked)
        if fault == "request lost":
            raise LineError("cut")
        self._world.sent.append((self._hub.name, self._token, data))
        answer = self._answer(data)
        if fault == "request twice":
            answer = self._answer(data)
        if fault == "answer lost":
            raise LineError("cut")
        if fault == "answer cut":
            answer = answer[: len(answer) // 2]
        return messages.decode(answer, Exchanged)

    def _answer(self, data: bytes) -> bytes:
        return self._world.answer(self._hub, self._token, data)
