"""How answers are judged: pure functions, the same on the laptop, the hub and in a test.

A response is what JSON and msgpack can carry, and what the journal keeps:

    Choice       list[int]         indexes of the chosen options, in the model's order however they were shown
    TrueFalse    bool
    ShortAnswer  str               as typed
    Numerical    str               as typed: `3,5` and `9.3*10^7` are numbers (`written.number_readings`)
    Matching     list[str | None]  for each pair the right that was chosen for its left, None for none
    Ordering     list[int]         indexes of the items, in the order the learner gave them
    Essay        str               as typed; kept and not graded

An answer left empty (`[]`, `""`, None for a pair) is wrong, and is no error.
"""

from __future__ import annotations

import enum
import itertools
import math
from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import Struct

from bivouac.courses.model import (
    AcceptedRange,
    AcceptedText,
    AnyQuestion,
    Choice,
    Essay,
    Html,
    Matching,
    Numerical,
    Ordering,
    Quiz,
    ShortAnswer,
    TrueFalse,
)
from bivouac.courses.written import number_readings, text_matches
from bivouac.errors import InputError

_WHOLE = 0.999
"""Shares that are thirds or sevenths are written with a few decimals (GIFT); their sum is meant to be 1."""


class Mark(enum.Enum):
    """What is to be said of one option, pair or place."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"  # right, and not chosen; or left empty
    NONE = "none"  # wrong, and not chosen


class Grade(Struct, frozen=True, kw_only=True):
    """What an answer earned.

    Attributes:
        share: of the question's points, 0 to 1.
        correct: it is wholly right.
        graded: False where a person has to read it (Essay); `share` is 0 then.
        feedback: what the author says to this answer, in the order to show it.
        marks: one for each option (Choice), pair (Matching) or place in the order given (Ordering); else empty.
    """

    share: float
    correct: bool
    graded: bool = True
    feedback: tuple[Html, ...] = ()
    marks: tuple[Mark, ...] = ()


class Score(Struct, frozen=True, kw_only=True):
    """How a quiz stands. Essays give no points and take none from `maximum`.

    Attributes:
        answered: how many of its questions have an answer.
        passed: `points` reach the pass mark; a quiz of essays alone is passed when all are written.
    """

    points: float
    maximum: float
    answered: int
    passed: bool


def grade(question: AnyQuestion, response: Any) -> Grade:
    """Judge one answer.

    Raises:
        InputError: `response` does not have the shape this kind of question takes, or is text where a number is asked.
    """
    match question:
        case Choice():
            return _grade_choice(question, _indexes(response, len(question.options)))
        case TrueFalse():
            return _grade_true_false(question, _of_type(response, bool))
        case ShortAnswer():
            return _grade_short_answer(question, _of_type(response, str))
        case Numerical():
            return _grade_numerical(question, _of_type(response, str))
        case Matching():
            return _grade_matching(question, response)
        case Ordering():
            return _grade_ordering(question, _indexes(response, len(question.items)))
        case Essay():
            _of_type(response, str)
            return Grade(share=0.0, correct=False, graded=False)


def quiz_score(quiz: Quiz, best: Mapping[str, float]) -> Score:
    """How a quiz stands, from the best share of each question that has an answer (an essay's share does not matter)."""
    graded = [question for question in quiz.questions if not isinstance(question, Essay)]
    points = sum(question.points * min(1.0, max(0.0, best.get(question.id, 0.0))) for question in graded)
    maximum = sum(question.points for question in graded)
    answered = sum(question.id in best for question in quiz.questions)
    reached = points >= quiz.pass_mark * maximum * _WHOLE if maximum else answered == len(quiz.questions)
    return Score(points=points, maximum=maximum, answered=answered, passed=reached)


def _grade_choice(question: Choice, chosen: list[int]) -> Grade:
    """One choice earns its share. Of several, shares add up between 0 and 1; where none is right, choosing none is."""
    if not question.multiple and len(chosen) > 1:
        raise _misshapen()
    options = question.options
    right = any(option.share > 0 for option in options)
    if question.multiple and not right:
        share = 0.0 if chosen else 1.0
    else:
        share = sum(options[index].share for index in chosen)
    marks = tuple(
        _choice_mark(option.share, index in chosen, question.multiple) for index, option in enumerate(options)
    )
    return _grade(question, share, [options[index].feedback for index in sorted(chosen)], marks)


def _choice_mark(share: float, chosen: bool, multiple: bool) -> Mark:
    if chosen:
        return Mark.RIGHT if share > 0 else Mark.WRONG
    return Mark.MISSED if share > 0 and (multiple or share >= _WHOLE) else Mark.NONE


def _grade_true_false(question: TrueFalse, response: bool) -> Grade:
    """`feedback_true` is said to who answers true, `feedback_false` to who answers false."""
    said = question.feedback_true if response else question.feedback_false
    return _grade(question, float(response == question.answer), [said])


def _grade_short_answer(question: ShortAnswer, response: str) -> Grade:
    fitting = [
        accepted
        for accepted in question.accepted
        if response.strip() and text_matches(accepted.text, response, exactly=question.case_sensitive)
    ]
    return _grade_accepted(question, fitting)


def _grade_numerical(question: Numerical, response: str) -> Grade:
    readings = number_readings(response, question.unit)
    fitting = [accepted for accepted in question.accepted if any(_within(value, accepted) for value in readings)]
    return _grade_accepted(question, fitting)


def _within(value: float, accepted: AcceptedRange) -> bool:
    """Whether a number is in the range, give or take what arithmetic in floating point loses."""
    return (
        accepted.low <= value <= accepted.high
        or math.isclose(value, accepted.low, rel_tol=1e-12)
        or math.isclose(value, accepted.high, rel_tol=1e-12)
    )


_Accepted = TypeVar("_Accepted", AcceptedText, AcceptedRange)


def _grade_accepted(question: AnyQuestion, fitting: list[_Accepted]) -> Grade:
    """The best of the accepted answers that fit; between equals the author's first."""
    if not fitting:
        return _grade(question, 0.0, [])
    best = max(fitting, key=lambda accepted: accepted.share)
    return _grade(question, best.share, [best.feedback])


def _grade_matching(question: Matching, response: Any) -> Grade:
    """Each right pair earns the same share."""
    given = _of_type(response, list)
    if len(given) != len(question.pairs) or not all(isinstance(right, str | None) for right in given):
        raise _misshapen()
    marks = tuple(
        Mark.MISSED if right is None else Mark.RIGHT if right == pair.right else Mark.WRONG
        for pair, right in zip(question.pairs, given, strict=True)
    )
    return _grade(question, marks.count(Mark.RIGHT) / len(marks), [], marks)


def _grade_ordering(question: Ordering, order: list[int]) -> Grade:
    """The share of neighbours that follow each other as they should: one item out of place costs little, reversed earns 0.

    Marks say whether the right item stands at each place.
    """
    if order and len(order) != len(question.items):
        raise _misshapen()
    follows = sum(after == before + 1 for before, after in itertools.pairwise(order))
    marks = tuple(Mark.RIGHT if place == item else Mark.WRONG for place, item in enumerate(order))
    return _grade(question, follows / (len(question.items) - 1), [], marks)


def _grade(question: AnyQuestion, share: float, said: list[Html], marks: tuple[Mark, ...] = ()) -> Grade:
    share = 1.0 if share >= _WHOLE else max(0.0, share)
    wrong_chosen = isinstance(question, Choice) and Mark.WRONG in marks
    feedback = tuple(text for text in (*said, question.feedback) if text)
    return Grade(share=share, correct=share == 1.0 and not wrong_chosen, feedback=feedback, marks=marks)


_Type = TypeVar("_Type")


def _of_type(response: Any, wanted: type[_Type]) -> _Type:
    if not isinstance(response, wanted):
        raise _misshapen()
    return response


def _indexes(response: Any, below: int) -> list[int]:
    """`response` as distinct indexes below a number."""
    indexes = _of_type(response, list)
    if not all(type(index) is int and 0 <= index < below for index in indexes) or len(set(indexes)) < len(indexes):
        raise _misshapen()
    return indexes


def _misshapen() -> InputError:
    return InputError("This answer does not fit its question; the course may have changed since. Answer it once more.")
