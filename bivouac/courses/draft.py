"""A course on its way into a bundle: what importers make and `bundle.write` turns into blobs.

A draft differs from the model in one thing: its bytes are still files and byte strings, not digests. A film is a
`FilmDraft`, every other activity already is the model's own struct, and pages are members of their lesson's `files`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.model import AnyActivity, Captions


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
