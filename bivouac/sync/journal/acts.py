"""What people and hubs can do, as the bodies of records: one small struct an act, positional, so that it is short on the wire.

What a learner does for themselves stands first, in their own stream; then what a class shares, in its cohort's; last what a hub writes down about the
people of its campus, in the campus's.

The name in `ACTS` is the record's `kind`. A kind is never renamed and its fields are never reordered; a new field goes to the
end with a default. A reader keeps and passes on kinds it does not know.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from bivouac.decoding import from_msgpack
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


# --- in a cohort's stream ------------------------------------------------------------------------------------------------


class Posted(Struct, frozen=True, array_like=True):
    """A contribution to a discussion was written, or changed by who wrote it. `post` is its id; `to` the post that it answers.

    Without `to` it begins a thread, which has a title. A thread stands beside an activity, or in no activity for the class as a whole.
    """

    post: str
    text: str
    to: str = ""
    title: str = ""


class Announced(Struct, frozen=True, array_like=True):
    """A teacher or the staff tell the class something. It counts only from those (shared.py)."""

    post: str
    text: str
    title: str = ""


class NoteShared(Struct, frozen=True, array_like=True):
    """A note that its writer shows to the class; `at` and `quote` as in `Noted`."""

    post: str
    text: str
    at: Place = 0
    quote: str = ""


class PostRemoved(Struct, frozen=True, array_like=True):
    """A post, an announcement or a shared note is taken back, by who wrote it or by a teacher or the staff."""

    post: str


class CohortNamed(Struct, frozen=True, array_like=True):
    """The hub tells the class its name."""

    name: str


class MemberNamed(Struct, frozen=True, array_like=True):
    """The hub tells the class who somebody in it is; `role` as in `MemberKept`."""

    person: str
    name: str
    role: str


# --- in a campus's stream, by hubs ---------------------------------------------------------------------------------------


class PersonKept(Struct, frozen=True, array_like=True):
    """Somebody belongs to the campus, by this name and in this role (`learner`, `teacher`, `staff`, `administrator`, `hub`)."""

    person: str
    name: str
    role: str
    language: str
    created: int


class DeviceAdmitted(Struct, frozen=True, array_like=True):
    """A person was let in on a computer; `public_key` is the computer's (32 bytes)."""

    device: str
    public_key: bytes
    person: str


class DeviceShutOut(Struct, frozen=True, array_like=True):
    """A computer was lost or stolen, or, where `out` is false, was found again."""

    device: str
    out: bool = True


class PasswordKept(Struct, frozen=True, array_like=True):
    """A person's password, as an argon2 hash (RFC 9106); empty when they have none any more.

    `temporary`: it was made up for them, and they are to choose another one.
    """

    person: str
    hashed: str
    temporary: bool = False


class CohortKept(Struct, frozen=True, array_like=True):
    """A class exists, by this name."""

    cohort: str
    name: str


class MemberKept(Struct, frozen=True, array_like=True):
    """Somebody is in a class as `learner` or `teacher`; an empty role says that they left it.

    `upto`: then, for each of their feeds, the last record that the class may read.
    """

    cohort: str
    person: str
    role: str
    upto: dict[str, int] = {}


class CohortAbove(Struct, frozen=True, array_like=True):
    """A class has people of this campus in it; the hub that notes it lies above this campus and keeps the class, or `keeper` below it does."""

    cohort: str
    name: str
    keeper: str = ""


class MemberAbove(Struct, frozen=True, array_like=True):
    """As `MemberKept`, of such a class: whoever is in it, of whichever campus."""

    cohort: str
    person: str
    role: str
    upto: dict[str, int] = {}


Act = (
    Watched
    | Reached
    | Answered
    | Hinted
    | Chose
    | Restarted
    | Completed
    | Noted
    | NoteRemoved
    | Bookmarked
    | Posted
    | Announced
    | NoteShared
    | PostRemoved
    | CohortNamed
    | MemberNamed
    | PersonKept
    | DeviceAdmitted
    | DeviceShutOut
    | PasswordKept
    | CohortKept
    | MemberKept
    | CohortAbove
    | MemberAbove
)

_OF_A_LEARNER: dict[str, type[Act]] = {
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

_OF_A_CLASS: dict[str, type[Act]] = {
    "posted": Posted,
    "announced": Announced,
    "note-shared": NoteShared,
    "post-removed": PostRemoved,
}

_OF_HUBS: dict[str, type[Act]] = {
    "cohort-named": CohortNamed,
    "member-named": MemberNamed,
    "person": PersonKept,
    "admitted": DeviceAdmitted,
    "shut-out": DeviceShutOut,
    "password": PasswordKept,
    "cohort": CohortKept,
    "member": MemberKept,
    "cohort-above": CohortAbove,
    "member-above": MemberAbove,
}

ACTS = _OF_A_LEARNER | _OF_A_CLASS | _OF_HUBS
"""Every kind, with the act that stands in its records."""

OF_A_LEARNER = tuple(_OF_A_LEARNER)
"""The kinds that stand in a learner's own stream: what folds.py adds up."""

OF_A_PERSON = (*OF_A_LEARNER, *_OF_A_CLASS)
"""Those and what people write to their classes: what reports tell. The others are hubs' to write."""

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
        act: Act = from_msgpack(body, ACTS[kind])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RecordError("A record of kind “{kind}” is damaged.", kind=kind) from error
    return act
