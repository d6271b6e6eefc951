"""A course is updated under what was done in it: activities moved to other lessons or taken away, a film shorter than where somebody stopped."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.version import read_version
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import HomeScreen, add_from_file
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.notes.screen import NotesScreen
from bivouac.sync.journal.acts import Bookmarked, Completed, Noted, Reached, Watched
from bivouac.sync.store.library import Library
from tests.courses.bundle.conftest import store_manifest
from tests.desktop.laptop import ENGLISH, Laptop, until

GONE, FILM = "project-read", "project-film"
LATE = 50 * 60_000
"""A moment (milliseconds) that was in the film once, and is far behind the end of the one there is."""


def learn(library: Library) -> None:
    """What was done in the version before."""
    journal = library.journal(library.people.learners()[0].id)
    journal.record(ENGLISH, GONE, Completed())
    journal.record(ENGLISH, GONE, Noted("n1", "On the page that went", 40, "a start and an end"))
    for act in (Watched(0, LATE), Reached(LATE), Bookmarked(LATE), Noted("n2", "Near the old end", LATE)):
        journal.record(ENGLISH, FILM, act)


def update(library: Library, folder: Path) -> Path:
    """The next version: every lesson stands elsewhere and is called otherwise, and one activity is gone. What to open to add it."""
    old = read_version(library.shelf.layout, library.shelf.layout.references()[ENGLISH])
    modules = []
    for module in reversed(old.course.modules):
        lessons = [
            replace(
                lesson,
                id=f"new-{lesson.id}",
                activities=tuple(activity for activity in lesson.activities if activity.id != GONE),
            )
            for lesson in reversed(module.lessons)
        ]
        modules.append(replace(module, lessons=tuple(lessons)))
    course = replace(old.course, version="2.0", modules=tuple(modules))
    blobs = library.shelf.layout
    layers = [(one.media_type, blobs.blob_path(one.digest).read_bytes()) for one in old.manifest.layers]
    store_manifest(Layout.create(folder), course, layers)
    return folder / "index.json"


def test_what_was_done_stays_valid_and_nothing_is_a_dead_end(laptop: Laptop, tmp_path: Path) -> None:
    laptop.library(learn)
    file = laptop.library(lambda library: update(library, tmp_path / "next"))
    laptop.open().go("lesson", LessonScreen, course=ENGLISH, activity=GONE)
    add_from_file(laptop.app.desk, str(file), laptop.window)  # while the page that goes is open
    until(lambda: "Added: " in laptop.said())
    assert laptop.library(lambda library: library.shelf.course(ENGLISH).version) == "2.0"

    lesson = laptop.go("lesson", LessonScreen, course=ENGLISH, activity=FILM)
    until(lambda: lesson.pane is not None)
    assert lesson.data.activity.id == FILM
    lesson = laptop.go("lesson", LessonScreen, course=ENGLISH, activity=GONE)
    until(lambda: lesson.pane is not None and lesson.data.activity.id != GONE)

    notes = laptop.go("notes", NotesScreen)
    until(lambda: len(notes.view.cards.cards) == 2)
    assert {card.face.text.split("\n")[0] for card in notes.view.cards.cards} >= {"Near the old end"}

    laptop.go("course", CourseScreen, course=ENGLISH)
    home = laptop.go("home", HomeScreen)
    assert home is not None

    def kept(library: Library) -> tuple[bool, list[int], int]:
        states = library.journal(library.people.learners()[0].id).states(ENGLISH)
        return bool(states[GONE].completed), list(states[FILM].live_bookmarks()), states[FILM].position

    assert laptop.library(kept) == (True, [LATE], LATE), "a later version may have them again"


def test_what_an_update_took_away_does_not_count_as_done(laptop: Laptop, tmp_path: Path) -> None:
    """Else a course is called complete in which nothing that it has now was done, and is continued no more."""
    from bivouac.desktop.actions.courses import load_home

    laptop.library(learn)
    file = laptop.library(lambda library: update(library, tmp_path / "next"))

    def share(library: Library) -> float | None:
        learner = library.people.learners()[0].id
        return next(card.share for card in load_home(library, learner, None).here if card.id == ENGLISH)

    assert (laptop.library(share) or 0) > 0
    laptop.open()
    add_from_file(laptop.app.desk, str(file), laptop.window)
    until(lambda: "Added: " in laptop.said())
    assert laptop.library(share) == 0
