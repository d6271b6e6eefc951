"""Is what a hub has what was written there?

Records prove themselves: each page is signed by who wrote it and names the mark of what it continues. What the tables say of people, computers and
classes is compared with the campus's stream, of which it is made. Nothing is written, and the hub may run meanwhile.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import Column, Connection, RowMapping, Table, create_engine, insert, select
from sqlalchemy.pool import StaticPool

from bivouac import machine
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.hub import carrying, directory
from bivouac.sync.hub.doctor import SCARCE
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.sql_journals import segments_of
from bivouac.sync.hub.storage import Head, Segment, Storage
from bivouac.sync.hub.tables import (
    above,
    admissions,
    cohorts,
    devices,
    feeds,
    former_feeds,
    members,
    metadata,
    passwords,
    people,
    segments,
    tokens,
    unproved,
)
from bivouac.sync.journal.feeds import base_of, mark_of, split_stream
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol import courier
from bivouac.sync.protocol.signing import is_page_signed
from bivouac.sync.store.device import damaged_files

UNREADABLE = (
    sqlite3.Error,
    sqlalchemy.exc.SQLAlchemyError,
    BivouacError,
    # What stands where a number, a text or bytes should stand:
    *(TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError),
)
"""What reading from a damaged database may end in."""

_ROWS = 64
_FOUND = 5
"""Findings of SQLite that are told."""

_JSON = ("upstream.json", "recipients.json", "followed.json")
_HASH_BYTES = 32

NOTED: dict[Table, tuple[Column[object], ...]] = {
    people: tuple(people.c),
    devices: (devices.c.id, devices.c.public_key, devices.c.out, devices.c.hlc, devices.c.feed),
    admissions: (admissions.c.person, admissions.c.device),
    passwords: tuple(passwords.c),
    cohorts: tuple(cohorts.c),
    members: tuple(members.c),
}
"""What follows from the streams of campuses, parents before their children."""


def look_at(hub: HubFolder) -> Iterator[str]:
    """What is wrong with a hub's settings, database and room, a sentence each."""
    yield from _wrong_files(hub)
    path = hub.database_file()
    wrong = list(_wrong_structure(path)) if path else []
    yield from wrong
    database = hub.database_as_it_is()
    try:
        if database.is_used():
            yield from _wrong_content(SqlStorage(database, hub.author()), database)
        elif not wrong:
            yield tr("The hub's database is gone.")
    except UNREADABLE:
        if not wrong:
            yield tr("The hub's database cannot be read.")
    finally:
        database.close()
    free = machine.free_space(hub.folder)
    if free < SCARCE:
        yield tr("Only {size} MB are free on its drive. Make room.", size=free // 1_000_000)


# --- files -----------------------------------------------------------------------------------------------------------


def _wrong_files(hub: HubFolder) -> Iterator[str]:
    damaged = [path.name for path in damaged_files(hub.folder)]
    if not _is_pair(hub.certificate_file, hub.key_file):
        damaged += [hub.certificate_file.name, hub.key_file.name]
    for name in _JSON:
        if (hub.folder / name).exists() and not _is_json(hub.folder / name):
            damaged.append(name)
    if (hub.folder / "courier.key").exists():
        try:
            courier.recipient_of(hub.courier_key())
        except (BivouacError, ValueError):
            damaged.append("courier.key")
    for name in damaged:
        yield tr("The file {name} is damaged. Restore it from a copy.", name=name)


def _is_pair(certificate: Path, key: Path) -> bool:
    try:
        public = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
        return bool(load_pem_private_key(key.read_bytes(), None).public_key() == public)
    except (OSError, ValueError):
        return False


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return True


# --- the database ----------------------------------------------------------------------------------------------------


def _wrong_structure(path: Path) -> Iterator[str]:
    """What SQLite itself finds."""
    if not path.exists():
        yield tr("The hub's database is gone.")
        return
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=20)
    except sqlite3.Error as error:
        yield from _damaged(_reason(error), [str(error)])
        return
    reason = ""
    try:
        found = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check({_FOUND})")]
        found = [] if found == ["ok"] else found
        found += [f"{row[0]}: {row[2]}" for row in db.execute("PRAGMA foreign_key_check").fetchmany(_FOUND)]
        if not found and not _is_formed(db):
            reason = tr("its tables are not those of a hub")
    except (sqlite3.Error, UnicodeDecodeError) as error:
        reason, found = _reason(error), [str(error)]
    finally:
        db.close()
    yield from _damaged(reason, found)


def _damaged(reason: str, found: list[str]) -> Iterator[str]:
    """A sentence, where something was found; what SQLite says of it stands below as it is, where there are no words of ours for it."""
    if reason:
        yield tr("The hub's database is damaged: {what}.", what=reason)
    elif found:
        yield tr(
            "The hub's database is damaged. Stop the hub and mend it with: bivouac hub check --repair. What SQLite found:"
        )
        yield from (f"    {' '.join(what.split())}" for what in found)


def _reason(error: Exception) -> str:
    """What SQLite says of a damaged file, as people say it; empty where there are no words for it."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_CORRUPT"):
        return tr("parts of the file are not what was written there")
    if name.startswith("SQLITE_NOTADB"):
        return tr("the file is no database any more")
    return ""


def _is_formed(db: sqlite3.Connection) -> bool:
    """A changed letter in the description of a table changes what is read of it."""
    wanted = "SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'"
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        metadata.create_all(engine)
        with engine.connect() as empty:
            right = {tuple(row) for row in empty.exec_driver_sql(wanted)}
    finally:
        engine.dispose()
    here = set(db.execute(wanted).fetchall())
    named = {name for _, name, _ in here}
    lately = {unproved.name, former_feeds.name} - named  # of an older Bivouac: they are made when a hub opens it
    return {one for one in right if one[1] not in lately} <= here


def _wrong_content(storage: Storage, database: Database) -> Iterator[str]:
    sound = True
    for stream, feed in _all_feeds(database):
        with database.read() as connection:
            fault = fault_in(storage, connection, stream, feed)
        if fault is not None:
            sound = sound and not stream.startswith("campus:")
            yield _of_feed(storage, stream, feed, fault)
    with database.read() as connection:
        if sound and (wrong := _wrongly_noted(connection, storage)):
            names = ", ".join(wrong[:_FOUND])
            yield tr(
                "{n} entry about people, computers or classes is not what was noted: {names}.|{n} entries about people, computers or classes are not what was noted: {names}.",
                n=len(wrong),
                names=names,
            )
        if any(len(row[0]) != _HASH_BYTES for row in connection.execute(select(tokens.c.token_hash))):
            yield tr("The proof by which some computers are known is damaged.")


def _all_feeds(database: Database) -> list[tuple[str, str]]:
    with database.read() as connection:
        found = {(row[0], row[1]) for row in connection.execute(select(feeds.c.stream, feeds.c.feed))}
        found |= {(row[0], row[1]) for row in connection.execute(select(segments.c.stream, segments.c.feed).distinct())}
    return sorted(found, key=lambda one: (not one[0].startswith("campus:"), *one))


def fault_in(storage: Storage, connection: Connection, stream: str, feed: str) -> int | None:
    """The number of the first record of a feed that is missing, damaged or not proved, in the view that a connection has; None where all is well."""
    held = 0
    try:
        held = base_of(feed)
        row = connection.execute(
            select(feeds.c.last_seq, feeds.c.mark).where(feeds.c.stream == stream, feeds.c.feed == feed)
        ).first()
        end = Head(row[0], row[1]) if row else Head(held, b"")
        mark = b""
        while some := segments_of(connection, stream, feed, held, _ROWS):
            for segment in some:
                records = continuing(storage, stream, feed, segment, held, mark)
                if records is None:
                    return held + 1
                held, mark = records[-1].seq, mark_of(records[-1])
    except UNREADABLE:
        return held + 1
    return None if Head(held, mark) == end else min(held, end.last) + 1


def continuing(
    storage: Storage, stream: str, feed: str, segment: Segment, held: int, mark: bytes
) -> list[Record] | None:
    """The records of a segment that continues a feed, which ends at number `held` with a mark; None for one that does not, or is forged.

    Where the key of who wrote it is not known, nobody can say that. Raises RecordError for a damaged page.
    """
    _, page = carrying.read(stream, carrying.carried_of(feed, segment))
    if segment.first > held + 1:
        return None
    before = page.before if segment.first == held + 1 else mark_of(page.records[held - segment.first])
    if held > base_of(feed) and before != mark:
        return None
    key = carrying.writers_key(storage, stream, feed)
    return None if key is not None and not is_page_signed(segment.payload, key) else page.records


def _of_feed(storage: Storage, stream: str, feed: str, seq: int) -> str:
    try:
        kind, owner = split_stream(stream)
        if kind == "campus":
            return tr(
                "What was noted about the campus is damaged from number {number} on ({feed}).", number=seq, feed=feed
            )
        if kind == "cohort":
            name = next((one.name for one in storage.cohorts() if one.id == owner), owner)
            return tr(
                "What the class “{name}” shares is damaged from number {number} on ({feed}).",
                name=name,
                number=seq,
                feed=feed,
            )
        account = storage.find_account(owner)
        name = account.name if account else owner
    except UNREADABLE:
        name = stream
    return tr("The acts of “{name}” are damaged from number {number} on ({feed}).", name=name, number=seq, feed=feed)


# --- people ----------------------------------------------------------------------------------------------------------


def _wrongly_noted(connection: Connection, storage: Storage) -> list[str]:
    """Names of what the tables say otherwise than the streams of campuses."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        metadata.create_all(engine)
        with engine.begin() as fresh:
            if keys := [dict(row) for row in connection.execute(select(above)).mappings()]:
                fresh.execute(insert(above), keys)
            for campus in _campuses(connection, storage.author.hub):
                directory.apply(fresh, storage.author, campus, _noted_of(connection, campus), 0)
            wrong = set[str]()
            for table, columns in NOTED.items():
                here = {_as_keyed_now(row) for row in connection.execute(select(*columns)).mappings()}
                due = {_as_keyed_now(row) for row in fresh.execute(select(*columns)).mappings()}
                wrong |= {f"{table.name} {row[0]}" for row in here ^ due}
            return sorted(wrong)
    finally:
        engine.dispose()


def _as_keyed_now(row: RowMapping) -> tuple[object, ...]:
    """A row whose key of a name, of an earlier Bivouac perhaps, is as this one would make it."""
    return tuple(directory.name_key(str(value)) if name == "name_key" else value for name, value in row.items())


def _campuses(connection: Connection, first: str) -> list[str]:
    streams = connection.execute(select(feeds.c.stream).where(feeds.c.stream.like("campus:%")).distinct()).scalars()
    return sorted((split_stream(stream)[1] for stream in streams), key=lambda campus: (campus != first, campus))


def _noted_of(connection: Connection, campus: str) -> list[Record]:
    from bivouac.sync.hub.tails import records_of

    stream = f"campus:{campus}"
    names = connection.execute(select(feeds.c.feed).where(feeds.c.stream == stream)).scalars().all()
    found = {
        (feed, record.seq): record
        for feed in names
        for segment in segments_of(connection, stream, feed, 0, 1 << 30)
        for record in records_of(feed, segment)
    }
    return directory.in_order(found.values())
