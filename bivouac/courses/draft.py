"""A course on its way into a bundle: what importers make and `bundle.write` turns into blobs.

A draft differs from the model in one thing: its bytes are still files and byte strings, not digests. A film is a
`FilmDraft`, every other activity already is the model's own struct, and pages are members of their lesson's `files`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.model import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LONGEST_LANGUAGE,
    LONGEST_TITLE,
    AnyActivity,
    Captions,
    Case,
    Quiz,
)
from bivouac.errors import InputError


@dataclass
class FilmDraft:
    """A film, or a recording, whose renditions are not made yet.

    Attributes:
        pictures: whether it is a film; a recording has sound alone, and one rendition.
        source: the film in any codec PyAV decodes; renditions are transcoded from it.
        ready: rendition name (`240p`) to a WebM file that is used as it is, in place of transcoding.
        captions: tracks whose `file` stands in the lesson's `files`, as WebVTT.
        poster: a picture in the lesson's `files`; left out, a frame of the film is taken.
    """

    id: str
    title: str
    source: Path | None = None
    ready: dict[str, Path] = field(default_factory=dict)
    captions: tuple[Captions, ...] = ()
    poster: str | None = None
    text: str = ""
    pictures: bool = True


@dataclass
class LessonDraft:
    """A lesson; `files` are the members of its pack, by path, as bytes or as a file to copy from."""

    id: str
    title: str
    summary: str = ""
    activities: list[AnyActivity | FilmDraft] = field(default_factory=list)
    files: dict[str, bytes | Path] = field(default_factory=dict)


@dataclass
class ModuleDraft:
    id: str
    title: str
    summary: str = ""
    lessons: list[LessonDraft] = field(default_factory=list)


@dataclass
class CourseDraft:
    """A course; `cover` is a picture, made into the cover blob."""

    id: str
    title: str
    language: str
    version: str = "1"
    summary: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    cover: Path | bytes | None = None
    modules: list[ModuleDraft] = field(default_factory=list)


def require_names(draft: CourseDraft) -> None:
    """See that a course and all parts of it are called something that learners can be shown, before anything is made of it.

    Raises:
        InputError: a title is missing or too long, or the language or the course's id is none; it says for the author what to write.
    """
    if not draft.title.strip():
        raise InputError(
            "The course has no title. Write one: “title” in course.yaml or at the head of index.md of a folder of Markdown; the course's name in Open edX."
        )
    if len(draft.language) > LONGEST_LANGUAGE or not re.fullmatch(LANGUAGE_PATTERN, draft.language):
        raise InputError(
            "“{language}” is not how a language is written. Write its short name, such as fr, en or pt-BR: “language” in course.yaml of a folder of Markdown, the course's language in Open edX.",
            language=draft.language[:80],
        )
    if not re.fullmatch(ID_PATTERN, draft.id):
        raise InputError(
            "“{name}” cannot be the id of a course: it has letters a-z, digits, and . _ - between them, at most 128. Write another one: “id” in course.yaml, or --id.",
            name=draft.id[:130],
        )
    for inside, name, title in _named(draft):
        if not title.strip():
            raise InputError(
                "“{name}” in “{inside}” has no title. Write one: “title” at the head of its page in a folder of Markdown, its name in Open edX.",
                name=name[:130],
                inside=inside[:130],
            )
        if len(title) > LONGEST_TITLE:
            raise InputError(
                "The title “{title}…” has {n} letters. Shorten it to at most {most}.",
                title=title[:60],
                n=len(title),
                most=LONGEST_TITLE,
            )


def _named(draft: CourseDraft) -> Iterator[tuple[str, str, str]]:
    """Of the course and of every part that has a title: what it is in, its id, and its title."""
    yield draft.title, draft.id, draft.title
    for module in draft.modules:
        yield draft.title, module.id, module.title
        for lesson in module.lessons:
            yield module.title, lesson.id, lesson.title
            for one in lesson.activities:
                yield lesson.title, one.id, one.title
                parts = one.questions if isinstance(one, Quiz) else one.scenes if isinstance(one, Case) else ()
                yield from ((one.title, part.id, part.title) for part in parts)
