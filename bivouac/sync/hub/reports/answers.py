"""What learners wrote where no program grades it, for who teaches them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bivouac.courses.text import plain_text
from bivouac.sync.hub.reports.reading import Entry, entries
from bivouac.sync.hub.reports.shelf import Place, Shelf
from bivouac.sync.hub.reports.spoken import answer_words
from bivouac.sync.hub.reports.statements import act_of
from bivouac.sync.hub.storage import Member, Storage
from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import learner_stream

MAX_ID = 60
"""Characters of an id that stands for the title of what is not on the hub."""


@dataclass(frozen=True)
class Answer:
    """What somebody answered last to one question that nobody grades here.

    Attributes:
        time: when, milliseconds since 1970.
        course, activity, question: titles, and what was asked; ids where the course is not on the hub.
    """

    name: str
    time: int
    course: str
    activity: str
    question: str
    text: str


def answers_of(
    storage: Storage, shelf: Shelf, learners: Iterable[Member], course: str = "", activity: str = ""
) -> list[Answer]:
    """The answers of some people as they stand, the newest last.

    Args:
        course, activity: only those of this one (title or id); empty for all.

    Raises:
        RecordError: a page of somebody's is damaged. BundleError: the list of courses is.
    """
    found = (
        answer
        for one in learners
        for entry, act in _latest(storage, one.person)
        if _wanted(entry, place := shelf.place(entry.record.course, entry.record.activity), course, activity)
        and (answer := _told(one.name, entry, act, place))
    )
    return sorted(found, key=lambda one: one.time)


def _latest(storage: Storage, person: str) -> Iterator[tuple[Entry, acts.Answered]]:
    """The last answer to each ungraded question, by the journal's own order, which no wrong clock turns round."""
    latest = dict[tuple[str, str, str], tuple[Entry, acts.Answered]]()
    for entry in entries(storage, learner=person):
        record = entry.record
        if record.kind != "answered" or record.stream != learner_stream(person):
            continue
        act = act_of(record)
        if not isinstance(act, acts.Answered) or act.share >= 0:
            continue
        key = (record.course, record.activity, act.question)
        if key not in latest or latest[key][0].record.stamp < record.stamp:
            latest[key] = (entry, act)
    yield from latest.values()


def _wanted(entry: Entry, place: Place, course: str, activity: str) -> bool:
    return _is_called(course, entry.record.course, place.course.title if place.course else "") and _is_called(
        activity, entry.record.activity, place.activity.title if place.activity else ""
    )


def _is_called(wanted: str, id: str, title: str) -> bool:
    return not wanted or wanted.casefold() in (id.casefold(), title.casefold())


def _told(name: str, entry: Entry, act: acts.Answered, place: Place) -> Answer | None:
    """None where nothing was answered."""
    question = place.question(act.question)
    text = answer_words(question, act.response) or (act.response if isinstance(act.response, str) else "")
    if not text.strip():
        return None
    asked = (plain_text(question.prompt).strip() or question.title) if question else act.question[:MAX_ID]
    return Answer(
        name,
        entry.time,
        place.course.title if place.course else entry.record.course[:MAX_ID],
        place.activity.title if place.activity else entry.record.activity[:MAX_ID],
        asked,
        text,
    )
