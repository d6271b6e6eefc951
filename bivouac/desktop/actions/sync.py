"""Exchanging what was done with the campus, and telling the truth about it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bivouac.desktop.actions.hubs import at_hub
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError, DamagedError, LineError, RecordError
from bivouac.sync.protocol.passwords import mark_of_password
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus
from bivouac.sync.store.standing import Standing

if TYPE_CHECKING:
    from bivouac.sync.exchange.exchange import Outcome

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Exchanged:
    """What came of one exchange.

    Attributes:
        sent, fetched: acts.
        renamed: this computer got a new identity by it.
        damage: what of it is damaged at the campus, as a sentence; all else was exchanged.
        classes: the learner was taken out of a class or put back, or a class is to be told how a note stands by now, which waits to be sent.
    """

    sent: int
    fetched: int
    renamed: bool
    classes: bool = False
    damage: str = ""


def exchange(desk: Desk) -> Task[Exchanged]:
    """Exchange the learner's journal with the campus, if they have one, and then those of the others who share this computer.

    Raises LineError in the task when the campus is away, once the others had their turn, who may be of another. What goes wrong for them is only
    logged: it is tried again.
    """
    campus, learner = desk.session.campus, desk.session.learner_id

    def work(task: Task[Exchanged], library: Library) -> Exchanged:
        left = _left(library, learner) if campus else set()
        wrong: list[RecordError] = []
        outcome, told, renamed = None, 0, False
        damaged: DamagedError | None = None
        failed: BivouacError | None = None
        away = set[str]()  # campuses: nobody waits for one that was just asked in vain
        for person, theirs in _in_turn(library, learner, campus):
            if theirs.id in away or task.cancelled():
                continue
            mine = person == learner
            try:
                done, more = _exchange(library, theirs, person, task, wrong.append if mine else None)
            except DamagedError as error:
                damaged = error
            except BivouacError as error:
                away |= {theirs.id} if isinstance(error, LineError) else set()
                if mine:
                    failed = error
                else:
                    log.info("the exchange for another learner of this computer did not work: %s", error)
            else:
                outcome, told = (done, more) if mine else (outcome, told)
                renamed = bool(done.copied) or renamed
        if trouble := damaged or failed:
            raise trouble
        if outcome is None:
            return Exchanged(0, 0, renamed)
        classes = bool(told) or _left(library, learner) != left
        said = wrong[0].sentence() if wrong else ""
        return Exchanged(outcome.sent, outcome.fetched, renamed, classes, said)

    return desk.tasks.with_library(work)


def _in_turn(library: Library, learner: str, campus: Campus | None) -> Iterator[tuple[str, Campus]]:
    """Who has a campus on this computer, the one at it first."""
    if campus:
        yield learner, campus
    for other in library.people.learners():
        theirs = library.people.campus(other.campus) if other.campus else None
        if theirs and other.id != learner:
            yield other.id, theirs


def _exchange(
    library: Library,
    campus: Campus,
    learner: str,
    task: Task[Exchanged],
    broken: Callable[[RecordError], None] | None = None,
) -> tuple[Outcome, int]:
    """What the exchange did, and how many acts classes are to be told after it."""
    from bivouac.sync.exchange.exchange import exchange_journal

    journal, device = library.journal(learner), library.device()
    outcome = at_hub(
        library,
        campus,
        learner,
        lambda hub: exchange_journal(journal, hub, device.sign_as, cancelled=task.cancelled, broken=broken),
    )
    known = library.people.info(campus.id)
    if known is None or (outcome.about and outcome.about != known.mark()):
        # It changes: the campus joins a school, a hub is restored and signs with another key.
        library.people.keep_info(campus.id, at_hub(library, campus, learner, lambda hub: hub.hub()))
    if outcome.lock != mark_of_password(library.people.lock(learner)):
        lock = at_hub(library, campus, learner, lambda hub: hub.lock())
        library.people.keep_lock(learner, lock.hashed)
        if lock.must_change is not None:
            library.people.keep_must_change(learner, lock.must_change)
    if outcome.copied:
        log.warning(
            "another computer writes under this one's name, or did before a backup was set back: a new name is taken"
        )
        library.renew_device(outcome.copied)
    elif outcome.complete:
        if adopted := journal.adopt():
            log.warning("%d acts that no hub can have were written again under this computer's present name", adopted)
        return outcome, journal.tell_classes()
    return outcome, 0


def _left(library: Library, learner: str) -> set[str]:
    """The classes that the learner was taken out of."""
    journal = library.journal(learner)
    return {stream for stream in journal.classes() if journal.has_left(stream)}


def load_standing(library: Library, learner: str) -> Standing:
    """What the school has of the learner's work."""
    return library.journal(learner).standing()
