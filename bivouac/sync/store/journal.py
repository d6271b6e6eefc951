"""One learner's journal on this machine: records as they were made, and what they add up to, in one file.

An act is one transaction: the record, the activity's state and the note's text change together or not at all, and the call
returns when they are on the disk. States can be rebuilt from the records at any time (`rebuild`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bivouac.courses.text import query, searchable
from bivouac.errors import RecordError
from bivouac.sync.journal.acts import Act, Noted, NoteRemoved
from bivouac.sync.journal.clock import Clock, milliseconds, wall_milliseconds
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record, learner_stream, make_record
from bivouac.sync.store.database import connect, transaction
from bivouac.sync.store.journal_schema import STEPS

_encode = msgspec.msgpack.Encoder().encode
_decode_state = msgspec.msgpack.Decoder(ActivityState).decode


@dataclass(frozen=True)
class Note:
    """A note as it stands. `at` is where it belongs (as in acts.Reached); `written` in milliseconds since 1970."""

    id: str
    course: str
    activity: str
    text: str
    at: int
    quote: str
    written: int


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


class Journal:
    """The journal of one learner on one device.

    Args:
        path: the learner's file, made if it is not there.
        device: id of this device, the author of what is recorded here.
        wall: the wall clock, in milliseconds.
    """

    def __init__(self, path: Path, learner: str, device: str, wall: Callable[[], int] = wall_milliseconds) -> None:
        self.learner = learner
        self.device = device
        self.stream = learner_stream(learner)
        self._wall = wall
        self._db = connect(path, "journal", STEPS)

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
            seq = self._held(self.device)
            clock = Clock(self._greatest(), self._wall)
            records = []
            for act in acts:
                seq += 1
                records.append(make_record(self.stream, self.device, seq, clock.tick(), course, activity, act))
            self._insert(records)
            state = self._fold(course, activity, records)
            self._keep_clock(clock.last)
        return state

    # --- what it adds up to --------------------------------------------------------------------------------------------

    def state(self, course: str, activity: str) -> ActivityState:
        """What the learner did in one activity."""
        row = self._db.execute(
            "SELECT state FROM states WHERE course = ? AND activity = ?", (course, activity)
        ).fetchone()
        return _decode_state(row[0]) if row else ActivityState()

    def states(self, course: str) -> dict[str, ActivityState]:
        """What the learner did in a course, by activity."""
        rows = self._db.execute("SELECT activity, state FROM states WHERE course = ?", (course,))
        return {activity: _decode_state(state) for activity, state in rows}

    def completed(self) -> dict[str, set[str]]:
        """Activities that are completed, by course."""
        found: dict[str, set[str]] = {}
        for course, activity in self._db.execute("SELECT course, activity FROM states WHERE completed > 0"):
            found.setdefault(course, set()).add(activity)
        return found

    def last_places(self) -> list[tuple[str, str, int]]:
        """For each course the activity touched last, as (course, activity, milliseconds since 1970), the latest course first."""
        rows = self._db.execute(
            "SELECT course, activity, max(touched) AS latest FROM states WHERE course <> '' GROUP BY course ORDER BY latest DESC"
        )
        return [(course, activity, milliseconds(touched)) for course, activity, touched in rows]

    def notes(self, course: str | None = None) -> list[Note]:
        """Notes of a course (None: of all), the last written first."""
        where, values = ("WHERE course = ?", (course,)) if course is not None else ("", ())
        rows = self._db.execute(f"SELECT {_NOTE} FROM notes {where} ORDER BY written DESC, note", values)  # noqa: S608
        return [_note(row) for row in rows]

    def find_notes(self, text: str, limit: int = 50) -> list[Note]:
        """Notes in which all words of `text` occur, the last written first."""
        expression = query(text)
        if not expression:
            return []
        rows = self._db.execute(
            f"SELECT {_NOTE} FROM notes WHERE id IN (SELECT rowid FROM notes_index WHERE notes_index MATCH ?)"  # noqa: S608
            " ORDER BY written DESC, note LIMIT ?",
            (expression, limit),
        )
        return [_note(row) for row in rows]

    def rebuild(self) -> None:
        """Make all states and notes anew from the records."""
        with transaction(self._db):
            for table in ("states", "notes", "notes_index"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
            self._fold_all(self._select("stream = ?", (self.stream,)))

    # --- the exchange (sync/exchange) ------------------------------------------------------------------------------------

    def held(self) -> dict[str, int]:
        """For each device's feed in this stream, how many records are here, without a gap."""
        rows = self._db.execute("SELECT device, held FROM feeds WHERE stream = ? AND held > 0", (self.stream,))
        return dict(rows.fetchall())

    def received(self) -> dict[str, int]:
        """For each device's feed, up to which record the school has said that it holds all."""
        rows = self._db.execute("SELECT device, received FROM feeds WHERE stream = ? AND received > 0", (self.stream,))
        return dict(rows.fetchall())

    def own_records(self, after: int, limit: int) -> list[Record]:
        """Records made on this device, from number `after + 1` on."""
        return self._select(
            "stream = ? AND device = ? AND seq > ? ORDER BY seq LIMIT ?", (self.stream, self.device, after, limit)
        )

    def take_in(self, records: Sequence[Record]) -> int:
        """Keep records made elsewhere; those that are here already change nothing. Returns how many were new.

        Raises:
            RecordError: a record is of another stream, leaves a gap, or is damaged; nothing of the batch was kept.
        """
        with transaction(self._db):
            fresh = self._fresh(records)
            self._insert(fresh)
            self._fold_all(fresh)
            clock = max([self._greatest(), *(record.hlc for record in fresh)])
            self._keep_clock(clock)
        return len(fresh)

    def mark_received(self, received: dict[str, int]) -> None:
        """A hub answered now and holds each feed up to the number given."""
        with transaction(self._db):
            for device, seq in received.items():
                self._db.execute(
                    "INSERT INTO feeds (stream, device, received) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET received = max(received, excluded.received)",
                    (self.stream, device, seq),
                )
            self._db.execute("INSERT OR REPLACE INTO facts VALUES ('heard', ?)", (self._wall(),))

    def standing(self) -> Standing:
        """What the school has received, for the learner to see."""
        row = self._db.execute(
            "SELECT held, received FROM feeds WHERE stream = ? AND device = ?", (self.stream, self.device)
        ).fetchone()
        held, received = row or (0, 0)
        last = self._db.execute(
            "SELECT hlc FROM records WHERE stream = ? AND device = ? AND seq = ?",
            (self.stream, self.device, min(held, received)),
        ).fetchone()
        heard = self._db.execute("SELECT value FROM facts WHERE key = 'heard'").fetchone()
        return Standing(max(0, held - received), milliseconds(last[0]) if last else 0, heard[0] if heard else 0)

    # --- inside a transaction --------------------------------------------------------------------------------------------

    def _held(self, device: str) -> int:
        row = self._db.execute(
            "SELECT held FROM feeds WHERE stream = ? AND device = ?", (self.stream, device)
        ).fetchone()
        return row[0] if row else 0

    def _fresh(self, records: Sequence[Record]) -> list[Record]:
        """The records that are not here yet, each feed's without a gap."""
        held = self.held()
        fresh = []
        for record in sorted(records, key=lambda record: (record.device, record.seq)):
            if record.stream != self.stream:
                raise RecordError("The hub sent records of somebody else. Nothing of them was kept.")
            here = held.get(record.device, 0)
            if record.seq > here + 1:
                raise RecordError("Records are missing in what the hub sent; they will be asked for again.")
            if record.seq == here + 1:
                record.act()  # a damaged body is refused before anything is kept
                held[record.device] = record.seq
                fresh.append(record)
        return fresh

    def _insert(self, records: Sequence[Record]) -> None:
        self._db.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [msgspec.structs.astuple(record) for record in records],
        )
        last = {record.device: record.seq for record in records}
        self._db.executemany(
            "INSERT INTO feeds (stream, device, held) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET held = excluded.held",
            [(self.stream, device, seq) for device, seq in last.items()],
        )

    def _fold_all(self, records: Iterable[Record]) -> None:
        by_activity: dict[tuple[str, str], list[Record]] = {}
        for record in records:
            by_activity.setdefault((record.course, record.activity), []).append(record)
        for (course, activity), group in by_activity.items():
            self._fold(course, activity, group)

    def _fold(self, course: str, activity: str, records: Sequence[Record]) -> ActivityState:
        """Add records of one activity to its state, and keep the notes' texts in step."""
        state = self.state(course, activity)
        notes = set()
        for record in records:
            state.add(record)
            if isinstance(act := record.act(), Noted | NoteRemoved):
                notes.add(act.note)
        self._db.execute(
            "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)",
            (course, activity, state.touched, state.completed, _encode(state)),
        )
        for note in notes:
            self._index_note(course, activity, note, state)
        return state

    def _index_note(self, course: str, activity: str, note: str, state: ActivityState) -> None:
        key = (course, activity, note)
        where = "course = ? AND activity = ? AND note = ?"
        self._db.execute(f"DELETE FROM notes_index WHERE rowid IN (SELECT id FROM notes WHERE {where})", key)  # noqa: S608
        self._db.execute(f"DELETE FROM notes WHERE {where}", key)  # noqa: S608
        stands = state.notes[note]
        if stands.text is None:
            return
        row = self._db.execute(
            "INSERT INTO notes (note, course, activity, written, place, quote, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (note, course, activity, milliseconds(stands.stamp.hlc), stands.at, stands.quote, stands.text),
        ).lastrowid
        text = searchable(f"{stands.text}\n{stands.quote}")
        self._db.execute("INSERT INTO notes_index (rowid, text) VALUES (?, ?)", (row, text))

    def _greatest(self) -> int:
        """The greatest reading in this journal; another thread's connection may have brought a later one meanwhile."""
        row = self._db.execute("SELECT value FROM facts WHERE key = 'clock'").fetchone()
        return row[0] if row else 0

    def _keep_clock(self, reading: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO facts VALUES ('clock', ?)", (reading,))

    def _select(self, where: str, values: tuple[str | int, ...]) -> list[Record]:
        rows = self._db.execute(
            f"SELECT stream, device, seq, hlc, kind, course, activity, body FROM records WHERE {where}",  # noqa: S608
            values,
        )
        return [Record(*row) for row in rows]


_NOTE = "note, course, activity, text, place, quote, written"


def _note(row: sqlite3.Row | tuple[str, str, str, str, int, str, int]) -> Note:
    return Note(*row)
