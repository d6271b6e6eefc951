"""What a journal's records add up to, kept beside them, so that nothing is added up again when a screen opens.

All of it can be made anew from the records at any time; `FOLDS` goes up when it has to be, because a fold counts differently.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from bivouac.courses.text import query, searchable
from bivouac.sync.journal.acts import Noted, NoteRemoved
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record

FOLDS = 2
"""Version of the stored folds."""

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


class StoredFolds:
    """States of activities and the learner's notes, in the journal's file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

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

    def last_places(self) -> list[tuple[str, str]]:
        """For each course the activity touched last, as (course, activity), the latest course first."""
        rows = self._db.execute(
            "SELECT course, activity, max(touched) AS latest FROM states WHERE course <> '' GROUP BY course ORDER BY latest DESC"
        )
        return [(course, activity) for course, activity, _ in rows]

    def notes(self, course: str | None = None) -> list[Note]:
        """Notes of a course (None: of all), the last written first."""
        where, values = ("WHERE course = ?", (course,)) if course is not None else ("", ())
        rows = self._db.execute(f"SELECT {_NOTE} FROM notes {where} ORDER BY stamp DESC, note", values)  # noqa: S608
        return [Note(*row) for row in rows]

    def find_notes(self, text: str, limit: int = 50) -> list[Note]:
        """Notes in which all words of `text` occur, the last written first."""
        expression = query(text)
        if not expression:
            return []
        rows = self._db.execute(
            f"SELECT {_NOTE} FROM notes WHERE id IN (SELECT rowid FROM notes_index WHERE notes_index MATCH ?)"  # noqa: S608
            " ORDER BY stamp DESC, note LIMIT ?",
            (expression, limit),
        )
        return [Note(*row) for row in rows]

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
        self._db.execute(
            "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)",
            (course, activity, state.touched, state.completed, _encode(state)),
        )
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
        row = self._db.execute(
            "INSERT INTO notes (note, course, activity, written, place, quote, text, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (note, course, activity, stands.wall, stands.at, stands.quote, stands.text, stands.stamp.hlc),
        ).lastrowid
        text = searchable(f"{stands.text}\n{stands.quote}")
        self._db.execute("INSERT INTO notes_index (rowid, text) VALUES (?, ?)", (row, text))


_NOTE = "note, course, activity, text, place, quote, written"
