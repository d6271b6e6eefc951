"""Preloading, importing, updating and exporting are one deed: copy the blobs that are missing, verify them, switch the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bivouac import drives, machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Progress, Source, blob_is_intact, require_blob
from bivouac.courses.bundle.verify import check_contents, check_films
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.courses.model import Course
from bivouac.errors import BundleError, InputError


def copy_courses(
    source: Source,
    target: Layout,
    course_ids: Iterable[str] | None = None,
    rendition: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Course]:
    """Bring courses from a layout or an archive into `target`; they appear there together, once all are verified.

    What was verified before a cancel, an unplugged stick or a full disk stays in place without a name, and the next
    attempt goes on from there. A course that `target` has in this very version is repaired: its blobs are read
    again and damaged ones replaced.

    Args:
        course_ids: which; None: all that `source` has.
        rendition: which of each film; None: all that `source` has.

    Raises:
        InputError: `source` has no such course, or was pulled out; what came of it stays.
        BundleError: something is damaged or hostile; `target` has the blobs it had before.
        SpaceError: the drive of `target` has no room.
    """
    references = chosen_references(source, course_ids)
    versions = [read_version(source, descriptor) for descriptor in references.values()]
    blobs: dict[str, int] = {}
    for version in versions:
        blobs |= version.small_blobs() | version.films(source, rendition, drives.largest_file(target.drive))
    for digest, size in blobs.items():
        require_blob(source, digest, size)
    repaired = _blobs_of_same_versions(target, versions, rendition, source)
    absent = {digest: size for digest, size in blobs.items() if target.size(digest) != size}
    machine.require_space(target.drive, sum(absent.values()))
    try:
        _bring(source, target, versions, {d: s for d, s in blobs.items() if d in absent or d in repaired}, progress)
        target.switch(references, required=blobs)
    except BundleError as error:
        if all(source.size(one.digest) is None for one in references.values()):  # they were read a moment ago
            raise InputError(
                "The drive that the courses come from is not there any more. Put it in again and start again: what was copied stays."
            ) from error
        for digest in absent:
            target.delete_blob(digest)
        raise
    return [version.course for version in versions]


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


def _blobs_of_same_versions(
    target: Layout, versions: list[CourseVersion], rendition: str | None, source: Source
) -> set[str]:
    here = {descriptor.digest for descriptor in target.references().values()}
    same = [version for version in versions if version.descriptor.digest in here]
    return {digest for version in same for digest in (*version.small_blobs(), *version.films(source, rendition))}


def _bring(
    source: Source, target: Layout, versions: list[CourseVersion], blobs: Mapping[str, int], progress: Progress
) -> None:
    """Small blobs first: what they say is checked on our own copies before any film is copied."""
    done, total = 0, sum(blobs.values())

    def told(count: int) -> None:
        nonlocal done
        done = min(done + count, total)
        progress(done, total)

    small = {digest for version in versions for digest in version.small_blobs()}
    _take(source, target, {digest: size for digest, size in blobs.items() if digest in small}, told)
    for version in versions:
        check_contents(version, target)
    _take(source, target, {digest: size for digest, size in blobs.items() if digest not in small}, told)
    for version in versions:
        check_films(version, target)


def _take(source: Source, target: Layout, blobs: Mapping[str, int], told: Callable[[int], None]) -> None:
    with target.intake() as intake:
        for digest, size in blobs.items():
            if not blob_is_intact(target, digest, size, told):
                with source.open_blob(digest) as file:
                    intake.receive(digest, size, file, told)
