"""Preloading, importing, updating and exporting are one deed: copy the blobs that are missing, verify them, switch the reference.

It is done course by course: one that is damaged where it comes from keeps no other away, and what was sound of it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bivouac import drives, machine
from bivouac.courses.bundle.begun import Begun, lacking_size
from bivouac.courses.bundle.intake import Intake
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import (
    Progress,
    Source,
    blob_is_intact,
    damaged_blob,
    is_damage,
    lost,
    missing_blob,
    opened_blob,
)
from bivouac.courses.bundle.verify import check_contents, check_films
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.courses.model import Course
from bivouac.errors import BundleError, InputError


@dataclass(frozen=True)
class Refusal:
    """A course that did not come, since it is damaged or hostile.

    Attributes:
        course: its id, as the list of `source` has it.
        version: None where its very description is damaged.
        blobs: digests of those that are damaged or missing in `source`; the others are in `target`, without a name. Empty where every blob is what it
            should be and they make no course: then none of them stays.
        error: what is wrong, said of the first.
    """

    course: str
    descriptor: Descriptor
    version: CourseVersion | None
    blobs: tuple[str, ...]
    error: BundleError


def copy_courses(
    source: Source,
    target: Layout,
    course_ids: Iterable[str] | None = None,
    rendition: str | None = None,
    progress: Progress = lambda done, total: None,
    *,
    came: Callable[[Course], None] = lambda course: None,
    refused: Callable[[Refusal], None] | None = None,
) -> list[Course]:
    """Bring courses from a layout or an archive into `target`; each appears there once all of it is verified.

    What was verified before a cancel, an unplugged stick or a full disk stays in place, and the next attempt goes on from there, also in the middle of a large film.
    A course that `target` has in this very version is repaired: its blobs are read again and damaged ones replaced.

    Args:
        course_ids: which; None: all that `source` has.
        rendition: which of each film; None: all that `source` has.
        came: told of each course as soon as it is in `target`.
        refused: told of each that is damaged, and the others come; None: the first is an error.

    Returns:
        The courses that are in `target` now.

    Raises:
        InputError: `source` has no such course. GoneError: it was pulled out; what came of it stays.
        BundleError: something is damaged or hostile, where nobody is told; courses before it have come.
        SpaceError: the drive of `target` has no room.
    """
    return _Copying(source, target, rendition, progress, came, refused).run(chosen_references(source, course_ids))


def chosen_references(source: Source, course_ids: Iterable[str] | None) -> dict[str, Descriptor]:
    """The references of the courses asked for (None: all).

    Raises:
        InputError: one of them, or any at all, is not in `source`.
    """
    references = source.references()
    if course_ids is None:
        chosen = references
    else:
        wanted = list(course_ids)
        for course_id in wanted:
            if course_id not in references:
                raise InputError("The course “{name}” is not there.", name=course_id[:128])
        chosen = {course_id: references[course_id] for course_id in wanted}
    if not chosen:
        raise InputError("There is no course in it.")
    return chosen


@dataclass
class _Wanted:
    """A course that may come: digest to size of what is to be in the target, and those of its films that the source lacks altogether."""

    version: CourseVersion
    blobs: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    again: bool = False  # the target has this very version: each blob is looked at

    def to_read(self, target: Layout) -> dict[str, int]:
        """Digest to size of what is not in the target, or may be damaged there."""
        return {one: size for one, size in self.blobs.items() if self.again or target.size(one) != size}


class _Copying:
    def __init__(
        self,
        source: Source,
        target: Layout,
        rendition: str | None,
        progress: Progress,
        came: Callable[[Course], None],
        refused: Callable[[Refusal], None] | None,
    ) -> None:
        self._source = source
        self._target = target
        self._rendition = rendition
        self._progress = progress
        self._came = came
        self._refused = refused
        self._damaged: dict[str, BundleError] = {}  # what two courses share is asked of a dying stick once
        self._done = self._total = 0

    def run(self, references: Mapping[str, Descriptor]) -> list[Course]:
        here = {descriptor.digest for descriptor in self._target.references().values()}
        wanted = [one for course, descriptor in references.items() for one in self._look(course, descriptor, here)]
        absent, to_read = dict[str, int](), dict[str, int]()
        for one in wanted:
            absent |= {digest: size for digest, size in one.blobs.items() if self._target.size(digest) != size}
            to_read |= one.to_read(self._target)
        machine.require_space(self._target.drive, lacking_size(self._target, absent))
        self._total = sum(to_read.values())
        return [one.version.course for one in wanted if self._take(one)]

    def _look(self, course: str, descriptor: Descriptor, here: set[str]) -> list[_Wanted]:
        """What a course is made of; nothing where that cannot be read."""
        source = self._source
        try:
            one = _Wanted(read_version(source, descriptor), again=descriptor.digest in here)
            films = one.version.films(source, self._rendition, drives.largest_file(self._target.drive), one.missing)
        except (BundleError, OSError) as error:
            why = damaged_blob(descriptor.digest) if isinstance(error, OSError) else error
            self._refuse(Refusal(course, descriptor, None, (descriptor.digest,), why), error)
            return []
        one.blobs = one.version.small_blobs() | films
        return [one]

    def _take(self, one: _Wanted) -> bool:
        """Bring one course and give it its name; whether it has it.

        Small blobs first: what they say is checked on our own copies before any film is copied.
        """
        version, target = one.version, self._target
        course, descriptor = version.course, version.descriptor
        blobs, small = one.to_read(target), version.small_blobs()
        absent = [digest for digest, size in blobs.items() if target.size(digest) != size]
        try:
            damaged = self._bring({digest: size for digest, size in blobs.items() if digest in small}, {})
            pieces = {} if damaged else check_contents(version, target)
            damaged += self._bring({digest: size for digest, size in blobs.items() if digest not in small}, pieces)
            damaged += one.missing
            if not damaged:
                check_films(version, target)
                target.switch({course.id: descriptor}, required=one.blobs)
        except BundleError as error:  # all arrived as it was sent, and is no course
            for digest in absent:
                target.delete_blob(digest)
            self._refuse(Refusal(course.id, descriptor, version, (), error), error)
            return False
        if damaged:
            why = self._damaged.get(damaged[0]) or missing_blob(damaged[0])
            self._refuse(Refusal(course.id, descriptor, version, tuple(damaged), why), why)
            return False
        self._came(course)
        return True

    def _bring(self, blobs: Mapping[str, int], pieces: Mapping[str, tuple[bytes, ...]]) -> list[str]:
        """Bring blobs that are not here whole, those with pieces from where an earlier copy was cut off; digests of those that the source does not have whole either."""
        lacking = []
        large = {digest: pieces[digest] for digest in blobs if digest in pieces}
        with Begun(self._target, large) as begun, self._target.intake() as intake:
            for digest, size in blobs.items():
                if not blob_is_intact(self._target, digest, size, self._told) and not self._receive(
                    begun, intake, digest, size
                ):
                    lacking.append(digest)
        return lacking

    def _receive(self, begun: Begun, intake: Intake, digest: str, size: int) -> bool:
        """Whether the blob came."""
        if digest in self._damaged:
            return False
        try:
            with opened_blob(self._source, digest, size) as file:
                begun.receive(intake, digest, size, file, self._told)
        except (BundleError, InputError) as error:
            self._require_source(error)
            if not is_damage(error):
                raise
            self._damaged[digest] = error if isinstance(error, BundleError) else damaged_blob(digest)
            return False
        return True

    def _refuse(self, refusal: Refusal, error: Exception) -> None:
        self._require_source(error)
        if self._refused is None:
            raise refusal.error
        self._refused(refusal)

    def _require_source(self, error: Exception) -> None:
        """What goes wrong with a stick that was pulled out is not its fault."""
        if self._source.is_gone():
            raise lost() from error

    def _told(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        self._progress(self._done, self._total)
