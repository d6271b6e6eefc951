"""Stable names (`model.Id`) made from what people wrote: titles, file names, names of other systems."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from bivouac.machine import safe_name

_LONGEST = 100
"""Leaves room under the 128 of `model.Id` for what `unique_id` adds."""

_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})


def make_id(text: str) -> str:
    """A valid `model.Id` from any text, always the same for the same text.

    Latin letters are folded to lower-case ASCII (`Été à Abidjan` gives `ete-a-abidjan`). Text with letters or digits
    of other scripts, and text that is too long, keeps what could be folded and gets a short hash of the whole, so that
    two different titles in Chinese stay two different ids.
    """
    folded = _fold(text)
    slug = re.sub(r"[^a-z0-9._]+", "-", folded).strip("-._")
    lost_letters = any(c.isalnum() and not c.isascii() for c in folded)
    if slug and not safe_name(slug):  # `con`, `nul`: files that Windows does not allow
        slug = f"x-{slug}"
    if slug and not lost_letters and len(slug) <= _LONGEST:
        return slug
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    slug = slug[:_LONGEST].rstrip("-._")
    return f"{slug}-{digest}" if slug else f"x{digest}"


def unique_id(wanted: str, taken: set[str]) -> str:
    """`make_id(wanted)`, with `-2`, `-3` … after it when it is in `taken`; the result is put into `taken`."""
    base = make_id(wanted)
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    return name


def _fold(text: str) -> str:
    """Lower case without accents; letters that have no ASCII form stay as they are."""
    spelled = unicodedata.normalize("NFC", text).lower().translate(_SPELLED)
    return "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
