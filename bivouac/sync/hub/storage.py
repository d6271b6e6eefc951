"""What a hub has to remember, as an interface: SQL now, anything that passes the shared tests later.

Every method is one transaction and durable when it returns. Times are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from bivouac.sync.hub.author import Author
from bivouac.sync.hub.unproved import Unproved
from bivouac.sync.journal.record import Record

Role = Literal["learner", "teacher", "staff", "administrator", "hub"]
"""What an account may do (policy.py); `hub` is another hub, whose campus lies below this one."""


@dataclass(frozen=True)
class Account:
    """A person, or a hub below this one. `campus` is the hub to whose campus they belong."""

    id: str
    name: str
    role: str
    language: str
    created: int
    campus: str


@dataclass(frozen=True)
class Invite:
    """An invitation; `stretched` is what the code becomes (protocol/invite.py), `learner` None for a class code, `cohort` the class that
    whoever takes it up will be in."""

    id: str
    selector: str
    salt: bytes
    stretched: bytes
    role: Role
    learner: str | None
    uses_left: int
    expires: int
    created: int
    cohort: str | None = None


@dataclass(frozen=True)
class Newcomer:
    """Who is let in: the device, the hash of the token it will have, and the person where the code is a class's; `hub` is the id of another hub."""

    device: str
    public_key: bytes
    token_hash: bytes
    name: str
    language: str
    hub: str = ""


@dataclass(frozen=True)
class Session:
    """Who asks: the person (`learner` is their id, whatever their role, `hashed` their password's hash) and the device that a token stands for."""

    learner: str
    name: str
    role: str
    campus: str
    device: str
    public_key: bytes
    hashed: str = ""


@dataclass(frozen=True)
class Password:
    """An Argon2id hash, empty for none; `temporary` when staff made it up and the person is to choose another one."""

    hashed: str = ""
    temporary: bool = False


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
class Cohort:
    """A class; `campus` is the hub that keeps it."""

    id: str
    name: str
    campus: str


@dataclass(frozen=True)
class Member:
    """Somebody in a class, as `learner` or `teacher`."""

    person: str
    name: str
    role: str


@dataclass(frozen=True)
class Computer:
    """A computer that joined, whether it is shut out, and the names of those who used it."""

    id: str
    first_seen: int
    out: bool
    people: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """Where a feed ends: the number of its last record and that record's mark (journal/feeds.py)."""

    last: int
    mark: bytes


@dataclass(frozen=True)
class Arrival:
    """A segment and when the hub received it."""

    segment: Segment
    received_at: int


@dataclass(frozen=True)
class Feed:
    """A feed, up to a record."""

    stream: str
    feed: str
    last: int


@dataclass(frozen=True)
class Waiting:
    """A feed of which a learning record store has the records up to `after`, and lacks those up to `last`."""

    stream: str
    feed: str
    after: int
    last: int


@dataclass(frozen=True)
class SetAside:
    """A record that a learning record store would not take, and why."""

    stream: str
    feed: str
    seq: int
    reason: str


@dataclass(frozen=True)
class Learner:
    """A person and what they brought, in their own journal and in what their classes share; `seen` is when the hub last received something, 0 for never."""

    account: Account
    devices: int
    records: int
    seen: int


@dataclass(frozen=True)
class Standing:
    """How many people of each role and computers a hub knows, and what came from all of them, as `Learner` says it of one."""

    roles: Mapping[str, int]
    devices: int
    records: int
    seen: int


class Storage(Protocol):
    """A hub's memory. Used from several threads.

    Attributes:
        near: whether reading takes microseconds, from a file of this machine, and not a way over a network.
        author: in whose name it notes what happens on the campus.
    """

    near: bool
    author: Author

    def add_account(self, name: str, role: Role, language: str, now: int) -> Account:
        """A new person. When somebody has the name already, a number tells the two apart."""

    def find_account(self, text: str) -> Account | None:
        """The person whose id or name is `text`; None where there is nobody, or several of whom nobody knows who is meant."""

    def find_accounts(self, texts: Sequence[str]) -> dict[str, list[Account]]:
        """Who may be meant by each text, without those that are nobody's: whoever has it as their id, else those of this campus who have it as
        their name, else those of campuses below."""

    def change_account(self, account: Account) -> None:
        """Note an account's name, role and language as they are in `account` from now on."""

    def keep_password(self, person: str, password: Password) -> None:
        """Note a person's password; an empty hash takes it away."""

    def password(self, person: str) -> Password:
        """A person's password; an empty hash for none."""

    def add_invite(self, invite: Invite) -> bool:
        """Keep an invitation, in place of earlier ones for the same person; false when its selector is taken."""

    def invite(self, selector: str, now: int) -> Invite | None:
        """The invitation that has a selector, unless it has run out in time. It may have no uses left."""

    def invited(self, now: int, of: Sequence[str]) -> set[str]:
        """Those of these people for whom there is an invitation of their own that is still good."""

    def take_up(self, invite: Invite, newcomer: Newcomer, now: int) -> Account | None:
        """Let a device in and give it a token; None when the invitation has no uses left.

        The same device with the same invitation and name gets the same account and uses nothing: an answer was lost.

        Raises:
            RefusedError: the device was shut out, or is known with another key; or it is a class's invitation and the account has a password.
        """

    def let_in(self, account: Account, newcomer: Newcomer, now: int) -> None:
        """Let a person in on a device without an invitation, and give the device a token for them. Raises RefusedError for a device that was shut
        out, or is known with another key."""

    def session(self, token_hash: bytes) -> Session | None:
        """Who a token stands for; None for a token nobody has, or a device that was shut out."""

    def is_shut_out(self, token_hash: bytes) -> bool:
        """Whether a token is that of a device that was shut out."""

    def feeds(self, stream: str) -> dict[str, int]:
        """For each feed of a stream, its last record."""

    def head(self, stream: str, feed: str) -> Head | None:
        """Where a feed ends; None for one of which nothing is held."""

    def ends(self, stream: str) -> dict[str, Head]:
        """For each feed of a stream, where it ends: `feeds` and `head` in one question."""

    def append(self, stream: str, feed: str, end: Head | None, segment: Segment, mark: bytes, now: int) -> bool:
        """Add a segment to a feed that ends at `end`; false when it ends elsewhere (by now). `mark` is that of the segment's last record."""

    def segments(self, stream: str, feed: str, after: int, limit: int) -> list[Segment]:
        """Segments that hold records after number `after`, in order of their ends, `limit` at most."""

    def branch_off(self, stream: str, feed: str, seq: int, branch: str, mark: bytes) -> None:
        """What is held of a feed from number `seq` on stands under the name `branch` from now on (journal/feeds.py).

        `mark` is that of the record before, at which the feed ends then.
        """

    def streams(self) -> list[str]:
        """All streams of which something is held."""

    def streams_below(
        self, hub: str, above: str = "", upto: str = "", limit: int = 1000, *, shares: bool = True
    ) -> list[str]:
        """Those of a hub's campus and of those below it, by name: `limit` at most, after `above` and not after `upto` (empty: without end), with
        those of this hub's and higher hubs' classes in which somebody of them is or was. Other campuses cost nothing."""

    def people_in(self, cohort: str, hub: str) -> dict[str, str]:
        """People of a hub's campus and of those below it who are or were in a class of this hub or of one above it, with their roles in it."""

    def left(self) -> set[str]:
        """Streams of classes of which the hub above said last that this campus has nobody in them any more."""

    def keep_left(self, stream: str, left: bool) -> None:
        """Note that it said so, or says so no more."""

    def formers(self, cohort: str) -> dict[str, dict[str, int]]:
        """Those who are in a class no more, each with up to where it reads their feeds (former.py): of other feeds of theirs, nothing."""

    def tell_below(self, hub: str) -> None:
        """Note for a hub's campus and those below it what they lack about this hub's classes in which their people are: who else is in them, and
        by which keys one proves what they write."""

    def together(self) -> AbstractContextManager[None]:
        """All that this thread asks and keeps in the block is kept at once: it is durable when the outermost block ends, and nothing of it
        stays when a StoreError or SpaceError ends it. What was kept before a RefusedError or RecordError does stay."""

    def noting(self) -> AbstractContextManager[None]:
        """As `together`, where the hub notes much in its own name, which goes into few pages; nothing of it stays after any error."""

    def is_settled(self, campus: str) -> bool:
        """Whether nothing in a campus's stream waits for what was not said before it, or all of it was folded since anything came: then what comes
        is folded without all the rest."""

    def refold(self, campus: str, records: Sequence[Record], now: int, *, whole: bool = False) -> None:
        """Bring what is known of a campus's people up to date with records of its stream, `whole`: with all, in order (directory.in_order)."""

    def above(self) -> dict[str, dict[str, bytes]]:
        """The keys of the hubs above this one, by hub and device."""

    def keep_above(self, keys: Mapping[str, Mapping[str, bytes]]) -> None:
        """Keep them, in place of those before."""

    def sent_up(self, stream: str) -> dict[str, int]:
        """For each feed of a stream, the last record that the hub above has said it holds."""

    def keep_sent_up(self, stream: str, received: Mapping[str, int]) -> None:
        """Keep what it says now."""

    def unproved(self, stream: str = "") -> list[Unproved]:
        """What waits to be proved, of one stream or of all, the oldest first."""

    def keep_unproved(
        self, stream: str, feed: str, last: int, reason: str, now: int, *, above: bool = False
    ) -> Unproved:
        """Note that a feed could not be proved at `now`, here or by the hub `above`."""

    def forget_unproved(self, stream: str, feed: str, *, above: bool = False) -> None:
        """Note that it could."""

    def key_of(self, person: str, device: str, *, even_out: bool = False) -> bytes | None:
        """The public key of a computer on which a person has been let in; None for any other, and, unless `even_out`, for one that was shut out."""

    def computers(self) -> list[Computer]:
        """All computers."""

    def shut_out(self, device: str, out: bool) -> None:
        """Note that a computer may neither push nor pull any more, or may again. Raises InputError when nobody knows it."""

    def add_cohort(self, name: str) -> Cohort:
        """A new class of this campus."""

    def rename_cohort(self, cohort: Cohort) -> None:
        """Note a class's name as it is in `cohort` from now on."""

    def cohorts(self) -> list[Cohort]:
        """All classes, by name."""

    def keep_member(self, cohort: str, person: str, role: str) -> None:
        """Note that somebody is in a class as `learner` or `teacher`, or with an empty role that they left."""

    def members(self, cohort: str) -> list[Member]:
        """Who is in a class, by name."""

    def sizes(self) -> dict[str, int]:
        """How many people are in each class in which somebody is."""

    def cohorts_of(self, person: str) -> dict[str, str]:
        """The classes that somebody is in, and as what."""

    def ever_in(self, cohort: str, person: str) -> bool:
        """Whether somebody is in a class, or was."""

    def campus_of(self, kind: str, owner: str) -> str | None:
        """The campus of a stream (feeds.split_stream); None for one that nobody has heard of."""

    def received(self, since: int, after: tuple[str, str], limit: int) -> list[Feed]:
        """Feeds of learners of which something arrived at `since` or later, by stream and feed, those that follow the pair `after`."""

    def arrivals(self, feed: tuple[str, str], after: int, limit: int, since: int = 0) -> list[Arrival]:
        """As `segments`, of the feed with that stream and name; those received at `since` or later."""

    def waiting(self, lrs: str, limit: int) -> list[Waiting]:
        """Feeds of learners of which a learning record store, named by its address, lacks something; `limit` at most."""

    def forwarded(self, lrs: str, reached: Sequence[Feed], refused: Sequence[SetAside], now: int) -> None:
        """Keep that a store has the records up to those of `reached`, but for `refused`, which are set aside."""

    def set_aside(self, lrs: str, limit: int) -> list[SetAside]:
        """Records that are set aside for a store, those that were longest ago first."""

    def taken(self, lrs: str, records: Sequence[SetAside]) -> None:
        """Forget that these records are set aside: the store has them now."""

    def learners(self, begin: str = "", limit: int = 0) -> list[Learner]:
        """Everybody, by name; or so many at most (1,000; 0: all), from a name, or somebody's id, on."""

    def standing(self) -> Standing:
        """All of it counted, which costs little however many there are."""

    def require_ready(self) -> None:
        """Look, cheaply, whether it can be asked and written just now. Raises StoreError, SpaceError when not."""

    def close(self) -> None:
        """Let go of files and connections."""
