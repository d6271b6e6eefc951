"""What a journal's records add up to, kept beside them, so that nothing is added up again when a screen opens.

All of it can be made anew from the records at any time; `FOLDS` goes up when it has to be, because a fold counts differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from bivouac.courses.text import query, searchable
from bivouac.decoding import msgpack_decoder
from bivouac.sync.journal.acts import Noted, NoteRemoved
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record
from bivouac.sync.store.database import Connection
from bivouac.sync.store.journal_schema import SEALED
from bivouac.sync.store.seals import seal

FOLDS = 2
"""Version of the stored folds."""

_encode = msgspec.msgpack.Encoder().encode
_decode_state = msgpack_decoder(ActivityState).decode


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


class StoredFolds:
    """States of activities and the learner's notes, in the journal's file."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    # Each method raises DamagedError when a row is not what was written.

    def state(self, course: str, activity: str) -> ActivityState:
        """What the learner did in one activity."""
        rows = self._sealed_states("WHERE course = ? AND activity = ?", course, activity)
        return _decode_state(rows[0][4]) if rows else ActivityState()

    def states(self, course: str) -> dict[str, ActivityState]:
        """What the learner did in a course, by activity."""
        return {row[1]: _decode_state(row[4]) for row in self._sealed_states("WHERE course = ?", course)}

    def completed(self) -> dict[str, set[str]]:
        """Activities that are completed, by course."""
        found: dict[str, set[str]] = {}
        for course, activity, *_ in self._sealed_states("WHERE completed > 0"):
            found.setdefault(course, set()).add(activity)
        return found

    def last_places(self) -> list[tuple[str, str]]:
        """For each course the activity touched last, as (course, activity), the latest course first."""
        latest: dict[str, tuple[int, str]] = {}
        for course, activity, touched, *_ in self._sealed_states("WHERE course <> ''"):
            latest[course] = max(latest.get(course, (-1, "")), (touched, activity))
        return [(course, latest[course][1]) for course in sorted(latest, key=lambda one: latest[one], reverse=True)]

    def notes(self, course: str | None = None) -> list[Note]:
        """Notes of a course (None: of all), the last written first."""
        return self._sealed_notes("WHERE course = ?", course) if course is not None else self._sealed_notes("")

    def find_notes(self, text: str, limit: int = 50) -> list[Note]:
        """Notes in which all words of `text` occur, the last written first."""
        expression = query(text)
        if not expression:
            return []
        found = "WHERE id IN (SELECT rowid FROM notes_index WHERE notes_index MATCH ?)"
        return self._sealed_notes(found, expression)[:limit]

    def _sealed_states(self, where: str, *values: str) -> list[tuple[Any, ...]]:
        """Rows of states, each checked against its seal."""
        rows = self._db.execute(f"SELECT {SEALED['states']}, crc FROM states {where}", values).fetchall()  # noqa: S608
        if any(seal("states", *row[:-1]) != row[-1] for row in rows):
            raise self._db.damaged()
        return rows

    def _stored_states(self) -> dict[tuple[str, str], object]:
        """Every state as it stands, damaged ones too, to be compared."""
        rows = self._db.execute("SELECT course, activity, touched, completed, state FROM states").fetchall()
        return {(row[0], row[1]): (row[2], row[3], _readable(row[4])) for row in rows}

    def _sealed_notes(self, where: str, *values: str) -> list[Note]:
        order = "ORDER BY stamp DESC, note"
        rows = self._db.execute(f"SELECT {SEALED['notes']}, crc FROM notes {where} {order}", values).fetchall()  # noqa: S608
        if any(seal("notes", *row[:-1]) != row[-1] for row in rows):
            raise self._db.damaged()
        return [Note(row[0], row[1], row[2], row[6], row[4], row[5], row[3]) for row in rows]

    # --- inside a transaction --------------------------------------------------------------------------------------------

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
        row = (course, activity, state.touched, state.completed, _encode(state))
        self._db.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?, ?)", (*row, seal("states", *row)))
        for note in notes:
            self._index_note(course, activity, note, state)
        return state

    def _forget_folds(self) -> None:
        for table in ("states", "notes", "notes_index"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)

    def _index_note(self, course: str, activity: str, note: str, state: ActivityState) -> None:
        key = (course, activity, note)
        where = "course = ? AND activity = ? AND note = ?"
        self._db.execute(f"DELETE FROM notes_index WHERE rowid IN (SELECT id FROM notes WHERE {where})", key)  # noqa: S608
        self._db.execute(f"DELETE FROM notes WHERE {where}", key)  # noqa: S608
        stands = state.notes[note]
        if stands.text is None:
            return
        values = (note, course, activity, stands.wall, stands.at, stands.quote, stands.text, stands.stamp.hlc)
        row = self._db.execute(
            f"INSERT INTO notes ({SEALED['notes']}, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 (our own names)
            (*values, seal("notes", *values)),
        ).lastrowid
        text = searchable(f"{stands.text}\n{stands.quote}")
        self._db.execute("INSERT INTO notes_index (rowid, text) VALUES (?, ?)", (row, text))


def _readable(state: bytes) -> ActivityState | bytes:
    try:
        return _decode_state(state)
    except (msgspec.DecodeError, TypeError):
        return state
