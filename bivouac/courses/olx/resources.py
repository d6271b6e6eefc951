"""Where the pictures and links of a page lead: uploaded files, other blocks of the course, the network."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bivouac.courses import media
from bivouac.courses.clean.resources import Made, Played
from bivouac.courses.draft import LessonDraft
from bivouac.courses.ids import make_id, unique_id
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Document
from bivouac.courses.olx.source import Source
from bivouac.courses.olx.titles import best_title, short
from bivouac.courses.page import Resources
from bivouac.courses.pictures import add_picture
from bivouac.errors import InputError

_ASSET = re.compile(r"(?:.*/)?(?:asset-v1:[^@]+\+type@asset\+block@|c4x/[^/]+/[^/]+/asset/)(?P<name>.+)")
_PLATFORM_ASSET = re.compile(
    r"""(?<=["'])https?://[^\s"'<>/]+/(?:assets/courseware/[^\s"'<>]*?)?((?:asset-v1:|c4x/)[^\s"'<>]+)"""
)
_JUMP = re.compile(
    r"(?:.*/)?(?:jump_to_id/|jump_to/(?:block-v1:[^@]+\+type@[\w-]+\+block@|i4x://(?:[^/]+/){3}))(?P<name>[^/?#]+)"
)
_COURSEWARE = re.compile(r"(?:/courses/[^/]+)?/courseware/(?:[^/?#]+/)?(?P<name>[^/?#]+)/?(?:\d+/?)?(?:[?#].*)?")
"""`/courses/<run>/courseware/<chapter>/<subsection>/`, as the platform's address bar has it."""

LINK_TO_BLOCK = "activity:"
_PDF = b"%PDF-"


def asset_name(reference: str) -> str | None:
    """The name of the uploaded file that a reference means; None where it means something else."""
    reference = unquote(reference.strip()).split("?")[0].split("#")[0]
    if found := _ASSET.fullmatch(reference):
        return found["name"]
    if (name := reference.lstrip("/")).startswith("static/"):
        return name.removeprefix("static/")
    if reference.startswith(("/", "#")) or ":" in reference.split("/")[0]:
        return None
    return reference or None


def is_document(path: Path) -> bool:
    """Whether an uploaded file is a PDF that a laptop can open."""
    if path.stat().st_size > LIMITS.document:
        return False
    with path.open("rb") as file:
        return file.read(len(_PDF)) == _PDF


def document_id(path: Path) -> str:
    """What links call the activity that a PDF becomes."""
    folder = "" if path.parent.name == "static" else f"{path.parent.name}."
    name = f"document.{folder}{path.stem}"
    id = make_id(name)
    # Other files may differ from this one only in what an id cannot have (`fiche 1.pdf`, `fiche-1.pdf`).
    return id if id == name else make_id(f"{id}-{hashlib.sha256(name.encode()).hexdigest()[:8]}")


def add_document(path: Path, title: str, lesson: LessonDraft, taken: set[str]) -> Document:
    """Make a PDF an activity at the end of a lesson."""
    id = unique_id(document_id(path), taken)
    document = Document(id=id, title=best_title(title, path.stem.replace("_", " ")), file=f"documents/{id}.pdf")
    lesson.files[document.file] = path
    lesson.activities.append(document)
    return document


@dataclass(frozen=True)
class InText:
    """A film or recording among the uploaded files that a text plays.

    Attributes:
        name: what links call the activity that it becomes.
    """

    name: str
    title: str
    path: Path
    pictures: bool
    captions: dict[str, Path]


class OlxResources(Resources):
    """The pictures and links of the pages of one lesson.

    Links to PDF documents among the uploaded files become `activity:<document_id of the file>`, and the file is in `documents`; the unit makes
    an activity of it. Links to blocks become `activity:<name of the block>`; `links.settle` turns them into links to what was made of it.
    """

    def __init__(self, files: dict[str, bytes | Path], source: Source, language: str) -> None:
        super().__init__(files, language)
        self._source = source
        self.documents: list[Path] = []
        self.films: list[InText] = []

    def localised(self, fragment: str) -> str:
        """A fragment whose references to the platform's own copy of an uploaded file are references to the file."""

        def local(found: re.Match[str]) -> str:
            name = asset_name(found[1])
            return f"/static/{name}" if name and self._source.static(name) else found[0]

        return _PLATFORM_ASSET.sub(local, fragment)

    def picture(self, src: str) -> str | None:
        name = asset_name(src)
        path = self._source.static(name) if name else None
        return add_picture(self.files, path.name, path) if path else None

    def link(self, href: str) -> str | None:
        if found := _JUMP.fullmatch(href) or _COURSEWARE.fullmatch(href):
            return LINK_TO_BLOCK + make_id(found["name"])
        name = asset_name(href)
        path = self._source.static(name) if name and name.lower().endswith(".pdf") else None
        if not path or not is_document(path):
            return None
        self.documents.append(path)
        return LINK_TO_BLOCK + document_id(path)

    def film(self, played: Played) -> Made | None:
        """As `Resources.film`; the unit makes the activity, once in the course."""
        path = self._uploaded(played.src)
        pictures = _plays(path) if path else None
        if path is None or pictures is None:
            return None
        name = document_id(path).replace("document.", "film.", 1)
        title = short(played.title or path.stem.replace("_", " "))
        named = {language: self._uploaded(src) for language, src in played.captions.items()}
        captions = {language: found for language, found in named.items() if found}
        self.films.append(InText(name, title, path, pictures, captions))
        return Made(name, title)

    def _uploaded(self, reference: str) -> Path | None:
        name = asset_name(reference)
        return self._source.static(name) if name else None


def _plays(path: Path) -> bool | None:
    """Whether there is something to see in a film; None for what is neither film nor recording."""
    for probe, pictures in ((media.probe, True), (media.probe_sound, False)):
        try:
            probe(path)
        except InputError:
            continue
        return pictures
    return None
