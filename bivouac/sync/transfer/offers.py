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
from bivouac.decoding import from_json
from bivouac.errors import BivouacError, BundleError, TrustError, WithdrawnError
from bivouac.sync.protocol.sticks import COURSES, FOLDER
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import Setting
from bivouac.sync.transfer.renditions import STICK_SPEED, chooser
from bivouac.sync.transfer.replacing import Replaced, replaced_by
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
        refused: ids of courses that the school's catalogue does not have in this version; likewise.
        replaced: what these take the place of, where nothing says that they are newer; then all of them do.
        more: whether there is such an offer, too, once this one is taken.
    """

    stick: Path
    courses: int
    ids: tuple[str, ...]
    manifests: tuple[str, ...]
    titles: tuple[str, ...]
    size: int
    unreadable: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    more: bool = False


def look(library: Library, stick: Path) -> Offer | None:
    """What a stick has for this laptop; None when that is nothing, or was declined.

    What is known to be older than what is here is not offered, nor what the school's catalogue has in another version. What may be older is offered
    by itself, after the rest.

    Raises:
        BundleError: the list of courses is damaged, or the description of each that is new here. OSError: the stick is gone.
        TrustError: the school did not sign what is new here, or has withdrawn it.
    """
    try:
        layout = Layout.open(stick / FOLDER / COURSES)
        references = layout.references()
    except BundleError as error:
        raise _unreadable(stick) from error
    declined = set(_declined(library))
    new = [
        course
        for course, one in references.items()
        if one.digest not in declined and library.shelf.manifest(course) != one.digest
    ]
    if not new:
        return None
    versions, unreadable = _versions(layout, {course: references[course] for course in new})
    if unreadable and not versions:
        raise _unreadable(stick)
    versions, refused = _signed(library, layout, versions)
    replaced = {one.course: one for version in versions if (one := replaced_by(library, version))}
    versions = [one for one in versions if one.course.id not in replaced or not replaced[one.course.id].older]
    plain = [one for one in versions if one.course.id not in replaced]
    offered = plain or versions
    if not offered:
        return None
    return Offer(
        stick,
        len(references),
        tuple(one.course.id for one in offered),
        tuple(one.descriptor.digest for one in offered),
        tuple(one.course.title for one in offered),
        _lacking(library, layout, offered),
        tuple(unreadable),
        tuple(refused),
        tuple(replaced[one.course.id] for one in offered if not plain),
        len(offered) < len(versions),
    )


def _versions(layout: Layout, references: dict[str, Descriptor]) -> tuple[list[CourseVersion], list[str]]:
    """Those that can be read, and the ids of the others."""
    versions, unreadable = list[CourseVersion](), list[str]()
    for course, descriptor in references.items():
        try:
            versions.append(read_version(layout, descriptor))
        except (BivouacError, OSError):
            if layout.is_gone():
                raise lost() from None
            unreadable.append(course)
    return versions, unreadable


def _signed(library: Library, layout: Layout, versions: list[CourseVersion]) -> tuple[list[CourseVersion], list[str]]:
    """Those that the school's catalogue has, and the ids of others that nobody has here: of what is here the right version stays."""
    refused: dict[str, TrustError] = {}
    with contextlib.suppress(TrustError):  # all of them: said below, where it is worth a word
        vouched(library, layout, layout.folder, [one.course.id for one in versions], refused.__setitem__)
    _remember_withdrawn(library, {one.course.id: one.descriptor for one in versions}, refused)
    new = [course for course in refused if library.shelf.find(course) is None]
    left = [one for one in versions if one.course.id not in refused]
    if new and not left:
        raise refused[new[0]]
    return left, new


def _remember_withdrawn(library: Library, references: dict[str, Descriptor], refused: dict[str, TrustError]) -> None:
    """What the school has withdrawn is said once."""
    withdrawn = [references[course].digest for course, why in refused.items() if isinstance(why, WithdrawnError)]
    if withdrawn:
        _remember(library, tuple(withdrawn))


def _lacking(library: Library, layout: Layout, versions: list[CourseVersion]) -> int:
    """Bytes of what would be copied."""
    size = 0
    for version in versions:
        blobs = version.small_blobs() | version.films(layout, _rendition(library, [version]), missing=[])
        size += sum(count for digest, count in blobs.items() if library.shelf.layout.size(digest) != count)
    return size


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
    ids = (*offer.ids, *(offer.unreadable if damaged else ()), *(offer.refused if left_out else ()))
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
        return from_json(str(library.settings.get(_DECLINED)), list[str])
    except msgspec.DecodeError:
        return []
