"""The one place that opens an SQLite file: pragmas, migrations, transactions, and what happens when a file is damaged."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from bivouac.errors import BivouacError, DamagedError, SpaceError, StoreError
from bivouac.machine import free_space, only_one, space_errors
from bivouac.sync.store.seals import teach_seals

Step = Callable[[sqlite3.Connection], None]
"""One migration: it runs in a transaction of its own and is never edited after a release."""

_BUSY_SECONDS = 10

_DAMAGE = (
    "SQLITE_CORRUPT",
    "SQLITE_NOTADB",
    "SQLITE_TOOBIG",
    "SQLITE_CONSTRAINT_PRIMARYKEY",
    "SQLITE_CONSTRAINT_UNIQUE",
)
"""What SQLite says of a damaged file. No statement of ours breaks a key of a sound one."""

_DAMAGE_IN_WORDS = (
    "Could not decode to UTF-8",
    "user-defined function raised exception",
    "unsupported file format",
    "fts5",
    "vtable constructor",
)
"""What is in the words of Python, SQLite and its search index about text, heads and pages that cannot be, where they have no name for it."""

_ERRORS = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The second where SQLite names a damaged name."""

_LITTLE_ROOM = 128 * 1024
"""Bytes; SQLite's log begins with about half of it."""

_FORMATS = (1, 2)


class _Cursor(sqlite3.Cursor):
    """A file may turn out to be damaged with any row that is read."""

    file: Path | None = None

    def _end(self, error: sqlite3.DatabaseError | UnicodeDecodeError) -> NoReturn:
        """Say it, and let go of the file: the error keeps this alive, and a repair moves the file as one that nobody has open."""
        self.close()
        _say(error, self.file)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except _ERRORS as error:
            self._end(error)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except _ERRORS as error:
            self._end(error)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        try:
            return super().fetchmany(size or 1)
        except _ERRORS as error:
            self._end(error)

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except _ERRORS as error:
            self._end(error)


class Connection(sqlite3.Connection):
    """Every statement speaks our errors, in a transaction or by itself."""

    file: Path | None = None

    def cursor(self, factory: Any = _Cursor) -> Any:
        made: _Cursor = super().cursor(factory)
        made.file = self.file
        return made

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        made: _Cursor = self.cursor()
        try:
            return made.execute(*statement)
        except _ERRORS as error:
            made._end(error)

    def executemany(self, *statement: Any) -> sqlite3.Cursor:
        made: _Cursor = self.cursor()
        try:
            return made.executemany(*statement)
        except _ERRORS as error:
            made._end(error)

    def damaged(self) -> DamagedError:
        """The error for what was read from here and cannot be."""
        return DamagedError(self.file)


def connect(path: Path, name: str, steps: Sequence[Step]) -> Connection:
    """Open (or make) a database and bring it up to date.

    Statements commit by themselves; several that belong together stand in `transaction`. A committed act is on the disk: WAL with
    `synchronous=FULL` costs one fsync a commit. Every statement raises as this function does.

    Args:
        name: of the set of migrations, `library` or `journal`.
        steps: all migrations since the first release, oldest first.

    Raises:
        DamagedError: the file is damaged.
        StoreError: it was written by a newer Bivouac, or the disk fails.
        SpaceError: the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with space_errors(), store_errors(path):
        connection = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=Connection
        )
        connection.file = path
        try:
            teach_seals(connection)
            with contextlib.ExitStack() as one_at_a_time:
                behind = _version(connection, name, steps) < len(steps)
                if behind:  # two that make one file at once would lock each other out, also where they only say how it is written
                    one_at_a_time.enter_context(only_one(path.parent / ".update", lambda: time.sleep(0.02)))
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute("PRAGMA foreign_keys=ON")
                if behind:
                    _bring_up_to_date(connection, name, steps)
            _require_form(connection, tuple(steps))
        except BaseException:
            connection.close()
            raise
    return connection


def put_into_one_file(path: Path) -> None:
    """Put all of a closed database into its one file, which may be renamed then. Closing does that too, and is silent when it cannot.

    Raises:
        SpaceError: the disk is full.
    """
    with store_errors(path), contextlib.closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
            raise StoreError(
                "The disk cannot be read or written as it should. What was saved before is kept; close Bivouac, and if this comes again, ask staff to look at the disk."
            )


@contextlib.contextmanager
def one_view(connection: Connection) -> Iterator[None]:
    """All of the block's reads see one moment, whatever other connections write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


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
    except _ERRORS as error:
        _say(error, path)


def _say(error: sqlite3.DatabaseError | UnicodeDecodeError, path: Path | None) -> NoReturn:
    """Raise our error for one of SQLite's; that one itself where it tells of a bug."""
    ours = _ours(error, path)
    if ours is None:
        raise error
    raise ours from error


def _ours(error: sqlite3.DatabaseError | UnicodeDecodeError, path: Path | None) -> BivouacError | None:
    if isinstance(error, UnicodeDecodeError):
        return DamagedError(path)
    name, words = getattr(error, "sqlite_errorname", ""), str(error)
    if name.startswith("SQLITE_FULL") or _finds_no_room(name, path):
        return SpaceError("The disk is full. Make room, then try again; nothing that was saved is lost.")
    if name.startswith(_DAMAGE) or any(said in words for said in _DAMAGE_IN_WORDS) or _is_of_no_format(name, path):
        return DamagedError(path)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")):
        return StoreError(
            "The disk cannot be read or written as it should. What was saved before is kept; close Bivouac, and if this comes again, ask staff to look at the disk."
        )
    return None


def _finds_no_room(name: str, path: Path | None) -> bool:
    """Whether what SQLite calls a failure is a full disk: it says so where the index of its log finds no room."""
    failed = name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN"))
    return failed and path is not None and free_space(path.parent) < _LITTLE_ROOM


def _is_of_no_format(name: str, path: Path | None) -> bool:
    """Whether SQLite will not write because the file says that it is of a form from the future: none of ours ever is."""
    if not name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")) or path is None or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(20)
    return len(head) == 20 and not all(one in _FORMATS for one in head[18:])


def _version(connection: Connection, name: str, steps: Sequence[Step]) -> int:
    """How many steps this file has seen: `user_version` says it, so that most starts import nothing to migrate with."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        if not _has_seen(connection, name, version):
            raise connection.damaged()
        raise StoreError("These files were written by a newer Bivouac. Update Bivouac on this computer to open them.")
    return version


def _has_seen(connection: Connection, name: str, version: int) -> bool:
    """Whether a file was brought up to date as often as it says; else a damaged number says so."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return False
    seen: int = connection.execute(
        "SELECT count(*) FROM _sqlite_migrations WHERE migration_set = ?", (name,)
    ).fetchone()[0]
    return seen == version


def _bring_up_to_date(connection: Connection, name: str, steps: Sequence[Step]) -> None:
    """Run the steps that this file has not seen, unless another program just did."""
    if _version(connection, name, steps) == len(steps):
        return
    from sqlite_utils import Database, Migrations  # a quarter of a second, only when there is something to migrate

    migrations = Migrations(name)
    for step in steps:
        migrations(name=step.__name__)(lambda db, step=step: step(db.conn))
    database = Database(connection, execute_plugins=False)
    migrations.apply(database)
    connection.execute(f"PRAGMA user_version={len(steps)}")


def _require_form(connection: Connection, steps: tuple[Step, ...]) -> None:
    """Raise DamagedError unless the tables are those that the steps make: a changed letter in their description changes what is read."""
    found = set(connection.execute(_FORM).fetchall())
    if connection.execute("PRAGMA auto_vacuum").fetchone() != (0,) or not _form(steps) <= found:
        raise connection.damaged()


@functools.cache
def _form(steps: tuple[Step, ...]) -> frozenset[tuple[str, ...]]:
    empty = sqlite3.connect(":memory:", isolation_level=None)
    try:
        teach_seals(empty)
        for step in steps:
            step(empty)
        return frozenset(empty.execute(_FORM).fetchall())
    finally:
        empty.close()


# How the search index describes its own tables is for SQLite to say, which may be newer tomorrow.
_FORM = "SELECT type, name, CASE WHEN name GLOB '*_index_*' THEN '' ELSE coalesce(sql, '') END FROM sqlite_master"
