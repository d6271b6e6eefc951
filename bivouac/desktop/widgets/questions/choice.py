"""One of several, or any number of several."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from bivouac.courses.grading import Grade, Mark
from bivouac.courses.model import Choice, Html, Option
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.choice_cards import CheckCard, Face, RadioCard
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.language import tr
from bivouac.sync.journal.acts import Response


class ChoiceAnswer(AnswerWidget):
    """A card for each option, shuffled where the question says so."""

    def __init__(self, question: Choice, context: AnswerContext) -> None:
        super().__init__()
        self.question = question
        self.keeps_answer = question.multiple
        order = list(range(len(question.options)))
        self.order = context.shuffled(order) if question.shuffle else order
        self.cards: dict[int, RadioCard | CheckCard] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not question.multiple)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        for index in self.order:
            face = Face(question.options[index].text, context.read, context.style)
            card = CheckCard(face) if question.multiple else RadioCard(face)
            card.toggled.connect(lambda _: self.changed.emit())
            self.cards[index] = card
            self._group.addButton(card)
            column.addWidget(card)
        self.setFocusProxy(self.cards[self.order[0]])

    def response(self) -> Response:
        return [index for index, card in sorted(self.cards.items()) if card.isChecked()]

    def show_response(self, response: Response) -> None:
        if isinstance(response, list):
            for index, card in self.cards.items():
                card.setChecked(index in response)

    def missing(self) -> str:
        """At least one option of every question is right (courses/check.py): choosing none is no answer."""
        if self.response():
            return ""
        return tr("Choose at least one answer first.") if self.question.multiple else tr("Choose an answer first.")

    def lock(self) -> None:
        for card in self.cards.values():
            card.lock()

    def show_grade(self, grade: Grade, reveal: bool) -> None:
        for index, mark in enumerate(grade.marks):
            option, card = self.question.options[index], self.cards[index]
            if mark is Mark.RIGHT and option.share < 1 and not self.question.multiple:
                card.show_mark("part", tr("Partly right"))
            elif mark is Mark.RIGHT:
                card.show_mark("right", tr("Right"), self._beside(option))
            elif mark is Mark.WRONG:
                card.show_mark("wrong", tr("Not right"), self._beside(option))
            elif mark is Mark.MISSED and reveal:
                card.show_mark("missed", tr("This one is right"))

    def said(self, grade: Grade) -> tuple[Html, ...]:
        """What is said to one of several options stands beside it; to a single one, under all."""
        if self.question.multiple:
            return (self.question.feedback,) if self.question.feedback else ()
        return grade.feedback

    def _beside(self, option: Option) -> Html:
        return option.feedback if self.question.multiple else ""
