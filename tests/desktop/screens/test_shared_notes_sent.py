"""Notes that are shown to the class, over a real hub: what goes when, and what who was taken out of the class reads."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.desktop import background
from bivouac.desktop.changes import Change
from bivouac.desktop.screens.classroom.screen import ClassroomScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Noted, NoteShared
from bivouac.sync.journal.feeds import cohort_stream
from bivouac.sync.store.journal import Journal
from tests.desktop.laptop import ENGLISH, Laptop, join_here, until
from tests.desktop.screens.test_shared_notes import NOTE, THEIRS, beside, button, buttons, journal_of, note, words
from tests.sync.campus import Campus
from tests.sync.campus import Laptop as OtherLaptop


@pytest.fixture
def classmates(
    laptop: Laptop, campus: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OtherLaptop]:
    """Ali's laptop, in a class with Awa, whose app is this laptop's."""
    for name, value in (("SOON", 20), ("OFTEN", 100), ("_FIRST_WAIT", 50), ("_LONGEST_WAIT", 200)):
        monkeypatch.setattr(background, name, value)
    join_here(laptop, campus)
    laptop.library(note)
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1").id
        storage.keep_member(cohort, laptop.library(lambda library: journal_of(library).learner), "learner")
        ali = OtherLaptop(tmp_path / "ali", campus.url, campus.code(Offer(cohort=cohort)), "Ali Sy")
    assert ali.exchange().complete
    yield ali
    ali.close()


def only_class(journal: Journal) -> str:
    return journal.classes()[0]


def heard(ali: OtherLaptop) -> list[str]:
    assert ali.exchange().complete
    return [post.text for post in ali.journal.shared(only_class(ali.journal)).notes()]


def test_shown_without_a_line_it_arrives_with_the_next_one(
    laptop: Laptop, campus: Campus, classmates: OtherLaptop
) -> None:
    own = beside(laptop.open()).view.notes.own
    until(lambda: "Share with the class" in buttons(own))
    campus.stop()
    button(own, "Share with the class").click()
    until(lambda: "Shared with Finance 1, waits to be sent" in words(own))
    campus.start(campus.port)
    until(lambda: "Shared with Finance 1" in words(own))
    assert heard(classmates) == [NOTE]
    classmates.journal.share(
        only_class(classmates.journal), ENGLISH, "project-film", NoteShared("s1", THEIRS, 5_000, "")
    )
    assert classmates.exchange().complete
    theirs = laptop.screen(LessonScreen).view.notes.theirs
    until(lambda: [card.face.writer for card in theirs.cards] == ["Ali Sy"])


def test_a_change_on_the_other_laptop_reaches_the_class(
    laptop: Laptop, campus: Campus, classmates: OtherLaptop, tmp_path: Path
) -> None:
    """Which did not know that the note was shown: the one that does tells the class after its next exchange."""
    own = beside(laptop.open()).view.notes.own
    until(lambda: "Share with the class" in buttons(own))
    learner = laptop.app.session.learner_id
    with contextlib.closing(
        OtherLaptop(tmp_path / "second", campus.url, campus.code(Offer(learner=learner)))
    ) as second:
        until(lambda: second.exchange().complete and second.journal.notes())
        second.journal.record(ENGLISH, "project-read", Noted("n1", "Ask Ali", 400, "a start and an end"))
        button(own, "Share with the class").click()
        until(lambda: "Shared with Finance 1" in words(own))
        assert heard(classmates) == [NOTE]
        assert second.exchange().complete
    until(lambda: heard(classmates) == ["Ask Ali"])


def test_who_was_taken_out_of_the_class_shows_it_nothing_more(
    laptop: Laptop, campus: Campus, classmates: OtherLaptop
) -> None:
    own = beside(laptop.open()).view.notes.own
    until(lambda: "Share with the class" in buttons(own))
    stream = only_class(classmates.journal)
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.keep_member(stream.removeprefix("cohort:"), laptop.app.session.learner_id, "")
    button(own, "Share with the class").click()
    until(lambda: "Share with the class" not in buttons(own))
    laptop.app.sync.exchange()
    laptop.settle()
    assert "Shared with Finance 1" not in words(own)
    assert heard(classmates) == [] and cohort_stream(stream.removeprefix("cohort:")) == stream
    assert laptop.said() == "", "nothing is wrong with the exchange"


def take_out(campus: Campus, classmates: OtherLaptop, learner: str) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.keep_member(only_class(classmates.journal).removeprefix("cohort:"), learner, "")


def test_who_is_taken_out_while_class_is_open_sees_it_there(
    laptop: Laptop, campus: Campus, classmates: OtherLaptop
) -> None:
    laptop.open()
    screen = laptop.go("class", ClassroomScreen)
    until(lambda: screen.view.topic.isVisible())
    take_out(campus, classmates, laptop.app.session.learner_id)
    laptop.app.sync.exchange()
    until(lambda: screen.view.left.isVisible() and not screen.view.topic.isVisible())


def test_who_was_taken_out_reads_that_the_class_still_sees_a_note(
    laptop: Laptop, campus: Campus, classmates: OtherLaptop
) -> None:
    """Also where they took it back, or changed it, before they heard that nothing of theirs goes there any more."""
    own = beside(laptop.open()).view.notes.own
    until(lambda: "Share with the class" in buttons(own))
    button(own, "Share with the class").click()
    until(lambda: "Shared with Finance 1" in words(own))
    take_out(campus, classmates, laptop.app.session.learner_id)
    button(own, "Stop sharing").click()
    until(lambda: any(text.startswith("Finance 1 still sees this.") for text in words(own)))
    assert not {"Stop sharing", "Share with the class"} & set(buttons(own))
    assert heard(classmates) == [NOTE]


def test_what_a_class_is_told_after_an_exchange_is_said_and_goes_soon(
    laptop: Laptop, campus: Campus, classmates: OtherLaptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = beside(laptop.open()).view.notes.own
    until(lambda: "Share with the class" in buttons(own))
    learner = laptop.app.session.learner_id
    with contextlib.closing(
        OtherLaptop(tmp_path / "second", campus.url, campus.code(Offer(learner=learner)))
    ) as second:
        until(lambda: second.exchange().complete and second.journal.notes())
        second.journal.record(ENGLISH, "project-read", Noted("n1", "Ask Ali", 400, "a start and an end"))
        button(own, "Share with the class").click()
        until(lambda: "Shared with Finance 1" in words(own))
        monkeypatch.setattr(background, "OFTEN", 600_000)
        laptop.app.sync.exchange()
        until(lambda: laptop.app.sync._timer.interval() >= 600_000 and laptop.app.sync._task is None)
        assert second.exchange().complete
    said: list[Change] = []
    laptop.app.desk.changes.happened.connect(lambda change, _: said.append(change))
    laptop.app.sync.exchange()
    until(lambda: heard(classmates) == ["Ask Ali"])
    assert Change.CLASSES | Change.SYNC in said
