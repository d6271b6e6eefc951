"""What a hub has to remember, as an interface: SQL now, anything that passes the shared tests later.

Every method is one transaction and durable when it returns. Times are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """Consecutive records of one feed, as the page in which they came."""

    first: int
    last: int
    payload: bytes


@dataclass(frozen=True)
class Arrival:
    """A segment and when the hub received it."""

    segment: Segment
    received_at: int


@dataclass(frozen=True)
class Feed:
    """What one device wrote in one stream, up to a record."""

    stream: str
    device: str
    last: int


@dataclass(frozen=True)
class Waiting:
    """A feed of which a learning record store has the records up to `after`, and lacks those up to `last`."""

    stream: str
    device: str
    after: int
    last: int


@dataclass(frozen=True)
class SetAside:
    """A record that a learning record store would not take, and why."""

    stream: str
    device: str
    seq: int
    reason: str


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

    def session(self, token_hash: bytes) -> Session | None:
        """Who a token stands for; None for a token nobody has, or a device that was shut out."""

    def feeds(self, stream: str) -> dict[str, int]:
        """For each device that wrote in a stream, its last record."""

    def append(self, stream: str, device: str, segment: Segment, now: int) -> bool:
        """Add the segment that follows a feed's last record; false when it does not follow (any more)."""

    def segments(self, stream: str, device: str, after: int, limit: int) -> list[Segment]:
        """Segments that hold records after number `after`, in order, `limit` at most."""

    def received(self, since: int, after: tuple[str, str], limit: int) -> list[Feed]:
        """Feeds of which something arrived at `since` or later, by stream and device, those that follow the pair `after`."""

    def arrivals(self, feed: tuple[str, str], after: int, limit: int, since: int = 0) -> list[Arrival]:
        """As `segments`, of the feed with that stream and device; those received at `since` or later."""

    def waiting(self, lrs: str, limit: int) -> list[Waiting]:
        """Feeds of which a learning record store, named by its address, lacks something; `limit` at most."""

    def forwarded(self, lrs: str, reached: Sequence[Feed], refused: Sequence[SetAside], now: int) -> None:
        """Keep that a store has the records up to those of `reached`, but for `refused`, which are set aside."""

    def set_aside(self, lrs: str, limit: int) -> list[SetAside]:
        """Records that are set aside for a store, those that were longest ago first."""

    def taken(self, lrs: str, records: Sequence[SetAside]) -> None:
        """Forget that these records are set aside: the store has them now."""

    def learners(self) -> list[Learner]:
        """Everybody, by name."""

    def devices(self) -> int:
        """How many devices ever joined."""

    def close(self) -> None:
        """Let go of files and connections."""
