"""Class: read and written without a line, and nothing that is being written is lost to what comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from bivouac.desktop.actions.people import Person, switch
from bivouac.desktop.screens.classroom.screen import ClassroomScreen
from bivouac.desktop.screens.classroom.view import PostCard
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.settings.screen import SettingsScreen
from bivouac.sync.journal.acts import Announced, CohortNamed, MemberNamed, Posted
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.protocol.courier import new_identity, open_parcel, recipient_of
from bivouac.sync.protocol.messages import HubInfo
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Learner
from tests.desktop.laptop import AWAY, Laptop, button_called, join_away, until

STREAM = "cohort:c1"


def in_a_class(library: Library, role: str = "learner") -> None:
    """What the hub told the learner's journal of their class."""
    learner = next(one.id for one in library.people.learners() if one.campus)
    acts = (
        CohortNamed("Finance 1"),
        MemberNamed(learner, "Awa Koné", role),
        MemberNamed("diop", "Mme Diop", "teacher"),
    )
    hub = [record("d0.hubcampus", at, act) for at, act in enumerate(acts, start=1)]
    said = (
        Announced("a1", "The exam is on Friday, in the large room.", "Exam"),
        Posted("p1", "What is the difference between margin and profit?", title="Margins"),
    )
    teacher = [record("d1.diop", at, act) for at, act in enumerate(said, start=1)]
    journal = library.journal(learner)
    journal.take_in(STREAM, hub)
    journal.take_in(STREAM, teacher)


def record(feed: str, seq: int, act: object) -> Record:
    return make_record(STREAM, feed, seq, Reading(seq << 20, 1_700_000_000_000 + seq), "", "", act)  # type: ignore[arg-type]


def texts(screen: ClassroomScreen) -> list[str]:
    return [
        part.text()
        for card in screen.view.list.findChildren(PostCard)
        if card.isVisible()
        for part in card.findChildren(QLabel)
    ]


@pytest.fixture
def joined(laptop: Laptop) -> Laptop:
    """A laptop whose learner belongs to a campus that is away."""
    laptop.library(join_away)
    return laptop


def test_in_no_class_yet(joined: Laptop) -> None:
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: screen.view.empty.isVisible())
    assert not screen.view.topic.isVisible() and not screen.view.announce.isVisible()


def test_what_the_class_wrote_is_shown_and_a_learner_answers(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Margins" in texts(screen))
    assert screen.view.title.text() == "Finance 1" and "Mme Diop" in texts(screen)
    assert not screen.view.announce.isVisible(), "learners do not announce"
    card = next(card for card in screen.view.list.findChildren(PostCard) if "margin and profit" in str(_words(card)))
    button_called(card, "Answer…").click()
    composer = screen.composer
    assert composer and not composer.send.isEnabled()
    composer.text.setPlainText("  The margin is before costs.  ")
    composer.send.click()
    until(lambda: "The margin is before costs." in texts(screen))
    assert any(text.endswith("waits to be sent") for text in texts(screen))
    state = joined.library(lambda library: _journal(library).shared(STREAM))
    ((root, answers),) = state.threads()
    assert [answer.text for answer in answers] == ["The margin is before costs."] and answers[0].to == root.id


def _words(card: PostCard) -> list[str]:
    return [part.text() for part in card.findChildren(QLabel)]


def _journal(library: Library):  # type: ignore[no-untyped-def]
    return library.journal(next(one.id for one in library.people.learners() if one.campus))


def test_a_topic_needs_a_title_and_can_be_taken_back(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Margins" in texts(screen))
    screen.view.topic.click()
    composer = screen.composer
    assert composer
    composer.text.setPlainText("Who studies tonight?")
    assert not composer.send.isEnabled()
    composer.title.setText("Tonight")
    composer.send.click()
    until(lambda: "Tonight" in texts(screen))
    button_called(screen.view.list, "Take back what Awa Koné (you) wrote").click()
    until(lambda: "Tonight" not in texts(screen))


def test_what_comes_in_does_not_take_away_what_is_being_written(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Margins" in texts(screen))
    screen.view.topic.click()
    assert screen.composer
    screen.composer.title.setText("Half")
    joined.library(
        lambda library: _journal(library).take_in(STREAM, [record("d1.diop", 3, Posted("p2", "New", title="Later"))])
    )
    screen.refresh()
    joined.go("home", HomeScreen)
    joined.go("class", ClassroomScreen)
    assert screen.composer and screen.composer.title.text() == "Half" and screen.composer.isVisible()
    screen.composer.left.emit()
    until(lambda: "Later" in texts(screen))


EVENING = "cohort:c2"


def in_two_classes(library: Library) -> None:
    in_a_class(library)
    named = make_record(EVENING, "d0.hubcampus", 1, Reading(1 << 20, 5), "", "", CohortNamed("Evening group"))
    _journal(library).take_in(EVENING, [named])


def test_what_is_written_goes_to_the_class_that_is_shown(joined: Laptop) -> None:
    joined.library(in_two_classes)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: screen.room is not None)
    choice = screen.view.choice
    assert choice.currentText() == "Evening group" and choice.isEnabled()
    assert screen.view.title.text() == "Class", "the name of the class is not said twice"
    screen.view.topic.click()
    assert screen.composer and "To Evening group" in [part.text() for part in screen.composer.findChildren(QLabel)]
    choice.setCurrentIndex(choice.findText("Finance 1"))
    choice.activated.emit(choice.currentIndex())
    until(lambda: "Margins" in texts(screen))
    screen.view.topic.click()
    assert screen.composer
    screen.composer.title.setText("Bus")
    assert not choice.isEnabled() and choice.toolTip()
    screen.refresh()
    joined.settle()
    assert not choice.isEnabled() and choice.currentText() == "Finance 1"
    screen.composer.text.setPlainText("Who goes?")
    screen.composer.send.click()
    until(lambda: "Who goes?" in texts(screen))
    assert choice.isEnabled() and not choice.toolTip()
    threads = joined.library(lambda library: [_journal(library).shared(one).threads() for one in (STREAM, EVENING)])
    assert [len(one) for one in threads] == [2, 0]


def test_what_is_on_its_way_to_the_disk_is_sent_once_as_it_is(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Margins" in texts(screen))
    screen.view.topic.click()
    composer = screen.composer
    assert composer
    composer.title.setText("Bus")
    composer.text.setFocus()
    QTest.keyClicks(composer.text, "Who goes?")
    composer.send.click()
    QTest.keyClicks(composer.text, " And when?")
    assert not composer.send.isEnabled() and composer.text.toPlainText() == "Who goes?"
    until(lambda: "Who goes?" in texts(screen))


def test_a_draft_to_a_class_is_not_the_next_persons(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Margins" in texts(screen))
    screen.view.topic.click()
    assert screen.composer
    screen.composer.title.setText("For nobody else")
    ali = Learner("ali", "Ali Sy", AWAY.id, "learner")
    joined.library(lambda library: library.people.join(AWAY, ali, "another token", library.device().id))
    named = make_record(STREAM, "d0.hubcampus", 1, Reading(1 << 20, 5), "", "", CohortNamed("Finance 1"))
    joined.library(lambda library: library.journal("ali").take_in(STREAM, [named]))
    switch(screen.desk, Person(ali, AWAY))
    until(lambda: "Nobody has written yet. Begin with “New topic…”." in said(screen))
    assert screen.composer is None and "Margins" not in texts(screen)


def test_who_was_taken_out_while_they_wrote_keeps_the_text_and_does_not_send_it(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Margins" in texts(screen))
    screen.view.topic.click()
    composer = screen.composer
    assert composer
    composer.title.setText("Bus")
    composer.text.setPlainText("Who goes?")
    joined.library(lambda library: _journal(library).mark_left(STREAM, True))
    screen.refresh()
    until(lambda: screen.view.left.isVisible())
    assert composer.isVisible() and not composer.send.isEnabled() and composer.text.toPlainText() == "Who goes?"


def said(screen: ClassroomScreen) -> list[str]:
    return [part.text() for part in screen.view.list.findChildren(QLabel) if part.isVisible()]


def test_nobody_has_written_stands_only_where_nothing_does(joined: Laptop) -> None:
    joined.library(in_two_classes)
    announced = make_record(
        EVENING, "d0.hubcampus", 2, Reading(2 << 20, 5), "", "", Announced("a9", "Tonight at six.", "Time")
    )
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Nobody has written yet. Begin with “New topic…”." in said(screen))
    joined.library(lambda library: _journal(library).take_in(EVENING, [announced]))
    screen.refresh()
    until(lambda: "Tonight at six." in texts(screen))
    assert not any("Nobody" in text for text in said(screen))


def test_what_is_written_lines_up_with_what_stands_above(joined: Laptop) -> None:
    joined.library(in_a_class)
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: "Margins" in texts(screen))
    card, topic, title = screen.view.list.findChild(PostCard), screen.view.topic, screen.view.title
    sides = [part.mapTo(screen, part.rect().topLeft()).x() for part in (title, card)]
    ends = [part.mapTo(screen, part.rect().topRight()).x() for part in (topic, card)]
    assert sides[0] == sides[1] and ends[0] == ends[1]


def test_a_teacher_announces(joined: Laptop) -> None:
    joined.library(lambda library: in_a_class(library, "teacher"))
    screen = joined.open().go("class", ClassroomScreen)
    until(lambda: screen.view.announce.isVisible())
    screen.view.announce.click()
    assert screen.composer
    screen.composer.title.setText("Power")
    screen.composer.text.setPlainText("It is back.")
    screen.composer.send.click()
    until(lambda: "It is back." in texts(screen))
    state = joined.library(lambda library: _journal(library).shared(STREAM))
    assert state.announcements()[0].title == "Power"


def test_progress_goes_on_a_stick(joined: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = new_identity()
    stick = tmp_path / "stick"
    stick.mkdir()
    info = HubInfo(AWAY.id, AWAY.name, {}, (recipient_of(identity),))
    joined.library(lambda library: library.people.keep_info(AWAY.id, info))
    joined.library(in_a_class)
    joined.library(lambda library: _journal(library).share(STREAM, "", "", Posted("p9", "hello", title="Hi")))
    screen = joined.open().go("settings", SettingsScreen)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *arguments: str(stick))
    screen.view.carry.click()
    until(lambda: screen.view.carry_said.isVisible())
    assert "the stick carries 1 act" in screen.view.carry_said.text() and screen.view.carry.isEnabled()
    (file,) = stick.rglob("*.bivouac-progress")
    assert open_parcel(file.read_bytes(), identity).parcel.streams[0].stream == STREAM


def test_who_only_tries_bivouac_out_has_nothing_to_carry(laptop: Laptop) -> None:
    screen = laptop.open().go("settings", SettingsScreen)
    assert not screen.view.carry_card.isVisible()
