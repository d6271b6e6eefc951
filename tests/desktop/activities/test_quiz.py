"""A quiz from its introduction to its results, as the records have it."""

from __future__ import annotations

import copy

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from bivouac.courses.model import (
    AcceptedRange,
    Choice,
    Essay,
    Lesson,
    Numerical,
    Option,
    Quiz,
    TrueFalse,
)
from bivouac.desktop.activities.pane import PaneContext
from bivouac.desktop.activities.quiz import QuizPane
from bivouac.desktop.activities.quiz_progress import INTRODUCTION
from bivouac.desktop.theme import DARK, LIGHT
from bivouac.desktop.widgets.message_card import MessageCard
from bivouac.desktop.widgets.quiz_results import QuizResults
from bivouac.errors import BundleError
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState, QuestionState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CHOICE = Choice(
    id="choice",
    title="The path",
    prompt="<p>Which?</p>",
    options=(Option(text="this", share=1, feedback="Yes."), Option(text="that", feedback="No.")),
    hints=("First hint.", "Second hint."),
    explanation="Because.",
)
NUMBER = Numerical(
    id="number", title="The weeks", prompt="How many?", accepted=(AcceptedRange(low=10, high=10),), points=3
)
TRUTH = TrueFalse(id="truth", title="Both", prompt="Is it?", answer=True)
ESSAY = Essay(id="essay", title="Yours", prompt="Tell.")


class Files:
    def read(self, path: str) -> bytes:
        raise BundleError("It is not there.")

    def film(self, video: object) -> None:
        return None

    def coming(self, video: object) -> None:
        return None


def quiz(*questions, **settings) -> Quiz:
    return Quiz(id="quiz", title="Quiz", questions=questions, **settings)


class Journal:
    """Keeps what the pane says and gives it back as a state, as the disk does; `full` keeps nothing."""

    def __init__(self, pane: QuizPane, state: ActivityState) -> None:
        self.pane, self.state = pane, state
        self.said: list[object] = []
        self.full = False
        pane.acted.connect(self.record)
        pane.show_state(copy.deepcopy(state))

    def record(self, act: object) -> None:
        self.said.append(act)
        if self.full:
            return
        match act:
            case acts.Answered(question, response, share):
                known = self.state.questions.setdefault(question, QuestionState())
                known.tries += 1
                known.best = max(known.best, share)
                known.last, known.last_share = response, share
            case acts.Hinted(question, count):
                self.state.questions.setdefault(question, QuestionState()).hints = count
            case acts.Completed(share):
                self.state.completed = 1
                self.state.score = max(self.state.score, share)
        self.pane.show_state(copy.deepcopy(self.state))


@pytest.fixture
def open_quiz(qtbot):
    def made(activity: Quiz, state: ActivityState | None = None) -> tuple[QuizPane, Journal]:
        lesson = Lesson(id="l", title="L", activities=(activity,), pack="sha256:" + "0" * 64, pack_size=1)
        pane = QuizPane(PaneContext("course", "en", lesson, activity, Files(), LIGHT))
        qtbot.addWidget(pane)
        journal = Journal(pane, state or ActivityState())
        pane.resize(776, 560)
        pane.show()
        return pane, journal

    return made


def verdicts(pane: QuizPane) -> list[str]:
    assert pane.question is not None
    return [card.heading.text() for card in pane.question.findChildren(MessageCard)]


def answer(pane: QuizPane, response: object) -> None:
    assert pane.question is not None
    pane.question.answer.show_response(response)
    pane.main.click()


def test_from_the_introduction_to_the_results(open_quiz, qtbot) -> None:
    pane, journal = open_quiz(quiz(CHOICE, NUMBER, introduction="<p>Take your time.</p>"))
    assert pane.place == INTRODUCTION
    pane.main.click()
    assert not pane.main.isEnabled(), "there is nothing to check yet"
    assert pane.back.text() == "Introduction" and pane.back.isVisible()
    answer(pane, [0])
    assert verdicts(pane) == ["Right! · 1 of 1 point"]
    assert pane.main.text() == "Next question"
    pane.main.click()
    assert pane.back.text() == "Previous question"
    answer(pane, "10")
    assert journal.said == [
        acts.Answered("choice", [0], 1000),
        acts.Answered("number", "10", 1000),
        acts.Completed(1000),
    ]
    assert pane.main.text() == "See my results"
    pane.main.click()
    results = pane.column.findChild(QuizResults)
    assert "You passed this quiz. You have 4 of 4 points." in [label.text() for label in results.findChildren(QLabel)]
    with qtbot.waitSignal(pane.finished):
        pane.main.click()


def test_nothing_chosen_is_not_checked_and_the_button_says_why(open_quiz) -> None:
    several = Choice(
        id="several",
        title="Which",
        prompt="Which ones?",
        options=(Option(text="this", share=1), Option(text="that")),
        multiple=True,
    )
    pane, journal = open_quiz(quiz(several))
    assert not pane.main.isEnabled()
    assert pane.main.toolTip() == pane.main.accessibleDescription() == "Choose at least one answer first."
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert journal.said == []
    assert pane.question is not None
    pane.question.answer.show_response([1])
    assert pane.main.isEnabled() and pane.main.toolTip() == ""
    pane.question.answer.show_response([])
    assert not pane.main.isEnabled(), "what was chosen is taken back"


def test_wrong_answer_hints_and_another_try(open_quiz) -> None:
    pane, journal = open_quiz(quiz(CHOICE))
    pane.hint.click()
    pane.hint.click()
    assert verdicts(pane) == ["Hint 1 of 2", "Hint 2 of 2"]
    assert pane.hint.isHidden()
    answer(pane, [1])
    assert verdicts(pane)[-1] == "Not right yet · 0 of 1 point"
    assert not pane.explain.isHidden(), "who does not get further may ask"
    pane.explain.click()
    assert verdicts(pane)[-1] == "Explanation", "and is told why, not which"
    pane.again.click()
    assert "Explanation" not in verdicts(pane), "it is out of the way of a new try"
    assert pane.question.answer.response() == []
    answer(pane, [0])
    assert pane.again.isHidden()
    pane.explain.click()
    assert verdicts(pane)[-1] == "Explanation"
    assert journal.said == [
        acts.Hinted("choice", 1),
        acts.Hinted("choice", 2),
        acts.Answered("choice", [1], 0),
        acts.Answered("choice", [0], 1000),
        acts.Completed(1000),
    ]


def test_another_try_is_first_while_there_are_points_to_win(open_quiz) -> None:
    pane, _ = open_quiz(quiz(CHOICE, ESSAY, attempts=2))
    answer(pane, [1])
    assert (pane.again.property("look"), pane.main.property("look")) == ("main", "")
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert pane._trying and pane.question.question is CHOICE
    assert pane.main.property("look") == "main", "Check my answer"
    answer(pane, [1])
    assert pane.again.isHidden() and pane.main.property("look") == "main", "no try is left"
    pane.main.click()
    answer(pane, "All of it.")
    assert not pane.again.isHidden() and pane.main.property("look") == "main", "an essay has no points to win"


def test_explanation_waits_while_tries_count(open_quiz) -> None:
    pane, _ = open_quiz(quiz(CHOICE, NUMBER, attempts=2))
    answer(pane, [1])
    assert pane.explain.isHidden(), "it would give the answer away"
    pane.again.click()
    answer(pane, [1])
    assert not pane.explain.isHidden()


def test_without_an_explanation_nothing_is_given_away(open_quiz) -> None:
    pane, _ = open_quiz(quiz(NUMBER))
    answer(pane, "7")
    assert pane.explain.isHidden()


def test_last_try_reveals_what_is_right(open_quiz) -> None:
    pane, journal = open_quiz(quiz(CHOICE, NUMBER, attempts=1))
    answer(pane, [1])
    assert pane.again.isHidden()
    assert pane.question.answer.cards[0].mark == "missed"
    pane.main.click()
    answer(pane, "7")
    pane.explain.click()
    assert verdicts(pane)[-1] == "The right answer"
    pane.main.click()
    assert pane.mend.isHidden()
    assert not any(isinstance(act, acts.Completed) for act in journal.said)
    assert "Not passed this time" in [label.text() for label in pane.column.findChildren(QLabel)]


@pytest.mark.parametrize(("second", "heading"), [("7", "Not passed yet"), ("10", "Almost there")])
def test_almost_there_is_said_to_who_is(open_quiz, second: str, heading: str) -> None:
    pane, _ = open_quiz(quiz(CHOICE, NUMBER, pass_mark=0.9))
    answer(pane, [1])
    pane.main.click()
    answer(pane, second)
    pane.main.click()
    assert heading in [label.text() for label in pane.column.findChildren(QLabel)]


def test_feedback_waits_for_the_disk(open_quiz) -> None:
    """Nothing is said before the answer is kept, and a second click is no second answer."""
    pane, journal = open_quiz(quiz(CHOICE))
    journal.full = True
    answer(pane, [0])
    pane.main.click()
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert journal.said == [acts.Answered("choice", [0], 1000)]
    assert verdicts(pane) == []
    pane._saving.timeout.emit()
    pane._saving.stop()
    pane._show_buttons()
    assert pane.main.isEnabled(), "after a while the answer can be given again"


def test_what_was_answered_is_shown_as_it_was(open_quiz) -> None:
    state = ActivityState(questions={"choice": QuestionState(tries=2, best=0, last=[1], last_share=0, hints=1)})
    pane, journal = open_quiz(quiz(CHOICE, NUMBER), state)
    assert pane.place == 1, "the first question without an answer"
    pane.steps.chosen.emit(0)
    assert pane.question.answer.response() == [1]
    assert verdicts(pane) == ["Hint 1 of 2", "Not right yet · 0 of 1 point"]
    assert journal.said == []


def test_answer_that_no_longer_fits_can_be_given_anew(open_quiz) -> None:
    state = ActivityState(questions={"choice": QuestionState(tries=1, best=0, last=[5], last_share=0)})
    pane, journal = open_quiz(quiz(CHOICE), state)
    pane.steps.chosen.emit(0)
    assert "Answer it once more" in pane.question.trouble.text()
    answer(pane, [0])
    assert journal.said[0] == acts.Answered("choice", [0], 1000)


def test_mending_goes_through_what_was_not_right(open_quiz) -> None:
    pane, journal = open_quiz(quiz(CHOICE, NUMBER, TRUTH))
    for response in ([1], "10", False):
        answer(pane, response)
        pane.main.click()
    assert pane.place == 3
    pane.mend.click()
    assert pane.place == 0
    answer(pane, [0])
    pane.main.click()
    assert pane.place == 2, "what was right is passed by"
    answer(pane, True)
    assert pane.main.text() == "See my results"
    pane.main.click()
    assert pane.place == 3
    assert journal.said[-1] == acts.Completed(1000)
    assert acts.Completed(600) in journal.said, "three of five points were enough to pass"


def test_number_that_is_none_costs_no_try(open_quiz) -> None:
    pane, journal = open_quiz(quiz(NUMBER, attempts=1))
    answer(pane, "ten")
    assert journal.said == []
    assert "is not a number" in pane.question.trouble.text()
    pane.question.answer.field.setText("10")
    assert pane.question.trouble.isHidden()
    pane.main.click()
    assert journal.said[0] == acts.Answered("number", "10", 1000)


def test_essay_counts_as_answered(open_quiz) -> None:
    pane, journal = open_quiz(quiz(ESSAY))
    answer(pane, "My project.")
    assert journal.said == [acts.Answered("essay", "My project.", -1), acts.Completed(-1)]
    assert verdicts(pane) == ["Your text is kept. A teacher can read it."]
    pane.again.click()
    answer(pane, "My better project.")
    assert journal.said[-1] == acts.Answered("essay", "My better project.", -1), "completed once"


def test_quiz_that_was_passed_before_completion_was_recorded_is_completed_on_opening(open_quiz) -> None:
    state = ActivityState(questions={"truth": QuestionState(tries=1, best=1000, last=True, last_share=1000)})
    _, journal = open_quiz(quiz(TRUTH), state)
    assert journal.said == [acts.Completed(1000)]


def test_other_look_keeps_what_is_not_recorded(open_quiz) -> None:
    pane, _ = open_quiz(quiz(ESSAY))
    pane.question.answer.field.setPlainText("Half a thought")
    assert pane.restyle(DARK, 1.5) is True
    assert pane.question.answer.response() == "Half a thought"
    assert pane.main.isEnabled()


def test_keyboard_alone(open_quiz, qtbot) -> None:
    pane, journal = open_quiz(quiz(TRUTH, NUMBER))
    pane.activateWindow()
    qtbot.waitUntil(lambda: pane.question.answer.cards[True].hasFocus())
    QTest.keyClick(pane.question.answer.cards[True], Qt.Key.Key_Space)
    QTest.keyClick(pane.question.answer.cards[True], Qt.Key.Key_Return)
    assert journal.said[0] == acts.Answered("truth", True, 1000)
    QTest.keyClick(pane.main, Qt.Key.Key_Return)
    field = pane.question.answer.field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "9")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert journal.said[1] == acts.Answered("number", "9", 0)
    pane.steps.setFocus()
    QTest.keyClick(pane.steps, Qt.Key.Key_Left)
    assert pane.place == 0
    assert pane.steps.accessibleName() == "Question 1 of 2: right"


def test_notes_open_their_question(open_quiz) -> None:
    pane, _ = open_quiz(quiz(TRUTH, NUMBER, ESSAY))
    pane.go_to(2)
    assert pane.position() == 2
    pane.go_to(99)
    assert pane.position() == 2
