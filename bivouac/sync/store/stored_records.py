"""The records of a journal, and how far each feed is held here and by the school, as rows of its file.

Every row carries its seal; who reads one that is not what was written gets a DamagedError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from bivouac.sync.journal.feeds import base_of
from bivouac.sync.journal.record import Record
from bivouac.sync.store.check import sealed_records
from bivouac.sync.store.database import Connection, one_view
from bivouac.sync.store.journal_schema import SEALED
from bivouac.sync.store.seals import seal


def select(db: Connection, where: str, values: Sequence[str | int]) -> list[Record]:
    """Records for which a condition in SQL holds, which may go on with an order and a limit."""
    rows = db.execute(f"SELECT {SEALED['records']}, crc FROM records WHERE {where}", values)  # noqa: S608
    return sealed_records(rows.fetchall(), db)


def between(db: Connection, stream: str, feed: str, first: int, last: int) -> list[Record]:
    """Records of a feed from one number to another, as far as they are here."""
    return select(db, "stream = ? AND device = ? AND seq BETWEEN ? AND ? ORDER BY seq", (stream, feed, first, last))


def following(db: Connection, stream: str, feed: str, after: int, limit: int = -1) -> list[Record]:
    """Records of a feed from number `after + 1` on, `limit` at most (below 0: all). Raises DamagedError where one is missing."""
    with one_view(db):  # another connection may be writing
        held, _ = numbers(db, stream, feed)
        found = select(db, "stream = ? AND device = ? AND seq > ? ORDER BY seq LIMIT ?", (stream, feed, after, limit))
    first = max(after, base_of(feed)) + 1
    due = max(0, held + 1 - first)
    if [record.seq for record in found] != list(range(first, first + (min(due, limit) if limit >= 0 else due))):
        raise db.damaged()
    return found


def held(db: Connection, stream: str) -> dict[str, int]:
    """For each feed of a stream, the last record of the gap-free prefix held here."""
    return dict(db.execute("SELECT device, held FROM feeds WHERE stream = ? AND held > 0", (stream,)).fetchall())


def numbers(db: Connection, stream: str, feed: str) -> tuple[int, int]:
    """The last record of a feed that is held here, and the last that a hub acknowledged."""
    row = db.execute("SELECT held, received FROM feeds WHERE stream = ? AND device = ?", (stream, feed)).fetchone()
    here, received = row or (0, 0)
    return max(here, base_of(feed)), received


# --- inside a transaction of the caller ------------------------------------------------------------------------------


def insert(db: Connection, records: Sequence[Record]) -> None:
    """Keep records that continue their feeds, each feed's in order."""
    rows = [msgspec.structs.astuple(record) for record in records]
    db.executemany(
        f"INSERT INTO records ({SEALED['records']}, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        [(*row, seal("records", *row)) for row in rows],
    )
    last = {(record.stream, record.device): record.seq for record in records}
    db.executemany(_HELD, [{"stream": stream, "feed": feed, "seq": seq} for (stream, feed), seq in last.items()])


def cut_off(db: Connection, stream: str, feed: str, after: int) -> None:
    """Let go of what a feed has after a number."""
    db.execute("DELETE FROM records WHERE stream = ? AND device = ? AND seq > ?", (stream, feed, after))
    db.execute(
        "UPDATE feeds SET held = ?3, received = min(received, ?3),"
        " crc = seal('feeds', stream, device, ?3, min(received, ?3)) WHERE stream = ?1 AND device = ?2",
        (stream, feed, after),
    )


def keep_received(db: Connection, stream: str, received: Mapping[str, int]) -> None:
    """A hub holds each feed up to the number given; what it said before of more still counts."""
    db.executemany(_RECEIVED, [{"stream": stream, "feed": feed, "seq": seq} for feed, seq in received.items()])


_RECEIVED = (
    "INSERT INTO feeds (stream, device, received, crc) VALUES (:stream, :feed, :seq, seal('feeds', :stream, :feed, 0, :seq))"
    " ON CONFLICT DO UPDATE SET received = max(received, :seq), crc = seal('feeds', stream, device, held, max(received, :seq))"
)
_HELD = (
    "INSERT INTO feeds (stream, device, held, crc) VALUES (:stream, :feed, :seq, seal('feeds', :stream, :feed, :seq, 0))"
    " ON CONFLICT DO UPDATE SET held = :seq, crc = seal('feeds', stream, device, :seq, received)"
)
