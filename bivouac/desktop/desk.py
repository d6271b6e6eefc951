"""What a screen is given: who is at the machine, how things look, and where to send work, changes and the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from bivouac.desktop.changes import Changes
from bivouac.desktop.tasks import Task, Tasks
from bivouac.desktop.theme import LIGHT, Theme
from bivouac.sync.store.people import Campus, Learner

if TYPE_CHECKING:
    from bivouac.sync.transfer.wishes import Report


class Session(QObject):
    """The learner at the machine; None before anybody is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.learner: Learner | None = None
        self.campus: Campus | None = None

    def begin(self, learner: Learner | None, campus: Campus | None) -> None:
        self.learner, self.campus = learner, campus
        self.changed.emit()

    @property
    def learner_id(self) -> str:
        """The learner's id; empty when there is none."""
        return self.learner.id if self.learner else ""


class Look(QObject):
    """How things look now; `changed` when the person chose otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self.scale = 1.0

    def use(self, theme: Theme, scale: float) -> None:
        self.theme, self.scale = theme, scale
        self.changed.emit()


class Reading(QObject):
    """What is open just now, so that it is fetched before all else; and how what is being fetched stands.

    Attributes:
        course, lesson: ids; empty when no lesson is open.
        reports: course id to how its download stands at this moment.
        moving: whether the courses are being moved to another drive, so that nothing is fetched.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.course = self.lesson = ""
        self.reports: dict[str, Report] = {}
        self.moving = False

    def turn_to(self, course: str, lesson: str) -> None:
        """Somebody opened a lesson, or left it."""
        before, self.course, self.lesson = self.course, course, lesson
        if before != course:
            self.changed.emit()


@dataclass(frozen=True)
class Desk:
    """The parts that screens work with, put together in `app.py`.

    Attributes:
        go: show a screen by its name, at a place in it: `go("lesson", course="x", activity="y", position="1200")`.
        tell: say a sentence at the window's edge; the kind is good, warn or bad.
        follow: say one with the progress of a task that reports `(done, total)`, and a button that cancels it.
        mute: make no sound output (tests).
    """

    folder: Path
    tasks: Tasks
    changes: Changes
    session: Session
    look: Look
    reading: Reading
    go: Callable[..., None]
    tell: Callable[[str, str], None]
    follow: Callable[[str, Task[Any]], None]
    mute: bool = False
