"""Acts that cannot be sent under their number as things are: their records are kept and counted until it is known what becomes of them.

After a repair (repair.py) some records may stand *behind a gap*: those before them could not be read. They wait in the table `kept`. An exchange
brings what the hub has; where that closes the gap they are joined again (`join`). What is still behind a gap when both ends hold the same, the
hub cannot have, for it takes no feed with a gap: these acts are written again under the identity that this machine has now (`adopt`), as they were, with
their order and their time. So are acts whose key is lost, as far as the hub has said that it lacks them.

Why nothing is lost and nothing counts twice: an act leaves `kept` only for `records`, in one transaction. It is written again only if no hub ever
acknowledged it, and not before one has shown all that it holds; one whose answer was lost on the way is among that. An act that a hub did
acknowledge and does not have any more, because it was set back, is not written again, since the person's other laptops may have it; it stays
here, counted here, until that hub has its own again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import msgspec

from bivouac.sync.journal.feeds import base_of, by_feed, split_feed
from bivouac.sync.journal.record import Record
from bivouac.sync.store import stored_records
from bivouac.sync.store.check import sealed_records
from bivouac.sync.store.database import Connection
from bivouac.sync.store.journal_schema import SEALED
from bivouac.sync.store.seals import seal

Content = tuple[int, int, str, str, str, bytes]

_AT_ONCE = 500


class Author(NamedTuple):
    """Who writes here: the ids whose keys this machine has, and the person."""

    own: Collection[str]
    learner: str


def keep(db: Connection, records: Sequence[Record]) -> None:
    """Put records behind a gap aside. In a transaction of the caller, like all here."""
    rows = [msgspec.structs.astuple(record) for record in records]
    db.executemany(
        "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, seal("records", *row)) for row in rows],
    )


def records(db: Connection, stream: str) -> list[Record]:
    """What is kept of a stream, feed by feed in order."""
    rows = db.execute(
        f"SELECT {SEALED['records']}, crc FROM kept WHERE stream = ? ORDER BY device, seq",  # noqa: S608 (our own names)
        (stream,),
    )
    return sealed_records(rows.fetchall(), db)


def join(db: Connection, stream: str, fresh: Sequence[Record]) -> bool:
    """Bring back what stands behind no gap any more, and let go of what came just now, under whatever number; whether anything changed."""
    came_anew = {_content(record) for record in fresh}
    again = [record for record in records(db, stream) if _content(record) in came_anew]
    _forget(db, again)
    changed = bool(again)
    for feed, group in by_feed(records(db, stream)).items():
        held = stored_records.numbers(db, stream, feed)[0]
        came = {record.seq: record for record in stored_records.between(db, stream, feed, group[0].seq, held)}
        same = [record for record in group if came.get(record.seq) == record]
        ours = [record for record in group if record not in same]
        if (
            ours and ours[0].seq > held
        ):  # else a copy of the disk wrote on from the gap: what is ours is no continuation of that
            ours = [record for at, record in enumerate(ours) if record.seq == held + 1 + at]
            stored_records.insert(db, ours)
            same += ours
        _forget(db, same)
        changed = changed or bool(same)
    return changed


def waiting(db: Connection, stream: str, author: Author) -> int:
    """Acts of this person on this machine that are kept and that no hub ever acknowledged."""
    return sum(
        record.seq > stored_records.numbers(db, stream, feed)[1]
        for feed, group in by_feed(records(db, stream)).items()
        if _is_written_here(db, feed, author)
        for record in group
    )


def adopt(db: Connection, stream: str, author: Author, feed: str) -> tuple[int, int]:
    """Write again under the present `feed` what no hub has and nobody can send under its number; how many acts were looked at, and written.

    Only when an exchange has just ended with both ends holding the same. What was written again before, and is known from a backup only under its
    first number, is let go.
    """
    orphans = [*_behind_gaps(db, stream, author), *_without_key(db, stream, author)]
    here = _contents(db, stream, [record.hlc for record in orphans])
    anew = sorted(
        (record for record in orphans if _content(record) not in here),
        key=lambda record: (record.hlc, record.device, record.seq),
    )
    last = stored_records.numbers(db, stream, feed)[0]
    stored_records.insert(
        db, [msgspec.structs.replace(one, device=feed, seq=last + at) for at, one in enumerate(anew, start=1)]
    )
    return len(orphans), len(anew)


def compare_anew(db: Connection, is_own: Callable[[str], bool]) -> None:
    """This machine writes under another name from now on: show a hub once more all that it wrote before.

    Nothing is written any more that would show that the hub, set back to a backup since, took a copy's records under the same numbers.
    """
    feeds = [feed for (feed,) in db.execute("SELECT DISTINCT device FROM feeds").fetchall() if is_own(feed)]
    db.executemany(
        "UPDATE feeds SET received = 0, crc = seal('feeds', stream, device, held, 0) WHERE device = ?",
        [(feed,) for feed in feeds],
    )


def _behind_gaps(db: Connection, stream: str, author: Author) -> list[Record]:
    """Take out of `kept` what can be written again."""
    found = []
    for feed, group in by_feed(records(db, stream)).items():
        if _is_written_here(db, feed, author):
            held, received = stored_records.numbers(db, stream, feed)
            found += [record for record in group if record.seq > max(held, received) or record.seq <= held]
    _forget(db, found)
    return found


def _without_key(db: Connection, stream: str, author: Author) -> list[Record]:
    """Take out of `records` what the hub lacks of feeds that nobody can sign any more."""
    found = []
    feeds = db.execute("SELECT device, held, received FROM feeds WHERE stream = ? AND held > received", (stream,))
    for feed, held, received in feeds.fetchall():
        after = max(received, base_of(feed))
        if after < held and split_feed(feed).device not in author.own and _is_written_here(db, feed, author):
            found += stored_records.between(db, stream, feed, after + 1, held)
            stored_records.cut_off(db, stream, feed, after)
    return found


def _is_written_here(db: Connection, feed: str, author: Author) -> bool:
    device, learner, *_ = split_feed(feed)
    here = device in author.own or db.execute("SELECT 1 FROM authors WHERE device = ?", (device,)).fetchone()
    return bool(here) and learner in ("", author.learner)


def _contents(db: Connection, stream: str, readings: Sequence[int]) -> set[Content]:
    """What the records of a stream with some readings of the clock say."""
    found = set[Content]()
    for at in range(0, len(readings), _AT_ONCE):
        some = readings[at : at + _AT_ONCE]
        same = f"stream = ? AND hlc IN ({', '.join('?' * len(some))})"
        found |= {_content(record) for record in stored_records.select(db, same, (stream, *some))}
    return found


def _content(record: Record) -> Content:
    """What tells an act from every other, whatever number it has: no two have one reading of one person's clocks and say the same."""
    return record.hlc, record.wall, record.kind, record.course, record.activity, record.body


def _forget(db: Connection, gone: Sequence[Record]) -> None:
    keys = [(record.stream, record.device, record.seq) for record in gone]
    db.executemany("DELETE FROM kept WHERE stream = ? AND device = ? AND seq = ?", keys)
