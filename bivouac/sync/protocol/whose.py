"""Whose a personal code is, told before it is used, to nobody but who has the code (docs/protocol.md#joining)."""

from __future__ import annotations

import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_ROOM = 320
"""Bytes of the longest name, 80 letters of up to four: all are sealed as long, so that the length tells nothing."""

_NONCE_BYTES = 12


def seal_name(key: bytes, nonce: bytes, name: str) -> bytes:
    """A person's name for who knows the code.

    Args:
        key: what the code gives (`invite.stretch`), 32 bytes.
        nonce: of the hello that is answered.

    Returns:
        12 bytes made from the name, by which the same hello has the same answer and two names never share one, then AES-GCM.
    """
    own = _key(key, nonce)
    padded = name.encode()[:_ROOM].ljust(_ROOM, b"\0")
    once = hmac.digest(own, padded, "sha256")[:_NONCE_BYTES]
    return once + AESGCM(own).encrypt(once, padded, None)


def open_name(key: bytes, nonce: bytes, sealed: bytes) -> str:
    """The name in `seal_name`; empty where there is none, as from an older hub, or none that this code opens."""
    try:
        padded = AESGCM(_key(key, nonce)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        name = padded.rstrip(b"\0").decode()
    except (InvalidTag, ValueError):
        return ""
    return name if name.isprintable() else ""


def _key(key: bytes, nonce: bytes) -> bytes:
    return hmac.digest(key, b"bivouac whose code" + nonce, "sha256")
