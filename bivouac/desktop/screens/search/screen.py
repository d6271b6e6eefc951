"""Search: finds while one types, in everything on this disk."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from bivouac.desktop.actions import search
from bivouac.desktop.actions.search import Found
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.icons import KIND_ICONS
from bivouac.desktop.models.results import Result
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.screens.search.view import SearchView
from bivouac.desktop.wording import clock
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.store.passages import MOST, Hit, excerpt, marks_in
from bivouac.sync.store.stored_folds import Note

_PAUSE = 120
"""Milliseconds of rest before what was typed is looked for."""

_ICONS = {**KIND_ICONS, "lesson": "course"}


class SearchScreen(Screen):
    """One field for everything."""

    shows = Change.COURSES | Change.PEOPLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = SearchView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._shown = ""  # the words whose results are shown
        self._at_once = False  # the best result is to be opened as soon as it is known
        self.view.field.textChanged.connect(self._typed)
        self.view.field.returnPressed.connect(self._open_best)
        self.view.list.opened.connect(self._open)

    def enter(self, **place: str) -> None:
        if text := place.get("text"):
            self.view.field.setText(text)
        self.view.field.setFocus()
        self.view.field.selectAll()

    def leave(self) -> bool:
        self._at_once = False  # what is found now opens nothing any more
        return True

    def refresh(self) -> None:
        text = self.view.field.text().strip()
        if not text:
            self._show_nothing(
                tr("Search in everything that is on this computer"),
                tr("Pages, what is said in films, quizzes, and your notes. Accents don’t matter."),
            )
            return
        task = self.desk.tasks.database(search.find, self.desk.session.learner_id, text)
        task.then(self._show).failed(self._on_failed)

    def _show(self, found: Found) -> None:
        if found.text != self.view.field.text().strip():
            return  # more was typed meanwhile
        results = [_course(course, found) for course in found.courses]
        results += [self._note(note, found) for note in found.notes]
        results += [self._hit(hit, found) for hit in found.hits]
        if not results:
            self._show_nothing(
                tr("Nothing was found for “{text}”", text=found.text),
                tr("Try fewer or other words. Only courses on this computer are searched."),
            )
            return
        results = results[:MOST]
        self._shown = found.text
        self.view.count.setText(_count(len(results), more=len(found.hits) >= MOST))
        self.view.list.results.show_results(results)
        self.view.below.setCurrentWidget(self.view.list)
        if self._at_once:
            self._at_once = False
            self.view.list.open_best()

    def _on_failed(self, error: BivouacError) -> None:
        self._at_once = False  # what is found by a later look opens nothing by itself
        self.desk.tell(error.sentence(), "bad")

    def _show_nothing(self, heading: str, sentence: str) -> None:
        self._shown, self._at_once = "", False
        self.view.count.setText("")
        self.view.empty.say(heading, sentence)
        self.view.below.setCurrentWidget(self.view.empty)

    def _hit(self, hit: Hit, found: Found) -> Result:
        passage = hit.passage
        before = f"{found.titles.get(passage.course, '')} · "
        where = before + passage.title
        in_title = marks_in(passage.title, found.text)
        film = passage.kind in ("video", "audio")
        if film:
            where += f" · {clock(int(hit.place or 0))}"
        text, marks = (hit.snippet, hit.marks) if hit.snippet else (passage.title, in_title)
        return Result(
            where,
            text,
            marks,
            _ICONS.get(passage.kind, "page"),
            passage.course,
            passage.activity,
            position=hit.place if film else "",
            find="" if film or passage.kind == "lesson" else found.text,
            where_marks=tuple((start + len(before), end + len(before)) for start, end in in_title),
        )

    def _note(self, note: Note, found: Found) -> Result:
        where = f"{tr('Your note')} · {found.titles.get(note.course, '')}"
        return Result(
            where, note.text, marks_in(note.text, found.text), "note", note.course, note.activity, position=str(note.at)
        )

    def _typed(self) -> None:
        self._at_once = False
        self._pause.start()

    def _open_best(self) -> None:
        """Enter in the field: to the best result, which may still be looked for."""
        text = self.view.field.text().strip()
        if text and text == self._shown:
            self.view.list.open_best()
        else:
            self._at_once = bool(text)
            self._pause.stop()
            self.refresh()

    def _open(self, result: Result) -> None:
        if result.activity:
            self.desk.go(
                "lesson", course=result.course, activity=result.activity, position=result.position, find=result.find
            )
        else:
            self.desk.go("course", course=result.course)


def _course(course: str, found: Found) -> Result:
    """A course whose title or summary has the words, before what is in courses."""
    title = found.titles[course]
    if course in found.summaries:
        summary = excerpt(found.summaries[course], found.text)
        return Result(f"{tr('Course')} · {title}", summary, marks_in(summary, found.text), "course", course, "")
    return Result(tr("Course"), title, marks_in(title, found.text), "course", course, "")


def _count(shown: int, more: bool) -> str:
    """How many there are; `more`: there may be others, which are not shown."""
    return tr("The {n} best results", n=shown) if more else tr("{n} result|{n} results", n=shown)
