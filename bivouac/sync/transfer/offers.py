"""What a stick has for this laptop, found without reading more than its lists; and what was declined, so that it is not offered again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Progress, lost
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.errors import BivouacError, BundleError, TrustError, WithdrawnError
from bivouac.sync.protocol.sticks import COURSES, FOLDER
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import Setting
from bivouac.sync.transfer.renditions import STICK_SPEED, chooser
from bivouac.sync.transfer.signed import LeftOut, vouched
from bivouac.sync.transfer.taking import Told, take_courses

_DECLINED = Setting("declined_from_sticks", "[]", "", "")
_REMEMBERED = 2000


@dataclass(frozen=True)
class Offer:
    """What a stick has that this laptop does not.

    Attributes:
        courses: how many courses are on the stick.
        ids, manifests, titles: of those that are new here, or here in another version.
        size: bytes of what would be copied.
        unreadable: ids of courses whose description is damaged there: somebody who takes the others hears of them.
    """

    stick: Path
    courses: int
    ids: tuple[str, ...]
    manifests: tuple[str, ...]
    titles: tuple[str, ...]
    size: int
    unreadable: tuple[str, ...] = ()


def look(library: Library, stick: Path) -> Offer | None:
    """What a stick has for this laptop; None when that is nothing, or was declined.

    Raises:
        BundleError: the list of courses is damaged, or the description of each that is new here. OSError: the stick is gone.
    """
    try:
        layout = Layout.open(stick / FOLDER / COURSES)
        references = layout.references()
    except BundleError as error:
        raise _unreadable(stick) from error
    declined = set(_declined(library))
    versions, unreadable, size = list[CourseVersion](), list[str](), 0
    for course_id, descriptor in references.items():
        if descriptor.digest in declined or library.shelf.manifest(course_id) == descriptor.digest:
            continue
        try:
            version = read_version(layout, descriptor)
            blobs = version.small_blobs() | version.films(layout, _rendition(library, [version]), missing=[])
        except (BivouacError, OSError):
            if layout.is_gone():
                raise lost() from None
            unreadable.append(course_id)
            continue
        versions.append(version)
        size += sum(count for digest, count in blobs.items() if library.shelf.layout.size(digest) != count)
    if unreadable and not versions:
        raise _unreadable(stick)
    if not versions:
        return None
    return Offer(
        stick,
        len(references),
        tuple(one.course.id for one in versions),
        tuple(one.descriptor.digest for one in versions),
        tuple(one.course.title for one in versions),
        size,
        tuple(unreadable),
    )


def take(
    library: Library,
    offer: Offer,
    progress: Progress = lambda done, total: None,
    left_out: LeftOut | None = None,
    damaged: Told | None = None,
) -> list[str]:
    """Take what is offered onto this laptop's shelf, films in the size that its settings ask for; returns titles.

    What the school has withdrawn is not offered again.

    Args:
        left_out: told of courses that the school did not sign, or has withdrawn, where there are others; None: all of them or none.
        damaged: told of courses that are damaged there, and the others come (`taking.take_courses`); None: the first is an error.

    Raises:
        InputError: the stick was pulled out; what was verified stays, and the next attempt goes on from there.
        BundleError: something on it is damaged, and nobody is told. SpaceError: the disk has no room.
        TrustError: the school did not sign it, or has withdrawn it.
    """
    layout = Layout.open(offer.stick / FOLDER / COURSES)
    references = layout.references()
    ids = (*offer.ids, *(offer.unreadable if damaged else ()))
    rendition = _rendition(library, [*_read(layout, [references[one] for one in offer.ids if one in references])])
    refused: dict[str, TrustError] = {}

    def refuse(course: str, error: TrustError) -> None:
        refused[course] = error
        if isinstance(error, WithdrawnError):
            _remember(library, (references[course].digest,))
        if left_out is not None:
            left_out(course, error)

    signed = vouched(library, layout, layout.folder, ids, refuse if left_out else None)
    wanted = [course for course in ids if course not in refused]
    return take_courses(library, signed, wanted, rendition, progress, damaged)


def decline(library: Library, offer: Offer) -> None:
    """Remember that these versions are not wanted here; a newer one is offered again."""
    _remember(library, offer.manifests)


def _unreadable(stick: Path) -> BundleError:
    return BundleError(
        "Nothing on the stick “{name}” that is new here can be read: it is damaged. Take the courses from another stick or from the campus.",
        name=stick.name or str(stick),
    )


def _read(layout: Layout, descriptors: list[Descriptor]) -> Iterator[CourseVersion]:
    """The versions that can be read."""
    for descriptor in descriptors:
        with contextlib.suppress(BivouacError, OSError):  # said when it is copied
            yield read_version(layout, descriptor)


def _remember(library: Library, manifests: tuple[str, ...]) -> None:
    kept = list(dict.fromkeys((*_declined(library), *manifests)))[-_REMEMBERED:]
    library.settings.set(_DECLINED, msgspec.json.encode(kept).decode())


def _rendition(library: Library, versions: list[CourseVersion]) -> str:
    """The size of films that is taken from a stick, of all these courses together."""
    names = {name for version in versions for name in version.course.renditions()}
    sizes = {name: sum(sum(one.course.blobs(name).values()) for one in versions) for name in names}
    return chooser(library, STICK_SPEED)(sizes)


def _declined(library: Library) -> list[str]:
    try:
        return msgspec.json.decode(str(library.settings.get(_DECLINED)), type=list[str])
    except msgspec.DecodeError:
        return []
