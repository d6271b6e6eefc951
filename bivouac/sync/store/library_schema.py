"""Migrations of `library.sqlite`: what this machine holds for all its learners. Never edit a step that was released."""

from __future__ import annotations

import sqlite3

from bivouac.sync.store.seals import seal_by_triggers

PASSAGES_INDEX = """CREATE VIRTUAL TABLE passages_index USING fts5(
            title, text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')"""


def m001_start(db: sqlite3.Connection) -> None:
    """Settings, campuses and learners known here, courses on this disk and on offer, downloads, passages to search."""
    for statement in (
        "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE campuses (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, urls TEXT NOT NULL, certificate TEXT NOT NULL DEFAULT '',
            catalogue BLOB)""",
        """CREATE TABLE learners (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, campus TEXT REFERENCES campuses(id), role TEXT NOT NULL DEFAULT 'learner',
            token TEXT NOT NULL DEFAULT '', added INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0)""",
        """CREATE TABLE courses (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL, summary TEXT NOT NULL DEFAULT '',
            version TEXT NOT NULL, manifest TEXT NOT NULL, manifest_size INTEGER NOT NULL, description TEXT NOT NULL,
            cover TEXT, activities INTEGER NOT NULL, size INTEGER NOT NULL, rendition TEXT NOT NULL DEFAULT '',
            added INTEGER NOT NULL)""",
        """CREATE TABLE downloads (
            course TEXT PRIMARY KEY, campus TEXT NOT NULL, title TEXT NOT NULL, rendition TEXT NOT NULL, manifest TEXT NOT NULL,
            manifest_size INTEGER NOT NULL, state TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
            problem TEXT NOT NULL DEFAULT '', added INTEGER NOT NULL)""",
        """CREATE TABLE passages (
            id INTEGER PRIMARY KEY, course TEXT NOT NULL, lesson TEXT NOT NULL, activity TEXT NOT NULL, kind TEXT NOT NULL,
            place TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL)""",
        "CREATE INDEX passages_by_course ON passages(course)",
        PASSAGES_INDEX,
    ):
        db.execute(statement)


def m002_tokens_belong_to_devices(db: sqlite3.Connection) -> None:
    """A token speaks for a person on one device; this machine's identity may change. Empty: the first that the machine had."""
    db.execute("ALTER TABLE learners ADD COLUMN device TEXT NOT NULL DEFAULT ''")


def m003_what_campuses_say_of_themselves(db: sqlite3.Connection) -> None:
    """Keys of a campus and of the hubs above it, and to whom it seals what travels by stick."""
    db.execute("ALTER TABLE campuses ADD COLUMN info BLOB")


def m004_seals(db: sqlite3.Connection) -> None:
    """A check value in every row (seals.py)."""
    for table, columns in SEALED.items():
        if table not in ("passages", "locks", "weeks", "speeds"):
            seal_by_triggers(db, table, columns)
    db.execute(
        "ALTER TABLE passages ADD COLUMN crc INTEGER NOT NULL DEFAULT 0"
    )  # many at a time: whoever writes them seals them
    db.execute(f"UPDATE passages SET crc = seal('passages', {SEALED['passages']})")  # noqa: S608 (our own names)


def m005_locks(db: sqlite3.Connection) -> None:
    """The hash of the password of who has one (protocol/passwords.py), to open a profile where no hub is near."""
    db.execute("CREATE TABLE locks (learner TEXT PRIMARY KEY REFERENCES learners(id), hashed TEXT NOT NULL)")
    seal_by_triggers(db, "locks", SEALED["locks"])


def m006_traffic(db: sqlite3.Connection) -> None:
    """What the network brought in each week, and how fast the line to each campus is."""
    db.execute("CREATE TABLE weeks (week TEXT PRIMARY KEY, paid INTEGER NOT NULL)")
    db.execute("CREATE TABLE speeds (campus TEXT PRIMARY KEY, speed INTEGER NOT NULL)")
    for table in ("weeks", "speeds"):
        seal_by_triggers(db, table, SEALED[table])


SEALED = {
    "settings": "key, value",
    "campuses": "id, name, urls, certificate, catalogue, info",
    "learners": "id, name, campus, role, token, added, used, device",
    "locks": "learner, hashed",
    "courses": "id, title, language, summary, version, manifest, manifest_size, description, cover, activities, size, rendition, added",
    "downloads": "course, campus, title, rendition, manifest, manifest_size, state, done, total, problem, added",
    "weeks": "week, paid",
    "speeds": "campus, speed",
    "passages": "course, lesson, activity, kind, place, title, text",
}
"""The tables whose rows have a seal, with the columns that it covers, the key first, as they are today."""

STEPS = [
    m001_start,
    m002_tokens_belong_to_devices,
    m003_what_campuses_say_of_themselves,
    m004_seals,
    m005_locks,
    m006_traffic,
]
