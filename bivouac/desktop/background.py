"""What goes on by itself while the window is open: the exchange with the campus. Downloads are next door (downloading.py)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from bivouac.desktop.actions import catalogue, hubs, sync
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.network import Network
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError, BusyError, LineError
from bivouac.sync.store.standing import Standing

SOON = 1_500
"""Milliseconds after an act before it is sent, so that acts that follow each other go together."""

OFTEN = 30_000
"""Milliseconds between exchanges while the campus answers, at least."""

_FIRST_WAIT, _LONGEST_WAIT = 5_000, 300_000


@dataclass(frozen=True)
class SyncState:
    """What the sync corner tells. `reached` is None before the first try; `problem` what the hub refused, `damage` what of it is
    damaged there, as sentences."""

    campus: str
    reached: bool | None
    busy: bool
    standing: Standing
    problem: str = ""
    damage: str = ""


class SyncLoop(QObject):
    """Exchanges the learner's journal with the campus whenever there is something new, and now and then; never gives up.

    What others did on this computer goes along, also while nobody who has a campus is at the machine.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, network: Network) -> None:
        super().__init__()
        self._desk = desk
        network.changed.connect(self._on_network)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.exchange)
        self._task: Task[sync.Exchanged] | None = None
        self._again = self._asked = False
        self._wait = _FIRST_WAIT
        self._reached: bool | None = None
        self._problem = self._damage = ""
        self._told = ""
        """Which damage the person was told of: it stays until somebody mends the hub."""

        desk.session.changed.connect(self._on_session)
        desk.changes.happened.connect(self._on_change)

    def exchange_for_person(self) -> None:
        """Exchange now because somebody wants it: they are told when the campus does not answer, where nothing would be seen to happen."""
        self._asked = True
        self.exchange()

    def exchange(self) -> None:
        """Exchange now; if one is under way, once more after it."""
        if self._task is not None:
            self._again = True
            return
        task = self._task = sync.exchange(self._desk).then(self._on_done).failed(self._on_failed)
        task.finally_(lambda: self._on_end(task))
        self.tell()

    def tell(self) -> None:
        """Read what the journal says and announce it."""
        learner = self._desk.session.learner_id
        if learner:
            self._desk.tasks.database(sync.load_standing, learner).then(self._announce)

    def _announce(self, standing: Standing) -> None:
        campus = self._desk.session.campus
        name = campus.name if campus else ""
        self.changed.emit(SyncState(name, self._reached, self._task is not None, standing, self._problem, self._damage))

    def _on_done(self, outcome: sync.Exchanged) -> None:
        if self._reached is False:
            self._on_return()
        self._reached, self._problem, self._wait = (True if self._desk.session.campus else None), "", _FIRST_WAIT
        self._start(OFTEN)
        self._damage = outcome.damage
        if outcome.damage not in ("", self._told):
            self._told = outcome.damage
            self._desk.tell(outcome.damage, "warn")
        if outcome.renamed:
            self._desk.tasks.database(lambda library: library.close_journals())
        if outcome.fetched:
            self._desk.changes.say(Change.PROGRESS | Change.NOTES | Change.CLASSES, self)
        elif outcome.sent:
            self._desk.changes.say(Change.CLASSES, self)  # what waited there has gone
        if outcome.classes:
            self._desk.changes.say(Change.CLASSES | Change.SYNC, self)

    def _on_return(self) -> None:
        """The campus is back: what it offers may be new, and downloads that wait for it need not wait longer."""
        catalogue.refresh(self._desk)
        self._desk.changes.say(Change.DOWNLOADS, self)

    def _on_failed(self, error: BivouacError) -> None:
        """The line is away, or the hub says no: both are tried again, with growing pauses and some jitter."""
        away = isinstance(error, LineError) and not isinstance(error, BusyError)
        self._reached = not away
        self._problem = "" if away else error.sentence()
        if away and self._asked:
            self._desk.tell(error.sentence(), "warn")
        self._pause(error.wait * 1000 if isinstance(error, BusyError) else 0)
        if away and (campus := self._desk.session.campus):
            hubs.find_again(self._desk, campus).then(self._on_found)

    def _on_found(self, found: bool) -> None:
        """The campus did not answer because it has moved, or it is really away."""
        if found:
            self.exchange()

    def _pause(self, least: float = 0) -> None:
        """Try again later: after `least` milliseconds, where the hub said so."""
        self._start(max(self._wait, least))
        self._wait = min(self._wait * 2, _LONGEST_WAIT)

    def _start(self, least: float) -> None:
        """Exchange after so many milliseconds and some more: laptops that began together do not go on together."""
        self._timer.start(round(least * random.uniform(1.0, 1.4)))  # noqa: S311 (spreads laptops, guards nothing)

    def _on_end(self, task: Task[sync.Exchanged]) -> None:
        if task is not self._task:
            return  # another person's, who has left
        self._task, self._asked = None, False
        if task.ended_by_bug:
            self._pause()
        if self._again:
            self._again = False
            self._timer.start(SOON)
        self.tell()

    def _on_change(self, change: Change, source: object) -> None:
        if change & Change.SYNC:
            self.tell()
            if self._reached is not False:
                self._timer.start(SOON)

    def _on_network(self) -> None:
        """The network is another than before: trying at once may work."""
        self._wait = _FIRST_WAIT
        hubs.forget_the_network()
        self.exchange()

    def _on_session(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task, self._asked = None, False
        self._reached, self._problem, self._wait = None, "", _FIRST_WAIT
        self._damage = self._told = ""
        self.tell()
        self.exchange()
