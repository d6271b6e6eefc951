"""True or false."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from bivouac.courses.grading import Grade
from bivouac.courses.model import TrueFalse
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.choice_cards import Face, RadioCard
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.language import tr
from bivouac.sync.journal.acts import Response


class TrueFalseAnswer(AnswerWidget):
    """Two cards."""

    keeps_answer = False

    def __init__(self, question: TrueFalse, context: AnswerContext) -> None:
        super().__init__()
        self.question = question
        self.cards: dict[bool, RadioCard] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        for value, text in ((True, tr("True")), (False, tr("False"))):
            card = RadioCard(Face(escape(text), context.read, context.style))
            card.toggled.connect(lambda _: self.changed.emit())
            self.cards[value] = card
            self._group.addButton(card)
            column.addWidget(card)
        self.setFocusProxy(self.cards[True])

    def response(self) -> Response:
        return next((value for value, card in self.cards.items() if card.isChecked()), None)

    def show_response(self, response: Response) -> None:
        if isinstance(response, bool):
            self.cards[response].setChecked(True)

    def missing(self) -> str:
        return "" if self.response() is not None else tr("Choose an answer first.")

    def lock(self) -> None:
        for card in self.cards.values():
            card.lock()

    def show_grade(self, grade: Grade, reveal: bool) -> None:
        chosen = self.response()
        if isinstance(chosen, bool):
            self.cards[chosen].show_mark(
                "right" if grade.correct else "wrong", tr("Right") if grade.correct else tr("Not right")
            )
            if reveal and not grade.correct:
                self.cards[not chosen].show_mark("missed", tr("This one is right"))
