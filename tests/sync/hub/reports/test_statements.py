"""Records as xAPI statements. That they are valid is shown by test_against_ralph.py."""

from __future__ import annotations

import base64
import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from bivouac.courses.model import KINDS
from bivouac.sync.hub.reports.reading import Entry, count, entries
from bivouac.sync.hub.reports.scene import Telling
from bivouac.sync.hub.reports.shelf import Place, Shelf
from bivouac.sync.hub.reports.statements import encode, statement, statement_id
from bivouac.sync.hub.reports.vocabulary import TERMS, TYPES, VERBS, VIDEO
from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import cohort_stream
from bivouac.sync.journal.record import Record, make_record
from tests.courses.bundle.conftest import store_course
from tests.sync.campus import REPOSITORY
from tests.sync.hub.reports.school import CLASS_ACTS, COHORT, DEVICE, NOON, School, at_noon
from tests.sync.hub.reports.sending import lines

ADL = "http://adlnet.gov/expapi"
COURSE = "https://bivouac.invalid/courses/trade"


def told(school: School, activity: str, act: acts.Act, telling: Telling | None = None) -> dict[str, Any]:
    """The statement of one act."""
    school.bring(school.records([(activity, act)]))
    (entry,) = entries(school.storage)
    place = Shelf(school.hub.layout()).place(entry.record.course, entry.record.activity)
    return statement(entry, place, telling or Telling())


@pytest.fixture
def shelved(school: School) -> School:
    school.shelve()
    return school


def test_a_film_that_was_watched_is_the_video_profiles_played(shelved: School) -> None:
    said = told(shelved, "film", acts.Watched(1500, 61_500))
    assert said["verb"]["id"] == "https://w3id.org/xapi/video/verbs/played"
    assert said["object"] == {
        "objectType": "Activity",
        "id": f"{COURSE}/activities/film",
        "definition": {"type": "https://w3id.org/xapi/video/activity-type/video", "name": {"fr": "Le film"}},
    }
    assert said["result"]["extensions"] == {f"{VIDEO}/time": 1.5, f"{VIDEO}/played-segments": "1.500[.]61.500"}
    assert said["result"]["duration"] == "PT60S"
    assert said["context"]["extensions"][f"{VIDEO}/length"] == 123.457
    assert uuid.UUID(said["context"]["extensions"][f"{VIDEO}/session-id"]).version == 4
    assert said["context"]["contextActivities"]["category"][0]["id"] == "https://w3id.org/xapi/video"


def test_who_where_and_when(shelved: School) -> None:
    said = told(shelved, "page", acts.Reached(503))
    assert said["actor"] == {
        "objectType": "Agent",
        "account": {"homePage": "https://bivouac.invalid/learners", "name": shelved.awa.id},
    }
    assert said["timestamp"] == "2026-09-21T14:13:21.000Z"
    context = said["context"]
    assert context["contextActivities"]["parent"] == [
        {
            "objectType": "Activity",
            "id": f"{COURSE}/lessons/l1",
            "definition": {"type": f"{ADL}/activities/lesson", "name": {"fr": "La leçon"}},
        }
    ]
    assert context["contextActivities"]["grouping"] == [
        {
            "objectType": "Activity",
            "id": COURSE,
            "definition": {"type": f"{ADL}/activities/course", "name": {"fr": "Commerce"}},
        }
    ]
    assert (context["platform"], context["language"]) == ("Bivouac", "fr")
    assert context["extensions"] == {f"{TERMS}/device": DEVICE, f"{TERMS}/number": 1, f"{TERMS}/kind": "reached"}
    assert uuid.UUID(context["registration"]).version == uuid.UUID(said["id"]).version == 5
    assert said["result"]["extensions"] == {
        f"{TERMS}/position": 503,
        "https://w3id.org/xapi/cmi5/result/extensions/progress": 50,
    }


def test_without_the_course_on_the_shelf_only_what_the_record_says_is_said(school: School) -> None:
    said = told(school, "film", acts.Completed())
    assert said["object"] == {"objectType": "Activity", "id": f"{COURSE}/activities/film"}
    assert said["context"]["contextActivities"] == {
        "parent": [{"objectType": "Activity", "id": COURSE, "definition": {"type": f"{ADL}/activities/course"}}]
    }
    assert "language" not in said["context"]


@pytest.mark.parametrize(
    ("act", "result", "form"),
    [
        (
            acts.Answered("which", [0, 2], 1000),
            {"response": "0[,]2", "success": True, "score": {"scaled": 1.0}},
            {"interactionType": "choice", "correctResponsesPattern": ["0[,]2"]},
        ),
        (
            acts.Answered("true", False, 0),
            {"response": "false", "success": False, "score": {"scaled": 0.0}},
            {"interactionType": "true-false", "correctResponsesPattern": ["true"]},
        ),
        (
            acts.Answered("much", "9,75", 333),
            {"response": "9,75", "success": False, "score": {"scaled": 0.333}},
            {"interactionType": "numeric", "correctResponsesPattern": ["9.5[:]10.0"]},
        ),
        (
            acts.Answered("match", ["cost of sales", None], 500),
            {"response": "0[.]cost_of_sales", "success": False, "score": {"scaled": 0.5}},
            {"interactionType": "matching", "correctResponsesPattern": ["0[.]cost_of_sales[,]1[.]x_<_y"]},
        ),
        (
            acts.Answered("order", [2, 0, 1], 500),
            {"response": "2[,]0[,]1", "success": False, "score": {"scaled": 0.5}},
            {"interactionType": "sequencing", "correctResponsesPattern": ["0[,]1[,]2"]},
        ),
        (
            acts.Answered("short", "", 0),
            {"success": False, "score": {"scaled": 0.0}},
            {"interactionType": "fill-in", "correctResponsesPattern": ["margin"]},
        ),
        (acts.Answered("essay", "Because.", -1), {"response": "Because."}, {"interactionType": "long-fill-in"}),
    ],
    ids=lambda value: value.question if isinstance(value, acts.Answered) else "",
)
def test_answers_in_each_form(
    shelved: School, act: acts.Answered, result: dict[str, Any], form: dict[str, Any]
) -> None:
    said = told(shelved, "quiz", act)
    definition = said["object"]["definition"]
    assert said["verb"]["id"] == f"{ADL}/verbs/answered" and said["result"] == result
    assert said["object"]["id"] == f"{COURSE}/activities/quiz/questions/{act.question}"
    assert {name: definition.get(name) for name in form} == form
    assert said["context"]["contextActivities"]["parent"][0]["id"] == f"{COURSE}/activities/quiz"


def test_options_are_named_as_text(shelved: School) -> None:
    definition = told(shelved, "quiz", acts.Answered("which", [0], 500))["object"]["definition"]
    assert definition["description"] == {"fr": "Which are costs?"}
    assert definition["choices"][1] == {"id": "1", "description": {"fr": "sales"}}


@pytest.mark.parametrize(
    ("activity", "act", "verb", "of"),
    [
        ("quiz", acts.Hinted("short", 2), "http://activitystrea.ms/request", "quiz/questions/short/hints/2"),
        ("case", acts.Chose("start", 0), "http://id.tincanapi.com/verb/selected", "case/scenes/start/choices/0"),
        ("case", acts.Restarted(), f"{ADL}/verbs/attempted", "case"),
        ("page", acts.Noted("n 1", "x"), "https://w3id.org/xapi/adb/verbs/annotated", "page"),
        ("page", acts.NoteRemoved("n 1"), "http://activitystrea.ms/delete", "page/notes/n%201"),
        ("film", acts.Bookmarked(9), "http://id.tincanapi.com/verb/bookmarked", "film"),
        ("film", acts.Bookmarked(9, False), "http://activitystrea.ms/delete", "film/bookmarks/9"),
    ],
)
def test_verbs_and_objects(shelved: School, activity: str, act: acts.Act, verb: str, of: str) -> None:
    said = told(shelved, activity, act)
    assert (said["verb"]["id"], said["object"]["id"]) == (verb, f"{COURSE}/activities/{of}")


def test_a_completion_has_its_score_where_there_are_points(shelved: School) -> None:
    assert told(shelved, "quiz", acts.Completed(640))["result"] == {"completion": True, "score": {"scaled": 0.64}}


def test_a_registration_is_one_persons_in_one_course(school: School) -> None:
    def registration(stream: str, course: str, activity: str) -> Any:
        record = make_record(stream, DEVICE, 1, at_noon(), course, activity, acts.Completed())
        return statement(Entry(record, 1, 1), Place(), Telling())["context"].get("registration")

    assert registration("learner:awa", "trade", "film") == registration("learner:awa", "trade", "page")
    assert len({registration(f"learner:{who}", what, "x") for who in ("awa", "ali") for what in ("trade", "law")}) == 4
    assert registration("learner:awa", "", "") is None


def test_what_cannot_be_is_told_as_what_can(shelved: School) -> None:
    """What a damaged or hostile laptop brings is no reason for a store to refuse it."""
    long_ = statement(entry_of(shelved, acts.Watched(-5, 10**12)), Place(), Telling())["result"]
    assert "duration" not in long_ and long_["extensions"][f"{VIDEO}/time"] == 0
    backwards = statement(entry_of(shelved, acts.Watched(9000, 5000)), Place(), Telling())["result"]
    assert backwards["extensions"][f"{VIDEO}/played-segments"] == "9.000[.]9.000"
    rich = statement(entry_of(shelved, acts.Answered("which", [0], 5000)), Place(), Telling())["result"]
    assert rich["score"] == {"scaled": 1.0}


def entry_of(school: School, act: acts.Act) -> Entry:
    return Entry(make_record(school.stream, DEVICE, 1, at_noon(), "trade", "film", act), 1, 1)


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("watched", b"\x91\xa1x", ["x"]),  # of another shape than it has here
        ("juggled", b"\x91" * 20 + b"\x90", base64.b64encode(b"\x91" * 20 + b"\x90").decode()),  # too deep
        ("juggled", b"\x91\xd4\x05\x00", base64.b64encode(b"\x91\xd4\x05\x00").decode()),  # of a type that JSON has not
    ],
)
def test_bodies_that_are_not_understood_go_along(school: School, kind: str, body: bytes, said: object) -> None:
    record = Record(school.stream, DEVICE, 1, 1, kind, "trade", "film", body, 1)
    told = statement(Entry(record, 1, 1), Place(), Telling())
    assert told["verb"]["id"] == f"{ADL}/verbs/experienced"
    assert told["result"]["extensions"][f"{TERMS}/body"] == said


def test_what_is_private_stays_unless_it_is_asked_for(shelved: School) -> None:
    act = acts.Noted("n1", "My own words", 12, "the words")
    assert b"words" not in encode(told(shelved, "page", act)) and b"Awa" not in lines(shelved)[0]
    open_ = Telling("https://school.example/x", lambda learner: "Awa Koné", notes=True)
    (said,) = lines(shelved, open_)
    assert "My own words" in said.decode() and '"name":"Awa Koné"' in said.decode()
    assert b"https://school.example/x/courses/trade/activities/page" in said


def test_what_is_written_to_a_class_is_told_with_its_class(shelved: School) -> None:
    shelved.bring(shelved.class_records())
    said = [json.loads(line) for line in lines(shelved)]
    base, commons = "https://bivouac.invalid", "http://adlnet.gov/expapi/verbs"
    of_class = f"{base}/classes/k1"
    assert {one["actor"]["account"]["name"] for one in said} == {shelved.awa.id}
    assert [(one["verb"]["id"], one["object"]["id"]) for one in said] == [
        (f"{commons}/commented", f"{COURSE}/activities/page"),
        (f"{commons}/commented", of_class),
        (f"{commons}/responded", f"{of_class}/posts/p1"),
        (f"{commons}/shared", f"{of_class}/posts/p4"),
        (f"{commons}/shared", f"{of_class}/posts/p5"),
        ("http://activitystrea.ms/delete", f"{of_class}/posts/p3"),
    ]
    around = [one["context"]["contextActivities"] for one in said]
    assert [one["other"][0]["id"] for one in around[:3]] == [f"{of_class}/posts/p{at}" for at in (1, 2, 3)]
    assert all(
        of_class in {named["id"] for group in (*one.values(), [told["object"]]) for named in group}
        for one, told in zip(around, said, strict=True)
    )
    assert not any(word in line for line in lines(shelved) for word in (b"margin?", b"Margins", b"words", b"Tomorrow"))
    open_ = b"".join(lines(shelved, Telling(notes=True)))
    assert all(word in open_ for word in (b"margin?", b"Margins", b"My own words", b"the words", b"Tomorrow"))


def test_what_hubs_write_is_not_told_and_one_person_is_told_alone(school: School) -> None:
    cohort = school.storage.add_cohort("Class 3")
    school.storage.keep_member(cohort.id, school.awa.id, "learner")
    stream = cohort_stream(cohort.id)
    assert school.storage.feeds(stream), "the hub has told the class its name"
    school.bring(school.class_records(stream))
    school.bring(school.records([("page", acts.Reached(1))]))
    school.bring([make_record(stream, f"{DEVICE}.a11", 1, at_noon(), "", "", acts.Posted("q1", "x"))])
    assert len(lines(school)) == len(CLASS_ACTS) + 2
    of_awa = [one.record for one in entries(school.storage, learner=school.awa.id)]
    assert len(of_awa) == len(CLASS_ACTS) + 1 == count(school.storage, learner=school.awa.id)
    assert not any(one.device.endswith(".a11") for one in of_awa)


def test_a_person_who_writes_what_only_hubs_may_write_is_told_as_something_unknown(school: School) -> None:
    forged = make_record(COHORT, f"{DEVICE}.{school.awa.id}", 1, at_noon(), "", "", acts.MemberNamed("x", "X", "staff"))
    school.bring([forged])
    (said,) = lines(school)
    assert json.loads(said)["verb"]["id"] == f"{ADL}/verbs/experienced"


def test_a_kind_that_is_not_known_keeps_its_name_and_its_body(school: School) -> None:
    school.bring([Record(school.stream, DEVICE, 1, 1, "juggled", "trade", "film", b"\x93\x01\xc4\x01\xff\xa3abc", 1)])
    (entry,) = entries(school.storage)
    said = statement(entry, Shelf(school.hub.layout()).place("trade", "film"), Telling())
    assert said["verb"]["id"] == f"{ADL}/verbs/experienced"
    assert said["context"]["extensions"][f"{TERMS}/kind"] == "juggled"
    assert said["result"]["extensions"] == {f"{TERMS}/body": [1, "/w==", "abc"]}


def test_a_clock_that_is_ahead_says_nothing_later_than_the_arrival(school: School) -> None:
    school.bring([make_record(school.stream, DEVICE, 1, at_noon(10**10), "trade", "page", acts.Completed())], at=NOON)
    assert b'"timestamp":"2026-09-21T14:13:20.000Z"' in lines(school)[0]


def test_the_same_record_is_the_same_statement_byte_for_byte(shelved: School) -> None:
    shelved.bring(shelved.everything())
    assert lines(shelved) == lines(shelved)
    said = lines(shelved)[0]
    assert said.startswith(b'{"actor":{"account":{"homePage"') and len(set(lines(shelved))) == len(lines(shelved))


def test_the_id_of_a_statement_never_changes(school: School) -> None:
    """A store knows an act by it: change how it is made, and every act goes out once more under another id."""
    record = make_record("learner:awa", DEVICE, 7, at_noon(), "trade", "page", acts.Completed())
    assert statement_id(record) == "2842699d-e205-5e21-8139-b8221b712994"


def test_a_course_that_is_replaced_is_told_in_its_new_version(shelved: School) -> None:
    shelf = Shelf(shelved.hub.layout())
    assert shelf.place("trade", "film").activity is not None
    store_course(shelved.hub.layout(), "trade", version="2")
    shelf.refresh()
    place = shelf.place("trade", "film")
    assert place.course is not None and place.course.version == "2" and shelf.place("trade", "quiz").activity is None


def test_every_act_and_every_iri_is_in_the_documentation() -> None:
    page = (REPOSITORY / "docs" / "xapi.md").read_text("utf-8")
    table = [line for line in page.splitlines() if line.startswith("| `")]
    for kind in acts.OF_A_PERSON:
        assert any(line.startswith(f"| `{kind}`") for line in table), kind
    for iri in VERBS.values():
        assert iri in page
    code = "".join(path.read_text("utf-8") for path in Path(statement.__code__.co_filename).parent.glob("*.py"))
    for name in re.findall(r"\{(?:TERMS|VIDEO)\}/([a-z-]+)", code):
        assert f"/{name}`" in page, name


def test_every_kind_of_activity_has_a_type_that_is_documented() -> None:
    page = (REPOSITORY / "docs" / "xapi.md").read_text("utf-8")
    for kind in KINDS.values():
        assert kind in TYPES, f"{kind.__name__}: a line in TYPES (vocabulary.py)"
        assert TYPES[kind] in page or f"`{TYPES[kind].rpartition('/')[2]}`" in page, TYPES[kind]
