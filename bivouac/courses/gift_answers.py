"""What stands between the braces of a GIFT question: its kind, its answers, their weights and feedbacks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bivouac.courses.model import (
    AcceptedRange,
    AcceptedText,
    AnyQuestion,
    Choice,
    Essay,
    Matching,
    Numerical,
    Option,
    Ordering,
    Pair,
    ShortAnswer,
    TrueFalse,
)
from bivouac.courses.text import plain_text
from bivouac.errors import InputError

_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
_ORDERING = re.compile(
    r">\s*(?:(?:\d+|EXACT|ALL|REL\w*|RANDOM|CONTIGUOUS|VERTICAL|HORIZONTAL|SHOW|HIDE|[A-Z]+_[A-Z_]+)\s+)*"
)
_FALSE, _TRUE = ("F", "FALSE"), ("T", "TRUE")

Show = Callable[[str], str]
"""Clean HTML of a text as it stands in the file."""

Named = Callable[[str], AnyQuestion]
"""A question that only waits for its id."""


class BrokenQuestionError(InputError):
    """A question that cannot be asked; the sentence says why."""

    code = "broken-question"


@dataclass(frozen=True)
class Prompt:
    """What all kinds of questions have."""

    id: str
    title: str
    prompt: str
    points: float
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One answer as written: its mark (`=` or `~`), weight (share of the points), text and feedback."""

    right: bool
    weight: float | None
    text: str
    feedback: str

    @property
    def share(self) -> float:
        if self.weight is not None:
            return max(-1.0, min(1.0, self.weight))
        return 1.0 if self.right else 0.0


def read_answers(written: str, prompt: Prompt, show: Show) -> Named:
    """The question that the answers make.

    Raises:
        BrokenQuestionError: it cannot be asked.
    """
    if written == "\0":
        raise BrokenQuestionError("Its braces { and } do not match.")
    answers, _, explanation = written.rpartition("####") if "####" in written else (written, "", "")
    answers = answers.strip()
    common = {
        "title": prompt.title,
        "prompt": prompt.prompt,
        "points": prompt.points,
        "hints": prompt.hints,
        "explanation": show(explanation) if explanation.strip() else "",
    }
    kind, fields = _kind(answers, show)
    return lambda name: kind(id=name, **common, **fields)


def _kind(answers: str, show: Show) -> tuple[type[Any], dict[str, Any]]:
    """The kind of a question is known by its marks, in this order (as Moodle does)."""
    if not answers:
        return Essay, {}
    if answers.startswith("#"):
        return Numerical, {"accepted": _ranges(answers[1:].strip(), show)}
    if answers.startswith(">"):
        return Ordering, {"items": _items(answers, show)}
    if "~" in answers:
        return Choice, _options(_answers(answers), show)
    if "=" in answers and "->" in answers:
        return Matching, _pairs(_answers(answers), show)
    first = answers.split("#", 1)[0].strip().upper()
    if first in (*_TRUE, *_FALSE):
        return TrueFalse, _true_false(answers, first in _TRUE, show)
    return ShortAnswer, {"accepted": _accepted(_answers(answers), show)}


def _answers(written: str) -> list[Answer]:
    """Answers, each after its mark."""
    marks = [found.start() for found in re.finditer("[=~]", written)]
    if not marks or written[: marks[0]].strip():
        raise BrokenQuestionError("Its answers do not begin with = or ~.")
    answers = []
    for start, end in zip(marks, [*marks[1:], len(written)], strict=True):
        body, weight = written[start + 1 : end], None
        if found := _WEIGHT.match(body):
            weight, body = float(found.group(1)) / 100, body[found.end() :]
        text, _, feedback = body.partition("#")
        answers.append(Answer(written[start] == "=", weight, text.strip(), feedback.strip()))
    return _marks_before_weights(answers)


def _marks_before_weights(answers: list[Answer]) -> list[Answer]:
    """`~=right` is the way some write a right answer of a choice: the empty answer before it is none."""
    return [answer for answer in answers if answer.text or answer.feedback or answer.weight is not None]


# --- kinds -----------------------------------------------------------------------------------------------------------


def _options(answers: list[Answer], show: Show) -> dict[str, Any]:
    """A choice; without an answer marked `=` it is one of several answers whose weights add up."""
    multiple = not any(answer.right for answer in answers)
    gained = sum(answer.share for answer in answers if answer.share > 0)
    if len(answers) < 2:
        raise BrokenQuestionError("It offers fewer than two answers.")
    if gained <= 0:
        raise BrokenQuestionError("None of its answers is right.")
    whole = gained if multiple else 1.0  # 33.333 % three times is all of it
    options = tuple(
        Option(
            text=_shown(answer.text, show),
            share=min(1.0, answer.share / whole) if answer.share > 0 else answer.share,
            feedback=_feedback(answer, show),
        )
        for answer in answers
    )
    return {"options": options, "multiple": multiple}


def _pairs(answers: list[Answer], show: Show) -> dict[str, Any]:
    """Pairs `left -> right`; a right without a left is there to mislead."""
    pairs, distractors = [], []
    for answer in answers:
        left, arrow, right = answer.text.partition("->")
        right = " ".join(plain_text(show(right)).split())
        if not arrow or not right:
            raise BrokenQuestionError("A pair to match needs -> between its two sides.")
        if left.strip():
            pairs.append(Pair(left=_shown(left.strip(), show), right=right))
        else:
            distractors.append(right)
    if len(pairs) < 2:
        raise BrokenQuestionError("It has fewer than two pairs to match.")
    return {"pairs": tuple(pairs), "distractors": tuple(distractors)}


def _true_false(answers: str, answer: bool, show: Show) -> dict[str, Any]:
    """`{T#feedback when wrong#feedback when right}`."""
    _, wrong, right = [*answers.split("#", 2), "", ""][:3]
    when_true, when_false = (right, wrong) if answer else (wrong, right)
    return {
        "answer": answer,
        "feedback_true": show(when_true) if when_true.strip() else "",
        "feedback_false": show(when_false) if when_false.strip() else "",
    }


def _accepted(answers: list[Answer], show: Show) -> tuple[AcceptedText, ...]:
    accepted = tuple(
        AcceptedText(text=text, share=max(0.0, answer.share), feedback=_feedback(answer, show))
        for answer in answers
        if (text := " ".join(plain_text(show(answer.text)).split()))
    )
    if not any(one.share > 0 for one in accepted):
        raise BrokenQuestionError("None of its answers is right.")
    return accepted


def _ranges(written: str, show: Show) -> tuple[AcceptedRange, ...]:
    """Numbers `3`, `3:0.5` (tolerance) or `1..5`; several stand behind `=` with weights and feedbacks."""
    text, _, feedback = written.partition("#")
    single = not re.match(r"\s*[=~]", written)
    answers = [Answer(True, None, text.strip(), feedback.strip())] if single else _answers(written)
    accepted = []
    for answer in answers:
        low, high = _range(answer.text)
        accepted.append(
            AcceptedRange(low=low, high=high, share=max(0.0, answer.share), feedback=_feedback(answer, show))
        )
    if not any(one.share > 0 for one in accepted):
        raise BrokenQuestionError("None of its answers is right.")
    return tuple(accepted)


def _range(text: str) -> tuple[float, float]:
    if ".." in text:
        low, _, high = text.partition("..")
        ends = sorted((_number(low), _number(high)))
    else:
        middle, _, tolerance = text.partition(":")
        width = abs(_number(tolerance)) if tolerance.strip() else Decimal(0)
        ends = [_number(middle) - width, _number(middle) + width]
    return float(ends[0]), float(ends[1])


def _number(text: str) -> Decimal:
    """A number as people write it: `1822`, `-3.14`, `3,14`, `6.02e23`."""
    written = re.sub(r"[\s\u00a0\u202f]", "", text)
    if written.count(",") == 1 and "." not in written:
        written = written.replace(",", ".")
    if re.fullmatch(r"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,2})?", written, re.ASCII):
        try:
            return Decimal(written)
        except InvalidOperation as error:
            raise BrokenQuestionError("“{text}” is not a number.", text=text.strip()[:40]) from error
    raise BrokenQuestionError("“{text}” is not a number.", text=text.strip()[:40])


def _items(written: str, show: Show) -> tuple[str, ...]:
    """Items in their right order: behind `=` each, or, as Moodle's ordering questions have it, one a line."""
    opening = _ORDERING.match(written)
    body = written[opening.end() :] if opening else written[1:]
    lines = [answer.text for answer in _answers(body)] if body.lstrip().startswith("=") else body.split("\n")
    items = tuple(shown for line in lines if line.strip() and (shown := show(line)))
    if len(items) < 2:
        raise BrokenQuestionError("It has fewer than two things to put in order.")
    return items


def _shown(text: str, show: Show) -> str:
    if not (shown := show(text)):
        raise BrokenQuestionError("One of its answers is empty.")
    return shown


def _feedback(answer: Answer, show: Show) -> str:
    return show(answer.feedback) if answer.feedback else ""
