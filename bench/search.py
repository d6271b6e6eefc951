"""Finding words in many passages, against what SQLite's full-text index needs to rank the same words by itself."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable

from bench import texts
from bench.figures import Figure, Run, median, percentile
from bivouac.courses.text import query
from bivouac.sync.store.database import connect
from bivouac.sync.store.library_schema import STEPS
from bivouac.sync.store.passages import Passages

_P95 = 50.0
_PLAIN = "SELECT rowid FROM passages_index WHERE passages_index MATCH ? ORDER BY rank LIMIT 50"


def measure(run: Run) -> list[Figure]:
    """Latencies of `Passages.find` and of plain FTS5, by kind of query, on one table."""
    count = run.size(100_000, 500)
    figures = []
    with contextlib.closing(connect(run.folder / "library.sqlite", "library", STEPS)) as db:
        passages = Passages(db)
        for course, found in texts.courses(count).items():
            passages.add(course, found)
        for kind, asked in texts.queries().items():
            ours, plain = _compare(run, db, passages, asked)
            figures += _figures(kind, count, ours, plain)
    return figures


def _compare(run: Run, db: sqlite3.Connection, passages: Passages, asked: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each query on each side."""
    ours, plain = [], []
    for text in asked[: run.size(len(asked), 2)]:
        expression = query(text)
        mine, theirs = run.alternate(
            5,
            lambda text=text: _milliseconds(lambda: passages.find(text)),
            lambda expression=expression: _milliseconds(lambda: db.execute(_PLAIN, (expression,)).fetchall()),
        )
        ours += mine
        plain += theirs
    return ours, plain


def _figures(kind: str, count: int, ours: list[float], plain: list[float]) -> list[Figure]:
    mine, theirs = percentile(ours, 0.95), percentile(plain, 0.95)
    note = f"median {median(ours):.3g} ms; plain FTS5 median {median(plain):.3g}, 95th percentile {theirs:.3g} ms: {mine / theirs:.2f} x"
    what = f"{kind} in {count:,} passages, 95th percentile"
    return [Figure("search", what, mine, "ms", _P95, note=note)]


def _milliseconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000
