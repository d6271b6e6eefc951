"""What changed, said once: actions say it, screens decide whether to redraw."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, Signal


class Change(enum.Flag):
    """Kinds of things that screens show."""

    COURSES = enum.auto()  # which courses are on this disk
    CATALOGUE = enum.auto()  # which the campus offers
    DOWNLOADS = enum.auto()
    PROGRESS = enum.auto()
    NOTES = enum.auto()
    PEOPLE = enum.auto()  # who is here, and who is at the machine
    SYNC = enum.auto()  # what the school has received
    CLASSES = enum.auto()  # what is written in them
    SETTINGS = enum.auto()
    STICKS = enum.auto()  # which drives are in


ALL = (
    Change.COURSES
    | Change.CATALOGUE
    | Change.DOWNLOADS
    | Change.PROGRESS
    | Change.NOTES
    | Change.PEOPLE
    | Change.SYNC
    | Change.CLASSES
)


class Changes(QObject):
    """Where changes are announced. `source` is whoever made them, so that it need not redraw itself."""

    happened = Signal(Change, object)

    def say(self, change: Change, source: object = None) -> None:
        self.happened.emit(change, source)
