"""Folds give the same whatever order records come in."""

import itertools
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.errors import RecordError
from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.folds import ActivityState, with_interval
from bivouac.sync.journal.record import Record, make_record

_SCENES = st.sampled_from(["start", "call", "end"])
_NOTES = st.sampled_from(["n1", "n2"])
_ACTS: dict[type[acts.Act], st.SearchStrategy[acts.Act]] = {
    acts.Watched: st.builds(acts.Watched, st.integers(0, 20), st.integers(0, 20)),
    acts.Reached: st.builds(acts.Reached, st.integers(0, 5)),
    acts.Answered: st.builds(
        acts.Answered, st.sampled_from(["q1", "q2"]), st.integers(0, 3), st.sampled_from([-1, 0, 500, 1000])
    ),
    acts.Hinted: st.builds(acts.Hinted, st.just("q1"), st.integers(1, 3)),
    acts.Chose: st.builds(acts.Chose, _SCENES, st.integers(0, 1)),
    acts.Restarted: st.builds(acts.Restarted),
    acts.Completed: st.builds(acts.Completed, st.sampled_from([-1, 600, 1000])),
    acts.Noted: st.builds(acts.Noted, _NOTES, st.sampled_from(["a", "b"])),
    acts.NoteRemoved: st.builds(acts.NoteRemoved, _NOTES),
    acts.Bookmarked: st.builds(acts.Bookmarked, st.integers(0, 2), st.booleans()),
}


def _records(made: list[tuple[str, int, acts.Act]]) -> list[Record]:
    """Records of two devices whose clocks may agree; each device's own clock never repeats."""
    records, clocks = [], {"d1": 0, "d2": 0}
    for seq, (device, step, act) in enumerate(made, start=1):
        clocks[device] += step
        records.append(make_record("learner:x", device, seq, Reading(clocks[device], seq), "c", "a", act))
    return records


def _fold(records: list[Record]) -> ActivityState:
    state = ActivityState()
    for record in records:
        state.add(record)
    return state


@given(
    st.lists(st.tuples(st.sampled_from(["d1", "d2"]), st.integers(1, 2), st.one_of(*_ACTS.values())), max_size=25),
    st.randoms(),
)
@settings(deadline=None, max_examples=300)
def test_order_does_not_matter(made: list[tuple[str, int, acts.Act]], shuffle: random.Random) -> None:
    records = _records(made)
    shuffled = list(records)
    shuffle.shuffle(shuffled)
    first, second = _fold(records), _fold(shuffled)
    first.questions = dict(sorted(first.questions.items()))
    second.questions = dict(sorted(second.questions.items()))
    assert first == second


def test_every_kind_is_folded_in_every_order() -> None:
    assert {acts.ACTS[kind] for kind in acts.OF_A_LEARNER} == set(_ACTS), "give the new kind a line in _ACTS"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=20))
def test_intervals_hold_each_moment_once(intervals: list[tuple[int, int]]) -> None:
    merged: list[tuple[int, int]] = []
    for start, end in intervals:
        merged = with_interval(merged, start, end)
    moments = {moment for start, end in intervals for moment in range(start, end)}
    assert sum(end - start for start, end in merged) == len(moments)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(merged))


def test_the_later_note_stands_and_a_removed_one_is_gone() -> None:
    state = _fold(
        _records(
            [
                ("d1", 1, acts.Noted("n", "first")),
                ("d2", 5, acts.Noted("n", "later")),
                ("d1", 1, acts.Noted("n", "earlier than later")),
                ("d1", 1, acts.Noted("m", "gone soon")),
                ("d1", 1, acts.NoteRemoved("m")),
            ]
        )
    )
    assert {note: one.text for note, one in state.live_notes().items()} == {"n": "later"}


def test_a_kind_from_the_future_changes_nothing_but_is_not_refused() -> None:
    state = ActivityState()
    state.add(Record("learner:x", "d1", 1, 7, "danced", "c", "a", b"\x90", 0))
    assert state == ActivityState(touched=7)


def test_a_position_that_no_database_can_count_is_no_act() -> None:
    body = msgspec.msgpack.encode(["n1", "text", 1 << 63, ""])
    with pytest.raises(RecordError):
        acts.act_of("noted", body)
