"""Courses onto this machine's shelf, one after the other; one that is damaged where it comes from is named, and waits in the downloads for what it lacks."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import msgspec

from bivouac.courses.bundle.copy import Refusal, copy_courses
from bivouac.courses.bundle.salvage import salvage
from bivouac.courses.bundle.source import Progress, Source
from bivouac.courses.model import Course
from bivouac.errors import SpaceError
from bivouac.language import tr
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.arriving import come_of
from bivouac.sync.store.downloads import DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus
from bivouac.sync.transfer.given_up import WORTH_KEEPING, with_room
from bivouac.sync.transfer.readback import name_damages


@dataclass(frozen=True)
class Damaged:
    """A course that was not taken.

    Attributes:
        title: its id where its description cannot be read and no campus knows it.
        parts: what of it is damaged or missing, for people; empty where every part is what it should be, and they make no course.
        reason: why not, in a sentence.
        campus: name of the campus from which the rest of it comes; empty where none has it.
    """

    title: str
    parts: tuple[str, ...]
    reason: str
    campus: str = ""

    def sentence(self) -> str:
        """What is damaged and what becomes of the course, for people."""
        parts = ", ".join(self.parts)
        if self.campus:
            return tr(
                "This copy of “{title}” is damaged: {parts}. What was sound is kept, and the rest comes from {campus}.",
                title=self.title,
                parts=parts,
                campus=self.campus,
            )
        if parts:
            return tr(
                "This copy of “{title}” is damaged: {parts}. It was not added; take it from another stick or file.",
                title=self.title,
                parts=parts,
            )
        return tr("“{title}” was not added. {reason}", title=self.title, reason=self.reason)


Told = Callable[[Damaged], None]
"""Called with each course that was not taken."""


def take_courses(
    library: Library,
    source: Source,
    ids: Collection[str] | None = None,
    rendition: str | None = None,
    progress: Progress = lambda done, total: None,
    damaged: Told | None = None,
) -> list[str]:
    """Copy courses into the library and put each on the shelf as soon as it is whole; returns their titles.

    Args:
        ids: which; None: all that `source` has.
        damaged: told of those that are damaged, and the others come; what was sound of them is kept, and where a campus has them they go on in
            the downloads. None: the first is an error.

    Raises:
        as `copy_courses`; what was whole before that is on the shelf.
    """
    shelf, titles, left = library.shelf, dict[str, str](), dict[str, Damaged]()
    undescribed = list[Refusal]()

    def came(course: Course) -> None:
        titles[course.id] = shelf.take_in(shelf.layout.references()[course.id]).title

    def refused(one: Refusal) -> None:
        if one.version is None:
            undescribed.append(one)
        else:
            left[one.course] = refuse(library, one)

    def work() -> None:
        told = refused if damaged is not None else None
        copy_courses(source, shelf.layout, ids, rendition, progress, came=came, refused=told)

    with_room(library, work, {one.digest for one in source.references().values()})
    here = _salvage(library, source, undescribed, progress)
    left |= {one.course: refuse(library, one, here) for one in undescribed}
    for one in left.values():
        assert damaged is not None
        damaged(one)
    return list(titles.values())


def name(refusal: Refusal) -> Damaged:
    """What is wrong with a course, in words that people know."""
    if refusal.version is None:
        return Damaged(refusal.course, (tr("the description"),), refusal.error.sentence())
    parts = dict.fromkeys(one.part for one in name_damages(refusal.version, refusal.blobs))
    return Damaged(refusal.version.course.title, tuple(parts), refusal.error.sentence())


def _salvage(library: Library, source: Source, refusals: Sequence[Refusal], progress: Progress) -> int:
    """Bring what is sound of courses whose descriptions are damaged, where a campus has these; the bytes of it that are here now.

    Where there is no room for that, nothing of it comes.
    """
    known = [(one, found[1]) for one in refusals if not _is_here(library, one) and (found := _offered(library, one))]
    if not known:
        return 0
    at_most = sum(size for _, entry in known for size in (entry.manifest_size, *entry.sizes.values()))
    with contextlib.suppress(SpaceError):
        return salvage(source, library.shelf.layout, [one.descriptor for one, _ in known], at_most, progress)
    return 0


def refuse(library: Library, refusal: Refusal, salvaged: int = 0) -> Damaged:
    """Put a damaged course in the downloads, where a campus has it and it is not on the shelf; what is wrong with it, and whether it comes.

    Where none has it, what was sound of it is kept as of a download that was cancelled, for another stick.

    Args:
        salvaged: bytes that are here of a course whose description is damaged.
    """
    named = name(refusal)
    if _is_here(library, refusal) or not refusal.blobs:
        return named
    found = _offered(library, refusal)
    if found is None:
        _keep(library, refusal)
        return named
    campus, entry = found
    before = library.downloads.find(entry.id)
    if before is None or before.manifest != entry.manifest or before.state is not DownloadState.WAITING:
        library.downloads.want(campus.id, entry, _rendition(library, refusal, entry, salvaged))
    return Damaged(entry.title, named.parts, named.reason, campus.name)


def _is_here(library: Library, refusal: Refusal) -> bool:
    """Whether the shelf has all of this very version."""
    course = refusal.course
    return library.shelf.manifest(course) == refusal.descriptor.digest and not library.shelf.is_arriving(course)


def _keep(library: Library, refusal: Refusal) -> None:
    from bivouac.sync.catalogue.entries import entry_from

    version, before = refusal.version, library.downloads.find(refusal.course)
    if version is None or before is not None:
        return  # nothing came, or what came is a part of what is wanted already, or of less worth than that
    course, manifest = version.course, refusal.descriptor
    layout = library.shelf.layout
    if come_of(layout, manifest, layout.reference(refusal.course)) < WORTH_KEEPING:
        return
    rendition = _least_lacking(library, course)
    entry = msgspec.structs.replace(
        entry_from(version, layout, arriving=True), sizes={rendition: sum(course.blobs(rendition).values())}
    )
    library.downloads.want("", entry, rendition, DownloadState.KEPT)


def _offered(library: Library, refusal: Refusal) -> tuple[Campus, CatalogueEntry] | None:
    """The campus of somebody here that has this very version, as it calls it."""
    joined = {learner.campus for learner in library.people.learners()}
    for campus in library.people.campuses():
        for entry in library.people.catalogue(campus.id).courses if campus.id in joined else ():
            if (entry.id, entry.manifest) == (refusal.course, refusal.descriptor.digest):
                return campus, entry
    return None


def _rendition(library: Library, refusal: Refusal, entry: CatalogueEntry, salvaged: int) -> str:
    """The size of films to download. Where no description says what came, the one with as many bytes as that; where nothing came, the smallest."""
    if refusal.version is None:
        return min(entry.sizes, key=lambda one: (abs(entry.sizes[one] - salvaged), entry.sizes[one]), default="")
    return _least_lacking(library, refusal.version.course)


def _least_lacking(library: Library, course: Course) -> str:
    """The size of films of which the least is lacking, of several alike the largest."""
    layout = library.shelf.layout

    def lacking(rendition: str) -> tuple[int, int]:
        blobs = course.blobs(rendition)
        return sum(size for digest, size in blobs.items() if layout.size(digest) != size), -sum(blobs.values())

    return min(course.renditions(), key=lacking, default="")
