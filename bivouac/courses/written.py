"""What learners type, read with kindness: numbers as people write them, and short texts whatever their accents."""

from __future__ import annotations

import math
import re
import unicodedata

from bivouac.errors import InputError

_LONGEST_NUMBER = 100

_SPACES = dict.fromkeys(
    map(ord, " \t\u00a0\u2007\u2009\u202f'’")
)  # between groups of digits; Swiss write an apostrophe
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "٫": ".", "٬": "", "．": ".", "，": ","}
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

_FIGURES = r"\d[\d.,]*|[.,]\d+"
_POWER_OF_TEN = re.compile(r"([+-]?)10(?:\^|\*\*)([+-]?\d{1,3})")

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "–": "-", "‑": "-"})
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def number_readings(text: str, unit: str = "") -> tuple[float, ...]:
    """What a typed number may mean, likeliest first; empty text has no reading.

    Understood are `1250`, `1 250,5`, `1,250.5`, `.5`, `−3`, `1e3`, `9,3 × 10^7`, `9.3*10**7`, `10⁷`, `2/3` and digits of
    every script, with `unit` behind it or not. `1,250` has two readings: 1.25 in French, 1250 in English.

    Raises:
        InputError: it is not a number.
    """
    typed = _plain(text)
    wanted = _plain(unit)
    if wanted and typed.casefold().endswith(wanted.casefold()):
        typed = typed[: -len(wanted)]
    if not typed:
        return ()
    if len(typed) <= _LONGEST_NUMBER:
        readings = _fraction(typed) if "/" in typed else _scaled(typed)
        readings = tuple(value for value in readings if math.isfinite(value))
        if readings:
            return readings
    raise InputError("“{text}” is not a number. Type figures only, such as 1250 or 3.5.", text=text.strip()[:40])


def _plain(text: str) -> str:
    """`text` with ASCII figures and signs and no space in it; a superscript becomes a power."""
    text = re.sub("10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)", lambda found: "10^" + found[1].translate(_SUPERSCRIPTS), text)
    text = text.translate(_SIGNS).translate(_SPACES)
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text).strip()


def _fraction(typed: str) -> tuple[float, ...]:
    above, _, below = typed.partition("/")
    return tuple(a / b for a in _scaled(above) for b in _scaled(below) if b)


def _scaled(typed: str) -> tuple[float, ...]:
    """Readings of a number that may have a power of ten behind it, or be one."""
    if power := _POWER_OF_TEN.fullmatch(typed):
        return (float(f"{power[1]}1e{power[2]}"),)
    found = re.fullmatch(rf"([+-]?)({_FIGURES})(?:[eE]([+-]?\d{{1,3}})|[*xX]10(?:\^|\*\*)([+-]?\d{{1,3}}))?", typed)
    if not found:
        return ()
    sign, figures, exponent, power_of_ten = found.groups()
    return tuple(float(f"{sign}{one}e{exponent or power_of_ten or 0}") for one in _decimals(figures))


def _decimals(figures: str) -> tuple[str, ...]:
    """Figures with separators, as Python writes them; the last kind of separator is the decimal one if it stands once."""
    commas, dots = figures.count(","), figures.count(".")
    if commas and dots:
        decimal = max(".", ",", key=figures.rfind)
        thousands = "," if decimal == "." else "."
        whole, _, part = figures.rpartition(decimal)
        return (f"{whole.replace(thousands, '')}.{part}",) if figures.count(decimal) == 1 else ()
    separator = "," if commas else "."
    groups = figures.split(separator)
    in_thousands = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if commas + dots > 1:
        return ("".join(groups),) if in_thousands else ()
    if commas and in_thousands and groups[0].strip("0"):
        return (figures.replace(",", "."), "".join(groups))
    return (figures.replace(",", "."),)


def text_matches(pattern: str, text: str, *, exactly: bool = False) -> bool:
    """Whether a typed text is the one that is accepted; `*` in `pattern` stands for any characters, `\\*` for a star.

    Space around and between words, and the kind of apostrophe, quote and dash, never matter; letter case and accents
    only matter when `exactly`.
    """
    pieces = [_comparable(piece.replace("\\*", "*"), exactly) for piece in re.split(r"(?<!\\)\*", pattern)]
    typed = _comparable(text, exactly).strip()
    pieces[0] = pieces[0].lstrip()
    pieces[-1] = pieces[-1].rstrip()
    if len(pieces) == 1:
        return typed == pieces[0]
    if (
        not typed.startswith(pieces[0])
        or len(typed) < len(pieces[0]) + len(pieces[-1])
        or not typed.endswith(pieces[-1])
    ):
        return False
    start, end = len(pieces[0]), len(typed) - len(pieces[-1])
    for piece in pieces[1:-1]:
        found = typed.find(piece, start, end)
        if found < 0:
            return False
        start = found + len(piece)
    return True


def _comparable(text: str, exactly: bool) -> str:
    """`text` in the form in which two spellings of the same answer are equal; space at its ends stays."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).translate(_APOSTROPHES)
    if exactly:
        return text
    parted = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return unicodedata.normalize("NFC", "".join(c for c in parted if not _is_accent(c)))


def _is_accent(character: str) -> bool:
    """The accents of Latin, Greek and Cyrillic, and Arabic's vowel marks; marks that make other letters in kana stay."""
    return "\u0300" <= character <= "\u036f" or "\u064b" <= character <= "\u0652" or character in "\u0640\u0670"
