"""What to send next, and whether what the hub says can be: pure, from what both ends hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bivouac.errors import RecordError
from bivouac.sync.journal.record import Record

PAGE_BYTES = 256 * 1024
"""A page stops growing when its records' bodies reach this, whatever their number: a cut line costs one page again."""


@dataclass(frozen=True)
class Tail:
    """Records `after + 1` to `last` of one device's feed, which the other end lacks."""

    device: str
    after: int
    last: int


def missing_tails(here: Mapping[str, int], there: Mapping[str, int]) -> list[Tail]:
    """What is here and not there, feed by feed, in the order of device ids.

    Args:
        here, there: for each feed, the last record of the gap-free prefix held.
    """
    return [
        Tail(device, there.get(device, 0), last) for device, last in sorted(here.items()) if last > there.get(device, 0)
    ]


def own_tail(device: str, here: Mapping[str, int], there: Mapping[str, int]) -> Tail | None:
    """What this device has still to send of its own feed; None when the hub has all.

    Raises:
        RecordError: the hub has more of this device's own acts than the device itself.
    """
    if there.get(device, 0) > here.get(device, 0):
        raise RecordError(
            "The hub has {there} acts from this computer, and this computer knows of {here} only: its journal is an older copy. "
            "Nothing was sent. Ask the campus staff to let this computer join again.",
            there=there[device],
            here=here.get(device, 0),
        )
    return next((tail for tail in missing_tails(here, there) if tail.device == device), None)


def page_of(records: Sequence[Record]) -> Sequence[Record]:
    """As many of the first records as fit a page."""
    size = 0
    for count, record in enumerate(records):
        size += len(record.body)
        if count and size > PAGE_BYTES:
            return records[:count]
    return records
