"""Progress that travels by stick: a parcel sealed to the school's keys, and the receipt that goes back (docs/protocol.md#sticks).

A parcel holds pages as their writers signed them, so that whoever carries it forges nothing; it is sealed with age (X25519) to the hubs that
may open it, so that whoever carries it reads nothing. A receipt is signed by the hub that took a parcel in; it tells counts, no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
import zstandard
from msgspec import Meta, Struct

from bivouac.decoding import from_msgpack
from bivouac.errors import InputError, RecordError, StoreError
from bivouac.language import tr_later
from bivouac.sync.protocol.messages import Offered
from bivouac.sync.protocol.signing import SIGNATURE_BYTES, Signer, is_receipt_signed, sign_parcel, sign_receipt

if TYPE_CHECKING:
    from pyrage import x25519

MAX_PARCEL = 64 * 1024 * 1024
"""Bytes of a parcel, sealed and opened alike."""

FULL_PARCEL, FULL_FEEDS = 16 * 1024 * 1024, 20_000
"""Bytes of pages in a parcel, roughly, and feeds of their streams, for each of which the receipt has a line: who has more makes several parcels.
A damaged one then costs little, and an old laptop has the memory for it."""

MAX_PARTS = 9999

MAX_RECEIPT = 4 * 1024 * 1024
NOT_SAID = tr_later("The campus has not said yet to whom its progress is sealed. Connect to it once, then try again.")
_FORMAT = 1
_Part = Annotated[int, Meta(ge=1, le=MAX_PARTS)]


class Parcel(Struct, frozen=True):
    """What a stick carries, as a push over the network would bring it (messages.py).

    `writer` is the person, or the hub, that packed it on `device`; `campus` the hub to which they belong. Who has much packs several parcels,
    each a `part` that arrives by itself, and names a stream as often as it takes to bring its pages.
    """

    campus: str
    writer: str
    device: str
    streams: list[Offered]
    format: int = _FORMAT
    part: _Part = 1


class Opened(NamedTuple):
    """A parcel out of its seal, not yet proved: `content` is what `signature` signs."""

    parcel: Parcel
    signature: bytes
    content: bytes


class Receipt(Struct, frozen=True):
    """What a hub holds, of the streams of a parcel that it took in: by stream and feed the last record and its mark (journal/feeds.py).

    `part` is the parcel's.
    """

    hub: str
    writer: str
    device: str
    received: dict[str, dict[str, tuple[int, bytes]]]
    clock: int
    format: int = _FORMAT
    part: _Part = 1


def new_identity() -> str:
    """A fresh age identity (X25519): what opens parcels that are sealed to its recipient."""
    from pyrage import x25519  # who never carries anything does not load it

    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """To whom one seals what an identity opens. Raises StoreError when it is damaged."""
    return str(_opener(identity).to_public())


def _opener(identity: str) -> x25519.Identity:
    import pyrage

    try:
        return pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise StoreError(
            "The key that opens what comes to this hub by stick (courier.key) is damaged. Restore it from a copy."
        ) from error


def seal(parcel: Parcel, sign: Signer, recipients: Sequence[str]) -> bytes:
    """A parcel as a sealed file.

    Args:
        sign: with the key of `parcel.device`.
        recipients: age recipients, any of whom opens it.

    Raises:
        InputError: there are no recipients.
    """
    import pyrage

    content = msgspec.msgpack.encode(parcel)
    signed = sign_parcel(content, sign) + content
    assert len(signed) <= MAX_PARCEL, "nobody would open it"
    packed = zstandard.ZstdCompressor(level=9, write_content_size=True).compress(signed)
    try:
        return bytes(pyrage.encrypt(packed, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise InputError(NOT_SAID) from error


def open_parcel(data: bytes, identity: str) -> Opened:
    """What is in a sealed file. Whether it is its writer's is for the caller to see (`is_parcel_signed`).

    Raises:
        InputError: it is sealed to somebody else, is of a newer Bivouac, or arrived in part. StoreError: the identity is damaged.
    """
    import pyrage

    if len(data) > MAX_PARCEL:
        raise InputError("This file is larger than progress can be. It was not taken in.")
    try:
        packed = pyrage.decrypt(data, [_opener(identity)])
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise InputError(
                "This progress is not for this hub: take the stick to the hub of the campus that it comes from, or to the school's. Nothing of it was taken in; it harms nothing."
            ) from error
        raise InputError(
            "This file is damaged, or was copied only in part. Copy it again, or wait for the next stick; nothing is lost."
        ) from error
    try:
        if not 0 <= zstandard.frame_content_size(packed) <= MAX_PARCEL:
            raise ValueError("size")
        raw = zstandard.ZstdDecompressor().decompress(packed, max_output_size=MAX_PARCEL, allow_extra_data=False)
        parcel = from_msgpack(raw[SIGNATURE_BYTES:], Parcel)
    except (zstandard.ZstdError, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise InputError("This file is not progress of Bivouac. Nothing of it was taken in.") from error
    if parcel.format > _FORMAT:
        raise InputError("This was sent by a newer Bivouac. Update Bivouac here to read it.")
    return Opened(parcel, raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:])


def write_receipt(receipt: Receipt, sign: Signer) -> bytes:
    """A receipt as a file: the hub's signature, then the receipt."""
    content = msgspec.msgpack.encode(receipt)
    return sign_receipt(content, sign) + content


def read_receipt(data: bytes, keys: Sequence[bytes]) -> Receipt:
    """The receipt in a file that one of the keys signed.

    Raises:
        InputError: it is none, or none that one of these hubs wrote.
    """
    content = data[SIGNATURE_BYTES:]
    if len(data) > MAX_RECEIPT or not any(is_receipt_signed(data, key) for key in keys):
        raise InputError(
            "This receipt is not from your school, or was damaged on the way. Progress waits for another one."
        )
    try:
        return from_msgpack(content, Receipt)
    except (msgspec.DecodeError, RecordError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("This was sent by a newer Bivouac. Update Bivouac here to read it.") from error
