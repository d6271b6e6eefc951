"""What opens a school's courses to a laptop that has joined a campus below it, and how a campus says where the school is.

The school's hub knows by their keys the computers that joined the campuses below it, and has given them no token. A *pass* is a sentence that such a
computer signs: that it is this computer, of this person, and asks this very hub, for some minutes. It opens blobs under `content/`, which one
has to know by their digests, and what the school signed, which every campus passes on unchanged; nothing else.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from bivouac.errors import InputError
from bivouac.sync.protocol import signing
from bivouac.sync.protocol.line import clean_url, is_private
from bivouac.sync.protocol.signing import Signer

SCHEME = "hub+"
"""Before the address of a school's hub in a list of mirrors, where programs that do not know it pass it over."""

PASS = "Bivouac-Pass"  # noqa: S105 (the scheme, RFC 9110, 11.4)
PASS_SECONDS = 600
"""For how long a pass is made."""

_LONGEST_SECONDS = 900
_ADDRESS = re.compile(r"hub\+(https?://[^#]{1,300})#([0-9A-Za-z]{1,64})\.([0-9a-f]{64}|)")


@dataclass(frozen=True)
class School:
    """Where a hub is, its id, and the seal of its certificate (`seal_of`)."""

    url: str
    hub: str
    seal: str

    def address(self) -> str:
        """As it stands among mirrors."""
        return f"{SCHEME}{self.url}#{self.hub}.{self.seal}"


def seal_of(certificate: bytes) -> str:
    """The SHA-256 of a certificate (DER) in hexadecimal; empty where there is none: on plain HTTP, within a machine."""
    return hashlib.sha256(certificate).hexdigest() if certificate else ""


def read_address(address: str) -> School | None:
    """The school at an address of `School.address`; None for any other, or one to which nothing may be sent."""
    found = _ADDRESS.fullmatch(address)
    try:
        url = clean_url(found[1]) if found else ""
    except InputError:
        return None
    if not found or not is_private(url) or url.startswith("https:") is not bool(found[3]):
        return None
    return School(url, found[2], found[3])


@dataclass(frozen=True)
class Bearer:
    """Who asks: a person's id, the computer's by which their campus knows it, and what signs with its key."""

    person: str
    device: str
    sign: Signer


def make_pass(school: School, bearer: Bearer, clock: int) -> str:
    """The value of `Authorization`. `clock` is the school's, in milliseconds since 1970: laptops may believe any date."""
    until = clock + PASS_SECONDS * 1000
    said = _said(school.hub, school.seal, bearer.person, bearer.device, until)
    proof = base64.b64encode(signing.sign_pass(said, bearer.sign)).decode()
    return f"{PASS} {bearer.person} {bearer.device} {until} {proof}"


@dataclass(frozen=True)
class Pass:
    """A pass as it came, not proved yet."""

    person: str
    device: str
    until: int
    proof: bytes

    def is_good(self, hub: str, seal: str, public_key: bytes, now: int) -> bool:
        """Whether the owner of `public_key` signed it for this hub, and it has neither run out nor lasts too long. `now` in milliseconds."""
        said = _said(hub, seal, self.person, self.device, self.until)
        in_time = now <= self.until <= now + _LONGEST_SECONDS * 1000
        return in_time and signing.is_pass_signed(self.proof, said, public_key)


def open_pass(authorization: str) -> Pass | None:
    """The pass in a header; None where it is none."""
    parts = authorization.split(" ")
    if len(parts) != 5 or parts[0] != PASS or not re.fullmatch(r"[0-9]{1,15}", parts[3], re.ASCII):
        return None
    try:
        return Pass(parts[1], parts[2], int(parts[3]), base64.b64decode(parts[4], validate=True))
    except (binascii.Error, ValueError):
        return None


def _said(hub: str, seal: str, person: str, device: str, until: int) -> bytes:
    return f"{hub} {seal} {person} {device} {until}".encode()
