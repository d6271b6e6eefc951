"""Notes: all that the learner wrote, from every course, and the way back to where each belongs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from bivouac.desktop.actions import notes
from bivouac.desktop.actions.notes import PlacedNote
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.models.results import Result
from bivouac.desktop.screens.notes.view import NotesView
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.wording import day_and_time
from bivouac.language import tr


class NotesScreen(Screen):
    """The learner's notes, the last written first."""

    shows = Change.NOTES | Change.PEOPLE | Change.COURSES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = NotesView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.field.textChanged.connect(lambda _: self.refresh())
        self.view.list.opened.connect(self._open)
        self.view.save.clicked.connect(self._save)

    def refresh(self) -> None:
        learner, text = self.desk.session.learner_id, self.view.field.text().strip()
        if learner:
            self.desk.tasks.database(notes.load_notes, learner, text).then(self._show)

    def _show(self, found: list[PlacedNote]) -> None:
        text = self.view.field.text().strip()
        self.view.field.setVisible(bool(found) or bool(text))
        self.view.save.setVisible(bool(found))
        if not found and text:
            self.view.empty.say(tr("Nothing was found for “{text}”", text=text), tr("Try fewer or other words."))
        self.view.below.setCurrentWidget(self.view.list if found else self.view.empty)
        self.view.list.results.show_results([_result(one) for one in found])

    def _open(self, result: Result) -> None:
        self.desk.go("lesson", course=result.course, activity=result.activity, position=result.position)

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, tr("Save your notes"), tr("My notes") + ".md", tr("Text (*.md *.txt)")
        )
        if path:
            notes.save_notes(self.desk, Path(path)).then(
                lambda count: self.desk.tell(tr("{n} note saved|{n} notes saved", n=count), "good")
            )


def _result(placed: PlacedNote) -> Result:
    note = placed.note
    where = " · ".join(part for part in (placed.course, placed.activity, day_and_time(note.written)) if part)
    text = f"{note.text}\n“{note.quote}”" if note.quote else note.text
    return Result(where, text.replace("\n", "\u2028"), (), "note", note.course, note.activity, position=str(note.at))
