"""Numbers and words as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bivouac.courses.written import number_readings, text_matches
from bivouac.errors import InputError


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1250", 1250),
        ("3,5", 3.5),
        ("3.5", 3.5),
        (" 1 250,5 ", 1250.5),
        ("1\u202f250,50", 1250.5),
        ("1\u00a0250\u00a0000", 1_250_000),
        ("1'250.5", 1250.5),
        ("1,250.5", 1250.5),
        ("1.250,5", 1250.5),
        ("1,250,000", 1_250_000),
        ("1.250.000", 1_250_000),
        (".5", 0.5),
        (",5", 0.5),
        ("0,125", 0.125),
        ("5.", 5),
        ("−3", -3),
        ("+3", 3),
        ("1e3", 1000),
        ("1,5E-3", 0.0015),
        ("9.3*10^7", 9.3e7),
        ("9,3 × 10^7", 9.3e7),
        ("9.3x10^7", 9.3e7),
        ("9.3 * 10**-7", 9.3e-7),
        ("9,3·10⁷", 9.3e7),
        ("10⁻³", 1e-3),
        ("-10^3", -1000),
        ("10^2", 100),
        ("2/3", 2 / 3),
        ("1,5/3", 0.5),
        ("٣٫٥", 3.5),
        ("３．５", 3.5),
    ],
)
def test_numbers_as_people_write_them(typed: str, value: float) -> None:
    assert number_readings(typed)[0] == pytest.approx(value, rel=1e-15)


def test_a_comma_before_three_figures_may_mean_either() -> None:
    assert number_readings("1,250") == (1.25, 1250.0)
    assert number_readings("1.250") == (1.25,)


def test_a_unit_may_stand_behind_the_number() -> None:
    assert number_readings("12,5 €", "€") == (12.5,)
    assert number_readings("12,5 Km/h", "km/h") == (12.5,)
    assert number_readings("12,5", "€") == (12.5,)
    assert number_readings("5 m²", "m²") == (5.0,)


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "12 €",
        "1..2",
        "1.2.3",
        "1,2,3,4.5.6",
        "--3",
        "1e",
        "nan",
        "inf",
        "1e999",
        "50%",
        "1/0",
        "1/2/3",
        "3*4",
        "9" * 101,
        "²",
        "1_000",
    ],
)
def test_what_is_no_number_says_so(typed: str) -> None:
    with pytest.raises(InputError, match="is not a number"):
        number_readings(typed)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_sentence(typed: str) -> None:
    try:
        assert all(isinstance(value, float) for value in number_readings(typed))
    except InputError as error:
        assert "is not a number" in error.sentence()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_a_program_writes_is_read_back(value: float) -> None:
    assert number_readings(repr(value))[0] == value
    assert number_readings(repr(value).replace(".", ","))[0] == value


@pytest.mark.parametrize(
    ("pattern", "typed"),
    [
        ("Côte d'Ivoire", "cote d’ivoire"),
        ("Abidjan", "  ABIDJAN "),
        ("New York", "new   york"),
        ("cœur", "Coeur"),
        ("Straße", "STRASSE"),
        ("*", "anything"),
        ("*ouverture*", "la couverture !"),
        ("a*b*c", "a--b--c"),
        ("5\\*3", "5*3"),
        ("full-width", "ｆｕｌｌ-ｗｉｄｔｈ"),
        ("مرحبا", "مَرحَبًا"),
    ],
)
def test_texts_that_are_the_same_answer(pattern: str, typed: str) -> None:
    assert text_matches(pattern, typed)


@pytest.mark.parametrize(
    ("pattern", "typed"),
    [
        ("Abidjan", "Abidjan city"),
        ("a*b", "a"),
        ("aba*aba", "aba"),
        ("a*b*c", "a-c-b"),
        ("5\\*3", "5x3"),
        ("か", "が"),
        ("*x*x*", "x"),
    ],
)
def test_texts_that_are_not(pattern: str, typed: str) -> None:
    assert not text_matches(pattern, typed)


def test_exactly_keeps_case_and_accents_and_forgives_spaces_and_apostrophes() -> None:
    assert text_matches("L'Été", " L’Été ", exactly=True)
    assert not text_matches("L'Été", "l'Été", exactly=True)
    assert not text_matches("L'Été", "L'Ete", exactly=True)


@given(st.text(max_size=20))
def test_every_text_matches_itself(text: str) -> None:
    assert text_matches(text.replace("\\", "").replace("*", "\\*"), text.replace("\\", ""))


def test_many_stars_cost_nothing() -> None:
    assert not text_matches("*a" * 200 + "b", "a" * 5000)
