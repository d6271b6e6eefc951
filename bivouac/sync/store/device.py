"""Who this machine is: an Ed25519 key made at first start, in a file that only its owner may read.

A disk that is copied must not make two machines of one name. So the file says where it was made (`machine.marks`); when it finds itself
elsewhere, the machine gets a new identity, and keeps the old one only to send what was written under it. A copy that cannot be told by
its place, such as a backup that is set back, is told by the hub (sync/exchange/exchange.py), and `renew` does the same.
"""

from __future__ import annotations

import base64
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.errors import StoreError
from bivouac.machine import only_one, write_whole

_FILE = "device.json"
_ID_LETTERS = 20
_KEY_BYTES = 32


class _Key(Struct, frozen=True):
    id: str
    private_key: str

    def raw(self) -> bytes:
        """Raises ValueError when it is damaged."""
        raw = base64.b64decode(self.private_key, validate=True)
        if len(raw) != _KEY_BYTES or len(self.id) != _ID_LETTERS:
            raise ValueError("length")
        return raw


class _Stored(Struct, frozen=True):
    id: str
    private_key: str
    former: list[_Key] = []
    place: str = ""
    marks: list[str] = []


class Device:
    """This machine's identity. `id` is the beginning of the SHA-256 of the public key, in hexadecimal.

    Attributes:
        former: ids that this machine had before, the latest first.
    """

    def __init__(self, keys: dict[str, bytes]) -> None:
        self.id, *former = keys
        self.former = tuple(former)
        self._keys = keys

    def sign(self, data: bytes) -> bytes:
        """Ed25519 signature (RFC 8032) of `data`, 64 bytes."""
        return self.sign_as(self.id, data)

    def sign_as(self, device: str, data: bytes) -> bytes:
        """The same by one of the identities of this machine."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # not at start

        return Ed25519PrivateKey.from_private_bytes(self._keys[device]).sign(data)

    def public_key(self) -> bytes:
        """The 32 bytes that a hub is told when this device joins."""
        return _public_key(self._keys[self.id])

    def public_keys(self) -> dict[str, bytes]:
        """The public keys of all identities of this machine, by id."""
        return {identity: _public_key(key) for identity, key in self._keys.items()}


def device_id(public_key: bytes) -> str:
    """The id of the device that has this public key."""
    return hashlib.sha256(public_key).hexdigest()[:_ID_LETTERS]


def open_device(folder: Path) -> Device:
    """This machine's identity, made now if there is none yet or if the folder was copied from elsewhere.

    Raises:
        StoreError: the file is there and is damaged; it is not replaced, because work was signed with it.
    """
    path = folder / _FILE
    stored = _read(path)
    if stored is not None and _is_at_home(stored, folder):
        return _device_of(stored)
    return _make(folder, lambda stored: stored is None or not _is_at_home(stored, folder))


def renew(folder: Path, copied: str) -> Device:
    """A new identity, because the one with the id `copied` turned out to be used by two machines. Done twice it is done once."""
    return _make(folder, lambda stored: stored is None or stored.id == copied)


def _make(folder: Path, wanted: Callable[[_Stored | None], bool]) -> Device:
    path = folder / _FILE
    with only_one(folder / ".update", lambda: time.sleep(0.02)):  # two threads that begin at once are one device
        stored = _read(path)
        if not wanted(stored):
            assert stored is not None
            return _device_of(stored)
        raw = os.urandom(_KEY_BYTES)
        key = _Key(device_id(_public_key(raw)), base64.b64encode(raw).decode())
        former = [_Key(stored.id, stored.private_key), *stored.former] if stored else []
        stored = _Stored(key.id, key.private_key, former, machine.place_of(folder), sorted(machine.marks()))
        write_whole(path, msgspec.json.encode(stored))  # the temporary file it begins as is readable by its owner alone
        return _device_of(stored)


def _read(path: Path) -> _Stored | None:
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_Stored)
        _device_of(stored)
        return stored
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, ValueError) as error:
        raise StoreError("The file “{name}” is damaged. Ask staff for help before you go on.", name=_FILE) from error


def _device_of(stored: _Stored) -> Device:
    keys = [_Key(stored.id, stored.private_key), *stored.former]
    return Device({key.id: key.raw() for key in keys})


def _is_at_home(stored: _Stored, folder: Path) -> bool:
    """Whether the folder is where the identity was made: same place on the disk, and a machine with one part in common at least.

    What cannot be known on a system counts as the same: the hub notices the rest.
    """
    marks = machine.marks()
    same_machine = not stored.marks or not marks or bool(marks & set(stored.marks))
    return same_machine and stored.place in ("", machine.place_of(folder))


def _public_key(private_key: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()
