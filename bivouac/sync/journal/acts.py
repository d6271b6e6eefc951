"""What a learner can do, as the bodies of records: one small struct an act, positional, so that it is short on the wire.

The name in `ACTS` is the record's `kind`. A kind is never renamed and its fields are never reordered; a new field goes to the
end with a default. A reader keeps and passes on kinds it does not know.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from bivouac.errors import RecordError

MAX_TEXT = 20_000
"""Characters of a note or an essay."""

Place = Annotated[int, Meta(ge=-(1 << 53), le=1 << 53)]
"""A position that every reader can count: SQLite's integers have 63 bits, those of JSON 53."""

Response = bool | int | float | str | list[int | str | None] | None
"""What a learner answered; the shape belongs to the question's kind (courses/grading.py)."""


class Watched(Struct, frozen=True, array_like=True):
    """The film ran from `start` to `end` (milliseconds of the film) without a jump."""

    start: Place
    end: Place


class Reached(Struct, frozen=True, array_like=True):
    """Where the learner is: milliseconds in a film, thousandths of a page's height, index of a question."""

    position: Place


class Answered(Struct, frozen=True, array_like=True):
    """An answer to one question; `share` is what it earned, in thousandths, or -1 when it is not graded here."""

    question: str
    response: Response
    share: int


class Hinted(Struct, frozen=True, array_like=True):
    """The learner asked for the first `count` hints of a question."""

    question: str
    count: int


class Chose(Struct, frozen=True, array_like=True):
    """In a scene of a case, the choice at `choice` (from 0)."""

    scene: str
    choice: int


class Restarted(Struct, frozen=True, array_like=True):
    """The case begins again from its first scene; what was chosen before stays in the journal."""


class Completed(Struct, frozen=True, array_like=True):
    """The activity is done; `share` of its points in thousandths, or -1 where there are none."""

    share: int = -1


class Noted(Struct, frozen=True, array_like=True):
    """A note was written or changed. `note` is its id; `at` as in `Reached`; `quote` the text it stands beside."""

    note: str
    text: str
    at: Place = 0
    quote: str = ""


class NoteRemoved(Struct, frozen=True, array_like=True):
    note: str


class Bookmarked(Struct, frozen=True, array_like=True):
    """A bookmark at `at` (as in `Reached`) was set, or taken away when `on` is false."""

    at: Place
    on: bool = True


Act = Watched | Reached | Answered | Hinted | Chose | Restarted | Completed | Noted | NoteRemoved | Bookmarked

ACTS: dict[str, type[Act]] = {
    "watched": Watched,
    "reached": Reached,
    "answered": Answered,
    "hinted": Hinted,
    "chose": Chose,
    "restarted": Restarted,
    "completed": Completed,
    "noted": Noted,
    "note-removed": NoteRemoved,
    "bookmarked": Bookmarked,
}

_KINDS: dict[type[Act], str] = {act: kind for kind, act in ACTS.items()}


def kind_of(act: Act) -> str:
    """The record kind of an act."""
    return _KINDS[type(act)]


def body_of(act: Act) -> bytes:
    """The act as the msgpack array that a record carries.

    Raises:
        RecordError: a text in it is too long to keep.
    """
    for value in msgspec.structs.astuple(act):
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise RecordError("This text is longer than {limit} characters. Please shorten it.", limit=MAX_TEXT)
    return msgspec.msgpack.encode(act)


def act_of(kind: str, body: bytes) -> Act | None:
    """The act in a record's body, or None for a kind that is newer than this program.

    Raises:
        RecordError: the body is not one of its kind.
    """
    if kind not in ACTS:
        return None
    try:
        act: Act = msgspec.msgpack.decode(body, type=ACTS[kind])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError("A record of kind “{kind}” is damaged.", kind=kind) from error
    return act
