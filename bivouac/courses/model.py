"""What a course is: Course > Module > Lesson > Activity, as frozen structs, JSON on disk (`course.json`).

A course names its bytes by digest: one ZIP pack a lesson, one blob for each rendition of a large media file. Whoever
trusts the digest of `course.json` can therefore check everything below it. Ids are stable across versions: progress,
notes and positions hang on `(course id, activity id)`.

The published JSON Schema is `docs/course.schema.json`, made from this file by `bivouac course schema`.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from bivouac.decoding import from_json, from_values
from bivouac.errors import BundleError

FORMAT = 1
"""Version of this model; a reader refuses a newer one kindly and reads older ones."""

ID_PATTERN = r"^[a-z0-9][a-z0-9._-]{0,127}$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
LONGEST_LANGUAGE, LONGEST_TITLE = 35, 300

Id = Annotated[str, Meta(pattern=ID_PATTERN)]
"""Stable name within its course (a course's: within the school). Lower case, so that case never tells two apart."""

Digest = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}$")]
Language = Annotated[str, Meta(pattern=LANGUAGE_PATTERN, max_length=LONGEST_LANGUAGE)]
"""BCP 47 tag."""

Title = Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
Html = Annotated[str, Meta(max_length=2_000_000)]
"""A fragment in the clean page form (`courses/page.py`); picture names are paths in the lesson's pack."""

PackPath = Annotated[str, Meta(min_length=1, max_length=1000)]
"""Path of a member of the lesson's pack, `/` between parts."""

Share = Annotated[float, Meta(ge=0, le=1)]
Seconds = Annotated[float, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """What every part of a course has."""

    id: Id
    title: Title


# --- media -----------------------------------------------------------------------------------------------------------


class Rendition(Struct, frozen=True, kw_only=True):
    """One encoding of a film: WebM, VP9 and Opus. `name` is the height with a `p`: `240p`; that of a recording is `sound`."""

    name: str
    blob: Digest
    size: Count
    width: Count = 0
    height: Count = 0


SOUND = "sound"
"""Name of a recording's one rendition."""


class Captions(Struct, frozen=True, kw_only=True):
    """Timed text of a film in one language: a WebVTT member of the pack. It is the transcript too."""

    language: Language
    file: PackPath


# --- questions -------------------------------------------------------------------------------------------------------


class Question(Part, kw_only=True, frozen=True):
    """What every question of a quiz has; `title` is a short name for reports, `prompt` what the learner reads.

    `feedback` is shown after any graded answer, `explanation` when the learner asks for it: once they are done, or after any
    answer where they may try as often as they like.
    """

    prompt: Html
    points: Annotated[float, Meta(gt=0)] = 1.0
    hints: tuple[Html, ...] = ()
    feedback: Html = ""
    explanation: Html = ""


class Option(Struct, frozen=True, kw_only=True):
    """One answer to choose. `share` is the part of the points it earns (negative: it costs)."""

    text: Html
    share: Annotated[float, Meta(ge=-1, le=1)] = 0.0
    feedback: Html = ""


class Choice(Question, tag="choice", frozen=True, kw_only=True):
    """One of several (`multiple` false: the option with share 1 is right), or any number of several."""

    options: Annotated[tuple[Option, ...], Meta(min_length=1)]
    multiple: bool = False
    shuffle: bool = True


class TrueFalse(Question, tag="true-false", frozen=True, kw_only=True):
    answer: bool
    feedback_true: Html = ""
    feedback_false: Html = ""


class AcceptedText(Struct, frozen=True, kw_only=True):
    """A text that is accepted; `*` stands for any characters (GIFT)."""

    text: str
    share: Share = 1.0
    feedback: Html = ""


class ShortAnswer(Question, tag="short-answer", frozen=True, kw_only=True):
    """A word or two, compared without regard to case, accents and surrounding space unless `case_sensitive`."""

    accepted: Annotated[tuple[AcceptedText, ...], Meta(min_length=1)]
    case_sensitive: bool = False


class AcceptedRange(Struct, frozen=True, kw_only=True):
    """Numbers from `low` to `high`, both included."""

    low: float
    high: float
    share: Share = 1.0
    feedback: Html = ""


class Numerical(Question, tag="numerical", frozen=True, kw_only=True):
    accepted: Annotated[tuple[AcceptedRange, ...], Meta(min_length=1)]
    unit: str = ""


class Pair(Struct, frozen=True, kw_only=True):
    left: Html
    right: str


class Matching(Question, tag="matching", frozen=True, kw_only=True):
    """Each left belongs to its right; `distractors` are further rights that belong to none."""

    pairs: Annotated[tuple[Pair, ...], Meta(min_length=2)]
    distractors: tuple[str, ...] = ()


class Ordering(Question, tag="ordering", frozen=True, kw_only=True):
    """`items` in their right order; shown shuffled."""

    items: Annotated[tuple[Html, ...], Meta(min_length=2)]


class Essay(Question, tag="essay", frozen=True, kw_only=True):
    """Free text, kept and sent, not graded here."""


AnyQuestion = Choice | TrueFalse | ShortAnswer | Numerical | Matching | Ordering | Essay


# --- activities ------------------------------------------------------------------------------------------------------


class Activity(Part, kw_only=True, frozen=True, tag_field="kind"):
    """What every activity has: a stable id, a title, and a share in the lesson's completion."""

    @property
    def kind(self) -> str:
        """The name of its kind, as in `course.json`."""
        return str(self.__struct_config__.tag)


class Video(Activity, tag="video", frozen=True, kw_only=True):
    """A film. It is complete when `courses.completion` says that enough of it was watched."""

    duration: Seconds
    renditions: Annotated[tuple[Rendition, ...], Meta(min_length=1)]
    captions: tuple[Captions, ...] = ()
    poster: PackPath | None = None
    text: Html = ""


class Audio(Video, tag="audio", frozen=True, kw_only=True):
    """A recording: a film without pictures, with one rendition called `sound` (WebM with Opus alone). Heard as a film is watched."""


class Page(Activity, tag="page", frozen=True, kw_only=True):
    """A page in the clean page form, a member of the pack."""

    file: PackPath


class Quiz(Activity, tag="quiz", frozen=True, kw_only=True):
    """Questions, each tried `attempts` times at most (0: as often as one likes), passed at `pass_mark` of the points."""

    questions: Annotated[tuple[AnyQuestion, ...], Meta(min_length=1)]
    introduction: Html = ""
    pass_mark: Share = 0.6
    attempts: Count = 0


class CaseChoice(Struct, frozen=True, kw_only=True):
    """What one can do in a scene: go to scene `to`; `consequence` is told on the way."""

    text: Html
    to: Id
    consequence: Html = ""


class Scene(Part, frozen=True, kw_only=True):
    """One scene of a case. Without choices it is an ending; `outcome` says how it ended: good, fair or poor."""

    text: Html
    choices: tuple[CaseChoice, ...] = ()
    outcome: str = ""


class Case(Activity, tag="case", frozen=True, kw_only=True):
    """A branching case study; starts in the first scene."""

    scenes: Annotated[tuple[Scene, ...], Meta(min_length=1)]
    introduction: Html = ""


class Document(Activity, tag="document", frozen=True, kw_only=True):
    """A document that is read as it is: a PDF, a member of the pack."""

    file: PackPath


class Unknown(Activity, tag="unknown", frozen=True, kw_only=True):
    """Stands, in memory only, for an activity of a kind that this version does not know, so that the rest stays usable.

    `wanted` names the kind; for a quiz, the type of the first question that is not known.
    """

    wanted: Annotated[str, Meta(max_length=200)]


AnyActivity = Video | Audio | Page | Quiz | Case | Document | Unknown

KINDS = {str(one.__struct_config__.tag): one for one in typing.get_args(AnyActivity) if one is not Unknown}
"""The kinds that this version knows, by the name of each."""


# --- the tree --------------------------------------------------------------------------------------------------------


class Lesson(Part, frozen=True, kw_only=True):
    """What a learner does in one sitting. `pack` is the digest of its ZIP (pages, pictures, captions)."""

    activities: tuple[AnyActivity, ...]
    pack: Digest
    pack_size: Count
    summary: str = ""


class Module(Part, frozen=True, kw_only=True):
    lessons: tuple[Lesson, ...]
    summary: str = ""


class Course(Part, frozen=True, kw_only=True):
    """A version of a course, whole. `cover` is the digest of a PNG or JPEG blob."""

    language: Language
    modules: tuple[Module, ...]
    format: int = FORMAT
    version: str = "1"
    summary: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    cover: Digest | None = None
    cover_size: Count = 0

    def lessons(self) -> Iterator[Lesson]:
        """Every lesson in order."""
        for module in self.modules:
            yield from module.lessons

    def activities(self) -> Iterator[tuple[Lesson, AnyActivity]]:
        """Every activity in order, with its lesson."""
        for lesson in self.lessons():
            for activity in lesson.activities:
                yield lesson, activity

    def renditions(self) -> list[str]:
        """Names of the renditions that the course's films have, smallest first."""
        heights = {
            rendition.name: rendition.height
            for _, activity in self.activities()
            if isinstance(activity, Video) and not isinstance(activity, Audio)
            for rendition in activity.renditions
        }
        return sorted(heights, key=lambda name: heights[name])

    def blobs(self, rendition: str | None = None) -> dict[str, int]:
        """Digest to size of all that the course needs, with films in one rendition (None: in all of them)."""
        sizes = {self.cover: self.cover_size} if self.cover else {}
        for lesson in self.lessons():
            sizes |= lesson_blobs(lesson, rendition)
        return sizes


def lesson_blobs(lesson: Lesson, rendition: str | None = None) -> dict[str, int]:
    """Digest to size of what one lesson needs, with films in one rendition (None: in all of them)."""
    sizes = {lesson.pack: lesson.pack_size}
    for activity in lesson.activities:
        if isinstance(activity, Video):
            wanted = activity.renditions if rendition is None else (choose_rendition(activity, rendition),)
            sizes |= {one.blob: one.size for one in wanted}
    return sizes


def choose_rendition(video: Video, wanted: str) -> Rendition:
    """The rendition called `wanted`, else the smallest that is there."""
    by_name = {rendition.name: rendition for rendition in video.renditions}
    return by_name.get(wanted) or min(video.renditions, key=lambda rendition: rendition.size)


# --- JSON ------------------------------------------------------------------------------------------------------------

_encoder = msgspec.json.Encoder(order="deterministic")
_QUESTION_TYPES = {str(one.__struct_config__.tag) for one in typing.get_args(AnyQuestion)}


class _Format(Struct):
    format: int = FORMAT


def encode_course(course: Course) -> bytes:
    """`course.json`, the same bytes for the same course.

    Raises:
        ValueError: it has an Unknown, whose own fields are not here to be written.
    """
    if any(isinstance(activity, Unknown) for _, activity in course.activities()):
        raise ValueError("an activity of an unknown kind cannot be written")
    return msgspec.json.format(_encoder.encode(course), indent=1)


def decode_course(data: bytes) -> Course:
    """Read `course.json`. Activities of kinds, and quizzes with questions of types, that are not known become Unknown.

    Raises:
        BundleError: it is not a course, or one of a newer format.
    """
    try:
        if from_json(data, _Format).format > FORMAT:
            raise BundleError("This course was made with a newer Bivouac. Update Bivouac on this computer to open it.")
        try:
            return from_json(data, Course)
        except msgspec.ValidationError:
            return from_values(_with_unknown(msgspec.json.decode(data)), Course)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BundleError("The description of this course is damaged: {reason}.", reason=str(error)) from error


def _with_unknown(course: Any) -> Any:
    """An untyped course in which activities that this version cannot know are Unknown; what else is wrong stays as it is."""
    for module in _dicts(course, "modules"):
        for lesson in _dicts(module, "lessons"):
            for activity in _dicts(lesson, "activities"):
                wanted = _unknown_kind(activity)
                if wanted is not None:
                    kept = {name: value for name, value in activity.items() if name in ("id", "title")}
                    activity.clear()
                    activity.update(kept, kind=Unknown.__struct_config__.tag, wanted=wanted)
    return course


def _unknown_kind(activity: dict[str, Any]) -> str | None:
    kind = activity.get("kind")
    if isinstance(kind, str) and kind not in KINDS:
        return kind
    types = (question.get("type") for question in _dicts(activity, "questions")) if kind == "quiz" else ()
    return next((one for one in types if isinstance(one, str) and one not in _QUESTION_TYPES), None)


def _dicts(value: Any, name: str) -> list[dict[str, Any]]:
    """The objects in the list `name` of an untyped object; none where there is no such list."""
    parts = value.get(name) if isinstance(value, dict) else None
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def course_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of `course.json`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Course)}
