"""Ids from what people write."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bivouac.courses.ids import make_id, unique_id
from bivouac.courses.model import Id


def test_latin_titles_are_spelled_in_ascii() -> None:
    assert make_id("Été à Abidjan !") == "ete-a-abidjan"
    assert make_id("Œuvre, Straße & Łódź") == "oeuvre-strasse-lodz"
    assert make_id("  -- ") != ""


def test_other_scripts_stay_apart() -> None:
    assert make_id("项目管理") != make_id("风险管理")
    assert make_id("Module 1 项目") != make_id("Module 1 风险")
    assert make_id("e\u0301te\u0301") == make_id("été")


def test_long_texts_that_begin_alike_stay_apart() -> None:
    assert make_id("a" * 300 + "b") != make_id("a" * 300 + "c")


def test_a_taken_id_gets_a_number() -> None:
    taken = {"quiz"}
    assert [unique_id("Quiz", taken) for _ in range(2)] == ["quiz-2", "quiz-3"]
    assert taken == {"quiz", "quiz-2", "quiz-3"}


@given(st.text())
def test_any_text_gives_a_valid_id(text: str) -> None:
    decoder = msgspec.json.Decoder(Id)
    assert decoder.decode(msgspec.json.encode(make_id(text))) == make_id(text)
    assert decoder.decode(msgspec.json.encode(unique_id(text, {make_id(text)})))
