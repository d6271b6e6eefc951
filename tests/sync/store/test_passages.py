"""Search: accents, Chinese, half words, and whatever people type."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bivouac.sync.store.database import connect
from bivouac.sync.store.library_schema import STEPS
from bivouac.sync.store.passages import Passage, Passages, excerpt, fits


def _passage(text: str, title: str = "Title", course: str = "c") -> Passage:
    return Passage(course, "lesson", "activity", "page", "", title, text)


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passages]:
    db: sqlite3.Connection = connect(tmp_path_factory.mktemp("search") / "l.sqlite", "library", STEPS)
    found = Passages(db)
    found.add(
        "c",
        [
            _passage("La médiation aide quand deux personnes ne s’entendent plus."),
            _passage("项目管理是一门学问，媒体也很重要。", "第一课"),
            _passage("A project has a beginning and an end.", "What is a project?"),
            _passage("The end of a long road that a projector shows.", "Cinema"),
        ],
    )
    found.add("d", [_passage("Another course about mediation.", course="d")])
    yield found
    db.close()


def _texts(passages: Passages, words: str) -> list[str]:
    return [hit.passage.text for hit in passages.find(words)]


def test_accents_do_not_matter(passages: Passages) -> None:
    assert {text[:2] for text in _texts(passages, "mediation")} == {"La", "An"}
    assert len(_texts(passages, "MÉDIATION")) == 2


@pytest.mark.parametrize("words", ["媒体", "项目", "管理", "学"])
def test_chinese_is_found_by_any_part(passages: Passages, words: str) -> None:
    assert _texts(passages, words) == ["项目管理是一门学问，媒体也很重要。"]


def test_the_last_word_may_be_half_typed_and_titles_rank_first(passages: Passages) -> None:
    assert [hit.passage.title for hit in passages.find("proj")] == ["What is a project?", "Cinema"]


def test_marks_stand_on_the_words(passages: Passages) -> None:
    hit = passages.find("mediation")[0]
    assert {hit.snippet[start:end].lower().replace("é", "e") for start, end in hit.marks} == {"mediation"}


@pytest.mark.parametrize("last", ["«\u00a0", "routine.", "routine,", "routine"])
def test_a_text_that_goes_on_ends_in_dots_and_no_others(last: str) -> None:
    before = "juste " * 24
    shown = excerpt(f"{before}{last} {'autrement' * 20}", "juste")
    assert shown == before.rstrip() + (" routine…" if "routine" in last else "…")


def test_a_course_that_is_removed_is_not_found(passages: Passages) -> None:
    passages.remove("d")
    assert _texts(passages, "another") == []


@given(st.text(max_size=40))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_nothing_one_types_is_an_error(passages: Passages, words: str) -> None:
    for hit in passages.find(words):
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("epargne pret", True),
        ("PRÊT épar", True),
        ("l'epargne", True),
        ("argne", False),
        ("epargne banque", False),
        ("?", False),
    ],
)
def test_titles_fit_by_the_beginnings_of_their_words(typed: str, fit: bool) -> None:
    assert fits("Épargne et prêt", typed) is fit
    assert fits("存钱和贷款", "贷款")
