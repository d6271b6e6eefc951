"""Two copies of one disk wrote under the same numbers: what is here becomes a branch, and both are kept (sync/journal/feeds.py)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bivouac.sync.journal.feeds import begins_branch, branch_among, branch_name, split_feed
from bivouac.sync.journal.record import Record
from bivouac.sync.store import stored_records
from bivouac.sync.store.database import Connection


def is_branch(db: Connection, records: Sequence[Record]) -> bool:
    """Whether records that come under a feed's name are known here as a branch of it."""
    rows = db.execute("SELECT device FROM feeds WHERE stream = ? AND device LIKE '%~%'", (records[0].stream,))
    return branch_among(records, [row[0] for row in rows]) is not None


def part_ways(db: Connection, feed: str, records: Sequence[Record]) -> bool:
    """See whether records of a feed from elsewhere, in order, tell of a fork, and make a branch of what is here then; whether they do.

    In a transaction of the caller.
    """
    first, stream, parted = records[0], records[0].stream, False
    _, _, parent, base = split_feed(feed)
    if parent:
        here = stored_records.between(db, stream, parent, base + 1, base + 1)
        if here and begins_branch(here[0], feed):
            branch_off(db, here[0])
            parted = True  # and what stands under that name now is compared in its turn
    theirs = {record.seq: record for record in records}
    for mine in stored_records.between(db, stream, feed, first.seq, records[-1].seq):
        if theirs.get(mine.seq, mine) != mine:
            branch_off(db, mine)
            return True
    return parted


def branch_off(db: Connection, record: Record) -> None:
    """What is here from this record of a feed on is a branch from now on."""
    branch, stream, feed, last = branch_name(record), record.stream, record.device, record.seq - 1
    tail = stored_records.following(db, stream, feed, last)
    stored_records.cut_off(db, stream, feed, last)
    known = stored_records.held(db, stream).get(branch, 0)
    stored_records.insert(db, [msgspec.structs.replace(one, device=branch) for one in tail if one.seq > known])
