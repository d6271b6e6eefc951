"""The one place that opens the hub's database and knows which one it is. The rest is SQL that SQLite and PostgreSQL share."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy
from sqlalchemy import URL, Connection, Engine, Select, event, insert, select

from bivouac import machine
from bivouac.errors import InputError, SpaceError, StoreError
from bivouac.sync.hub.directory import begin_folds, make_name_keys
from bivouac.sync.hub.former import begin_former
from bivouac.sync.hub.tables import facts, metadata, owner
from bivouac.sync.hub.trouble import disk_full, trouble

_CONNECTIONS = 8
_WAIT_SECONDS = 20
_NEEDED = 256 * 1024
"""Bytes free below which a file takes no more: a push wants its pages in the log, and the log its index."""

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
        url: of SQLAlchemy, `sqlite:` or `postgresql:`. Tables that are missing are made.
        only_read: nothing is made, and a file is not written to.
        used: a hub has been in it. Where there is none nothing is made: an empty one in its place would look as if nobody had ever come.

    Attributes:
        near: whether it is a file of this machine.

    Raises:
        StoreError: the file is no database, or damaged, or the server is away; or there is no hub in it though it was used.
        InputError: the address is none.
        SpaceError: the disk is full.
    """

    def __init__(self, url: URL | str, *, only_read: bool = False, used: bool = False) -> None:
        try:
            self._engine = _open_engine(sqlalchemy.make_url(url), only_read)
        except sqlalchemy.exc.ArgumentError as error:
            raise InputError(
                "This is not the address of a database. One looks like postgresql://user@server/name."
            ) from error
        self._writing = self._engine.execution_options(writing=True)
        self._asking = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self.near = self._engine.dialect.name == "sqlite"
        self._threads = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._turn: contextlib.AbstractContextManager[Any] = contextlib.nullcontext()
        self._file, self._known = Path(), (0, 0)
        if self.near:
            self._turn = threading.Lock()  # fairer and quicker than to collide in the file and sleep
        if only_read:
            return
        try:
            with self.write() as connection:
                if used and not _has_hub(connection):
                    raise _emptied(self._engine.url)
                metadata.create_all(connection)
                _begin_clock(connection)
                make_name_keys(connection)
                begin_folds(connection)
                begin_former(connection)
        except (SpaceError, StoreError) as error:
            self.close()
            if not self.near and isinstance(error.__cause__, sqlalchemy.exc.OperationalError):
                raise _unreachable(error.__cause__) from error
            raise
        except sqlalchemy.exc.DatabaseError as error:
            self.close()
            raise StoreError("The hub's database cannot be opened. Restore the hub's folder from a copy.") from error
        if self.near:
            self._file = Path(self._engine.url.database or "")
            self._known = _identity(self._file)

    @classmethod
    def of_file(cls, path: Path, *, used: bool = False) -> Database:
        """The SQLite database in a file that only its owner may read."""
        url = URL.create("sqlite", database=str(path))
        if not used:
            path.touch(mode=0o600)
        else:
            require_file(path)
        return cls(url, used=used)

    @classmethod
    def of_file_as_it_is(cls, path: Path) -> Database:
        """The same, only to be looked at, whatever has become of it."""
        url = URL.create("sqlite", database=path.resolve().as_uri(), query={"mode": "ro", "uri": "true"})
        return cls(url, only_read=True)

    def require_used(self) -> None:
        """Raise StoreError where no hub has been in it."""
        if not self.is_used():
            raise _emptied(self._engine.url)

    def is_used(self) -> bool:
        """Whether a hub has been in it."""
        with self.read() as connection:
            return _has_hub(connection)

    def owner(self) -> str | None:
        """The hub whose database this is; None for a new one."""
        with self.read() as connection:
            return connection.execute(select(owner.c.hub)).scalar()

    def belong_to(self, hub: str) -> None:
        """Be this hub's: a database that another hub writes in would mix up two campuses.

        Raises:
            InputError: it is another's.
        """
        known = self.owner()
        if known is None:
            with self.write() as connection:
                connection.execute(insert(owner).values(hub=hub))
        elif known != hub:
            raise InputError("This database belongs to another hub. Give each hub a database of its own.")

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
            if self._whole is not None:
                return self._ask(statement, values)
            wanted = {**fixed, **values}
            with trouble():
                return self._direct().execute(text, [wanted[name] for name in names]).fetchall()

        return ask

    def _ask(self, statement: Select[Any], values: dict[str, Any]) -> list[Any]:
        """One question sees one moment by itself: a transaction around it would be two more ways to the server."""
        if self._whole is not None:
            with trouble():
                return list(self._whole.execute(statement, values).all())
        with trouble(), self._asking.connect() as connection:
            return list(connection.execute(statement, values).all())

    def _direct(self) -> sqlite3.Connection:
        """This thread's own connection to the file, which only reads."""
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            self._require_its_file()
            path = self._engine.url.database or ""
            uri = path.startswith("file:")
            connection = sqlite3.connect(
                f"{path}?mode=ro" if uri else path,
                isolation_level=None,
                timeout=_WAIT_SECONDS,
                check_same_thread=False,
                uri=uri,
            )
            connection.execute("PRAGMA query_only = ON")
            self._threads.connection = connection
            self._opened.append(connection)
        return connection

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A view of one moment."""
        if self._whole is not None:
            with trouble():
                yield self._whole
            return
        self._require_its_file()
        with trouble(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def moment(self) -> Iterator[Connection]:
        """As `read`, where several questions want to see the same: PostgreSQL shows each the moment at which it is asked, unless told."""
        if self.near or self._whole is not None:
            with self.read() as connection:
                yield connection
            return
        still = self._engine.execution_options(isolation_level="REPEATABLE READ", stream_results=True)
        with trouble(), still.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: durable when the block ends, or nothing of it.

        Raises:
            SpaceError: the disk is full. StoreError: the database is away, or takes nothing just now.
        """
        if self._whole is not None:
            with trouble():
                yield self._whole
            return
        with trouble(), self._turn:
            self._require_its_file()
            with self._writing.begin() as connection:
                yield connection

    @contextlib.contextmanager
    def together(self) -> Iterator[Connection]:
        """All that this thread asks and writes in the block is one transaction: durable when the outermost block ends, or nothing of it. Raises
        as `write`."""
        if self._whole is not None:
            yield self._whole
            return
        with self.write() as connection:
            self._threads.whole = connection
            try:
                yield connection
            finally:
                self._threads.whole = None

    @property
    def _whole(self) -> Connection | None:
        """The transaction that this thread is in (`together`)."""
        whole: Connection | None = getattr(self._threads, "whole", None)
        return whole

    def require_ready(self) -> None:
        """Look whether the database can be asked and written, without writing: in a file afresh from the disk, for what is open may
        remember what is there no more; a damage beyond its first pages shows only to who reads all (checking.py).

        Raises:
            SpaceError: the disk is full, which of a server is not seen. StoreError: the database is away or damaged.
        """
        if not self.near:
            self._ask(select(owner.c.hub), {})
            return
        self._require_its_file()
        with (
            trouble(),
            contextlib.closing(
                sqlite3.connect(f"{self._file.resolve().as_uri()}?mode=ro", timeout=_WAIT_SECONDS, uri=True)
            ) as afresh,
        ):
            afresh.execute(str(select(owner.c.hub))).fetchall()
        if machine.free_space(self._file.parent) < _NEEDED:
            raise disk_full()

    def _require_its_file(self) -> None:
        """Raise StoreError where the file that is open has its name no more: what is written into it would go with this process, and
        whoever opens it by its name makes an empty one.
        """
        if self._known != (0, 0) and _identity(self._file) != self._known:
            raise StoreError(
                "The hub's database is gone from its folder. Stop the hub, then bring the folder back from a copy or mend it with: bivouac hub check --repair. Laptops keep what they did and send it again."
            )

    def close(self) -> None:
        for connection in self._opened:
            connection.close()
        self._engine.dispose()


def _identity(path: Path) -> tuple[int, int]:
    """Which file stands under a name: drive and number; (0, 0) for none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def require_file(path: Path) -> None:
    """Raise StoreError where a hub's file is gone, before SQLite makes one and takes what is beside it for its log."""
    if not path.exists() or path.stat().st_size == 0:
        raise _emptied(URL.create("sqlite", database=str(path)))


def _has_hub(connection: Connection) -> bool:
    """A hub's name stands in its database before anything else, and before its folder is one (`HubFolder.create`)."""
    if not sqlalchemy.inspect(connection).has_table(owner.name):
        return False
    return connection.execute(select(owner.c.hub)).first() is not None


def _emptied(url: URL) -> StoreError:
    """A database in which a hub's people and journals were, and are no more."""
    if url.get_backend_name() == "sqlite":
        return StoreError(
            "The hub's database is gone: {path} is not there, or empty. Nothing new was begun in its place. Bring it back with the whole folder from a copy, or make it again of the newest backup: bivouac hub check --repair (in a new folder: bivouac hub restore). If people and journals are in PostgreSQL, say where: BIVOUAC_HUB_DATABASE. Laptops keep what they did and send it again.",
            path=url.database,
        )
    return StoreError(
        "The hub's database in PostgreSQL is empty. Nothing new was begun in it. See that hub.json or BIVOUAC_HUB_DATABASE names the right one, or put the newest backup into it: bivouac hub restore --database. Laptops keep what they did and send it again."
    )


def _unreachable(error: sqlalchemy.exc.OperationalError) -> StoreError:
    """For who starts the hub or runs a command: why its server lets nobody in, in the server's or the driver's own words."""
    reason = (str(error.orig).strip().splitlines() or [""])[0].strip()
    return StoreError(
        "The hub's database does not answer: {reason}. See that its server runs, and that the address is right (--database, hub.json or BIVOUAC_HUB_DATABASE).",
        reason=reason.rstrip("."),
    )


def _begin_clock(connection: Connection) -> None:
    """The row on which those who note things about people wait for each other must be there before they come."""
    if connection.execute(select(facts.c.value).where(facts.c.key == "clock")).first() is None:
        with contextlib.suppress(sqlalchemy.exc.IntegrityError), connection.begin_nested():
            connection.execute(insert(facts).values(key="clock", value=0))


def _open_engine(url: URL, only_read: bool) -> Engine:
    if url.get_backend_name() == "postgresql":
        return _open_postgresql(url.set(drivername="postgresql+psycopg"))
    if url.get_backend_name() != "sqlite":
        raise InputError("This is not the address of a database. One looks like postgresql://user@server/name.")
    engine = sqlalchemy.create_engine(url, pool_size=_CONNECTIONS, max_overflow=0, pool_timeout=_WAIT_SECONDS)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None  # or sqlite3 begins transactions of its own
        for pragma in () if only_read else _PRAGMAS:
            connection.execute(pragma).close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _open_postgresql(url: URL) -> Engine:
    """Connections that notice when the server was started anew, and do not wait for ever for one that is gone."""
    try:
        return sqlalchemy.create_engine(
            url,
            pool_size=_CONNECTIONS,
            max_overflow=0,
            pool_timeout=_WAIT_SECONDS,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 5},
        )
    except ModuleNotFoundError as error:
        raise InputError(
            "PostgreSQL needs the package psycopg. Install it with: pip install 'psycopg[binary]'"
        ) from error
