"""When the parts of a film's passage are spoken: written as `0 37:14090`, where the passage begins and, for each caption after the first, its place.

Numbers before a colon count letters of the passage's text; the others are milliseconds in the film.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def place_of(spoken: Sequence[tuple[int, str]]) -> str:
    """The place of a passage that is the captions (milliseconds, text) with one space between them; there is at least one."""
    parts, at = [str(spoken[0][0])], 0
    for (_, before), (moment, _) in pairwise(spoken):
        at += len(before) + 1
        parts.append(f"{at}:{moment}")
    return " ".join(parts)


def caption_at(place: str, letter: int) -> tuple[int, str]:
    """The caption that a letter of the passage stands in: where its text begins, and its milliseconds, as text."""
    first, *others = place.split(" ")
    begins, moment = 0, first
    for other in others:
        at, _, said = other.partition(":")
        if int(at) > letter:
            break
        begins, moment = int(at), said
    return begins, moment
