"""Notes: all that the learner wrote, from every course, and the way back to where each belongs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from bivouac.desktop.actions import classes, notes
from bivouac.desktop.actions.classes import Classroom
from bivouac.desktop.actions.notes import PlacedNote
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.models.note_cards import NoteFace, audiences, key_of
from bivouac.desktop.screens.notes.view import NotesView
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.wording import day_and_time
from bivouac.language import tr

_MOST = 60
"""Notes that are shown at once; older ones are under a button."""


class NotesScreen(Screen):
    """The learner's notes, the last written first."""

    shows = Change.NOTES | Change.PEOPLE | Change.COURSES | Change.CLASSES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = NotesView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._most = _MOST
        self._notes: dict[str, PlacedNote] = {}
        self.view.field.textChanged.connect(lambda _: self.refresh())
        self.view.cards.opened.connect(self._open)
        self.view.cards.shown.connect(partial(self._share, classes.share_note))
        self.view.cards.hidden.connect(partial(self._share, classes.stop_sharing))
        self.view.older.clicked.connect(self._show_more)
        self.view.save.clicked.connect(self._save)

    def refresh(self) -> None:
        learner, text = self.desk.session.learner_id, self.view.field.text().strip()
        if learner:
            self.desk.tasks.database(notes.load_notes_and_classes, learner, text).then(self._show)

    def _show(self, loaded: tuple[list[PlacedNote], list[Classroom]]) -> None:
        (found, rooms), text = loaded, self.view.field.text().strip()
        self.view.field.setVisible(bool(found) or bool(text))
        self.view.save.setVisible(bool(found))
        if not found and text:
            self.view.empty.say(tr("Nothing was found for “{text}”", text=text), tr("Try fewer or other words."))
        self.view.below.setCurrentWidget(self.view.list if found else self.view.empty)
        self._notes = {key_of(one.note): one for one in found[: self._most]}
        faces = [_face(key, one, rooms) for key, one in self._notes.items()]
        self.view.cards.show_faces(faces, self.view.field)
        self.view.older.setVisible(len(found) > self._most)

    def _show_more(self) -> None:
        self._most += _MOST
        self.refresh()

    def _open(self, key: str) -> None:
        note = self._notes[key].note
        self.desk.go("lesson", course=note.course, activity=note.activity, position=str(note.at))

    def _share(self, deed: Callable[..., object], key: str, stream: str) -> None:
        deed(self.desk, stream, self._notes[key].note, lambda: None)  # this screen hears of it with all others

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save your notes"), tr("My notes") + ".md", tr("Text (*.md *.txt)")
        )
        if path:
            notes.save_notes(self.desk, Path(path)).then(
                lambda count: self.desk.tell(tr("{n} note saved|{n} notes saved", n=count), "good")
            )


def _face(key: str, placed: PlacedNote, rooms: list[Classroom]) -> NoteFace:
    note = placed.note
    where = " · ".join(part for part in (placed.course, placed.activity, day_and_time(note.written)) if part)
    return NoteFace(key, where, note.text, note.quote, audiences=audiences(rooms, note))
