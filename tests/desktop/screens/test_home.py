"""Home: its three rows, and the way from each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bivouac.desktop.models.cards import CARD
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen, add_from_file
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.widgets.cards import CardGrid
from bivouac.sync.journal.acts import Completed, Reached
from bivouac.sync.store.library import Library
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, entry, join_away, until


def titles(grid: CardGrid) -> list[str]:
    return [str(grid.model().index(row, 0).data()) for row in range(grid.model().rowCount())]


def prepare(library: Library) -> None:
    here = library.shelf.manifest(FRENCH)
    french = entry(FRENCH, "Premiers pas en gestion de projet", manifest=here)
    newer = entry(ENGLISH, "First steps in project management, renewed")
    join_away(library, french, newer, entry("trade", "Trade in West Africa"))
    journal = library.journal("awa")
    journal.record(ENGLISH, "project-read", Completed())
    journal.record(ENGLISH, "project-film", Reached(4000))


def test_three_rows(laptop: Laptop) -> None:
    laptop.library(prepare)
    home = laptop.open().screen(HomeScreen)
    view = home.view
    assert view.greeting.text() == "Hello Awa Koné"
    assert titles(view.continued.grid) == ["First steps in project management"]
    assert titles(view.here.grid) == ["Premiers pas en gestion de projet"], "what is continued is not said twice"
    assert view.here.heading.text() == "Also on this computer"
    assert titles(view.on_offer.grid) == ["First steps in project management, renewed", "Trade in West Africa"]
    assert not view.empty.isVisible()
    texts = [view.on_offer.grid.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert texts == ["First steps in project management, renewed. Update: 12 MB", "Trade in West Africa. 12 MB"]


def test_a_course_is_continued_where_it_was_left(laptop: Laptop) -> None:
    laptop.library(prepare)
    grid = laptop.open().screen(HomeScreen).view.continued.grid
    assert grid.cards.index(0).data(Qt.ItemDataRole.DisplayRole) == "First steps in project management"
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    laptop.settle()
    laptop.wait_for_pane()
    lesson = laptop.screen(LessonScreen)
    assert lesson.data is not None and lesson.data.activity.id == "project-film"


def test_a_course_is_continued_with_what_is_not_done(laptop: Laptop) -> None:
    """After what was touched last; after the last activity with the first that was left out."""
    laptop.library(prepare)
    course = laptop.library(lambda library: library.shelf.course(ENGLISH))
    everything = [activity.id for _, activity in course.activities()]
    laptop.open()
    for done, onward in ((["project-film"], "project-your-turn"), (everything[4:], everything[2])):
        laptop.library(
            lambda library, ids=done: [library.journal("awa").record(ENGLISH, one, Completed()) for one in ids]
        )
        home = laptop.go("home", HomeScreen)
        home.refresh()
        laptop.settle()
        card = home.view.continued.grid.cards.index(0).data(CARD)
        assert card.activity == onward
        main = laptop.go("course", CourseScreen, course=ENGLISH).view.main
        assert main.text() == "Continue"
        main.click()
        until(lambda: laptop.window.current is not None and isinstance(laptop.window.current, LessonScreen))
        laptop.settle()
        laptop.wait_for_pane()
        lesson = laptop.screen(LessonScreen)
        assert lesson.data is not None and lesson.data.activity.id == onward


def test_a_card_opens_its_course(laptop: Laptop) -> None:
    grid = laptop.open().screen(HomeScreen).view.here.grid
    where = grid.visualRect(grid.model().index(1, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    laptop.settle()
    assert laptop.screen(CourseScreen).course == FRENCH


def test_nothing_here_says_what_to_do(empty_laptop: Laptop) -> None:
    empty_laptop.library(lambda library: library.people.add_guest("Awa"))
    home = empty_laptop.open().screen(HomeScreen)
    assert home.view.empty.isVisible()
    assert home.view.empty.sentence.text() == "Join a campus, or add a course from a file or a stick."
    empty_laptop.close()
    empty_laptop.library(join_away)
    home = empty_laptop.open().screen(HomeScreen)
    assert "They appear here by themselves" in home.view.empty.sentence.text()


def test_a_bundle_is_taken_in(empty_laptop: Laptop, demo_bundles) -> None:
    empty_laptop.library(lambda library: library.people.add_guest("Awa"))
    home = empty_laptop.open(demo_bundles[0]).screen(HomeScreen)
    until(lambda: home.view.here.isVisible())
    assert empty_laptop.said().startswith("Added: ")


def test_adding_courses_shows_progress_and_can_be_cancelled(empty_laptop: Laptop, demo_bundles) -> None:
    empty_laptop.library(lambda library: library.people.add_guest("Awa"))
    empty_laptop.open()
    toast = empty_laptop.window.toast
    add_from_file(empty_laptop.app.desk, str(demo_bundles[0]), empty_laptop.window)
    until(lambda: toast.bar.isVisible() and toast.cancel.isVisible())
    toast.cancel.click()
    assert empty_laptop.said() == "Cancelled. Nothing was added."
    assert not toast.bar.isVisible()
    empty_laptop.close()
    assert empty_laptop.library(lambda library: library.shelf.courses()) == []


def test_a_file_that_is_no_bundle_is_a_sentence(empty_laptop: Laptop, tmp_path) -> None:
    empty_laptop.library(lambda library: library.people.add_guest("Awa"))
    broken = tmp_path / "broken.bivouac"
    broken.write_bytes(b"nothing of the kind")
    empty_laptop.open(broken)
    until(lambda: empty_laptop.window.toast.card.property("look") == "bad")
    assert empty_laptop.said()


def test_a_thousand_courses_are_shown_at_once(laptop: Laptop) -> None:
    from bivouac.desktop.actions.courses import Card, HomeData

    home = laptop.open().screen(HomeScreen)
    cards = [Card(f"c{number}", f"Course {number}", "", "en", None, 0.0, 1) for number in range(1000)]
    home._show(HomeData([], cards, []))
    grid = home.view.here.grid
    columns = grid.viewport().width() // grid.visualRect(grid.model().index(0, 0)).width()
    until(lambda: grid.visualRect(grid.model().index(999, 0)).bottom() < grid.height())
    assert columns >= 2 and grid.height() > 1000 / (columns + 1) * 200
