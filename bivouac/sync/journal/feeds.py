"""Streams and feeds by name: what a stream is for, who wrote a feed, and where one branched off.

A *stream* is what belongs together: `learner:<id>` one person's own work, `cohort:<id>` what a class shares, `campus:<id>` who
belongs to a campus. A *feed* is what one device wrote in one stream. In a learner's own stream its name is the device's id;
elsewhere several people may write on one laptop, so the person stands in it too: `device.learner`.

A disk that was copied, or set back to a backup, may write other acts under numbers that are taken. From the first act that
differs on, what it wrote is a feed of its own, a *branch*: `feed~seq~digest`, named after that act. Whoever meets the fork makes the
same name of it, so nothing is lost, nothing counts twice, and everybody shows the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from bivouac.errors import RecordError
from bivouac.sync.journal.record import Record

MAX_NAME = 80
"""Letters of a stream's or a feed's name."""

_STREAM = re.compile(r"(learner|cohort|campus):[0-9a-z]{1,40}")
_FEED = re.compile(r"([0-9a-z]{1,40})(?:\.([0-9a-z]{1,40}))?((?:~[1-9][0-9]{0,12}~[0-9a-f]{10})*)")
_MARK_BYTES = 5
_HELD_DIGEST_BYTES = 8


class Feed(NamedTuple):
    """What a feed's name says.

    Attributes:
        device: whose key signs it.
        learner: who wrote it, a person or a hub (`hub_writer`); empty in a learner's own stream.
        parent: the feed that it branched off from; empty for one that did not.
        base: the last number that it shares with its parent: its own records begin after it.
    """

    device: str
    learner: str
    parent: str
    base: int


def learner_stream(learner: str) -> str:
    """Name of a learner's private stream."""
    return f"learner:{learner}"


def cohort_stream(cohort: str) -> str:
    """Name of the stream that a cohort shares."""
    return f"cohort:{cohort}"


def campus_stream(hub: str) -> str:
    """Name of the stream that says who belongs to a campus (its hub's id)."""
    return f"campus:{hub}"


def hub_writer(hub: str) -> str:
    """Who a hub is where it writes in a stream: no person's id begins so, for no id that is made has the letter u (record.new_id)."""
    return f"hub{hub}"


def split_stream(stream: str) -> tuple[str, str]:
    """What a stream is for (`learner`, `cohort`, `campus`) and of whom. Raises RecordError for a name that is none."""
    if not is_stream(stream):
        raise RecordError("A record belongs to nobody. Update Bivouac on this computer, then try again.")
    kind, _, owner = stream.partition(":")
    return kind, owner


def feed_name(stream: str, device: str, learner: str) -> str:
    """Name of the feed that a device writes in a stream for a person."""
    return device if stream.startswith("learner:") else f"{device}.{learner}"


def split_feed(feed: str) -> Feed:
    """What a feed's name says. Raises RecordError for a name that is none."""
    match = _FEED.fullmatch(feed)
    if match is None or len(feed) > MAX_NAME:
        raise RecordError("A record was written by nobody. Update Bivouac on this computer, then try again.")
    device, learner, branches = match[1], match[2] or "", match[3]
    if not branches:
        return Feed(device, learner, "", 0)
    parent, seq, _ = feed.rsplit("~", 2)
    return Feed(device, learner, parent, int(seq) - 1)


def is_feed(text: str) -> bool:
    """Whether this is a feed's name."""
    return isinstance(text, str) and len(text) <= MAX_NAME and _FEED.fullmatch(text) is not None


def is_stream(text: str) -> bool:
    """Whether this is a stream's name."""
    return isinstance(text, str) and len(text) <= MAX_NAME and _STREAM.fullmatch(text) is not None


def base_of(feed: str) -> int:
    """The number before a feed's first record: 0, or for a branch the last that it shares with its parent."""
    return split_feed(feed).base if "~" in feed else 0


def branch_name(record: Record) -> str:
    """Name of the branch that begins with this record. Raises RecordError for the branch of a branch of a branch …"""
    name = f"{record.device}~{record.seq}~{mark_of(record).hex()}"
    if len(name) > MAX_NAME:
        raise RecordError(
            "This journal was copied too often to be told apart. Tell the campus staff; nothing was deleted."
        )
    return name


def begins_branch(record: Record, branch: str) -> bool:
    """Whether a record of the parent is the one that a branch is named after."""
    return branch == f"{record.device}~{record.seq}~{mark_of(record).hex()}"


def branch_among(records: Sequence[Record], feeds: Iterable[str]) -> str | None:
    """Among feeds that are known, the branch that one of these records of a feed begins: then they are that branch's, and not the feed's."""
    feed, by_number = records[0].device, {record.seq: record for record in records}
    for name in feeds:
        if name.startswith(f"{feed}~") and split_feed(name).parent == feed:
            first = by_number.get(base_of(name) + 1)
            if first and begins_branch(first, name):
                return name
    return None


def by_feed(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records by their feeds, in the order in which they come."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.device, []).append(record)
    return found


def digest_of(held: Mapping[str, int]) -> bytes:
    """A few bytes that stand for what is held of each feed: equal when both ends hold the same (8 bytes of a SHA-256)."""
    named = "".join(f"{feed} {last}\n" for feed, last in sorted(held.items()) if last > base_of(feed))
    return hashlib.sha256(named.encode()).digest()[:_HELD_DIGEST_BYTES]


def mark_of(record: Record) -> bytes:
    """A few bytes that tell a record from what another copy of the disk wrote under its number (5 bytes of a SHA-256)."""
    content = (record.hlc, record.wall, record.kind, record.course, record.activity, record.body)
    return hashlib.sha256(msgspec.msgpack.encode(content)).digest()[:_MARK_BYTES]
