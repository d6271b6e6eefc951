"""No learner is told of a hub, and no operator of a campus that cannot be reached."""

from __future__ import annotations

import re

import pytest
import texts

from bivouac.desktop.learners_words import WORDS
from bivouac.errors import LineError
from bivouac.language import use_language
from tests.desktop.laptop import Laptop

FOR_LEARNERS = ("desktop/", "sync/exchange/", "sync/transfer/", "sync/protocol/line.py", "sync/store/")
AT_A_HUB = "{size} of it stay: the hub on this computer has them, too"
"""Only who runs a hub on this very computer reads it."""
AWAY = "The hub cannot be reached just now. Bivouac will try again later."


def test_every_text_that_learners_may_read_has_their_words() -> None:
    of_hubs = {
        use.source
        for use in texts.find()[0]
        if re.search(r"\bhub\b", use.source)
        and use.where.removeprefix("bivouac/").startswith((*FOR_LEARNERS, "sync/hub/trouble.py"))
    }
    assert of_hubs - WORDS.keys() == {AT_A_HUB}
    assert len(of_hubs) > 20


def test_they_are_texts_of_the_code_in_words_without_a_hub() -> None:
    assert WORDS.keys() <= {use.source for use in texts.find()[0]}, "no sentence that was changed since"
    for operators, learners in WORDS.items():
        assert not re.search(r"\bhubs?\b", learners), learners
        assert texts.fields(learners) == texts.fields(operators)


def test_the_window_says_campus_and_the_command_line_hub(laptop: Laptop) -> None:
    laptop.open()
    assert LineError(AWAY).sentence() == WORDS[AWAY]
    use_language("en")  # as the command line does
    assert LineError(AWAY).sentence() == AWAY


@pytest.mark.parametrize("language", ["fr", "fr_CI.UTF-8"])
def test_translations_are_as_they_were(language: str) -> None:
    use_language(language, WORDS)
    assert LineError(AWAY).sentence().startswith("Le serveur du campus est injoignable")
