"""Whether a course makes sense: what its types cannot say, checked before it is written and before it is installed."""

from __future__ import annotations

import functools
import math
import re
import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from bivouac import machine
from bivouac.courses import model
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import (
    SOUND,
    Audio,
    Case,
    Choice,
    Course,
    Numerical,
    Part,
    Question,
    Quiz,
    ShortAnswer,
    Video,
)
from bivouac.errors import BundleError, InputError

OUTCOMES = ("", "good", "fair", "poor")

_RENDITION = re.compile(r"[1-9][0-9]{1,3}p")


def check_course(course: Course) -> None:
    """Raise BundleError naming the first thing in `course` that cannot be."""
    _check_strings(course)
    _check_unique(course.modules, course)
    _check_unique(course.lessons(), course)
    activities = [activity for _, activity in course.activities()]
    _check_unique(activities, course)
    if not activities:
        raise BundleError("The course “{title}” has no activities.", title=course.title)
    _check_blobs(course)
    for activity in activities:
        if isinstance(activity, Quiz):
            _check_quiz(activity)
        elif isinstance(activity, Case):
            _check_case(activity)
        elif isinstance(activity, Video):
            _check_video(activity)


def pack_paths(part: Struct) -> list[str]:
    """Paths in the pack that the fields of `part` name, in order."""
    return [value for kind, value in _strings(part) if kind is model.PackPath]


def html_texts(part: Struct) -> list[str]:
    """Texts in the clean page form that the fields of `part` hold, in order."""
    return [value for kind, value in _strings(part) if kind is model.Html]


def require_no_script(html: str, where: str) -> None:
    """Raise BundleError when a page, or a fragment, has a script: the clean page form has none."""
    if "<script" in html.lower():
        raise BundleError("“{where}” has a script in its text, which pages never have.", where=where[:120])


# --- strings, by the kind that the model gives them ------------------------------------------------------------------


def _check_strings(course: Course) -> None:
    for kind, value in _strings(course):
        if kind is model.PackPath:
            try:
                machine.require_safe_path(value)
            except InputError as error:
                raise BundleError(
                    "A lesson names a file whose name is not allowed: “{name}”.", name=value[:120]
                ) from error
        elif kind is model.Html:
            require_no_script(value, course.title)
        elif value.endswith("\n"):  # which `$` in the patterns of the model lets through
            raise BundleError("“{name}” cannot be a name in a course.", name=value[:120])


def _strings(part: Struct) -> Iterator[tuple[Any, str]]:
    """Every string below `part` that the model gives one of its kinds, with the kind: PackPath, Html, Id, Digest, Language."""
    kinds = _kinds(type(part))
    for name in part.__struct_fields__:
        value = getattr(part, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Struct):
                yield from _strings(one)
            elif isinstance(one, str) and name in kinds:
                yield kinds[name], one


@functools.cache
def _kinds(struct: type[Struct]) -> dict[str, Any]:
    """Field name to its kind of string, for fields of that kind, of several of them, or of one or none."""
    found = {}
    for name, hint in typing.get_type_hints(struct, include_extras=True).items():
        for kind in (model.PackPath, model.Html, model.Id, model.Digest, model.Language):
            if hint == kind or kind in typing.get_args(hint):
                found[name] = kind
    return found


# --- the tree --------------------------------------------------------------------------------------------------------


def _check_unique(parts: Iterable[Part], inside: Part) -> None:
    counts = Counter(part.id for part in parts)
    for name, count in counts.items():
        if count > 1:
            raise BundleError(
                "“{inside}” has {count} parts of the same name “{name}”.", inside=inside.title, count=count, name=name
            )


def _check_blobs(course: Course) -> None:
    """Every digest stands for one size, and there are not too many of them."""
    sizes: dict[str, int] = {}
    for digest, size in _named_blobs(course):
        if sizes.setdefault(digest, size) != size:
            raise BundleError("The course “{title}” gives two sizes to one of its files.", title=course.title)
    if len(sizes) > LIMITS.blobs:
        raise BundleError("This course has more parts than the {n} that Bivouac takes.", n=LIMITS.blobs)


def _named_blobs(course: Course) -> Iterator[tuple[str, int]]:
    if course.cover:
        yield course.cover, course.cover_size
    for lesson in course.lessons():
        yield lesson.pack, lesson.pack_size
    for _, activity in course.activities():
        if isinstance(activity, Video):
            yield from ((rendition.blob, rendition.size) for rendition in activity.renditions)


def _check_video(video: Video) -> None:
    names = [rendition.name for rendition in video.renditions]
    if isinstance(video, Audio):
        allowed = names == [SOUND]
    else:
        allowed = len(set(names)) == len(names) and all(_RENDITION.fullmatch(name) for name in names)
    if not allowed:
        raise BundleError("The film “{title}” has renditions whose names are not allowed.", title=video.title)
    _require_finite(video.duration, video.title)


def _check_quiz(quiz: Quiz) -> None:
    _check_unique(quiz.questions, quiz)
    for question in quiz.questions:
        _require_finite(question.points, question.title)
        if not _can_be_right(question):
            raise BundleError("The question “{title}” has no right answer.", title=question.title)


def _can_be_right(question: Question) -> bool:
    if isinstance(question, Choice):
        return any(option.share > 0 for option in question.options)
    if isinstance(question, ShortAnswer):
        return any(accepted.share > 0 for accepted in question.accepted)
    if isinstance(question, Numerical):
        for accepted in question.accepted:
            _require_finite(accepted.low, question.title)
            _require_finite(accepted.high, question.title)
        return any(accepted.share > 0 and accepted.low <= accepted.high for accepted in question.accepted)
    return True


def _require_finite(number: float, where: str) -> None:
    if not math.isfinite(number):
        raise BundleError("“{where}” has a number without end.", where=where)


def _check_case(case: Case) -> None:
    _check_unique(case.scenes, case)
    scenes = {scene.id: scene for scene in case.scenes}
    reached, waiting = set[str](), [case.scenes[0].id]
    while waiting:
        scene = scenes[waiting.pop()]
        if scene.id in reached:
            continue
        reached.add(scene.id)
        if scene.outcome not in OUTCOMES:
            raise BundleError(
                "The scene “{scene}” of “{title}” ends in an unknown way.", scene=scene.title, title=case.title
            )
        for choice in scene.choices:
            if choice.to not in scenes:
                raise BundleError(
                    "A choice in “{title}” leads to “{to}”, which is not there.", title=case.title, to=choice.to
                )
            waiting.append(choice.to)
    for scene in case.scenes:
        if scene.id not in reached:
            raise BundleError(
                "No choice in “{title}” leads to the scene “{scene}”.", title=case.title, scene=scene.title
            )
    if all(scene.choices for scene in case.scenes):
        raise BundleError("The case study “{title}” has no end.", title=case.title)
