"""A lesson: open an activity, record what the learner does in it, go on to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from bivouac.courses.model import AnyActivity, Document, Lesson, Video
from bivouac.desktop.actions import settings, study
from bivouac.desktop.actions.courses import is_complete
from bivouac.desktop.actions.files import file_name, save_file
from bivouac.desktop.actions.study import LessonData
from bivouac.desktop.activities import PANES, pane_for
from bivouac.desktop.activities.pane import ActivityPane, PaneContext
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.engines import DOCUMENTS, FILMS, map_engines
from bivouac.desktop.icons import KIND_ICONS
from bivouac.desktop.importing import import_in_turns
from bivouac.desktop.screens.lesson.noting import Noting
from bivouac.desktop.screens.lesson.view import LessonView
from bivouac.desktop.screens.mending import Mending
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.tasks import Task
from bivouac.desktop.widgets.turns import in_next_turn
from bivouac.errors import BivouacError, BundleError, LineError
from bivouac.language import tr
from bivouac.sync.journal.acts import Act
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.store.library import Library

if TYPE_CHECKING:
    from bivouac.desktop.widgets.page.pdf import Printed


class LessonScreen(Screen):
    """One lesson, at one activity."""

    shows = Change.NOTES | Change.CLASSES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: LessonData | None = None
        self.pane: ActivityPane | None = None
        self._cover: ActivityPane | None = None  # the pane before, over one that has nothing to show yet
        self._wanted = ("", "")
        self._note_asked = False  # while there was no pane yet to say where
        self._loading: Task[LessonData] | None = None
        self._course = self._activity = ""
        self.view = LessonView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.back.clicked.connect(self._go_back)
        self.view.activity_chosen.connect(self.open_activity)
        self.view.previous.clicked.connect(lambda: self._step(-1))
        self.view.next.clicked.connect(lambda: self._step(1))
        self.view.toggle_notes.toggled.connect(self._toggle_notes)
        self.noting = Noting(desk, self.view.notes, self, lambda: self.pane.position() if self.pane else 0)
        self.noting.wanted.connect(self._open_note)
        self.noting.kept.connect(self._on_noted)
        self.mending = Mending(desk, self.view.mend, self._load_mended)
        for keys, deed in (("Alt+Left", lambda: self._step(-1)), ("Alt+Right", lambda: self._step(1))):
            QShortcut(QKeySequence(keys), self, deed)
        QShortcut(QKeySequence("Ctrl+N"), self, self.view.toggle_notes.toggle)

    # --- coming and going ------------------------------------------------------------------------------------------------

    def enter(self, **place: str) -> None:
        """Open `activity` of `course`, at `position` (as in acts.Reached) or showing `find`."""
        self._wanted = (place.get("position", ""), place.get("find", ""))
        self.view.notes.setEnabled(False)  # until it is known what they are about
        self._load(place["course"], place["activity"])

    def leave(self) -> bool:
        self._loading = None
        self._close_pane()
        self._uncover()
        self.data = None
        self.noting.turn_to(None)
        self.mending.end()
        self.desk.reading.turn_to("", "")
        return True

    def open_activity(self, activity: str) -> None:
        """Open another activity of the course."""
        if self.data is not None:
            self._load(self.data.course.id, activity)

    def restyle(self) -> None:
        if self._loading is not None:
            self._load(self._course, self._activity)  # what is being made has the look from before
            return
        if self.data is None or self.pane is None:
            return
        self._show_activities()
        if not self.pane.restyle(self.desk.look.theme, self.desk.look.scale):
            self._wanted = (str(self.pane.position()), "")
            self._load(self.data.course.id, self.data.activity.id)

    def _load(self, course: str, activity: str) -> None:
        self._close_pane()
        self._course, self._activity = course, activity
        task = self.desk.tasks.database(_load, self.desk.session.learner_id, course, activity)
        self._loading = task.then(lambda data: self._prepare(task, data)).failed(
            lambda error: self._on_error(task, error)
        )

    def _on_error(self, task: Task[LessonData], error: BivouacError) -> None:
        """The lesson cannot be opened: the course's own page offers what can be done about it, or waits for what is arriving."""
        if task is not self._loading:
            return
        if isinstance(error, LineError):
            self.desk.go("course", course=self._course, activity=self._activity)
            return
        self.desk.go("course", course=self._course, damaged="yes" if isinstance(error, BundleError) else "")
        self.desk.tell(error.sentence(), "bad")

    def _load_mended(self) -> None:
        """What was damaged is here anew: show it, at the same place."""
        self._wanted = (str(self.pane.position()) if self.pane else "", "")
        self._load(self._course, self._activity)

    def _close_pane(self) -> None:
        """Let go of the pane; it stays in sight, and takes no act any more, until there is something to see of the next."""
        if self.pane is not None:
            self._uncover()
            self.pane.leave()
            self.pane.blockSignals(True)
            self._cover, self.pane = self.pane, None

    def _uncover(self) -> None:
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None

    # --- showing ---------------------------------------------------------------------------------------------------------

    def _prepare(self, task: Task[LessonData], data: LessonData) -> None:
        """Import what it takes, which is there but for the first lesson."""
        import_in_turns(self, [*PANES, *_engines(data.lesson)], lambda: self._show(task, data))

    def _show(self, task: Task[LessonData], data: LessonData) -> None:
        """Show where this is, then make the pane, fill it and show it: each short enough by itself for the window not to stall."""
        if task is not self._loading:
            return  # the person has gone on, or away
        self.data = data
        self.view.notes.setEnabled(True)
        self.desk.reading.turn_to(data.course.id, data.lesson.id)
        self.view.show_place(data.course.title, data.lesson.title)
        self._show_activities()
        self.noting.turn_to(data)
        if data.whole and data.files.damaged:
            self.mending.offer(data.course.id)
        else:
            self.mending.end()
        in_next_turn(self, lambda: self._make_pane(task, data))

    def _make_pane(self, task: Task[LessonData], data: LessonData) -> None:
        if task is not self._loading:
            return
        look = self.desk.look
        context = PaneContext(
            data.course.id,
            data.course.language,
            data.lesson,
            data.activity,
            data.files,
            look.theme,
            look.scale,
            self.desk.mute,
            data.activity.id == self._everything()[-1],
        )
        pane = pane_for(context)
        in_next_turn(self, lambda: self._fill_pane(task, data, pane))

    def _fill_pane(self, task: Task[LessonData], data: LessonData, pane: ActivityPane) -> None:
        if task is not self._loading:
            pane.deleteLater()
            return
        pane.acted.connect(self._record)
        pane.finished.connect(lambda: self._step(1))
        pane.link_activated.connect(self._follow)
        pane.note_wanted.connect(self._begin_note)
        pane.damaged.connect(lambda: self.mending.offer(data.course.id) if data.whole else None)
        pane.pdf_wanted.connect(self._save_pdf)
        pane.scale_wanted.connect(lambda step: settings.step_text_size(self.desk, step))
        pane.show_state(self._state(data.activity))
        in_next_turn(self, lambda: self._show_pane(task, pane))

    def _show_pane(self, task: Task[LessonData], pane: ActivityPane) -> None:
        if task is not self._loading:
            pane.deleteLater()
            return
        self._loading = None
        self.pane = pane
        self.view.show_pane(self.pane, self._cover)
        self.pane.setFocus()
        position, text = self._wanted
        self._wanted = ("", "")
        if position:
            self.pane.go_to(int(position))
        if text:
            self.pane.show_text(text)
        if self._note_asked and self.view.toggle_notes.isChecked():
            self.noting.resume(self.pane.position())
        self._note_asked = False
        if self.pane.is_ready():
            self._uncover()
        else:
            self.pane.ready.connect(self._uncover)

    def _show_activities(self) -> None:
        assert self.data is not None
        states = self.data.states
        entries = [
            (one.id, one.title, KIND_ICONS[one.kind], one.id in states and states[one.id].completed > 0)
            for one in self.data.lesson.activities
        ]
        self.view.show_activities(entries, self.data.activity.id)
        everything = self._everything()
        self.view.previous.setEnabled(everything[0] != self.data.activity.id)
        self.view.next.setEnabled(everything[-1] != self.data.activity.id)

    def _state(self, activity: AnyActivity) -> ActivityState:
        assert self.data is not None
        return self.data.states.get(activity.id) or ActivityState()

    def _everything(self) -> list[str]:
        assert self.data is not None
        return [activity.id for _, activity in self.data.course.activities()]

    # --- doing -----------------------------------------------------------------------------------------------------------

    def _record(self, act: Act) -> None:
        """Put an act of the pane on the disk; the pane, if it is still there, then shows what it adds up to."""
        if self.data is None:
            return
        data = self.data

        def recorded(state: ActivityState) -> None:
            fresh = data.activity.id not in data.states or (
                state.completed > 0 and not data.states[data.activity.id].completed
            )
            data.states[data.activity.id] = state
            if self.pane is not None and data is self.data:
                self.pane.show_state(state)
            if fresh and data is self.data:
                self._show_activities()

        study.record(self.desk, self, data.course.id, data.activity.id, act, recorded)

    def _step(self, by: int) -> None:
        """Go to the next or the previous activity of the course; after the last one, to the course."""
        if self.data is None:
            return
        everything = self._everything()
        place = everything.index(self.data.activity.id) + by
        if 0 <= place < len(everything):
            self.open_activity(everything[place])
        elif by > 0:
            self._end()

    def _end(self) -> None:
        """After the course's last activity: say whether all of it is done, once what was done is on the disk."""
        assert self.data is not None
        course = self.data.course
        self.desk.tasks.database(is_complete, self.desk.session.learner_id, course.id).then(
            lambda complete: (
                self.desk.tell(tr("You have done all of “{title}”.", title=course.title), "good") if complete else None
            )
        )
        self._go_back()

    def _go_back(self) -> None:
        if self._course:  # also while the lesson is still being loaded
            self.desk.go("course", course=self._course)

    def _follow(self, link: str) -> None:
        """Follow a link: within the course here, to the web in the system's browser."""
        if link.startswith("activity:"):
            self.open_activity(link.removeprefix("activity:"))
        elif link.startswith(("https:", "http:", "mailto:")):
            self.desk.tell(tr("Opened in the web browser; that needs the internet."), "good")
            QDesktopServices.openUrl(QUrl(link))

    def _save_pdf(self, printed: Printed) -> None:
        """Ask where to, make the PDF beside the window, and write it."""
        if self.data is None:
            return
        name = file_name(printed.title, ".pdf")
        path, _ = QFileDialog.getSaveFileName(self, tr("Save as PDF…"), name, tr("PDF (*.pdf)"))
        if not path:
            return
        from bivouac.desktop.widgets.page.pdf import PdfMaker

        target = Path(path)
        maker = PdfMaker(replace(printed, course=self.data.course.title), self)
        maker.made.connect(lambda content: self._write_pdf(target, content))
        maker.made.connect(maker.deleteLater)

    def _write_pdf(self, path: Path, content: bytes) -> None:
        save_file(self.desk, path, content).then(
            lambda _: self.desk.tell(tr("“{name}” is saved.", name=path.name), "good")
        )

    # --- notes -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Notes changed elsewhere, or what classes see of them and show."""
        self.noting.refresh()

    def _toggle_notes(self, shown: bool) -> None:
        self.view.show_notes(shown)
        self._note_asked = shown and self.pane is None
        if shown:
            self.noting.refresh()
        if shown and self.pane is not None:
            self.noting.resume(self.pane.position())

    def _begin_note(self, at: int, quote: str) -> None:
        if self.data is None:
            return
        if not self.view.toggle_notes.isChecked():
            self.view.toggle_notes.blockSignals(True)
            self.view.show_notes(True)
            self.view.toggle_notes.blockSignals(False)
            self.noting.refresh()
        self.noting.begin(at, quote)

    def _on_noted(self, course: str, activity: str, state: ActivityState) -> None:
        """A note is on the disk."""
        if self.data is None or self.data.course.id != course:
            return
        self.data.states[activity] = state
        if self.pane is not None and activity == self.data.activity.id:
            self.pane.show_state(state)

    def _open_note(self, activity: str, at: int) -> None:
        assert self.data is not None
        if activity == self.data.activity.id and self.pane is not None:
            self.pane.go_to(at)
        else:
            self._wanted = (str(at), "")
            self.open_activity(activity)


def _load(library: Library, learner: str, course: str, activity: str) -> LessonData:
    """The lesson, with the libraries mapped that it takes to show it."""
    data = study.load_lesson(library, learner, course, activity)
    map_engines(_engines(data.lesson))
    return data


def _engines(lesson: Lesson) -> tuple[str, ...]:
    kinds = {type(one) for one in lesson.activities}
    return (FILMS if Video in kinds else ()) + (DOCUMENTS if Document in kinds else ())
