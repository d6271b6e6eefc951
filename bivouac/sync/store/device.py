"""Who this machine is: an Ed25519 key made at first start, in a file that only its owner may read.

A disk that is copied must not make two machines of one name. So the file says where it was made (`machine.marks`); when it finds itself
elsewhere, the machine gets a new identity, and keeps the old one only to send what was written under it. A copy that cannot be told by
its place, such as a backup that is set back, is told by the hub (sync/exchange/exchange.py), and `renew` does the same.

The file has a twin, written before it, so that one that is damaged stops nobody. When both are, they are put aside and the machine gets a new
identity; what it had not sent is written again under that (kept.py).
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.decoding import from_json
from bivouac.machine import only_one, write_whole

log = logging.getLogger(__name__)

_FILE = "device.json"
_TWIN = "device.copy.json"
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
    seal: int = 0
    """Of all the rest (seals.py); 0 in a file of the first form."""

    def sealed(self) -> _Stored:
        return msgspec.structs.replace(self, seal=crc32(msgspec.json.encode(msgspec.structs.replace(self, seal=0))))


class Device:
    """This machine's identity. `id` is the beginning of the SHA-256 of the public key, in hexadecimal.

    Attributes:
        former: ids that this machine had before, the latest first.
    """

    def __init__(self, keys: dict[str, bytes]) -> None:
        self.id, *former = keys
        self.former = tuple(former)
        self._keys = keys

    def since(self, known: str) -> list[str]:
        """The ids that this machine had from one of them on, to the present one; none where that is none of its own."""
        ids = [*reversed(self.former), self.id]
        return ids[ids.index(known) :] if known in ids else []

    @property
    def first(self) -> str:
        """The oldest of its ids."""
        return self.former[-1] if self.former else self.id

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
    """This machine's identity, made now if there is none yet (or none that can be read), or if the folder was copied from elsewhere."""
    stored = _read(folder / _FILE)
    if stored is not None and stored.seal and _is_at_home(stored, folder):
        return _device_of(stored)
    return _make(folder, lambda stored: stored is None or not _is_at_home(stored, folder))


def damaged_files(folder: Path) -> list[Path]:
    """Those of the two files of an identity that are there and cannot be read; nothing is changed."""
    return [path for path in (folder / _FILE, folder / _TWIN) if path.exists() and _read(path) is None]


def renew(folder: Path, copied: str) -> Device:
    """A new identity, because numbers of the one with the id `copied` may be taken: two machines use it, or a journal was repaired.

    Done twice it is done once.
    """
    return _make(folder, lambda stored: stored is None or stored.id == copied)


def _make(folder: Path, wanted: Callable[[_Stored | None], bool]) -> Device:
    with only_one(folder / ".update", lambda: time.sleep(0.02)):  # two threads that begin at once are one device
        stored = _read(folder / _FILE) or _read(folder / _TWIN)
        if wanted(stored):
            raw = os.urandom(_KEY_BYTES)
            key = _Key(device_id(_public_key(raw)), base64.b64encode(raw).decode())
            former = [_Key(stored.id, stored.private_key), *stored.former] if stored else []
            stored = _Stored(key.id, key.private_key, former, machine.place_of(folder), sorted(machine.marks()))
        assert stored is not None
        stored = stored.sealed()
        _put_aside_what_is_damaged(folder)
        # The twin first: what it says in addition was never used, while an old one would bring numbers back that are taken.
        for name in (_TWIN, _FILE):  # the temporary file each begins as is readable by its owner alone
            write_whole(folder / name, msgspec.json.encode(stored))
        return _device_of(stored)


def _read(path: Path) -> _Stored | None:
    """What a file says; None where it is not there or damaged."""
    try:
        stored = from_json(path.read_bytes(), _Stored)
        _device_of(stored)
    except (FileNotFoundError, msgspec.DecodeError, ValueError):
        return None
    return stored if stored.seal in (0, stored.sealed().seal) else None


def _put_aside_what_is_damaged(folder: Path) -> None:
    """Who repairs the machine may still make sense of it: work was signed with the key in it."""
    for path in (folder / _FILE, folder / _TWIN):
        if path.exists() and _read(path) is None:
            log.warning("%s is damaged; it was put aside", path.name)
            machine.put_aside(path, folder / "damaged")


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
