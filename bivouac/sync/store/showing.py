"""Showing notes to a class, in a learner's journal."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from bivouac.sync.journal.acts import Act, NoteShared, PostRemoved
from bivouac.sync.journal.feeds import split_feed
from bivouac.sync.journal.shared import NOTES, ClassState
from bivouac.sync.journal.showing import Place, catching_up, showing
from bivouac.sync.store.database import Connection

if TYPE_CHECKING:
    from bivouac.sync.store.journal import Journal


def show_note(journal: Journal, stream: str, place: Place, note: str) -> None:
    """Show one of the learner's notes to a class, from now on as it stands; nothing where it is shown, was removed, or a teacher took it back.

    Raises as `Journal.record`.
    """
    now = journal.state(*place).live_notes().get(note)
    stands = showing(journal.shared(stream, NOTES), journal.learner, place, note)
    if now and now.text is not None and not (stands.post or stands.barred):
        journal.share(stream, *place, NoteShared(stands.id, now.text, now.at, now.quote))


def stop_showing(journal: Journal, stream: str, place: Place, note: str) -> None:
    """Take back what the class sees of a note. Raises as `Journal.record`."""
    stands = showing(journal.shared(stream, NOTES), journal.learner, place, note)
    if stands.post:
        journal.share(stream, *place, PostRemoved(stands.id))


def untold(
    db: Connection, journal: Journal, stream: str, only: tuple[Place, Collection[str]] | None
) -> dict[Place, list[Act]]:
    """What a class is to be told of the learner's notes in each activity; `only` of these notes in that one, where it is given."""
    places = _shown_places(db, stream, journal.learner)
    if only:
        places &= {only[0]}
    state = journal.shared(stream, NOTES) if places else ClassState()
    found = {}
    for place in sorted(places):
        notes = journal.state(*place).notes
        wanted = {note: now for note, now in notes.items() if only is None or note in only[1]}
        found[place] = catching_up(state, journal.learner, place, wanted)
    return {place: told for place, told in found.items() if told}


def _shown_places(db: Connection, stream: str, learner: str) -> set[Place]:
    """The activities in which the learner wrote notes that they showed to a class at some time."""
    feeds = db.execute("SELECT device FROM feeds WHERE stream = ?", (stream,)).fetchall()
    asked = "SELECT DISTINCT course, activity FROM records WHERE stream = ? AND device = ? AND kind = 'note-shared'"
    own = [feed for (feed,) in feeds if split_feed(feed).learner == learner]
    return {Place(*row) for feed in own for row in db.execute(asked, (stream, feed))}
