"""Importers: one file a format, none imports another, all behind the one interface of this page.

To add a format, write `importers/<format>.py` with a class that satisfies `Importer`, give it its line in `FORMATS`, and a
file in `tests/courses/importers/` that runs the shared suite (docs/architecture.md says the rest).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bivouac.courses.draft import CourseDraft
from bivouac.courses.report import Report
from bivouac.errors import InputError

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all, in any one unit; raises to cancel."""


@dataclass(frozen=True)
class Options:
    """What the person who imports may choose; empty means what the source says.

    Attributes:
        course_id: the id to give the course.
        language: of a source in several languages, the one to take (BCP 47).
    """

    course_id: str = ""
    language: str = ""


class Importer(Protocol):
    """One format."""

    name: str
    """Its name for the command line: `olx`, `markdown`."""

    def recognises(self, source: Path) -> bool:
        """Whether `source` looks like this format (cheap, and never raises on a file of another kind)."""

    def read(self, source: Path, work: Path, report: Report, options: Options) -> CourseDraft:
        """Read `source` into a draft, unpacking into the empty folder `work` where that is needed.

        What cannot be converted is named in `report`; the rest is imported. Nobody mends a draft afterwards: its ids are
        made by `ids.unique_id`, so that each is there once in the course, its titles and language are such as
        `courses/model.py` allows, and modules, lessons and pages in which nothing is left are left out. A draft of which that
        is not true is refused as a damaged course, which helps nobody who imports one.

        Raises:
            InputError: the source as a whole is not a course of this format.
        """


def _open_edx() -> Importer:
    from bivouac.courses.importers.olx import OpenEdx  # each pulls in its parsers: only when one is wanted

    return OpenEdx()


def _markdown() -> Importer:
    from bivouac.courses.importers.markdown import MarkdownFolder

    return MarkdownFolder()


FORMATS = {"olx": _open_edx, "markdown": _markdown}
"""The importers by their names. The first that recognises a source reads it: the one that takes almost anything stays last."""


def importer_for(source: Path, name: str = "") -> Importer:
    """The importer called `name`, or the first that recognises `source`.

    Raises:
        InputError: there is none.
    """
    if not source.exists():
        raise InputError("“{path}” does not exist. Check the name and try again.", path=str(source))
    if not source.is_dir() and not source.is_file():
        raise InputError("“{path}” is neither a file nor a folder.", path=str(source))
    if name:
        if name not in FORMATS:
            raise InputError(
                "“{name}” is no format that Bivouac reads. There are: {formats}.", name=name, formats=", ".join(FORMATS)
            )
        return FORMATS[name]()
    for make in FORMATS.values():
        importer = make()
        if importer.recognises(source):
            return importer
    raise InputError(
        "Bivouac cannot tell what kind of course “{path}” is. It reads Open edX exports (.tar.gz) and folders of Markdown.",
        path=source.name,
    )
