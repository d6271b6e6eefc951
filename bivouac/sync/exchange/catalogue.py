"""The list of a hub's courses made new from an older one: of its bins (protocol/bins.py) those that changed are fetched, no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bivouac.errors import LineError
from bivouac.sync.protocol import bins
from bivouac.sync.protocol.messages import Catalogue

NOTHING = Catalogue("", [])

Ask = Callable[[Sequence[int], int, str], Catalogue | None]
"""Asks the hub for these bins, of so many, and says which state is known (empty: none); None when it is that."""

_ROUNDS = 100


def follow(ask: Ask, held: Catalogue) -> Catalogue | None:
    """What a hub offers now, `held` being what it offered once; None when that is still so.

    A hub that has few courses, or knows of no bins, tells all at once. What is fetched is compared with the digests again, so that
    nothing else is needed when the list changes meanwhile, or `held` was not whole.

    Raises:
        LineError: the line is away, or the hub's list does not come to an end, or cannot be.
    """
    answer = ask((), 0, held.state)
    mine: list[bins.Bin] = []
    digests: list[bytes] = []
    for _ in range(_ROUNDS):
        if answer is None:
            return None
        if not answer.bins:
            return answer
        wanted = bins.split(answer.bins)
        if len(wanted) > bins.MOST:
            break
        if len(mine) != len(wanted):
            mine = bins.sort_into(bins.all_in(mine) if mine else held.courses, len(wanted))
            digests = [bins.digest_of(one) for one in mine]
        told = bins.sort_into(answer.courses, len(wanted))
        for number in answer.told:
            if number < len(mine):
                mine[number], digests[number] = told[number], bins.digest_of(told[number])
        changed = [number for number, digest in enumerate(wanted) if digests[number] != digest]
        if not changed:
            return Catalogue(answer.state, bins.all_in(mine), answer.mirrors)
        answer = ask(changed[: bins.MAX_ASKED], len(wanted), "")
    raise LineError("The list of the campus's courses did not come whole. Bivouac will try again later.")
