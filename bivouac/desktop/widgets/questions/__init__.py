"""How each kind of question is answered: one file a kind, behind the one interface of `answer.py`.

To add a kind: a struct in `courses/model.py`, its grading in `courses/grading.py`, a widget here, a line in `_WIDGETS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bivouac.courses.model import (
    AnyQuestion,
    Choice,
    Essay,
    Matching,
    Numerical,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.desktop.widgets.questions.choice import ChoiceAnswer
from bivouac.desktop.widgets.questions.essay import EssayAnswer
from bivouac.desktop.widgets.questions.matching import MatchingAnswer
from bivouac.desktop.widgets.questions.numerical import NumericalAnswer
from bivouac.desktop.widgets.questions.ordering import OrderingAnswer
from bivouac.desktop.widgets.questions.short_answer import ShortAnswerAnswer
from bivouac.desktop.widgets.questions.true_false import TrueFalseAnswer

_WIDGETS: dict[type[Question], Callable[[Any, AnswerContext], AnswerWidget]] = {
    Choice: ChoiceAnswer,
    TrueFalse: TrueFalseAnswer,
    ShortAnswer: ShortAnswerAnswer,
    Numerical: NumericalAnswer,
    Matching: MatchingAnswer,
    Ordering: OrderingAnswer,
    Essay: EssayAnswer,
}


def answer_widget(question: AnyQuestion, context: AnswerContext) -> AnswerWidget:
    """The widget in which a question is answered, still empty."""
    return _WIDGETS[type(question)](question, context)
