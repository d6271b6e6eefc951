"""What answers earn, kind by kind, and the rules that hold for all of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bivouac.courses.grading import Grade, Mark, grade, quiz_score
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
    Quiz,
    ShortAnswer,
    TrueFalse,
)
from bivouac.errors import InputError

WORDS: dict[str, str] = {"id": "q", "title": "Q", "prompt": "?"}

CAPITAL = Choice(
    **WORDS,
    feedback="Read on.",
    options=(
        Option(text="Abidjan", share=0.5, feedback="The largest."),
        Option(text="Yamoussoukro", share=1),
        Option(text="Dakar"),
    ),
)
PRIMES = Choice(
    **WORDS,
    multiple=True,
    options=(
        Option(text="2", share=0.33333),
        Option(text="3", share=0.33333),
        Option(text="4", share=-0.5),
        Option(text="5", share=0.33333),
    ),
)
NONE_IS_RIGHT = Choice(**WORDS, multiple=True, options=(Option(text="a", share=-1), Option(text="b", share=-1)))
ROUND = TrueFalse(**WORDS, answer=True, feedback_true="It is.", feedback_false="Look up.")
CITY = ShortAnswer(
    **WORDS,
    accepted=(
        AcceptedText(text="Yamous*", share=0.5, feedback="Spell it out."),
        AcceptedText(text="Yamoussoukro", feedback="Yes."),
    ),
)
EXACT = ShortAnswer(**WORDS, case_sensitive=True, accepted=(AcceptedText(text="NaCl"),))
PRICE = Numerical(
    **WORDS,
    unit="€",
    accepted=(AcceptedRange(low=1200, high=1300, share=0.5, feedback="Near."), AcceptedRange(low=1250, high=1250)),
)
PAIRS = Matching(
    **WORDS,
    pairs=(
        Pair(left="Mali", right="Bamako"),
        Pair(left="Togo", right="Lomé"),
        Pair(left="Bénin", right="Cotonou"),
        Pair(left="Ghana", right="Accra"),
    ),
    distractors=("Dakar",),
)
STEPS = Ordering(**WORDS, items=("one", "two", "three", "four", "five"))
LETTER = Essay(**WORDS, feedback="Thank you.")
ALL: list[AnyQuestion] = [CAPITAL, PRIMES, NONE_IS_RIGHT, ROUND, CITY, EXACT, PRICE, PAIRS, STEPS, LETTER]


def verdict(question: AnyQuestion, response: Any) -> tuple[float, bool]:
    result = grade(question, response)
    return round(result.share, 5), result.correct


def test_one_choice() -> None:
    assert grade(CAPITAL, [1]) == Grade(
        share=1.0, correct=True, feedback=("Read on.",), marks=(Mark.NONE, Mark.RIGHT, Mark.NONE)
    )
    partly = grade(CAPITAL, [0])
    assert (partly.share, partly.correct) == (0.5, False)
    assert partly.feedback == ("The largest.", "Read on.")
    assert partly.marks == (Mark.RIGHT, Mark.MISSED, Mark.NONE)
    assert verdict(CAPITAL, [2]) == (0, False)
    assert verdict(CAPITAL, []) == (0, False)
    with pytest.raises(InputError):
        grade(CAPITAL, [0, 1])


def test_several_choices_add_up_and_stay_between_nothing_and_all() -> None:
    assert verdict(PRIMES, [0, 1, 3]) == (1, True)
    assert verdict(PRIMES, [3, 0]) == (0.66666, False)
    assert verdict(PRIMES, [0, 1, 2, 3]) == (0.49999, False)
    assert verdict(PRIMES, [2]) == (0, False)
    assert grade(PRIMES, [0, 2]).marks == (Mark.RIGHT, Mark.MISSED, Mark.WRONG, Mark.MISSED)


def test_where_no_option_is_right_choosing_none_is() -> None:
    assert verdict(NONE_IS_RIGHT, []) == (1, True)
    assert verdict(NONE_IS_RIGHT, [0]) == (0, False)


def test_a_wrong_option_that_costs_nothing_is_still_not_correct() -> None:
    question = Choice(**WORDS, multiple=True, options=(Option(text="a", share=1), Option(text="b")))
    assert verdict(question, [0, 1]) == (1, False)


def test_true_or_false() -> None:
    assert grade(ROUND, True) == Grade(share=1.0, correct=True, feedback=("It is.",))
    assert grade(ROUND, False) == Grade(share=0.0, correct=False, feedback=("Look up.",))


def test_a_short_answer_takes_the_best_that_fits() -> None:
    assert grade(CITY, "yamoussoukro").feedback == ("Yes.",)
    assert verdict(CITY, "Yamousokro") == (0.5, False)
    assert verdict(CITY, "") == (0, False)
    assert verdict(EXACT, " NaCl") == (1, True)
    assert verdict(EXACT, "nacl") == (0, False)


def test_an_empty_answer_is_no_answer_even_to_a_star() -> None:
    assert verdict(ShortAnswer(**WORDS, accepted=(AcceptedText(text="*"),)), "  ") == (0, False)


def test_numbers() -> None:
    assert verdict(PRICE, "1 250,00 €") == (1, True)
    assert verdict(PRICE, "1,250") == (1, True)
    assert grade(PRICE, "1300").feedback == ("Near.",)
    assert verdict(PRICE, "1300,01") == (0, False)
    assert verdict(PRICE, "") == (0, False)
    with pytest.raises(InputError, match="not a number"):
        grade(PRICE, "a lot")


def test_floating_point_loses_no_answer() -> None:
    assert verdict(Numerical(**WORDS, accepted=(AcceptedRange(low=0.1 + 0.2, high=0.1 + 0.2),)), "0.3") == (1, True)


def test_pairs() -> None:
    assert verdict(PAIRS, ["Bamako", "Lomé", "Cotonou", "Accra"]) == (1, True)
    partly = grade(PAIRS, ["Bamako", "Dakar", None, "Accra"])
    assert (partly.share, partly.marks) == (0.5, (Mark.RIGHT, Mark.WRONG, Mark.MISSED, Mark.RIGHT))


def test_order() -> None:
    assert verdict(STEPS, [0, 1, 2, 3, 4]) == (1, True)
    assert verdict(STEPS, [4, 0, 1, 2, 3]) == (0.75, False)
    assert verdict(STEPS, [4, 3, 2, 1, 0]) == (0, False)
    assert verdict(STEPS, []) == (0, False)


def test_an_essay_waits_for_a_person() -> None:
    assert grade(LETTER, "Dear all, …") == Grade(share=0.0, correct=False, graded=False)


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (CAPITAL, 1), (CAPITAL, "1"), (CAPITAL, [3]), (CAPITAL, [-1]), (CAPITAL, [True]), (PRIMES, [0, 0]), (CAPITAL, None),
        (ROUND, 1), (ROUND, "true"), (CITY, 3), (CITY, None), (PRICE, 1250.0),
        (PAIRS, ["Bamako"]), (PAIRS, [1, 2, 3, 4]), (PAIRS, {}), (STEPS, [0, 1]), (STEPS, [0, 0, 1, 2, 3]), (LETTER, []),
    ],
)  # fmt: skip
def test_a_response_of_another_shape_is_refused(question: AnyQuestion, response: Any) -> None:
    with pytest.raises(InputError):
        grade(question, response)


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 6) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)


@given(st.sampled_from(ALL), _json)
def test_any_response_is_graded_or_refused(question: AnyQuestion, response: Any) -> None:
    try:
        result = grade(question, response)
    except InputError:
        return
    assert 0 <= result.share <= 1
    assert not result.correct or result.share == 1
    assert result == grade(question, response)


@given(st.permutations(range(4)))
def test_the_order_of_ticking_does_not_matter(order: list[int]) -> None:
    assert grade(PRIMES, order) == grade(PRIMES, sorted(order))


@given(st.permutations(range(5)))
def test_only_the_right_order_is_right(order: list[int]) -> None:
    assert grade(STEPS, order).correct == (order == sorted(order))


def test_the_score_of_a_quiz() -> None:
    questions = (
        TrueFalse(id="a", title="A", prompt="?", answer=True, points=3),
        TrueFalse(id="b", title="B", prompt="?", answer=True),
        Essay(id="c", title="C", prompt="?", points=10),
    )
    quiz = Quiz(id="z", title="Z", questions=questions, pass_mark=0.6)
    assert quiz_score(quiz, {}).passed is False
    score = quiz_score(quiz, {"a": 1.0, "c": 0.0, "gone": 1.0})
    assert (score.points, score.maximum, score.answered, score.passed) == (3.0, 4.0, 2, True)
    assert quiz_score(quiz, {"a": 0.5, "b": 0.8}).passed is False
    third = Quiz(id="z", title="Z", questions=questions[:2], pass_mark=0.25)
    assert quiz_score(third, {"b": 1.0}).passed is True


def test_a_quiz_of_essays_is_passed_when_all_are_written() -> None:
    essays = tuple(Essay(id=name, title=name, prompt="?") for name in ("a", "b"))
    quiz = Quiz(id="z", title="Z", questions=essays)
    assert quiz_score(quiz, {"a": 0.0}).passed is False
    assert quiz_score(quiz, {"a": 0.0, "b": 0.0}).passed is True


@given(st.dictionaries(st.sampled_from("abx"), st.floats(0, 1)), st.floats(0, 1))
def test_more_points_never_fail_who_passed(best: dict[str, float], mark: float) -> None:
    questions = tuple(TrueFalse(id=name, title=name, prompt="?", answer=True) for name in "ab")
    quiz = Quiz(id="z", title="Z", questions=questions, pass_mark=mark)
    if quiz_score(quiz, best).passed:
        assert quiz_score(quiz, {**best, "a": 1.0}).passed
