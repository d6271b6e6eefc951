"""The parts that read what authors wrote as answers: sums, ranges, regular expressions, scripts."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bivouac.courses.olx.arithmetic import IncomputableError, accepted_range, value_of
from bivouac.courses.olx.patterns import NotPlainError, escaped, spelled_out
from bivouac.courses.olx.scripts import Variables
from bivouac.courses.written import text_matches


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("4", 4), ("-3.5", -3.5), ("9.3*10^7", 9.3e7), ("1.5e-7", 1.5e-7), ("sqrt(2)/2", math.sqrt(2) / 2), ("5%", 0.05), ("3k", 3000),
        ("2^0.5", math.sqrt(2)), ("-(1+2)*3", -9), ("pi*2", 2 * math.pi), ("factorial(5)", 120), ("−2×3", -6), ("+7", 7),
    ],
)  # fmt: skip
def test_sums_have_their_value(expression: str, value: float) -> None:
    assert value_of(expression) == pytest.approx(value)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "10*i",
        "x+1",
        "1/0",
        "10^10^10^10",
        "sqrt(-1)",
        "__import__('os')",
        "().__class__",
        "(" * 300,
        "1" * 600,
        "5 kg",
        "[1]",
        "1,5",
        "True",
        "'a'",
    ],
)
def test_what_is_no_real_number_is_refused(expression: str) -> None:
    with pytest.raises(IncomputableError):
        value_of(expression)


@given(st.text(max_size=40))
def test_any_text_has_a_finite_value_or_none(text: str) -> None:
    with contextlib.suppress(IncomputableError):
        assert math.isfinite(value_of(text))


@pytest.mark.parametrize(
    ("answer", "tolerance", "low", "high"),
    [
        ("100", "5%", 95, 105), ("100", "0.5", 99.5, 100.5), ("-100", "5%", -105, -95), ("[1, 5]", "", 1, 5), ("12", "0", 12, 12),
        ("10", "", 9.9999, 10.0001),
    ],
)  # fmt: skip
def test_answers_with_their_tolerance(answer: str, tolerance: str, low: float, high: float) -> None:
    accepted = accepted_range(answer, tolerance)
    assert (accepted.low, accepted.high) == pytest.approx((low, high))


def test_open_ends_do_not_belong_to_a_range() -> None:
    accepted = accepted_range("(1,5)", "")
    assert 1 < accepted.low < 1.001
    assert 4.999 < accepted.high < 5
    with pytest.raises(IncomputableError):
        accepted_range("[5,1]", "")


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("colou?r|hue", ["colour", "color", "hue"]),
        ("^(The )?Nile$", ["The Nile", "Nile"]),
        (".*democra.*", ["*democra*"]),
        ("[Tt]he", ["The", "the"]),
        (r"a\.b\*", ["a.b\\*"]),
        (r"New\s+York", ["New York"]),
        ("(a|b)(?:c|d)", ["ac", "ad", "bc", "bd"]),
    ],
)
def test_regular_expressions_that_are_lists(pattern: str, texts: list[str]) -> None:
    assert spelled_out(pattern) == texts


@pytest.mark.parametrize(
    "pattern",
    [r"\d+", "a{2}", "(?i)x", "(" * 50, "[a-z]", "[^a]", "a.b", "a+", "x)", "(a", "[ab", "\\", "(a|b|c|d)" * 4],
)
def test_regular_expressions_that_are_not(pattern: str) -> None:
    with pytest.raises(NotPlainError):
        spelled_out(pattern)


@given(st.text(max_size=30))
def test_an_escaped_text_accepts_itself(text: str) -> None:
    text = text.replace("\\", "")
    assert text_matches(escaped(text), text)


def variables(script: str) -> Variables:
    problem = etree.Element("problem")
    etree.SubElement(problem, "script", type="loncapa/python").text = script
    return Variables(problem)


def test_constants_of_a_script_are_known_and_all_else_is_computed() -> None:
    found = variables(
        "\nimport random\n a = 5\n".replace("\n a", "\na")
        + "b = a * 2\nname = 'Bob'\nc = random.randint(1, 2)\nif c:\n    d = 1\nd = 3\n"
    )
    assert found.known == {"a": "5", "b": "10", "name": "Bob"}
    assert found.filled("$a, ${b}x, $name, $c, $5, $names") == "5, 10x, Bob, $c, $5, Bobs"
    assert found.missing("$a $c $d $other") == ["$c", "$d"]


def test_a_script_that_is_no_python_makes_its_names_computed() -> None:
    assert variables("x = = 3\ny = 2").missing("$x and $y") == ["$x", "$y"]


def test_text_with_dollars_and_no_script_stays() -> None:
    assert Variables(etree.Element("problem")).filled("It costs $x or $5") == "It costs $x or $5"
