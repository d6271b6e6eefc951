"""Notes beside a lesson: what is done with them, and what the learner's classes see of them and show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from bivouac.courses.model import AnyActivity, Document, Page, Video
from bivouac.desktop.actions import classes, study
from bivouac.desktop.actions.classes import Classroom
from bivouac.desktop.actions.study import LessonData
from bivouac.desktop.desk import Desk
from bivouac.desktop.models.note_cards import NoteFace, SharedNote, audiences, key_of, of_classmates
from bivouac.desktop.screens.lesson.notes import NotesPanel
from bivouac.desktop.wording import clock, day_and_time, percent
from bivouac.language import tr
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import new_id
from bivouac.sync.journal.shared import NOTES, Post
from bivouac.sync.store.library import Library
from bivouac.sync.store.stored_folds import Note

_END = 1000
"""The place at the foot of a page, in thousandths."""


@dataclass(frozen=True)
class _Draft:
    """What the editor is about, from its beginning on; wherever the learner goes meanwhile, it is kept there.

    Attributes:
        learner: who writes. note: the id that it has or will have. text: as it stands in the note that is changed; None for a new one.
    """

    learner: str
    course: str
    activity: str
    at: int
    quote: str
    note: str
    text: str | None = None


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
        self._draft: _Draft | None = None
        self._rooms: list[Classroom] = []
        self._own: dict[str, Note] = {}
        self._theirs: dict[str, SharedNote] = {}
        panel.written.connect(self._keep)
        panel.left.connect(self._end)
        panel.own.opened.connect(lambda key: self._open(self._own[key].activity, self._own[key].at))
        panel.own.changed.connect(self._change)
        panel.own.removed.connect(self._remove)
        panel.own.shown.connect(lambda key, stream: self._share(classes.share_note, key, stream))
        panel.own.hidden.connect(lambda key, stream: self._share(classes.stop_sharing, key, stream))
        panel.theirs.opened.connect(lambda key: self._open(self._theirs[key].post.activity, self._theirs[key].post.at))
        panel.theirs.taken_back.connect(self._take_back)

    def turn_to(self, data: LessonData | None) -> None:
        """Another lesson is open, or none. What is being written stays, and where it belongs; else the next note is of what is open now."""
        self._data = data
        if data is None:
            return
        learner = self._desk.session.learner_id
        if self._draft and self._draft.learner != learner:
            self._panel.clear()  # it was another person's
            self._draft = None
        if not self._is_writing():
            self._aim(0, "")
        self._rooms = [room for room in self._rooms if room.learner == learner]
        self._show(data, (data.notes, self._rooms))
        self.refresh()

    def refresh(self) -> None:
        """Fetch the notes, and, while they can be seen, what classes have to do with them; show both."""
        if (data := self._data) is None:
            return
        learner, seen = self._desk.session.learner_id, not self._panel.isHidden()
        self._desk.tasks.database(_load, learner, data.course.id, seen).then(lambda found: self._show(data, found))

    def resume(self, at: int) -> None:
        """Go on with what is being written; else begin a note at a position."""
        if self._is_writing():
            self._panel.editor.setFocus()
        else:
            self.begin(at, "")

    def begin(self, at: int, quote: str) -> None:
        """Begin a note at a position. A change that was begun goes first, and so does what is being written in another activity."""
        if (data := self._data) is None:
            return
        draft = self._draft
        if draft and self._is_writing():
            if draft.text is not None:
                self._panel.editor.setFocus()
                return
            if (draft.course, draft.activity) != (data.course.id, data.activity.id):
                self._ask_to_keep_first()
                return
        self._aim(at, quote)
        self._panel.editor.setFocus()

    def _aim(self, at: int, quote: str) -> None:
        """What is written from now on belongs here."""
        assert self._data is not None
        course, activity = self._data.course.id, self._data.activity
        self._draft = _Draft(self._desk.session.learner_id, course, activity.id, at, quote, new_id())
        self._panel.show_place(_place(activity, at), quote)

    def _is_writing(self) -> bool:
        """Whether a new note has a text, or one that is there is being changed."""
        return bool((self._draft and self._draft.text is not None) or self._panel.editor.toPlainText().strip())

    def _ask_to_keep_first(self) -> None:
        self._panel.editor.setFocus()
        self._desk.tell(tr("Keep the note that you are writing first."), "warn")

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
        if (draft := self._draft) is None:
            self._panel.may_save()
            return

        def kept(state: ActivityState) -> None:
            if draft is self._draft:
                self._go_on(draft, text)
            self.kept.emit(draft.course, draft.activity, state)
            self.refresh()

        study.write_note(
            self._desk,
            self._screen,
            draft.course,
            draft.activity,
            text,
            draft.at,
            draft.quote,
            draft.note,
            on_state=kept,
        ).finally_(self._panel.may_save)

    def _go_on(self, draft: _Draft, kept: str) -> None:
        """A text is kept: make room for the next note, unless something was written meanwhile: more of it changes it, else it is a note of its own."""
        now = self._panel.editor.toPlainText().strip()
        if now == kept:
            self._make_room()
        elif now.startswith(kept):
            self._draft = replace(draft, text=kept)
            self._panel.show_changing(True)
        else:
            self._draft = replace(draft, note=new_id(), text=None)
            self._panel.show_changing(False)

    def _change(self, key: str) -> None:
        written, draft = self._panel.editor.toPlainText().strip(), self._draft
        if written and not (draft and draft.text == written):
            self._ask_to_keep_first()
            return
        note = self._own[key]
        self._draft = _Draft(
            self._desk.session.learner_id, note.course, note.activity, note.at, note.quote, note.id, note.text
        )
        self._panel.begin_change(self._place(note), note.quote, note.text)

    def _end(self) -> None:
        """Nothing is being written any more; the keyboard goes to the next note."""
        self._make_room()
        self._panel.editor.setFocus()

    def _make_room(self) -> None:
        self._draft = None
        self._panel.clear()
        if self._data is not None:
            self._aim(self._position(), "")

    def _remove(self, key: str) -> None:
        note, draft = self._own[key], self._draft
        if (
            draft
            and draft.text is not None
            and (draft.course, draft.activity, draft.note)
            == (
                note.course,
                note.activity,
                note.id,
            )
        ):
            self._end()
        study.remove_note(self._desk, self._screen, note).finally_(self.refresh)

    def _share(self, deed: Callable[..., object], key: str, stream: str) -> None:
        deed(self._desk, stream, self._own[key], lambda: None)  # the screen hears of it with all others

    def _take_back(self, key: str) -> None:
        one = self._theirs[key]
        classes.take_back(self._desk, one.room.stream, one.post, lambda: None)

    def _open(self, activity: str, at: int) -> None:
        self.wanted.emit(activity, at)


def _place(activity: AnyActivity, at: int) -> str:
    """Where in the course a note is begun, as people read it."""
    moment = clock(at) if isinstance(activity, Video) else ""
    if (
        isinstance(activity, Page | Document) and 0 < at < _END
    ):  # one that fits on the screen is at its end from the beginning
        moment = percent(at / _END)
    return ", ".join(part for part in (activity.title, moment) if part)


def _load(library: Library, learner: str, course: str, with_classes: bool) -> tuple[list[Note], list[Classroom]]:
    notes = library.journal(learner).notes(course)
    return notes, classes.load_classes(library, learner, NOTES) if with_classes else []
