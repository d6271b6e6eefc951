"""Is what stands in a file what was written there? Row by row whenever it is read; all of a file in the background."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bivouac.errors import DamagedError
from bivouac.sync.journal.feeds import base_of
from bivouac.sync.journal.record import Record
from bivouac.sync.store.database import Connection, one_view
from bivouac.sync.store.journal_schema import SEALED as JOURNAL
from bivouac.sync.store.library_schema import SEALED as LIBRARY
from bivouac.sync.store.seals import seal

_STEPS_BETWEEN_LOOKS = 20_000
"""Of SQLite's machine, some milliseconds: so often a check looks whether it is still wanted."""

_ROWS = 500
"""Rows that are checked in one step."""

Cancelled = Callable[[], bool]


class CheckCancelled(Exception):  # noqa: N818 (nothing is wrong)
    """Nobody wants to know any more."""


@dataclass(frozen=True)
class Health:
    """How a file is. `lost` says in what way something in it cannot be read as it was written; `stale` only what can be made anew from the rest."""

    lost: str = ""
    stale: str = ""

    @property
    def sound(self) -> bool:
        return not (self.lost or self.stale)


def sealed_records(rows: Sequence[tuple[Any, ...]], db: Connection) -> list[Record]:
    """The records in rows of `records` or `kept`. Raises DamagedError when one is not what was written."""
    if any(seal("records", *row[:-1]) != row[-1] for row in rows):
        raise db.damaged()
    return [Record(*row[:-1]) for row in rows]


def require_all_of(records: Sequence[Record], held: Mapping[str, int], db: Connection) -> None:
    """Raise DamagedError unless these records of one stream, in order, are each feed's from its first to the last held."""
    due = {feed: base_of(feed) for feed in held}
    for record in records:
        if due.get(record.device, -1) != record.seq - 1:
            raise db.damaged()
        due[record.device] = record.seq
    if any(due[feed] != max(last, base_of(feed)) for feed, last in held.items()):
        raise db.damaged()


def require_sound_numbers(db: Connection) -> None:
    """Look at the few rows of a journal on which everything else hangs. Raises DamagedError."""
    _require_tables(db, {**{table: JOURNAL[table] for table in ("feeds", "facts")}, "authors": "device"})


def require_sound_library(db: Connection) -> None:
    """Look at the small tables of a library: people, settings, courses, downloads. Raises DamagedError."""
    _require_tables(db, {table: columns for table, columns in LIBRARY.items() if table != "passages"})


def journal_health(db: Connection, cancelled: Cancelled = lambda: False) -> Health:
    """Check all of a journal. Raises CheckCancelled."""
    with _watched(db, cancelled):
        try:
            _require_structure(db)
            require_sound_numbers(db)
            for table in ("records", "kept"):
                _require_seals(db, table, JOURNAL["records"], "records", cancelled)
            _require_no_gaps(db)
        except DamagedError as error:
            return Health(lost=_why(error))
        try:
            for table in ("states", "notes"):
                _require_seals(db, table, JOURNAL[table], table, cancelled)
            db.execute("INSERT INTO notes_index (notes_index) VALUES ('integrity-check')")
        except DamagedError as error:
            return Health(stale=_why(error))
    return Health()


def library_health(db: Connection, cancelled: Cancelled = lambda: False) -> Health:
    """Check all of `library.sqlite`; what can be made anew is the search index. Raises CheckCancelled."""
    with _watched(db, cancelled):
        try:
            require_sound_library(db)
        except DamagedError as error:
            return Health(lost=_why(error))
        try:
            _require_structure(db)
            _require_seals(db, "passages", LIBRARY["passages"], "passages", cancelled)
            db.execute("INSERT INTO passages_index (passages_index) VALUES ('integrity-check')")
        except DamagedError as error:
            return Health(stale=_why(error))
    return Health()


def _require_tables(db: Connection, tables: Mapping[str, str]) -> None:
    for table, columns in tables.items():
        if db.execute(f"PRAGMA quick_check({table})").fetchone() != ("ok",):
            raise db.damaged()
        _require_seals(db, table, columns, table, lambda: False)


def _require_structure(db: Connection) -> None:
    """Look at all but the search index, which SQLite from 3.44 on looks at, too: that one is made anew, and asked for by itself."""
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(5)")]
    wrong = [line for line in found if line != "ok" and " FTS5 table " not in line]
    if wrong:
        raise db.damaged() from sqlite3.DatabaseError("; ".join(wrong))


def _require_seals(db: Connection, table: str, columns: str, name: str, cancelled: Cancelled) -> None:
    with contextlib.closing(db.execute(f"SELECT {columns}, crc FROM {table}")) as rows:  # noqa: S608 (our own names)
        while some := rows.fetchmany(_ROWS):
            if any(seal(name, *row[:-1]) != row[-1] for row in some):
                raise db.damaged() from sqlite3.DatabaseError(f"a check value in {table} is wrong")
            if cancelled():
                raise CheckCancelled


def _require_no_gaps(db: Connection) -> None:
    """Each feed's records are those that it is said to hold."""
    with one_view(db):  # somebody may be at work meanwhile
        told = {(stream, feed): held for stream, feed, held in db.execute("SELECT stream, device, held FROM feeds")}
        grouped = "SELECT stream, device, min(seq), max(seq), count(*) FROM records GROUP BY stream, device"
        rows = db.execute(grouped).fetchall()
    for stream, feed, first, last, count in rows:
        base = base_of(feed)
        if (first, last, count) != (base + 1, told.pop((stream, feed), 0), last - base):
            raise db.damaged() from sqlite3.DatabaseError(f"records of {feed} are missing")
    if any(held > base_of(feed) for (_, feed), held in told.items()):
        raise db.damaged() from sqlite3.DatabaseError("all records of a feed are missing")


class _watched:  # noqa: N801 (used as a function)
    """While it lasts, SQLite itself asks now and then whether the check is still wanted."""

    def __init__(self, db: Connection, cancelled: Cancelled) -> None:
        self._db, self._cancelled = db, cancelled

    def __enter__(self) -> None:
        self._db.set_progress_handler(lambda: int(self._cancelled()), _STEPS_BETWEEN_LOOKS)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._db.set_progress_handler(None, 0)
        if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise CheckCancelled from error


def _why(error: DamagedError) -> str:
    """For the log: what SQLite or the check itself found."""
    return str(error.__cause__ or error)
