"""What the courses on a hub's shelf say about the places that records name."""

from __future__ import annotations

import functools
import logging
from dataclasses import dataclass

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import read_version
from bivouac.courses.model import AnyActivity, AnyQuestion, Course, Lesson, Quiz
from bivouac.errors import BundleError
from bivouac.language import tr

log = logging.getLogger(__name__)

_KEPT = 32
"""Courses held in memory: a class studies a few at a time."""


@dataclass(frozen=True)
class Place:
    """Where an act happened, as far as the shelf knows it."""

    course: Course | None = None
    lesson: Lesson | None = None
    activity: AnyActivity | None = None

    def question(self, id: str) -> AnyQuestion | None:
        """The question of this id, where this is a quiz that has one."""
        questions = self.activity.questions if isinstance(self.activity, Quiz) else ()
        return next((one for one in questions if one.id == id), None)


class Shelf:
    """Finds the places of a layout's courses, in the version that is there now.

    Raises:
        BundleError: the list of courses itself is damaged (`place`).
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._mark: tuple[int, int, int] | None = None
        self._references: dict[str, Descriptor] = {}
        self._places = functools.lru_cache(maxsize=_KEPT)(self._read)

    def refresh(self) -> None:
        """Notice courses that were added or replaced since."""
        status = (self._layout.folder / "index.json").stat()
        mark = (status.st_mtime_ns, status.st_size, status.st_ino)
        if mark != self._mark:
            self._references, self._mark = self._layout.references(), mark

    def place(self, course: str, activity: str) -> Place:
        """Where the ids of a record lead; what is not on the shelf is None."""
        if self._mark is None:
            self.refresh()
        descriptor = self._references.get(course)
        if descriptor is None:
            return Place()
        places = self._places(descriptor.digest, course)
        return places.get(activity) or places.get("") or Place()

    def _read(self, digest: str, course: str) -> dict[str, Place]:
        """Activity id to its place, and the course itself under the empty id; nothing when the course is damaged."""
        try:
            found = read_version(self._layout, self._references[course]).course
        except BundleError as error:
            log.warning(tr("A course is not named in the report: {reason}", reason=error.sentence()))
            return {}
        places = {activity.id: Place(found, lesson, activity) for lesson, activity in found.activities()}
        return {"": Place(found), **places}
