"""Courses that arrive are shown while they do: after each step of a download the shelf is looked at, on the database's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task


class ArrivingShelf(QObject):
    """Looks whether more of a course has come, one lesson at a time, so that what a person does never waits long behind it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task[bool] | None = None
        self._again = False
        desk.changes.happened.connect(self._on_change)

    def look(self) -> None:
        """See what has come."""
        if self._task is not None:
            self._again = True
            return
        self._task = self._desk.tasks.database(lambda library: library.arriving.look())
        self._task.then(self._on_looked).finally_(self._on_end)

    def _on_looked(self, new: bool) -> None:
        if new:
            self._again = True
            self._desk.changes.say(Change.COURSES, self)

    def _on_end(self) -> None:
        self._task = None
        if self._again:
            self._again = False
            QTimer.singleShot(0, self, self.look)

    def _on_change(self, change: Change, source: object) -> None:
        if change & Change.DOWNLOADS:
            self.look()
