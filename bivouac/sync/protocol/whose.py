"""Whose a personal code is, told before it is used, to nobody but who has the code (docs/protocol.md#joining)."""

from __future__ import annotations

import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_ROOM = 320
"""Bytes of the longest name, 80 letters of up to four: all are sealed as long, so that the length tells nothing."""

_ROOM_OF_ID = 40
_NONCE_BYTES = 12
_NAME, _ID = b"bivouac whose code", b"bivouac who"
"""What each is sealed under, so that none is ever taken for the other."""


def seal_name(key: bytes, nonce: bytes, name: str) -> bytes:
    """A person's name for who knows the code.

    Args:
        key: what the code gives (`invite.stretch`), 32 bytes.
        nonce: of the hello that is answered.

    Returns:
        12 bytes made from the name, by which the same hello has the same answer and two names never share one, then AES-GCM.
    """
    return _seal(_key(key, nonce, _NAME), name, _ROOM)


def seal_id(key: bytes, nonce: bytes, person: str) -> bytes:
    """A person's id, sealed as their name is: by it a laptop sees whether it may take the code up at all, before it does."""
    return _seal(_key(key, nonce, _ID), person, _ROOM_OF_ID)


def open_name(key: bytes, nonce: bytes, sealed: bytes) -> str:
    """The name in `seal_name`; empty where there is none, as from an older hub, or none that this code opens."""
    return _open(_key(key, nonce, _NAME), sealed)


def open_id(key: bytes, nonce: bytes, sealed: bytes) -> str:
    """The id in `seal_id`; empty as in `open_name`."""
    return _open(_key(key, nonce, _ID), sealed)


def _seal(key: bytes, text: str, room: int) -> bytes:
    padded = text.encode()[:room].ljust(room, b"\0")
    once = hmac.digest(key, padded, "sha256")[:_NONCE_BYTES]
    return once + AESGCM(key).encrypt(once, padded, None)


def _open(key: bytes, sealed: bytes) -> str:
    try:
        padded = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        text = padded.rstrip(b"\0").decode()
    except (InvalidTag, ValueError):
        return ""
    return text if text.isprintable() else ""


def _key(key: bytes, nonce: bytes, what: bytes) -> bytes:
    return hmac.digest(key, what + nonce, "sha256")
