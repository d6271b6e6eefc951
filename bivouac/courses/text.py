"""Text for searching: passages of a page, and words as the full-text index wants them.

The index is SQLite's FTS5 with the tokenizer `unicode61 remove_diacritics 2` (https://sqlite.org/fts5.html): it takes
letters and digits for words. What it does not know is made good here, on both sides alike: scripts written without
spaces, marks on Arabic letters, ligatures.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

from bivouac.courses.formula_text import one_line_formula

_MOST_WORDS = 24
_LONGEST_WORD = 64

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3"  # Hangul
)
"""Scripts whose every letter is a word to the index, so that any part of a sentence is found as a phrase."""

_SPACE = re.compile(r"([\u00a0\u202f])(?!\s)|\s+")
"""One of the spaces that keep a French `?` and `:` on the line of the word before them, or any other white space."""

_LETTER_ALONE = re.compile(f"([{_UNSPACED}])")
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[\u0300-\u036f])*")
_DROPPED = re.compile("[\u00ad\u0640\u064b-\u065f\u0670\u0591-\u05c7\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Soft hyphen, Arabic lengthening and vowel marks, Hebrew points, joiners and marks of direction."""

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "\u200b": " "})
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """What stands under one heading of a page. `anchor` is the heading's id (empty before the first heading)."""

    anchor: str
    heading: str
    text: str


def plain_text(html: str) -> str:
    """The text of HTML with one space between words and one line a block; no-break spaces stay."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(filter(None, (one_line("".join(part)) for part in reader.lines)))


def one_line(text: str) -> str:
    """Text on one line with one space between words, which stays where it is U+00A0 or U+202F alone."""
    return _SPACE.sub(lambda found: found[1] or " ", text).strip()


def passages(html: str) -> list[Passage]:
    """The page in clean form, cut at its headings, in order; passages with neither heading nor text are left out."""
    pieces = re.split(r"(?=<h[1-4][ >])", html)
    found = [_passage(piece) for piece in pieces]
    return [passage for passage in found if passage.heading or passage.text]


def searchable(text: str) -> str:
    """Text as it goes into an FTS5 index (`unicode61 remove_diacritics 2`): NFKC, spaces around each CJK or Thai letter."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text).translate(_LIGATURES))
    return " ".join(_LETTER_ALONE.sub(r" \1 ", plain).split())


def query(text: str) -> str:
    """What a person typed as an FTS5 MATCH expression that never is a syntax error; empty when there is nothing to find.

    All words must be there, in any order; the last may be unfinished; Chinese, Japanese, Korean and Thai stand as typed.
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text[:2000]).translate(_LIGATURES))
    words = [word[:_LONGEST_WORD] for word in _WORD.findall(_ELISION.sub("", plain))][:_MOST_WORDS]
    terms = [term for word in words if (term := _term(word))]
    if terms and len(words[-1]) >= 2 and not _LETTER_ALONE.match(words[-1]):
        terms[-1] += "*"
    return " ".join(terms)


def _term(word: str) -> str:
    """A word or phrase between quotes; marks that stand alone in the index are no words there."""
    if _LETTER_ALONE.match(word):
        word = " ".join(letter for letter in word if not unicodedata.category(letter).startswith("M"))
    return f'"{word}"' if word else ""


def _passage(piece: str) -> Passage:
    heading = re.match(r"<h[1-4]([^>]*)>(.*?)</h[1-4]>", piece, re.DOTALL)
    if heading is None:
        return Passage("", "", plain_text(piece))
    anchor = re.search(r'\bid="([^"]*)"', heading.group(1))
    return Passage(anchor.group(1) if anchor else "", plain_text(heading.group(2)), plain_text(piece[heading.end() :]))


class _Reader(HTMLParser):
    """Collects what is read aloud: text, and what stands for pictures; blocks begin lines."""

    _RUNS_ON = {
        *("a", "abbr", "b", "cite", "code", "dfn", "em", "font", "i", "img", "kbd", "mark", "q", "s", "samp"),
        *("small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
    }
    _UNREAD = {"script", "style", "head", "template"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self._unread = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._unread += tag in self._UNREAD
        of = dict(attributes)
        if tag == "img" and (alt := of.get("alt")):
            is_formula = "math" in (of.get("class") or "").split()
            self.lines[-1].append(f" {one_line_formula(alt) if is_formula else alt} ")
        self._line(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in self._UNREAD:
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in self._UNREAD))
        self._line(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.lines[-1].append(data)

    def _line(self, tag: str) -> None:
        if tag not in self._RUNS_ON and self.lines[-1]:
            self.lines.append([])
