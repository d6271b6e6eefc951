"""What the network brought: bytes a week that may have cost money, and how fast the line to each campus is."""

from __future__ import annotations

import sqlite3

from bivouac.sync.store.library_schema import SEALED

_WEIGHT = 0.3
"""Of a new measurement of a line, against what was known."""


class Traffic:
    """Counts of this machine, for all its learners."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def used(self, week: str) -> int:
        """Bytes of courses that came over the internet in a week (`2026-W48`)."""
        row = self._db.execute("SELECT paid FROM weeks WHERE week = ?", (week,)).fetchone()
        return row[0] if row else 0

    def count(self, week: str, paid: int) -> None:
        """Add bytes to a week."""
        self._db.execute(
            f"INSERT INTO weeks ({SEALED['weeks']}) VALUES (?, ?) ON CONFLICT (week) DO UPDATE SET paid = paid + excluded.paid",  # noqa: S608
            (week, paid),
        )

    def speed(self, campus: str) -> int:
        """Bytes a second that courses came from a campus with; 0 while that is not known."""
        row = self._db.execute("SELECT speed FROM speeds WHERE campus = ?", (campus,)).fetchone()
        return row[0] if row else 0

    def measured(self, campus: str, speed: float) -> None:
        """Take a new measurement into what is known of a line."""
        known = self.speed(campus)
        now = speed if not known else known + (speed - known) * _WEIGHT
        self._db.execute(
            f"INSERT OR REPLACE INTO speeds ({SEALED['speeds']}) VALUES (?, ?)",  # noqa: S608
            (campus, round(now)),
        )
