"""What came from people, counted in SQL, for `sql_people.SqlPeople`."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select

from bivouac.sync.hub.tables import feeds, members
from bivouac.sync.journal.feeds import base_of, cohort_stream, hub_writer, is_feed, learner_stream, split_feed

_of_hubs = feeds.c.feed.contains(f".{hub_writer('')}")
OF_PEOPLE = or_(feeds.c.stream.startswith("learner:"), and_(feeds.c.stream.startswith("cohort:"), ~_of_hubs))
"""Feeds that people wrote, for themselves or to their classes, and no hub."""

_branched = feeds.c.feed.contains("~")


def brought_together(connection: Connection) -> tuple[int, int]:
    """The sum of `brought_by`: how many records came from all people, and when the last did."""
    total = select(func.coalesce(func.sum(feeds.c.last_seq), 0), func.coalesce(func.max(feeds.c.received_at), 0))
    records, seen = connection.execute(total.where(OF_PEOPLE)).one()
    branches = connection.execute(select(feeds.c.feed).where(OF_PEOPLE, _branched)).scalars()
    return int(records) - sum(base_of(feed) for feed in branches if is_feed(feed)), int(seen)


def brought_by(connection: Connection, of: list[str] | None) -> dict[str, tuple[int, int]]:
    """How many records came from each person, and when the last did; of all people, or of some, whose classes alone are then looked at."""
    own = select(feeds.c.stream, func.sum(feeds.c.last_seq), func.max(feeds.c.received_at)).group_by(feeds.c.stream)
    branches = select(feeds.c.stream, feeds.c.feed).where(_branched)
    shared = select(feeds.c.feed, feeds.c.last_seq, feeds.c.received_at)
    if of is None:
        own = own.where(feeds.c.stream.startswith("learner:"))
        branches = branches.where(feeds.c.stream.startswith("learner:"))
        shared = shared.where(feeds.c.stream.startswith("cohort:"))
    else:
        streams = [learner_stream(person) for person in of]
        own, branches = own.where(feeds.c.stream.in_(streams)), branches.where(feeds.c.stream.in_(streams))
        classes = connection.execute(select(members.c.cohort).where(members.c.person.in_(of)).distinct()).scalars()
        shared = shared.where(feeds.c.stream.in_([cohort_stream(cohort) for cohort in classes]))
    # A name over which a disk turned a bit is nobody's: who asks hears of all others.
    brought = {_owner(row[0]): (int(row[1]), int(row[2])) for row in connection.execute(own)}
    for stream, feed in connection.execute(branches):
        if is_feed(feed):
            records, seen = brought[_owner(stream)]
            brought[_owner(stream)] = records - base_of(feed), seen
    for feed, last, at in connection.execute(shared):
        if not is_feed(feed):
            continue
        writer = split_feed(feed).learner  # of a hub where it noted who is in the class
        records, seen = brought.get(writer, (0, 0))
        brought[writer] = records + last - base_of(feed), max(seen, at)
    return brought


def _owner(stream: str) -> str:
    return stream.partition(":")[2]
