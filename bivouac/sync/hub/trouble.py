"""What goes wrong with the hub's database, as sentences that whoever looks after the hub can act on."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import sqlalchemy

from bivouac.errors import SpaceError, StoreError


@contextlib.contextmanager
def trouble() -> Iterator[None]:
    """The one boundary where a database's troubles become ours; its other errors are bugs."""
    try:
        yield
    except sqlite3.Error as error:
        if known := _of_sqlite(error):
            raise known from error
        raise
    except sqlalchemy.exc.DBAPIError as error:
        if known := _of_sqlite(error.orig):
            raise known from error
        if getattr(error.orig, "sqlstate", "") == "53100":
            raise disk_full() from error
        if _is_away(error):
            raise StoreError(
                "The hub's database is away just now. What was received is kept; laptops send the rest later."
            ) from error
        raise
    except sqlalchemy.exc.TimeoutError as error:
        raise StoreError(
            "The hub's database is away just now. What was received is kept; laptops send the rest later."
        ) from error


def _of_sqlite(error: BaseException | None) -> StoreError | SpaceError | None:
    """What SQLite's result code means to whoever looks after the hub; None for one that is a bug."""
    name = getattr(error, "sqlite_errorname", "") or ""
    kind = name.removeprefix("SQLITE_").split("_")[0]
    if kind == "FULL" or name == "SQLITE_IOERR_SHMSIZE":  # the log's index has no room to begin in
        return disk_full()
    if kind in ("CORRUPT", "NOTADB") or "decode to UTF-8" in str(error):  # a letter that nobody wrote
        return StoreError(
            "The hub's database is damaged. Stop the hub and mend it with: bivouac hub check --repair. Laptops keep what they did and send it again."
        )
    if kind in ("IOERR", "CANTOPEN", "READONLY", "PERM", "AUTH"):
        return StoreError(
            "The hub's disk does not take or give what it should. Look whether it is there and may be written; laptops keep what they did and send it later."
        )
    if kind in ("BUSY", "LOCKED", "PROTOCOL"):
        return StoreError(
            "The hub's database is held by another program just now. What was received is kept; laptops send the rest later."
        )
    return None


def disk_full() -> SpaceError:
    """The hub's disk takes no more."""
    return SpaceError(
        "The hub's disk is full. Make room on it; what was received is kept, and laptops send the rest later."
    )


def _is_away(error: sqlalchemy.exc.DBAPIError) -> bool:
    """Whether PostgreSQL cannot be reached, is going down or starting, or takes no writing (SQLSTATE classes 08, 57, 53 and 25006)."""
    state = getattr(error.orig, "sqlstate", None) or ""
    unreachable = isinstance(error, sqlalchemy.exc.OperationalError) and type(error.orig).__module__.startswith(
        "psycopg"
    )
    return (
        error.connection_invalidated
        or state[:2] in ("08", "57", "53")
        or state == "25006"
        or (unreachable and not state)
    )
