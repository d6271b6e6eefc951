"""Signatures on requests: Ed25519 (RFC 8032) by the device's key, over the request's body as sent."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEADER = "Bivouac-Signature"
KEY_BYTES = 32

Signer = Callable[[bytes], bytes]
"""Signs a body with the device's private key; returns 64 bytes (`Ed25519PrivateKey.sign`)."""


def header_of(signature: bytes) -> str:
    """A signature as the value of `HEADER`."""
    return base64.b64encode(signature).decode()


def is_signed(body: bytes, header: str, public_key: bytes) -> bool:
    """Whether the header holds the signature of `body` by the owner of `public_key` (32 bytes)."""
    try:
        signature = base64.b64decode(header, validate=True)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, body)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
