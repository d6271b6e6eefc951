"""A course stays usable when it holds what this version does not know, and only then is anything left out of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bivouac.courses.check import check_course, pack_paths
from bivouac.courses.model import Page, Quiz, Unknown, decode_course, encode_course
from bivouac.errors import BundleError

PAGE = {"kind": "page", "id": "read", "title": "Read", "file": "read.html"}
ESSAY = {"type": "essay", "id": "why", "title": "Why", "prompt": "?"}
DIAGRAM = {"type": "diagram", "id": "draw", "title": "Draw", "prompt": "?", "grid": [3, 4]}


def course_json(*activities: Any) -> bytes:
    lesson = {"id": "l", "title": "L", "pack": "sha256:" + "0" * 64, "pack_size": 1, "activities": activities}
    module = {"id": "m", "title": "M", "lessons": [lesson]}
    return json.dumps({"id": "c", "title": "C", "language": "en", "modules": [module]}).encode()


def quiz(*questions: Any) -> dict[str, Any]:
    return {"kind": "quiz", "id": "quiz", "title": "Quiz", "questions": questions}


def test_an_activity_of_a_kind_from_the_future_is_unknown_and_the_rest_is_there() -> None:
    simulation = {"kind": "simulation", "id": "run", "title": "Run a shop", "file": 7, "levels": [{"id": "x"}]}
    course = decode_course(course_json(PAGE, simulation, quiz(ESSAY)))
    page, unknown, known_quiz = (activity for _, activity in course.activities())
    assert isinstance(page, Page) and isinstance(known_quiz, Quiz)
    assert unknown == Unknown(id="run", title="Run a shop", wanted="simulation")
    check_course(course)
    assert pack_paths(unknown) == []


def test_a_quiz_with_a_question_from_the_future_is_unknown_whole() -> None:
    course = decode_course(course_json(quiz(ESSAY, DIAGRAM)))
    assert [activity for _, activity in course.activities()] == [Unknown(id="quiz", title="Quiz", wanted="diagram")]


def test_what_is_unknown_is_never_written() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        encode_course(decode_course(course_json(PAGE, {"kind": "simulation", "id": "run", "title": "Run"})))
    course = decode_course(course_json(PAGE, quiz(ESSAY)))
    assert decode_course(encode_course(course)) == course


@pytest.mark.parametrize(
    "damaged",
    [
        course_json(PAGE | {"file": 7}, {"kind": "simulation", "id": "run", "title": "Run"}),
        course_json({"kind": "simulation", "title": "Run"}),
        course_json({"kind": "simulation", "id": "../run", "title": "Run"}),
        course_json({"kind": "s" * 201, "id": "run", "title": "Run"}),
        course_json({"kind": 3, "id": "run", "title": "Run"}),
        course_json({"id": "run", "title": "Run"}),
        course_json(quiz(DIAGRAM | {"type": None})),
        course_json(quiz({"id": "why", "title": "Why", "prompt": "?"})),
        course_json({"kind": "simulation", "id": "run", "title": "Run"}, [PAGE], "page", None),
        b'{"id": "c", "title": "C", "language": "en", "modules": {"lessons": 3}}',
        b'{"id": "c", "title": "C", "language": "en", "modules": [' + b"[" * 100_000,
        b"[]",
    ],
)
def test_what_is_damaged_stays_damaged(damaged: bytes) -> None:
    with pytest.raises(BundleError, match="damaged"):
        decode_course(damaged)
