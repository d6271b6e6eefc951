"""Check values for rows: SQLite has none, and a bit that the disk turned over would be shown, folded, signed and sent.

A row's last column, `crc`, holds the seal of what stands before it. Journals write it themselves (an act has no time to lose); in
`library.sqlite` triggers do. Which rows are read under which seal, `check.py` knows.
"""

from __future__ import annotations

import sqlite3
from zlib import crc32

import msgspec

_encode = msgspec.msgpack.Encoder().encode


def seal(*values: object) -> int:
    """CRC-32 of a row's values; the first names the table, so that no row passes for one of another."""
    return crc32(_encode(values))


def teach_seals(connection: sqlite3.Connection) -> None:
    """Let statements and triggers of a connection say `seal(…)`."""
    connection.create_function("seal", -1, seal, deterministic=True)


def seal_by_triggers(db: sqlite3.Connection, table: str, columns: str) -> None:
    """Give a table of few rows a column `crc` that is always the seal of some of its columns, whoever writes."""
    new = ", ".join(f"NEW.{column.strip()}" for column in columns.split(","))
    key = columns.split(",")[0]
    db.execute(f"ALTER TABLE {table} ADD COLUMN crc INTEGER NOT NULL DEFAULT 0")
    db.execute(f"UPDATE {table} SET crc = seal('{table}', {columns})")  # noqa: S608 (our own names)
    for event in ("INSERT", f"UPDATE OF {columns}"):
        db.execute(  # our own names
            f"CREATE TRIGGER {table}_sealed_after_{event[:6].lower()} AFTER {event} ON {table} BEGIN"  # noqa: S608
            f" UPDATE {table} SET crc = seal('{table}', {new}) WHERE {key} = NEW.{key}; END"
        )
