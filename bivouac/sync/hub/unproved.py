"""What hubs bring each other and cannot prove to be its writer's: it is put aside, named, and tried again, and keeps nothing else from its way."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bivouac.errors import StoreError
from bivouac.language import tr
from bivouac.sync.journal.feeds import is_feed, split_feed, split_stream

if TYPE_CHECKING:
    from bivouac.sync.hub.storage import Storage

log = logging.getLogger(__name__)

_AT_MOST = 20
"""So many are named: a list longer than a screen helps nobody."""

_LONGEST_REST = 6 * 3_600_000
"""Milliseconds."""


@dataclass(frozen=True)
class Unproved:
    """A feed of which hubs bring each other nothing more for now, because a page of it could not be proved to be its writer's.

    Attributes:
        above: whether the hub above could not prove it; else this one.
        last: the last record that the end which has the feed was heard to hold.
        reason: an English sentence, as `errors.BivouacError.source`.
        since, tried: when that was seen first, and last.
    """

    stream: str
    feed: str
    above: bool
    last: int
    reason: str
    since: int
    tried: int

    def rests(self, now: int) -> bool:
        """Whether it is too soon to try again: each pause is as long as all of them before, so that a page in vain costs a thin line little.

        What was tried at a moment that has not come yet is tried again: the clock was ahead then.
        """
        return self.tried <= now < self.tried + min(self.tried - self.since, _LONGEST_REST)


def put_aside(
    storage: Storage, stream: str, feed: str, last: int, reason: str, now: int, *, above: bool = False
) -> Unproved:
    """Note that a feed could not be proved just now (`Storage.keep_unproved`), and say so in the log the first time."""
    one = storage.keep_unproved(stream, feed, last, reason, now, above=above)
    if one.since == one.tried:
        log.warning(sentence(storage, one))
    return one


def waiting(storage: Storage) -> list[Unproved]:
    """What waits to be proved here or above, the oldest first, without what came proved by another road since."""
    found = storage.unproved()
    for one in found:
        if not one.above and storage.feeds(one.stream).get(one.feed, 0) >= one.last:
            storage.forget_unproved(one.stream, one.feed)
    return storage.unproved()


def counted(storage: Storage) -> dict[str, int] | None:
    """How many feeds wait to be proved, `here` and `above`; None while the database cannot be asked."""
    try:
        found = storage.unproved()
    except StoreError:
        return None
    above = sum(one.above for one in found)
    return {"here": len(found) - above, "above": above}


def sentences(storage: Storage) -> list[str]:
    """What waits, for whoever looks after the hub; of much the oldest."""
    found = waiting(storage)
    said = [sentence(storage, one) for one in found[:_AT_MOST]]
    if more := len(found) - len(said):
        said.append(tr("{n} more waits in the same way.|{n} more wait in the same way.", n=more))
    return said


def sentence(storage: Storage, one: Unproved) -> str:
    """What was put aside, of whom, why, and what becomes of it."""
    said: dict[str, Any] = {
        "whose": _whose(storage, one.stream),
        "device": split_feed(one.feed).device if is_feed(one.feed) else ascii(one.feed),
        "reason": tr(one.reason),
    }
    if one.above:
        return tr(
            "The hub above does not take in acts of {whose} from the computer {device}: {reason} All else goes on, and these are sent again by themselves. If it stays, look there with: bivouac hub status",
            **said,
        )
    return tr(
        "Acts of {whose} from the computer {device} are not taken in: {reason} All else goes on, and these are tried again by themselves. If it stays, see on the hub that has them: bivouac hub check",
        **said,
    )


def _whose(storage: Storage, stream: str) -> str:
    kind, owner = split_stream(stream)
    if kind == "cohort":
        name = next((one.name for one in storage.cohorts() if one.id == owner), owner)
        return tr("the class “{name}”", name=name)
    account = storage.find_account(owner)
    name = account.name if account else owner
    return tr("the campus “{name}”", name=name) if kind == "campus" else f"“{name}”"
