"""The one place that opens the hub's database and knows which one it is. The rest is SQL that SQLite and PostgreSQL share."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy
from sqlalchemy import URL, Connection, Engine, Select, event

from bivouac.errors import SpaceError, StoreError
from bivouac.sync.hub.tables import metadata

_CONNECTIONS = 8
_WAIT_SECONDS = 20
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what the hub says it has received, it has, whatever happens to the power
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}",
)


class Query(Protocol):
    """A question that was made ready (`Database.query`)."""

    def __call__(self, **values: Any) -> list[Any]:
        """The rows, for these values of its parameters."""


class Database:
    """Connections to the hub's database. Many threads may read at once; writing takes turns where the database wants it.

    Args:
        url: of SQLAlchemy. Tables that are missing are made.

    Attributes:
        near: whether it is a file of this machine.

    Raises:
        StoreError: the file is no database, or damaged.
        SpaceError: the disk is full.
    """

    def __init__(self, url: URL | str) -> None:
        self._engine = _open_engine(sqlalchemy.make_url(url))
        self._writing = self._engine.execution_options(writing=True)
        self.near = self._engine.dialect.name == "sqlite"
        self._threads = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._turn: contextlib.AbstractContextManager[Any] = contextlib.nullcontext()
        if self.near:
            self._turn = threading.Lock()  # fairer and quicker than to collide in the file and sleep
        try:
            with self.write() as connection:
                metadata.create_all(connection)
        except SpaceError:
            self.close()
            raise
        except sqlalchemy.exc.DatabaseError as error:
            self.close()
            raise StoreError("The hub's database cannot be opened. Restore the hub's folder from a copy.") from error

    @classmethod
    def of_file(cls, path: Path) -> Database:
        """The SQLite database in a file that only its owner may read."""
        path.touch(mode=0o600)
        return cls(URL.create("sqlite", database=str(path)))

    def query(self, statement: Select[Any]) -> Query:
        """A question that is asked with every request, made ready once.

        In a file of this machine it goes straight to the driver, on a connection of the thread's own: pool, transaction and the making of
        rows would take several times as long as the answer.
        """
        if not self.near:
            return lambda **values: self._ask(statement, values)
        compiled = statement.compile(dialect=self._engine.dialect)
        text, names, fixed = str(compiled), compiled.positiontup or [], compiled.params

        def ask(**values: Any) -> list[Any]:
            wanted = {**fixed, **values}
            return self._direct().execute(text, [wanted[name] for name in names]).fetchall()

        return ask

    def _ask(self, statement: Select[Any], values: dict[str, Any]) -> list[Any]:
        with self.read() as connection:
            return list(connection.execute(statement, values).all())

    def _direct(self) -> sqlite3.Connection:
        """This thread's own connection to the file, which only reads."""
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            path = self._engine.url.database or ""
            connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS, check_same_thread=False)
            connection.execute("PRAGMA query_only = ON")
            self._threads.connection = connection
            self._opened.append(connection)
        return connection

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A view of one moment."""
        with self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: durable when the block ends, or nothing of it. Raises SpaceError when the disk is full."""
        try:
            with self._turn, self._writing.begin() as connection:
                yield connection
        except sqlalchemy.exc.DBAPIError as error:
            if _is_full(error.orig):
                raise SpaceError(
                    "The hub's disk is full. Make room on it; what was received is kept, and laptops send the rest later."
                ) from error
            raise

    def close(self) -> None:
        for connection in self._opened:
            connection.close()
        self._engine.dispose()


def _is_full(error: BaseException | None) -> bool:
    """Whether the database says that its disk is full: SQLITE_FULL, or PostgreSQL's 53100."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith("SQLITE_FULL") or getattr(error, "sqlstate", "") == "53100"


def _open_engine(url: URL) -> Engine:
    engine = sqlalchemy.create_engine(url, pool_size=_CONNECTIONS, max_overflow=0, pool_timeout=_WAIT_SECONDS)
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None  # or sqlite3 begins transactions of its own
        for pragma in _PRAGMAS:
            connection.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
