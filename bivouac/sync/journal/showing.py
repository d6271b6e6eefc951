"""A learner's notes that a class sees: under which id each is shown there, and what keeps it in step with the note. Pure.

A note is shown as a post of its own in the class's stream. The post's id is made of the note's, so that two laptops of one learner that show the same note
show it once. What is taken back stays so, whatever another laptop that has not heard of it writes under that id; shown once more, the
note has the next id. Where a teacher took it back, it is not shown again.

A laptop that stops showing a note may not have heard that another one had stopped it and shown it anew, under the next id. What began before that
stop is taken back, too, by whichever of the learner's laptops comes to know of both: where two laptops disagree, the class sees
less rather than more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import NEVER, NoteState
from bivouac.sync.journal.record import made_id
from bivouac.sync.journal.shared import ClassState, Post


class Place(NamedTuple):
    """The activity in which a note was written."""

    course: str
    activity: str


class Showing(NamedTuple):
    """How a note stands in a class.

    Attributes:
        id: of the post by which the class sees it, or would see it.
        post: what the class sees; None while it sees nothing.
        barred: a teacher took it back.
        stopped: its writer stopped showing it after this began, and the class is to be told.
    """

    id: str
    post: Post | None
    barred: bool = False
    stopped: bool = False


def showing(state: ClassState, learner: str, place: Place, note: str) -> Showing:
    """How a learner's note stands in a class."""
    again, stop = 0, NEVER
    while at := state.took_back(learner, post := post_of(place, note, again)):
        again, stop = again + 1, max(stop, at)
    found = state.standing(learner, post)
    barred = found is None and (learner, post) in state.posts
    return Showing(post, found, barred, found is not None and found.first < stop)


def post_of(place: Place, note: str, again: int = 0) -> str:
    """The id of the post by which a class sees a note, after its writer took it back `again` times."""
    return made_id("note", *place, note, str(again))


def catching_up(state: ClassState, learner: str, place: Place, notes: Mapping[str, NoteState]) -> list[acts.Act]:
    """What the class is to be told of a learner's notes in one activity, so that it sees them as they stand, and none that was removed or that it is
    not to see any more."""
    told: list[acts.Act] = []
    for note, now in notes.items():
        post, seen, _, stopped = showing(state, learner, place, note)
        if seen is None:
            continue
        if now.text is None or stopped:
            told.append(acts.PostRemoved(post))
        elif (now.text, now.at, now.quote) != (seen.text, seen.at, seen.quote):
            told.append(acts.NoteShared(post, now.text, now.at, now.quote))
    return told
