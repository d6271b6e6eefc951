"""A computer whose disk was copied: it goes on as another, and everything that was done on both arrives."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.desktop.actions.hubs import at_hub
from bivouac.errors import RefusedError
from bivouac.sync.exchange.exchange import Outcome, exchange_journal
from bivouac.sync.exchange.join import greet, join
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Answered
from bivouac.sync.protocol import invite
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as KnownCampus
from bivouac.sync.store.people import Learner
from tests.sync.campus import Campus


@pytest.fixture
def campus(tmp_path: Path) -> Iterator[Campus]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(invite, "_COST", 1 << 4)  # making a key from a code is slow on purpose
        campus = Campus(tmp_path / "hub")
        yield campus
        campus.stop()


def joined(campus: Campus, folder: Path) -> Library:
    """A library on which Awa joined the campus."""
    library = Library(folder)
    device, greeting = library.device(), greet(campus.url, campus.code(Offer(uses=5)))
    answer = join(
        greeting, device=device.id, public_key=device.public_key(), sign=device.sign, name="Awa", language="fr"
    )
    known = KnownCampus(answer.campus, answer.campus_name, (campus.url,), "")
    library.people.join(known, Learner(answer.learner, answer.name, known.id, answer.role), answer.token, device.id)
    return library


def exchange(library: Library) -> Outcome:
    (learner,) = library.people.learners()
    campus = library.people.campus(learner.campus or "")
    assert campus
    journal, device = library.journal(learner.id), library.device()
    return at_hub(library, campus, learner.id, lambda hub: exchange_journal(journal, hub, device.sign_as))


def answer(library: Library, word: str) -> None:
    (learner,) = library.people.learners()
    library.journal(learner.id).record("course", "quiz", Answered("q", word, 1000))


def tries(library: Library) -> int:
    (learner,) = library.people.learners()
    return library.journal(learner.id).state("course", "quiz").questions["q"].tries


def test_a_copied_folder_goes_on_as_another_computer(campus: Campus, tmp_path: Path) -> None:
    first = joined(campus, tmp_path / "first")
    answer(first, "before, not sent")
    first.close()
    shutil.copytree(tmp_path / "first", tmp_path / "copy")
    first, copy = Library(tmp_path / "first"), Library(tmp_path / "copy")
    answer(first, "on the first")
    for word in ("on the copy", "on the copy again"):
        answer(copy, word)
    for library in (copy, first, copy):
        outcome = exchange(library)
        assert outcome.complete and not outcome.copied
    assert tries(first) == tries(copy) == 4
    storage = campus.hub.storage()
    assert storage.standing().devices == 2
    storage.close()
    first.close()
    copy.close()


def test_what_was_done_under_each_of_several_names_arrives(
    campus: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that was moved into one computer after the other while the campus was away."""
    library = joined(campus, tmp_path / "first")
    for number in range(3):
        library.close()
        monkeypatch.setattr("bivouac.machine.place_of", lambda folder, at=number: f"computer {at}")
        library = Library(tmp_path / "first")
        answer(library, f"on computer {number}")
    assert len(library.device().former) >= 2
    assert exchange(library).complete
    with contextlib.closing(campus.hub.storage()) as storage:
        (learner,) = library.people.learners()
        assert sum(storage.feeds(f"learner:{learner.id}").values()) == 3
    library.close()


def test_a_disk_set_back_to_itself_is_noticed_at_the_hub_and_takes_a_new_name(
    campus: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bivouac.machine.place_of", lambda folder: "the same")
    library = joined(campus, tmp_path / "first")
    answer(library, "before")
    library.close()
    shutil.copytree(tmp_path / "first", tmp_path / "image")
    library = Library(tmp_path / "first")
    answer(library, "lost by the image, kept by the school")
    exchange(library)
    library.close()
    shutil.rmtree(tmp_path / "first")
    shutil.copytree(tmp_path / "image", tmp_path / "first")
    library = Library(tmp_path / "first")
    before = library.device().id
    answer(library, "after")
    outcome = exchange(library)
    assert outcome.complete and outcome.copied == before
    library.renew_device(outcome.copied)
    answer(library, "under the new name")
    again = exchange(library)
    assert again.sent == 4, "what is new, and once more what was written under the old name"
    assert exchange(library).sent == 0 and library.device().id != before
    assert tries(library) == 4
    library.close()


def test_one_who_has_only_copied_a_token_is_not_let_go_on(campus: Campus, tmp_path: Path) -> None:
    library = joined(campus, tmp_path / "first")
    (learner,) = library.people.learners()
    token, _ = library.people.token(learner.id)
    thief = Library(tmp_path / "thief")
    known = library.people.campus(learner.campus or "")
    assert known
    thief.people.join(known, learner, token, thief.device().id)
    thief.renew_device(thief.device().id)
    answer(thief, "forged")
    with pytest.raises(RefusedError, match="not signed"):
        exchange(thief)
    library.close()
    thief.close()
