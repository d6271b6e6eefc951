"""Notes beside a lesson: what is done with them, and what the learner's classes see of them and show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from bivouac.courses.model import Video
from bivouac.desktop.actions import classes, study
from bivouac.desktop.actions.classes import Classroom
from bivouac.desktop.actions.study import LessonData
from bivouac.desktop.desk import Desk
from bivouac.desktop.models.note_cards import NoteFace, SharedNote, audiences, key_of, of_classmates
from bivouac.desktop.screens.lesson.notes import NotesPanel
from bivouac.desktop.wording import clock, day_and_time, percent
from bivouac.language import tr
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.shared import NOTES, Post
from bivouac.sync.store.library import Library
from bivouac.sync.store.stored_folds import Note


class Noting(QObject):
    """Decides for the panel of notes.

    Args:
        screen: which shows what it made itself; position: where in the activity the learner is (as in acts.Reached).

    Signals:
        wanted: an activity, and the position in it (as in acts.Reached) that the learner wants to see.
        kept: a note is on the disk: the course, the activity, and what its records add up to.
    """

    wanted = Signal(str, int)
    kept = Signal(str, str, object)

    def __init__(self, desk: Desk, panel: NotesPanel, screen: QObject, position: Callable[[], int]) -> None:
        super().__init__(screen)
        self._desk = desk
        self._panel = panel
        self._screen = screen
        self._position = position
        self._data: LessonData | None = None
        self._at = (0, "")
        self._changing: tuple[str, Note] | None = None  # whose, and which
        self._rooms: list[Classroom] = []
        self._own: dict[str, Note] = {}
        self._theirs: dict[str, SharedNote] = {}
        panel.written.connect(self._keep)
        panel.left.connect(self._stop_changing)
        panel.own.opened.connect(lambda key: self._open(self._own[key].activity, self._own[key].at))
        panel.own.changed.connect(self._change)
        panel.own.removed.connect(self._remove)
        panel.own.shown.connect(lambda key, stream: self._share(classes.share_note, key, stream))
        panel.own.hidden.connect(lambda key, stream: self._share(classes.stop_sharing, key, stream))
        panel.theirs.opened.connect(lambda key: self._open(self._theirs[key].post.activity, self._theirs[key].post.at))
        panel.theirs.taken_back.connect(self._take_back)

    def turn_to(self, data: LessonData | None) -> None:
        """Another lesson is open, or none."""
        self._data = data
        self._at = (0, "")
        if data is None:
            return
        if self._changing and self._changing[0] != self._desk.session.learner_id:
            self._stop_changing()  # it was another person's
        self._rooms = [room for room in self._rooms if room.learner == self._desk.session.learner_id]
        self._show(data, (data.notes, self._rooms))
        self.refresh()

    def refresh(self) -> None:
        """Fetch the notes, and, while they can be seen, what classes have to do with them; show both."""
        if (data := self._data) is None:
            return
        learner, seen = self._desk.session.learner_id, not self._panel.isHidden()
        self._desk.tasks.database(_load, learner, data.course.id, seen).then(lambda found: self._show(data, found))

    def begin(self, at: int, quote: str) -> None:
        """Begin a note at a position; a change that was begun goes first."""
        if self._data is None:
            return
        if self._changing:
            self._panel.editor.setFocus()
            return
        self._at = (at, quote)
        activity = self._data.activity
        place = clock(at) if isinstance(activity, Video) else percent(at / 1000) if at else ""
        self._panel.begin(", ".join(part for part in (activity.title, place) if part), quote)

    def _show(self, data: LessonData, found: tuple[list[Note], list[Classroom]]) -> None:
        """Show those of the course's notes that belong to this lesson."""
        if data is not self._data:
            return
        notes, rooms = found
        self._rooms = rooms
        ids = {one.id for one in data.lesson.activities}
        self._own = {key_of(note): note for note in notes if note.activity in ids}
        self._theirs = {one.key: one for one in of_classmates(rooms, data.course.id, ids)}
        own = [
            NoteFace(key, self._place(note), note.text, note.quote, audiences=audiences(rooms, note), changeable=True)
            for key, note in self._own.items()
        ]
        self._panel.show_notes(own, [self._face(one) for one in self._theirs.values()], bool(rooms))

    def _face(self, one: SharedNote) -> NoteFace:
        post = one.post
        return NoteFace(
            one.key,
            self._place(post),
            post.text,
            post.quote,
            one.writer,
            day_and_time(post.began),
            apart=True,
            removable=one.removable,
        )

    def _place(self, note: Note | Post) -> str:
        """Where a note belongs, as people read it."""
        assert self._data is not None
        activity = next((one for one in self._data.lesson.activities if one.id == note.activity), None)
        if isinstance(activity, Video):
            here = activity is self._data.activity
            return clock(note.at) if here else f"{activity.title}, {clock(note.at)}"
        return activity.title if activity else tr("Elsewhere")

    # --- doing -----------------------------------------------------------------------------------------------------------

    def _keep(self, text: str) -> None:
        if self._data is None:
            return
        _, changing = self._changing or ("", None)
        course, activity, note, (at, quote) = (
            (changing.course, changing.activity, changing.id, (changing.at, changing.quote))
            if changing
            else (self._data.course.id, self._data.activity.id, "", self._at)
        )

        def kept(state: ActivityState) -> None:
            if changing:
                self._stop_changing()
            else:
                self._panel.clear()
            self.kept.emit(course, activity, state)
            self.refresh()

        study.write_note(self._desk, self._screen, course, activity, text, at, quote, note, on_state=kept)

    def _change(self, key: str) -> None:
        written = self._panel.editor.toPlainText().strip()
        if written and not (self._changing and self._changing[1].text == written):
            self._panel.editor.setFocus()
            self._desk.tell(tr("Keep the note that you are writing first."), "warn")
            return
        note = self._own[key]
        self._changing = (self._desk.session.learner_id, note)
        self._panel.begin_change(self._place(note), note.quote, note.text)

    def _stop_changing(self) -> None:
        self._changing = None
        self._panel.clear()
        self.begin(self._position(), "")

    def _remove(self, key: str) -> None:
        note = self._own[key]
        if self._changing and key_of(self._changing[1]) == key:
            self._stop_changing()
        study.remove_note(self._desk, self._screen, note).finally_(self.refresh)

    def _share(self, deed: Callable[..., object], key: str, stream: str) -> None:
        deed(self._desk, stream, self._own[key], lambda: None)  # the screen hears of it with all others

    def _take_back(self, key: str) -> None:
        one = self._theirs[key]
        classes.take_back(self._desk, one.room.stream, one.post, lambda: None)

    def _open(self, activity: str, at: int) -> None:
        self.wanted.emit(activity, at)


def _load(library: Library, learner: str, course: str, with_classes: bool) -> tuple[list[Note], list[Classroom]]:
    notes = library.journal(learner).notes(course)
    return notes, classes.load_classes(library, learner, NOTES) if with_classes else []
