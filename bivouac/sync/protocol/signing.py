"""Signatures by a device's key, Ed25519 (RFC 8032): on pages of records, for good, and on the requests that let a device in.

A page is signed once, by the machine that wrote its records, and keeps its signature on whatever road it travels: who carries it
can forge nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEADER = "Bivouac-Signature"
KEY_BYTES = 32

SIGNATURE_BYTES = 64

_PAGE = b"bivouac page\n"
"""Before a page where it is signed: no request's body begins so, so that neither is ever taken for the other."""

_SUCCESSION = b"bivouac device\n"
"""Before the old and the new id where a new key says that it is the old one's successor."""

_PARCEL, _RECEIPT = b"bivouac parcel\n", b"bivouac receipt\n"
"""Before a parcel and a receipt where they are signed (courier.py)."""

_PASS = b"bivouac content\n"
"""Before what a computer signs to be given courses by a hub that gave it no token (passes.py)."""

_WORD = b"bivouac hub\n"
"""Before what a hub signs to prove its id (word.py)."""

Signer = Callable[[bytes], bytes]
"""Signs a body with the device's private key; returns 64 bytes (`Ed25519PrivateKey.sign`)."""


def header_of(signature: bytes) -> str:
    """A signature as the value of `HEADER`."""
    return base64.b64encode(signature).decode()


def is_signed(body: bytes, header: str, public_key: bytes) -> bool:
    """Whether the header holds the signature of `body` by the owner of `public_key` (32 bytes)."""
    try:
        return _is_right(base64.b64decode(header, validate=True), body, public_key)
    except (binascii.Error, ValueError):
        return False


def sign_page(page: bytes, sign: Signer) -> bytes:
    """A signed page: the signature, then the page (pages.py)."""
    return sign(_PAGE + page) + page


def page_of(signed: bytes) -> bytes:
    """The page in a signed page, whoever signed it."""
    return signed[SIGNATURE_BYTES:]


def is_page_signed(signed: bytes, public_key: bytes) -> bool:
    """Whether a signed page was signed by the owner of `public_key`."""
    return _is_right(signed[:SIGNATURE_BYTES], _PAGE + page_of(signed), public_key)


def sign_succession(old: str, new: str, sign: Signer) -> bytes:
    """The new key's word that it follows the device `old` on this machine."""
    return sign(_SUCCESSION + f"{old} {new}".encode())


def is_succession(proof: bytes, old: str, new: str, public_key: bytes) -> bool:
    """Whether `proof` is that of `sign_succession` by the owner of `public_key`."""
    return _is_right(proof, _SUCCESSION + f"{old} {new}".encode(), public_key)


def sign_parcel(content: bytes, sign: Signer) -> bytes:
    """The signature of a parcel (courier.py) by the device that packed it."""
    return sign(_PARCEL + content)


def is_parcel_signed(signature: bytes, content: bytes, public_key: bytes) -> bool:
    """Whether `signature` is that of `sign_parcel` by the owner of `public_key`."""
    return _is_right(signature, _PARCEL + content, public_key)


def sign_receipt(content: bytes, sign: Signer) -> bytes:
    """The signature of a receipt."""
    return sign(_RECEIPT + content)


def is_receipt_signed(data: bytes, public_key: bytes) -> bool:
    """Whether a file that begins with a receipt's signature was signed by the owner of `public_key`."""
    return _is_right(data[:SIGNATURE_BYTES], _RECEIPT + data[SIGNATURE_BYTES:], public_key)


def sign_pass(content: bytes, sign: Signer) -> bytes:
    """The signature of a pass (passes.py) by the device that shows it."""
    return sign(_PASS + content)


def is_pass_signed(signature: bytes, content: bytes, public_key: bytes) -> bool:
    """Whether `signature` is that of `sign_pass` by the owner of `public_key`."""
    return _is_right(signature, _PASS + content, public_key)


def sign_word(content: bytes, sign: Signer) -> bytes:
    """The signature of a hub's word for its id (word.py)."""
    return sign(_WORD + content)


def is_word_signed(signature: bytes, content: bytes, public_key: bytes) -> bool:
    """Whether `signature` is that of `sign_word` by the owner of `public_key`."""
    return _is_right(signature, _WORD + content, public_key)


def _is_right(signature: bytes, content: bytes, public_key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
