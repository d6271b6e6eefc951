"""Who this machine is: an Ed25519 key made at first start, in a file that only its owner may read."""

from __future__ import annotations

import base64
import hashlib
import os
import time
from pathlib import Path

import msgspec
from msgspec import Struct

from bivouac.errors import StoreError
from bivouac.machine import only_one, write_whole

_FILE = "device.json"
_ID_LETTERS = 20
_KEY_BYTES = 32


class _Stored(Struct, frozen=True):
    id: str
    private_key: str


class Device:
    """This machine's identity. `id` is the beginning of the SHA-256 of the public key, in hexadecimal."""

    def __init__(self, identity: str, private_key: bytes) -> None:
        self.id = identity
        self._private_key = private_key

    def sign(self, data: bytes) -> bytes:
        """Ed25519 signature (RFC 8032) of `data`, 64 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # not at start

        return Ed25519PrivateKey.from_private_bytes(self._private_key).sign(data)

    def public_key(self) -> bytes:
        """The 32 bytes that a hub is told when this device joins."""
        return _public_key(self._private_key)


def device_id(public_key: bytes) -> str:
    """The id of the device that has this public key."""
    return hashlib.sha256(public_key).hexdigest()[:_ID_LETTERS]


def open_device(folder: Path) -> Device:
    """This machine's identity, made now if there is none yet.

    Raises:
        StoreError: the file is there and is damaged; it is not replaced, because work was signed with it.
    """
    path = folder / _FILE
    if not path.exists():
        with only_one(folder / ".update", lambda: time.sleep(0.02)):  # two threads that begin at once are one device
            if not path.exists():
                return _new_device(path)
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_Stored)
        private_key = base64.b64decode(stored.private_key, validate=True)
        if len(private_key) != _KEY_BYTES or len(stored.id) != _ID_LETTERS:
            raise ValueError("length")
        return Device(stored.id, private_key)
    except (msgspec.DecodeError, ValueError) as error:
        raise StoreError("The file “{name}” is damaged. Ask staff for help before you go on.", name=_FILE) from error


def _new_device(path: Path) -> Device:
    private_key = os.urandom(_KEY_BYTES)
    device = Device(device_id(_public_key(private_key)), private_key)
    stored = _Stored(device.id, base64.b64encode(private_key).decode())
    write_whole(path, msgspec.json.encode(stored))  # the temporary file it begins as is readable by its owner alone
    return device


def _public_key(private_key: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()
