"""Notes: all of them, some of them, and all in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.notes.screen import NotesScreen
from bivouac.sync.journal.acts import Noted
from bivouac.sync.store.library import Library
from tests.desktop.laptop import ENGLISH, Laptop, until


def write(library: Library) -> None:
    journal = library.journal(library.people.learners()[0].id)
    journal.record(ENGLISH, "project-read", Noted("n1", "Ask Koffi about the médiation", 400, "a start and an end"))
    journal.record(ENGLISH, "project-film", Noted("n2", "Watch again", 12_000, ""))
    journal.record("gone", "x", Noted("n3", "From a course that was removed", 0, ""))


def texts(screen: NotesScreen) -> list[str]:
    model = screen.view.list.results
    return [model.index(row).data() for row in range(model.rowCount())]


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


def test_a_note_leads_to_its_place(laptop: Laptop) -> None:
    laptop.library(write)
    screen = laptop.open().go("notes", NotesScreen)
    model = screen.view.list.results
    row = next(row for row, text in enumerate(texts(screen)) if text.startswith("Ask"))
    screen.view.list.clicked.emit(model.index(row))
    until(lambda: isinstance(laptop.window.current, LessonScreen) and laptop.screen(LessonScreen).pane is not None)
    until(lambda: laptop.screen(LessonScreen).pane.position() > 200)


def test_a_note_of_a_removed_course_is_no_dead_end(laptop: Laptop) -> None:
    laptop.library(write)
    screen = laptop.open().go("notes", NotesScreen)
    row = next(row for row, text in enumerate(texts(screen)) if "removed" in text)
    screen.view.list.clicked.emit(screen.view.list.results.index(row))
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
