"""A hub's memory of journals, in SQL."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy
from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, update

from bivouac.errors import BivouacError, RecordError, RefusedError
from bivouac.sync.hub import directory, former
from bivouac.sync.hub.author import Author
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.storage import Head, Segment
from bivouac.sync.hub.tables import above, facts, feeds, segments, sent_up, unproved
from bivouac.sync.hub.tails import note_damaged
from bivouac.sync.hub.unproved import Unproved
from bivouac.sync.journal.acts import Act
from bivouac.sync.journal.clock import Clock
from bivouac.sync.journal.feeds import base_of, campus_stream, is_feed, mark_of, split_stream
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.protocol.pages import encode_page, fitting
from bivouac.sync.protocol.signing import sign_page

MAX_KEY = 40
"""Letters of a fact's name."""


class SqlJournals:
    """The part of `storage.Storage` that keeps feeds."""

    def __init__(self, database: Database, author: Author) -> None:
        self._db = database
        self.author = author
        self._feeds = database.query(_FEEDS)
        self._head = database.query(_HEAD)
        self._ends = database.query(_ENDS)
        self._misnamed: set[tuple[str, str]] = set()  # what was said in the log to be left out
        self._gathered: dict[Connection, dict[str, list[Record]]] = {}
        self._folded: dict[
            str, dict[str, int]
        ] = {}  # of each campus, what its stream had when all of it was folded in vain

    def feeds(self, stream: str) -> dict[str, int]:
        # Every exchange asks: of names that a disk turned over only those are left out on which others would stumble.
        here = dict[str, int]()
        for feed, last in self._feeds(wanted=stream):
            if "~" not in feed or is_feed(feed):
                here[feed] = last
            elif (stream, feed) not in self._misnamed:
                self._misnamed.add((stream, feed))
                note_damaged(stream, feed)
        return here

    def streams(self) -> list[str]:
        with self._db.read() as connection:
            return list(connection.execute(select(feeds.c.stream).distinct().order_by(feeds.c.stream)).scalars())

    def head(self, stream: str, feed: str) -> Head | None:
        rows = self._head(of=stream, by=feed)
        return Head(*rows[0]) if rows else None

    def ends(self, stream: str) -> dict[str, Head]:
        return {feed: Head(last, mark) for feed, last, mark in self._ends(wanted=stream)}

    def append(self, stream: str, feed: str, end: Head | None, segment: Segment, mark: bytes, now: int) -> bool:
        with self._db.write() as connection:
            return _append(connection, stream, feed, end, segment, mark, now)

    def segments(self, stream: str, feed: str, after: int, limit: int) -> list[Segment]:
        with self._db.read() as connection:
            return segments_of(connection, stream, feed, after, limit)

    def branch_off(self, stream: str, feed: str, seq: int, branch: str, mark: bytes) -> None:
        with self._db.write() as connection:
            _branch_off(connection, stream, feed, seq, branch, mark)

    def above(self) -> dict[str, dict[str, bytes]]:
        found: dict[str, dict[str, bytes]] = {}
        with self._db.read() as connection:
            for hub, device, key in connection.execute(select(above)):
                found.setdefault(hub, {})[device] = key
        return found

    def keep_above(self, keys: Mapping[str, Mapping[str, bytes]]) -> None:
        rows = [
            {"hub": hub, "device": device, "public_key": key} for hub, of in keys.items() for device, key in of.items()
        ]
        with self._db.write() as connection:
            connection.execute(delete(above))
            if rows:
                connection.execute(insert(above), rows)

    def sent_up(self, stream: str) -> dict[str, int]:
        with self._db.read() as connection:
            rows = connection.execute(select(sent_up.c.feed, sent_up.c.last_seq).where(sent_up.c.stream == stream))
            return {feed: last for feed, last in rows}

    def keep_sent_up(self, stream: str, received: Mapping[str, int]) -> None:
        known = self.sent_up(stream)
        changed = {feed: last for feed, last in received.items() if known.get(feed) != last}
        if not changed:
            return
        with self._db.write() as connection:
            of_stream = sent_up.c.stream == stream
            connection.execute(delete(sent_up).where(of_stream, sent_up.c.feed.in_(changed)))
            rows = [{"stream": stream, "feed": feed, "last_seq": last} for feed, last in changed.items()]
            connection.execute(insert(sent_up), rows)

    def unproved(self, stream: str = "") -> list[Unproved]:
        wanted = select(unproved).order_by(unproved.c.since, unproved.c.stream, unproved.c.feed)
        with self._db.read() as connection:
            rows = connection.execute(wanted.where(unproved.c.stream == stream) if stream else wanted)
            return [Unproved(*row) for row in rows]

    def keep_unproved(
        self, stream: str, feed: str, last: int, reason: str, now: int, *, above: bool = False
    ) -> Unproved:
        wanted = (*_is(unproved, stream, feed), unproved.c.above == above)
        with self._db.write() as connection:
            since = connection.execute(select(unproved.c.since).where(*wanted)).scalar()
            connection.execute(delete(unproved).where(*wanted))
            row = Unproved(stream, feed, above, last, reason, now if since is None else since, now)
            connection.execute(
                insert(unproved).values(dict(zip(unproved.columns.keys(), vars(row).values(), strict=True)))
            )
        return row

    def forget_unproved(self, stream: str, feed: str, *, above: bool = False) -> None:
        with self._db.write() as connection:
            connection.execute(delete(unproved).where(*_is(unproved, stream, feed), unproved.c.above == above))

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        refused: BivouacError | None = None
        with self._db.together() as connection:
            take_turn(connection)  # first of all, so that no two wait for each other
            try:
                yield
            except (RefusedError, RecordError) as error:
                refused = error
            except BaseException:
                self._folded.clear()
                raise
        if refused:
            raise refused

    @contextlib.contextmanager
    def noting(self) -> Iterator[None]:
        with self._db.together() as connection:
            take_turn(connection)
            gathered = self._gathered[connection] = {}
            try:
                yield
                for stream, records in gathered.items():
                    self._write(connection, stream, records)
            finally:
                del self._gathered[connection]

    def is_settled(self, campus: str) -> bool:
        with self._db.read() as connection:
            if connection.execute(_FACT, {"wanted": f"settled:{campus}"}).first() is not None:
                return True
        folded = self._folded.get(campus)
        return folded is not None and folded == self.feeds(campus_stream(campus))

    def refold(self, campus: str, records: Sequence[Record], now: int, *, whole: bool = False) -> None:
        with self._db.write() as connection:
            clock = Clock(_clock(connection))
            for record in records:
                clock.see(record.hlc)
            _keep_clock(connection, clock.last)
            self._apply(connection, campus, records, now, whole)
        if whole:  # what it still waits for comes in this stream or never: not each page of their people is a reason to read it all
            self._folded[campus] = self.feeds(campus_stream(campus))

    def say_again(self, stream: str, records: Sequence[Record]) -> None:
        """Note once more, in the hub's own name, what it noted before under a name or number that is lost; with the clock of then."""
        author = self.author
        with self._db.write() as connection:
            end = _head(connection, stream, author.feed)
            held = end.last if end else 0
            said = [
                msgspec.structs.replace(record, stream=stream, device=author.feed, seq=held + at)
                for at, record in enumerate(records, start=1)
            ]
            self._write(connection, stream, said)

    def _say(self, connection: Connection, stream: str, *acts: Act) -> None:
        """Note something in the hub's own name, within a transaction."""
        author = self.author
        clock = Clock(_clock(connection), author.wall)
        end = _head(connection, stream, author.feed)
        gathered = self._gathered.get(connection)
        waiting = gathered.setdefault(stream, []) if gathered is not None else []
        held = (end.last if end else 0) + len(waiting)
        records = [
            make_record(stream, author.feed, held + at, clock.tick(), "", "", act)
            for at, act in enumerate(acts, start=1)
        ]
        if gathered is None:
            self._write(connection, stream, records)
        waiting.extend(records)
        _keep_clock(connection, clock.last)
        kind, campus = split_stream(stream)
        if kind == "campus":
            self._apply(connection, campus, records, author.wall())

    def _write(self, connection: Connection, stream: str, records: Sequence[Record]) -> None:
        """Put records at the end of the hub's own feed of a stream, in as few pages as they fit in."""
        feed = self.author.feed
        while records:
            page, end = fitting(records), _head(connection, stream, feed)
            signed = sign_page(encode_page(page, end.mark if end else b""), self.author.sign)
            segment = Segment(page[0].seq, page[-1].seq, signed)
            _append(connection, stream, feed, end, segment, mark_of(page[-1]), self.author.wall())
            records = records[len(page) :]

    def _apply(
        self, connection: Connection, campus: str, records: Sequence[Record], now: int, whole: bool = False
    ) -> None:
        """Fold records of a campus's stream, all of them or some, and remember whether anything in it waits for what was not said yet."""
        key = f"settled:{campus}"
        known = facts.c.key == key
        if not directory.apply(connection, self.author, campus, records, now):
            connection.execute(delete(facts).where(known))
        elif whole and len(key) <= MAX_KEY and connection.execute(_FACT, {"wanted": key}).first() is None:
            connection.execute(insert(facts).values(key=key, value=1))


def _append(
    connection: Connection, stream: str, feed: str, end: Head | None, segment: Segment, mark: bytes, now: int
) -> bool:
    """See `storage.Storage.append`."""
    changed = {"last_seq": segment.last, "mark": mark, "received_at": now}
    row = {"stream": stream, "feed": feed, "received_at": now}
    if end is None:
        moved = _first_of_its_feed(connection, row | changed)
    else:
        wanted = {"of": stream, "by": feed, "after": end.last, "behind": end.mark}
        moved = connection.execute(_MOVE, wanted | changed).rowcount == 1
    if moved:
        content = {"payload": segment.payload, "skew": segment.skew, "cut": segment.cut}
        span = {"first_seq": segment.first, "last_seq": segment.last}
        connection.execute(_ADD, row | content | span)
    return moved


def _head(connection: Connection, stream: str, feed: str) -> Head | None:
    row = connection.execute(_HEAD, {"of": stream, "by": feed}).first()
    return Head(row[0], row[1]) if row else None


def segments_of(connection: Connection, stream: str, feed: str, after: int, limit: int) -> list[Segment]:
    """See `storage.Storage.segments`."""
    rows = connection.execute(_SEGMENTS, {"of": stream, "by": feed, "after": after, "limit": limit})
    return [Segment(*row) for row in rows]


def _branch_off(connection: Connection, stream: str, feed: str, seq: int, branch: str, mark: bytes) -> None:
    """See `storage.Storage.branch_off`. A page that holds the last common record as well stays for its sake, and goes with the branch too."""
    tail = segments_of(connection, stream, feed, seq - 1, 1 << 40)
    end, shared = _head(connection, stream, feed), _head(connection, stream, branch)
    moment = connection.execute(_RECEIVED, {"of": stream, "by": feed}).scalar_one()
    former.part(connection, stream, feed, seq, branch)
    connection.execute(delete(segments).where(*_is(segments, stream, feed), segments.c.last_seq >= seq))
    ends_there = select(segments.c.last_seq).where(*_is(segments, stream, feed), segments.c.last_seq == seq - 1)
    if tail[0].first < seq and connection.execute(ends_there).first() is None:
        row = {"stream": stream, "feed": feed, "received_at": moment, "skew": tail[0].skew, "payload": tail[0].payload}
        connection.execute(_ADD, row | {"first_seq": tail[0].first, "last_seq": seq - 1, "cut": True})
    for one in tail:
        if shared is None or one.last > shared.last:
            part = Segment(max(one.first, seq), one.last, one.payload, one.skew, cut=True)
            # The mark that counts is the last one's; those between are passed through.
            known = _head(connection, stream, branch)
            _append(connection, stream, branch, known, part, end.mark if end else b"", moment)
    if seq == base_of(feed) + 1:
        connection.execute(delete(feeds).where(*_is(feeds, stream, feed)))
    else:
        changed = update(feeds).where(*_is(feeds, stream, feed))
        connection.execute(changed.values(last_seq=seq - 1, mark=mark))


def _is(table: Table, stream: str, feed: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.stream == stream, table.c.feed == feed


def take_turn(connection: Connection) -> None:
    """Be the only one who notes things about people until the transaction ends."""
    _clock(connection)


def _clock(connection: Connection) -> int:
    """The greatest reading known; whoever asks is the only one to note things until the transaction ends."""
    connection.execute(update(facts).where(facts.c.key == "clock").values(value=facts.c.value))
    reading: int = connection.execute(select(facts.c.value).where(facts.c.key == "clock")).scalar_one()
    return reading


def _keep_clock(connection: Connection, reading: int) -> None:
    connection.execute(update(facts).where(facts.c.key == "clock").values(value=reading))


def _first_of_its_feed(connection: Connection, row: dict[str, object]) -> bool:
    """Begin a feed; false when it has begun already, here or in another process at this very moment."""
    try:
        with connection.begin_nested():
            connection.execute(_BEGIN, row)
    except sqlalchemy.exc.IntegrityError:
        return False
    return True


# What every exchange runs is built once: building costs more than running it.
_MOVE = (
    update(feeds)
    .where(
        feeds.c.stream == bindparam("of"),
        feeds.c.feed == bindparam("by"),
        feeds.c.last_seq == bindparam("after"),
        feeds.c.mark == bindparam("behind"),
    )
    .values(last_seq=bindparam("last_seq"), mark=bindparam("mark"), received_at=bindparam("received_at"))
)
_ADD = insert(segments)
_BEGIN = insert(feeds)
_FACT = select(facts.c.value).where(facts.c.key == bindparam("wanted"))
_FEEDS = select(feeds.c.feed, feeds.c.last_seq).where(feeds.c.stream == bindparam("wanted"))
_ENDS = select(feeds.c.feed, feeds.c.last_seq, feeds.c.mark).where(feeds.c.stream == bindparam("wanted"))
_HEAD = select(feeds.c.last_seq, feeds.c.mark).where(feeds.c.stream == bindparam("of"), feeds.c.feed == bindparam("by"))
_RECEIVED: Any = select(feeds.c.received_at).where(feeds.c.stream == bindparam("of"), feeds.c.feed == bindparam("by"))
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
