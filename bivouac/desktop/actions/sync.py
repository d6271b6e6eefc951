"""Exchanging what was done with the campus, and telling the truth about it."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac.desktop.actions.hubs import at_hub
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.sync.store.journal import Standing
from bivouac.sync.store.library import Library


@dataclass(frozen=True)
class Exchanged:
    """What came of one exchange."""

    sent: int
    fetched: int


def exchange(desk: Desk) -> Task[Exchanged]:
    """Exchange the learner's journal with the campus. Raises LineError in the task when the campus is away."""
    campus, learner = desk.session.campus, desk.session.learner_id
    assert campus is not None, "only a learner with a campus exchanges"

    def work(task: Task[Exchanged]) -> Exchanged:
        from bivouac.sync.exchange.exchange import exchange_stream

        library = Library(desk.folder)
        try:
            journal = library.journal(learner)
            outcome = at_hub(
                library, campus, learner, lambda hub: exchange_stream(journal, hub, cancelled=task.cancelled)
            )
            return Exchanged(outcome.sent, outcome.fetched)
        finally:
            library.close()

    return desk.tasks.background(work)


def load_standing(library: Library, learner: str) -> Standing:
    """What the school has of the learner's work."""
    return library.journal(learner).standing()
