"""The hub's memory in SQL (storage.Storage), by SQLAlchemy Core."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Row, and_, bindparam, delete, func, insert, or_, select, tuple_, update

from bivouac.errors import RefusedError
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.storage import (
    Account,
    Arrival,
    Feed,
    Invite,
    Learner,
    Newcomer,
    Role,
    Segment,
    Session,
    SetAside,
    Waiting,
)
from bivouac.sync.hub.tables import devices, feeds, forwards, invites, learners, segments, set_asides, tokens
from bivouac.sync.journal.record import learner_stream, new_id

_FEED = (feeds.c.stream, feeds.c.device)
_ACCOUNT = (learners.c.id, learners.c.name, learners.c.role, learners.c.language, learners.c.created)


class SqlStorage:
    """See `storage.Storage`."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.near = database.near

    def close(self) -> None:
        self._db.close()

    # --- people ------------------------------------------------------------------------------------------------------

    def add_account(self, name: str, role: Role, language: str, now: int) -> Account:
        with self._db.write() as connection:
            return _add_account(connection, name, role, language, now)

    def find_account(self, text: str) -> Account | None:
        wanted = or_(learners.c.id == text, learners.c.name_key == name_key(text))
        with self._db.read() as connection:
            row = connection.execute(select(*_ACCOUNT).where(wanted)).first()
        return Account(*row) if row else None

    def add_invite(self, invite: Invite) -> bool:
        with self._db.write() as connection:
            connection.execute(delete(invites).where(invites.c.expires <= invite.created))
            if invite.learner is not None:
                connection.execute(delete(invites).where(invites.c.learner == invite.learner))
            taken = select(invites.c.id).where(invites.c.selector == invite.selector)
            if connection.execute(taken).first():
                return False
            connection.execute(insert(invites).values(**vars(invite)))
            return True

    def invite(self, selector: str, now: int) -> Invite | None:
        wanted = and_(invites.c.selector == selector, invites.c.expires > now)
        with self._db.read() as connection:
            row = connection.execute(select(invites).where(wanted)).first()
        return Invite(**row._mapping) if row else None

    def take_up(self, invite: Invite, newcomer: Newcomer, now: int) -> Account | None:
        with self._db.write() as connection:
            account = _joined_before(connection, invite, newcomer)
            if account is None:
                if not _use(connection, invite):
                    return None
                account = _account_of(connection, invite, newcomer, now)
            _let_in(connection, newcomer, now)
            connection.execute(
                insert(tokens).values(
                    token_hash=newcomer.token_hash,
                    learner=account.id,
                    device=newcomer.device,
                    invite=invite.id,
                    asked_name=name_key(newcomer.name),
                    created=now,
                )
            )
            return account

    def session(self, token_hash: bytes) -> Session | None:
        with self._db.read() as connection:
            row = connection.execute(_SESSION, {"token_hash": token_hash}).first()
        return Session(*row) if row else None

    # --- journals ----------------------------------------------------------------------------------------------------

    def feeds(self, stream: str) -> dict[str, int]:
        with self._db.read() as connection:
            return {device: last for device, last in connection.execute(_FEEDS, {"wanted": stream})}

    def append(self, stream: str, device: str, segment: Segment, now: int) -> bool:
        mark = {"last_seq": segment.last, "received_at": now}
        row = {"stream": stream, "device": device, **mark}
        with self._db.write() as connection:
            if segment.first == 1:
                moved = _first_of_its_feed(connection, row)
            else:
                moved = (
                    connection.execute(_MOVE, {"of": stream, "by": device, "after": segment.first - 1, **mark}).rowcount
                    == 1
                )
            if moved:
                connection.execute(_ADD, row | {"first_seq": segment.first, "payload": segment.payload})
            return moved

    def segments(self, stream: str, device: str, after: int, limit: int) -> list[Segment]:
        found = select(segments.c.first_seq, segments.c.last_seq, segments.c.payload).where(
            _after(stream, device, after)
        )
        with self._db.read() as connection:
            return [Segment(*row) for row in connection.execute(found.order_by(segments.c.first_seq).limit(limit))]

    # --- out to the world --------------------------------------------------------------------------------------------

    def received(self, since: int, after: tuple[str, str], limit: int) -> list[Feed]:
        wanted = and_(tuple_(feeds.c.stream, feeds.c.device) > after, feeds.c.received_at >= since)
        found = select(feeds.c.stream, feeds.c.device, feeds.c.last_seq).where(wanted)
        with self._db.read() as connection:
            return [Feed(*row) for row in connection.execute(found.order_by(*_FEED).limit(limit))]

    def arrivals(self, feed: tuple[str, str], after: int, limit: int, since: int = 0) -> list[Arrival]:
        wanted = and_(_after(*feed, after), segments.c.received_at >= since)
        found = select(segments.c.first_seq, segments.c.last_seq, segments.c.payload, segments.c.received_at)
        with self._db.read() as connection:
            rows = connection.execute(found.where(wanted).order_by(segments.c.first_seq).limit(limit))
            return [Arrival(Segment(*row[:3]), row[3]) for row in rows]

    def waiting(self, lrs: str, limit: int) -> list[Waiting]:
        same = and_(forwards.c.lrs == lrs, forwards.c.stream == feeds.c.stream, forwards.c.device == feeds.c.device)
        done = func.coalesce(forwards.c.last_seq, 0)
        found = select(*_FEED, done, feeds.c.last_seq).select_from(feeds.outerjoin(forwards, same))
        with self._db.read() as connection:
            rows = connection.execute(found.where(feeds.c.last_seq > done).order_by(*_FEED).limit(limit))
            return [Waiting(*row) for row in rows]

    def forwarded(self, lrs: str, reached: Sequence[Feed], refused: Sequence[SetAside], now: int) -> None:
        with self._db.write() as connection:
            for feed in reached:
                _reach(connection, lrs, feed)
            for one in refused:
                connection.execute(delete(set_asides).where(_is_aside(lrs, one)))
                connection.execute(insert(set_asides).values(lrs=lrs, tried=now, **vars(one)))

    def set_aside(self, lrs: str, limit: int) -> list[SetAside]:
        found = select(set_asides.c.stream, set_asides.c.device, set_asides.c.seq, set_asides.c.reason)
        oldest = (set_asides.c.tried, set_asides.c.stream, set_asides.c.device, set_asides.c.seq)
        with self._db.read() as connection:
            rows = connection.execute(found.where(set_asides.c.lrs == lrs).order_by(*oldest).limit(limit))
            return [SetAside(*row) for row in rows]

    def taken(self, lrs: str, records: Sequence[SetAside]) -> None:
        with self._db.write() as connection:
            for one in records:
                connection.execute(delete(set_asides).where(_is_aside(lrs, one)))

    # --- reports -----------------------------------------------------------------------------------------------------

    def learners(self) -> list[Learner]:
        with self._db.read() as connection:
            people = [Account(*row) for row in connection.execute(select(*_ACCOUNT).order_by(learners.c.name_key))]
            of_devices = select(tokens.c.learner, func.count(tokens.c.device.distinct())).group_by(tokens.c.learner)
            counted = dict(_pairs(connection, of_devices))
            totals = select(feeds.c.stream, func.sum(feeds.c.last_seq), func.max(feeds.c.received_at))
            brought = {row[0]: (int(row[1]), row[2]) for row in connection.execute(totals.group_by(feeds.c.stream))}
        return [
            Learner(person, counted.get(person.id, 0), *brought.get(learner_stream(person.id), (0, 0)))
            for person in people
        ]

    def devices(self) -> int:
        with self._db.read() as connection:
            return connection.execute(select(func.count()).select_from(devices)).scalar_one()


def name_key(name: str) -> str:
    """A name as it is compared: letter case, accents' encoding and spaces apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


_SESSION = (
    select(learners.c.id, learners.c.name, learners.c.role, devices.c.id, devices.c.public_key)
    .select_from(tokens.join(learners).join(devices))
    .where(tokens.c.token_hash == bindparam("token_hash"), devices.c.revoked.is_(None))
)
# What every exchange runs is built once: building costs more than running it.
_MOVE = (
    update(feeds)
    .where(feeds.c.stream == bindparam("of"), feeds.c.device == bindparam("by"), feeds.c.last_seq == bindparam("after"))
    .values(last_seq=bindparam("last_seq"), received_at=bindparam("received_at"))
)
_ADD = insert(segments)
_BEGIN = insert(feeds)
_FEEDS = select(feeds.c.device, feeds.c.last_seq).where(feeds.c.stream == bindparam("wanted"))


def _after(stream: str, device: str, after: int) -> sqlalchemy.ColumnElement[bool]:
    """Which segments of a feed hold records after a number."""
    wanted = and_(segments.c.stream == stream, segments.c.device == device, segments.c.last_seq > after)
    # Segments hold 1000 records at most: this lets the key find the place.
    return and_(wanted, segments.c.first_seq > after - 1000)


def _pairs(connection: Connection, statement: sqlalchemy.Select[Any]) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in connection.execute(statement)]


def _first_of_its_feed(connection: Connection, row: dict[str, object]) -> bool:
    """Begin a feed; false when it has begun already, here or in another process at this very moment."""
    try:
        with connection.begin_nested():
            connection.execute(_BEGIN, row)
    except sqlalchemy.exc.IntegrityError:
        return False
    return True


def _reach(connection: Connection, lrs: str, feed: Feed) -> None:
    """A store has a feed up to a record; of two forwarders at once the one that is further counts."""
    same = and_(forwards.c.lrs == lrs, forwards.c.stream == feed.stream, forwards.c.device == feed.device)
    before = connection.execute(select(forwards.c.last_seq).where(same)).scalar()
    if before is None:
        connection.execute(insert(forwards).values(lrs=lrs, stream=feed.stream, device=feed.device, last_seq=feed.last))
    elif before < feed.last:
        connection.execute(update(forwards).where(same).values(last_seq=feed.last))


def _is_aside(lrs: str, one: SetAside) -> sqlalchemy.ColumnElement[bool]:
    place = and_(set_asides.c.stream == one.stream, set_asides.c.device == one.device, set_asides.c.seq == one.seq)
    return and_(set_asides.c.lrs == lrs, place)


def _let_in(connection: Connection, newcomer: Newcomer, now: int) -> None:
    known: Row[Any] | None = connection.execute(select(devices).where(devices.c.id == newcomer.device)).first()
    if known is None:
        row = {"id": newcomer.device, "public_key": newcomer.public_key, "first_seen": now}
        connection.execute(insert(devices).values(row))
    elif known.revoked is not None:
        raise RefusedError("This computer was shut out of the campus. Ask the campus staff.")
    elif known.public_key != newcomer.public_key:
        raise RefusedError("Another computer has this computer's name. Ask the campus staff.")


def _joined_before(connection: Connection, invite: Invite, newcomer: Newcomer) -> Account | None:
    same = and_(
        tokens.c.invite == invite.id,
        tokens.c.device == newcomer.device,
        tokens.c.asked_name == name_key(newcomer.name),
    )
    row = connection.execute(select(*_ACCOUNT).select_from(tokens.join(learners)).where(same)).first()
    return Account(*row) if row else None


def _use(connection: Connection, invite: Invite) -> bool:
    left = and_(invites.c.id == invite.id, invites.c.uses_left > 0)
    used = update(invites).where(left).values(uses_left=invites.c.uses_left - 1)
    return connection.execute(used).rowcount == 1


def _account_of(connection: Connection, invite: Invite, newcomer: Newcomer, now: int) -> Account:
    if invite.learner is None:
        return _add_account(connection, newcomer.name, invite.role, newcomer.language, now)
    return Account(*connection.execute(select(*_ACCOUNT).where(learners.c.id == invite.learner)).one())


def _add_account(connection: Connection, name: str, role: Role, language: str, now: int) -> Account:
    free, number = name, 1
    while connection.execute(select(learners.c.id).where(learners.c.name_key == name_key(free))).first():
        number += 1
        free = f"{name} ({number})"
    account = Account(new_id(), free, role, language, now)
    connection.execute(insert(learners).values(name_key=name_key(free), **vars(account)))
    return account
