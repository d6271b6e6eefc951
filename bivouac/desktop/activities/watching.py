"""What of a film was really seen: intervals of film time, from the positions that the player reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

JUMP = 1.5
"""Seconds by which the film may run ahead of or behind the clock between two reports; more is a jump."""

NEAR_AN_EDGE = 3_000
"""Milliseconds from either edge of a film within which it is begun anew rather than continued."""


@dataclass
class WatchLog:
    """Collects intervals while a film runs. Positions are milliseconds of the film, times are seconds of a steady clock.

    What was seen counts by the film's own time, so neither the computer's date nor the speed matters. A report that does not fit the
    time that passed is a jump, whoever made it: nothing in between counts as seen.
    """

    _closed: list[tuple[int, int]] = field(default_factory=list)
    _start: int = 0
    _end: int = 0
    _at: float = 0.0
    _running: bool = False

    def moved(self, position: int, at: float, rate: float) -> None:
        """The running film is at `position` at the time `at`; it runs `rate` times as fast as life."""
        expected = (at - self._at) * rate * 1000
        advance = position - self._end
        if self._running and advance >= 0 and abs(advance - expected) <= JUMP * 1000:
            self._end, self._at = position, at
        else:
            self.stopped()
            self._start, self._end, self._at, self._running = position, position, at, True

    def stopped(self) -> None:
        """The film stands still, or is about to jump: what ran so far is an interval of its own."""
        if self._running and self._end > self._start:
            self._closed.append((self._start, self._end))
        self._running = False

    def take(self) -> list[tuple[int, int]]:
        """The intervals since the last call, `[start, end)` in milliseconds; a film that runs goes on from there."""
        taken, self._closed = self._closed, []
        if self._running and self._end > self._start:
            taken.append((self._start, self._end))
            self._start = self._end
        return taken


def resume_at(position: int, duration: int) -> int:
    """Where to continue a film that was left at `position`: there, or at 0 when that is close to its beginning or its end."""
    return position if NEAR_AN_EDGE <= position <= duration - NEAR_AN_EDGE else 0


NEAR_BOOKMARK = 2_000
"""Milliseconds around a bookmark within which the bookmark key takes it away."""


def bookmark_near(bookmarks: Iterable[int], position: int) -> int | None:
    """The bookmark at a moment (milliseconds), or None."""
    near = [at for at in bookmarks if abs(at - position) <= NEAR_BOOKMARK]
    return min(near, key=lambda at: abs(at - position), default=None)
