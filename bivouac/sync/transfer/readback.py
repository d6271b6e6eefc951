"""A stick read back: every byte of its courses from the medium itself, not from the computer's memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

from bivouac import drives
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import CHUNK, blob_is_intact, damaged_blob, read_blob
from bivouac.courses.bundle.version import CourseVersion, read_version, renditions_here
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Video
from bivouac.errors import BivouacError, BundleError
from bivouac.language import tr

Told = Callable[[int], None]
"""Called with how many bytes were read each time; raises to cancel."""


@dataclass(frozen=True)
class Damage:
    """A blob of a course that is not what it should be.

    Attributes:
        course: its title, or its id where it cannot even be read.
        part: what the blob is, for people.
        size: bytes that it should have.
    """

    course: str
    part: str
    digest: str
    size: int

    def sentence(self) -> str:
        """What is damaged, for people."""
        return tr("Damaged: {part} of “{course}”.", part=self.part, course=self.course)


def damaged_blobs(layout: Layout, blobs: Mapping[str, int], told: Told) -> list[str]:
    """Digests of those blobs whose bytes on the drive are not their own, missing ones included.

    Raises:
        OSError: the drive is gone.
    """
    found = []
    for digest, size in blobs.items():
        if layout.size(digest) == size:
            drives.read_past_cache(layout.blob_path(digest))
        try:
            intact = blob_is_intact(layout, digest, size, told)
        except OSError:
            if not layout.folder.is_dir():  # the stick was pulled out
                raise
            intact = False  # a sector that cannot be read any more
        if not intact:
            found.append(digest)
    return found


def file_digest(path: Path, told: Told = lambda _: None) -> str:
    """The SHA-256, in hexadecimal, of a file's bytes on the drive."""
    drives.read_past_cache(path)
    checksum, buffer = hashlib.sha256(), bytearray(CHUNK)
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            checksum.update(memoryview(buffer)[:count])
            told(count)
    return checksum.hexdigest()


def blobs_on(layout: Layout, version: CourseVersion) -> dict[str, int]:
    """Digest to size of what a stick should have of a course: all but the renditions that it was not given."""
    return version.small_blobs() | version.films(layout)


def read_versions(layout: Layout) -> tuple[list[CourseVersion], list[Damage]]:
    """The courses of a stick as they describe themselves, and those whose very description is damaged."""
    versions, damages = [], []
    for course_id, descriptor in sorted(layout.references().items()):
        drives.read_past_cache(layout.blob_path(descriptor.digest))
        try:
            versions.append(read_version(layout, descriptor))
        except BundleError:
            part = _damaged_description(layout, descriptor)
            damages.append(Damage(course_id, tr("the description"), part.digest, part.size))
    return versions, damages


def _damaged_description(layout: Layout, manifest: Descriptor) -> Descriptor:
    """Which of the two blobs that describe a course it is: the manifest, unless that can be read."""
    try:
        return oci.decode_manifest(read_blob(layout, manifest, LIMITS.manifest)).config
    except BundleError:
        return manifest


def name_damages(version: CourseVersion, digests: Iterable[str]) -> list[Damage]:
    """Damaged blobs of a course by what people know them as."""
    names, sizes = _names(version), version.small_blobs() | version.course.blobs()
    title, other = version.course.title, tr("the description")
    return [Damage(title, names.get(digest, other), digest, sizes[digest]) for digest in digests]


def check_stick(layout: Layout, told: Callable[[int, int], None]) -> tuple[list[CourseVersion], list[Damage]]:
    """Read all courses of a stick back; the versions that it holds, and what is damaged, by name.

    Args:
        told: bytes done, bytes in all; raises to cancel.

    Raises:
        BundleError: the list of courses is damaged. OSError: the drive is gone.
    """
    versions, damages = read_versions(layout)
    wanted, lacking = [], list[Damage]()
    for version in versions:
        blobs, films = version.small_blobs(), _films_on(layout, version)
        lacking += name_damages(version, films.missing)
        wanted.append(blobs | films.here)
    done, total = 0, sum(size for blobs in wanted for size in blobs.values())

    def count(size: int) -> None:
        nonlocal done
        done += size
        told(done, total)

    for version, blobs in zip(versions, wanted, strict=True):
        damages += name_damages(version, damaged_blobs(layout, blobs, count))
    return versions, damages + lacking


def mend_stick(
    layout: Layout, damages: Iterable[Damage], open_blob: Callable[[str, int], BufferedIOBase], told: Told
) -> tuple[list[Damage], list[tuple[Damage, BivouacError]]]:
    """Bring what is damaged on a stick from elsewhere, verified and read back; what is mended, and what is not and why.

    Args:
        open_blob: the bytes of a blob, by digest and size; raises a BivouacError where it has none.
    """
    mended, left = [], list[tuple[Damage, BivouacError]]()
    for damage in {one.digest: one for one in damages}.values():
        try:
            with open_blob(damage.digest, damage.size) as file:
                layout.delete_blob(damage.digest)
                with layout.intake() as intake:
                    intake.receive(damage.digest, damage.size, file, told)
            if damaged_blobs(layout, {damage.digest: damage.size}, lambda _: None):
                raise damaged_blob(damage.digest)
            mended.append(damage)
        except BivouacError as error:
            left.append((damage, error))
    return mended, left


@dataclass(frozen=True)
class _Films:
    here: dict[str, int]
    missing: list[str]


def _films_on(layout: Layout, version: CourseVersion) -> _Films:
    """Every rendition of which there are any bytes; of a film without any whole one, its smallest counts as missing."""
    films = _Films({}, [])
    for _, activity in version.course.activities():
        if isinstance(activity, Video):
            films.here.update({one.blob: one.size for one in activity.renditions if layout.has(one.blob)})
            if not renditions_here(activity, layout) and not any(layout.has(one.blob) for one in activity.renditions):
                films.missing.append(min(activity.renditions, key=lambda one: one.size).blob)
    return films


def _names(version: CourseVersion) -> dict[str, str]:
    course = version.course
    names = {lesson.pack: tr("lesson “{title}”", title=lesson.title) for lesson in course.lessons()}
    for _, activity in course.activities():
        if isinstance(activity, Video):
            for one in activity.renditions:
                names[one.blob] = tr("film “{title}” ({name})", title=activity.title, name=one.name)
    if course.cover:
        names[course.cover] = tr("the cover")
    return names
