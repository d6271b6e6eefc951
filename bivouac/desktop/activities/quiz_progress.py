"""How a quiz stands for one learner: pure, from the quiz and what its records add up to."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac.courses.grading import Score, quiz_score
from bivouac.courses.model import AnyQuestion, Essay, Quiz
from bivouac.desktop.wording import percent
from bivouac.language import current_language, tr
from bivouac.sync.journal.folds import ActivityState, QuestionState

WHOLE = 1000
"""Shares in records are thousandths."""
INTRODUCTION = -1
"""The place before the first question."""
_NEAR = 0.5
"""Of the points that are needed, from which it is not only kind, but true to say that somebody is almost there."""


@dataclass(frozen=True)
class QuizProgress:
    """Places are INTRODUCTION, the index of a question, or their number: the results."""

    quiz: Quiz
    state: ActivityState

    def of(self, question: AnyQuestion) -> QuestionState:
        """What was done with a question."""
        return self.state.questions.get(question.id) or QuestionState()

    def tries(self, question: AnyQuestion) -> int:
        return self.of(question).tries

    def standing(self, question: AnyQuestion) -> str:
        """How its best answer stands: one of `steps.STANDINGS`."""
        state = self.of(question)
        if not state.tries:
            return "open"
        if isinstance(question, Essay):
            return "kept"
        return "right" if state.best >= WHOLE else "part" if state.best > 0 else "wrong"

    def right(self, question: AnyQuestion) -> bool:
        return self.standing(question) == "right"

    def can_try(self, question: AnyQuestion) -> bool:
        """Whether an answer makes sense: it is not right yet, and tries are left."""
        return not self.right(question) and (not self.quiz.attempts or self.tries(question) < self.quiz.attempts)

    def to_mend(self) -> list[int]:
        """Places of the questions that were not right and can be tried again."""
        questions = enumerate(self.quiz.questions)
        return [place for place, one in questions if self.standing(one) in ("part", "wrong") and self.can_try(one)]

    def first_place(self) -> int:
        """Where to begin: the first question without an answer; the introduction when none has one; else the results."""
        waiting = [place for place, one in enumerate(self.quiz.questions) if not self.tries(one)]
        if not waiting:
            return len(self.quiz.questions)
        if len(waiting) == len(self.quiz.questions) and self.quiz.introduction:
            return INTRODUCTION
        return waiting[0]

    def score(self) -> Score:
        answered = [one for one in self.quiz.questions if self.tries(one)]
        return quiz_score(self.quiz, {one.id: max(0, self.of(one).best) / WHOLE for one in answered})

    def share_if_done(self) -> int | None:
        """Thousandths of the points once every question has an answer and the quiz is passed (-1: it has no points)."""
        score = self.score()
        if score.answered < len(self.quiz.questions) or not score.passed:
            return None
        return round(WHOLE * score.points / score.maximum) if score.maximum else -1

    # --- in words -----------------------------------------------------------------------------------------------------

    def rules(self) -> str:
        """What is asked of the learner, in a line."""
        parts = [tr("{n} question|{n} questions", n=len(self.quiz.questions))]
        if self.quiz.pass_mark:
            parts.append(tr("passed with {percent} of the points", percent=percent(self.quiz.pass_mark)))
        if self.quiz.attempts:
            parts.append(tr("{n} try for each question|{n} tries for each question", n=self.quiz.attempts))
        return " · ".join(parts)

    def points(self, question: AnyQuestion) -> str:
        """The points of a question's best answer; empty where there are none."""
        if not self.tries(question) or isinstance(question, Essay):
            return ""
        return points_text(max(0, self.of(question).best) / WHOLE, question)

    def outcome(self) -> tuple[str, str]:
        """How the quiz went, kindly: a heading and a sentence."""
        score = self.score()
        points = tr(
            "You have {points} of {maximum} points.", points=number(score.points), maximum=number(score.maximum)
        )
        needed = tr("{needed} are needed to pass.", needed=number(score.maximum * self.quiz.pass_mark))
        said = [points] if score.maximum else []
        if waiting := len(self.quiz.questions) - score.answered:
            said.append(tr("{n} question waits for an answer.|{n} questions wait for an answer.", n=waiting))
            return tr("Not finished yet"), " ".join(said)
        if score.passed:
            return tr("Well done!"), " ".join([tr("You passed this quiz."), *said])
        if self.to_mend():
            near = score.points >= _NEAR * score.maximum * self.quiz.pass_mark
            return tr("Almost there") if near else tr("Not passed yet"), " ".join(
                [*said, needed, tr("Have another look at the ones that were not right.")]
            )
        advice = tr("Read the lesson once more and talk about it with others; what you answered is kept.")
        return tr("Not passed this time"), " ".join([*said, needed, advice])


def points_text(share: float, question: AnyQuestion) -> str:
    """A share of a question's points, in words."""
    return points_of(share * question.points, question.points)


def points_of(points: float, maximum: float) -> str:
    """Points out of those that there are, in words."""
    n = 1 if maximum == 1 else 2  # a count of points need not be whole
    return tr(
        "{points} of {maximum} point|{points} of {maximum} points", n=n, points=number(points), maximum=number(maximum)
    )


def number(value: float) -> str:
    """A number of points, as people of the current language write it."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if current_language() == "fr" else text
