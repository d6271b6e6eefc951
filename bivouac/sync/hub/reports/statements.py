"""A record as an xAPI statement (IEEE 9274.1.1, valid for xAPI 1.0.3 too): pure, and the same bytes for the same record.

What each act becomes, and from which profile, stands in `vocabulary.py`; docs/xapi.md explains each choice.
"""

from __future__ import annotations

import base64
import datetime
import functools
import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bivouac.courses.model import Page, Video
from bivouac.errors import RecordError
from bivouac.sync.hub.reports.interactions import response
from bivouac.sync.hub.reports.reading import Entry
from bivouac.sync.hub.reports.scene import Activity, Scene, Telling, some
from bivouac.sync.hub.reports.shelf import Place
from bivouac.sync.hub.reports.vocabulary import (
    CMI5_PROGRESS,
    FILM,
    OWN,
    REPLY,
    TERMS,
    TOPIC,
    VERBS,
    VIDEO,
    VIDEO_PROFILE,
)
from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import split_feed
from bivouac.sync.journal.record import Record

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, f"{OWN}/xapi")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_DAY = 86_400_000

_DEEPEST = 16
"""Levels of an unknown act's body that go along as JSON: a deeper one would be a stone in somebody's path."""


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
    told = _tell(act_of(record), Scene(record, place, telling))
    activities = {
        "parent": told.parents[:1],
        "grouping": told.parents[1:],
        "category": told.category,
        "other": told.other,
    }
    extensions = {f"{TERMS}/device": record.device, f"{TERMS}/number": record.seq, f"{TERMS}/kind": record.kind}
    context = {
        "registration": _uuid("registration", learner, record.course) if record.course else None,
        "contextActivities": some(activities),
        "platform": "Bivouac",
        "language": place.course.language if place.course else None,
        "extensions": extensions | told.extensions,
    }
    account = {"homePage": f"{telling.base}/learners", "name": learner}
    return some(
        {
            "id": statement_id(record),
            "actor": some({"objectType": "Agent", "account": account, "name": telling.name_of(learner)}),
            "verb": {"id": VERBS[told.verb], "display": {"en-US": told.verb}},
            "object": told.object,
            "result": some(told.result),
            "context": some(context),
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
    """The id of the person whose record it is: whose stream it stands in, or who wrote it in the stream of a class."""
    return split_feed(record.device).learner or record.stream.removeprefix("learner:")


def moment(time: int) -> str:
    """Milliseconds since 1970 as RFC 3339, in UTC."""
    at = _EPOCH + datetime.timedelta(milliseconds=time)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def act_of(record: Record) -> acts.Act | None:
    """The act in a record; None for one of a kind that is not known here, or not a person's, or of a shape that this kind does not have here."""
    try:
        return record.act() if record.kind in acts.OF_A_PERSON else None
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


# --- one function for each kind of act -------------------------------------------------------------------------------


@functools.singledispatch
def _tell(act: acts.Act | None, scene: Scene) -> _Told:
    """A kind that this program does not know: the learner experienced something there, and the record goes along."""
    return _Told(
        "experienced",
        scene.here(),
        scene.around(),
        result={"extensions": {f"{TERMS}/body": body_of(scene.record)}},
    )


@_tell.register
def _(act: acts.Watched, scene: Scene) -> _Told:
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
def _(act: acts.Reached, scene: Scene) -> _Told:
    extensions: dict[str, Any] = {f"{TERMS}/position": act.position}
    match scene.place.activity:
        case Video():
            extensions[f"{VIDEO}/time"] = max(0, act.position) / 1000
        case Page():
            extensions[CMI5_PROGRESS] = min(100, max(0, act.position // 10))
    return _Told("progressed", scene.here(), scene.around(), result={"extensions": extensions})


@_tell.register
def _(act: acts.Answered, scene: Scene) -> _Told:
    result = {"response": response(act.response), **_earned(act.share)}
    if act.share >= 0:
        result["success"] = act.share >= 1000
    return _Told("answered", scene.question(act.question), [scene.here(), *scene.around()], result)


@_tell.register
def _(act: acts.Hinted, scene: Scene) -> _Told:
    hint = scene.within("questions", act.question, "hints", str(act.count))
    return _Told("requested", hint, [scene.question(act.question), scene.here(), *scene.around()])


@_tell.register
def _(act: acts.Chose, scene: Scene) -> _Told:
    return _Told("selected", scene.choice(act.scene, act.choice), [scene.here(), *scene.around()])


@_tell.register
def _(act: acts.Restarted, scene: Scene) -> _Told:
    return _Told("attempted", scene.here(), scene.around())


@_tell.register
def _(act: acts.Completed, scene: Scene) -> _Told:
    """A film goes without its type: the Video Profile's template wants what a single record cannot know."""
    told = scene.here()
    if isinstance(scene.place.activity, Video):
        del told["definition"]["type"]
    return _Told("completed", told, scene.around(), {"completion": True, **_earned(act.share)})


@_tell.register
def _(act: acts.Noted, scene: Scene) -> _Told:
    quoted = {f"{TERMS}/quote": act.quote} if act.quote and scene.notes else {}
    result = {
        "response": act.text if scene.notes else None,
        "extensions": {f"{TERMS}/position": act.at, **quoted},
    }
    return _Told("annotated", scene.here(), scene.around(), result, other=[scene.within("notes", act.note)])


@_tell.register
def _(act: acts.NoteRemoved, scene: Scene) -> _Told:
    return _Told("deleted", scene.within("notes", act.note), [scene.here(), *scene.around()])


@_tell.register
def _(act: acts.Bookmarked, scene: Scene) -> _Told:
    mark = scene.within("bookmarks", str(act.at))
    if not act.on:
        return _Told("deleted", mark, [scene.here(), *scene.around()])
    result = {"extensions": {f"{TERMS}/position": act.at}}
    return _Told("bookmarked", scene.here(), scene.around(), result, other=[mark])


@_tell.register
def _(act: acts.Posted, scene: Scene) -> _Told:
    result = {"response": act.text if scene.notes else None}
    if not act.to:
        return _Told("commented", scene.here(), scene.around(), result, other=[scene.post(act.post, TOPIC, act.title)])
    around = [scene.here(), *scene.around()]
    return _Told("responded", scene.post(act.to), around, result, other=[scene.post(act.post, REPLY, act.title)])


@_tell.register
def _(act: acts.Announced, scene: Scene) -> _Told:
    result = {"response": act.text if scene.notes else None}
    return _Told("shared", scene.post(act.post, TOPIC, act.title), [scene.here(), *scene.around()], result)


@_tell.register
def _(act: acts.NoteShared, scene: Scene) -> _Told:
    quoted = {f"{TERMS}/quote": act.quote} if act.quote and scene.notes else {}
    result = {
        "response": act.text if scene.notes else None,
        "extensions": {f"{TERMS}/position": act.at, **quoted},
    }
    return _Told("shared", scene.post(act.post), [scene.here(), *scene.around()], result)


@_tell.register
def _(act: acts.PostRemoved, scene: Scene) -> _Told:
    return _Told("deleted", scene.post(act.post), [scene.here(), *scene.around()])


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


def _shallow(value: Any, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_shallow(part, levels - 1) for part in parts)


_encoder = msgspec.json.Encoder(order="sorted")
