"""Who is in a class and of another campus: their campus's stream does not come here, and the class's own says who they are."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from bivouac.errors import RecordError
from bivouac.sync.hub.storage import Member, Storage
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal.feeds import base_of, cohort_stream, hub_writer, is_feed, split_feed
from bivouac.sync.journal.shared import ClassState

_ALL = 1 << 30


def guests_of(storage: Storage, cohort: str, members: Sequence[Member]) -> list[Member]:
    """People of other campuses in a class, by name, beside the `members` that are known here."""
    state, stream, known = ClassState(), cohort_stream(cohort), {one.person for one in members}
    for feed in storage.feeds(stream):
        if not is_feed(feed) or not split_feed(feed).learner.startswith(hub_writer("")):
            continue
        for segment in storage.segments(stream, feed, base_of(feed), _ALL):
            with contextlib.suppress(RecordError):  # a disk turned a bit over: `bivouac hub check` says so
                for record in records_of(feed, segment):
                    state.add(record)
    found = [Member(id, one.name, one.role) for id, one in state.members.items() if one.role and id not in known]
    return sorted(found, key=lambda one: (one.name, one.person))
