"""One learner's journal on this machine: records as they were made, and what they add up to, in one file.

An act is one transaction: the record, the activity's state and the note's text change together or not at all, and the call
returns when they are on the disk. States can be rebuilt from the records at any time (`rebuild`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bivouac.errors import RecordError
from bivouac.sync.journal.acts import Act
from bivouac.sync.journal.clock import Clock, wall_milliseconds
from bivouac.sync.journal.feeds import (
    base_of,
    begins_branch,
    branch_among,
    branch_name,
    feed_name,
    learner_stream,
    split_feed,
    split_stream,
)
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.journal.shared import ClassState
from bivouac.sync.store.database import connect, transaction
from bivouac.sync.store.journal_schema import STEPS
from bivouac.sync.store.stored_folds import FOLDS, StoredFolds


@dataclass(frozen=True)
class Standing:
    """What the school has of this learner's work.

    Attributes:
        waiting: acts made here that the school has not received.
        received_until: when the last act was made that the school has, milliseconds since 1970; 0 for none.
        heard: when a hub last answered, by this computer's clock, milliseconds since 1970; 0 for never.
    """

    waiting: int
    received_until: int
    heard: int


class Journal(StoredFolds):
    """The journal of one learner on one device.

    Args:
        path: the learner's file, made if it is not there.
        device: id of this device, the author of what is recorded here.
        former: ids that this device had before; what it wrote under them is still its own to send.
        wall: the wall clock, in milliseconds.
    """

    def __init__(
        self,
        path: Path,
        learner: str,
        device: str,
        former: Collection[str] = (),
        wall: Callable[[], int] = wall_milliseconds,
    ) -> None:
        super().__init__(connect(path, "journal", STEPS))
        self.learner = learner
        self.device = device
        self.stream = learner_stream(learner)
        self._own = {device, *former}
        self._wall = wall
        if self._fact("folds") != FOLDS:
            self.rebuild()

    def close(self) -> None:
        self._db.close()

    # --- doing -------------------------------------------------------------------------------------------------------

    def record(self, course: str, activity: str, *acts: Act) -> ActivityState:
        """Write acts of the learner in one activity; they are on the disk when this returns.

        Returns:
            What all records of the activity now add up to.

        Raises:
            RecordError: a text is too long. SpaceError: the disk is full. In both cases nothing was written.
        """
        with transaction(self._db):
            return self._fold(course, activity, self._write(self.stream, course, activity, acts))

    def share(self, stream: str, course: str, activity: str, *acts: Act) -> None:
        """Write acts of the learner in a stream that they share with others; raises as `record`."""
        with transaction(self._db):
            self._write(stream, course, activity, acts)

    def shared(self, stream: str) -> ClassState:
        """What a stream that is shared with a class adds up to."""
        state = ClassState()
        for record in self._select("stream = ? ORDER BY device, seq", (stream,)):
            state.add(record)
        return state

    def rebuild(self) -> None:
        """Make all states and notes anew from the records."""
        with transaction(self._db):
            self._refold()

    def differences(self) -> list[tuple[str, str]]:
        """Activities whose stored state is not what the records add up to, as (course, activity); none, unless there is a bug."""
        with transaction(self._db):
            kept = dict(self._states())
            self._refold()
            anew = dict(self._states())
        return sorted(place for place in kept.keys() | anew.keys() if kept.get(place) != anew.get(place))

    # --- the exchange (sync/exchange) ------------------------------------------------------------------------------------

    def streams(self) -> list[str]:
        """The streams of this journal: the learner's own first, then those shared with others."""
        rows = self._db.execute("SELECT DISTINCT stream FROM feeds WHERE stream <> ? ORDER BY stream", (self.stream,))
        return [self.stream, *(row[0] for row in rows)]

    def held(self, stream: str) -> dict[str, int]:
        """For each feed of a stream, the last record of the gap-free prefix held here."""
        rows = self._db.execute("SELECT device, held FROM feeds WHERE stream = ? AND held > 0", (stream,))
        return dict(rows.fetchall())

    def own_feeds(self, stream: str) -> dict[str, int]:
        """The feeds of a stream that were written here, each with the last record that the school has said it holds."""
        rows = self._db.execute(
            "SELECT device, received FROM feeds WHERE stream = ? AND held > 0", (stream,)
        ).fetchall()
        return {feed: max(received, base_of(feed)) for feed, received in rows if split_feed(feed).device in self._own}

    def records(self, stream: str, feed: str, after: int, limit: int) -> list[Record]:
        """Records of a feed from number `after + 1` on, `limit` at most."""
        return self._select("stream = ? AND device = ? AND seq > ? ORDER BY seq LIMIT ?", (stream, feed, after, limit))

    def is_branch(self, records: Sequence[Record]) -> bool:
        """Whether records that come under a feed's name are known here as a branch of it."""
        rows = self._db.execute("SELECT device FROM feeds WHERE stream = ? AND device LIKE '%~%'", (records[0].stream,))
        return branch_among(records, [row[0] for row in rows]) is not None

    def take_in(self, stream: str, records: Sequence[Record]) -> int:
        """Keep records made elsewhere; those that are here already change nothing. Returns how many were new.

        Where a record is here already with other content, two copies of one disk wrote it: what is here becomes a branch
        (sync/journal/feeds.py), and both are kept.

        Raises:
            RecordError: a record is of another stream, leaves a gap, or is damaged; nothing of the batch was kept.
        """
        with transaction(self._db):
            forked = [self._part_ways(feed, group) for feed, group in _by_feed(records).items()]
            fresh = self._fresh(stream, records)
            self._insert(fresh)
            if any(forked):
                self._refold()
            elif stream == self.stream:
                self._fold_all(fresh)
            clock = Clock(self._fact("clock"))
            for record in fresh:
                clock.see(record.hlc)
            self._keep_fact("clock", clock.last)
        return len(fresh)

    def mark_received(self, stream: str, received: dict[str, int]) -> None:
        """A hub answered now and holds each feed up to the number given."""
        with transaction(self._db):
            for feed, seq in received.items():
                self._db.execute(
                    "INSERT INTO feeds (stream, device, received) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET received = max(received, excluded.received)",
                    (stream, feed, seq),
                )
            self._keep_fact("heard", self._wall())

    def standing(self) -> Standing:
        """What the school has received, for the learner to see."""
        waiting, until = 0, 0
        for stream in self.streams():
            held = self.held(stream)
            for feed, received in self.own_feeds(stream).items():
                waiting += max(0, held[feed] - received)
                last = self._select("stream = ? AND device = ? AND seq = ?", (stream, feed, min(held[feed], received)))
                until = max(until, last[0].wall if last else 0)
        return Standing(waiting, until, self._fact("heard"))

    # --- inside a transaction --------------------------------------------------------------------------------------------

    def _write(self, stream: str, course: str, activity: str, acts: Sequence[Act]) -> list[Record]:
        feed = feed_name(stream, self.device, self.learner)
        row = self._db.execute("SELECT held FROM feeds WHERE stream = ? AND device = ?", (stream, feed)).fetchone()
        seq = row[0] if row else 0
        # Another thread's connection may have brought a later reading meanwhile.
        clock = Clock(self._fact("clock"), self._wall)
        records = [
            make_record(stream, feed, seq + at, clock.tick(), course, activity, act)
            for at, act in enumerate(acts, start=1)
        ]
        self._insert(records)
        self._keep_fact("clock", clock.last)
        return records

    def _fresh(self, stream: str, records: Sequence[Record]) -> list[Record]:
        """The records that are not here yet, each feed's without a gap."""
        split_stream(stream)
        held = self.held(stream)
        fresh = []
        for record in sorted(records, key=lambda record: (record.device, record.seq)):
            if record.stream != stream:
                raise RecordError("The hub sent records of somebody else. Nothing of them was kept.")
            here = max(held.get(record.device, 0), base_of(record.device))
            if record.seq > here + 1:
                raise RecordError("Records are missing in what the hub sent; they will be asked for again.")
            if record.seq == here + 1:
                record.act()  # a damaged body is refused before anything is kept
                held[record.device] = record.seq
                fresh.append(record)
        return fresh

    def _part_ways(self, feed: str, records: Sequence[Record]) -> bool:
        """See whether records from elsewhere tell of a fork, and make a branch of what is here then."""
        first, stream, parted = records[0], records[0].stream, False
        _, _, parent, base = split_feed(feed)
        if parent:
            here = self._select("stream = ? AND device = ? AND seq = ?", (stream, parent, base + 1))
            if here and begins_branch(here[0], feed):
                self._branch_off(here[0])
                parted = True  # and what stands under that name now is compared in its turn
        theirs = {record.seq: record for record in records}
        for mine in self._select(
            "stream = ? AND device = ? AND seq BETWEEN ? AND ? ORDER BY seq", (stream, feed, first.seq, records[-1].seq)
        ):
            if theirs.get(mine.seq, mine) != mine:
                self._branch_off(mine)
                return True
        return parted

    def _branch_off(self, record: Record) -> None:
        """What is here from this record of a feed on is a branch from now on."""
        branch, feed = branch_name(record), (record.stream, record.device)
        tail = self.records(*feed, record.seq - 1, -1)
        self._db.execute("DELETE FROM records WHERE stream = ? AND device = ? AND seq >= ?", (*feed, record.seq))
        self._db.execute(
            "UPDATE feeds SET held = ?, received = min(received, ?) WHERE stream = ? AND device = ?",
            (record.seq - 1, record.seq - 1, *feed),
        )
        known = self.held(record.stream).get(branch, 0)
        self._insert([msgspec.structs.replace(one, device=branch) for one in tail if one.seq > known])

    def _insert(self, records: Sequence[Record]) -> None:
        self._db.executemany(
            "INSERT INTO records (stream, device, seq, hlc, kind, course, activity, body, wall) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [msgspec.structs.astuple(record) for record in records],
        )
        last = {(record.stream, record.device): record.seq for record in records}
        self._db.executemany(
            "INSERT INTO feeds (stream, device, held) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET held = excluded.held",
            [(stream, feed, seq) for (stream, feed), seq in last.items()],
        )

    def _refold(self) -> None:
        self._forget_folds()
        self._fold_all(self._select("stream = ?", (self.stream,)))
        self._keep_fact("folds", FOLDS)

    def _states(self) -> list[tuple[tuple[str, str], ActivityState]]:
        rows = self._db.execute("SELECT course, activity FROM states").fetchall()
        return [((course, activity), self.state(course, activity)) for course, activity in rows]

    def _fact(self, key: str) -> int:
        row = self._db.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0

    def _keep_fact(self, key: str, value: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, value))

    def _select(self, where: str, values: tuple[str | int, ...]) -> list[Record]:
        rows = self._db.execute(
            f"SELECT stream, device, seq, hlc, kind, course, activity, body, wall FROM records WHERE {where}",  # noqa: S608
            values,
        )
        return [Record(*row) for row in rows]


def _by_feed(records: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.device, []).append(record)
    return found
