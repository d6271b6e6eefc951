"""How far the learners of a class are, course by course: what their teacher may read (policy.py), for a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bivouac.sync.hub.reports.reading import entries
from bivouac.sync.hub.reports.shelf import Shelf
from bivouac.sync.hub.storage import Member, Storage
from bivouac.sync.journal.feeds import learner_stream


@dataclass(frozen=True)
class Progress:
    """One learner in one course; `course` is empty for who did nothing yet.

    Attributes:
        done: activities that they completed; of those that the course has, where it is on the hub.
        of: how many it has; 0 where the course is not on the hub.
        last: when they last did something in it, milliseconds since 1970; 0 for never.
    """

    name: str
    course: str
    done: int
    of: int
    last: int


@dataclass
class _Seen:
    done: set[str] = field(default_factory=set)
    last: int = 0


def progress_of(storage: Storage, shelf: Shelf, learners: Iterable[Member]) -> Iterator[Progress]:
    """The progress of some people, in their order, and of each by course.

    Raises:
        RecordError: a page of somebody's is damaged. BundleError: the list of courses is.
    """
    for one in learners:
        seen = dict[str, _Seen]()
        for entry in entries(storage, learner=one.person):
            record = entry.record
            if record.stream != learner_stream(one.person) or not record.course:
                continue
            here = seen.setdefault(record.course, _Seen())
            here.last = max(here.last, entry.time)
            if record.kind == "completed":
                here.done.add(record.activity)
        if not seen:
            yield Progress(one.name, "", 0, 0, 0)
        for id, here in sorted(seen.items()):
            course = shelf.place(id, "").course
            has = {activity.id for _, activity in course.activities()} if course else set[str]()
            done = here.done & has if course else here.done
            yield Progress(one.name, course.title if course else id, len(done), len(has), here.last)
