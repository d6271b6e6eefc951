"""What every importer owes, whatever it reads: run on each of its sources."""

import re
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Struct

from bivouac.courses.captions import parse_captions
from bivouac.courses.check import pack_paths
from bivouac.courses.clean.allowed import only_allowed
from bivouac.courses.draft import CourseDraft, FilmDraft, LessonDraft
from bivouac.courses.importers import Importer, Options
from bivouac.courses.model import AnyActivity, Id, Language, Page, Title
from bivouac.courses.report import Report
from bivouac.machine import require_safe_path

_ID = msgspec.json.Decoder(Id)
_TITLE = msgspec.json.Decoder(Title)
_LANGUAGE = msgspec.json.Decoder(Language)
_ACTIVITY = msgspec.json.Decoder(Annotated[AnyActivity, "any activity"])


def check_importer(importer: Importer, source: Path, options: Options | None = None) -> tuple[CourseDraft, Report]:
    """Read `source` twice and check all that any course must be; the draft and its report, for further questions.

    The files of the draft are in memory, so that nothing is left behind.
    """
    assert importer.recognises(source)
    first, report = _read(importer, source, options or Options())
    again, report_again = _read(importer, source, options or Options())
    assert first == again, "the same source gave two courses"
    assert report.findings == report_again.findings
    _check_parts(first)
    for lesson in lessons(first):
        _check_lesson(lesson)
    _check_links(first)
    for finding in report.findings:
        assert finding.where and finding.block and finding.sentence()
        assert "{" not in re.sub(r"\{%|%\}|\{#|[“«].*?[”»]", "", finding.sentence()), asdict(finding)
    return first, report


def lessons(draft: CourseDraft) -> list[LessonDraft]:
    return [lesson for module in draft.modules for lesson in module.lessons]


def activities(draft: CourseDraft) -> list[AnyActivity | FilmDraft]:
    return [activity for lesson in lessons(draft) for activity in lesson.activities]


def page_of(lesson: LessonDraft, page: Page) -> str:
    content = lesson.files[page.file]
    assert isinstance(content, bytes)
    return content.decode()


def _read(importer: Importer, source: Path, options: Options) -> tuple[CourseDraft, Report]:
    report = Report()
    with tempfile.TemporaryDirectory() as work:
        draft = importer.read(source, Path(work), report, options)
        draft.cover = _in_memory(draft.cover) if draft.cover else None
        for lesson in lessons(draft):
            lesson.files = {name: _in_memory(content) for name, content in lesson.files.items()}
            for activity in lesson.activities:
                if isinstance(activity, FilmDraft):
                    films = [*activity.ready.values(), *([activity.source] if activity.source else [])]
                    assert films and all(film.is_file() for film in films)
                    activity.source = Path(activity.source.name) if activity.source else None
                    activity.ready = {name: Path(film.name) for name, film in activity.ready.items()}
    return draft, report


def _in_memory(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _check_parts(draft: CourseDraft) -> None:
    """Ids are valid and of one module, lesson or activity each; titles say something."""
    assert lessons(draft) and all(module.lessons for module in draft.modules)
    assert all(lesson.activities for lesson in lessons(draft))
    kinds = (draft.modules, lessons(draft), activities(draft))
    for parts in kinds:
        ids = [part.id for part in parts]
        assert len(ids) == len(set(ids)), sorted(name for name in ids if ids.count(name) > 1)
    for part in (draft, *(part for parts in kinds for part in parts)):
        _ID.decode(msgspec.json.encode(part.id))
        _TITLE.decode(msgspec.json.encode(part.title))
        assert part.title.strip() and "<" not in part.title
    _LANGUAGE.decode(msgspec.json.encode(draft.language))


def _check_lesson(lesson: LessonDraft) -> None:
    """Every file that an activity names is in the lesson, every page and every text is clean."""
    for name in lesson.files:
        require_safe_path(name)
    for activity in lesson.activities:
        if isinstance(activity, FilmDraft):
            texts = [activity.text]
            named = [*(track.file for track in activity.captions), *([activity.poster] if activity.poster else [])]
            for track in activity.captions:
                _LANGUAGE.decode(msgspec.json.encode(track.language))
                assert parse_captions(_in_memory(lesson.files[track.file]))
        else:
            assert _ACTIVITY.decode(msgspec.json.encode(activity)) == activity
            texts, named = _texts(activity), pack_paths(activity)
        if isinstance(activity, Page):
            texts = [page_of(lesson, activity)]
            assert texts[0].strip()
        assert set(named) <= lesson.files.keys()
        for text in texts:
            _check_text(text, lesson)


def _check_text(text: str, lesson: LessonDraft) -> None:
    assert not re.search(r"<(?:script|style|iframe|object|embed|form|input)|<[^>]*\son\w+\s*=|javascript:", text, re.I)
    assert only_allowed(text) == text, "the text is not in clean page form"
    pictures = set(re.findall(r'<img[^>]*?\ssrc="([^"]*)"', text))
    assert pictures <= lesson.files.keys(), pictures - lesson.files.keys()


def _check_links(draft: CourseDraft) -> None:
    """Links within the course lead to activities that are there."""
    ids = {activity.id for activity in activities(draft)}
    for lesson in lessons(draft):
        for activity in lesson.activities:
            text = page_of(lesson, activity) if isinstance(activity, Page) else "".join(_texts(activity))
            assert set(re.findall(r'href="activity:([^"]*)"', text)) <= ids


def _texts(part: object) -> list[str]:
    """Every text in an activity that may hold HTML."""
    if isinstance(part, FilmDraft):
        return [part.text]
    if isinstance(part, str):
        return [part] if "<" in part else []
    if isinstance(part, tuple):
        return [text for one in part for text in _texts(one)]
    if isinstance(part, Struct):
        return [text for name in part.__struct_fields__ for text in _texts(getattr(part, name))]
    return []
