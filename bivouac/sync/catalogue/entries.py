"""What the signed catalogue says: courses as targets, and which manifests were withdrawn and why."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from tuf.api.metadata import TargetFile, Targets

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import CourseVersion, read_version, renditions_here
from bivouac.courses.model import Video, choose_rendition
from bivouac.decoding import from_values
from bivouac.errors import BundleError
from bivouac.sync.protocol.messages import CatalogueEntry

PREFIX = "courses/"
REVOKED = "x-bivouac-revoked"
ISSUED = "x-bivouac-issued"
"""Fields of our own in signed metadata: `REVOKED` in the targets, `ISSUED` (seconds since 1970) in the timestamp."""


class Revoked(Struct, frozen=True):
    """A version that the school has withdrawn; `date` as YYYY-MM-DD, `reason` in the school's words."""

    course: str
    manifest: str
    title: str
    date: str
    reason: str


def entry_of(layout: Layout, descriptor: Descriptor, *, arriving: bool = False) -> CatalogueEntry:
    """What a list shows of a course in a layout. Raises BundleError when the course is damaged.

    Args:
        arriving: only its description is here, and the rest will come.
    """
    return entry_from(read_version(layout, descriptor), layout, arriving=arriving)


def entry_from(version: CourseVersion, layout: Layout, *, arriving: bool = False) -> CatalogueEntry:
    """The same, of a version that was read."""
    course, descriptor = version.course, version.descriptor
    return CatalogueEntry(
        id=course.id,
        version=course.version,
        title=course.title,
        language=course.language,
        summary=course.summary,
        manifest=descriptor.digest,
        manifest_size=descriptor.size,
        lessons=sum(1 for _ in course.lessons()),
        sizes=_sizes_in_all(version) if arriving else _sizes(version, layout),
        cover=course.cover,
        cover_size=course.cover_size,
    )


def target_of(entry: CatalogueEntry) -> TargetFile:
    """The target that stands for a course: its length and checksum are those of its manifest."""
    said = msgspec.to_builtins(entry)
    del said["id"], said["manifest"], said["manifest_size"]
    digest = entry.manifest.removeprefix("sha256:")
    return TargetFile(entry.manifest_size, {"sha256": digest}, f"{PREFIX}{entry.id}", {"custom": said})


def entry_in(target: TargetFile) -> CatalogueEntry:
    """What a signed target says of a course. Raises BundleError when it makes no sense."""
    said: dict[str, Any] = dict(target.custom or {})
    said |= {
        "id": target.path.removeprefix(PREFIX),
        "manifest": f"sha256:{target.hashes.get('sha256', '')}",
        "manifest_size": target.length,
    }
    try:
        return from_values(said, CatalogueEntry)
    except msgspec.ValidationError as error:
        raise _senseless() from error


def revoked_in(targets: Targets) -> dict[str, Revoked]:
    """Manifest to what the school says of its withdrawal. Raises BundleError when it makes no sense."""
    try:
        listed = from_values(targets.unrecognized_fields.get(REVOKED, []), list[Revoked])
    except msgspec.ValidationError as error:
        raise _senseless() from error
    return {one.manifest: one for one in listed}


def _senseless() -> BundleError:
    return BundleError(
        "The school's catalogue has something in it that this Bivouac does not understand. Update Bivouac."
    )


def _sizes_in_all(version: CourseVersion) -> dict[str, int]:
    """Rendition to bytes of the whole course with it."""
    small = sum(version.small_blobs().values())
    films = [activity for _, activity in version.course.activities() if isinstance(activity, Video)]
    names = version.course.renditions() or ("",)
    return {name: small + sum(choose_rendition(film, name).size for film in films) for name in names}


def _sizes(version: CourseVersion, layout: Layout) -> dict[str, int]:
    """Rendition to bytes of the whole course with it, as it is here."""
    small = sum(version.small_blobs().values())
    films = [activity for _, activity in version.course.activities() if isinstance(activity, Video)]
    here = {rendition.name for film in films for rendition in renditions_here(film, layout)}
    names = [name for name in version.course.renditions() if name in here] or [""]
    return {name: small + sum(version.films(layout, name).values()) for name in names}
