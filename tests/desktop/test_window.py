"""The whole window: its start, its keyboard, its names for screen readers, its room, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QWidget,
)

from bivouac.desktop.actions import settings
from bivouac.desktop.screens.classroom.screen import ClassroomScreen
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.notes.screen import NotesScreen
from bivouac.desktop.screens.search.screen import SearchScreen
from bivouac.desktop.screens.settings.screen import SettingsScreen
from bivouac.desktop.window import Window
from bivouac.errors import InputError
from bivouac.sync.journal.acts import CohortNamed, Completed, Noted, NoteShared, Reached
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.record import make_record
from bivouac.sync.journal.showing import Place
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.downloads import DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import LANGUAGE, TEXT_SCALE
from bivouac.sync.store.showing import show_note
from tests.courses.bundle.conftest import store_course
from tests.desktop.fitting import misfits
from tests.desktop.laptop import AWAY, FRENCH, Laptop, entry, join_away, live, until
from tests.desktop.screens.test_classroom import STREAM, in_a_class

REPOSITORY = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.qt_log_ignore("No RHI backend")  # films are painted without a graphics card here


def study(library: Library) -> None:
    """Something for every screen to show."""
    logistics = entry("log", "Logistique et chaîne d’approvisionnement pour les petites entreprises", 340_000_000)
    join_away(library, entry("trade", "Étude de marché en Afrique de l’Ouest"), logistics, cancelled(library))
    library.downloads.want(AWAY.id, logistics, "240p")
    library.downloads.set_state("log", DownloadState.FAILED, "Le disque est plein. Retirez un cours, puis réessayez.")
    journal = library.journal("awa")
    journal.record(FRENCH, "project-read", Completed())
    journal.record(FRENCH, "project-film", Noted("n", "Demander à Koffi le budget de la médiation", 12_000, "un début"))
    journal.record(FRENCH, "project-film", Reached(12_000))
    share_notes(library)


def cancelled(library: Library) -> CatalogueEntry:
    """A course on offer, of which a part is kept since its download was cancelled."""
    version = store_course(library.shelf.layout, "droit", film=b"film" * 100_000)
    library.shelf.layout.forget("droit")
    offer = entry("droit", "Droit des affaires", manifest=version.digest, manifest_size=version.size)
    library.downloads.want(AWAY.id, offer, "240p")
    library.downloads.keep(offer.id)
    return offer


def share_notes(library: Library) -> None:
    """A class with a topic, in which Awa and a classmate show notes, and where another class could see hers."""
    in_a_class(library, "teacher")
    journal, place = library.journal("awa"), Place(FRENCH, "project-film")
    evening = CohortNamed("Gestion de projet, groupe du samedi soir")
    journal.take_in("cohort:c2", [make_record("cohort:c2", "d0.hubcampus", 1, Reading(9, 9), "", "", evening)])
    show_note(journal, STREAM, place, "n")
    shown = NoteShared("s1", "À relire avant le contrôle de mercredi prochain", 12_000, "un début et une fin")
    journal.take_in(STREAM, [make_record(STREAM, "d5.ali", 1, Reading(9 << 20, 1_700_000_000_000), *place, shown)])


def places(laptop: Laptop) -> Iterator[str]:
    """Go to every screen in turn."""
    go: dict[str, Callable[[], object]] = {
        "home": lambda: laptop.app.go("home"),
        "course": lambda: laptop.app.go("course", course=FRENCH),
        "course on offer": lambda: laptop.app.go("course", course="trade"),
        "course of which a part is kept": lambda: laptop.app.go("course", course="droit"),
        "course on its way": lambda: laptop.app.go("course", course="log"),
        "page": lambda: laptop.app.go("lesson", course=FRENCH, activity="project-read"),
        "quiz": lambda: laptop.app.go("lesson", course=FRENCH, activity="triangle-quiz"),
        "case": lambda: laptop.app.go("lesson", course=FRENCH, activity="opening-case"),
        "film": lambda: laptop.app.go("lesson", course=FRENCH, activity="project-film"),
        "notes beside": lambda: laptop.screen(LessonScreen).view.toggle_notes.click(),
        "note changed": lambda: laptop.screen(LessonScreen).view.notes.own.changed.emit(f"{FRENCH} project-film n"),
        "search": lambda: laptop.app.go("search"),
        "found": lambda: laptop.screen(SearchScreen).view.field.setText("projet"),
        "notes": lambda: laptop.app.go("notes"),
        "class": lambda: laptop.app.go("class"),
        "shared notes": lambda: laptop.screen(ClassroomScreen).view.notes_part.click(),
        "downloads": lambda: laptop.app.go("downloads"),
        "space": lambda: laptop.app.go("space"),
        "people": lambda: laptop.app.go("people"),
        "settings": lambda: laptop.app.go("settings"),
        "preload": lambda: laptop.app.go("preload"),
        "welcome": lambda: laptop.app.go("welcome"),
        "told": lambda: laptop.app.tell(
            "Une phrase qui dit ce qui s’est passé, et ce que l’on peut y faire. " * 2, "bad"
        ),
    }
    for name, there in go.items():
        there()
        laptop.wait_for_pane()
        live(0.16)  # a search waits for a rest in typing
        laptop.settle()
        yield name


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_nothing_is_cut_off_in_the_smallest_window(laptop: Laptop, scale: float) -> None:
    laptop.library(study)
    laptop.set(LANGUAGE, "fr").set(TEXT_SCALE, scale).open()
    laptop.window.resize(800, 560)
    found = []
    for place in places(laptop):
        assert (laptop.window.width(), laptop.window.height()) == (800, 560), place
        found += [f"{place}: {one}" for one in misfits(laptop.window)]
    assert found == []


def interactive(window: QWidget) -> list[QWidget]:
    """All that takes the keyboard, whatever it is."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def test_everything_that_can_be_used_has_a_name(laptop: Laptop) -> None:
    laptop.library(study)
    laptop.open()
    screens = set()
    for place in places(laptop):
        screens.add(type(laptop.window.current).__module__.split(".")[-2])
        nameless = [
            one
            for one in interactive(laptop.window)
            if not (one.accessibleName() or getattr(one, "text", str)()).strip()
        ]
        assert [type(one).__name__ for one in nameless] == [], place
    made = {folder.parent.name for folder in (REPOSITORY / "bivouac/desktop/screens").glob("*/screen.py")}
    assert made == screens, "a screen that is not looked at: give it a line in places()"


@pytest.mark.parametrize(
    "screen", ["home", "search", "notes", "downloads", "people", "settings", "welcome", "course", "lesson"]
)
def test_tab_reaches_everything(laptop: Laptop, screen: str) -> None:
    laptop.library(study)
    laptop.open()
    laptop.app.go(screen, course=FRENCH, activity="triangle-quiz")
    laptop.settle()
    live(0.1)
    window = laptop.window
    wanted = {one for one in interactive(window) if one.focusPolicy() & Qt.FocusPolicy.TabFocus}
    reached: set[QWidget] = set()
    for _ in range(3 * len(wanted)):
        focus = QApplication.focusWidget() or window
        if isinstance(focus, QWidget):
            reached.add(focus)
        window.focusNextChild()
    missing = {one for one in wanted if one not in reached and one.focusProxy() not in reached}
    radios = {one for one in missing if isinstance(one, QAbstractButton) and one.autoExclusive()}  # arrows reach those
    assert [one.accessibleName() or type(one).__name__ for one in missing - radios] == []


def test_ctrl_and_a_number_lead_to_the_screens(laptop: Laptop) -> None:
    laptop.open()
    places = list(laptop.window.navigation.buttons)
    for name, kind in (("search", SearchScreen), ("settings", SettingsScreen), ("home", HomeScreen)):
        key = Qt.Key(Qt.Key.Key_1 + places.index(name))
        QTest.keyClick(laptop.window, key, Qt.KeyboardModifier.ControlModifier)
        until(lambda kind=kind: isinstance(laptop.window.current, kind))
    QTest.keyClick(laptop.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    until(lambda: isinstance(laptop.window.current, SearchScreen))
    chosen = [name for name, one in laptop.window.navigation.buttons.items() if one.isChecked()]
    assert chosen == ["search"]


def test_who_needs_large_text_reads_what_the_school_has(laptop: Laptop) -> None:
    """In a window of usual size the navigation keeps its words, with the largest text; nothing is cut off for it."""
    laptop.library(study)
    laptop.set(LANGUAGE, "fr").set(TEXT_SCALE, 1.6).open()
    laptop.window.resize(1000, 680)
    corner, navigation = laptop.window.sync_corner, laptop.window.navigation
    until(lambda: corner.first.isVisible() and corner.first.text())
    assert navigation.width() <= laptop.window.width() / 3
    assert all(one.text().strip() for one in navigation.buttons.values())
    found = []
    for place in places(laptop):
        assert (laptop.window.width(), laptop.window.height()) == (1000, 680), place
        found += [f"{place}: {one}" for one in misfits(laptop.window)]
    assert found == []


def test_the_navigation_is_a_rail_where_there_is_little_room(laptop: Laptop) -> None:
    laptop.set(TEXT_SCALE, 1.6).open()
    home = laptop.window.navigation.buttons["home"]
    laptop.window.resize(1366, 768)
    until(lambda: home.text().strip() == "Home")
    laptop.window.resize(800, 560)
    until(lambda: home.text() == "")
    assert home.accessibleName() == "Home" and home.toolTip() == "Home (Ctrl+1)"


@pytest.mark.parametrize("scale", [1.0, 1.2, 1.4, 1.6])
def test_the_navigation_has_room_for_bold_texts(laptop: Laptop, scale: float) -> None:
    laptop.set(LANGUAGE, "fr").set(TEXT_SCALE, scale).open()
    laptop.window.resize(1366, 768)
    for name, one in laptop.window.navigation.buttons.items():
        laptop.app.go(name)
        laptop.settle()
        bold = QFont(one.font())
        bold.setBold(True)
        needed = QFontMetrics(bold).horizontalAdvance(one.text()) + one.iconSize().width() + 28  # its padding
        assert one.width() >= needed, one.text()


def test_a_sentence_covers_nothing_and_goes_by_itself_unless_it_is_bad(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bivouac.desktop.widgets import toast

    monkeypatch.setattr(toast, "_SHOWN", 60)
    laptop.open()
    whole = laptop.window.stack.height()
    laptop.app.tell("Added.", "good")
    until(lambda: laptop.window.stack.height() < whole)
    assert not laptop.window.stack.geometry().intersects(laptop.window.toast.geometry())
    until(lambda: not laptop.window.toast.isVisible())
    laptop.app.tell("It does not work.", "bad")
    live(0.15)
    assert laptop.said() == "It does not work."


def test_good_news_goes_with_the_screen_once_it_was_there_to_be_read(laptop: Laptop) -> None:
    laptop.open()
    laptop.app.tell("Added.", "good")
    laptop.go("notes", NotesScreen)
    assert laptop.said() == "Added.", "what is said as the screen changes is about that"
    until(lambda: laptop.window.toast._timer.remainingTime() < 4_000)  # of six seconds, which Qt takes to 5 %
    laptop.go("home", HomeScreen)
    assert laptop.said() == ""
    laptop.app.tell("It does not work.", "bad")
    live(1.2)
    laptop.go("notes", NotesScreen)
    assert laptop.said() == "It does not work."


def test_the_window_is_no_larger_than_the_screen(laptop: Laptop) -> None:
    laptop.open()
    room = laptop.window.screen().availableSize()
    laptop.window.resize(room.width() + 300, room.height() + 200)
    laptop.window.fit_screen()
    taken = laptop.window.size()
    assert taken.width() <= room.width() and taken.height() <= room.height()
    assert taken.height() > room.height() - 60, "it takes what the title bar leaves"


@pytest.mark.parametrize("size", [(800, 480), (910, 512)])
def test_nothing_is_cut_off_where_everything_is_large_on_a_small_screen(laptop: Laptop, size: tuple[int, int]) -> None:
    """1366x768 at 150 % leave 910x512, with a bar of the system less."""
    laptop.library(study)
    laptop.set(LANGUAGE, "fr").open()
    laptop.window.resize(*size)
    found = []
    for place in places(laptop):
        assert (laptop.window.width(), laptop.window.height()) == size, place
        found += [f"{place}: {one}" for one in misfits(laptop.window)]
    assert found == []


def test_an_error_that_nobody_handles_is_a_sentence(laptop: Laptop) -> None:
    laptop.open()

    def fail(library: Library) -> None:
        raise InputError("There is no course in it.")

    laptop.app.tasks.database(fail)
    until(lambda: laptop.said() == "There is no course in it.")


@pytest.mark.expects_log("a task failed")
def test_a_bug_is_said_without_fear(laptop: Laptop) -> None:
    laptop.open()
    laptop.app.tasks.database(lambda library: 1 / 0)
    until(lambda: "Your work is safe" in laptop.said())


def test_closing_keeps_what_was_just_done(laptop: Laptop) -> None:
    lesson = laptop.open().go("lesson", LessonScreen, course=FRENCH, activity="glossary")
    lesson.pane.go_to(600)
    until(lambda: lesson.pane.position() > 400)
    laptop.close()
    state = laptop.library(lambda library: library.journal(library.people.learners()[0].id).state(FRENCH, "glossary"))
    assert state.position > 400


def test_a_window_that_is_closed_while_it_learns_another_language_stays_closed(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.open()
    forget = Window.forget_hidden

    def close_then(window: Window) -> None:
        forget(window)
        window.close()

    monkeypatch.setattr(Window, "forget_hidden", close_then)
    settings.choose(laptop.app.desk, LANGUAGE, "fr")
    until(lambda: not laptop.window.isVisible())
    live(0.1)
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()] == []


def test_an_open_course_follows_what_is_done_elsewhere(laptop: Laptop) -> None:
    course = laptop.open().go("course", CourseScreen, course=FRENCH)
    lesson = laptop.go("lesson", LessonScreen, course=FRENCH, activity="project-read")
    lesson.pane.acted.emit(Completed())
    laptop.go("course", CourseScreen, course=FRENCH)
    until(lambda: course.view.progress.text().startswith("1 of"))
