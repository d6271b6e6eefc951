"""A hub's classes in which people of campuses below it are: what these have to know, so that what such a class shares comes down to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, insert, or_, select

from bivouac.errors import InputError
from bivouac.sync.hub import former
from bivouac.sync.hub.author import Author
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.sql_below import campuses_below, said_by, streams_below
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
            keepers = self._keepers()
            if keeper is None:
                return {}
            below = set(campuses_below(connection, hub))
            found = select(members.c.person, members.c.role, people.c.campus)
            found = found.join(people, people.c.id == members.c.person).where(members.c.cohort == cohort)
            if keeper not in keepers:  # another campus's word would bring its class to whom it likes
                found = found.where(said_by(members.c.feed, keepers))
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
    """For each campus of a hub and of those below it, what it was not told yet about classes of this hub in which its people are, and of others into
    which this hub put people."""
    found = {home: _news(connection, author, home) for home in campuses_below(connection, hub) if home != author.hub}
    return {home: told for home, told in found.items() if told}


@dataclass
class _Told:
    """What a campus was told: names of classes, roles in them with how far the class reads those who left, and computers by person."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    roles: dict[tuple[str, str], tuple[str, dict[str, int]]] = field(default_factory=dict)
    computers: set[tuple[str, str]] = field(default_factory=set)

    def hear(self, act: acts.Act | None) -> None:
        match act:
            case acts.CohortAbove(cohort, name, keeper):
                self.names[cohort] = (name, keeper)
            case acts.MemberAbove(cohort, person, role, upto):
                self.roles[cohort, person] = (role, upto)
            case acts.DeviceAdmitted(device, _, person):
                self.computers.add((person, device))


def _news(connection: Connection, author: Author, home: str) -> list[acts.Act]:
    classes, guests = _classes_of(connection, author, home), _guests(connection, author, home)
    if not classes and not guests:
        return []
    told = _Told()
    for record in _noted(connection, author, campus_stream(home)):
        told.hear(record.act())
    # Of a class in which nobody of the campus is any more it is told of its own people, and of nobody else.
    of_home = _in_classes(home).where(members.c.role != "", members.c.cohort.in_([one.cohort for one in classes]))
    joined: set[str] = set(connection.execute(of_home).scalars())
    roles = [one for one, campus in _members(connection, classes) if one.cohort in joined or campus == home]
    others = {one.person for one in roles if one.cohort in joined} | guests
    others |= {one.keeper for one in classes if one.cohort in joined and one.keeper}
    return [
        *(one for one in classes if told.names.get(one.cohort) != (one.name, one.keeper)),
        *(one for one in roles if told.roles.get((one.cohort, one.person)) != (one.role, one.upto)),
        *(one for one in _computers(connection, others, home) if (one.person, one.device) not in told.computers),
    ]


def _in_classes(home: str) -> Select[Any]:
    """The classes of a campus's people, whoever keeps them."""
    of_home = select(members.c.cohort).join(people, people.c.id == members.c.person)
    return of_home.where(people.c.campus == home)


def _classes_of(connection: Connection, author: Author, home: str) -> list[acts.CohortAbove]:
    """Of this hub and, where it put somebody of the campus in one, of campuses between which and that one it stands."""
    of_home = _in_classes(home)
    put = of_home.where(said_by(members.c.feed, [author.hub]))
    shared = select(cohorts.c.id, cohorts.c.name, cohorts.c.campus).where(
        or_(
            and_(cohorts.c.campus == author.hub, cohorts.c.id.in_(of_home)),
            and_(cohorts.c.campus != author.hub, cohorts.c.id.in_(put)),
        )
    )
    found = connection.execute(shared.order_by(cohorts.c.id)).all()
    near = set(campuses_below(connection, home))
    near |= {keeper for _, _, keeper in found if keeper != author.hub and home in campuses_below(connection, keeper)}
    return [
        acts.CohortAbove(id, name, "" if keeper == author.hub else keeper)
        for id, name, keeper in found
        if keeper not in near
    ]


def _guests(connection: Connection, author: Author, home: str) -> set[str]:
    """People of other campuses whom this hub put in a class that the campus keeps."""
    of_home = select(members.c.person).join(cohorts, cohorts.c.id == members.c.cohort).where(cohorts.c.campus == home)
    return set(connection.execute(of_home.where(said_by(members.c.feed, [author.hub]))).scalars())


def _members(connection: Connection, classes: Sequence[acts.CohortAbove]) -> Iterator[tuple[acts.MemberAbove, str]]:
    """Who is or was in classes, and of which campus."""
    within = select(members.c.cohort, members.c.person, members.c.role, people.c.campus)
    within = within.join(people, people.c.id == members.c.person)
    wanted = within.where(members.c.cohort.in_([one.cohort for one in classes]))
    for cohort, person, role, campus in connection.execute(wanted.order_by(members.c.cohort, members.c.person)).all():
        upto = {} if role else former.end_of(connection, cohort, person)
        yield acts.MemberAbove(cohort, person, role, upto), campus


def _computers(connection: Connection, of: Collection[str], home: str) -> list[acts.DeviceAdmitted]:
    """Those of people of other campuses, and of hubs."""
    found = select(devices.c.id, devices.c.public_key, admissions.c.person)
    found = found.join(admissions, admissions.c.device == devices.c.id)
    found = found.join(people, people.c.id == admissions.c.person).where(people.c.campus != home)
    wanted = found.where(people.c.id.in_(of)).order_by(admissions.c.person, devices.c.id)
    return [acts.DeviceAdmitted(*row) for row in connection.execute(wanted)]


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
