"""A hub's classes in which people of campuses below it are: what these have to know, so that what such a class shares comes down to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from bivouac.errors import InputError
from bivouac.sync.hub import former
from bivouac.sync.hub.author import Author
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.sql_below import campuses_below, streams_below
from bivouac.sync.hub.sql_journals import MAX_KEY, SqlJournals, segments_of
from bivouac.sync.hub.tables import admissions, cohorts, devices, facts, feeds, former_feeds, members, people
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import campus_stream, cohort_stream, hub_writer, is_feed, split_feed
from bivouac.sync.journal.record import Record

_LEFT = "left:"
"""Begins a fact's name; then the class."""


class SqlClasses(SqlJournals):
    """The part of `storage.Storage` that knows what comes down to the campuses below."""

    def __init__(self, database: Database, author: Author) -> None:
        super().__init__(database, author)
        self._formers = database.query(_FORMERS)
        self._told: dict[str, int | None] = {}  # of each hub below, by which reading of the clock it was told all

    def streams_below(
        self, hub: str, above: str = "", upto: str = "", limit: int = 1000, *, shares: bool = True
    ) -> list[str]:
        with self._db.read() as connection:
            return streams_below(connection, hub, above, upto, limit, self._keepers() if shares else ())

    def people_in(self, cohort: str, hub: str) -> dict[str, str]:
        with self._db.read() as connection:
            keeper = connection.execute(select(cohorts.c.campus).where(cohorts.c.id == cohort)).scalar()
            if keeper not in self._keepers():
                return {}
            below = set(campuses_below(connection, hub))
            found = select(members.c.person, members.c.role, people.c.campus)
            found = found.join(people, people.c.id == members.c.person).where(members.c.cohort == cohort)
            return {person: role for person, role, campus in connection.execute(found) if campus in below}

    def left(self) -> set[str]:
        with self._db.read() as connection:
            keys = connection.execute(select(facts.c.key).where(facts.c.key.startswith(_LEFT))).scalars()
            return {cohort_stream(key.removeprefix(_LEFT)) for key in keys}

    def keep_left(self, stream: str, left: bool) -> None:
        key = stream.replace("cohort:", _LEFT, 1)
        if len(key) > MAX_KEY:
            return  # it is asked for each time
        with self._db.write() as connection:
            connection.execute(delete(facts).where(facts.c.key == key))
            if left:
                connection.execute(insert(facts).values(key=key, value=1))

    def formers(self, cohort: str) -> dict[str, dict[str, int]]:
        found = dict[str, dict[str, int]]()
        for person, feed, last in self._formers(of=cohort):
            known = found.setdefault(person, {})
            if feed is not None:
                known[feed] = last
        return found

    def tell_below(self, hub: str) -> None:
        with self._db.read() as connection:
            reading = connection.execute(select(facts.c.value).where(facts.c.key == "clock")).scalar()
            if self._told.get(hub) == reading:
                return
            news = news_below(connection, self.author, hub)
        if news:
            with self.noting(), self._db.write() as connection:
                for home, told in news_below(connection, self.author, hub).items():
                    self._say(connection, campus_stream(home), *told)
        else:
            self._told[hub] = reading

    def _keepers(self) -> set[str]:
        """This hub and those above it."""
        return {self.author.hub, *self.above()}

    def require_keeps(self, connection: Connection, campus: str) -> None:
        """Raise InputError for a class of a hub above: what were noted about it here would be believed nowhere."""
        if campus not in campuses_below(connection, self.author.hub):
            raise InputError(
                "This class is kept by the hub above, and is changed there: its people come down by themselves. Nothing was done."
            )


_FORMERS: Any = (
    select(members.c.person, former_feeds.c.feed, former_feeds.c.last_seq)
    .outerjoin(former_feeds, and_(former_feeds.c.cohort == members.c.cohort, former_feeds.c.person == members.c.person))
    .where(members.c.cohort == bindparam("of"), members.c.role == "")
)


def news_below(connection: Connection, author: Author, hub: str) -> dict[str, list[acts.Act]]:
    """For each campus of a hub and of those below it, what it was not told yet about this hub's classes in which its people are."""
    found = {home: _news(connection, author, home) for home in campuses_below(connection, hub) if home != author.hub}
    return {home: told for home, told in found.items() if told}


@dataclass
class _Told:
    """What a campus was told: names of classes, roles in them with how far the class reads those who left, and computers by person."""

    names: dict[str, str] = field(default_factory=dict)
    roles: dict[tuple[str, str], tuple[str, dict[str, int]]] = field(default_factory=dict)
    computers: set[tuple[str, str]] = field(default_factory=set)

    def hear(self, act: acts.Act | None) -> None:
        match act:
            case acts.CohortAbove(cohort, name):
                self.names[cohort] = name
            case acts.MemberAbove(cohort, person, role, upto):
                self.roles[cohort, person] = (role, upto)
            case acts.DeviceAdmitted(device, _, person):
                self.computers.add((person, device))


def _news(connection: Connection, author: Author, home: str) -> list[acts.Act]:
    of_home = select(members.c.cohort).join(people, people.c.id == members.c.person).where(people.c.campus == home)
    shared = select(cohorts.c.id, cohorts.c.name).where(cohorts.c.campus == author.hub, cohorts.c.id.in_(of_home))
    classes = connection.execute(shared.order_by(cohorts.c.id)).all()
    if not classes:
        return []
    told = _Told()
    for record in _noted(connection, author, campus_stream(home)):
        told.hear(record.act())
    # Of a class in which nobody of the campus is any more it is told of its own people, and of nobody else.
    joined = set(connection.execute(of_home.where(members.c.role != "")).scalars())
    ids = shared.with_only_columns(cohorts.c.id)
    within = select(members.c.cohort, members.c.person, members.c.role, people.c.campus)
    within = within.join(people, people.c.id == members.c.person).where(members.c.cohort.in_(ids))
    roles = [
        acts.MemberAbove(cohort, person, role, {} if role else former.end_of(connection, cohort, person))
        for cohort, person, role, campus in connection.execute(
            within.order_by(members.c.cohort, members.c.person)
        ).all()
        if cohort in joined or campus == home
    ]
    others = select(devices.c.id, devices.c.public_key, admissions.c.person)
    others = others.join(admissions, admissions.c.device == devices.c.id)
    others = others.join(people, people.c.id == admissions.c.person)
    others_in = select(members.c.person).where(members.c.cohort.in_(ids), members.c.cohort.in_(joined))
    elsewhere = others.where(people.c.campus != home, people.c.id.in_(others_in))
    computers = connection.execute(elsewhere.order_by(admissions.c.person, devices.c.id)).all()
    return [
        *(acts.CohortAbove(id, name) for id, name in classes if told.names.get(id) != name),
        *(one for one in roles if told.roles.get((one.cohort, one.person)) != (one.role, one.upto)),
        *(acts.DeviceAdmitted(*row) for row in computers if (row[2], row[0]) not in told.computers),
    ]


def _noted(connection: Connection, author: Author, stream: str) -> Iterator[Record]:
    """What this hub noted in a stream, under whichever name it wrote, as it would be applied."""
    names = connection.execute(select(feeds.c.feed).where(feeds.c.stream == stream)).scalars().all()
    noted = [
        record
        for feed in names
        if is_feed(feed) and split_feed(feed).learner == hub_writer(author.hub)
        for segment in segments_of(connection, stream, feed, 0, 1 << 30)
        for record in records_of(feed, segment)
    ]
    yield from sorted(noted, key=lambda record: record.stamp)
