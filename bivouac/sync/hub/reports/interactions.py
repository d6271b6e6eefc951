"""Questions and answers in the form that xAPI took over from SCORM: interaction types, components, responses.

Source: IEEE 9274.1.1, 4.2.4.2.3 "Interaction activities" (in xAPI 1.0.3: Data, 2.4.4.1). Options, items and pairs are named by
their index in the course, whatever the order in which they were shown; rights of a matching question by their text.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from bivouac.courses.model import (
    AnyQuestion,
    Choice,
    Essay,
    Matching,
    Numerical,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from bivouac.courses.text import plain_text
from bivouac.sync.journal.acts import Response

_AND = "[,]"
_TO = "[.]"
_UNTIL = "[:]"
_LONGEST = 500
"""Characters of a prompt or an option that go along: enough to know it by."""

_WHOLE = 0.999
"""Share of an answer that is wholly right (courses/grading.py)."""


@functools.lru_cache(maxsize=1024)
def interaction(question: AnyQuestion, language: str) -> dict[str, Any]:
    """What the definition of a question's activity says beside its name and type."""
    told = {"description": _said(question.prompt, language), **_form(question, language)}
    return {name: value for name, value in told.items() if value}


def response(value: Response) -> str:
    """An answer as xAPI writes it; empty for one left empty. It depends on the answer alone, not on the course."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            pairs = any(isinstance(part, str) for part in value)
            named = [(at, part) for at, part in enumerate(value) if part is not None]
            return _AND.join(f"{at}{_TO}{_name(str(part))}" if pairs else str(part) for at, part in named)
    return str(value)


def _form(question: AnyQuestion, language: str) -> dict[str, Any]:
    match question:
        case Choice(options=options, multiple=multiple):
            right = [str(at) for at, one in enumerate(options) if one.share > 0 and (multiple or one.share >= _WHOLE)]
            pattern = [_AND.join(right)] if multiple else right
            return _typed("choice", pattern, choices=_components((one.text for one in options), language))
        case TrueFalse(answer=answer):
            return _typed("true-false", [str(answer).lower()])
        case ShortAnswer(accepted=accepted):
            return _typed("fill-in", [one.text for one in accepted if one.share >= _WHOLE and "*" not in one.text])
        case Numerical(accepted=accepted):
            ranges = [f"{one.low!r}{_UNTIL}{one.high!r}" for one in accepted if one.share >= _WHOLE]
            return _typed("numeric", ranges)
        case Matching(pairs=pairs, distractors=distractors):
            right = [f"{at}{_TO}{_name(pair.right)}" for at, pair in enumerate(pairs)]
            targets = {_name(text): text for text in (*(pair.right for pair in pairs), *distractors)}
            named = [_component(name, {language: text}) for name, text in targets.items() if name]
            return _typed(
                "matching", [_AND.join(right)], source=_components((one.left for one in pairs), language), target=named
            )
        case Ordering(items=items):
            pattern = [_AND.join(str(at) for at in range(len(items)))]
            return _typed("sequencing", pattern, choices=_components(items, language))
        case Essay():
            return _typed("long-fill-in", [])


def _typed(kind: str, pattern: list[str], **components: list[dict[str, Any]]) -> dict[str, Any]:
    return {"interactionType": kind, "correctResponsesPattern": [one for one in pattern if one], **components}


def _components(texts: Iterable[str], language: str) -> list[dict[str, Any]]:
    return [_component(str(at), _said(text, language)) for at, text in enumerate(texts)]


def _component(name: str, said: dict[str, str]) -> dict[str, Any]:
    return {"id": name, "description": said} if said else {"id": name}


def _said(html: str, language: str) -> dict[str, str]:
    """A text as a language map; nothing where the text is empty, as that of a picture."""
    text = plain_text(html)[:_LONGEST].strip()
    return {language: text} if text else {}


def _name(text: str) -> str:
    """A text as the id of a component, which takes no white space."""
    return "_".join(text.split())
