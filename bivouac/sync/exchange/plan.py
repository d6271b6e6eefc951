"""What to send next, and whether what the hub says can be: pure, from what both ends hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bivouac.errors import RecordError


@dataclass(frozen=True)
class Tail:
    """Records `after + 1` to `last` of one device's feed, which the other end lacks."""

    device: str
    after: int
    last: int


def own_tail(device: str, here: Mapping[str, int], there: Mapping[str, int]) -> Tail | None:
    """What this device has still to send of its own feed; None when the hub has all.

    Args:
        here, there: for each feed, the last record of the gap-free prefix held.

    Raises:
        RecordError: the hub has more of this device's own acts than the device itself.
    """
    held, received = here.get(device, 0), there.get(device, 0)
    if received > held:
        raise RecordError(
            "The hub has {there} acts from this computer, and this computer knows of {here} only: its journal is an older copy. "
            "Nothing was sent. Ask the campus staff to let this computer join again.",
            there=received,
            here=held,
        )
    return Tail(device, received, held) if received < held else None


def acknowledged(tail: Tail, received: Mapping[str, int], told: bool) -> int:
    """How many records of `tail`, of which a page was sent, the hub has newly taken.

    Args:
        received: what the hub says now.
        told: whether `tail.after` is what the hub itself said a moment ago.

    Raises:
        RecordError: the hub does not move. One that was set back may first ask for earlier records; one that stays where
            it said it was would be asked for ever.
    """
    now = received.get(tail.device, 0)
    if now == tail.after or (told and now < tail.after):
        raise RecordError(
            "The hub did not keep the acts that were sent to it. Nothing is lost here; tell the campus staff."
        )
    return max(0, now - tail.after)
