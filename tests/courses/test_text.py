"""Words for the full-text index, tried on the index itself."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.courses.text import Passage, passages, plain_text, query, searchable

TEXTS = [
    "La médiation dans l'entreprise",
    "使用媒体的管理课程",
    "Au cœur du métier",
    "مُدِير المشروع",
    "การจัดการโครงการ",
    "C++ and naïve co-operation, 2026",
    "프로젝트 관리",
]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
    database.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)", enumerate(map(searchable, TEXTS)))
    yield database
    database.close()


def find(index: sqlite3.Connection, typed: str) -> list[str]:
    expression = query(typed)
    if not expression:
        return []
    rows = index.execute("SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rowid", (expression,))
    return [TEXTS[number] for (number,) in rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mediation", 0),
        ("MÉDIA", 0),
        ("l’entreprise", 0),
        ("d'entreprise", 0),
        ("entreprise médiation", 0),
        ("媒体", 1),
        ("管理课", 1),
        ("媒体 课程", 1),
        ("coeur", 2),
        ("cœur métier", 2),
        ("مدير", 3),
        ("مُدير", 3),
        ("จัดการ", 4),
        ("naive operation", 5),
        ("co-oper", 5),
        ("２０２６", 5),
        ("관리", 6),
    ],
)
def test_what_is_there_is_found(index: sqlite3.Connection, typed: str, found: int) -> None:
    assert find(index, typed) == [TEXTS[found]]


@pytest.mark.parametrize("typed", ["体媒", "管理 项", "entreprises médiocres", "edi", "AND", "NOT médiation", "zz*"])
def test_what_is_not_there_is_not(index: sqlite3.Connection, typed: str) -> None:
    assert TEXTS[0] not in find(index, typed)
    assert TEXTS[1] not in find(index, typed)


@pytest.mark.parametrize("typed", ["", " ", '"', '""', "*", "()", "\x00", "-", "«»", "،", "!"])
def test_nothing_to_find(typed: str) -> None:
    assert query(typed) == ""


@pytest.mark.parametrize(
    "typed", ['"a', "a AND", "NEAR(a b)", "text:a", "a*b", "-a", "^a", "{a b}:c", "a + b", "(a", "\u0345a"]
)
def test_operators_are_words(index: sqlite3.Connection, typed: str) -> None:
    find(index, typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_no_syntax_error(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
    expression = query(text)
    if expression:
        database.execute("SELECT rowid FROM passages WHERE passages MATCH ?", (expression,)).fetchall()
    database.close()


@settings(max_examples=60)
@given(st.text("aZ0 é\u0301œß'-.«»، مُديرМир媒体课ののプค้ด관리ﬁ２½_", max_size=40))
def test_a_text_finds_itself(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
    database.execute("INSERT INTO passages VALUES (?)", (searchable(text),))
    expression = query(text)
    if expression:
        assert database.execute("SELECT count(*) FROM passages WHERE passages MATCH ?", (expression,)).fetchone() == (
            1,
        )
    database.close()


def test_plain_text_has_a_line_for_each_block() -> None:
    html = '<p>One <b>t</b>wo</p><ul><li>a<li>b</ul><script>x</script><p>See <img alt="a chart">&nbsp;&amp; more</p>'
    assert plain_text(html) == "One two\na\nb\nSee a chart & more"


def test_no_break_spaces_stay() -> None:
    assert (
        plain_text("<p> Un \n projet\u202f? Film&nbsp;: a\u2028b&nbsp; c </p>") == "Un projet\u202f? Film\u00a0: a b c"
    )


def test_pages_are_cut_at_headings() -> None:
    html = '<p>Before</p><h2 id="risk">The <em>risk</em></h2><p>Text</p><ul><li>x</li></ul><h3 id="end">End</h3>'
    assert passages(html) == [
        Passage("", "", "Before"),
        Passage("risk", "The risk", "Text\nx"),
        Passage("end", "End", ""),
    ]
    assert passages("") == []
