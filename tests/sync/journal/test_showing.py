"""How a note stands in a class: once, as it was last written, and no longer than its writer and the teachers want."""

from __future__ import annotations

import itertools

from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.folds import NoteState
from bivouac.sync.journal.record import Record, Stamp, made_id, make_record
from bivouac.sync.journal.shared import ClassState
from bivouac.sync.journal.showing import Place, Showing, catching_up, post_of, showing

PLACE = Place("trade", "read")
FIRST, SECOND = post_of(PLACE, "n1"), post_of(PLACE, "n1", 1)


def record(feed: str, seq: int, act: acts.Act, clock: int) -> Record:
    return make_record("cohort:c", feed, seq, Reading(clock, 1000 + clock), *PLACE, act)


def fold(*records: Record) -> ClassState:
    state = ClassState()
    hub = (acts.MemberNamed("awa", "Awa Koné", "learner"), acts.MemberNamed("diop", "Mme Diop", "teacher"))
    for one in (*(record("d0.hubc", at, act, at) for at, act in enumerate(hub, start=1)), *records):
        state.add(one)
    return state


SHOWN = record("d1.awa", 1, acts.NoteShared(FIRST, "a note", 5, "quote"), 50)


def test_two_laptops_make_the_same_id_and_two_notes_never_do() -> None:
    assert made_id("a", "bc") != made_id("ab", "c") and len(made_id("a")) == 13
    assert len({FIRST, SECOND, post_of(PLACE, "n2"), post_of(Place("trade", "film"), "n1")}) == 4
    other = record("d2.awa", 1, acts.NoteShared(FIRST, "a note", 5, "quote"), 60)
    assert [post.text for post in fold(SHOWN, other).notes()] == ["a note"]


def test_a_shown_note_is_no_topic() -> None:
    state = fold(SHOWN, record("d3.ali", 1, acts.Posted("p1", "why?", to=FIRST), 60))
    assert [root.text for root, _ in state.threads()] == ["why?"] and state.announcements() == []
    assert [(post.text, post.at, post.quote, post.course) for post in state.notes()] == [
        ("a note", 5, "quote", "trade")
    ]


def test_what_is_taken_back_stays_so_and_shown_again_it_has_another_id() -> None:
    back = record("d1.awa", 2, acts.PostRemoved(FIRST), 60)
    late = record("d2.awa", 1, acts.NoteShared(FIRST, "changed meanwhile", 5, "quote"), 70)
    for order in ((SHOWN, back, late), (late, back, SHOWN)):
        state = fold(*order)
        assert state.notes() == [] and showing(state, "awa", PLACE, "n1") == Showing(SECOND, None)
    again = fold(SHOWN, back, record("d1.awa", 3, acts.NoteShared(SECOND, "a note", 5, "quote"), 80))
    assert [post.id for post in again.notes()] == [SECOND]
    assert showing(again, "awa", PLACE, "n1").post == again.notes()[0]


def test_a_stop_takes_back_what_began_before_it_under_whatever_id() -> None:
    """The other laptop had stopped it and shown it anew; this one stopped what it knew of."""
    anew = [
        record("d1.awa", 2, acts.PostRemoved(FIRST), 60),
        record("d1.awa", 3, acts.NoteShared(SECOND, "a note"), 70),
    ]
    note = {"n1": NoteState(Stamp(40, "d1"), "a note", 0, "")}
    for clock, told in ((80, [acts.PostRemoved(SECOND)]), (65, [])):
        records = [SHOWN, *anew, record("d2.awa", 1, acts.PostRemoved(FIRST), clock)]
        changed = record("d1.awa", 4, acts.NoteShared(SECOND, "a note"), 90)
        for order in itertools.permutations([*records, changed]):
            state = fold(*order)
            stands = showing(state, "awa", PLACE, "n1")
            assert (stands.id, stands.stopped) == (SECOND, bool(told)), "a change is no wish to show it"
            assert catching_up(state, "awa", PLACE, note) == told
        ended = fold(*records, record("d2.awa", 2, acts.PostRemoved(SECOND), 95))
        assert catching_up(ended, "awa", PLACE, note) == []


def test_what_a_teacher_took_back_is_not_shown_again_and_a_classmate_takes_nothing_back() -> None:
    barred = fold(SHOWN, record("d2.diop", 1, acts.PostRemoved(FIRST), 60))
    assert showing(barred, "awa", PLACE, "n1") == Showing(FIRST, None, barred=True) and barred.notes() == []
    assert len(fold(SHOWN, record("d3.ali", 1, acts.PostRemoved(FIRST), 60)).notes()) == 1


def test_who_left_the_class_is_not_of_it() -> None:
    left = record("d0.hubc", 3, acts.MemberNamed("awa", "Awa Koné", ""), 90)
    assert fold(SHOWN).belongs("awa") and fold().belongs("nobody named yet")
    assert not fold(SHOWN, left).belongs("awa") and fold(SHOWN, left).name_of("awa") == "Awa Koné"


def test_only_what_the_class_sees_otherwise_is_told() -> None:
    def told(text: str | None, note: str = "n1", clock: int = 60) -> list[acts.Act]:
        state = NoteState(Stamp(clock, "d2"), text, 0 if text is None else 5, "" if text is None else "quote")
        return catching_up(fold(SHOWN), "awa", PLACE, {note: state})

    assert told("changed") == [acts.NoteShared(FIRST, "changed", 5, "quote")]
    assert told("changed before it was shown", clock=40) != [], "the laptop that showed it had not heard of that"
    assert told(None) == [acts.PostRemoved(FIRST)]
    assert told("a note") == []
    assert told("never shown", "n2") == told(None, "n2") == []
