"""What a hub has to remember, as an interface: SQL now, anything that passes the shared tests later.

Every method is one transaction and durable when it returns. Times are milliseconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["learner", "staff"]


@dataclass(frozen=True)
class Account:
    """A person."""

    id: str
    name: str
    role: str
    language: str
    created: int


@dataclass(frozen=True)
class Invite:
    """An invitation; `stretched` is what the code becomes (protocol/invite.py), `learner` None for a class code."""

    id: str
    selector: str
    salt: bytes
    stretched: bytes
    role: Role
    learner: str | None
    uses_left: int
    expires: int
    created: int


@dataclass(frozen=True)
class Newcomer:
    """Who takes up an invitation: the device, the hash of the token it will have, and the person where the code is a class's."""

    device: str
    public_key: bytes
    token_hash: bytes
    name: str
    language: str


@dataclass(frozen=True)
class Session:
    """Who asks: the person and the device that a token stands for."""

    learner: str
    name: str
    role: str
    device: str
    public_key: bytes


@dataclass(frozen=True)
class Segment:
    """Consecutive records of one feed, as the signed page in which they came.

    Attributes:
        first, last: numbers of the records that count; segments of a feed may overlap, with the same records in both.
        payload: the signature and the page (protocol/pages.py, signing.py).
        skew: by how many milliseconds the clock of the hub that received it first was ahead of the device's.
        cut: whether the page holds more than that, or is named otherwise than the feed, because the feed is a branch or has one.
    """

    first: int
    last: int
    payload: bytes
    skew: int = 0
    cut: bool = False


@dataclass(frozen=True)
class Learner:
    """A person and what they brought; `seen` is when the hub last received something, 0 for never."""

    account: Account
    devices: int
    records: int
    seen: int


class Storage(Protocol):
    """A hub's memory. Used from several threads.

    Attributes:
        near: whether reading takes microseconds, from a file of this machine, and not a way over a network.
    """

    near: bool

    def add_account(self, name: str, role: Role, language: str, now: int) -> Account:
        """A new person. When somebody has the name already, a number tells the two apart."""

    def find_account(self, text: str) -> Account | None:
        """The person whose id or name is `text`."""

    def add_invite(self, invite: Invite) -> bool:
        """Keep an invitation, in place of earlier ones for the same person; false when its selector is taken."""

    def invite(self, selector: str, now: int) -> Invite | None:
        """The invitation that has a selector, unless it has run out in time. It may have no uses left."""

    def take_up(self, invite: Invite, newcomer: Newcomer, now: int) -> Account | None:
        """Let a device in and give it a token; None when the invitation has no uses left.

        The same device with the same invitation and name gets the same account and uses nothing: an answer was lost.

        Raises:
            RefusedError: the device was shut out, or is known with another key.
        """

    def succeed(self, session: Session, device: str, public_key: bytes, token_hash: bytes, now: int) -> None:
        """Let a computer's new identity in for the person of a session, with a token of its own.

        Raises:
            RefusedError: the device was shut out, or is known with another key.
        """

    def session(self, token_hash: bytes) -> Session | None:
        """Who a token stands for; None for a token nobody has, or a device that was shut out."""

    def feeds(self, stream: str) -> dict[str, int]:
        """For each feed of a stream, its last record."""

    def append(self, stream: str, feed: str, held: int, segment: Segment, now: int) -> bool:
        """Add a segment to a feed that is held up to `held` and grows by it; false when the feed is held up to elsewhere (by now)."""

    def segments(self, stream: str, feed: str, after: int, limit: int) -> list[Segment]:
        """Segments that hold records after number `after`, in order of their ends, `limit` at most."""

    def key_of(self, learner: str, device: str) -> bytes | None:
        """The public key of a computer on which a person has been let in; None for any other, and for one that was shut out."""

    def learners(self) -> list[Learner]:
        """Everybody, by name."""

    def devices(self) -> int:
        """How many devices ever joined."""

    def close(self) -> None:
        """Let go of files and connections."""
