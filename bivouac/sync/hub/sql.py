"""The hub's memory in SQL (storage.Storage), by SQLAlchemy Core."""

from __future__ import annotations

import unicodedata
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Row, and_, bindparam, delete, func, insert, or_, select, update

from bivouac.errors import RefusedError
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.storage import Account, Invite, Learner, Newcomer, Role, Segment, Session
from bivouac.sync.hub.tables import devices, feeds, invites, learners, segments, tokens
from bivouac.sync.journal.feeds import base_of, learner_stream
from bivouac.sync.journal.record import new_id

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
            _let_in(connection, newcomer.device, newcomer.public_key, now)
            known = {"invite": invite.id, "asked_name": name_key(newcomer.name)}
            _give_token(connection, newcomer.token_hash, account.id, newcomer.device, known, now)
            return account

    def succeed(self, session: Session, device: str, public_key: bytes, token_hash: bytes, now: int) -> None:
        with self._db.write() as connection:
            _let_in(connection, device, public_key, now)
            _give_token(connection, token_hash, session.learner, device, {"invite": "", "asked_name": ""}, now)

    def session(self, token_hash: bytes) -> Session | None:
        with self._db.read() as connection:
            row = connection.execute(_SESSION, {"token_hash": token_hash}).first()
        return Session(*row) if row else None

    # --- journals ----------------------------------------------------------------------------------------------------

    def feeds(self, stream: str) -> dict[str, int]:
        with self._db.read() as connection:
            return {feed: last for feed, last in connection.execute(_FEEDS, {"wanted": stream})}

    def append(self, stream: str, feed: str, held: int, segment: Segment, now: int) -> bool:
        mark = {"last_seq": segment.last, "received_at": now}
        row = {"stream": stream, "feed": feed, **mark}
        with self._db.write() as connection:
            if held == base_of(feed):
                moved = _first_of_its_feed(connection, row)
            else:
                moved = connection.execute(_MOVE, {"of": stream, "by": feed, "after": held, **mark}).rowcount == 1
            if moved:
                content = {"payload": segment.payload, "skew": segment.skew, "cut": segment.cut}
                connection.execute(_ADD, row | content | {"first_seq": segment.first})
            return moved

    def segments(self, stream: str, feed: str, after: int, limit: int) -> list[Segment]:
        with self._db.read() as connection:
            rows = connection.execute(_SEGMENTS, {"of": stream, "by": feed, "after": after, "limit": limit})
            return [Segment(*row) for row in rows]

    def key_of(self, learner: str, device: str) -> bytes | None:
        admitted = select(devices.c.public_key).select_from(tokens.join(devices))
        wanted = and_(tokens.c.learner == learner, devices.c.id == device, devices.c.revoked.is_(None))
        with self._db.read() as connection:
            row = connection.execute(admitted.where(wanted).limit(1)).first()
        return row[0] if row else None

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
    .where(feeds.c.stream == bindparam("of"), feeds.c.feed == bindparam("by"), feeds.c.last_seq == bindparam("after"))
    .values(last_seq=bindparam("last_seq"), received_at=bindparam("received_at"))
)
_ADD = insert(segments)
_BEGIN = insert(feeds)
_FEEDS = select(feeds.c.feed, feeds.c.last_seq).where(feeds.c.stream == bindparam("wanted"))
_SEGMENTS = (
    select(segments.c.first_seq, segments.c.last_seq, segments.c.payload, segments.c.skew, segments.c.cut)
    .where(
        segments.c.stream == bindparam("of"),
        segments.c.feed == bindparam("by"),
        segments.c.last_seq > bindparam("after"),
    )
    .order_by(segments.c.last_seq)
    .limit(bindparam("limit"))
)


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


def _give_token(
    connection: Connection, token_hash: bytes, learner: str, device: str, known: dict[str, str], now: int
) -> None:
    row = {"token_hash": token_hash, "learner": learner, "device": device, "created": now, **known}
    connection.execute(insert(tokens).values(row))


def _let_in(connection: Connection, device: str, public_key: bytes, now: int) -> None:
    known: Row[Any] | None = connection.execute(select(devices).where(devices.c.id == device)).first()
    if known is None:
        row = {"id": device, "public_key": public_key, "first_seen": now}
        connection.execute(insert(devices).values(row))
    elif known.revoked is not None:
        raise RefusedError("This computer was shut out of the campus. Ask the campus staff.")
    elif known.public_key != public_key:
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
