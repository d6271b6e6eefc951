"""The messages that laptops and hubs exchange: msgpack, zstd where it helps (docs/protocol.md).

A hub's answer to anything it refuses is a `Refusal` with a 4xx status; its sentence is English with `{name}` fields, so that the
laptop shows it in its own language.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, TypeVar

import msgspec
import zstandard
from msgspec import Meta, Struct

from bivouac.courses.model import Digest, Id, Language
from bivouac.decoding import from_msgpack
from bivouac.errors import RecordError
from bivouac.language import tr_later

MEDIA_TYPE = "application/vnd.bivouac.v1+msgpack"
MAX_REQUEST = 8 * 1024 * 1024
"""Bytes of a request or answer, packed and unpacked alike."""

MAX_FIRST_REQUEST = 64 * 1024
"""The same for the requests that anyone may send, or that say nothing: hello, join, invite."""

MAX_PAGES = 16
"""Pages in one push."""

_COMPRESS_FROM = 256
_MARK_BYTES = 4
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"

MAX_STREAMS = 5000
"""Streams of one exchange: a person's own and one for each class, or all of a campus."""

StreamName = Annotated[str, Meta(max_length=80)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Code = Annotated[str, Meta(min_length=4, max_length=40)]
MAX_PASSWORD = 400
Password = Annotated[str, Meta(min_length=1, max_length=MAX_PASSWORD)]


UNKNOWN_HERE = tr_later("The hub does not know this computer any more. Join the campus again with a new code.")
"""What a hub says to a token that is none, or none any more."""


class Refusal(Struct, frozen=True):
    """Why the hub says no. `code` is that of the error class (bivouac/errors.py)."""

    code: str
    source: str
    values: dict[str, str | int | float] = msgspec.field(default_factory=dict)


class Health(Struct, frozen=True):
    """A hub is here: its id, its campus's name, its wall clock in milliseconds, and the version of the protocol."""

    hub: str
    name: Name
    clock: int
    protocol: int = 1


# --- joining -----------------------------------------------------------------------------------------------------------


class Hello(Struct, frozen=True):
    """Before a code is shown to a hub, the hub proves that it knows the code (docs/protocol.md#joining).

    `selector` is the code's first letters, which are no secret; `nonce` 16 random bytes.
    """

    selector: Annotated[str, Meta(min_length=2, max_length=8)]
    nonce: bytes


class HelloAnswer(Struct, frozen=True):
    """`proof` ties the code to the certificate that the hub really has; `name` is the campus's, `asks_name` whether a person
    has to say who they are (a class code) or is known already (a personal code); `whose` is that person's name and `who` their id, sealed for who
    knows the code (whose.py). `hub` is the hub's id, `words` by each device that it is and was the signature that proves it (word.py); both empty from an
    older hub."""

    salt: bytes
    proof: bytes
    name: Name
    asks_name: bool
    whose: bytes = b""
    who: bytes = b""
    hub: Annotated[str, Meta(max_length=30)] = ""
    words: dict[str, bytes] = {}


class Join(Struct, frozen=True):
    """A person takes up an invitation on a device; or another hub, which says its id in `hub`."""

    code: Code
    device: Annotated[str, Meta(min_length=20, max_length=20)]
    public_key: bytes
    name: Annotated[str, Meta(max_length=120)] = ""
    language: str = ""
    hub: Annotated[str, Meta(pattern="^([0-9a-z]{1,30})?$")] = ""


class Joined(Struct, frozen=True):
    """Who the person is from now on. `token` is shown once; the hub keeps its hash. `must_change`: the password was made up for them."""

    learner: str
    name: Name
    role: str
    token: str
    campus: str
    campus_name: Name
    must_change: bool = False


class SignIn(Struct, frozen=True):
    """A person signs in by name and password on a device, over a line whose certificate the device knows already."""

    name: Name
    password: Password
    device: Annotated[str, Meta(min_length=20, max_length=20)]
    public_key: bytes


class NewPassword(Struct, frozen=True):
    """A person who is signed in chooses a password; `old` is the one they had, if any."""

    new: Password
    old: Annotated[str, Meta(max_length=MAX_PASSWORD)] = ""


class Lock(Struct, frozen=True):
    """The person's password as an Argon2id hash, for their own devices alone; empty when they have none. `must_change`: it was made up for
    them; None from a hub that does not say."""

    hashed: str
    must_change: bool | None = None


class PersonalCode(Struct, frozen=True):
    """A one-time code with which a person who is signed in joins on another device, until `expires` (milliseconds since 1970)."""

    code: Code
    expires: int


class Succeed(Struct, frozen=True):
    """A computer has a new identity, because its disk was copied: the request comes under the old one, with its token and signature.

    `proof` is the new key's signature (signing.py): whoever has the old one cannot claim a key that is not theirs.
    """

    device: Annotated[str, Meta(min_length=20, max_length=20)]
    public_key: bytes
    proof: bytes


class Succeeded(Struct, frozen=True):
    """`token` speaks for the same person under the computer's new identity."""

    token: str


class Invitation(Struct, frozen=True):
    """An invite file (`.bivouac-invite`, JSON): all that a laptop needs to join, on a stick or by mail.

    `certificate` is the hub's certificate in PEM, to pin; empty for a hub on loopback. `class_name` tells people of the same name apart.
    """

    campus_name: Name
    urls: Annotated[tuple[Annotated[str, Meta(max_length=300)], ...], Meta(min_length=1, max_length=16)]
    code: Code
    certificate: Annotated[str, Meta(max_length=20_000)] = ""
    format: int = 1
    class_name: Annotated[str, Meta(max_length=120)] = ""


# --- journals ----------------------------------------------------------------------------------------------------------


class Offered(Struct, frozen=True, array_like=True):
    """What a device holds of one stream, and what is new on it.

    `held` is, for each feed, the last record of the gap-free prefix held here. Where there are many feeds it is their digest
    (journal/feeds.py): the hub asks for more when it does not hold the very same. `pages` are signed.
    """

    stream: StreamName
    held: dict[str, int] | bytes
    pages: Annotated[list[bytes], Meta(max_length=MAX_PAGES)] = []


class Exchange(Struct, frozen=True, omit_defaults=True):
    """One round trip: here is what is new on this device, and what it holds; send back what it lacks.

    `clock` is the device's wall clock in milliseconds, said where there are pages. `some` says that these are only some of the
    streams here: the hub hands over no others. `above` and `upto` say that they are all of those whose names come after the one and
    not after the other (empty: without end), where a hub has more than fit into one exchange: others are handed over from there alone.
    `room` is for how many bytes of pages the answer has room, roughly; 0: as many as the hub gives. `shares` is said by a hub that knows how to prove
    what classes of the hubs above it share: one of an older Bivouac would break off at the first page; `leaves` by one that knows that a class may be
    `gone` in which nobody of its people is any more (`Handed`), and goes on to bring what they wrote there.
    """

    streams: Annotated[list[Offered], Meta(max_length=MAX_STREAMS)]
    clock: int = 0
    some: bool = False
    above: StreamName = ""
    upto: StreamName = ""
    room: Annotated[int, Meta(ge=0)] = 0
    shares: bool = False
    leaves: bool = False


class Handed(Struct, frozen=True, array_like=True):
    """What the hub has of one stream, and what the device lacks of it.

    `received` is, for each feed, the last record of the gap-free prefix that the hub holds: what the school has received. For a digest
    it has only the feeds of the pages that came, and `unlike` says that the hub holds other things: ask again with all feeds.
    `more` says that there are further pages to fetch, `forked` which feeds the hub has with other records under the same numbers.
    `gone` says that the stream is not this person's (any more); with `former` it was, a class's: the hub goes on taking what they wrote, and the answer
    speaks of that alone; `former` has for each of their feeds the last record that the class reads. `marks` tells the last record (journal/feeds.py) of a feed of
    which the hub has more than was brought: when it is the device's own, an answer was lost, and the rest need not be sent again.
    `barred` names feeds of an identity that was shut out since: the hub takes nothing more of them, and tells their last record in `marks`.
    """

    stream: StreamName
    received: dict[str, int] = {}
    pages: list[bytes] = []
    more: bool = False
    unlike: bool = False
    forked: list[str] = []
    gone: bool = False
    marks: dict[str, bytes] = {}
    barred: list[str] = []
    former: dict[str, int] | None = None


class Exchanged(Struct, frozen=True, omit_defaults=True):
    """The answer, for each stream that was asked and for those that the device does not know of yet. `clock` is the hub's wall clock in milliseconds.

    `lock` is the mark of the person's password (passwords.py), `about` that of the `HubInfo`: a device that keeps another one fetches it.
    """

    streams: list[Handed]
    clock: int
    lock: bytes = b""
    about: bytes = b""


class HubInfo(Struct, frozen=True):
    """What those who belong to a hub should know of it, and of the hubs above it.

    `keys` are the keys with which each hub signs what it writes, by hub and device; `recipients` the age recipients to whom progress is sealed
    that travels by stick, this hub's first. `root` is the root of the school's catalogue (TUF), where there is one.
    """

    hub: str
    name: Name
    keys: dict[str, dict[str, bytes]]
    recipients: tuple[str, ...]
    root: bytes = b""

    def mark(self) -> bytes:
        """By which two ends see whether they know the same: of these fields alone, so that it stays the same for who knows no others."""
        keys = sorted((hub, sorted(of.items())) for hub, of in self.keys.items())
        told = msgspec.msgpack.encode((self.hub, self.name, keys, self.recipients, self.root))
        return hashlib.sha256(told).digest()[:_MARK_BYTES]


# --- courses -----------------------------------------------------------------------------------------------------------


class CatalogueEntry(Struct, frozen=True):
    """A course that the hub has. `sizes` maps a rendition's name to the bytes of the whole course with it (`""` where there are no films)."""

    id: Id
    version: str
    title: str
    language: Language
    summary: str
    manifest: Digest
    manifest_size: int
    lessons: int
    sizes: dict[str, int]
    cover: Digest | None = None
    cover_size: int = 0


class Catalogue(Struct, frozen=True):
    """What the hub offers. `state` names this content; asking with it (If-None-Match) costs nothing when it is the same.

    `mirrors` are other servers that have the courses: static ones (`https://…`) or OCI registries (`registry://…`). With `bins`, the
    digests of all bins (bins.py), `courses` are only those in the bins of the numbers `told`; without, all.
    """

    state: str
    courses: list[CatalogueEntry]
    mirrors: tuple[str, ...] = ()
    bins: bytes = b""
    told: tuple[int, ...] = ()


# --- bytes -------------------------------------------------------------------------------------------------------------

T = TypeVar("T")


def encode(message: Any) -> bytes:
    """A message as bytes."""
    raw = msgspec.msgpack.encode(message)
    return raw if len(raw) < _COMPRESS_FROM else zstandard.ZstdCompressor(level=9).compress(raw)


def decode(data: bytes, kind: type[T], limit: int = MAX_REQUEST) -> T:
    """The message of class `kind` in `data`, which has at most `limit` bytes unpacked.

    Raises:
        RecordError: it is damaged, too large or another message.
    """
    try:
        if data[:4] == _ZSTD_MAGIC:
            if not 0 <= zstandard.frame_content_size(data) <= limit:
                raise RecordError("A message is too large.")
            data = zstandard.ZstdDecompressor().decompress(data, max_output_size=limit, allow_extra_data=False)
        return from_msgpack(data, kind)
    except (zstandard.ZstdError, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RecordError("A message arrived damaged.") from error
