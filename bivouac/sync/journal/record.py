"""The record: one act, immutable, at its place in a feed."""

from __future__ import annotations

import secrets

from msgspec import Struct

from bivouac.sync.journal.acts import Act, act_of, body_of, kind_of


class Stamp(Struct, frozen=True, array_like=True, order=True):
    """When an act happened, for putting acts in order: the clock first, the device where clocks are equal."""

    hlc: int
    device: str


class Record(Struct, frozen=True):
    """One act. `(stream, device, seq)` is its identity; a device numbers its records in a stream 1, 2, 3 … without gaps.

    Attributes:
        hlc: hybrid logical clock (sync/journal/clock.py).
        course, activity: ids of the course model; empty where the act belongs to none.
        body: the act as a msgpack array (sync/journal/acts.py).
    """

    stream: str
    device: str
    seq: int
    hlc: int
    kind: str
    course: str
    activity: str
    body: bytes

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.hlc, self.device)

    def act(self) -> Act | None:
        """The act, or None for a kind newer than this program. Raises RecordError when the body is damaged."""
        return act_of(self.kind, self.body)


def make_record(stream: str, device: str, seq: int, hlc: int, course: str, activity: str, act: Act) -> Record:
    """The record of an act. Raises RecordError when a text in it is too long."""
    return Record(stream, device, seq, hlc, kind_of(act), course, activity, body_of(act))


def learner_stream(learner: str) -> str:
    """Name of a learner's private stream."""
    return f"learner:{learner}"


_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter is taken for another


def new_id(length: int = 13) -> str:
    """A fresh random id (5 bits a letter), for learners and notes."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))
