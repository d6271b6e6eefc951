"""Migrations of a learner's journal file. Never edit a step that was released."""

from __future__ import annotations

import sqlite3


def m001_start(db: sqlite3.Connection) -> None:
    """Records, what the school has of each feed, and the folds kept beside them."""
    for statement in (
        """CREATE TABLE records (
            stream TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, kind TEXT NOT NULL,
            course TEXT NOT NULL, activity TEXT NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (stream, device, seq)) WITHOUT ROWID""",
        """CREATE TABLE feeds (
            stream TEXT NOT NULL, device TEXT NOT NULL, held INTEGER NOT NULL DEFAULT 0, received INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (stream, device)) WITHOUT ROWID""",
        "CREATE TABLE facts (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE states (
            course TEXT NOT NULL, activity TEXT NOT NULL, touched INTEGER NOT NULL, completed INTEGER NOT NULL, state BLOB NOT NULL,
            PRIMARY KEY (course, activity)) WITHOUT ROWID""",
        """CREATE TABLE notes (
            id INTEGER PRIMARY KEY, note TEXT NOT NULL, course TEXT NOT NULL, activity TEXT NOT NULL, written INTEGER NOT NULL,
            place INTEGER NOT NULL, quote TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (course, activity, note))""",
        """CREATE VIRTUAL TABLE notes_index USING fts5(text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')""",
    ):
        db.execute(statement)


def m002_order_and_time_apart(db: sqlite3.Connection) -> None:
    """A record's order and what the computer's clock said are two things. The folds are made anew when the journal is next opened."""
    for statement in (
        "ALTER TABLE records ADD COLUMN wall INTEGER NOT NULL DEFAULT 0",
        "UPDATE records SET wall = hlc >> 16",
        "ALTER TABLE notes ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(statement)


def m003_seals(db: sqlite3.Connection) -> None:
    """A check value in every row (seals.py); acts that stand behind a gap, and under which ids this machine wrote here (kept.py)."""
    for table, columns in SEALED.items():
        db.execute(f"ALTER TABLE {table} ADD COLUMN crc INTEGER NOT NULL DEFAULT 0")
        db.execute(f"UPDATE {table} SET crc = seal('{table}', {columns})")  # noqa: S608 (our own names)
    db.execute(
        """CREATE TABLE kept (
            stream TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, kind TEXT NOT NULL,
            course TEXT NOT NULL, activity TEXT NOT NULL, body BLOB NOT NULL, wall INTEGER NOT NULL, crc INTEGER NOT NULL,
            PRIMARY KEY (stream, device, seq)) WITHOUT ROWID"""
    )
    db.execute("CREATE TABLE authors (device TEXT PRIMARY KEY, crc INTEGER NOT NULL) WITHOUT ROWID")


SEALED = {
    "records": "stream, device, seq, hlc, kind, course, activity, body, wall",
    "feeds": "stream, device, held, received",
    "facts": "key, value",
    "states": "course, activity, touched, completed, state",
    "notes": "note, course, activity, written, place, quote, text, stamp",
}
"""The tables whose rows have a seal, with the columns that it covers, as they are since the third step."""

STEPS = [m001_start, m002_order_and_time_apart, m003_seals]
