"""What the records of one activity add up to: pure, the same in whatever order records come.

`ActivityState.add` takes each record once (the journal drops repeats); two states of the same records are equal however
they were ordered. Where acts contradict each other the later stamp is shown, and the other stays in the journal.
"""

from __future__ import annotations

import bisect

from msgspec import Struct, field

from bivouac.sync.journal import acts
from bivouac.sync.journal.record import Record, Stamp

NEVER = Stamp(0, "")


class QuestionState(Struct):
    """Answers to one question. Shares are thousandths of its points; -1 means not graded."""

    tries: int = 0
    best: int = -1
    last: acts.Response = None
    last_share: int = -1
    stamp: Stamp = NEVER
    hints: int = 0


class NoteState(Struct):
    """A note as it stands; `text` is None once it is removed. `wall` is when that was (`Record.wall`)."""

    stamp: Stamp
    text: str | None
    at: int = 0
    quote: str = ""
    wall: int = 0


class Step(Struct, array_like=True, frozen=True, order=True):
    """One choice on the way through a case."""

    stamp: Stamp
    scene: str
    choice: int


class ActivityState(Struct):
    """Everything that one learner did in one activity."""

    touched: int = 0
    completed: int = 0
    score: int = -1
    position: int = 0
    position_stamp: Stamp = NEVER
    watched: list[tuple[int, int]] = field(default_factory=list)
    questions: dict[str, QuestionState] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    restarted: Stamp = NEVER
    notes: dict[str, NoteState] = field(default_factory=dict)
    bookmarks: dict[int, tuple[Stamp, bool]] = field(default_factory=dict)

    def add(self, record: Record) -> None:  # noqa: C901 (one arm for each act)
        """Take in one record that was not taken in before. Raises RecordError when its body is damaged."""
        self.touched = max(self.touched, record.hlc)
        act, stamp = record.act(), record.stamp
        match act:
            case acts.Watched(start, end):
                self.watched = with_interval(self.watched, start, end)
            case acts.Reached(position):
                if stamp > self.position_stamp:
                    self.position, self.position_stamp = position, stamp
            case acts.Answered(question, response, share):
                self._answer(question, response, share, stamp)
            case acts.Hinted(question, count):
                state = self.questions.setdefault(question, QuestionState())
                state.hints = max(state.hints, count)
            case acts.Completed(share):
                self.completed = min(self.completed or record.hlc, record.hlc)
                self.score = max(self.score, share)
            case acts.Chose(scene, choice):
                if stamp > self.restarted:
                    bisect.insort(self.steps, Step(stamp, scene, choice))
            case acts.Restarted():
                self.restarted = max(self.restarted, stamp)
                self.steps = [step for step in self.steps if step.stamp > self.restarted]
            case acts.Noted(note, text, at, quote):
                self._write(note, NoteState(stamp, text, at, quote, record.wall))
            case acts.NoteRemoved(note):
                self._write(note, NoteState(stamp, None, wall=record.wall))
            case acts.Bookmarked(at, on):
                if stamp > self.bookmarks.get(at, (NEVER, False))[0]:
                    self.bookmarks[at] = (stamp, on)

    def live_notes(self) -> dict[str, NoteState]:
        """Notes that are not removed."""
        return {note: state for note, state in self.notes.items() if state.text is not None}

    def live_bookmarks(self) -> list[int]:
        """Places with a bookmark, in order."""
        return sorted(at for at, (_, on) in self.bookmarks.items() if on)

    def _answer(self, question: str, response: acts.Response, share: int, stamp: Stamp) -> None:
        state = self.questions.setdefault(question, QuestionState())
        state.tries += 1
        state.best = max(state.best, share)
        if stamp > state.stamp:
            state.last, state.last_share, state.stamp = response, share, stamp

    def _write(self, note: str, state: NoteState) -> None:
        if note not in self.notes or state.stamp > self.notes[note].stamp:
            self.notes[note] = state


def with_interval(intervals: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Disjoint sorted intervals with `[start, end)` added; those that touch become one. An empty one adds nothing."""
    if end <= start:
        return intervals
    before = [interval for interval in intervals if interval[1] < start]
    after = [interval for interval in intervals if interval[0] > end]
    touching = intervals[len(before) : len(intervals) - len(after)]
    if touching:
        start, end = min(start, touching[0][0]), max(end, touching[-1][1])
    return [*before, (start, end), *after]
