"""Courses on another drive: whether it is plugged in is looked at while the window is open, and said."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from bivouac.desktop.actions import keeping
from bivouac.desktop.desk import Desk
from bivouac.errors import AwayError
from bivouac.language import tr

OFTEN = 3_000
"""Milliseconds between looks; where the courses are at home, a look reads nothing."""


class DriveWatch(QObject):
    """Says when the drive with the courses goes and comes, and makes everything look again then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._known = ("", False)
        self._timer = QTimer(self)
        self._timer.setInterval(OFTEN)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look out from now on."""
        keeping.clear_up(self._desk)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """See where the drive is."""
        self._desk.tasks.database(keeping.see_drive).then(self._on_seen)

    def _on_seen(self, seen: tuple[str, bool]) -> None:
        before, self._known = self._known, seen
        name, away = seen
        if seen == before:
            return
        if away:
            self._desk.tell(AwayError(name).sentence(), "warn")
        elif before == (name, True):
            self._desk.tell(tr("“{name}” is back, and the courses on it.", name=name), "good")
        keeping.look_again(self._desk)
