"""A record as an xAPI statement (IEEE 9274.1.1, valid for xAPI 1.0.3 too): pure, and the same bytes for the same record.

What each act becomes, and from which profile, stands in `vocabulary.py`; docs/xapi.md explains each choice.
"""

from __future__ import annotations

import base64
import datetime
import functools
import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import msgspec

from bivouac.courses.model import Case, Page, Quiz, Video
from bivouac.courses.text import plain_text
from bivouac.errors import RecordError
from bivouac.sync.hub.reports.interactions import interaction, response
from bivouac.sync.hub.reports.reading import Entry
from bivouac.sync.hub.reports.shelf import Place
from bivouac.sync.hub.reports.vocabulary import (
    CHOICE,
    CMI5_PROGRESS,
    COURSE,
    FILM,
    LESSON,
    OWN,
    QUESTION,
    TERMS,
    TYPES,
    VERBS,
    VIDEO,
    VIDEO_PROFILE,
)
from bivouac.sync.journal import acts
from bivouac.sync.journal.record import Record

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, f"{OWN}/xapi")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_DAY = 86_400_000

_DEEPEST = 16
"""Levels of an unknown act's body that go along as JSON: a deeper one would be a stone in somebody's path."""

Activity = dict[str, Any]


@dataclass(frozen=True)
class Telling:
    """What the world is told.

    Attributes:
        base: address under which people and courses are named: one that the school owns, or ours.
        name_of: a person's name for their id; empty to leave it out.
        notes: whether the text of notes goes along.
    """

    base: str = OWN
    name_of: Callable[[str], str] = lambda learner: ""
    notes: bool = False


@dataclass
class _Told:
    """What is particular to one kind of act. `parents` go from the nearest outwards."""

    verb: str
    object: Activity
    parents: list[Activity]
    result: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, Any] = field(default_factory=dict)
    other: list[Activity] = field(default_factory=list)
    category: list[Activity] = field(default_factory=list)


def statement(entry: Entry, place: Place, telling: Telling) -> dict[str, Any]:
    """The xAPI statement of a record.

    Args:
        place: where it happened, as far as the shelf knows.
    """
    record = entry.record
    learner = learner_of(record)
    told = _tell(act_of(record), _Scene(record, place, telling))
    activities = {
        "parent": told.parents[:1],
        "grouping": told.parents[1:],
        "category": told.category,
        "other": told.other,
    }
    extensions = {f"{TERMS}/device": record.device, f"{TERMS}/number": record.seq, f"{TERMS}/kind": record.kind}
    context = {
        "registration": _uuid("registration", learner, record.course) if record.course else None,
        "contextActivities": _some(activities),
        "platform": "Bivouac",
        "language": place.course.language if place.course else None,
        "extensions": extensions | told.extensions,
    }
    account = {"homePage": f"{telling.base}/learners", "name": learner}
    return _some(
        {
            "id": statement_id(record),
            "actor": _some({"objectType": "Agent", "account": account, "name": telling.name_of(learner)}),
            "verb": {"id": VERBS[told.verb], "display": {"en-US": told.verb}},
            "object": told.object,
            "result": _some(told.result),
            "context": _some(context),
            "timestamp": moment(entry.time),
        }
    )


def encode(statement: dict[str, Any]) -> bytes:
    """A statement as one line of JSON, the same bytes for the same statement."""
    return _encoder.encode(statement)


def statement_id(record: Record) -> str:
    """The id of a record's statement: a UUIDv5 (RFC 9562) of stream, device and number."""
    return _uuid("statement", record.stream, record.device, str(record.seq))


def learner_of(record: Record) -> str:
    """The id of the person whose record it is."""
    return record.stream.removeprefix("learner:")


def moment(time: int) -> str:
    """Milliseconds since 1970 as RFC 3339, in UTC."""
    at = _EPOCH + datetime.timedelta(milliseconds=time)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def act_of(record: Record) -> acts.Act | None:
    """The act in a record; None for one of a kind that is not known here, or of a shape that this kind does not have here."""
    try:
        return record.act()
    except RecordError:
        return None


def body_of(record: Record) -> Any:
    """What a record holds, as JSON can say it: for kinds that are not known here. What JSON cannot say is in Base64."""
    try:
        body = msgspec.json.decode(msgspec.json.encode(msgspec.msgpack.decode(record.body)))
        if _shallow(body, _DEEPEST):
            return body
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError):
        pass
    return base64.b64encode(record.body).decode()


# --- places ----------------------------------------------------------------------------------------------------------


class _Scene:
    """The activities around an act, as xAPI names them."""

    def __init__(self, record: Record, place: Place, telling: Telling) -> None:
        self.record, self.place, self.notes = record, place, telling.notes
        self._language = place.course.language if place.course else ""
        self._course = f"{telling.base}/courses/{_part(record.course)}" if record.course else telling.base
        self._activity = f"{self._course}/activities/{_part(record.activity)}" if record.activity else self._course

    def here(self, *, kind: str | None = None) -> Activity:
        """The activity itself, else its course, else the campus. `kind` is its type, where that is known better."""
        if not self.record.activity:
            return self._of_course() if self.record.course else _activity(self._course)
        activity = self.place.activity
        known = TYPES.get(type(activity)) if kind is None else kind
        return _activity(self._activity, known, self._titled(activity.title) if activity else None)

    def around(self) -> list[Activity]:
        """Lesson and course, as far as they are known."""
        if not (self.record.activity and self.record.course):
            return []
        lesson = self.place.lesson
        if lesson is None:
            return [self._of_course()]
        named = _activity(f"{self._course}/lessons/{_part(lesson.id)}", LESSON, self._titled(lesson.title))
        return [named, self._of_course()]

    def within(self, *path: str, kind: str | None = None, **definition: Any) -> Activity:
        """A part of the activity: a question, a note."""
        return _activity("/".join((self._activity, *map(_part, path))), kind, **definition)

    def question(self, name: str) -> Activity:
        """A question, with how it is answered where the course is on the shelf."""
        quiz = self.place.activity
        found = next((one for one in quiz.questions if one.id == name), None) if isinstance(quiz, Quiz) else None
        told = {"name": self._titled(found.title), **interaction(found, self._language)} if found else {}
        return self.within("questions", name, kind=QUESTION, **told)

    def choice(self, scene: str, choice: int) -> Activity:
        """A choice in a scene of a case."""
        case, told = self.place.activity, {}
        for one in case.scenes if isinstance(case, Case) else ():
            if one.id == scene and 0 <= choice < len(one.choices):
                told = {"name": self._titled(plain_text(one.choices[choice].text))}
        return self.within("scenes", scene, "choices", str(choice), kind=CHOICE, **told)

    def _of_course(self) -> Activity:
        course = self.place.course
        return _activity(self._course, COURSE, self._titled(course.title) if course else None)

    def _titled(self, title: str) -> dict[str, str]:
        return {self._language: title} if title else {}


def _activity(iri: str, kind: str | None = None, name: dict[str, str] | None = None, **definition: Any) -> Activity:
    return _some({"objectType": "Activity", "id": iri, "definition": _some({"type": kind, "name": name, **definition})})


def _part(text: str) -> str:
    return quote(text, safe="")


# --- one function for each kind of act -------------------------------------------------------------------------------


@functools.singledispatch
def _tell(act: acts.Act | None, scene: _Scene) -> _Told:
    """A kind that this program does not know: the learner experienced something there, and the record goes along."""
    return _Told(
        "experienced",
        scene.here(),
        scene.around(),
        result={"extensions": {f"{TERMS}/body": body_of(scene.record)}},
    )


@_tell.register
def _(act: acts.Watched, scene: _Scene) -> _Told:
    """By the Video Profile's template “played”, with the one segment that was played and how long it is, in the film's time."""
    start = max(0, act.start)
    end = max(start, act.end)
    film = scene.place.activity
    return _Told(
        "played",
        scene.here(kind=FILM),
        scene.around(),
        result={
            "duration": _duration(end - start),
            "extensions": {
                f"{VIDEO}/time": start / 1000,
                f"{VIDEO}/played-segments": f"{start / 1000:.3f}[.]{end / 1000:.3f}",
            },
        },
        extensions={
            f"{VIDEO}/session-id": _sitting(scene.record),
            **({f"{VIDEO}/length": round(film.duration, 3)} if isinstance(film, Video) else {}),
        },
        category=[VIDEO_PROFILE],
    )


@_tell.register
def _(act: acts.Reached, scene: _Scene) -> _Told:
    extensions: dict[str, Any] = {f"{TERMS}/position": act.position}
    match scene.place.activity:
        case Video():
            extensions[f"{VIDEO}/time"] = max(0, act.position) / 1000
        case Page():
            extensions[CMI5_PROGRESS] = min(100, max(0, act.position // 10))
    return _Told("progressed", scene.here(), scene.around(), result={"extensions": extensions})


@_tell.register
def _(act: acts.Answered, scene: _Scene) -> _Told:
    result = {"response": response(act.response), **_earned(act.share)}
    if act.share >= 0:
        result["success"] = act.share >= 1000
    return _Told("answered", scene.question(act.question), [scene.here(), *scene.around()], result)


@_tell.register
def _(act: acts.Hinted, scene: _Scene) -> _Told:
    hint = scene.within("questions", act.question, "hints", str(act.count))
    return _Told("requested", hint, [scene.question(act.question), scene.here(), *scene.around()])


@_tell.register
def _(act: acts.Chose, scene: _Scene) -> _Told:
    return _Told("selected", scene.choice(act.scene, act.choice), [scene.here(), *scene.around()])


@_tell.register
def _(act: acts.Restarted, scene: _Scene) -> _Told:
    return _Told("attempted", scene.here(), scene.around())


@_tell.register
def _(act: acts.Completed, scene: _Scene) -> _Told:
    """A film goes without its type: the Video Profile's template wants what a single record cannot know."""
    told = scene.here()
    if isinstance(scene.place.activity, Video):
        del told["definition"]["type"]
    return _Told("completed", told, scene.around(), {"completion": True, **_earned(act.share)})


@_tell.register
def _(act: acts.Noted, scene: _Scene) -> _Told:
    quoted = {f"{TERMS}/quote": act.quote} if act.quote and scene.notes else {}
    result = {
        "response": act.text if scene.notes else None,
        "extensions": {f"{TERMS}/position": act.at, **quoted},
    }
    return _Told("annotated", scene.here(), scene.around(), result, other=[scene.within("notes", act.note)])


@_tell.register
def _(act: acts.NoteRemoved, scene: _Scene) -> _Told:
    return _Told("deleted", scene.within("notes", act.note), [scene.here(), *scene.around()])


@_tell.register
def _(act: acts.Bookmarked, scene: _Scene) -> _Told:
    mark = scene.within("bookmarks", str(act.at))
    if not act.on:
        return _Told("deleted", mark, [scene.here(), *scene.around()])
    result = {"extensions": {f"{TERMS}/position": act.at}}
    return _Told("bookmarked", scene.here(), scene.around(), result, other=[mark])


def _earned(share: int) -> dict[str, Any]:
    """Thousandths of the points as a score; nothing where it was not graded."""
    return {"score": {"scaled": min(share, 1000) / 1000}} if share >= 0 else {}


def _duration(length: int) -> str | None:
    """Milliseconds in ISO 8601; None for what no sitting takes."""
    if length > _DAY:
        return None
    return f"PT{length // 1000}.{length % 1000:03}S".replace(".000S", "S")


def _sitting(record: Record) -> str:
    """The Video Profile's session: what one device recorded of one film on one day. Of version 4 in form, as the profile wants it."""
    day = str(record.wall // _DAY)
    named = "\0".join((record.stream, record.device, record.course, record.activity, day))
    return str(uuid.UUID(bytes=hashlib.sha256(named.encode()).digest()[:16], version=4))


def _uuid(*names: str) -> str:
    return str(uuid.uuid5(_SPACE, msgspec.json.encode(names).decode()))


def _some(named: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, which xAPI does not take."""
    return {name: one for name, one in named.items() if one is not None and one != "" and one != {} and one != []}


def _shallow(value: Any, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_shallow(part, levels - 1) for part in parts)


_encoder = msgspec.json.Encoder(order="sorted")
