"""A number."""

from __future__ import annotations

from html import escape

from bivouac.courses.grading import grade
from bivouac.courses.model import Html, Numerical
from bivouac.desktop.widgets.questions.answer import AnswerContext
from bivouac.desktop.widgets.questions.typed import TypedAnswer
from bivouac.errors import InputError
from bivouac.language import current_language, tr


class NumericalAnswer(TypedAnswer):
    """What is typed must be a number before it is judged: a slip of the finger is no wrong answer."""

    def __init__(self, question: Numerical, context: AnswerContext) -> None:
        super().__init__(context, tr("A number"), question.unit)
        self.question = question
        self.field.setMaximumWidth(round(context.style.em(16)))
        self.row.addStretch(1)

    def problem(self) -> str:
        try:
            grade(self.question, self.field.text())
        except InputError as error:
            return error.sentence()
        return ""

    def solution(self) -> Html:
        best = max(self.question.accepted, key=lambda accepted: accepted.share)
        if best.low == best.high:
            said = _number(best.low)
        else:
            said = tr("between {low} and {high}", low=_number(best.low), high=_number(best.high))
        return f"<b>{escape(f'{said} {self.question.unit}'.strip())}</b>"


def _number(value: float) -> str:
    """A number as people of the current language write it."""
    text = f"{value:.10g}"
    return text.replace(".", ",") if current_language() == "fr" else text
