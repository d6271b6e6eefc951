"""One question as the learner sees it: what is asked, the answer, hints asked for, and how the answer was."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bivouac.courses.grading import Grade
from bivouac.courses.model import AnyQuestion, Choice, Html, TrueFalse
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.message_card import MessageCard
from bivouac.desktop.widgets.questions import answer_widget
from bivouac.desktop.widgets.questions.answer import AnswerContext
from bivouac.desktop.widgets.rich_text import RichText
from bivouac.language import tr

ANSWER_SIZE = 16
"""Size of the text of answers and hints, beside a prompt that is set like a page."""


class QuestionView(QWidget):
    """Shows what it is told; what the learner does is said by `answer`."""

    link_activated = Signal(str)

    def __init__(self, question: AnyQuestion, place: str, context: AnswerContext) -> None:
        super().__init__()
        self.question = question
        self._read, self._style = context.read, replace(context.style, size=ANSWER_SIZE)
        self.prompt = RichText(question.prompt, context.read, context.style)
        self.prompt.link_activated.connect(self.link_activated)
        self.answer = answer_widget(question, replace(context, style=self._style))
        self._grade: Grade | None = None
        self.trouble = label("", "bad")
        self.trouble.hide()
        self._hints = self._stack()
        self._verdict = self._stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        column.addWidget(label(place, "quiet"))
        column.addWidget(self.prompt)
        if instruction := _instruction(question):
            column.addWidget(label(instruction, "quiet"))
        column.addWidget(self.answer)
        column.addWidget(self.trouble)
        column.addLayout(self._hints)
        column.addLayout(self._verdict)

    def show_hints(self, count: int) -> None:
        """Show the first `count` hints."""
        for number in range(self._hints.count(), min(count, len(self.question.hints))):
            heading = tr("Hint {n} of {count}", n=number + 1, count=len(self.question.hints))
            self._hints.addWidget(self._card(heading, self.question.hints[number]))

    def show_trouble(self, sentence: str) -> None:
        """Say why an answer cannot be taken; an empty sentence takes it back."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def show_verdict(self, judged: Grade, points: str, reveal: bool) -> MessageCard:
        """Lock the answer and say how it was; with `reveal` also what was right."""
        self._grade = judged
        self.answer.lock()
        self.answer.show_grade(judged, reveal)
        heading, look, mark = _verdict(judged)
        card = self._card(" · ".join(filter(None, (heading, points))), *self.answer.said(judged), look=look, mark=mark)
        self._verdict.addWidget(card)
        return card

    def can_explain(self, done: bool, freely: bool) -> bool:
        """Whether there is something to explain.

        Args:
            done: the learner takes no further try, so that nothing is given away.
            freely: tries cost nothing, so that a learner who does not get further may ask all the same.
        """
        if self._grade is None:
            return False
        return bool(self.question.explanation and (done or freely)) or (done and bool(self._solution()))

    def show_explanation(self, done: bool) -> MessageCard:
        """Show why the right answer is right, and which it is where the learner is `done` and did not give it."""
        solution = self._solution() if done else ""
        heading = tr("The right answer") if solution else tr("Explanation")
        card = self._card(heading, solution, self.question.explanation)
        self._verdict.addWidget(card)
        return card

    def last_hint(self) -> QWidget | None:
        """The hint that was asked for last."""
        item = self._hints.itemAt(self._hints.count() - 1)
        return item.widget() if item else None

    def _solution(self) -> Html:
        return "" if self._grade is None or self._grade.correct else self.answer.solution()

    def _stack(self) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(SPACE * 2)
        return made

    def _card(self, heading: str, *html: Html, look: str = "card", mark: str = "") -> MessageCard:
        return MessageCard(heading, *html, read=self._read, style=self._style, look=look, mark=mark)


def _verdict(grade: Grade) -> tuple[str, str, str]:
    """Heading, look and mark of how an answer was."""
    if not grade.graded:
        return tr("Your text is kept. A teacher can read it."), "card", "kept"
    if grade.correct:
        return tr("Right!"), "good", "right"
    if grade.share > 0:
        return tr("Partly right"), "warn", "part"
    return tr("Not right yet"), "bad", "wrong"


def _instruction(question: AnyQuestion) -> str:
    if isinstance(question, Choice):
        return tr("Choose all that fit.") if question.multiple else tr("Choose one.")
    return tr("True or false?") if isinstance(question, TrueFalse) else ""
