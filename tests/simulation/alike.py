"""What everybody shows who has heard everything: the same answers, progress, notes and bookmarks of a learner, and the same of a class."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bivouac.sync.journal.feeds import cohort_stream, learner_stream
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record
from bivouac.sync.journal.shared import NOTES, ClassState
from bivouac.sync.journal.showing import Place, showing
from bivouac.sync.store.journal import Journal
from tests.simulation.writing import COURSE


class BrokenPromiseError(AssertionError):
    """An invariant does not hold."""


def states_of(records: Iterable[Record], learner: str) -> dict[str, ActivityState]:
    """What a learner's records add up to, by activity."""
    states: dict[str, ActivityState] = {}
    for record in records:
        if record.stream == learner_stream(learner):
            states.setdefault(record.activity, ActivityState()).add(record)
    return states


def class_of(records: Iterable[Record], cohort: str) -> ClassState:
    """What the records of a class add up to."""
    state = ClassState()
    for record in records:
        if record.stream == cohort_stream(cohort):
            state.add(record)
    return state


def require_same_at_hubs(campus: Iterable[Record], school: Iterable[Record], streams: Collection[str]) -> None:
    """Both hubs hold the very same of the campus, its people and its classes."""
    one, other = (
        {(record.stream, record.device, record.seq): record for record in of if record.stream in streams}
        for of in (campus, school)
    )
    if unlike := sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key)):
        raise BrokenPromiseError(f"campus and school do not hold the same: {unlike[:5]}")


def require_same_of_learner(name: str, journal: Journal, school: dict[str, ActivityState]) -> None:
    """A laptop shows what the school has of its learner: each activity, and the notes in their list and in the search."""
    shown = journal.states(COURSE)
    if shown != school:
        unlike = sorted(one for one in shown.keys() | school.keys() if shown.get(one) != school.get(one))
        raise BrokenPromiseError(f"{name} does not show what the school has, of {unlike}")
    listed = {(note.id, note.activity, note.text, note.at, note.quote) for note in journal.notes()}
    stand = {
        (note, activity, now.text, now.at, now.quote)
        for activity, state in school.items()
        for note, now in state.live_notes().items()
    }
    if listed != stand:
        raise BrokenPromiseError(f"{name} lists other notes than the school has: {sorted(map(str, listed ^ stand))}")
    if lost := sorted(str(text) for note, _, text, _, _ in stand if note not in _found(journal, str(text))):
        raise BrokenPromiseError(f"{name} does not find notes that it has: {lost}")


def _found(journal: Journal, text: str) -> set[str]:
    return {note.id for note in journal.find_notes(text)}


def require_same_of_class(name: str, journal: Journal, cohort: str, school: ClassState) -> None:
    """A laptop shows what the school has of its class: who is in it, discussions, announcements, shown notes."""
    state = journal.shared(cohort_stream(cohort))
    for what in ("name", "members", "posts", "removals"):
        if getattr(state, what) != getattr(school, what):
            raise BrokenPromiseError(f"{name} shows another class than the school has ({what})")
    views = (
        (state.threads(), school.threads()),
        (state.announcements(), school.announcements()),
        (state.notes(), school.notes()),
    )
    if (
        any(here != there for here, there in views)
        or journal.shared(cohort_stream(cohort), NOTES).notes() != state.notes()
    ):
        raise BrokenPromiseError(f"{name} shows another class than the school has")


def require_notes_in_step(
    learner: str, states: dict[str, ActivityState], school: ClassState, *, only_known: bool
) -> None:
    """What a class sees of a learner's notes is how they stand, and nothing of those that were removed or not to be shown any more.

    Args:
        only_known: of notes that the school has; of others it may have forgotten the note, or never had it.
    """
    seen = {post.id: post for post in school.notes() if post.writer == learner}
    for activity, state in states.items():
        for note, now in state.notes.items():
            stands = showing(school, learner, Place(COURSE, activity), note)
            if stands.post is None:
                continue
            seen.pop(stands.id, None)
            if stands.stopped or (now.text, now.at, now.quote) != (stands.post.text, stands.post.at, stands.post.quote):
                raise BrokenPromiseError(f"the class sees {note} otherwise than it stands")
    if seen and not only_known:
        raise BrokenPromiseError(f"the class sees notes that are none: {sorted(post.text for post in seen.values())}")
