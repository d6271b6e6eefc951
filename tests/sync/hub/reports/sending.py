"""A forwarder that does not wait, and keeps what it tells."""

from __future__ import annotations

from bivouac.errors import BivouacError
from bivouac.sync.hub.reports.forward import Forwarder, Store, Tally
from bivouac.sync.hub.reports.reading import entries
from bivouac.sync.hub.reports.scene import Telling
from bivouac.sync.hub.reports.shelf import Shelf
from bivouac.sync.hub.reports.statements import encode, statement
from tests.sync.hub.reports.school import School


class Sending:
    """Args: patience: how many pauses before it is interrupted."""

    def __init__(self, school: School, store: Store, patience: int = 1000) -> None:
        self.tallies: list[Tally] = []
        self.troubles: list[BivouacError] = []
        self.pauses: list[float] = []
        self.at_pause = lambda: None
        self._patience = patience
        shelf = Shelf(school.hub.layout())
        self.forwarder = Forwarder(
            school.storage, shelf, store, Telling(), self.tallies.append, self.troubles.append, self._pause
        )

    def once(self) -> int:
        """Forward all there is; how many were taken."""
        before = self.taken
        self.forwarder.run(once=True)
        return self.taken - before

    @property
    def taken(self) -> int:
        return sum(one.taken for one in self.tallies)

    def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) >= self._patience:
            raise KeyboardInterrupt
        self.at_pause()


def lines(school: School, telling: Telling | None = None) -> list[bytes]:
    """All that a hub has as statements."""
    shelf, telling = Shelf(school.hub.layout()), telling or Telling()
    return [
        encode(statement(one, shelf.place(one.record.course, one.record.activity), telling))
        for one in entries(school.storage)
    ]
