"""Words of authors that are nearly one of ours: they would be passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Set
from difflib import get_close_matches

from bivouac.courses.report import Report

COURSE_KEYS = frozenset(
    {"id", "version", "title", "summary", "description", "language", "lang", "authors", "author", "cover"}
    | {"licence", "license"}
)
"""What `course.yaml` and the front matter at the top may say; `docs/markdown-folder.md` tells what of it is ours."""

PAGE_KEYS = frozenset(
    {
        "id",
        "title",
        "summary",
        "description",
        "order",
        "weight",
        "nav_order",
        "sidebar_position",
        "draft",
        "video",
        "audio",
    }
    | {
        "captions",
        "poster",
        "quiz",
        "pass_mark",
        "attempts",
        "case",
        "document",
        "authors",
        "author",
        "licence",
        "license",
    }
)

_OF_OTHERS = frozenset(
    {
        "categories",
        "category",
        "date",
        "exercises",
        "hide",
        "keypoints",
        "keywords",
        "layout",
        "linktitle",
        "objectives",
    }
    | {"pagetitle", "permalink", "post", "posts", "questions", "slug", "source", "start", "subtitle", "subtitles"}
    | {"tags", "teaching", "template", "titles", "videoid", "videos"}
)
"""Keys of site and book makers, which mean there what they mean."""

_NEAR = 0.8
_NEAR_OUTCOME = 0.75
"""As `difflib` counts likeness; outcomes have four letters, so that one wrong letter is a quarter."""
_SHORTEST = 4


def note_misspelt(keys: Iterable[str], known: Set[str], where: str, report: Report) -> None:
    """Name in `report` every key that is not known but nearly so: `titel` for `title`."""
    for key in keys:
        if key in known or key.lower() in _OF_OTHERS:
            continue
        if meant := _nearest(key, known, _NEAR):
            report.note(
                where,
                "settings",
                "“{key}” is no setting and was passed over. Is “{meant}” meant?",
                key=key[:100],
                meant=meant,
            )


def nearest_outcome(word: str, outcomes: Iterable[str]) -> str:
    """The outcome of a scene that a word is nearly; empty when it is near none."""
    return _nearest(word, frozenset(outcomes), _NEAR_OUTCOME)


def _nearest(word: str, known: Set[str], near: float) -> str:
    """The known word most like `word`, capitals aside; words of two or three letters are all alike."""
    lower = word.lower()
    if lower in known:
        return lower
    if not _SHORTEST - 1 <= len(lower) <= 40:
        return ""
    candidates = sorted(one for one in known if len(one) >= _SHORTEST)
    return next(iter(get_close_matches(lower, candidates, 1, near)), "")
