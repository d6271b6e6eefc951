"""A course: its outline, and its download from a real hub."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.version import read_version
from bivouac.courses.model import Quiz, Video, lesson_blobs
from bivouac.desktop.actions import catalogue
from bivouac.desktop.changes import Change
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.widgets.lesson_row import LessonRow
from bivouac.desktop.wording import megabytes
from bivouac.machine import space_of
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.journal.acts import Answered, Completed, Reached
from bivouac.sync.protocol import nearby
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import CAP
from bivouac.sync.transfer.allowance import week_of
from bivouac.sync.transfer.given_up import kept_of
from tests.desktop.laptop import AWAY, ENGLISH, Laptop, entry, join_away, join_here, live, until
from tests.sync.campus import Campus


def rows(course: CourseScreen) -> dict[str, str]:
    """Title to what a screen reader says of the lesson's state."""
    return {row.title: row.accessibleName().removeprefix(f"{row.title}. ") for row in course.findChildren(LessonRow)}


def test_the_outline_says_how_far_one_is(laptop: Laptop) -> None:
    def study(library: Library) -> None:
        journal = library.journal(library.people.learners()[0].id)
        for activity in ("project-read", "project-film", "project-your-turn"):
            journal.record(ENGLISH, activity, Completed())
        journal.record(ENGLISH, "triangle-read", Reached(300))

    laptop.library(study)
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: len(rows(course)) == 12)
    assert rows(course)["What is a project?"] == "Done"
    assert rows(course)["The project triangle"] == "Begun"
    assert rows(course)["Estimate durations"] == "Not begun"
    assert course.view.progress.text() == "3 of 26 activities done"
    assert course.view.main.text() == "Continue"


def test_the_outline_says_the_points_of_quizzes_that_were_begun(laptop: Laptop) -> None:
    def study(library: Library) -> None:
        journal = library.journal(library.people.learners()[0].id)
        lesson = next(one for one in library.shelf.course(ENGLISH).lessons() if one.title == "The project triangle")
        quiz = next(one for one in lesson.activities if isinstance(one, Quiz))
        journal.record(ENGLISH, quiz.id, Answered(quiz.questions[0].id, [0], 500))
        journal.record(ENGLISH, quiz.id, Answered(quiz.questions[1].id, [0], 1000))

    laptop.library(study)
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: len(rows(course)) == 12)
    details = {row.title: row.detail for row in course.findChildren(LessonRow)}
    assert details["The project triangle"] == "0 of 2 done · 2.5 of 6 points"
    assert "points" not in details["What is a project?"]


def test_a_finished_course_is_looked_at_again_from_its_beginning(laptop: Laptop) -> None:
    def study(library: Library) -> None:
        journal = library.journal(library.people.learners()[0].id)
        journal.record(ENGLISH, "project-read", Reached(900))
        for _, activity in library.shelf.course(ENGLISH).activities():
            journal.record(ENGLISH, activity.id, Completed())

    laptop.library(study)
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: len(rows(course)) == 12)
    assert (course.view.main.text(), course.view.main.property("look")) == ("Look at it again", "")
    course.view.main.click()
    until(lambda: isinstance(laptop.window.current, LessonScreen) and laptop.screen(LessonScreen).pane is not None)
    laptop.settle()
    lesson = laptop.screen(LessonScreen)
    assert lesson.data is not None and lesson.data.activity.id == "project-read"
    assert lesson.pane is not None and lesson.pane.position() == 0
    course = laptop.go("course", CourseScreen, course="premiers-pas-gestion-de-projet")
    assert (course.view.main.text(), course.view.main.property("look")) == ("Begin", "main")


def test_a_lesson_whose_files_are_missing_says_so(laptop: Laptop) -> None:
    def lose(library: Library) -> None:
        lesson = next(one for one in library.shelf.course(ENGLISH).lessons() if one.title == "Estimate durations")
        library.shelf.layout.blob_path(lesson.pack).unlink()

    laptop.library(lose)
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: len(rows(course)) == 12)
    assert rows(course)["Estimate durations"] == "Not on this computer"
    next(row for row in course.findChildren(LessonRow) if row.title == "Estimate durations").click()
    laptop.settle()
    assert laptop.screen(CourseScreen).course == ENGLISH
    assert laptop.said() == "The lesson “Estimate durations” is not on this computer. Download the course again."


def test_a_lesson_opens_at_the_first_activity_that_is_not_done(laptop: Laptop) -> None:
    laptop.library(
        lambda library: library.journal(library.people.learners()[0].id).record(ENGLISH, "triangle-read", Completed())
    )
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: len(rows(course)) == 12)
    next(row for row in course.findChildren(LessonRow) if row.title == "The project triangle").click()
    until(lambda: isinstance(laptop.window.current, LessonScreen) and laptop.window.current.data is not None)
    lesson = laptop.screen(LessonScreen)
    assert lesson.data is not None and lesson.data.activity.id == "triangle-quiz"


def test_a_course_is_removed_after_a_question(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    course.view.second.click()
    laptop.settle()
    assert laptop.library(lambda library: library.shelf.find(ENGLISH)) is not None
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    course.view.second.click()
    until(lambda: laptop.said().startswith("Removed."))
    assert isinstance(laptop.window.current, HomeScreen)
    assert laptop.library(lambda library: library.shelf.find(ENGLISH)) is None


def test_a_course_that_is_nowhere_leads_home_with_a_sentence(laptop: Laptop) -> None:
    laptop.open().app.go("course", course="gone")
    until(lambda: isinstance(laptop.window.current, HomeScreen))
    assert laptop.said() == "This course is not on this computer any more. Download it again."


def test_a_course_on_offer_says_what_it_costs(laptop: Laptop) -> None:
    laptop.library(lambda library: join_away(library, entry("trade", "Trade", 340_000_000, summary="")))
    course = laptop.open().go("course", CourseScreen, course="trade")
    assert course.view.title.text() == "Trade"
    assert not course.view.summary.isVisible()
    assert course.view.facts.text() == "3 lessons · 340 MB"
    assert [course.view.main.text(), course.view.second.isVisible()] == ["Download (340 MB)", False]


def test_an_update_is_offered_beside_what_is_here(laptop: Laptop) -> None:
    laptop.library(lambda library: join_away(library, entry(ENGLISH, "First steps, renewed")))
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    assert course.view.title.text() == "First steps in project management"
    assert course.view.third.isVisible() and course.view.third.text() == "Update (12 MB)"


def test_download_pause_go_on_and_cancel_without_a_line(laptop: Laptop) -> None:
    laptop.library(lambda library: join_away(library, entry("trade", "Trade")))
    course = laptop.open().go("course", CourseScreen, course="trade")
    course.view.main.click()
    until(lambda: course.view.main.text() == "Pause")
    until(lambda: course.view.problem.isVisible())
    assert "The campus cannot be reached just now" in course.view.problem.text()
    course.view.main.click()
    until(lambda: course.view.main.text() == "Go on")
    assert laptop.library(lambda library: library.downloads.all())[0].state is DownloadState.PAUSED
    course.view.main.click()
    until(lambda: course.view.main.text() == "Pause")
    course.view.second.click()
    until(lambda: course.view.main.text() == "Download (12 MB)")
    assert laptop.library(lambda library: library.downloads.all()) == []


def test_a_course_comes_from_the_campus_and_goes_again(
    empty_laptop: Laptop, campus: Campus, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = empty_laptop
    join_here(laptop, campus)
    laptop.open()
    home = laptop.screen(HomeScreen)
    until(lambda: home.view.on_offer.isVisible())
    course = laptop.go("course", CourseScreen, course=ENGLISH)
    course.view.main.click()
    until(lambda: course.view.second.text() == "Remove from this computer")
    until(lambda: "is on this computer now" in laptop.said())
    until(lambda: len(rows(course)) == 12)
    assert set(rows(course).values()) == {"Not begun"}
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    course.view.second.click()
    until(lambda: laptop.said().startswith("Removed."))
    content = laptop.home / "content" / "blobs" / "sha256"
    until(lambda: sum(file.stat().st_size for file in content.iterdir()) < 100_000)


def arrived(laptop: Laptop) -> int:
    """Bytes in the library's content, as the drive has them."""
    files = [file for file in (laptop.home / "content").rglob("*") if file.is_file() and "lock" not in file.name]
    return sum(space_of(file) for file in files)


@pytest.fixture
def far_campus(campus: Campus, monkeypatch: pytest.MonkeyPatch) -> Campus:
    """A campus whose bytes count as those of the internet: they obey the speed that the settings allow, and are counted."""
    monkeypatch.setattr(nearby, "is_near", lambda url: False)
    return campus


def begin_slowly(laptop: Laptop, campus: Campus) -> CourseScreen:
    """Begin a download that takes long; the course's screen, once a part of it has come."""
    join_here(laptop, campus)
    laptop.set(CAP, 300.0).open()
    until(lambda: laptop.screen(HomeScreen).view.on_offer.isVisible())
    course = laptop.go("course", CourseScreen, course=ENGLISH)
    course.view.main.click()
    until(lambda: arrived(laptop) > 600_000)
    return course


def kept(laptop: Laptop) -> Download:
    [download] = laptop.library(lambda library: library.downloads.kept())
    return download


def test_a_cancelled_download_keeps_what_arrived_and_goes_on_from_there(
    empty_laptop: Laptop, far_campus: Campus
) -> None:
    laptop = empty_laptop
    course = begin_slowly(laptop, far_campus)
    course.view.third.click()
    until(lambda: course.view.kept.isVisible())
    until(lambda: laptop.app.downloads._task is None)
    laptop.settle()
    size = laptop.library(lambda library: kept_of(library, kept(laptop)))
    live(1.0)
    again_measured = laptop.library(lambda library: kept_of(library, kept(laptop)))
    assert again_measured == size > 500_000, "nothing more arrives, and nothing goes"
    assert laptop.library(lambda library: library.downloads.queue()) == []
    until(lambda: f"{megabytes(size)} of " in course.view.kept.text())
    again = course.view.main if course.view.main.text().startswith("Download") else course.view.second
    assert again.text().startswith("Download the rest (")

    def speed_up(library: Library) -> None:
        library.settings.set(CAP, 0.0)
        for _ in range(40):
            library.traffic.measured(kept(laptop).campus, 1.0)  # a line for small films, were none there yet

    laptop.library(speed_up)
    again.click()
    until(lambda: course.view.second.text() == "Remove from this computer")
    until(lambda: "is on this computer now" in laptop.said())
    whole = laptop.library(lambda library: library.shelf.find(ENGLISH))
    assert whole is not None and whole.rendition == "480p" and not course.view.kept.isVisible()
    used = laptop.library(lambda library: library.traffic.used(week_of(datetime.now().astimezone())))
    assert used < whole.size * 1.1, "what had arrived did not come again"


def test_what_is_kept_goes_when_the_person_says_so(
    empty_laptop: Laptop, far_campus: Campus, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = empty_laptop
    course = begin_slowly(laptop, far_campus)
    course.view.third.click()
    until(lambda: course.view.third.text() == "Remove what has come")
    until(lambda: laptop.app.downloads._task is None)
    laptop.settle()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    course.view.third.click()
    until(lambda: laptop.said().startswith("Removed."))
    assert arrived(laptop) < 30_000
    until(lambda: course.view.main.text().startswith("Download (") and not course.view.kept.isVisible())
    assert laptop.library(lambda library: library.downloads.all()) == []


def test_lessons_that_came_before_a_cancel_stay_to_learn_with(
    empty_laptop: Laptop, stocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, bundle = empty_laptop, Layout.open(stocked / "content")
    laptop.library(lambda library: arrive(library, bundle, 2))
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: course.view.third.text() == "Cancel download")
    course.view.third.click()
    until(lambda: course.view.second.text().startswith("Download the rest ("))
    assert course.view.facts.text() == "2 of 12 lessons are here" and course.view.main.text() == "Begin"
    until(lambda: rows(course).get("Estimate durations") == "Not on this computer")
    list(course.outline.rows.values())[2].click()
    until(lambda: laptop.said().endswith("is not on this computer. Download the course again."))
    laptop.app.go("downloads")
    laptop.settle()
    course = laptop.go("course", CourseScreen, course=ENGLISH)
    course.view.main.click()
    laptop.settle()
    until(lambda: laptop.screen(LessonScreen).pane is not None)

    course = laptop.go("course", CourseScreen, course=ENGLISH)
    course.view.second.click()
    until(lambda: [one.course for one in laptop.library(lambda library: library.downloads.queue())] == [ENGLISH])
    until(lambda: course.view.second.text() == "Pause")
    course.view.third.click()
    until(lambda: course.view.third.text() == "Remove what has come")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    course.view.third.click()
    laptop.settle()
    assert len(laptop.library(lambda library: library.shelf.complete_lessons(library.shelf.course(ENGLISH)))) == 2
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    course.view.third.click()
    until(lambda: laptop.library(lambda library: library.shelf.courses()) == [])
    until(lambda: arrived(laptop) < 30_000)


def test_films_can_be_changed_for_another_size_and_the_old_ones_go_last(empty_laptop: Laptop, campus: Campus) -> None:
    laptop = empty_laptop
    join_here(laptop, campus)
    laptop.open()
    until(lambda: laptop.screen(HomeScreen).view.on_offer.isVisible())
    course = laptop.go("course", CourseScreen, course=ENGLISH)
    course.view.main.click()
    until(lambda: course.view.third.text().startswith("Smaller films ("))
    until(lambda: "480p" in course.view.facts.text() and films_here(laptop) == {"480p"})
    course.view.third.click()
    until(lambda: course.view.third.text().startswith("Sharper films ("))
    until(lambda: "240p" in course.view.facts.text() and films_here(laptop) == {"240p"})
    course.view.third.click()
    until(lambda: "480p" in course.view.facts.text() and films_here(laptop) == {"480p"})


def films_here(laptop: Laptop) -> set[str]:
    """Names of the renditions of which a film is here."""

    def look(library: Library) -> set[str]:
        films = [one for _, one in library.shelf.course(ENGLISH).activities() if isinstance(one, Video)]
        return {each.name for film in films for each in film.renditions if library.shelf.layout.has(each.blob)}

    return laptop.library(look)


def arrive(library: Library, bundle: Layout, lessons: int) -> None:
    """As a download leaves a course whose first lessons have come."""
    manifest = bundle.references()[ENGLISH]
    version = read_version(bundle, manifest)
    here = [manifest.digest, version.manifest.config.digest]
    for lesson in list(version.course.lessons())[:lessons]:
        here += lesson_blobs(lesson, "240p")
    for digest in here:
        library.shelf.layout.put_file(bundle.blob_path(digest))
    offer = entry(ENGLISH, version.course.title, manifest=manifest.digest, manifest_size=manifest.size)
    join_away(library, offer)
    library.downloads.want(AWAY.id, offer, "240p")
    library.downloads.set_state(ENGLISH, DownloadState.PAUSED)


def bring(library: Library, bundle: Layout, number: int) -> None:
    lesson = list(read_version(bundle, bundle.references()[ENGLISH]).course.lessons())[number]
    for digest in lesson_blobs(lesson, "240p"):
        library.shelf.layout.put_file(bundle.blob_path(digest))


def test_a_course_is_open_while_it_arrives(
    empty_laptop: Laptop, stocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, bundle = empty_laptop, Layout.open(stocked / "content")
    laptop.library(lambda library: arrive(library, bundle, 2))
    laptop.open()
    until(lambda: [card.id for card in laptop.screen(HomeScreen).view.here.grid.cards._cards] == [ENGLISH])
    course = laptop.go("course", CourseScreen, course=ENGLISH)
    until(lambda: len(rows(course)) == 12)
    assert course.view.facts.text() == "2 of 12 lessons are here"
    assert (
        list(rows(course).values()).count("Not begun") == 2 and rows(course)["Estimate durations"] == "Waits its turn"
    )
    until(lambda: laptop.library(lambda library: library.passages.find("project")))  # found already

    course.view.main.click()
    laptop.settle()
    lesson = laptop.screen(LessonScreen)
    until(lambda: lesson.pane is not None)
    assert lesson.data is not None
    laptop.library(lambda library: library.journal("awa").record(ENGLISH, lesson.data.activity.id, Completed()))

    course = laptop.go("course", CourseScreen, course=ENGLISH)
    third = list(course.outline.rows.values())[2]
    third.click()
    until(lambda: laptop.said() == "This lesson is still on its way. It opens when it is here.")
    laptop.library(lambda library: bring(library, bundle, 2))
    laptop.app.changes.say(Change.DOWNLOADS)
    until(lambda: isinstance(laptop.window.current, LessonScreen))

    course = laptop.go("course", CourseScreen, course=ENGLISH)
    course.view.third.click()
    until(lambda: course.view.third.text() == "Remove what has come")
    assert len(laptop.library(lambda library: library.shelf.complete_lessons(library.shelf.course(ENGLISH)))) == 3
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    course.view.third.click()
    until(lambda: laptop.library(lambda library: library.shelf.courses()) == [])
    assert laptop.library(lambda library: library.journal("awa").completed())[ENGLISH]


def test_a_course_that_the_school_has_withdrawn_says_so_and_opens(
    laptop: Laptop, campus: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed at the school, on the laptop, then withdrawn: the page says why when the laptop hears of it."""
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    laptop.library(lambda library: copy_courses(library.shelf.layout, campus.hub.layout(), [ENGLISH]))
    repository = Repository.create(campus.hub.layout(), tmp_path / "keys", "a tent in the rain")
    repository.publish()
    join_here(laptop, campus)
    course = laptop.open().go("course", CourseScreen, course=ENGLISH)
    until(lambda: len(rows(course)) == 12)
    assert course.view.withdrawn.isHidden()
    repository.revoke(ENGLISH, "Two figures in it are wrong.")
    catalogue.refresh(laptop.app.desk)
    until(lambda: not course.view.withdrawn.isHidden())
    assert "Two figures in it are wrong." in course.view.withdrawn.text()
    assert course.view.main.text() == "Begin" and course.view.main.isEnabled()
