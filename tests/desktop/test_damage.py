"""What is kept on the disk is damaged: the window mends it and says so; what it cannot open it says in place of an empty one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from bivouac.desktop.actions import study
from bivouac.desktop.app import App
from bivouac.desktop.screens.notes.screen import NotesScreen
from bivouac.sync.journal.acts import Answered, Noted
from bivouac.sync.store.files import journal_file
from bivouac.sync.store.library import Library
from bivouac.sync.store.library_schema import STEPS
from tests.desktop.laptop import ENGLISH, Laptop, join_away, until
from tests.sync.store.damage import destroy, kept_files

MENDED = pytest.mark.expects_log(r"sync\.store\.(repair|upkeep)")


def test_a_library_of_a_newer_bivouac_is_said_and_left_alone(tmp_path: Path, qtbot) -> None:  # type: ignore[no-untyped-def]
    Library(tmp_path).close()
    with sqlite3.connect(tmp_path / "library.sqlite") as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('library', 'm999_later', '')"
        )
    db.close()
    app = App(tmp_path, mute=True)
    app.start()
    qtbot.addWidget(app.window)

    def said() -> bool:
        texts = (
            [label.text() for label in app.window.stack.currentWidget().findChildren(QLabel)]
            if app.window.stack.count()
            else []
        )
        return any("newer Bivouac" in text and str(tmp_path) in text for text in texts)

    qtbot.waitUntil(said)
    app.close()


@MENDED
def test_a_damaged_library_is_mended_at_the_start_and_said(laptop: Laptop) -> None:
    laptop.library(lambda library: library.people.use(library.people.learners()[0].id))
    from bivouac.sync.store.backup import backup_people

    backup_people(laptop.home)
    (laptop.home / "library.sqlite").write_bytes(b"this is no database at all" * 100)
    laptop.open()
    until(lambda: "nothing was deleted" in laptop.said())
    until(lambda: laptop.sees("First steps"))
    assert laptop.app.session.learner and laptop.app.session.learner.name == "Awa Koné"
    assert [name for name in kept_files(laptop.home) if name.startswith("library-")]


@MENDED
def test_an_act_that_meets_damage_is_saved_all_the_same(laptop: Laptop) -> None:
    """The file is mended under it, and the learner hears of that once."""
    learner = laptop.library(join_away).id
    laptop.library(
        lambda library: [
            library.journal(learner).record(ENGLISH, "quiz", Answered(f"q{at}", f"answer-{at:03}", 1000))
            for at in range(50)
        ]
    )
    destroy(journal_file(laptop.home, learner), b"answer-020")
    laptop.open()
    states: list[object] = []
    study.record(laptop.app.desk, None, ENGLISH, "quiz", Noted("n", "after the damage"), states.append)
    until(lambda: states)
    assert "49 acts of yours are here again" in laptop.said() and "campus" in laptop.said()
    notes = laptop.go("notes", NotesScreen)
    until(lambda: laptop.sees("after the damage"))
    assert notes.isVisible()
    laptop.close()
    laptop.library(lambda library: _require_all_but_one(library, learner))


def _require_all_but_one(library: Library, learner: str) -> None:
    journal = library.journal(learner)
    assert len(journal.state(ENGLISH, "quiz").questions) == 49 and journal.health().sound
    assert [note.text for note in journal.notes()] == ["after the damage"]


@MENDED
def test_damage_that_only_the_background_finds_is_mended_too(laptop: Laptop) -> None:
    learner = laptop.library(join_away).id
    laptop.library(lambda library: library.journal(learner).record(ENGLISH, "quiz", Answered("q", "an answer", 1000)))
    laptop.open()
    laptop.close()
    assert not (laptop.home / "in-use").exists()
    (laptop.home / "in-use").touch()  # as after a power cut
    destroy(journal_file(laptop.home, learner), b"an answer")
    laptop.open()
    laptop.app.upkeep.look()
    until(lambda: "was damaged" in laptop.said())
    assert journal_file(laptop.home, learner).name == f"{learner}.2.sqlite"
    until(lambda: (laptop.home / "backup" / "library.people").exists())


def test_a_look_in_the_background_makes_a_backup(laptop: Laptop) -> None:
    learner = laptop.library(join_away).id
    laptop.library(lambda library: library.journal(learner).record(ENGLISH, "quiz", Answered("q", "an answer", 1000)))
    laptop.open()
    ended: list[bool] = []
    laptop.app.upkeep.look().finally_(lambda: ended.append(True))
    until(lambda: ended)
    assert (laptop.home / "backup" / f"{learner}.sqlite").exists() and laptop.said() == ""
