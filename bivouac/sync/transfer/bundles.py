"""Courses from a file or a stick onto this machine's shelf: copy what is missing, verify it, then show it."""

from __future__ import annotations

from pathlib import Path

from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Progress, Source
from bivouac.errors import InputError
from bivouac.sync.protocol.sticks import courses_at
from bivouac.sync.store.library import Library


def take_in_bundle(library: Library, path: Path, progress: Progress = lambda done, total: None) -> list[str]:
    """Take the courses of a `.bivouac` file, of a folder of courses, or of a stick, into the library; returns their titles.

    Raises:
        InputError: it is neither. BundleError: it is damaged; nothing of it is on the shelf. SpaceError: the disk has no room.
    """
    if path.is_dir():
        return _take_in(library, Layout.open(courses_at(path)), progress)
    if not path.is_file():
        raise InputError("“{path}” does not exist. Check the name and try again.", path=str(path))
    with Archive(path) as archive:
        return _take_in(library, archive, progress)


def _take_in(library: Library, source: Source, progress: Progress) -> list[str]:
    courses = copy_courses(source, library.shelf.layout, progress=progress)
    references = library.shelf.layout.references()
    return [library.shelf.take_in(references[course.id]).title for course in courses]
