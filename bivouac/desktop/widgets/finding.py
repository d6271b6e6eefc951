"""Where a text occurs in another, without regard to letter case and accents: positions as QTextDocument counts them."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
_APOSTROPHES = dict.fromkeys("’‘ʼ", "'")


@dataclass(frozen=True)
class Folded:
    """A text ready to be searched.

    Attributes:
        text: without case and accents.
        places: for each of its characters, and its end, the position in the original in UTF-16 units.
    """

    text: str
    places: list[int]

    def occurrences(self, wanted: str) -> list[tuple[int, int]]:
        """Start and end of each occurrence of `wanted`, in order, none within another; none for blank text."""
        pattern = re.escape(fold(wanted.strip()).text)
        if not pattern:
            return []
        return [(self.places[found.start()], self.places[found.end()]) for found in re.finditer(pattern, self.text)]


def fold(text: str) -> Folded:
    """Make a text ready to be searched."""
    parts: list[str] = []
    places: list[int] = []
    position = 0
    for character in text:
        folded = _fold(character)
        if folded:
            parts.append(folded)
            places += [position] * len(folded)
        position += 2 if ord(character) > 0xFFFF else 1
    places.append(position)
    return Folded("".join(parts), places)


@functools.lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """A character without case and accents; nothing for an accent on its own, one space for any white space."""
    if character.isspace():
        return " "
    parted = unicodedata.normalize("NFKD", character.casefold())
    return "".join(_LIGATURES.get(c) or _APOSTROPHES.get(c, c) for c in parted if not unicodedata.combining(c))
