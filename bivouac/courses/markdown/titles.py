"""Titles and order from the names of files and folders."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_ORDER = re.compile(r"(\d+(?:[-_.]\d+)+[a-z]?|\d+)(?:[-_. ]+(?=\S)|$)")
_SECTION = re.compile(r"(?:(\d+(?:\.\d+)+)[.:)]?|(\d{1,3})(?:[.:)]|\s*[–—-]))\s+(?=\S)")
_ANNOUNCED = re.compile(
    r"\b(?:module|chapitre|partie|unité|semaine|chapter|part|unit|week|módulo|modul|unidad)\s+(\d+)\s*,?\s*(?::|[«\"“])\s*"
    r"([^*_»\"”\n.]{4,100})",
    re.IGNORECASE,
)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key in which numbers count as numbers: `2-x` before `10-x`."""
    parts = re.split(r"(\d+)", name.lower())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def without_order(name: str) -> str:
    """A name without the number that orders it: `01-why-plan` gives `why-plan`, `2-1-3a-quiz` gives `quiz`."""
    found = _ORDER.match(name)
    rest = name[found.end() :] if found else name
    return rest or name


def from_name(name: str) -> str:
    """A title made from a name: `01-why_plan` gives `Why plan`."""
    words = re.sub(r"[-_\s]+", " ", without_order(name)).strip() or name
    return words[:1].upper() + words[1:]


def without_section(title: str, name: str) -> str:
    """A title without the section number that its file's name has too: order is shown by the place in the course."""
    found = _SECTION.match(title)
    order = _ORDER.match(name)
    if not found or not order:
        return title
    numbers = [int(number) for number in re.findall(r"\d+", order.group(1))]
    return (
        title[found.end() :]
        if [int(number) for number in (found.group(1) or found.group(2)).split(".")] == numbers
        else title
    )


def without_kind(title: str) -> str:
    """A page's title without the kind of page before a colon: “Video: Who is afraid?” gives “Who is afraid?”."""
    found = re.match(r"\w+[ \u00a0\u202f]?:\s+(?=\w)", title)
    rest = title[found.end() :] if found else title
    return rest[:1].upper() + rest[1:]


def same_title(one: str, other: str) -> bool:
    """Whether two titles say the same to a reader: capitals, punctuation and a word aside."""
    first, second = (re.sub(r"\W+", " ", title).strip().casefold() for title in (one, other))
    return first == second or (len(first) > 12 and SequenceMatcher(None, first, second).ratio() > 0.8)


def announced(text: str, name: str) -> str:
    """What a text calls the module with the number in `name`: “Module 2: What is meant by AI” gives the part after the colon."""
    number = re.search(r"\d+", name)
    for found in _ANNOUNCED.finditer(text):
        if number and int(found.group(1)) == int(number.group()):
            title = found.group(2).strip(" \t:–-")
            return title[:1].upper() + title[1:]
    return ""
