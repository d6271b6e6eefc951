"""Notes: all of them, some of them, and all in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.notes.screen import NotesScreen
from bivouac.sync.journal.acts import Noted
from bivouac.sync.store.library import Library
from tests.desktop.laptop import ENGLISH, Laptop, button_called, until


def write(library: Library) -> None:
    journal = library.journal(library.people.learners()[0].id)
    journal.record(ENGLISH, "project-read", Noted("n1", "Ask Koffi about the médiation", 400, "a start and an end"))
    journal.record(ENGLISH, "project-film", Noted("n2", "Watch again", 12_000, ""))
    journal.record("gone", "x", Noted("n3", "From a course that was removed", 0, ""))


def texts(screen: NotesScreen) -> list[str]:
    return [card.face.text for card in screen.view.cards.cards]


def opener(screen: NotesScreen, text: str) -> QAbstractButton:
    """The button that leads to where the note belongs that begins so."""
    card = next(card for card in screen.view.cards.cards if card.face.text.startswith(text))
    return button_called(card, card.face.place)


def test_no_notes_yet(laptop: Laptop) -> None:
    screen = laptop.open().go("notes", NotesScreen)
    assert screen.view.empty.isVisible() and not screen.view.save.isVisible() and not screen.view.field.isVisible()


def test_the_list_narrows_down(laptop: Laptop) -> None:
    laptop.library(write)
    screen = laptop.open().go("notes", NotesScreen)
    assert len(texts(screen)) == 3
    screen.view.field.setText("mediation")
    until(lambda: len(texts(screen)) == 1)
    assert texts(screen)[0].startswith("Ask Koffi")
    screen.view.field.setText("zzyzx")
    until(lambda: screen.view.empty.isVisible())
    assert screen.view.empty.heading.text() == "Nothing was found for “zzyzx”" and screen.view.field.isVisible()


def test_notes_begin_and_end_where_the_field_does(laptop: Laptop) -> None:
    laptop.library(write)
    screen = laptop.open().go("notes", NotesScreen)
    field, card = screen.view.field, screen.view.cards.cards[0]
    areas = [part.rect().translated(part.mapTo(screen, part.rect().topLeft())) for part in (field, card)]
    assert (areas[0].left(), areas[0].right()) == (areas[1].left(), areas[1].right())


def test_a_note_leads_to_its_place(laptop: Laptop) -> None:
    laptop.library(write)
    screen = laptop.open().go("notes", NotesScreen)
    opener(screen, "Ask").click()
    until(lambda: isinstance(laptop.window.current, LessonScreen) and laptop.screen(LessonScreen).pane is not None)
    until(lambda: laptop.screen(LessonScreen).pane.position() > 200)


def test_a_note_of_a_removed_course_is_no_dead_end(laptop: Laptop) -> None:
    laptop.library(write)
    screen = laptop.open().go("notes", NotesScreen)
    opener(screen, "From a course").click()
    until(lambda: isinstance(laptop.window.current, HomeScreen | CourseScreen) and laptop.said())
    assert laptop.said() == "This course is not on this computer any more. Download it again."


def test_notes_are_saved(laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop.library(write)
    screen = laptop.open().go("notes", NotesScreen)
    target = tmp_path / "notes.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    screen.view.save.click()
    until(lambda: laptop.said() == "3 notes saved")
    text = target.read_text("utf-8")
    assert "## First steps in project management — Project or routine?\n\n> a start and an end\n\nAsk Koffi" in text
    assert text.count("## ") == 3
