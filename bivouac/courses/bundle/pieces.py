"""Checksums of each piece of a large blob, so that a bad byte costs one piece and parts can come in any order."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import IO

import msgspec
from msgspec import Struct

from bivouac.courses.bundle.oci import require_digest
from bivouac.courses.limits import LIMITS
from bivouac.decoding import from_json
from bivouac.errors import BundleError

_LENGTH = hashlib.sha256().digest_size


class PieceLists(Struct, frozen=True, kw_only=True, rename="camel"):
    """The `pieces` layer: blob digest to the SHA-256 of its pieces in order, 32 bytes each, concatenated, in Base64."""

    piece_size: int
    blobs: dict[str, str]


def piece_digests(file: IO[bytes]) -> bytes:
    """SHA-256 of each piece of what `file` holds from here on, concatenated."""
    digests = []
    while piece := file.read(LIMITS.piece):
        digests.append(hashlib.sha256(piece).digest())
    return b"".join(digests)


def encode_pieces(digests: dict[str, bytes]) -> bytes:
    """The `pieces` layer of blobs, each with what `piece_digests` gave for it."""
    lists = {blob: base64.b64encode(pieces).decode() for blob, pieces in digests.items()}
    return msgspec.json.encode(PieceLists(piece_size=LIMITS.piece, blobs=lists), order="sorted")


def decode_pieces(data: bytes, sizes: dict[str, int]) -> dict[str, tuple[bytes, ...]]:
    """Blob digest to the SHA-256 digests (32 bytes) of its pieces.

    Args:
        data: the `pieces` layer.
        sizes: digest to size of the blobs it has to cover, no more and no fewer.

    Raises:
        BundleError: it is damaged, or covers other blobs.
    """
    try:
        lists = from_json(data, PieceLists)
        digests = {require_digest(blob): base64.b64decode(text, validate=True) for blob, text in lists.blobs.items()}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, binascii.Error, ValueError) as error:
        raise BundleError("The list of pieces of this course is damaged: {reason}.", reason=str(error)) from error
    counts = {blob: -(-size // LIMITS.piece) * _LENGTH for blob, size in sizes.items()}
    if lists.piece_size != LIMITS.piece or {blob: len(joined) for blob, joined in digests.items()} != counts:
        raise BundleError("The list of pieces of this course does not fit its files.")
    return {
        blob: tuple(joined[at : at + _LENGTH] for at in range(0, len(joined), _LENGTH))
        for blob, joined in digests.items()
    }
