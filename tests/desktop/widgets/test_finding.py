"""Finding text without regard to case and accents."""

from __future__ import annotations

import pytest

from bivouac.desktop.widgets.finding import fold


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Étude, étude", "etude", ["Étude", "étude"]),
        ("une cœur et un coeur", "COEUR", ["cœur", "coeur"]),
        ("l’équipe d'Awa", "l'equipe", ["l’équipe"]),
        ("e\u0301te\u0301", "été", ["e\u0301te\u0301"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("chemin\n critique", "chemin", ["chemin"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "  ", []),
    ],
)
def test_what_is_found(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in fold(text).occurrences(wanted)] == found


def test_positions_count_as_a_document_does() -> None:
    """A character outside the basic plane is two in a QTextDocument."""
    assert fold("🙂 ami").occurrences("ami") == [(3, 6)]
