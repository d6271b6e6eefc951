"""What keeps the library sound while the window is open: backups and checks in the background, and the sentence after a repair."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from bivouac.desktop.changes import ALL
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import CancelledError, Task
from bivouac.errors import BivouacError, DamagedError, SpaceError
from bivouac.sync.store import upkeep
from bivouac.sync.store.check import CheckCancelled
from bivouac.sync.store.repair import JournalRepair
from bivouac.sync.store.upkeep import Repair

FIRST = 20_000
"""Milliseconds after the start: a start has enough to do."""

OFTEN = 3_600_000
"""Milliseconds between looks whether something is due; most find nothing."""


class Upkeep(QObject):
    """Looks after the library (sync/store/upkeep.py), and says what was mended to whom it concerns."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._unclean = False
        self._unsaid: list[JournalRepair] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        desk.tasks.mended.connect(self._on_mended)
        desk.session.changed.connect(self._say)

    def begin(self) -> None:
        """The library is in use from now on."""
        self._unclean = upkeep.begin_use(self._desk.folder)
        self._timer.start(FIRST)

    def end(self) -> None:
        """Nothing is open any more."""
        upkeep.end_use(self._desk.folder)

    def look(self) -> Task[None]:
        """See in the background whether something is due."""
        folder, unclean, self._unclean = self._desk.folder, self._unclean, False

        def work(task: Task[None]) -> None:
            try:
                upkeep.look_after(folder, unclean=unclean, cancelled=task.cancelled)
            except CheckCancelled as error:
                raise CancelledError from error

        self._timer.start(OFTEN)
        return self._desk.tasks.background(work).failed(self._on_failed)

    def _on_failed(self, error: BivouacError) -> None:
        """What is damaged is being mended (tasks.py), and that is said; for a backup there may be room tomorrow."""
        if not isinstance(error, DamagedError | SpaceError):
            self._desk.tasks.problem.emit(error)

    def _on_mended(self, repair: Repair) -> None:
        if isinstance(repair, JournalRepair):
            self._unsaid.append(repair)
            self._say()
        else:
            self._desk.tell(repair.sentence(), "warn")
            self._desk.tasks.database(lambda library: library.shelf.mend()).then(lambda _: self._desk.changes.say(ALL))

    def _say(self) -> None:
        """Tell the learner at the machine; another who shares it hears it when they are here."""
        for repair in [one for one in self._unsaid if one.learner == self._desk.session.learner_id]:
            self._unsaid.remove(repair)
            self._desk.tell(repair.sentence(), "warn")
            self._desk.changes.say(ALL)
