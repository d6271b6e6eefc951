"""Copies to begin a repair with, beside the files themselves: of each journal, and of who is here.

They appear whole, and only once they have proved sound: the copy is checked, not the original, so a backup is never written over by damage.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import msgspec

from bivouac import machine
from bivouac.decoding import from_msgpack
from bivouac.errors import DamagedError
from bivouac.sync.store.check import Cancelled, CheckCancelled, journal_health
from bivouac.sync.store.database import Connection, connect, put_into_one_file, store_errors
from bivouac.sync.store.files import LIBRARY, journal_backup, journal_file
from bivouac.sync.store.journal_schema import STEPS as JOURNAL_STEPS
from bivouac.sync.store.library_schema import SEALED
from bivouac.sync.store.library_schema import STEPS as LIBRARY_STEPS

PEOPLE_TABLES = ("settings", "campuses", "learners", "locks", "downloads")
"""What cannot be made anew from the courses, parents before their children."""

_PAGES = 1000
"""Pages that are copied in one step, between looks whether it is still wanted."""

_CRC_BYTES = 4

Rows = dict[str, list[list[object]]]


def backup_journal(folder: Path, learner: str, cancelled: Cancelled = lambda: False) -> None:
    """Write the backup of a learner's journal anew, unless it has changed nothing since.

    Raises:
        DamagedError: the journal is damaged; the backup is as it was.
        SpaceError: there is no room for it; the backup is as it was.
        CheckCancelled: nobody wants it any more.
    """
    source, target = journal_file(folder, learner), journal_backup(folder, learner)
    if not source.exists() or not is_due(target, changed_at(source)):
        return
    machine.require_space(folder, 2 * source.stat().st_size)
    _remove_leftovers(target)
    part = target.with_name(f".part-{target.name}")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _copy(source, part, cancelled)
        _require_sound(part, source, cancelled)
        with part.open("rb+") as file:
            machine.sync_file(file)
        machine.replace(part, target)
    finally:
        _remove_leftovers(target)


def backup_people(folder: Path) -> None:
    """Write down the small tables of `library.sqlite`, as they are now. Raises DamagedError when they are not sound, SpaceError."""
    db = connect(folder / LIBRARY, "library", LIBRARY_STEPS)
    try:
        rows = sealed_rows(db)
    finally:
        db.close()
    content = msgspec.msgpack.encode(rows)
    target = _people_file(folder)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    machine.write_whole(target, crc32(content).to_bytes(_CRC_BYTES, "big") + content)


def backed_up_people(folder: Path) -> Rows:
    """What `backup_people` wrote last; nothing where that is not there or damaged itself."""
    try:
        data = _people_file(folder).read_bytes()
        if crc32(data[_CRC_BYTES:]) == int.from_bytes(data[:_CRC_BYTES], "big"):
            return from_msgpack(data[_CRC_BYTES:], Rows)
    except (FileNotFoundError, msgspec.DecodeError):
        pass
    return {}


def sealed_rows(db: Connection, tables: Sequence[str] = PEOPLE_TABLES) -> Rows:
    """All rows of the small tables, with their seals. Raises DamagedError when one is not what was written."""
    from bivouac.sync.store.seals import seal

    found: Rows = {}
    for table in tables:
        rows = db.execute(f"SELECT {SEALED[table]}, crc FROM {table}").fetchall()  # noqa: S608 (our own names)
        if any(seal(table, *row[:-1]) != row[-1] for row in rows):
            raise db.damaged()
        found[table] = [list(row) for row in rows]
    return found


def changed_at(database: Path) -> float:
    """When a database was last written to, by the disk's clock (seconds since 1970)."""
    log = database.with_name(f"{database.name}-wal")
    return max(path.stat().st_mtime for path in (database, log) if path.exists())


def is_due(backup: Path, changed: float, every: float = 0.0) -> bool:
    """Whether a backup is older than what changed and than `every` seconds. A clock that went back makes it due."""
    if not backup.exists():
        return True
    made = backup.stat().st_mtime
    return changed > made and not 0 <= time.time() - made < every


def _copy(source: Path, part: Path, cancelled: Cancelled) -> None:
    """The journal as it stands at one moment, in one file without a log."""

    def step(status: int, remaining: int, total: int) -> None:
        if cancelled():
            raise CheckCancelled

    with store_errors(source), machine.space_errors():
        here, there = sqlite3.connect(source, timeout=10), sqlite3.connect(part)
        try:
            here.backup(there, pages=_PAGES, progress=step)
        finally:
            there.close()
            here.close()


def _require_sound(part: Path, source: Path, cancelled: Cancelled) -> None:
    """Check the copy. What is wrong with it is wrong with what it is a copy of."""
    try:
        db = connect(part, "journal", JOURNAL_STEPS)
        try:
            sound = journal_health(db, cancelled).sound
        finally:
            db.close()
        put_into_one_file(part)
    except DamagedError:
        sound = False
    if not sound:
        raise DamagedError(source)


def _remove_leftovers(target: Path) -> None:
    """What an attempt that was cut short has left: nobody else has that name."""
    for ending in ("", "-wal", "-shm", "-journal"):
        target.with_name(f".part-{target.name}{ending}").unlink(missing_ok=True)


def _people_file(folder: Path) -> Path:
    return folder / "backup" / "library.people"
