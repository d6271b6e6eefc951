"""The one place that opens an SQLite file: pragmas, migrations, transactions, and what happens when a file is damaged."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bivouac.errors import SpaceError, StoreError
from bivouac.machine import only_one, space_errors

Step = Callable[[sqlite3.Connection], None]
"""One migration: it runs in a transaction of its own and is never edited after a release."""

_BUSY_SECONDS = 10


class _Connection(sqlite3.Connection):
    """Every statement speaks our errors, in a transaction or by itself."""

    file: Path | None = None

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        with store_errors(self.file):
            return super().execute(*statement)

    def executemany(self, *statement: Any) -> sqlite3.Cursor:
        with store_errors(self.file):
            return super().executemany(*statement)


def connect(path: Path, name: str, steps: Sequence[Step]) -> sqlite3.Connection:
    """Open (or make) a database and bring it up to date.

    Statements commit by themselves; several that belong together stand in `transaction`. A committed act is on the disk: WAL with
    `synchronous=FULL` costs one fsync a commit. Every statement raises as this function does.

    Args:
        name: of the set of migrations, `library` or `journal`.
        steps: all migrations since the first release, oldest first.

    Raises:
        StoreError: the file is damaged, or was written by a newer Bivouac.
        SpaceError: the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with space_errors(), store_errors(path):
        connection = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=_Connection
        )
        connection.file = path
        try:
            with contextlib.ExitStack() as one_at_a_time:
                behind = _version(connection, steps) < len(steps)
                if behind:  # two that make one file at once would lock each other out, also where they only say how it is written
                    one_at_a_time.enter_context(only_one(path.parent / ".update", lambda: time.sleep(0.02)))
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute("PRAGMA foreign_keys=ON")
                if behind:
                    _bring_up_to_date(connection, name, steps)
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block's writes on a connection of `connect` or none; durable when the block has ended.

    Raises:
        SpaceError: the disk is full; nothing of the block was kept.
        StoreError: the file is damaged.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def store_errors(path: Path | None) -> Iterator[None]:
    """Turn SQLite's reports of a damaged file or of a disk that is full or fails into our errors; its other errors are bugs."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_FULL"):
            raise SpaceError("The disk is full. Make room, then try again; nothing that was saved is lost.") from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StoreError(
                "The file “{name}” is damaged, perhaps by a power cut. Nothing was deleted; ask staff for help.",
                name=path.name if path else "",
            ) from error
        if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise StoreError(
                "The disk cannot be read or written as it should. What was saved before is kept; close Bivouac, and if this comes again, ask staff to look at the disk."
            ) from error
        raise


def _version(connection: sqlite3.Connection, steps: Sequence[Step]) -> int:
    """How many steps this file has seen: `user_version` says it, so that most starts import nothing to migrate with."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise StoreError("These files were written by a newer Bivouac. Update Bivouac on this computer to open them.")
    return version


def _bring_up_to_date(connection: sqlite3.Connection, name: str, steps: Sequence[Step]) -> None:
    """Run the steps that this file has not seen, unless another program just did."""
    if _version(connection, steps) == len(steps):
        return
    from sqlite_utils import Database, Migrations  # a quarter of a second, only when there is something to migrate

    migrations = Migrations(name)
    for step in steps:
        migrations(name=step.__name__)(lambda db, step=step: step(db.conn))
    database = Database(connection, execute_plugins=False)
    migrations.apply(database)
    connection.execute(f"PRAGMA user_version={len(steps)}")
