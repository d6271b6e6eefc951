"""Search over titles, pages, captions and quizzes of the courses on this disk.

Ranking by BM25 costs most where it says least: for words that stand everywhere, and for three letters of a word half typed. So three
bounded questions are asked of the index (the words in a title, the words as a phrase, the words anywhere) and some of what each brings,
evenly spread so that no course hides another, is read and scored. Figures: docs/benchmarks.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bivouac.courses.text import query, searchable
from bivouac.sync.store.database import Connection, transaction
from bivouac.sync.store.library_schema import SEALED
from bivouac.sync.store.moments import caption_at
from bivouac.sync.store.seals import seal

MOST = 50
"""Passages that are shown of those that were found."""

_SEEN = 3_000
"""Passages that one question brings at most."""

_SCORED = 100
"""Passages of each question that are read and scored."""

_IN_TITLE, _AS_PHRASE = 8.0, 4.0
_SNIPPET = 160
_MOST_PLACES = 40
"""Of one word in one passage that are looked at for where the words stand together."""
_SPOKEN = ("video", "audio")
_ENDS = ".!?…。！？"
"""What ends a sentence: what follows it is shown without dots before it."""
_BEFORE_DOTS = " \u00a0\u202f.,;:…-–—«“(["
"""What does not stand before the dots of a text that goes on: other dots, and what opens a part of it."""


@dataclass(frozen=True)
class Passage:
    """A stretch of text to be found. `kind` is that of its activity; `place` a heading's anchor in a page, in a film that of `moments.py`."""

    course: str
    lesson: str
    activity: str
    kind: str
    place: str
    title: str
    text: str


@dataclass(frozen=True)
class Hit:
    """A passage that was found; `snippet` is the part of its text about the words, `marks` where they stand in it (start, end).

    `place` is that of the words: a heading's anchor, or the milliseconds in a film at which the caption that is shown is spoken.
    """

    passage: Passage
    snippet: str
    marks: tuple[tuple[int, int], ...]
    place: str


class Passages:
    """The passages of all courses on this disk."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def replace(self, course: str, passages: Iterable[Passage]) -> None:
        """Make the passages of a course be these. To be called in a transaction of the caller."""
        self.remove(course)
        self.insert(course, passages)

    def insert(self, course: str, passages: Iterable[Passage]) -> None:
        """Add some to those of a course. To be called in a transaction of the caller."""
        for passage in passages:
            values = (
                course,
                passage.lesson,
                passage.activity,
                passage.kind,
                passage.place,
                passage.title,
                passage.text,
            )
            row = self._db.execute(
                f"INSERT INTO passages ({SEALED['passages']}, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 (our own names)
                (*values, seal("passages", *values)),
            ).lastrowid
            self._db.execute(
                "INSERT INTO passages_index (rowid, title, text) VALUES (?, ?, ?)",
                (row, searchable(passage.title), searchable(passage.text)),
            )

    def remove(self, course: str) -> None:
        """Forget the passages of a course."""
        self._db.execute(
            "DELETE FROM passages_index WHERE rowid IN (SELECT id FROM passages WHERE course = ?)", (course,)
        )
        self._db.execute("DELETE FROM passages WHERE course = ?", (course,))

    def add(self, course: str, passages: Iterable[Passage]) -> None:
        """`replace`, durable by itself."""
        with transaction(self._db):
            self.replace(course, passages)

    def find(self, text: str, limit: int = MOST) -> list[Hit]:
        """Passages in which all words of `text` occur (the last may be half typed), the best first. Raises DamagedError."""
        expression = query(text)
        if not expression:
            return []
        brought = [(self._rows(match), worth) for match, worth in _questions(expression)]
        weights = {row: 0.0 for rows, _ in brought for row in _evenly(rows)}
        for rows, worth in brought:
            for row in weights.keys() & set(rows):
                weights[row] += worth
        words = _words(text)
        hits = [(weights[row] + _score(passage, words), row, passage) for row, passage in self._passages(weights)]
        hits.sort(key=lambda hit: (-hit[0], hit[1]))
        return [_hit(passage, words) for _, _, passage in hits[:limit]]

    def _rows(self, match: str) -> list[int]:
        """Rows that fit an FTS5 expression, in the order in which they were taken in."""
        found = self._db.execute(
            "SELECT rowid FROM passages_index WHERE passages_index MATCH ? LIMIT ?", (match, _SEEN)
        )
        return [row for (row,) in found]

    def _passages(self, rows: Iterable[int]) -> list[tuple[int, Passage]]:
        wanted = list(rows)
        marks = ",".join("?" * len(wanted))
        found = self._db.execute(
            f"SELECT id, {SEALED['passages']}, crc FROM passages WHERE id IN ({marks})",  # noqa: S608
            wanted,
        ).fetchall()
        if any(seal("passages", *row[1:-1]) != row[-1] for row in found):
            raise self._db.damaged()
        return [(row[0], Passage(*row[1:-1])) for row in found]


def _questions(expression: str) -> Iterator[tuple[str, float]]:
    """What is asked of the index for the words of `expression`, and what it is worth that a passage fits."""
    yield f"title : ({expression})", _IN_TITLE
    phrase = expression.replace('" "', '" + "')
    if phrase != expression:
        yield phrase, _AS_PHRASE
    yield expression, 0.0


def _evenly(rows: list[int]) -> list[int]:
    """As many rows as are scored, from all over the list."""
    return rows[:: -(-len(rows) // _SCORED) or 1]


def _words(text: str) -> list[str]:
    """The words a person typed, folded for comparing."""
    return [word for word in re.split(r"\W+", _folded(text)) if word]


class _Plain(dict[int, int]):
    """Letters without accents and case, each worked out when it is first met (`str.translate` asks by code point)."""

    def __missing__(self, code: int) -> int:
        self[code] = plain = ord(unicodedata.normalize("NFD", chr(code))[0].lower()[0])
        return plain


_PLAIN = _Plain()


def _folded(text: str) -> str:
    """Without accents and case, letter for letter: the same length as `text`, so that places in one are places in the other."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def _score(passage: Passage, words: list[str]) -> float:
    """How well a text fits: words close together and often, in a short one, rank high. Words that only its title has count less."""
    text = _folded(passage.text)
    places = [place for word in words if (place := text.find(word)) >= 0]
    if not places:
        return 0.0
    spread = max(places) - min(places)
    often = sum(min(text.count(word), 5) for word in words) / len(words)
    return len(places) / len(words) * 4.0 / (1 + spread / 40) + often / (1 + len(text) / 400)


def _hit(passage: Passage, words: list[str]) -> Hit:
    """The passage with the part of its text that shows the words."""
    text = " ".join(passage.text.split())
    folded = _folded(text)
    first = _closest(folded, words)
    begins, place = caption_at(passage.place, first) if passage.kind in _SPOKEN else (0, passage.place)
    start = max(0, first - _SNIPPET // 3)
    if begins >= start:
        start = begins  # what is shown begins with what is heard
    elif start:
        start = text.find(" ", start) + 1 if " " in text[start:first] else start
    end = min(len(text), start + _SNIPPET)
    if end < len(text) and " " in text[first:end]:
        end = text.rfind(" ", first, end)
    shown, dots = (text[start:end], "") if end == len(text) else (text[start:end].rstrip(_BEFORE_DOTS), "…")
    before = "…" if start and text[:start].rstrip()[-1:] not in _ENDS else ""
    marks = tuple(
        (begin + len(before), over + len(before)) for begin, over in _marks(folded[start : start + len(shown)], words)
    )
    return Hit(passage, before + shown + dots, marks, place)


def _closest(folded: str, words: list[str]) -> int:
    """Where most of the words stand together, and closest; 0 where none does."""
    places = sorted(
        (found.start(), word) for word in words for found in islice(re.finditer(re.escape(word), folded), _MOST_PLACES)
    )
    best, first = (0, 0), 0
    latest: dict[str, int] = {}
    for place, word in places:
        latest[word] = place
        together = [one for one in latest.values() if place - one < _SNIPPET // 2]
        if (fit := (len(together), min(together) - place)) > best:
            best, first = fit, min(together)
    return first


def excerpt(text: str, typed: str) -> str:
    """The part of a text that shows the words that a person typed."""
    return _hit(Passage("", "", "", "", "", "", text), _words(typed)).snippet


def marks_in(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Where the words that a person typed stand in a text, as (start, end)."""
    return _marks(_folded(text), _words(typed))


def fits(text: str, typed: str) -> bool:
    """Whether every word that a person typed begins a word of a text, in any order, without case and accents; `find` is for what is in courses."""
    terms, words = re.findall(r'"([^"]+)"', query(typed)), _folded(searchable(text))
    return bool(terms) and all(re.search(rf"\b{re.escape(_folded(term))}", words) for term in terms)


def _marks(folded: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    found = [place.span() for word in words for place in re.finditer(re.escape(word), folded)]
    return tuple(_apart(sorted(found)))


def _apart(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks in order, those that overlap made one."""
    apart: list[tuple[int, int]] = []
    for start, end in marks:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
