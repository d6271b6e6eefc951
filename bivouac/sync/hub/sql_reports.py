"""A hub's memory of what it told the world (reports/), in SQL. Only what people did leaves it, never who belongs to a campus or a class."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, tuple_, update

from bivouac.sync.hub.sql_counting import OF_PEOPLE
from bivouac.sync.hub.sql_people import SqlPeople
from bivouac.sync.hub.storage import Arrival, Feed, Segment, SetAside, Waiting
from bivouac.sync.hub.tables import feeds, forwards, segments, set_asides

_FEED = (feeds.c.stream, feeds.c.feed)


class SqlReports(SqlPeople):
    """The part of `storage.Storage` that reports ask."""

    def received(self, since: int, after: tuple[str, str], limit: int) -> list[Feed]:
        wanted = and_(OF_PEOPLE, tuple_(*_FEED) > after, feeds.c.received_at >= since)
        found = select(*_FEED, feeds.c.last_seq).where(wanted)
        with self._db.read() as connection:
            return [Feed(*row) for row in connection.execute(found.order_by(*_FEED).limit(limit))]

    def arrivals(self, feed: tuple[str, str], after: int, limit: int, since: int = 0) -> list[Arrival]:
        stream, name = feed
        wanted = and_(segments.c.stream == stream, segments.c.feed == name, segments.c.last_seq > after)
        what = (segments.c.first_seq, segments.c.last_seq, segments.c.payload, segments.c.skew, segments.c.cut)
        found = select(*what, segments.c.received_at).where(wanted, segments.c.received_at >= since)
        with self._db.read() as connection:
            rows = connection.execute(found.order_by(segments.c.last_seq).limit(limit))
            return [Arrival(Segment(*row[:-1]), row[-1]) for row in rows]

    def waiting(self, lrs: str, limit: int) -> list[Waiting]:
        same = and_(forwards.c.lrs == lrs, forwards.c.stream == feeds.c.stream, forwards.c.feed == feeds.c.feed)
        done = func.coalesce(forwards.c.last_seq, 0)
        found = select(*_FEED, done, feeds.c.last_seq).select_from(feeds.outerjoin(forwards, same))
        wanted = found.where(OF_PEOPLE, feeds.c.last_seq > done)
        with self._db.read() as connection:
            return [Waiting(*row) for row in connection.execute(wanted.order_by(*_FEED).limit(limit))]

    def forwarded(self, lrs: str, reached: Sequence[Feed], refused: Sequence[SetAside], now: int) -> None:
        with self._db.write() as connection:
            for feed in reached:
                _reach(connection, lrs, feed)
            for one in refused:
                connection.execute(delete(set_asides).where(_is_aside(lrs, one)))
                connection.execute(insert(set_asides).values(lrs=lrs, tried=now, **vars(one)))

    def set_aside(self, lrs: str, limit: int) -> list[SetAside]:
        found = select(set_asides.c.stream, set_asides.c.feed, set_asides.c.seq, set_asides.c.reason)
        oldest = (set_asides.c.tried, set_asides.c.stream, set_asides.c.feed, set_asides.c.seq)
        with self._db.read() as connection:
            rows = connection.execute(found.where(set_asides.c.lrs == lrs).order_by(*oldest).limit(limit))
            return [SetAside(*row) for row in rows]

    def taken(self, lrs: str, records: Sequence[SetAside]) -> None:
        with self._db.write() as connection:
            for one in records:
                connection.execute(delete(set_asides).where(_is_aside(lrs, one)))


def _reach(connection: Connection, lrs: str, feed: Feed) -> None:
    """A store has a feed up to a record; of two forwarders at once the one that is further counts."""
    same = and_(forwards.c.lrs == lrs, forwards.c.stream == feed.stream, forwards.c.feed == feed.feed)
    before = connection.execute(select(forwards.c.last_seq).where(same)).scalar()
    if before is None:
        connection.execute(insert(forwards).values(lrs=lrs, stream=feed.stream, feed=feed.feed, last_seq=feed.last))
    elif before < feed.last:
        connection.execute(update(forwards).where(same).values(last_seq=feed.last))


def _is_aside(lrs: str, one: SetAside) -> ColumnElement[bool]:
    place = and_(set_asides.c.stream == one.stream, set_asides.c.feed == one.feed, set_asides.c.seq == one.seq)
    return and_(set_asides.c.lrs == lrs, place)
