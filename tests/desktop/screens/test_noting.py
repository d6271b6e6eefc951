"""What becomes of a note that is being written: where it is kept, when, and once."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bivouac.courses.model import Quiz
from bivouac.desktop.actions.people import Person, switch
from bivouac.desktop.screens.lesson.notes import NotesPanel
from bivouac.desktop.screens.lesson.noting import _place
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.sync.journal import acts
from bivouac.sync.store.people import Learner
from bivouac.sync.store.stored_folds import Note
from tests.desktop.laptop import AWAY, Laptop, button_called, join_away, until
from tests.desktop.screens.test_shared_notes import beside, journal_of

QUOTE = "a start and an end"


@pytest.fixture
def lesson(laptop: Laptop) -> LessonScreen:
    """A lesson at a page, with its notes, of which there are none."""
    laptop.library(join_away)
    return beside(laptop.open())


@pytest.fixture
def panel(lesson: LessonScreen) -> NotesPanel:
    return lesson.view.notes


def notes(laptop: Laptop) -> list[Note]:
    laptop.settle()
    return laptop.library(lambda library: journal_of(library).notes())


def hold_the_disk(laptop: Laptop) -> threading.Event:
    """Nothing more is kept until the event is set."""
    busy = threading.Event()
    laptop.app.tasks.database(lambda library: busy.wait(20))
    return busy


def go_on(laptop: Laptop, lesson: LessonScreen, activity: str = "project-film") -> None:
    lesson.open_activity(activity)
    until(lambda: lesson.pane is not None and lesson.data is not None and lesson.data.activity.id == activity)
    laptop.settle()


def test_a_draft_is_kept_where_it_was_begun_wherever_one_goes(
    laptop: Laptop, lesson: LessonScreen, panel: NotesPanel
) -> None:
    lesson._begin_note(400, QUOTE)
    panel.editor.setPlainText("Ask Koffi")
    place = panel.place.text()
    go_on(laptop, lesson)
    lesson._begin_note(12_000, "")
    assert laptop.said() == "Keep the note that you are writing first."
    lesson.view.toggle_notes.setChecked(False)
    lesson.view.toggle_notes.setChecked(True)
    assert (panel.place.text(), panel.quote.text()) == (place, f"“{QUOTE}”") and panel.quote.isVisible()
    panel.save.click()
    [kept] = notes(laptop)
    assert (kept.activity, kept.at, kept.quote, kept.text) == ("project-read", 400, QUOTE, "Ask Koffi")
    assert panel.editor.toPlainText() == "" and not panel.quote.isVisible()
    panel.editor.setPlainText("the next")
    panel.save.click()
    assert {(one.activity, one.quote) for one in notes(laptop)} == {("project-read", QUOTE), ("project-film", "")}


def test_with_an_empty_editor_the_note_is_of_what_is_open_now(
    laptop: Laptop, lesson: LessonScreen, panel: NotesPanel
) -> None:
    lesson._begin_note(400, QUOTE)
    go_on(laptop, lesson)
    assert panel.place.text().startswith("Film: what is a project?") and not panel.quote.isVisible()
    panel.editor.setPlainText("About the film")
    panel.save.click()
    [kept] = notes(laptop)
    assert (kept.activity, kept.at, kept.quote) == ("project-film", 0, "")


def test_a_draft_is_not_the_next_persons(laptop: Laptop, lesson: LessonScreen, panel: NotesPanel) -> None:
    panel.editor.setPlainText("for nobody else")
    ali = Learner("ali", "Ali Sy", AWAY.id, "learner")
    laptop.library(lambda library: library.people.join(AWAY, ali, "another token", library.device().id))
    laptop.app.go("home")
    switch(lesson.desk, Person(ali, AWAY))
    laptop.settle()
    assert beside(laptop).view.notes.editor.toPlainText() == ""


def test_a_page_says_how_far_down_a_note_is_but_not_that_it_fits(laptop: Laptop, lesson: LessonScreen) -> None:
    assert lesson.data is not None
    page = lesson.data.activity
    assert [_place(page, at) for at in (0, 400, 1000)] == [page.title, f"{page.title}, 40%", page.title]
    everything = [one for _, one in lesson.data.course.activities()]
    quiz = next(one for one in everything if isinstance(one, Quiz))
    assert _place(quiz, 2) == quiz.title, "a question is no share of a page"


def test_two_clicks_keep_one_note(laptop: Laptop, panel: NotesPanel) -> None:
    busy = hold_the_disk(laptop)
    panel.editor.setPlainText("once")
    QTest.mouseDClick(panel.save, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    assert not panel.save.isEnabled() and panel.editor.hasFocus()
    busy.set()
    assert [one.text for one in notes(laptop)] == ["once"]
    assert panel.editor.toPlainText() == "" and not panel.save.isEnabled()


def test_what_is_typed_until_the_disk_answers_stays(laptop: Laptop, panel: NotesPanel) -> None:
    busy = hold_the_disk(laptop)
    panel.editor.setPlainText("first")
    panel.save.click()
    panel.editor.setPlainText("second")
    busy.set()
    laptop.settle()
    assert panel.save.isEnabled()
    assert panel.editor.toPlainText() == "second"
    panel.save.click()
    assert sorted(one.text for one in notes(laptop)) == ["first", "second"]


def test_more_of_the_same_text_changes_the_note(laptop: Laptop, panel: NotesPanel) -> None:
    busy = hold_the_disk(laptop)
    panel.editor.setPlainText("Ask Koffi")
    panel.save.click()
    panel.editor.setPlainText("Ask Koffi and Ali")
    busy.set()
    laptop.settle()
    assert panel.save.isEnabled()
    assert panel.cancel.isVisible()
    panel.save.click()
    assert [one.text for one in notes(laptop)] == ["Ask Koffi and Ali"]
    assert panel.editor.toPlainText() == "" and not panel.cancel.isVisible()


def test_what_could_not_be_kept_can_be_kept_again(
    laptop: Laptop, panel: NotesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as small:
        small.setattr(acts, "MAX_TEXT", 10)
        panel.editor.setPlainText("longer than the journal takes")
        panel.save.click()
        laptop.settle()
    assert laptop.said() and panel.editor.toPlainText() and panel.save.isEnabled() and notes(laptop) == []
    panel.save.click()
    assert [one.text for one in notes(laptop)] == ["longer than the journal takes"]


def test_when_the_last_note_goes_the_keyboard_is_in_the_editor(laptop: Laptop, panel: NotesPanel) -> None:
    panel.editor.setPlainText("soon gone")
    panel.save.click()
    until(lambda: panel.own.cards)
    laptop.settle()
    remove = button_called(panel.own, "Remove this note")
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    until(lambda: not panel.own.cards)
    laptop.settle()
    assert laptop.window.focusWidget() is panel.editor


def test_the_field_keeps_as_far_from_the_window_as_from_the_page(panel: NotesPanel) -> None:
    area = panel.editor.geometry()
    assert panel.width() - area.right() - 1 == area.left()
