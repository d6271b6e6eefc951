"""Invitations: the short code that a person types, what both ends make of it, and the invite file (docs/protocol.md#joining).

A code is ten letters of Crockford's base 32, shown as `XXXXX-XXXXX`. Its first three letters, the *selector*, are no secret and find the
invitation at the hub. The other seven (35 bits) never leave the laptop before the hub has proved that it knows them too.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

import msgspec

from bivouac import machine
from bivouac.decoding import from_json
from bivouac.errors import InputError
from bivouac.sync.protocol.messages import Invitation

SUFFIX = ".bivouac-invite"
SELECTOR_LETTERS = 3
CODE_LETTERS = 10
NONCE_BYTES = 16
SALT_BYTES = 16
MAX_FILE = 64 * 1024
"""Bytes of an invite file."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FORMAT = 1

# scrypt (RFC 7914) of 64 MiB: a quarter of a second on a laptop, once a join; whoever saw a proof pays it for every guess.
_COST, _BLOCK, _PARALLEL = 1 << 16, 8, 1
_MEMORY = 80 * 1024 * 1024


def new_code() -> str:
    """A random code, canonical: ten letters without the dash."""
    return "".join(secrets.choice(_LETTERS) for _ in range(CODE_LETTERS))


def clean_code(text: str) -> str:
    """The canonical code in what a person typed: any case, spaces and dashes, O for 0, I and L for 1.

    Raises:
        InputError: it is not a code.
    """
    code = "".join(text.upper().split()).replace("-", "").translate(_READ_AS)
    if len(code) != CODE_LETTERS or not set(code) <= set(_LETTERS):
        raise InputError(
            "This is not a joining code. A code has {n} letters and digits, like 7K3QX-9M2TB.", n=CODE_LETTERS
        )
    return code


def show_code(code: str) -> str:
    """A canonical code as people read it: `XXXXX-XXXXX`."""
    return f"{code[:5]}-{code[5:]}"


def write_link(url: str, code: str) -> str:
    """A hub's address and a canonical code in one text, as QR codes have it: `https://192.168.1.20:8484/#7K3QX-9M2TB`.

    A browser keeps what stands behind the `#` to itself: no server, and nobody on the way, reads the code.
    """
    return f"{url}/#{show_code(code)}"


def read_link(text: str) -> tuple[str, str] | None:
    """The address and the code, as people read them, of `write_link`; None for any other text."""
    url, mark, code = text.strip().partition("#")
    try:
        return (url.strip().rstrip("/"), show_code(clean_code(code))) if mark and url else None
    except InputError:
        return None


def selector_of(code: str) -> str:
    """The part of a canonical code that is no secret."""
    return code[:SELECTOR_LETTERS]


def stretch(code: str, salt: bytes) -> bytes:
    """The key that both ends make from a canonical code: 32 bytes, slow to compute."""
    return hashlib.scrypt(code.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=32)


def make_proof(key: bytes, nonce: bytes, certificate: bytes) -> bytes:
    """What a hub shows to prove that it knows a code and really has this certificate.

    Args:
        key: of `stretch`.
        nonce: the laptop's 16 random bytes.
        certificate: DER of the certificate on the connection; empty on plain HTTP within one machine.
    """
    seal = hashlib.sha256(certificate).digest() if certificate else b""
    return hmac.digest(key, nonce + seal, "sha256")


def proof_is_right(proof: bytes, key: bytes, nonce: bytes, certificate: bytes) -> bool:
    """Whether `proof` is that of `make_proof`, compared in constant time."""
    return hmac.compare_digest(proof, make_proof(key, nonce, certificate))


def write_invitation(path: Path, invitation: Invitation) -> None:
    """Write an invite file, whole or not at all."""
    machine.write_whole(path, msgspec.json.format(msgspec.json.encode(invitation), indent=1) + b"\n")


def read_invitation(path: Path) -> Invitation:
    """Read an invite file.

    Raises:
        InputError: it is no invite file, a damaged one, or one of a newer Bivouac.
    """
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    return decode_invitation(data)


def decode_invitation(data: bytes) -> Invitation:
    """The invitation in the bytes of an invite file; raises as `read_invitation`."""
    if len(data) > MAX_FILE:
        raise _not_an_invitation()
    try:
        invitation = from_json(data, Invitation)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _not_an_invitation() from error
    if invitation.format > _FORMAT:
        raise InputError("This invitation was made with a newer Bivouac. Update Bivouac on this computer to use it.")
    clean_code(invitation.code)
    return invitation


def _not_an_invitation() -> InputError:
    return InputError("This file is not an invitation, or it was damaged on the way. Ask for it again.")
