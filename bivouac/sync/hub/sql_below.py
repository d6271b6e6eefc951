"""The streams of a campus and of those below it, found by what they hang on: other campuses' streams are not looked at, however many there are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import CTE, Column, ColumnElement, Connection, Select, collate, exists, false, literal, or_, select

from bivouac.sync.hub.tables import cohorts, feeds, members, people
from bivouac.sync.journal.feeds import hub_writer


def streams_below(
    connection: Connection, hub: str, above: str, upto: str, limit: int, keepers: Collection[str]
) -> list[str]:
    """See `storage.Storage.streams_below`. `keepers`: this hub and those above it, whose classes people of those below may be in, or who put
    them in one that another campus keeps."""
    below = _campuses(hub)
    theirs = select(members.c.cohort).join(people, people.c.id == members.c.person)
    theirs = theirs.join(below, people.c.campus == below.c.id).join(cohorts, cohorts.c.id == members.c.cohort)
    of_class = select(cohorts.c.id).join(below, cohorts.c.campus == below.c.id)
    classes = of_class.union(
        theirs.where(or_(cohorts.c.campus.in_(keepers), said_by(members.c.feed, keepers)))
    ).subquery()
    of_below: tuple[tuple[str, Select[Any], ColumnElement[str]], ...] = (  # in the order of their names
        ("campus:", select(below.c.id), below.c.id),
        ("cohort:", select(classes.c.id), classes.c.id),
        ("learner:", select(people.c.id).join(below, people.c.campus == below.c.id), people.c.id),
    )
    found = list[str]()
    for kind, owners, id in of_below:
        within = _within(connection, kind, id, above, upto)
        if within is None or len(found) == limit:
            continue
        held = exists().where(feeds.c.stream == literal(kind).concat(id))
        wanted = owners.where(held, *within).order_by(_by_letters(connection, id)).limit(limit - len(found))
        found += [kind + owner for owner in connection.execute(wanted).scalars()]
    return found


def said_by(feed: Column[str], hubs: Collection[str]) -> ColumnElement[bool]:
    """Whether one of these hubs noted a row, by the feed in which it did."""
    names = [f".{hub_writer(hub)}" for hub in hubs]
    return or_(false(), *(or_(feed.endswith(name), feed.contains(f"{name}~")) for name in names))


def campuses_below(connection: Connection, hub: str) -> list[str]:
    """A hub and those below it."""
    return list(connection.execute(select(_campuses(hub).c.id)).scalars())


def _campuses(hub: str) -> CTE:
    """A hub and those below it: each is kept as one of the people of the hub above it. A ring of them ends, because none comes twice."""
    below = select(literal(hub).label("id")).cte("below", recursive=True)
    return below.union(select(people.c.id).join(below, people.c.campus == below.c.id).where(people.c.role == "hub"))


def _within(
    connection: Connection, kind: str, id: ColumnElement[str], above: str, upto: str
) -> tuple[ColumnElement[bool], ...] | None:
    """Which owners have a stream of a kind between two names; None for none. Of the owner alone, an index tells it."""
    if (above > kind and not above.startswith(kind)) or (upto and upto < kind):
        return None
    compared = _by_letters(connection, id)
    least = (compared > above.removeprefix(kind),) if above.startswith(kind) else ()
    most = (compared <= upto.removeprefix(kind),) if upto.startswith(kind) else ()
    return (*least, *most)


def _by_letters(connection: Connection, column: ColumnElement[str]) -> ColumnElement[str]:
    """A column as Python compares it: PostgreSQL goes by the manners of a country, SQLite does not."""
    return collate(column, "C") if connection.dialect.name == "postgresql" else column
