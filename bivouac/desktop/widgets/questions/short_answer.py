"""A word or two."""

from __future__ import annotations

from html import escape

from bivouac.courses.model import Html, ShortAnswer
from bivouac.desktop.widgets.questions.answer import AnswerContext
from bivouac.desktop.widgets.questions.typed import TypedAnswer
from bivouac.language import tr


class ShortAnswerAnswer(TypedAnswer):
    def __init__(self, question: ShortAnswer, context: AnswerContext) -> None:
        super().__init__(context, tr("Your answer"))
        self.question = question

    def solution(self) -> Html:
        """The texts that are wholly right, as one would type them; a pattern with `*` is none."""
        texts = [
            one.text.replace("\\*", "*") for one in self.question.accepted if one.share >= 1 and "*" not in one.text
        ]
        return ", ".join(f"<b>{escape(text)}</b>" for text in dict.fromkeys(texts))
