"""Every kind of question: how it is answered by mouse and keyboard, shown again, judged and explained."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton, QToolButton

from bivouac import language
from bivouac.courses.grading import grade
from bivouac.courses.model import (
    AcceptedRange,
    AcceptedText,
    AnyQuestion,
    Choice,
    Essay,
    Matching,
    Numerical,
    Option,
    Ordering,
    Pair,
    ShortAnswer,
    TrueFalse,
)
from bivouac.desktop.theme import DARK
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.questions import answer_widget
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.desktop.widgets.questions.view import QuestionView
from bivouac.errors import BundleError
from bivouac.sync.journal.acts import MAX_TEXT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SINGLE = Choice(
    id="single",
    title="Single",
    prompt="<p>Which?</p>",
    options=(
        Option(text="the <b>path</b>", share=1, feedback="Yes."),
        Option(text="the lot", feedback="No, a lot is a parcel."),
        Option(text="the chart"),
    ),
    feedback="Remember the path.",
)
MULTIPLE = Choice(
    id="multiple",
    title="Multiple",
    prompt="<p>Which?</p>",
    multiple=True,
    shuffle=False,
    options=(Option(text="time", share=0.5), Option(text="money", share=0.5), Option(text="colour", share=-0.5)),
)
TRUE_FALSE = TrueFalse(id="tf", title="True or false", prompt="Is it?", answer=True, feedback_false="It is.")
SHORT = ShortAnswer(
    id="short",
    title="Short",
    prompt="Name?",
    accepted=(AcceptedText(text="Gantt"), AcceptedText(text="g*t", share=0.5)),
)
NUMBER = Numerical(
    id="number", title="Number", prompt="How many?", accepted=(AcceptedRange(low=9.5, high=10.5),), unit="weeks"
)
MATCHING = Matching(
    id="matching",
    title="Match",
    prompt="Who?",
    pairs=(Pair(left="Awa", right="decides"), Pair(left="Koffi", right="builds")),
    distractors=("sleeps",),
)
ORDERING = Ordering(id="ordering", title="Order", prompt="In order.", items=("find", "sign", "build", "open"))
ESSAY = Essay(id="essay", title="Essay", prompt="Tell.")
ALL = (SINGLE, MULTIPLE, TRUE_FALSE, SHORT, NUMBER, MATCHING, ORDERING, ESSAY)
RIGHT = {
    "single": [0],
    "multiple": [0, 1],
    "tf": True,
    "short": "gantt",
    "number": "10,2",
    "matching": ["decides", "builds"],
    "ordering": [0, 1, 2, 3],
    "essay": "My project.",
}


def no_files(path: str) -> bytes:
    raise BundleError("It is not there.")


def context(seed: str = "seed") -> AnswerContext:
    return AnswerContext(no_files, PageStyle(size=16), seed)


@pytest.fixture
def show(qtbot):
    def made(question: AnyQuestion, seed: str = "seed") -> AnswerWidget:
        widget = answer_widget(question, context(seed))
        qtbot.addWidget(widget)
        widget.resize(640, 400)
        widget.show()
        return widget

    return made


def names(question: AnyQuestion) -> str:
    return question.id


@pytest.mark.parametrize("question", ALL, ids=names)
def test_answer_shown_is_the_answer_given(show, question: AnyQuestion) -> None:
    """What was recorded comes back as it was, whatever order it is shown in, and earns what it earned."""
    for seed in ("a", "b", "c"):
        widget = show(question, seed)
        widget.show_response(RIGHT[question.id])
        assert widget.response() == RIGHT[question.id]
        assert widget.ready()
        assert widget.problem() == ""
        judged = grade(question, widget.response())
        assert judged.correct or not judged.graded


@pytest.mark.parametrize("question", ALL, ids=names)
def test_nothing_is_judged_before_something_is_answered(show, question: AnyQuestion) -> None:
    """An order to put right always is one; all else says what is missing."""
    widget = show(question)
    assert widget.ready() == (question is ORDERING) == (widget.missing() == "")
    assert widget.missing() == "" or widget.missing().endswith(" first.")


@pytest.mark.parametrize("question", ALL, ids=names)
@pytest.mark.parametrize("response", [None, True, 7, "text", [9, 8], ["x"], [None], [0, 0], {}])
def test_answer_of_another_version_of_the_course_is_passed_by(show, question: AnyQuestion, response) -> None:
    widget = show(question)
    widget.show_response(response)
    widget.lock()
    assert isinstance(widget.response(), bool | str | list | None)


@pytest.mark.parametrize("question", ALL, ids=names)
def test_locked_answer_can_be_read_and_not_changed(show, question: AnyQuestion) -> None:
    widget = show(question)
    widget.show_response(RIGHT[question.id])
    before = widget.response()
    widget.lock()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_X):
        QTest.keyClick(widget.focusProxy() or widget, key)
    assert widget.response() == before


@pytest.mark.parametrize("question", ALL, ids=names)
def test_whatever_has_no_text_has_a_name(show, question: AnyQuestion) -> None:
    widget = show(question)
    for kind in (QToolButton, QRadioButton):
        assert all(one.accessibleName() for one in widget.findChildren(kind))
    assert widget.focusProxy() is not None, "the keyboard finds the answer"


def test_single_choice_by_keyboard_and_mouse(show, qtbot) -> None:
    widget = show(SINGLE)
    assert not widget.ready()
    first, second = (widget.cards[index] for index in widget.order[:2])
    with qtbot.waitSignal(widget.changed):
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert widget.response() == [widget.order[0]]
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(second.width() - 10, second.height() // 2))
    assert widget.response() == [widget.order[1]]
    assert widget.cards[0].accessibleName() == "the path"


def test_order_is_stable_for_a_seed_and_another_for_another_try() -> None:
    orders = {seed: answer_widget(SINGLE, context(seed)).order for seed in map(str, range(12))}
    assert all(answer_widget(SINGLE, context(seed)).order == order for seed, order in orders.items())
    assert len({tuple(order) for order in orders.values()}) > 2
    assert answer_widget(MULTIPLE, context("x")).order == [0, 1, 2], "an author who forbids it is obeyed"


def test_right_options_stay_hidden_while_there_are_tries(show) -> None:
    widget = show(SINGLE)
    widget.show_response([1])
    judged = grade(SINGLE, [1])
    widget.show_grade(judged, reveal=False)
    assert (widget.cards[0].mark, widget.cards[1].mark) == ("", "wrong")
    widget = show(SINGLE)
    widget.show_response([1])
    widget.show_grade(judged, reveal=True)
    assert widget.cards[0].mark == "missed"
    assert widget.cards[0].accessibleDescription() == "This one is right"
    assert widget.said(judged) == ("No, a lot is a parcel.", "Remember the path.")


def test_numbers_that_are_none_are_not_judged(show) -> None:
    widget = show(NUMBER)
    widget.field.setText("ten")
    assert "is not a number" in widget.problem()
    widget.field.setText("10,2 weeks")
    assert widget.problem() == ""
    assert widget.behind.text() == "weeks"


def test_an_ampersand_in_a_unit_is_shown(show) -> None:
    """Qt hides a single one in a label that stands for a field."""
    widget = show(Numerical(id="n", title="N", prompt="How many?", accepted=NUMBER.accepted, unit="M&M"))
    plain = QLabel("M&M", widget)
    assert widget.behind.sizeHint().width() == plain.sizeHint().width()


def test_solutions_in_words(show) -> None:
    assert show(SHORT).solution() == "<b>Gantt</b>"
    assert show(NUMBER).solution() == "<b>between 9.5 and 10.5 weeks</b>"
    language.use_language("fr")
    assert "9,5" in show(NUMBER).solution()
    assert "<li>find</li><li>sign</li>" in show(ORDERING).solution()
    assert "decides" in show(MATCHING).solution()


def test_matching_waits_for_every_pair(show) -> None:
    widget = show(MATCHING)
    assert widget.response() == [None, None]
    assert sorted(widget.rights) == ["builds", "decides", "sleeps"]
    widget.fields[0].setCurrentIndex(widget.rights.index("decides") + 1)
    assert not widget.ready()
    widget.fields[1].setCurrentIndex(widget.rights.index("sleeps") + 1)
    assert widget.ready()
    assert grade(MATCHING, widget.response()).share == 0.5
    widget.show_grade(grade(MATCHING, widget.response()), reveal=True)
    assert any("builds" in label.text() for label in widget.findChildren(QLabel))


def test_ordering_by_button_key_and_drag(show) -> None:
    widget = show(ORDERING)
    start = list(widget.response())
    assert start != [0, 1, 2, 3], "never shown in its right order"
    widget.rows[0].down.click()
    assert widget.response() == [start[1], start[0], *start[2:]]
    QTest.keyClick(widget.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert widget.response() == start
    row = widget.rows[0]
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    last = widget.rows[-1].geometry()
    for _ in range(len(start)):
        QTest.mouseMove(row, row.mapFromGlobal(widget.mapToGlobal(last.bottomLeft() + QPoint(60, -2))))
    assert widget.response() == [*start[1:], start[0]]
    assert not widget.rows[-1].down.isEnabled()
    assert widget.rows[0].accessibleName().startswith("1 of 4")


@pytest.mark.parametrize("seed", [str(n) for n in range(20)])
def test_two_things_to_order_are_never_in_order(seed: str) -> None:
    question = Ordering(id="two", title="Two", prompt="", items=("a", "b"))
    assert answer_widget(question, context(seed)).response() == [1, 0]


def test_essay_that_is_too_long_says_so(show) -> None:
    widget = show(ESSAY)
    assert not widget.ready()
    widget.field.setPlainText("word " * 3)
    assert widget.words.text() == "3 words"
    widget.field.setPlainText("x" * (MAX_TEXT + 1))
    assert "shorten" in widget.problem()


@pytest.mark.parametrize("question", ALL, ids=names)
@pytest.mark.parametrize("width", [520, 760])
def test_nothing_is_clipped(qtbot, question: AnyQuestion, width: int) -> None:
    """At the largest text size on the narrowest window every part has the width it needs."""
    view = QuestionView(question, "Question 1 of 8", AnswerContext(no_files, PageStyle(DARK, 1.6), "seed"))
    qtbot.addWidget(view)
    view.answer.show_response(RIGHT[question.id])
    view.show_verdict(grade(question, RIGHT[question.id]), "1 of 1 point", reveal=False)
    assert view.minimumSizeHint().width() <= width
    view.resize(width, view.heightForWidth(width))
    view.show()
    view.layout().activate()
    for text in view.findChildren(type(view.prompt)):
        assert text.height() >= text.heightForWidth(text.width())
