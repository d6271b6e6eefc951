"""What people read, in their language: one catalogue for window, terminal and hub.

Texts stand in the code in English, as the argument of `tr(...)` or of an error. Translations live in
`assets/translations/bivouac_<language>.ts`, Qt Linguist's format, so that translators use Linguist; they are read
here without Qt because the core has none (docs/decisions/0003-translations.md).
"""

from __future__ import annotations

import datetime
import functools
import locale
import os
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SOURCE_LANGUAGE = "en"
LANGUAGES = {"en": "English", "fr": "Français"}
"""Languages that are complete, under the name their speakers give them."""

_ASSETS_BESIDE_CHECKOUT = Path(__file__).resolve().parent.parent / "assets"
_ASSETS_IN_PACKAGE = Path(__file__).resolve().parent / "assets"

_current = SOURCE_LANGUAGE
_other_words: Mapping[str, str] = {}


@functools.cache
def assets() -> Path:
    """Folder of icons, fonts, translations and the demo course: in the package once installed, beside it in a checkout."""
    return _ASSETS_IN_PACKAGE if _ASSETS_IN_PACKAGE.is_dir() else _ASSETS_BESIDE_CHECKOUT


def tr(source: str, /, n: int | None = None, **values: Any) -> str:
    """`source` in the current language, its `{name}` fields filled from `values`.

    Args:
        source: the English text, also the key of its translation. With `n`, it is written `singular|plural`.
        n: a count that chooses the plural form; it fills `{n}`.
    """
    if _current == SOURCE_LANGUAGE:
        source = _other_words.get(source, source)
    return translate(source, _current, n, **values)


def tr_later(source: str) -> str:
    """Mark a text that stands in a table for translation; whoever shows it calls `tr` with it."""
    return source


def translate(source: str, language: str, /, n: int | None = None, **values: Any) -> str:
    """As `tr`, in a language named by the caller (a hub answers each learner in theirs)."""
    forms = _catalogue(language).get(source)
    if n is None:
        text = forms[0] if forms else source
    else:
        forms = forms or tuple(source.split("|"))
        text = forms[min(_plural_form(language, n), len(forms) - 1)]
        values["n"] = n
    return text.format(**values) if values else text


def use_language(language: str, words: Mapping[str, str] | None = None) -> str:
    """Make `language` (BCP 47, or empty for the system's) current; return the one of `LANGUAGES` that was taken.

    Args:
        words: English texts that these readers are told in other English words. The texts of a code that learners and operators share are
            in the operators' words; translations say "the campus's server", which both understand.
    """
    global _current, _other_words
    _current, _other_words = best_language(language or system_language()), words or {}
    return _current


def current_language() -> str:
    """The language in use, one of `LANGUAGES`."""
    return _current


def best_language(wanted: str) -> str:
    """The complete language nearest to a BCP 47 tag or POSIX locale name: `fr_CI.UTF-8` gives `fr`."""
    return _primary(wanted) if speaks(wanted) else SOURCE_LANGUAGE


def speaks(wanted: str) -> bool:
    """Whether there is a complete language for a tag or locale name."""
    return _primary(wanted) in LANGUAGES


def decimal(number: float, language: str = "") -> str:
    """A number with one decimal, as the language (left out: the current one) writes it."""
    text = f"{number:.1f}"
    return text.replace(".", ",") if (language or _current) == "fr" else text


def written_size(size: int) -> str:
    """A size in bytes, as `2.6 MB`; as `40 kB` what would be hardly any of them, as `63.7 GB` what would be too many."""
    if size < 100_000:
        return tr("{n} kB").format(n=-(-size // 1000))
    if size >= 1_000_000_000:
        return tr("{n} GB").format(n=decimal(size / 1_000_000_000))
    return tr("{size} MB", size=decimal(size / 1_000_000))


def written_day(day: datetime.date, language: str = "") -> str:
    """A day as the language (left out: the current one) writes it."""
    return f"{day:%d/%m/%Y}" if (language or _current) == "fr" else day.isoformat()


def _primary(wanted: str) -> str:
    return wanted.replace("_", "-").split("-")[0].split(".")[0].lower()


def system_language() -> str:
    """The language the person's system is set to, as a locale name; empty when it doesn't say."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.split(":")[0]
    return locale.getlocale()[0] or ""


def _plural_form(language: str, n: int) -> int:
    """Index of the plural form of `n` (CLDR plural rules for integers, in Qt Linguist's order)."""
    rules: dict[str, Callable[[int], int]] = {
        "en": lambda n: int(n != 1),
        "fr": lambda n: int(n > 1),
        "zh": lambda n: 0,
    }
    return rules.get(language, rules["en"])(n)


@functools.cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Finished translations of one language: English text to its forms (one, or one for each plural)."""
    path = assets() / "translations" / f"bivouac_{language}.ts"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return {}
    messages: dict[str, tuple[str, ...]] = {}
    for message in ET.parse(path).iter("message"):  # noqa: S314 (our own file)
        translation = message.find("translation")
        if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
            continue
        forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
        if all(forms):
            messages[message.findtext("source", "")] = forms
    return messages
