"""The interface of a widget in which a question is answered."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bivouac.courses.grading import Grade
from bivouac.courses.model import Html
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.sync.journal.acts import Response

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class AnswerContext:
    """What an answer needs to know.

    Attributes:
        read: bytes of a picture, by its path in the lesson's pack.
        style: of the text of answers.
        seed: the order of what is shown shuffled; the same seed gives the same order.
    """

    read: Callable[[str], bytes]
    style: PageStyle
    seed: str

    def shuffled(self, things: Sequence[_Thing]) -> list[_Thing]:
        """`things` in another order."""
        order = list(things)
        random.Random(self.seed).shuffle(order)  # noqa: S311 (an order, not a secret)
        return order


class AnswerWidget(QWidget):
    """Base of all kinds. Responses have the shapes of `courses/grading.py`."""

    changed = Signal()
    """The learner changed the answer."""

    keeps_answer = True
    """A new try begins with the last answer, to be mended; otherwise empty."""

    def response(self) -> Response:
        """The answer as it stands."""
        raise NotImplementedError

    def show_response(self, response: Response) -> None:
        """Show an answer that was given; one that does not fit this question (the course has changed) is ignored."""
        raise NotImplementedError

    def missing(self) -> str:
        """What the learner has to do before there is something to judge, as a sentence; empty when there is."""
        return ""

    def ready(self) -> bool:
        """Whether there is something to judge."""
        return not self.missing()

    def problem(self) -> str:
        """Why the answer cannot be taken as it is, as a sentence; empty when it can."""
        return ""

    def lock(self) -> None:
        """The answer can be read and no longer changed."""
        raise NotImplementedError

    def show_grade(self, grade: Grade, reveal: bool) -> None:
        """Show how each part was judged; with `reveal` also what would have been right."""

    def said(self, grade: Grade) -> tuple[Html, ...]:
        """What the author says to this answer and `show_grade` does not show."""
        return grade.feedback

    def solution(self) -> Html:
        """The right answer, where `show_grade` does not show it."""
        return ""
