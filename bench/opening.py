"""Opening the journal of somebody who learned for years: progress as the stored folds have it, against folding every record anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bench import week
from bench.figures import Figure, Run, median
from bivouac.sync.store.journal import Journal

_LIMIT = 300.0


def measure(run: Run) -> list[Figure]:
    """A journal of 200,000 records, opened and asked for what Home and a course show."""
    count = run.size(200_000, 400)
    path = run.folder / "journal.sqlite"
    wall = week.Wall()
    journal = Journal(path, "0" * 13, "d" * 20, wall=wall)
    week.fill(journal, wall, count)
    journal.close()
    opened, anew = run.alternate(
        run.size(5, 1), lambda: _milliseconds(path, _show), lambda: _milliseconds(path, _refold)
    )
    note = f"folding all of them anew {median(anew):.0f} ms"
    return [Figure("opening", f"progress of {count:,} records", median(opened), "ms", _LIMIT, note=note)]


def _show(journal: Journal) -> None:
    """What Home and one course ask for."""
    completed = journal.completed()
    places = journal.last_places()
    assert completed and places
    journal.states(places[0][0])
    journal.standing()


def _refold(journal: Journal) -> None:
    journal.rebuild()
    _show(journal)


def _milliseconds(path: Path, deed: Callable[[Journal], None]) -> float:
    """From a closed file to the answer."""
    began = time.perf_counter()
    journal = Journal(path, "0" * 13, "d" * 20)
    try:
        deed(journal)
    finally:
        took = (time.perf_counter() - began) * 1000
        journal.close()
    return took
