"""Search: accents, Chinese, half words, and whatever people type."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bivouac.sync.store.database import connect
from bivouac.sync.store.library_schema import STEPS
from bivouac.sync.store.moments import place_of
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


def test_a_text_that_begins_within_a_sentence_begins_with_dots() -> None:
    assert excerpt(f"{'avant ' * 40}boutique fermée", "boutique").startswith("…avant avant")
    assert excerpt(f"{'avant ' * 40}fini. La boutique", "boutique") == f"…{'avant ' * 7}fini. La boutique"
    at_its_end = excerpt(f"{'a' * 90}. {'La petite ' * 5}boutique", "boutique")
    assert at_its_end == f"{'La petite ' * 5}boutique", "a whole sentence needs no dots"


def test_what_is_shown_is_where_the_words_stand_together() -> None:
    shown = excerpt(f"Une boutique ouvre. {'Rien. ' * 60}La deuxième boutique ouvre.", "deuxieme boutique")
    assert "La deuxième boutique ouvre." in shown


def test_a_film_is_found_at_the_caption_that_is_shown(tmp_path: Path) -> None:
    db = connect(tmp_path / "l.sqlite", "library", STEPS)
    spoken = [(0, "Une boutique, ce n’est pas tout."), (7_500, "Rien ne presse."), (14_090, "La deuxième boutique")]
    text = " ".join(said for _, said in spoken)
    place = place_of(spoken)
    Passages(db).add("c", [Passage("c", "lesson", "film", "video", place, "Film", text)])
    found = {words: Passages(db).find(words)[0] for words in ("deuxieme boutique", "boutique", "presse", "film")}
    assert {words: hit.place for words, hit in found.items()} == {
        "deuxieme boutique": "14090",
        "boutique": "0",
        "presse": "7500",
        "film": "0",
    }
    assert found["deuxieme boutique"].snippet == "La deuxième boutique", "what is shown begins with what is heard"
    assert [found["presse"].snippet[start:end] for start, end in found["presse"].marks] == ["presse"]
    db.close()


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
