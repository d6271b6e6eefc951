"""What a stick has for this laptop, found without reading more than its lists; and what was declined, so that it is not offered again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Progress
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.errors import BivouacError, TrustError, WithdrawnError
from bivouac.sync.protocol.sticks import COURSES, FOLDER
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import Setting
from bivouac.sync.transfer.given_up import with_room
from bivouac.sync.transfer.renditions import STICK_SPEED, chooser
from bivouac.sync.transfer.signed import LeftOut, vouched

_DECLINED = Setting("declined_from_sticks", "[]", "", "")
_REMEMBERED = 2000


@dataclass(frozen=True)
class Offer:
    """What a stick has that this laptop does not.

    Attributes:
        courses: how many courses are on the stick.
        ids, manifests, titles: of those that are new here, or here in another version.
        size: bytes of what would be copied.
    """

    stick: Path
    courses: int
    ids: tuple[str, ...]
    manifests: tuple[str, ...]
    titles: tuple[str, ...]
    size: int


def look(library: Library, stick: Path) -> Offer | None:
    """What a stick has for this laptop; None when that is nothing, or was declined. A course that cannot be read is left out.

    Raises:
        BundleError: the list of courses is damaged. OSError: the stick is gone.
    """
    layout = Layout.open(stick / FOLDER / COURSES)
    declined = set(_declined(library))
    references, versions, size = layout.references(), list[CourseVersion](), 0
    for course_id, descriptor in references.items():
        if descriptor.digest in declined or library.shelf.manifest(course_id) == descriptor.digest:
            continue
        try:
            version = read_version(layout, descriptor)
            blobs = version.small_blobs() | version.films(layout, _rendition(library, [version]))
        except BivouacError:
            continue  # said when somebody wants it, or checks the stick
        versions.append(version)
        size += sum(count for digest, count in blobs.items() if library.shelf.layout.size(digest) != count)
    if not versions:
        return None
    return Offer(
        stick,
        len(references),
        tuple(one.course.id for one in versions),
        tuple(one.descriptor.digest for one in versions),
        tuple(one.course.title for one in versions),
        size,
    )


def take(
    library: Library, offer: Offer, progress: Progress = lambda done, total: None, left_out: LeftOut | None = None
) -> list[str]:
    """Take what is offered onto this laptop's shelf, films in the size that its settings ask for; returns titles.

    What the school has withdrawn is not offered again.

    Args:
        left_out: told of courses that the school did not sign, or has withdrawn, where there are others; None: all of them or none.

    Raises:
        InputError: the stick was pulled out; what was verified stays, and the next attempt goes on from there.
        BundleError: something on it is damaged. SpaceError: the disk has no room.
        TrustError: the school did not sign it, or has withdrawn it.
    """
    layout = Layout.open(offer.stick / FOLDER / COURSES)
    references = layout.references()
    rendition = _rendition(library, [read_version(layout, references[one]) for one in offer.ids if one in references])
    refused: dict[str, TrustError] = {}

    def refuse(course: str, error: TrustError) -> None:
        refused[course] = error
        if isinstance(error, WithdrawnError):
            _remember(library, (references[course].digest,))
        if left_out is not None:
            left_out(course, error)

    signed = vouched(library, layout, layout.folder, offer.ids, refuse if left_out else None)
    target, wanted = library.shelf.layout, [course for course in offer.ids if course not in refused]
    courses = with_room(library, lambda: copy_courses(signed, target, wanted, rendition, progress), offer.manifests)
    references = library.shelf.layout.references()
    return [library.shelf.take_in(references[course.id]).title for course in courses]


def decline(library: Library, offer: Offer) -> None:
    """Remember that these versions are not wanted here; a newer one is offered again."""
    _remember(library, offer.manifests)


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
