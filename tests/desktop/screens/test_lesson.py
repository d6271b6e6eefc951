"""A lesson: opening, recording, going on, and notes beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QFrame

from bivouac.desktop.actions import settings
from bivouac.desktop.activities.page import PagePane
from bivouac.desktop.activities.quiz import QuizPane
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.theme import DARK
from bivouac.sync.journal.acts import Completed, Noted
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import SCHEME, TEXT_SCALE
from bivouac.sync.store.shelf import DiskFiles
from bivouac.sync.store.stored_folds import Note
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, button_called, turn_counter, until


def opened(laptop: Laptop, activity: str = "project-read") -> LessonScreen:
    lesson = laptop.open().go("lesson", LessonScreen, course=ENGLISH, activity=activity)
    until(lambda: lesson.pane is not None)
    return lesson


def journal_of(library: Library):
    return library.journal(library.people.learners()[0].id)


def notes_of(laptop: Laptop) -> list[Note]:
    laptop.settle()
    return laptop.library(lambda library: journal_of(library).notes())


def cards(lesson: LessonScreen) -> list[QFrame]:
    return [one for one in lesson.view.notes.findChildren(QFrame) if one.isVisible() and one.property("look") == "card"]


def test_a_lesson_opens_at_its_activity(laptop: Laptop) -> None:
    lesson = opened(laptop, "project-your-turn")
    assert isinstance(lesson.pane, PagePane)
    assert lesson.view.title.text() == "What is a project?"
    items = [lesson.view.activities.item(row) for row in range(lesson.view.activities.count())]
    assert items[0].text() == "Project or routine?"
    assert lesson.view.activities.currentRow() == 2
    assert items[2].data(Qt.ItemDataRole.AccessibleTextRole).endswith("Not done")


def test_an_ampersand_in_a_name_is_shown(laptop: Laptop) -> None:
    """Qt hides a single one in a button's text, for the mark of a key."""
    laptop.library(lambda library: library.people.use(library.people.add_guest("Awa & Li").id))
    lesson = opened(laptop)
    lesson.view.show_place("R&D", "Buy & sell")
    assert lesson.view.back.text() == "R&&D" and lesson.view.back.accessibleName() == "Back: R&D"
    assert lesson.view.title.text() == "Buy & sell"
    assert laptop.window.navigation.person.text().strip() == "Awa && Li"


def test_who_goes_back_while_the_lesson_is_still_loaded_gets_there(laptop: Laptop) -> None:
    laptop.open().go("home", HomeScreen)
    laptop.app.go("lesson", course=ENGLISH, activity="project-read")
    lesson = laptop.window.current
    assert isinstance(lesson, LessonScreen) and lesson.data is None
    lesson.view.back.click()
    laptop.settle()
    assert laptop.screen(CourseScreen).course == ENGLISH
    assert lesson.pane is None


@pytest.mark.parametrize("activity", ["project-read", "triangle-quiz", "project-film"])
def test_a_lesson_is_shown_in_steps(laptop: Laptop, monkeypatch: pytest.MonkeyPatch, activity: str) -> None:
    """Each is short enough by itself; together they would be a pause that is seen."""
    opened(laptop)
    turn = turn_counter(laptop.window)
    taken: list[int] = []

    def noted(deed: Callable[..., None]) -> Callable[..., None]:
        def step(*values: object) -> None:
            taken.append(turn())
            deed(*values)

        return step

    for name in ("_show", "_make_pane", "_fill_pane", "_show_pane"):
        monkeypatch.setattr(LessonScreen, name, noted(getattr(LessonScreen, name)))
    lesson = laptop.screen(LessonScreen)
    lesson.open_activity(activity)
    until(lambda: lesson.pane is not None)
    assert len(set(taken)) == len(taken) == 4


def test_the_window_never_reads_what_it_shows(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    read, threads = DiskFiles.read, []

    def noted(files: DiskFiles, path: str) -> bytes:
        threads.append((threading.current_thread(), path))
        return read(files, path)

    monkeypatch.setattr(DiskFiles, "read", noted)
    lesson = opened(laptop)
    assert isinstance(lesson.pane, PagePane)
    lesson.pane.grab()
    assert lesson.pane.reader._pictures.size(threads[-1][1]) is not None, "the picture is in the page"
    for activity in ("project-film", "triangle-quiz", "triangle-read"):
        lesson.open_activity(activity)
        until(lambda activity=activity: lesson.pane and lesson.data.activity.id == activity)
        lesson.pane.grab()
    assert len({path for _, path in threads}) > 4
    assert threading.main_thread() not in {thread for thread, _ in threads}


def test_what_was_shown_stays_until_the_next_can_be_seen(laptop: Laptop) -> None:
    lesson = opened(laptop)
    before = lesson.pane
    lesson.open_activity("triangle-read")
    assert before is not None
    assert lesson.pane is None
    assert before.isVisible()
    acts: list[object] = []
    before.acted.connect(acts.append)
    button_called(before, "Done, next").click()
    assert not acts, "it takes no act any more"
    until(lambda: lesson.pane is not None)
    assert lesson.pane.isVisible()
    assert not shiboken6.isValid(before) or not before.isVisible()


def test_page_is_saved_as_a_pdf(laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = opened(laptop)
    target = tmp_path / "page.pdf"
    offered: list[str] = []

    def chosen(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(target), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    button_called(lesson, "Save as PDF…").click()
    until(lambda: "page.pdf" in laptop.said())
    assert offered == ["Project or routine.pdf"], "a name that every system takes"
    assert target.read_bytes().startswith(b"%PDF-")


def test_finishing_records_and_goes_on(laptop: Laptop) -> None:
    lesson = opened(laptop)
    button_called(lesson, "Done, next").click()
    until(lambda: lesson.data is not None and lesson.data.activity.id == "project-film")
    state = laptop.library(lambda library: journal_of(library).state(ENGLISH, "project-read"))
    assert state.completed > 0
    assert lesson.view.activities.item(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(". Done")


def test_next_and_previous_cross_lessons_and_stop_at_the_ends(laptop: Laptop) -> None:
    lesson = opened(laptop)
    assert not lesson.view.previous.isEnabled()
    lesson.open_activity("triangle-read")
    until(lambda: lesson.data.activity.id == "triangle-read")
    lesson.view.previous.click()
    until(lambda: lesson.data.activity.id == "project-your-turn")
    lesson.view.next.click()
    until(lambda: lesson.data.activity.id == "triangle-read")
    lesson.open_activity("glossary")
    until(lambda: lesson.data.activity.id == "glossary")
    assert not lesson.view.next.isEnabled()
    lesson._step(1)
    laptop.settle()
    assert laptop.screen(CourseScreen).course == ENGLISH


def test_the_last_page_says_done_and_that_the_course_is(laptop: Laptop) -> None:
    course = laptop.library(lambda library: library.shelf.course(ENGLISH))
    everything = [activity.id for _, activity in course.activities()]
    laptop.open()
    for before, said in (
        (everything[:4], ""),
        (everything[4:-1], "You have done all of “First steps in project management”."),
    ):
        laptop.library(
            lambda library, ids=before: [journal_of(library).record(ENGLISH, one, Completed()) for one in ids]
        )
        lesson = laptop.go("lesson", LessonScreen, course=ENGLISH, activity=everything[-1])
        until(lambda lesson=lesson: lesson.pane is not None)
        assert lesson.pane is not None and lesson.pane.onward_text(done=False) == "Done"
        button_called(lesson, "Done").click()
        laptop.settle()
        assert laptop.screen(CourseScreen).course == ENGLISH
        assert laptop.said() == said


def test_what_was_asked_for_and_left_again_does_not_open(laptop: Laptop) -> None:
    lesson = opened(laptop)
    lesson.open_activity("triangle-quiz")
    laptop.go("home", HomeScreen)
    assert lesson.pane is None and lesson.data is None


def test_of_several_wishes_the_last_one_counts(laptop: Laptop) -> None:
    lesson = opened(laptop)
    for activity in ("triangle-read", "triangle-quiz", "breakdown-read", "triangle-quiz"):
        lesson.open_activity(activity)
    laptop.settle()
    assert lesson.data.activity.id == "triangle-quiz" and isinstance(lesson.pane, QuizPane)
    assert lesson.view.pane.count() == 1


def test_an_activity_of_an_older_version_opens_the_course_at_its_beginning(laptop: Laptop) -> None:
    assert opened(laptop, "taken-away-by-an-update").data.activity.id == "project-read"


def test_a_course_that_is_gone_is_a_sentence_and_a_way_on(laptop: Laptop) -> None:
    laptop.open().app.go("lesson", course="gone", activity="x")
    until(lambda: isinstance(laptop.window.current, HomeScreen))
    assert laptop.said() == "This course is not on this computer any more. Download it again."


def test_a_note_is_written_opened_and_removed(laptop: Laptop) -> None:
    lesson = opened(laptop)
    QTest.keyClick(lesson, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    until(lambda: lesson.view.notes.isVisible())
    panel = lesson.view.notes
    assert laptop.window.focusWidget() is panel.editor and not panel.save.isEnabled()
    lesson.pane.go_to(500)
    lesson._begin_note(500, "a start and an end")
    assert panel.place.text() == "Project or routine?, 50%"
    panel.editor.setPlainText("  Ask Koffi  ")
    panel.save.click()
    until(lambda: cards(lesson))
    assert panel.editor.toPlainText() == "" and not panel.quote.isVisible()
    [note] = notes_of(laptop)
    assert (note.text, note.at, note.quote, note.activity) == ("Ask Koffi", 500, "a start and an end", "project-read")

    lesson.open_activity("project-your-turn")
    until(lambda: lesson.data.activity.id == "project-your-turn" and lesson.pane is not None)
    until(lambda: cards(lesson))
    button_called(panel, "Project or routine?").click()
    until(lambda: lesson.data.activity.id == "project-read" and lesson.pane is not None)
    until(lambda: lesson.pane.position() > 300)
    until(lambda: cards(lesson))
    button_called(panel, "Remove this note").click()
    until(lambda: not cards(lesson))
    assert notes_of(laptop) == []
    assert panel.empty.isVisible()


def test_a_note_begun_before_the_lesson_is_there_knows_its_place(laptop: Laptop) -> None:
    """Whoever is quicker than the laptop: the panel waits, and what is typed then is kept where it belongs."""
    laptop.open().app.desk.go("lesson", course=ENGLISH, activity="project-read")
    lesson = laptop.screen(LessonScreen)
    assert lesson.data is None
    lesson.view.toggle_notes.click()
    assert not lesson.view.notes.editor.isEnabled(), "nobody types what could not be kept"
    panel = lesson.view.notes
    until(lambda: laptop.window.focusWidget() is panel.editor)
    assert panel.place.text() == "Project or routine?"
    panel.editor.setPlainText("At once")
    panel.save.click()
    until(lambda: cards(lesson))
    assert [one.text for one in notes_of(laptop)] == ["At once"]
    laptop.app.desk.go("home")
    laptop.app.desk.go("lesson", course=ENGLISH, activity="project-read")
    assert not panel.editor.isEnabled(), "the second time, too"
    until(lambda: panel.editor.isEnabled())


def test_notes_of_other_lessons_stay_there(laptop: Laptop) -> None:
    laptop.library(lambda library: journal_of(library).record(ENGLISH, "triangle-read", Noted("n", "Elsewhere", 0, "")))
    lesson = opened(laptop)
    lesson.view.toggle_notes.click()
    laptop.settle()
    assert cards(lesson) == []
    lesson.open_activity("triangle-quiz")
    until(lambda: cards(lesson))


@pytest.mark.parametrize(("setting", "value"), [(SCHEME, "dark"), (TEXT_SCALE, 1.4)], ids=["dark", "large"])
def test_another_look_keeps_the_place(laptop: Laptop, setting, value) -> None:
    lesson = opened(laptop, "glossary")
    lesson.pane.go_to(500)
    until(lambda: lesson.pane.position() > 400)
    before, pane = lesson.pane.position(), lesson.pane
    settings.choose(laptop.app.desk, setting, value)
    until(lambda: laptop.app.look.scale == 1.4 or laptop.app.look.theme.dark)
    until(lambda: abs(lesson.pane.position() - before) < 60)
    assert lesson.pane is pane


def test_another_look_while_a_pane_is_made_reaches_it(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    lesson, fill, looks = opened(laptop), LessonScreen._fill_pane, [(DARK, 1.3)]

    def choose_first(*values: Any) -> None:
        for look in looks[:1]:
            looks.clear()
            laptop.app.look.use(*look)
        fill(*values)

    monkeypatch.setattr(LessonScreen, "_fill_pane", choose_first)
    lesson.open_activity("triangle-quiz")
    until(lambda: lesson.pane is not None)
    assert (lesson.pane.context.theme, lesson.pane.context.scale) == (DARK, 1.3)
    assert lesson.pane.context.activity.id == "triangle-quiz"


def test_links_lead_to_activities(laptop: Laptop) -> None:
    lesson = opened(laptop)
    lesson.pane.link_activated.emit("activity:glossary")
    until(lambda: lesson.data.activity.id == "glossary")


def test_the_list_makes_room_for_notes(laptop: Laptop) -> None:
    lesson = opened(laptop)
    laptop.window.resize(1180, 760)
    until(lambda: lesson.view.activities.isVisible())
    lesson.view.toggle_notes.click()
    until(lambda: not lesson.view.activities.isVisible())
    lesson.view.toggle_notes.click()
    until(lambda: lesson.view.activities.isVisible())
    lesson.view.toggle_list.click()
    assert not lesson.view.activities.isVisible()


def test_another_course_opens_in_the_same_screen(laptop: Laptop) -> None:
    lesson = opened(laptop)
    assert laptop.go("lesson", LessonScreen, course=FRENCH, activity="triangle-read") is lesson
    assert lesson.data.course.id == FRENCH
