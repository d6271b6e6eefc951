"""Mending a course where its damage is said: the button, how far it is, and what is to happen once the course is whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from bivouac.desktop.actions import downloads
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.widgets.mend_bar import MendBar
from bivouac.sync.store.downloads import Download


class Mending(QObject):
    """Shows the bar of a screen as long as the course in it is damaged.

    Args:
        ended: called when the download that mends is through, or was given up: what was damaged is to be read again.
    """

    def __init__(self, desk: Desk, bar: MendBar, ended: Callable[[], None]) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self._ended = ended
        self._course = ""
        self._going = False
        bar.wanted.connect(self._mend)
        desk.changes.happened.connect(self._on_change)

    def offer(self, course: str) -> None:
        """Say that something of a course is damaged."""
        if course != self._course:
            self._course, self._going = course, False
        self._look()

    def is_on(self) -> bool:
        return bool(self._course)

    def end(self) -> None:
        """Nothing that is shown is damaged, or nothing is shown any more."""
        self._course, self._going = "", False
        self._bar.hide()

    def _mend(self) -> None:
        downloads.mend(self._desk, self._course)

    def _on_change(self, change: Change, source: object) -> None:
        if self._course and change & (Change.DOWNLOADS | Change.COURSES):
            self._look()

    def _look(self) -> None:
        course = self._course
        self._desk.tasks.database(downloads.load_mending, course).then(lambda found: self._show(course, found))

    def _show(self, course: str, download: Download | None) -> None:
        if course != self._course:
            return
        ended, self._going = self._going and download is None, download is not None
        if ended:
            self.end()
            self._ended()
        else:
            self._bar.show_state(download)
