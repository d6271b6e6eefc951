"""Search: what is found, and where it leads."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bivouac.desktop.actions import search as search_action
from bivouac.desktop.activities.page import PagePane
from bivouac.desktop.activities.video import VideoPane
from bivouac.desktop.models.results import RESULT, Result
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.search.screen import SearchScreen
from bivouac.errors import InputError
from bivouac.sync.journal.acts import Noted
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, until


def results(search: SearchScreen) -> list[Result]:
    model = search.view.list.results
    return [model.index(row).data(RESULT) for row in range(model.rowCount())]


def found(laptop: Laptop, text: str) -> list[Result]:
    search = laptop.go("search", SearchScreen)
    search.view.field.setText(text)
    search.refresh()
    laptop.settle()
    return results(search)


def test_it_says_what_it_is_for_and_when_nothing_is_found(laptop: Laptop) -> None:
    search = laptop.open().go("search", SearchScreen)
    assert search.view.empty.heading.text() == "Search in everything that is on this computer"
    assert laptop.window.focusWidget() is search.view.field
    assert found(laptop, "zzyzx") == []
    assert search.view.empty.heading.text() == "Nothing was found for “zzyzx”"
    search.view.field.clear()
    until(lambda: search.view.empty.heading.text() == "Search in everything that is on this computer")


def test_it_finds_while_one_types(laptop: Laptop) -> None:
    search = laptop.open().go("search", SearchScreen)
    search.view.field.setText("proj")
    until(lambda: search.view.list.isVisible())
    assert search.view.count.text() == "The 50 best results", "there are more than are shown"
    search.view.field.setText("bissap")
    until(lambda: search.view.count.text().endswith(("result", "results")) and "best" not in search.view.count.text())


def type_words(laptop: Laptop, text: str) -> SearchScreen:
    """Type in the field, with the keyboard alone."""
    search = laptop.open().go("search", SearchScreen)
    QTest.keyClicks(laptop.window.focusWidget(), text)
    return search


def in_lesson(laptop: Laptop) -> bool:
    return isinstance(laptop.window.current, LessonScreen)


def test_enter_opens_the_best_result_without_a_mouse(laptop: Laptop) -> None:
    search = type_words(laptop, "bissap")
    until(lambda: search.view.shows_results())
    best = results(search)[0]
    QTest.keyClick(laptop.window.focusWidget(), Qt.Key.Key_Return)
    until(lambda: in_lesson(laptop) and laptop.screen(LessonScreen).pane is not None)
    pane = laptop.screen(LessonScreen).pane
    assert pane is not None and pane.context.activity.id == best.activity


def test_enter_before_anything_is_shown_opens_what_is_found_then(laptop: Laptop) -> None:
    search = type_words(laptop, "bissap")
    assert not search.view.shows_results()
    QTest.keyClick(laptop.window.focusWidget(), Qt.Key.Key_Return)
    until(lambda: in_lesson(laptop))


def test_who_leaves_before_it_is_found_is_not_taken_away(laptop: Laptop) -> None:
    search = type_words(laptop, "bissap")
    QTest.keyClick(laptop.window.focusWidget(), Qt.Key.Key_Return)
    home = laptop.go("home", HomeScreen)
    until(lambda: results(search))
    assert laptop.window.current is home


def test_a_search_that_failed_opens_nothing_later(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise InputError("The disk does not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(search_action, "find", fails)
        search = type_words(laptop, "project")
        QTest.keyClick(search.view.field, Qt.Key.Key_Return)
        until(lambda: laptop.said() == "The disk does not answer.")
    search.refresh()  # as when a course came
    until(search.view.shows_results)
    laptop.settle()
    assert laptop.screen(SearchScreen) is search, "nobody is taken to what they asked for long ago"


def test_enter_on_words_that_are_nowhere_opens_nothing(laptop: Laptop) -> None:
    search = type_words(laptop, "zzyzx")
    QTest.keyClick(laptop.window.focusWidget(), Qt.Key.Key_Return)
    until(lambda: search.view.empty.heading.text().startswith("Nothing was found"))
    search.view.field.setText("bissap")
    until(lambda: search.view.shows_results())
    assert laptop.window.current is search, "what was asked for was answered: nothing was found"


def test_arrows_and_tab_lead_from_the_field_to_the_results_and_back(laptop: Laptop) -> None:
    search = type_words(laptop, "project")
    QTest.keyClick(search.view.field, Qt.Key.Key_Down)
    assert laptop.window.focusWidget() is search.view.field, "nothing was found yet"
    until(lambda: search.view.shows_results())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
        QTest.keyClick(search.view.field, key)
        assert laptop.window.focusWidget() is search.view.list
        assert search.view.list.currentIndex().row() == 0, "one sees where one is"
        QTest.keyClick(search.view.list, Qt.Key.Key_Up)
        assert laptop.window.focusWidget() is search.view.field
    QTest.keyClick(search.view.field, Qt.Key.Key_Down)
    QTest.keyClick(search.view.list, Qt.Key.Key_Down)
    assert search.view.list.currentIndex().row() == 1
    QTest.keyClick(search.view.list, Qt.Key.Key_Return)
    until(lambda: in_lesson(laptop))


def test_accents_do_not_matter(laptop: Laptop) -> None:
    laptop.open()
    with_accents, without = found(laptop, "réfrigérateur"), found(laptop, "refrigerateur")
    assert with_accents and [(one.activity, one.text) for one in with_accents] == [
        (one.activity, one.text) for one in without
    ]
    one = next(one for one in without if one.course == FRENCH and one.marks)
    marked = [one.text[start:end].lower() for start, end in one.marks]
    assert any(word.startswith("réfrigérateur") for word in marked)


def test_words_are_marked_in_notes_too(laptop: Laptop) -> None:
    noted = Noted("n1", "Ask Koffi:\nhow dear is the réfrigérateur?", 400, "")
    laptop.library(
        lambda library: library.journal(library.people.learners()[0].id).record(ENGLISH, "project-read", noted)
    )
    laptop.open()
    [note] = [one for one in found(laptop, "refrigerateur") if one.icon == "note"]
    assert [note.text[start:end] for start, end in note.marks] == ["réfrigérateur"]


def test_a_page_opens_with_the_words_shown(laptop: Laptop) -> None:
    laptop.open()
    page = next(one for one in found(laptop, "fresh fruit juice") if one.icon == "page" and one.course == ENGLISH)
    laptop.screen(SearchScreen).view.list.opened.emit(page)
    until(lambda: isinstance(laptop.window.current, LessonScreen) and laptop.screen(LessonScreen).pane is not None)
    pane = laptop.screen(LessonScreen).pane
    assert isinstance(pane, PagePane)
    assert pane.find_bar.isVisible()


def test_a_film_opens_at_the_moment(laptop: Laptop) -> None:
    laptop.open()
    film = next(one for one in found(laptop, "shop") if one.icon == "play" and int(one.position) > 5_000)
    laptop.screen(SearchScreen).view.list.opened.emit(film)
    until(lambda: isinstance(laptop.window.current, LessonScreen) and laptop.screen(LessonScreen).pane is not None)
    pane = laptop.screen(LessonScreen).pane
    assert isinstance(pane, VideoPane)
    until(lambda: abs(pane.position() - int(film.position)) < 1_000)


def test_a_film_is_found_where_the_words_are_spoken(laptop: Laptop) -> None:
    laptop.open()
    film = next(one for one in found(laptop, "deuxieme boutique") if one.icon == "play" and one.course == FRENCH)
    assert (film.position, film.where.rpartition(" · ")[2]) == ("14090", "0:14")
    assert "deuxième boutique" in film.text


def test_words_are_marked_in_titles_too(laptop: Laptop) -> None:
    laptop.open()
    marked = [one for one in found(laptop, "risk") if one.where_marks]
    assert marked
    assert {one.where[start:end].lower() for one in marked for start, end in one.where_marks} == {"risk"}


def test_notes_are_found_first(laptop: Laptop) -> None:
    laptop.library(
        lambda library: library.journal(library.people.learners()[0].id).record(
            ENGLISH, "project-read", Noted("n", "Demander à Koffi la médiation", 0, "")
        )
    )
    laptop.open()
    first = found(laptop, "mediation koffi")[0]
    assert (first.icon, first.activity) == ("note", "project-read")
    assert first.where == "Your note · First steps in project management"


def test_a_lesson_s_title_leads_on(laptop: Laptop) -> None:
    laptop.open()
    hit = next(one for one in found(laptop, "glossary") if one.course == ENGLISH)
    laptop.screen(SearchScreen).view.list.opened.emit(hit)
    laptop.settle()
    assert isinstance(laptop.window.current, LessonScreen | CourseScreen)


def test_a_course_is_found_by_words_of_its_title(laptop: Laptop) -> None:
    title = laptop.library(lambda library: library.shelf.course(FRENCH).title)
    first, *_, last = title.split()
    plain = unicodedata.normalize("NFD", f"{last} {first}").encode("ascii", "ignore").decode()
    laptop.open()
    [one, *_] = found(laptop, plain)
    assert (one.course, one.text, one.activity, one.icon) == (FRENCH, title, "", "course") and one.marks
    laptop.screen(SearchScreen).view.list.opened.emit(one)
    until(lambda: isinstance(laptop.window.current, CourseScreen))


def test_a_course_is_found_by_words_of_its_summary_after_those_of_titles(laptop: Laptop) -> None:
    laptop.open()
    [one, *_] = found(laptop, "boutique jus abidjan")
    assert (one.course, one.activity, one.icon) == (FRENCH, "", "course")
    assert one.where.endswith("Premiers pas en gestion de projet") and "boutique de jus" in one.text
    marked = [one.text[start:end] for start, end in one.marks]
    assert "boutique" in marked and "jus" in marked
    courses = [each.course for each in found(laptop, "project") if each.where.split(" · ")[0] == "Course"]
    assert courses == [ENGLISH], "once, by its title"
