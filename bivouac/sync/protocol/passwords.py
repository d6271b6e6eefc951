"""Passwords: what is kept of them (Argon2id, RFC 9106), and one that is made up for somebody who forgot theirs.

Hubs keep the hash, and so does each laptop on which the person has signed in, to open their profile without a network.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import TYPE_CHECKING

from bivouac.errors import InputError

if TYPE_CHECKING:
    import argon2

LEAST, MOST = 8, 200
"""Letters of a password."""

_TRIES_AT_NONE = "$argon2id$v=19$m=65536,t=3,p=4$GLhhlJKWa8Dn0Z+D2CzPEQ$1j1Cj3l1HMLyXB66iVIqsIlf/ZjoepShFWpiEcYY6I4"
"""Of nobody's password."""

_MARK_BYTES = 4

_PREFIX, _MOST_LETTERS = "$argon2id$", 300
_MOST_PASSES, _MOST_MEMORY, _MOST_LANES = 8, 256 * 1024, 8
"""What we are ready to pay for a try, in KiB the memory. A hash says itself what it costs, and it may come from a hub that is not ours."""

_EASY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password: str) -> str:
    """What is kept of a password, in the form of the reference implementation. Takes 64 MiB and a tenth of a second."""
    return _hasher().hash(_as_typed(password))


def is_password(hashed: str, password: str) -> bool:
    """Whether a password is the one that was kept; never for a hash that costs too much to try.

    Takes as long where nothing was kept, so that nobody learns that from the clock.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    known = is_affordable(hashed)
    try:
        return _hasher().verify(hashed if known else _TRIES_AT_NONE, _as_typed(password)) and known
    except (VerificationError, InvalidHashError):
        return False


def is_affordable(hashed: str) -> bool:
    """Whether this is an Argon2id hash that costs no more than we are ready to pay for a try."""
    from argon2 import extract_parameters
    from argon2.exceptions import InvalidHashError

    if not hashed.startswith(_PREFIX) or len(hashed) > _MOST_LETTERS or not hashed.isascii():
        return False
    try:
        asked = extract_parameters(hashed)
    except (InvalidHashError, ValueError):
        return False
    return (
        0 < asked.time_cost <= _MOST_PASSES
        and 0 < asked.memory_cost <= _MOST_MEMORY
        and 0 < asked.parallelism <= _MOST_LANES
    )


def is_outdated(hashed: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(hashed)


def clean_password(password: str, name: str) -> str:
    """A password that somebody called `name` may have.

    Raises:
        InputError: it is too short, too long, or their name.
    """
    if not LEAST <= len(password) <= MOST:
        raise InputError("A password has {least} to {most} letters, digits or signs.", least=LEAST, most=MOST)
    if password.casefold().strip() == name.casefold().strip():
        raise InputError("Your name is not a password: everybody knows it. Choose another one.")
    return password


def new_password() -> str:
    """One to hand over on a slip of paper, in letters that nobody takes for others: 49 bits."""
    letters = "".join(secrets.choice(_EASY_LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def mark_of_password(hashed: str) -> bytes:
    """By which two ends see whether they keep the same hash; empty where there is none."""
    return hashlib.sha256(hashed.encode()).digest()[:_MARK_BYTES] if hashed else b""


def _as_typed(password: str) -> str:
    """Accents as one letter: not every system types them so (RFC 8265, 4.2)."""
    return unicodedata.normalize("NFC", password)


def _hasher() -> argon2.PasswordHasher:
    """With the second choice of RFC 9106 (4), for machines with little memory."""
    import argon2  # when the first password is asked for

    return argon2.PasswordHasher.from_parameters(argon2.profiles.RFC_9106_LOW_MEMORY)
