"""How far a class reads what those who are in it no more wrote: at the removal each of their feeds is remembered up to where it is here.

What comes after that is kept and acknowledged as ever, and shown to those whom the policy names (policy.readable). Of members nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select
from sqlalchemy.exc import IntegrityError

from bivouac.sync.hub.tables import facts, feeds, former_feeds, members
from bivouac.sync.journal.feeds import cohort_stream, is_feed, split_feed

_MAX_FEEDS = 1000
"""Of one person in one class, in all that was ever said: a hub below may say anything, and hubs are told all of it in one record."""

_MAX_NAME = 80
_MAX_SEQ = 1 << 40


def end_of(connection: Connection, cohort: str, person: str) -> dict[str, int]:
    """For each feed of somebody in a class, the last record that the class may read, from now on if they are taken out now."""
    return (
        _remembered(connection, cohort, person)
        if is_former(connection, cohort, person)
        else _here(connection, cohort, person)
    )


def leave(connection: Connection, cohort: str, person: str, upto: Mapping[str, int], *, again: bool) -> None:
    """Somebody was taken out of a class, in this very transaction.

    Args:
        upto: what the hub that keeps the class may show of each of their feeds, which may be more than has come here, or less.
        again: they were out of it before this was said.
    """
    known = _remembered(connection, cohort, person) if again else _here(connection, cohort, person)
    said = {
        feed: last for feed, last in list(upto.items())[:_MAX_FEEDS] if is_theirs(feed, person) and 0 < last < _MAX_SEQ
    }
    for feed, last in said.items():
        if feed in known or len(known) < _MAX_FEEDS:
            known[feed] = max(known.get(feed, 0), last)
    _keep(connection, cohort, person, known)


def come_back(connection: Connection, cohort: str, person: str) -> None:
    """They are in it (again), and the class reads everything."""
    connection.execute(delete(former_feeds).where(_of(cohort, person)))


def part(connection: Connection, stream: str, feed: str, seq: int, branch: str) -> None:
    """What is here of a feed from record `seq` on stands under a branch's name from now on: what the class may read of it, too."""
    cohort, person = stream.removeprefix("cohort:"), split_feed(feed).learner
    if cohort == stream:
        return
    known = _remembered(connection, cohort, person)
    if known.get(feed, 0) >= seq:
        _keep(connection, cohort, person, known | {feed: seq - 1, branch: max(known[feed], known.get(branch, 0))})


def begin_former(connection: Connection) -> None:
    """What an older Bivouac had of those who were taken out came before that: it took nothing more of them."""
    known = facts.c.key == "former"
    if connection.execute(select(facts.c.value).where(known)).first() is not None:
        return
    try:
        with connection.begin_nested():  # first: another process that comes for the same waits here
            connection.execute(insert(facts).values(key="former", value=1))
    except IntegrityError:
        return
    out = select(members.c.cohort, members.c.person).where(members.c.role == "")
    for cohort, person in connection.execute(out).all():
        leave(connection, cohort, person, {}, again=False)


def is_former(connection: Connection, cohort: str, person: str) -> bool:
    """Whether somebody was in a class and is in it no more."""
    role = select(members.c.role).where(members.c.cohort == cohort, members.c.person == person)
    return connection.execute(role).scalar() == ""


def _here(connection: Connection, cohort: str, person: str) -> dict[str, int]:
    found = select(feeds.c.feed, feeds.c.last_seq).where(feeds.c.stream == cohort_stream(cohort))
    rows = connection.execute(found.where(feeds.c.feed.contains(f".{person}", autoescape=True)))
    return {feed: last for feed, last in rows if is_theirs(feed, person)}


def _remembered(connection: Connection, cohort: str, person: str) -> dict[str, int]:
    rows = connection.execute(select(former_feeds.c.feed, former_feeds.c.last_seq).where(_of(cohort, person)))
    return {feed: last for feed, last in rows}


def _keep(connection: Connection, cohort: str, person: str, upto: Mapping[str, int]) -> None:
    connection.execute(delete(former_feeds).where(_of(cohort, person)))
    rows = [{"cohort": cohort, "person": person, "feed": feed, "last_seq": last} for feed, last in upto.items()]
    if rows:
        connection.execute(insert(former_feeds), rows)


def is_theirs(feed: str, person: str) -> bool:
    """Whether somebody writes in a feed of a class."""
    return len(feed) <= _MAX_NAME and is_feed(feed) and split_feed(feed).learner == person


def _of(cohort: str, person: str) -> ColumnElement[bool]:
    return and_(former_feeds.c.cohort == cohort, former_feeds.c.person == person)
