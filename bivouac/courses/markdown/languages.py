"""Folders in several languages: `page.fr.md` beside `page.en.md`, or a folder for each language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_CODES = (
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et"
    " eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk"
    " kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny"
    " oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk"
    " tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
"""ISO 639-1, each between spaces."""

_TAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")

_FREQUENT = {
    "de": {"der", "die", "das", "und", "wie", "ist", "für", "mit", "von", "eine", "zu"},
    "en": {"the", "of", "and", "what", "how", "is", "to", "our", "your", "with", "for", "let's"},
    "es": {"el", "los", "las", "y", "qué", "cómo", "es", "para", "con", "una", "del"},
    "fr": {"le", "les", "et", "des", "du", "une", "est", "pour", "qu'est-ce", "quelle", "avec", "l'ia", "à"},
    "it": {"il", "gli", "che", "cosa", "come", "è", "per", "della", "una", "di"},
    "pt": {"o", "os", "e", "que", "como", "é", "para", "com", "uma", "do", "da"},
}


def is_language(name: str) -> bool:
    """Whether a name is a language tag: `fr`, `pt-BR`, `zh_Hans`."""
    found = _TAG.fullmatch(name)
    return found is not None and f" {found.group(1).lower()} " in _CODES


def split_language(stem: str) -> tuple[str, str]:
    """A name without its ending, parted into base and language: `page.fr` gives `page`, `fr`; `page` has none."""
    base, dot, tag = stem.rpartition(".")
    return (base, tag.replace("_", "-")) if dot and base and is_language(tag) else (stem, "")


def matches(tag: str, wanted: str) -> bool:
    """Whether two tags are of one language: `fr` and `fr-CI`."""
    return bool(tag) and tag.split("-")[0].lower() == wanted.split("-")[0].lower()


def most_complete(tags: Iterable[str]) -> str:
    """The language most pages are in."""
    counted = Counter(tag for tag in tags if tag)
    return min(counted, key=lambda tag: (-counted[tag], tag)) if counted else ""


def guess(titles: Iterable[str]) -> str:
    """The language that titles are in, from the words that every text has; empty when there are too few."""
    words = Counter(re.findall(r"[\w'’-]+", " ".join(titles).lower().replace("’", "'")))
    scores = {tag: sum(words[word] for word in frequent) for tag, frequent in _FREQUENT.items()}
    best, second, *_ = sorted(scores, key=lambda tag: (-scores[tag], tag))
    return best if scores[best] >= 3 and scores[best] > 1.5 * scores[second] else ""
