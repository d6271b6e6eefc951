"""Notes that are shown to the class: beside a lesson, in Notes and in Class, without a line."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from bivouac.desktop.screens.classroom.screen import ClassroomScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.notes.screen import NotesScreen
from bivouac.desktop.widgets.note_cards import NoteCard, NoteCards
from bivouac.sync.journal.acts import MemberNamed, Noted, NoteShared, Posted, PostRemoved
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.record import make_record
from bivouac.sync.journal.shared import Post
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.library import Library
from tests.desktop.laptop import ENGLISH, Laptop, button_called, join_away, until
from tests.desktop.screens.test_classroom import EVENING, STREAM, in_a_class, in_two_classes, texts

NOTE, THEIRS = "Ask Koffi", "A routine never ends."


def journal_of(library: Library) -> Journal:
    return library.journal(next(one.id for one in library.people.learners() if one.campus))


def note(library: Library) -> None:
    journal_of(library).record(ENGLISH, "project-read", Noted("n1", NOTE, 400, "a start and an end"))


def classmate(library: Library) -> None:
    """Ali shows two notes, one of them in the lesson that the tests open."""
    said = (
        ("s1", THEIRS, 600, "project-read"),
        ("s2", "The triangle again.", 12_000, "project-film"),
        ("s3", "Elsewhere.", 0, "glossary"),
    )
    hub = make_record(STREAM, "d0.hubcampus", 4, Reading(9 << 20, 9), "", "", MemberNamed("ali", "Ali Sy", "learner"))
    journal_of(library).take_in(STREAM, [hub])
    for seq, (post, text, at, activity) in enumerate(said, start=1):
        act, reading = NoteShared(post, text, at, ""), Reading((20 + seq) << 20, 1_700_000_000_000 + seq)
        journal_of(library).take_in(STREAM, [make_record(STREAM, "d5.ali", seq, reading, ENGLISH, activity, act)])


@pytest.fixture
def joined(laptop: Laptop) -> Laptop:
    """A laptop whose learner belongs to a campus that is away, and wrote a note."""
    laptop.library(join_away)
    laptop.library(note)
    return laptop


def beside(laptop: Laptop, activity: str = "project-read") -> LessonScreen:
    """The lesson, with its notes."""
    lesson = laptop.go("lesson", LessonScreen, course=ENGLISH, activity=activity)
    until(lambda: lesson.pane is not None)
    if not lesson.view.toggle_notes.isChecked():
        lesson.view.toggle_notes.click()
    laptop.settle()
    return lesson


def words(cards: NoteCards) -> list[str]:
    return [part.text() for part in cards.findChildren(QLabel) if part.isVisible()]


def card_of(cards: NoteCards, text: str) -> NoteCard:
    return next(card for card in cards.cards if card.face.text == text)


def seen_by(laptop: Laptop, stream: str = STREAM) -> list[Post]:
    """What a class sees by now."""
    laptop.settle()
    return laptop.library(lambda library: journal_of(library).shared(stream).notes())


def button(parent: QWidget, text: str) -> QPushButton:
    return next(one for one in parent.findChildren(QPushButton) if one.isVisible() and one.text() == text)


def buttons(parent: QWidget) -> list[str]:
    return [one.text() for one in parent.findChildren(QPushButton) if one.isVisible()]


def test_in_no_class_nothing_is_offered(joined: Laptop) -> None:
    lesson = beside(joined.open())
    assert words(lesson.view.notes.own) == ["“a start and an end”", NOTE]
    assert not any("hare" in text for text in buttons(lesson.view.notes))
    assert not lesson.view.notes.heading.isVisible() and not lesson.view.notes.nothing_shared.isVisible()


def test_in_one_class_it_is_shown_at_once_and_taken_back(joined: Laptop) -> None:
    joined.library(in_a_class)
    lesson = beside(joined.open())
    own = lesson.view.notes.own
    share = button(own, "Share with the class")
    assert share.accessibleName() == "Share with the class: Ask Koffi"
    share.setFocus()
    QTest.keyClick(share, Qt.Key.Key_Space)
    until(lambda: "Shared with Finance 1, waits to be sent" in words(own))
    [post] = seen_by(joined)
    assert (post.text, post.at, post.quote, post.activity) == (NOTE, 400, "a start and an end", "project-read")
    stop = joined.window.focusWidget()
    assert isinstance(stop, QPushButton) and stop.text() == "Stop sharing", "the keyboard stays where it was"
    assert "Share with the class" not in buttons(own)
    QTest.keyClick(stop, Qt.Key.Key_Space)
    until(lambda: "Share with the class" in buttons(own))
    assert seen_by(joined) == [] and "Shared with Finance 1, waits to be sent" not in words(own)


def test_it_is_on_the_disk_before_the_window_says_so(joined: Laptop) -> None:
    joined.library(in_a_class)
    lesson = beside(joined.open())
    busy = threading.Event()
    joined.app.tasks.database(lambda library: busy.wait(20))
    button(lesson.view.notes.own, "Share with the class").click()
    QTest.qWait(50)
    assert "Shared with Finance 1, waits to be sent" not in words(lesson.view.notes.own)
    busy.set()
    until(lambda: "Shared with Finance 1, waits to be sent" in words(lesson.view.notes.own))


def test_in_several_classes_one_chooses(joined: Laptop) -> None:
    joined.library(in_two_classes)
    own = beside(joined.open()).view.notes.own
    menu = button(own, "Share with a class").menu()
    assert [one.text() for one in menu.actions()] == ["Evening group", "Finance 1"]
    menu.actions()[0].trigger()
    until(lambda: "Shared with Evening group, waits to be sent" in words(own))
    assert [post.text for post in seen_by(joined, EVENING)] == [NOTE] and seen_by(joined) == []
    assert [one.text() for one in button(own, "Share with a class").menu().actions()] == ["Finance 1"]


def test_a_class_that_one_has_left_is_not_offered(joined: Laptop) -> None:
    joined.library(in_a_class)
    left = make_record(STREAM, "d0.hubcampus", 4, Reading(1 << 30, 5), "", "", MemberNamed("awa", "Awa Koné", ""))
    joined.library(lambda library: journal_of(library).take_in(STREAM, [left]))
    assert "Share with the class" not in buttons(beside(joined.open()).view.notes.own)


def test_a_class_that_the_hub_tells_no_more_of_is_to_be_read_only(joined: Laptop) -> None:
    joined.library(in_a_class)
    joined.library(lambda library: journal_of(library).share(STREAM, "", "", Posted("p1", "Wait for me", title="Bus")))
    joined.library(lambda library: journal_of(library).mark_left(STREAM, True))
    assert "Share with the class" not in buttons(beside(joined.open()).view.notes.own)
    screen = joined.go("class", ClassroomScreen)
    until(lambda: screen.view.left.isVisible())
    assert "waits to be sent and goes to your teacher" in screen.view.left.text()
    assert not screen.view.topic.isVisible() and not screen.view.announce.isVisible()
    said = " ".join(words(screen.view.list))
    assert "waits to be sent" in said
    assert not {"Answer…", "Take back"} & set(buttons(screen.view.list))
    joined.library(lambda library: journal_of(library).mark_received(STREAM, journal_of(library).held(STREAM)))
    screen.refresh()
    until(lambda: "What you wrote was given to your teacher." in screen.view.left.text())
    joined.library(lambda library: journal_of(library).mark_left(STREAM, False))
    screen.refresh()
    until(lambda: screen.view.topic.isVisible() and not screen.view.left.isVisible())


def test_a_note_that_is_changed_is_changed_for_the_class(joined: Laptop) -> None:
    joined.library(in_a_class)
    panel = beside(joined.open()).view.notes
    button(panel.own, "Share with the class").click()
    [before] = seen_by(joined)
    button_called(panel, "Change this note").click()
    assert panel.editor.toPlainText() == NOTE and joined.window.focusWidget() is panel.editor
    assert panel.quote.text() == "“a start and an end”" and panel.cancel.isVisible()
    panel.editor.setPlainText("Ask Koffi and Ali")
    panel.save.click()
    until(lambda: "Ask Koffi and Ali" in words(panel.own))
    [after] = seen_by(joined)
    assert (after.id, after.text, after.at, after.quote) == (before.id, "Ask Koffi and Ali", 400, "a start and an end")
    assert len(joined.library(lambda library: journal_of(library).notes())) == 1
    assert not panel.cancel.isVisible() and panel.editor.toPlainText() == ""
    button_called(panel, "Remove this note").click()
    until(lambda: panel.empty.isVisible())
    assert seen_by(joined) == []


def test_a_change_is_given_up_and_loses_nothing_that_is_being_written(joined: Laptop) -> None:
    lesson = beside(joined.open())
    panel = lesson.view.notes
    panel.editor.setPlainText("half a thought")
    button_called(panel, "Change this note").click()
    assert (
        panel.editor.toPlainText() == "half a thought" and joined.said() == "Keep the note that you are writing first."
    )
    panel.editor.clear()
    button_called(panel, "Change this note").click()
    lesson._begin_note(700, "")
    assert panel.editor.toPlainText() == NOTE, "N in a film does not make a new note of one that is being changed"
    QTest.keyClick(panel.editor, Qt.Key.Key_Escape)
    assert panel.editor.toPlainText() == "" and not panel.cancel.isVisible()
    panel.editor.setPlainText("Another")
    panel.save.click()
    until(lambda: "Another" in words(panel.own))
    joined.settle()
    assert sorted(one.text for one in joined.library(lambda library: journal_of(library).notes())) == ["Another", NOTE]


def test_what_classmates_show_stands_apart_and_leads_to_its_place(joined: Laptop) -> None:
    joined.library(in_a_class)
    lesson = beside(joined.open())
    panel = lesson.view.notes
    assert panel.heading.isVisible() and panel.nothing_shared.isVisible()
    joined.library(classmate)
    lesson.refresh()
    until(lambda: len(panel.theirs.cards) == 2)
    assert not panel.nothing_shared.isVisible()
    card = card_of(panel.theirs, THEIRS)
    assert card.property("look") == "theirs"
    until(lambda: {"Ali Sy", THEIRS} <= set(words(panel.theirs)))
    assert not any(text in buttons(panel.theirs) for text in ("Take back", "Share with the class"))
    button_called(card, "Ali Sy: Project or routine?").click()
    until(lambda: lesson.pane is not None and lesson.pane.position() > 400)
    button_called(panel.theirs, "Ali Sy: Film: what is a project?, 0:12").click()
    until(lambda: lesson.data is not None and lesson.data.activity.id == "project-film" and lesson.pane is not None)
    until(lambda: lesson.pane is not None and lesson.pane.position() == 12_000)


def test_the_tab_key_goes_from_note_to_note(joined: Laptop) -> None:
    """Also to those that were shown later than what stands below them."""
    joined.library(in_a_class)
    joined.library(classmate)
    lesson = beside(joined.open())
    panel = lesson.view.notes
    panel.editor.setPlainText("Later")
    panel.save.click()
    until(lambda: "Later" in words(panel.own))
    joined.settle()
    panel.editor.setPlainText("x")  # so that the button can have the keyboard
    order: list[str] = []
    panel.save.setFocus()
    for _ in range(10):
        QTest.keyClick(joined.window.focusWidget(), Qt.Key.Key_Tab)
        order.append(joined.window.focusWidget().accessibleName())
    one = ["Project or routine?", "Change this note", "Remove this note", "Share with the class: "]
    assert order[:8] == [*one[:3], one[3] + "Later", *one[:3], one[3] + NOTE]
    assert order[8:] == ["Ali Sy: Film: what is a project?, 0:12", "Ali Sy: Project or routine?"]


def test_a_teacher_takes_one_back(joined: Laptop) -> None:
    joined.library(lambda library: in_a_class(library, "teacher"))
    joined.library(classmate)
    panel = beside(joined.open()).view.notes
    card = card_of(panel.theirs, THEIRS)
    button_called(card, "Take back what Ali Sy wrote").click()
    until(lambda: len(panel.theirs.cards) == 1)
    assert THEIRS not in [post.text for post in seen_by(joined)]


def test_what_a_teacher_took_back_says_so_and_is_not_offered_again(joined: Laptop) -> None:
    joined.library(in_a_class)
    panel = beside(joined.open()).view.notes
    button(panel.own, "Share with the class").click()
    [post] = seen_by(joined)
    removed = make_record(STREAM, "d1.diop", 3, Reading(1 << 40, 5), "", "", PostRemoved(post.id))
    joined.library(lambda library: journal_of(library).take_in(STREAM, [removed]))
    joined.screen(LessonScreen).refresh()
    until(lambda: "A teacher took this back from Finance 1." in words(panel.own))
    assert "Share with the class" not in buttons(panel.own)


def test_in_notes_each_note_is_offered_and_a_reason_to_keep_the_place(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("notes", NotesScreen)
    cards = screen.view.cards
    button(cards, "Share with the class").click()
    until(lambda: "Shared with Finance 1, waits to be sent" in words(cards))
    assert [post.text for post in seen_by(joined)] == [NOTE]
    button(cards, "Stop sharing").click()
    until(lambda: "Share with the class" in buttons(cards))
    kept = cards.cards[0]
    screen.refresh()
    joined.settle()
    assert cards.cards[0] is kept, "what has not changed is not made anew"


def test_older_notes_are_under_a_button(joined: Laptop) -> None:
    many = [Noted(f"m{at}", f"Note {at}", 0, "") for at in range(70)]
    joined.library(lambda library: journal_of(library).record(ENGLISH, "project-read", *many))
    screen = joined.open().go("notes", NotesScreen)
    assert len(screen.view.cards.cards) == 60
    screen.view.older.click()
    until(lambda: len(screen.view.cards.cards) == 71)
    assert not screen.view.older.isVisible()


def test_the_class_has_its_shared_notes(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    view = screen.view
    view.notes_part.click()
    assert view.nothing_shared.isVisible() and not view.topic.isVisible()
    joined.library(classmate)
    joined.library(
        lambda library: journal_of(library).share(STREAM, "gone", "x", NoteShared("own", "Of another course", 0, ""))
    )
    screen.refresh()
    until(lambda: len(view.notes.cards) == 4)
    assert not view.nothing_shared.isVisible()
    until(lambda: buttons(view.notes).count("Take back") == 1)  # one's own
    own = card_of(view.notes, "Of another course").face
    assert own.writer == "Awa Koné (you)" and own.place == "In a course that is not on this computer"
    assert own.when.endswith("waits to be sent")
    button_called(view.notes, "Take back what Awa Koné (you) wrote").click()
    until(lambda: len(view.notes.cards) == 3)
    view.talk.click()
    until(lambda: "Margins" in texts(screen))
    assert view.topic.isVisible() and THEIRS not in texts(screen), "notes are no topics"
    view.notes_part.click()
    place = "Ali Sy: First steps in project management · Film: what is a project? · 0:12"
    button_called(view.notes, place).click()
    until(lambda: isinstance(joined.window.current, LessonScreen) and joined.window.current.pane is not None)
    until(lambda: joined.screen(LessonScreen).pane.position() == 12_000)  # type: ignore[union-attr]
