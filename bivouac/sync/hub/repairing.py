"""A hub's damaged database is mended: what can be read of it and proves itself, what the newest backup has, and the rest from the laptops.

Nothing is deleted. A new database is made beside the damaged one (`folder.finish_repair`), so that a power cut at any moment leaves either the old one or
a whole new one. Each page is taken in as if a hub below had carried it: signed, without gaps, each record once. The hub takes a new name where it writes
first: what it noted and is lost stands under numbers that new notes must not take.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.exc import IntegrityError

from bivouac import machine
from bivouac.errors import BivouacError, InputError
from bivouac.language import tr
from bivouac.sync.hub import carrying, former
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import REPAIRED, HubFolder, finish_repair
from bivouac.sync.hub.salvaging import Candidate, Row, Salvage, salvage
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.tables import (
    admissions,
    cohorts,
    devices,
    feeds,
    former_feeds,
    forwards,
    invites,
    members,
    metadata,
    passwords,
    people,
    sent_up,
    set_asides,
    tokens,
)
from bivouac.sync.journal import acts
from bivouac.sync.journal.acts import Act, body_of, kind_of
from bivouac.sync.journal.clock import COUNTER_BITS, wall_milliseconds
from bivouac.sync.journal.feeds import base_of, hub_writer, split_feed, split_stream
from bivouac.sync.journal.record import Record
from bivouac.sync.store.database import put_into_one_file
from bivouac.sync.store.device import open_device, renew

Feed = tuple[str, str]

_AT_ONCE = 200
"""Notes in one page."""

_FAR = 100_000
"""So many numbers beyond the last page that was found, what a row says of a feed's end is damaged itself."""


@dataclass(frozen=True)
class Repair:
    """What became of a damaged database.

    Attributes:
        records: acts and notes that are here now; missing: those that were here and are not, by the numbers that are known.
        nameless: people whose names are lost; again: names of those who have to join again on a computer.
        codes: whether people, computers or open codes may be lost without a trace. backup: the copy from which something may have been taken.
    """

    records: int
    missing: int
    nameless: int
    again: tuple[str, ...]
    codes: bool
    backup: Path | None

    def sentences(self) -> Iterator[str]:
        """What whoever looks after the hub has to know."""
        yield tr("{n} record came back.|{n} records came back.", n=self.records)
        if self.backup:
            yield tr("What could not be read was looked for in the copy in {path}.", path=str(self.backup))
        if self.missing:
            yield tr(
                "{n} record is missing; it comes again from the laptop that wrote it.|{n} records are missing; they come again from the laptops that wrote them.",
                n=self.missing,
            )
        if self.nameless:
            yield tr(
                "The name of {n} person is lost. See who with: bivouac hub learners|The names of {n} people are lost. See who with: bivouac hub learners",
                n=self.nameless,
            )
        if self.again:
            yield tr(
                "{n} person has to join again with a personal code (bivouac hub invite --learner): {names}.|{n} people have to join again with a personal code (bivouac hub invite --learner): {names}.",
                n=len(self.again),
                names=", ".join(self.again),
            )
        if self.codes:
            yield tr(
                "Not everything about people and codes could be read. Who cannot get in joins again with a new code: bivouac hub invite"
            )


def repair(hub: HubFolder, backup: Path | None = None, *, anew: bool = False) -> Repair:
    """Mend a hub's database. Only while nobody has it open.

    Args:
        backup: a copy of the hub; None for the newest that `bivouac hub backup` made.
        anew: where the database is gone and no copy is left, begin an empty one.

    Raises:
        InputError: it is in PostgreSQL, or the backup is another hub's, or there is nothing to mend it from.
        SpaceError: there is no room; everything is as it was.
    """
    path = hub.database_file()
    if path is None:
        raise InputError("This hub keeps people and journals in PostgreSQL. Restore that from its own backup.")
    finish_repair(hub.folder)
    backup = backup or hub.newest_backup()
    if backup and HubFolder(backup).settings.id != hub.settings.id:
        raise InputError("The copy in “{path}” is of another hub.", path=str(backup))
    if not backup and not anew and not (path.exists() and path.stat().st_size):
        raise InputError(
            "The hub's database is gone, and no backup of it is known to make it of. Name one with --backup, or begin with an empty one: --anew. Then everybody joins again; courses stay."
        )
    machine.require_space(hub.folder, 3 * path.stat().st_size if path.exists() else 0)
    renew(hub.folder, open_device(hub.folder).id)
    found, codes = Salvage(), True
    for source in (path, backup / path.name if backup else None):
        if source and source.exists():
            salvage(source, found)
            codes = not {"people", "tokens", "invites"} <= found.whole
    part = hub.folder / f".part-{REPAIRED}"
    _remove(part)
    try:
        done = _make(hub, part, found, codes, backup)
        put_into_one_file(part)
        with part.open("rb+") as file:
            machine.sync_file(file)
        machine.replace(part, hub.folder / REPAIRED)
    finally:
        _remove(part)
    finish_repair(hub.folder)
    return done


def _make(hub: HubFolder, part: Path, found: Salvage, codes: bool, backup: Path | None) -> Repair:
    with machine.space_errors():
        database = Database.of_file(part)
        try:
            database.belong_to(hub.settings.id)
            storage = SqlStorage(database, hub.author())
            filling = _Filling(storage, database, found)
            filling.fill()
            return Repair(
                filling.count(), filling.missing(), filling.nameless, tuple(filling.to_join_again()), codes, backup
            )
        finally:
            database.close()


class _Filling:
    """A new database, while what was found is put into it."""

    def __init__(self, storage: SqlStorage, database: Database, found: Salvage) -> None:
        self._storage, self._db, self._found = storage, database, found
        self.nameless = 0

    def fill(self) -> None:
        """Who may sign comes before what they signed."""
        found = self._found
        above: dict[str, dict[str, bytes]] = {}
        for row in found.rows_of(_ABOVE):
            above.setdefault(row["hub"], {})[row["device"]] = row["public_key"]
        self._storage.keep_above(above)
        self._take_campuses()
        self._note_rows()
        self._name_the_nameless()
        self._take_campuses()
        for stream in sorted({stream for stream, _ in found.pages if not stream.startswith("campus:")}):
            self._take(stream)
            if stream.startswith("cohort:"):
                self._say_behind(stream)
        with self._db.write() as connection:
            for row in found.rows_of(former_feeds):  # beyond what was noted with the removal
                if former.is_former(connection, row["cohort"], row["person"]):
                    upto = {row["feed"]: row["last_seq"]}
                    former.leave(connection, row["cohort"], row["person"], upto, again=True)
            for table in (tokens, invites, sent_up, forwards, set_asides):
                self._put(connection, table)

    def count(self) -> int:
        return sum(last - base_of(feed) for last, feed in self._ends())

    def missing(self) -> int:
        """Of what others wrote; what the hub itself noted it has noted again as far as it could be read."""
        missing = 0
        for stream, feed in self._found.pages.keys() | self._found.heads.keys():
            if split_feed(feed).learner == hub_writer(self._storage.author.hub):
                continue
            seen = max((one.last for one in self._found.pages.get((stream, feed), {})), default=0)
            told = self._found.heads.get((stream, feed), 0)
            last = max(seen, told if told <= seen + _FAR else 0)
            missing += max(0, last - self._storage.feeds(stream).get(feed, base_of(feed)))
        return missing

    def to_join_again(self) -> list[str]:
        """Who was let in on a computer of this campus that is not known by its token any more."""
        own = people.c.campus == self._storage.author.hub
        with self._db.read() as connection:
            rows = connection.execute(
                select(people.c.name)
                .join(admissions, admissions.c.person == people.c.id)
                .outerjoin(tokens, (tokens.c.learner == admissions.c.person) & (tokens.c.device == admissions.c.device))
                .where(own, tokens.c.learner.is_(None))
                .distinct()
            )
            return sorted(row[0] for row in rows)

    # --- pages -------------------------------------------------------------------------------------------------------

    def _take_campuses(self) -> None:
        """Hubs below are known by what is noted above them: again, until nothing new comes of it."""
        own = self._storage.author.stream
        streams = sorted({one for one, _ in self._found.pages if one.startswith("campus:")}, key=lambda one: one != own)
        before = -1
        while before < (before := self.count()):
            for stream in streams:
                self._take(stream)
                if stream == own and self._storage.author.feed not in self._storage.feeds(stream):
                    self._say_behind(stream)
                self._refold(stream)

    def _refold(self, stream: str) -> None:
        carrying.refold(self._storage, split_stream(stream)[1], wall_milliseconds())

    def _take(self, stream: str) -> None:
        """What of a stream proves itself, up to each feed's first gap. A feed comes before its branches."""
        names = [feed for one, feed in self._found.pages if one == stream]
        for feed in sorted(names, key=lambda feed: (len(feed), feed)):
            for one in self._candidates(stream, feed):
                try:
                    carrying.keep(self._storage, stream, one.carried, one.received_at)
                except (BivouacError, ValueError):
                    continue  # damaged, forged, or of somebody who is not known (yet)

    def _candidates(self, stream: str, feed: str) -> list[Candidate]:
        found = self._found.pages[stream, feed].values()
        return sorted(found, key=lambda one: (one.carried.first, one.carried.last))  # as found, where they are alike

    def _say_behind(self, stream: str) -> None:
        """Note again what the hub itself noted behind a gap: nobody else could send it."""
        held, behind = self._storage.feeds(stream), dict[bytes, Record]()
        for one, feed in self._found.pages:
            if one != stream or split_feed(feed).learner != hub_writer(self._storage.author.hub):
                continue
            for candidate in self._candidates(stream, feed):
                try:
                    _, page = carrying.proved(self._storage, stream, candidate.carried)
                except (BivouacError, ValueError):
                    continue
                for record in page.records:
                    if record.seq > held.get(feed, base_of(feed)):
                        behind[f"{record.hlc} {record.kind} ".encode() + record.body] = record
        self._say(stream, sorted(behind.values(), key=lambda record: record.stamp))

    def _say(self, stream: str, records: list[Record]) -> None:
        for at in range(0, len(records), _AT_ONCE):
            self._storage.say_again(stream, records[at : at + _AT_ONCE])

    def _ends(self) -> list[tuple[int, str]]:
        with self._db.read() as connection:
            return [(row[0], row[1]) for row in connection.execute(select(feeds.c.last_seq, feeds.c.feed))]

    # --- rows --------------------------------------------------------------------------------------------------------

    def _note_rows(self) -> None:
        """What rows of the campus's own people say beyond what was noted in pages that came back."""
        stream = self._storage.author.stream
        for table in (people, devices, admissions, passwords, cohorts, members):
            records = [
                _note(stream, row.get("hlc", 0), act)
                for row in self._found.rows_of(table)
                if self._is_news(table, row)
                for act in self._acts(table, row)
            ]
            if records:
                self._say(stream, records)
                self._refold(stream)

    def _is_news(self, table: Table, row: Row) -> bool:
        wanted = [column == row[column.name] for column in table.primary_key]
        stamped = (table.c.hlc, table.c.feed) if "hlc" in table.c else ()
        with self._db.read() as connection:
            known = connection.execute(select(*table.primary_key, *stamped).where(*wanted)).first()
        return known is None or (bool(stamped) and row["hlc"] > known[-2])

    def _acts(self, table: Table, row: Row) -> Iterator[Act]:
        """What was noted when a row became as it is, if this campus's people are meant."""
        if table is people and row["campus"] == self._storage.author.hub:
            yield acts.PersonKept(row["id"], row["name"], row["role"], row["language"], row["created"])
        elif table is devices:
            yield from self._admissions_of(row)
            if row["hlc"]:
                yield acts.DeviceShutOut(row["id"], bool(row["out"]))
        elif table is passwords:
            yield acts.PasswordKept(row["person"], row["hashed"], bool(row["temporary"]))
        elif table is cohorts and row["campus"] == self._storage.author.hub:
            yield acts.CohortKept(row["id"], row["name"])
        elif table is members and not self._is_above(row["cohort"]):
            yield acts.MemberKept(row["cohort"], row["person"], row["role"])
        elif table is admissions:
            known = self._found.rows.get(devices, {}).get((row["device"],))
            key = known["public_key"] if known else self._storage_key(row["device"])
            if key:
                yield acts.DeviceAdmitted(row["device"], key, row["person"])

    def _is_above(self, cohort: str) -> bool:
        """Whether neither this hub nor one below keeps a class: one above notes who is in it."""
        row = self._found.rows.get(cohorts, {}).get((cohort,))
        if row is None or row["campus"] == self._storage.author.hub:
            return False
        return self._storage.campus_of("learner", row["campus"]) is None

    def _admissions_of(self, device: Row) -> Iterator[Act]:
        """A token says, too, who was let in."""
        pairs = {(row["person"], row["device"]) for row in self._found.rows_of(admissions)}
        pairs |= {(row["learner"], row["device"]) for row in self._found.rows_of(tokens)}
        for person, name in sorted(pairs):
            if name == device["id"]:
                yield acts.DeviceAdmitted(name, device["public_key"], person)

    def _storage_key(self, device: str) -> bytes | None:
        with self._db.read() as connection:
            return connection.execute(select(devices.c.public_key).where(devices.c.id == device)).scalar()

    def _name_the_nameless(self) -> None:
        """People of whom only what they did is left, or that they were let in: it is not lost for that."""
        told = {row["learner"] for row in self._found.rows_of(tokens)}
        told |= {split_stream(one)[1] for one, _ in self._found.pages if one.startswith("learner:")}
        lost = sorted(one for one in told if self._storage.campus_of("learner", one) is None)
        now = wall_milliseconds()
        kept = [
            acts.PersonKept(one, tr("Learner {number}", number=number), "learner", "", now)
            for number, one in enumerate(lost, start=1)
        ]
        self.nameless = len(kept)
        if kept:
            self._say(self._storage.author.stream, [_note(self._storage.author.stream, 0, act) for act in kept])
            self._refold(self._storage.author.stream)
            self._note_rows()

    def _put(self, connection: Connection, table: Table) -> None:
        for row in self._found.rows_of(table):
            try:
                with connection.begin_nested():
                    connection.execute(insert(table).values(row))
            except (IntegrityError, sqlite3.Error):
                continue  # of somebody who is not known any more


def _note(stream: str, hlc: int, act: Act) -> Record:
    return Record(stream, "", 0, hlc, kind_of(act), "", "", body_of(act), hlc >> COUNTER_BITS)


_ABOVE = metadata.tables["above"]


def _remove(part: Path) -> None:
    """What an attempt that was cut short has left: nobody else has that name."""
    for ending in ("", "-wal", "-shm", "-journal"):
        part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)
