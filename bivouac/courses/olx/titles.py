"""Names that say something: what an author wrote, in place of what the platform gave a block that nobody named."""

from __future__ import annotations

import unicodedata

_LONGEST = 120

_GIVEN_BY_THE_PLATFORM = frozenset({
    "unit", "section", "subsection", "new unit", "new section", "new subsection", "text", "raw html", "html", "video", "problem", "discussion",
    "announcement", "zooming image tool", "full screen image tool", "anonymous user id", "iframe tool", "images", "blank common problem",
    "blank advanced problem", "blank problem", "advanced blank problem", "checkboxes", "single select", "multi-select", "multiple choice",
    "dropdown", "numerical input", "text input", "checkboxes with hints and feedback", "dropdown with hints and feedback",
    "multiple choice with hints and feedback", "numerical input with hints and feedback", "text input with hints and feedback",
    "math expression input", "custom python-evaluated input", "custom javascript display and grading", "open response assessment",
    "library content", "randomized content block", "content experiment", "poll", "survey", "drag and drop", "question title",
    "unité", "texte", "vidéo", "problème", "sous-section", "choix multiple", "cases à cocher", "empty",
})  # fmt: skip
"""Display names that Studio gives by itself, in English and French, in lower case."""


def says_something(title: str) -> bool:
    """Whether an author gave this name."""
    return bool(title.strip()) and title.strip().casefold() not in _GIVEN_BY_THE_PLATFORM


def best_title(*titles: str) -> str:
    """The first that an author gave, else the first there is, of a length that fits a list."""
    title = next(filter(says_something, titles), "") or next((one for one in titles if one.strip()), "")
    return short(title) or "–"


def short(title: str) -> str:
    """A title on one line, cut at a word where it is a whole paragraph."""
    title = " ".join("".join(c for c in title if c.isspace() or unicodedata.category(c) != "Cc").split())
    if len(title) <= _LONGEST:
        return title
    return title[:_LONGEST].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
