"""The outline of a course: a row for each lesson, with how far the learner is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject

from bivouac.courses.model import Course, Lesson, Quiz, Unknown, Video
from bivouac.desktop.actions.courses import CourseData
from bivouac.desktop.activities.quiz_progress import QuizProgress, points_of
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.course.view import CourseView
from bivouac.desktop.widgets.lesson_row import LessonRow
from bivouac.desktop.widgets.turns import Turns
from bivouac.desktop.wording import percent
from bivouac.language import tr


class Outline(QObject):
    """Fills the outline of a course's view, and calls `open_activity(id)` for the lesson that is chosen."""

    def __init__(self, desk: Desk, view: CourseView, open_activity: Callable[[str], None]) -> None:
        super().__init__(view)
        self.rows: dict[str, LessonRow] = {}
        self._desk = desk
        self._view = view
        self._open_activity = open_activity
        self._data: CourseData | None = None
        self._built: Course | None = None
        self._turns = Turns(self)

    def clear(self) -> None:
        """Show none."""
        self._turns.stop()
        self._view.clear_outline()
        self.rows.clear()
        self._data = self._built = None

    def restyle(self) -> None:
        """Build it anew when it is shown next."""
        self._built = None

    def show(self, data: CourseData) -> None:
        """Build the outline anew, where it is not this course's; the rest of a long one while the window lives on."""
        self._data = data
        if data.course == self._built:
            for lesson in data.course.lessons():
                if row := self.rows.get(lesson.id):  # others are still to be built
                    row.show_state(*_state(data, lesson))
            return
        self._view.clear_outline()
        self.rows.clear()
        self._built = data.course
        self._turns.begin(self._build(data.course))

    def _build(self, course: Course) -> Iterator[None]:
        """Puts one more row into the outline each time it is asked."""
        for module in course.modules:
            column = self._view.add_module(module.title, module.summary)
            for lesson in module.lessons:
                column.addWidget(self._row(lesson))
                yield

    def _row(self, lesson: Lesson) -> LessonRow:
        assert self._data is not None
        mark, colour, detail, spoken = _state(self._data, lesson)
        row = self.rows[lesson.id] = LessonRow(self._desk.look, mark, colour, lesson.title, detail, spoken)
        row.clicked.connect(lambda: self._open(lesson))
        return row

    def _open(self, lesson: Lesson) -> None:
        """Open a lesson at the first activity that is not done."""
        if (data := self._data) is not None:
            open_ = (one.id for one in lesson.activities if not is_done(data, one.id))
            self._open_activity(next(open_, lesson.activities[0].id))


def is_done(data: CourseData, activity: str) -> bool:
    """Whether the learner has completed an activity."""
    return activity in data.states and data.states[activity].completed > 0


def is_finished(data: CourseData) -> bool:
    """Whether the learner has completed all activities that this Bivouac knows."""
    return all(is_done(data, one.id) or isinstance(one, Unknown) for _, one in data.course.activities())


def _state(data: CourseData, lesson: Lesson) -> tuple[str, str, str, str]:
    """Mark, its colour, what is said beside the title, and the state for a screen reader."""
    done = sum(1 for activity in lesson.activities if is_done(data, activity.id))
    detail = _detail(data, lesson, done)
    if lesson.id in data.shares:
        share = data.shares[lesson.id]
        spoken = tr("On its way: {percent}", percent=percent(share)) if share else tr("Waits its turn")
        return "download", "accent" if share else "quiet", spoken, spoken
    if lesson.id not in data.complete:
        return "cloud-off", "quiet", detail, tr("Not on this computer")
    if done == len(lesson.activities):
        return "check", "good", detail, tr("Done")
    if any(activity.id in data.states for activity in lesson.activities):
        return "half", "accent", detail, tr("Begun")
    return "circle", "quiet", detail, tr("Not begun")


def _detail(data: CourseData, lesson: Lesson, done: int) -> str:
    minutes = round(sum(one.duration for one in lesson.activities if isinstance(one, Video)) / 60)
    parts = [tr("{done} of {total} done", done=done, total=len(lesson.activities))]
    if minutes:
        parts.append(tr("{n} min of film|{n} min of film", n=minutes))
    if points := _points(data, lesson):
        parts.append(points)
    return " · ".join(parts)


def _points(data: CourseData, lesson: Lesson) -> str:
    """What the learner has of the points of the lesson's quizzes that were begun; empty where there are none."""
    begun = (one for one in lesson.activities if isinstance(one, Quiz) and one.id in data.states)
    scores = [score for one in begun if (score := QuizProgress(one, data.states[one.id]).score()).answered]
    maximum = sum(score.maximum for score in scores)
    return points_of(sum(score.points for score in scores), maximum) if maximum else ""
