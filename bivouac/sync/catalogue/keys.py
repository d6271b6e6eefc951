"""The school's signing keys: Ed25519, one file each, locked with a passphrase (scrypt, RFC 7914; AES-256-GCM)."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct
from securesystemslib.signer import CryptoSigner

from bivouac import machine
from bivouac.decoding import from_json
from bivouac.errors import InputError

SUFFIX = ".bivouac-key"
LEAST_PASSPHRASE = 12

_COST, _BLOCK, _PARALLEL = 1 << 16, 8, 1
_MEMORY = 80 * 1024 * 1024
_MAX_FILE = 16 * 1024


class _KeyFile(Struct, frozen=True):
    """A key at rest. `sealed` is the 32 bytes of an Ed25519 private key, which only the passphrase opens."""

    role: str
    key: str
    salt: bytes
    nonce: bytes
    sealed: bytes
    format: int = 1


def make_key(folder: Path, role: str, passphrase: str) -> CryptoSigner:
    """A new key for a role, written to the folder of keys before anybody relies on it.

    Raises:
        InputError: the passphrase is too short.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise InputError("The passphrase of the catalogue's keys needs at least {n} letters.", n=LEAST_PASSPHRASE)
    private = Ed25519PrivateKey.generate()
    signer = CryptoSigner(private)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    identity = signer.public_key.keyid
    sealed = AESGCM(_stretch(passphrase, salt)).encrypt(
        nonce, private.private_bytes_raw(), f"{role} {identity}".encode()
    )
    content = msgspec.json.encode(_KeyFile(role, identity, salt, nonce, sealed))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    machine.write_whole(folder / file_name(role, identity), content)
    return signer


def file_name(role: str, identity: str) -> str:
    """What the file of a role's key is called, by the key's id."""
    return f"{role}-{identity[:12]}{SUFFIX}"


def any_in(folder: Path) -> bool:
    """Whether there are keys in a folder."""
    return any(folder.glob(f"*{SUFFIX}"))


def open_keys(folder: Path, wanted: set[str], passphrase: str) -> dict[str, CryptoSigner]:
    """Those of the wanted keys (by id) whose files are in the folder.

    Raises:
        InputError: a file is damaged, or the passphrase is not the one that opens it.
    """
    found = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        held = _read(path)
        if held.key in wanted:
            found[held.key] = _open(path, held, passphrase)
    return found


def _read(path: Path) -> _KeyFile:
    try:
        with path.open("rb") as file:
            return from_json(file.read(_MAX_FILE + 1), _KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(path) from error


def _open(path: Path, held: _KeyFile, passphrase: str) -> CryptoSigner:
    try:
        raw = AESGCM(_stretch(passphrase, held.salt)).decrypt(
            held.nonce, held.sealed, f"{held.role} {held.key}".encode()
        )
        signer = CryptoSigner(Ed25519PrivateKey.from_private_bytes(raw))
    except InvalidTag as error:
        raise InputError("The passphrase does not open the key “{name}”. Try again.", name=path.name) from error
    except ValueError as error:
        raise _damaged(path) from error
    if signer.public_key.keyid != held.key:
        raise _damaged(path)
    return signer


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=32)


def _damaged(path: Path) -> InputError:
    return InputError("The key “{name}” is damaged. Bring it back from a copy.", name=path.name)
