"""The record: one act, immutable, at its place in a feed."""

from __future__ import annotations

import hashlib
import secrets

from msgspec import Struct

from bivouac.sync.journal.acts import Act, act_of, body_of, kind_of
from bivouac.sync.journal.clock import Reading


class Stamp(Struct, frozen=True, array_like=True, order=True):
    """When an act happened, for putting acts in order: the clock first, the device where clocks are equal."""

    hlc: int
    device: str


class Record(Struct, frozen=True):
    """One act. `(stream, device, seq)` is its identity; a device numbers its records in a stream 1, 2, 3 … without gaps.

    Attributes:
        device: the feed it stands in: the device's id, with more where that does not tell (sync/journal/feeds.py).
        hlc: hybrid logical clock (sync/journal/clock.py): for order, never for showing.
        course, activity: ids of the course model; empty where the act belongs to none.
        body: the act as a msgpack array (sync/journal/acts.py).
        wall: what the device's own clock said, in milliseconds since 1970: for showing, never for order.
    """

    stream: str
    device: str
    seq: int
    hlc: int
    kind: str
    course: str
    activity: str
    body: bytes
    wall: int

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.hlc, self.device)

    def act(self) -> Act | None:
        """The act, or None for a kind newer than this program. Raises RecordError when the body is damaged."""
        return act_of(self.kind, self.body)


def make_record(stream: str, device: str, seq: int, reading: Reading, course: str, activity: str, act: Act) -> Record:
    """The record of an act. Raises RecordError when a text in it is too long."""
    return Record(stream, device, seq, reading.hlc, kind_of(act), course, activity, body_of(act), reading.wall)


_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter is taken for another


def new_id(length: int = 13) -> str:
    """A fresh random id (5 bits a letter), for learners and notes."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def made_id(*parts: str, length: int = 13) -> str:
    """The id that everybody makes of the same parts, with letters as of `new_id`."""
    digest = hashlib.sha256("".join(f"{len(part)} {part}" for part in parts).encode()).digest()
    number = int.from_bytes(digest)
    return "".join(_LETTERS[number >> 5 * at & 31] for at in range(length))
