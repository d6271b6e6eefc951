"""What of a course can be searched: titles, pages, captions, quizzes and cases, as passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bivouac.courses.bundle.pack import Pack
from bivouac.courses.captions import Cue, parse_captions
from bivouac.courses.model import AnyActivity, Case, Course, Document, Lesson, Page, Quiz, Unknown, Video
from bivouac.courses.text import passages, plain_text
from bivouac.errors import BundleError, InputError
from bivouac.sync.store.moments import place_of
from bivouac.sync.store.passages import Passage

_CAPTION_PASSAGE_SECONDS = 20.0


def passages_of(course: Course, lesson: Lesson, pack: Pack) -> Iterator[Passage]:
    """The passages of one lesson, in order, its own title first."""
    yield Passage(course.id, lesson.id, "", "lesson", "", lesson.title, plain_text(lesson.summary))
    for activity in lesson.activities:
        for place, title, text in _texts(activity, pack):
            yield Passage(course.id, lesson.id, activity.id, activity.kind, place, title, text)


def _texts(activity: AnyActivity, pack: Pack) -> Iterator[tuple[str, str, str]]:
    """(place, title, text) of one activity."""
    match activity:
        case Page():
            html = pack.read(activity.file).decode(errors="replace")
            found = passages(html)
            yield from ((one.anchor, one.heading or activity.title, one.text) for one in found)
            if not found:
                yield "", activity.title, ""
        case Video():
            yield "0", activity.title, plain_text(activity.text)
            for track in activity.captions:
                yield from _spoken(activity.title, pack, track.file)
        case Quiz():
            yield "", activity.title, plain_text(activity.introduction)
            yield from (("", activity.title, plain_text(question.prompt)) for question in activity.questions)
        case Case():
            yield "", activity.title, plain_text(activity.introduction)
            yield from (("", scene.title, plain_text(scene.text)) for scene in activity.scenes)
        case Document() | Unknown():  # the text of a PDF is not read: only its title is found
            yield "", activity.title, ""
        case _:
            assert_never(activity)


def _spoken(title: str, pack: Pack, file: str) -> Iterator[tuple[str, str, str]]:
    """Captions as passages of some twenty seconds, whose place says when each caption is spoken (`moments.py`).

    A file that cannot be read has none: the film still plays.
    """
    try:
        cues = parse_captions(pack.read(file))
    except (InputError, BundleError):
        return
    group: list[Cue] = []
    for cue in [*cues, None]:
        if group and (cue is None or cue.end - group[0].start > _CAPTION_PASSAGE_SECONDS):
            spoken = [(round(one.start * 1000), " ".join(one.text.split())) for one in group]
            yield place_of(spoken), title, " ".join(text for _, text in spoken)
            group = []
        if cue is not None:
            group.append(cue)
