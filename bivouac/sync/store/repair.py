"""A damaged file of the library is mended: what can still be read, what the backup has, and the rest from the campus.

Nothing is deleted. A journal gets a new file beside the damaged one (files.py), so that whoever has that open goes on harmlessly, and a power cut
at any moment leaves either the old one or a whole new one. The machine takes a new identity first: what the campus has beyond what was
found was written under numbers that new acts must not take.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bivouac import machine
from bivouac.errors import DamagedError
from bivouac.language import tr
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.feeds import base_of, mark_of, split_feed
from bivouac.sync.journal.record import Record
from bivouac.sync.store.backup import PEOPLE_TABLES, Rows, backed_up_people
from bivouac.sync.store.check import sealed_records
from bivouac.sync.store.database import Connection, connect, put_into_one_file, transaction
from bivouac.sync.store.device import Device, open_device, renew
from bivouac.sync.store.files import (
    LIBRARY,
    REPAIRED,
    finish_library_repair,
    journal_backup,
    journal_file,
    learners_with_journals,
    next_journal_file,
)
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.journal_schema import SEALED as JOURNAL
from bivouac.sync.store.journal_schema import STEPS as JOURNAL_STEPS
from bivouac.sync.store.library_schema import SEALED as LIBRARY_TABLES
from bivouac.sync.store.library_schema import STEPS as LIBRARY_STEPS
from bivouac.sync.store.salvage import Key, Salvage, salvage
from bivouac.sync.store.seals import seal

log = logging.getLogger(__name__)

Feed = tuple[str, str]
"""A stream and a feed in it."""


@dataclass(frozen=True)
class JournalRepair:
    """What became of a damaged journal.

    Attributes:
        records: acts that are here now, those behind a gap included.
        missing: acts that were here and are not now, as far as their numbers tell.
        kept: of the records, how many stand behind a gap.
        alone: whether the learner has no campus that could send what is missing.
    """

    learner: str
    records: int
    missing: int
    kept: int
    alone: bool

    def sentence(self) -> str:
        """What the learner has to know."""
        if not self.missing:
            return tr(
                "A file with your work was damaged, perhaps by a power cut. All of it could be read and is here; nothing was deleted."
            )
        if self.alone:
            return tr(
                "A file with your work was damaged, perhaps by a power cut. {n} act of yours is here again; what could not be read is kept for staff to look at, nothing was deleted.|A file with your work was damaged, perhaps by a power cut. {n} acts of yours are here again; what could not be read is kept for staff to look at, nothing was deleted.",
                n=self.records,
            )
        return tr(
            "A file with your work was damaged, perhaps by a power cut. {n} act of yours is here again, and what is missing comes from the campus as far as it has it; nothing was deleted.|A file with your work was damaged, perhaps by a power cut. {n} acts of yours are here again, and what is missing comes from the campus as far as it has it; nothing was deleted.",
            n=self.records,
        )


@dataclass(frozen=True)
class LibraryRepair:
    """What became of a damaged `library.sqlite`: people who are here again, and those of them whose names are lost."""

    people: int
    nameless: int

    def sentence(self) -> str:
        """What whoever is at the machine has to know."""
        if self.nameless:
            return tr(
                "Bivouac's list of people was damaged, perhaps by a power cut. Everybody's work is here, but some names are lost: join your campus again with a code for your own account, and nothing was deleted."
            )
        return tr(
            "Bivouac's list of courses was damaged, perhaps by a power cut. It was made anew from the courses on this computer; nothing was deleted."
        )


def repair_journal(folder: Path, learner: str, *, alone: bool = False) -> JournalRepair | None:
    """Mend a learner's journal; None where only what follows from the records was damaged and was made anew.

    Args:
        folder: of the library. Its own connection to the journal is closed by then.
        alone: the learner has no campus: nobody else can have any act of theirs.

    Raises:
        SpaceError: there is no room; everything is as it was.
    """
    path = journal_file(folder, learner)
    if _fold_anew(path, learner, open_device(folder)):
        log.warning("%s: states or notes were damaged and were made anew from the records", path.name)
        return None
    machine.require_space(folder, 2 * path.stat().st_size if path.exists() else 0)
    device = renew(folder, open_device(folder).id)
    found = salvage(path)
    log.warning("%s is damaged: %d records can be read of it", path.name, len(found.records))
    authors = _authors(path) | _authors(journal_backup(folder, learner))
    _add_backup(found, journal_backup(folder, learner))
    records = _told_apart(found.records, device)
    whole, behind = _split_at_gaps(records)
    repaired = next_journal_file(folder, learner)
    part = repaired.with_name(f".part-{repaired.name}")
    _remove(part)
    try:
        journal = Journal(part, learner, device.id, device.former)
        try:
            received = {feed: received for feed, (_, received) in found.feeds.items()}
            journal.restore(whole, behind, received, authors)
            if alone:
                journal.adopt()
        finally:
            journal.close()
        put_into_one_file(part)
        machine.replace(part, repaired)
    finally:
        _remove(part)
    missing = _missing(found, records)
    log.warning(
        "%s takes its place: %d records, %d of them behind a gap, %d missing",
        repaired.name,
        len(records),
        len(behind),
        missing,
    )
    return JournalRepair(learner, len(records), missing, len(behind), alone)


def repair_library(folder: Path) -> LibraryRepair:
    """Mend `library.sqlite`. Only while nobody has it open. The shelf and the search index are made anew by `Shelf.mend`.

    Raises:
        SpaceError: there is no room; everything is as it was.
    """
    rows = _rows_of_both(folder)
    part = folder / f".part-{REPAIRED}"
    _remove(part)
    try:
        db = connect(part, "library", LIBRARY_STEPS)
        try:
            with transaction(db):
                _write_people(db, rows)
                nameless = _add_nameless(db, folder)
            people = db.execute("SELECT count(*) FROM learners").fetchone()[0]
        finally:
            db.close()
        put_into_one_file(part)
        machine.replace(part, folder / REPAIRED)
    finally:
        _remove(part)
    finish_library_repair(folder)
    log.warning("%s was damaged and was made anew: %d people, %d without their names", LIBRARY, people, nameless)
    return LibraryRepair(people, nameless)


# --- journals ------------------------------------------------------------------------------------------------------------


def _fold_anew(path: Path, learner: str, device: Device) -> bool:
    """Make states and notes anew where nothing else is damaged; whether that was all."""
    try:
        journal = Journal(path, learner, device.id, device.former)
    except DamagedError:
        return False
    try:
        health = journal.health()
        if health.lost:
            log.warning("%s: %s", path.name, health.lost)
            return False
        journal.rebuild()
        return journal.health().sound
    except DamagedError:
        return False
    finally:
        journal.close()


def _add_backup(found: Salvage, path: Path) -> None:
    """What the backup has and the damaged file has not."""
    if not path.exists():
        return
    with contextlib.suppress(DamagedError):
        db = connect(path, "journal", JOURNAL_STEPS)
        try:
            records = []
            for table in ("records", "kept"):
                rows = db.execute(f"SELECT {JOURNAL['records']}, crc FROM {table}").fetchall()  # noqa: S608 (our own names)
                records += sealed_records(rows, db)
            feeds = db.execute("SELECT stream, device, held, received FROM feeds").fetchall()
        finally:
            db.close()
        for record in records:
            found.records.setdefault((record.stream, record.device, record.seq), record)
        for stream, feed, held, received in feeds:
            before = found.feeds.get((stream, feed), (0, 0))
            found.feeds[stream, feed] = (max(held, before[0]), max(received, before[1]))


def _authors(path: Path) -> set[str]:
    """Ids under which this machine wrote in a journal, if that can be read."""
    found = set[str]()
    if path.exists():
        with contextlib.suppress(DamagedError):
            db = connect(path, "journal", JOURNAL_STEPS)
            try:
                found = {
                    one for one, crc in db.execute("SELECT device, crc FROM authors") if seal("authors", one) == crc
                }
            finally:
                db.close()
    return found


def _told_apart(records: Mapping[Key, Record], device: Device) -> dict[Key, Record]:
    """The records without those that were deleted because they stand under another name: in a branch, or written again (kept.py)."""
    ages = {one: age for age, one in enumerate((device.id, *device.former))}
    best: dict[tuple[str, bytes], Record] = {}

    def rank(record: Record) -> tuple[int, int]:
        return -record.device.count("~"), ages.get(split_feed(record.device).device, len(ages))

    for record in records.values():
        key = (record.stream, mark_of(record) + record.hlc.to_bytes(8, "big"))
        if key not in best or rank(record) < rank(best[key]):
            best[key] = record
    return {(record.stream, record.device, record.seq): record for record in best.values()}


def _split_at_gaps(records: Mapping[Key, Record]) -> tuple[list[Record], list[Record]]:
    """Each feed's records up to its first gap, and those behind one."""
    whole, behind = list[Record](), list[Record]()
    last: dict[Feed, int] = {}
    for key in sorted(records):
        record, feed = records[key], key[:2]
        if record.seq == last.setdefault(feed, base_of(record.device)) + 1:
            last[feed] = record.seq
            whole.append(record)
        else:
            behind.append(record)
    return whole, behind


def _missing(found: Salvage, records: Mapping[Key, Record]) -> int:
    """Numbers that no record has, up to the last that is known of each feed."""
    last = {feed: held for feed, (held, _) in found.feeds.items()}
    count: dict[Feed, int] = {}
    for stream, feed, seq in records:
        last[stream, feed] = max(last.get((stream, feed), 0), seq)
        count[stream, feed] = count.get((stream, feed), 0) + 1
    return sum(max(0, held - base_of(feed) - count.get((stream, feed), 0)) for (stream, feed), held in last.items())


# --- library.sqlite ------------------------------------------------------------------------------------------------------


def _rows_of_both(folder: Path) -> Rows:
    """Rows of the small tables: those of the damaged file that are what was written, and what only the backup has."""
    rows = {table: {row[0]: row for row in backed_up_people(folder).get(table, [])} for table in PEOPLE_TABLES}
    for table in PEOPLE_TABLES:
        rows[table] |= _readable_rows(folder / LIBRARY, table)
    return {table: list(found.values()) for table, found in rows.items()}


def _readable_rows(path: Path, table: str) -> dict[object, list[object]]:
    """As SQLite reads them, table by table: what is wrong with one need not keep it from another."""
    found: dict[object, list[object]] = {}
    if not path.exists():
        return found
    db = sqlite3.connect(path)
    try:
        for row in db.execute(f"SELECT {LIBRARY_TABLES[table]}, crc FROM {table}"):  # noqa: S608 (our own names)
            if seal(table, *row[:-1]) == row[-1]:
                found[row[0]] = list(row)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        log.warning("%s: %s cannot be read to its end: %s", path.name, table, error)
    finally:
        db.close()
    return found


def _write_people(db: Connection, rows: Rows) -> None:
    campuses = {row[0] for row in rows.get("campuses", [])}
    for table in PEOPLE_TABLES:
        columns = LIBRARY_TABLES[table]
        marks = ", ".join("?" * len(columns.split(",")))
        for row in rows.get(table, []):
            if table == "learners" and row[2] not in campuses:
                row[2] = None  # they join again
            db.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", row[:-1])  # noqa: S608 (our own names)


def _add_nameless(db: Connection, folder: Path) -> int:
    """Learners of whom only the journal is left: it is not lost for that, and has their name again once they have joined."""
    known = {row[0] for row in db.execute("SELECT id FROM learners")}
    lost = [learner for learner in learners_with_journals(folder) if learner not in known]
    for number, learner in enumerate(lost, start=1):
        db.execute(
            "INSERT INTO learners (id, name, added) VALUES (?, ?, ?)",
            (learner, tr("Learner {number}", number=number), wall_milliseconds()),
        )
    return len(lost)


def _remove(part: Path) -> None:
    """What an attempt that was cut short has left: nobody else has that name."""
    for ending in ("", "-wal", "-shm"):
        part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)
