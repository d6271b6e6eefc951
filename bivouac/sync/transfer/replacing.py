"""What a stick or file would put in the place of a course that is here, and whether that is older: bundles carry no date, only the author's label."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Source
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.protocol.sticks import courses_at
from bivouac.sync.store.library import Library

_NUMBERS = re.compile(r"v?(\d{1,9}(?:[-._]\d{1,9}){0,5})", re.IGNORECASE)
_FIRST_YEAR = 1900


@dataclass(frozen=True)
class Replaced:
    """A course that is here in another version, `here`, than there, `there`, as both call themselves; `older`: that is known of the latter.

    Where it is not, nothing says which of the two is the newer.
    """

    course: str
    title: str
    here: str
    there: str
    older: bool

    def sentence(self) -> str:
        """What would take the place of what, for people."""
        if self.older:
            return tr(
                "“{title}” is on this computer in version {here}. This copy is an older version ({there}).",
                title=self.title,
                here=self.here,
                there=self.there,
            )
        if self.here == self.there:
            return tr(
                "This is another version of “{title}” than the one on this computer. Both are called {version}, and nothing says which is newer.",
                title=self.title,
                version=self.here,
            )
        return tr(
            "This is another version of “{title}” ({there}) than the one on this computer ({here}), and nothing says which is newer.",
            title=self.title,
            here=self.here,
            there=self.there,
        )


def replaced_by(library: Library, version: CourseVersion) -> Replaced | None:
    """The course whose place this version would take; None where there is none, it is the same, older by its label, or the school's catalogue decides."""
    here = library.shelf.find(version.course.id)
    if here is None or library.shelf.manifest(here.id) == version.descriptor.digest or is_signed(library):
        return None
    older = is_older(version.course.version, here.version)
    if older is False:
        return None
    return Replaced(here.id, version.course.title, here.version, version.course.version, older is True)


def replaced_in(library: Library, path: Path) -> list[Replaced]:
    """Those of all courses of a `.bivouac` file, a folder of courses, or a stick; what cannot be read is said when it is taken."""
    with contextlib.suppress(BivouacError, OSError):
        if path.is_dir():
            return _all(library, Layout.open(courses_at(path)))
        with Archive(path) as archive:
            return _all(library, archive)
    return []


def is_signed(library: Library) -> bool:
    """Whether a school's catalogue says which versions are right."""
    return any(one.has_root() for one in library.catalogues())


def is_older(one: str, other: str) -> bool | None:
    """Whether a version is older than another, by numbers or dates in their labels (`2` and `10`, `1.2` and `1.10`, `2026-03-01`); None: nobody can tell."""
    first, second = _numbers(one), _numbers(other)
    if not first or not second or (first[0] < _FIRST_YEAR) != (second[0] < _FIRST_YEAR):
        return None
    length = max(len(first), len(second))
    first, second = ([*numbers, *[0] * (length - len(numbers))] for numbers in (first, second))
    return None if first == second else first < second


def _numbers(label: str) -> list[int]:
    found = _NUMBERS.fullmatch(label.strip())
    return [int(number) for number in re.split(r"[-._]", found[1])] if found else []


def _all(library: Library, source: Source) -> list[Replaced]:
    found = []
    for descriptor in source.references().values():
        with contextlib.suppress(BivouacError, OSError):
            if one := replaced_by(library, read_version(source, descriptor)):
                found.append(one)
    return found
