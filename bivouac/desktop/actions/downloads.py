"""What a learner does with downloads: want a course, pause, go on, cancel. The work itself is in `fetching.py`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bivouac.desktop.actions.courses import cover_file, rendition_chooser
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import InputError
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.arriving import come_of
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import RENDITION
from bivouac.sync.transfer.renditions import AUTO, size_of


@dataclass(frozen=True)
class OfferData:
    """A course that the campus offers. `size` in bytes, with films in the rendition wanted here; `update`: another version is here;
    `other`: this version is here, and its films could be had in another size; `kept`: bytes that are here of a download that was cancelled."""

    id: str
    title: str
    summary: str
    lessons: int
    size: int
    cover: Path | None
    update: bool
    download: Download | None
    other: OtherFilms | None = None
    kept: int = 0


@dataclass(frozen=True)
class OtherFilms:
    """Films in another size than those that are here. `size` in bytes, of what would be downloaded."""

    rendition: str
    size: int
    sharper: bool


def load_offer(library: Library, campus: str | None, course: str) -> OfferData | None:
    """What the campus offers under this id, with how its download stands; None when it offers nothing."""
    download = library.downloads.find(course)
    catalogue = library.people.catalogue(campus) if campus else None
    entry = next((one for one in catalogue.courses if one.id == course), None) if catalogue else None
    if entry is None:
        return None
    here = library.shelf.manifest(course)
    size = size_of(entry.sizes, _rendition(library, campus, entry))
    kept = 0
    if download is not None and download.state is DownloadState.KEPT:
        layout = library.shelf.layout
        same = download.manifest == entry.manifest
        kept = come_of(layout, download.version, layout.reference(course)) if same else 0
        download = None
    cover = cover_file(library, entry.cover)
    update = here not in ("", entry.manifest)
    other = _other_films(library, entry) if here == entry.manifest else None
    return OfferData(entry.id, entry.title, entry.summary, entry.lessons, size, cover, update, download, other, kept)


def _other_films(library: Library, entry: CatalogueEntry) -> OtherFilms | None:
    """The size of films that this course could be had in instead: sharper ones, or small ones where they are sharp."""
    shelf = library.shelf.find(entry.id)
    names = sorted(entry.sizes, key=lambda name: entry.sizes[name])
    if shelf is None or shelf.arriving or shelf.rendition not in names or len(names) < 2:
        return None
    sharper = shelf.rendition != names[-1]
    other = names[-1] if sharper else names[0]
    blobs = library.shelf.course(entry.id).blobs(other)
    return OtherFilms(other, sum(size for one, size in blobs.items() if not library.shelf.layout.has(one)), sharper)


def want(desk: Desk, campus: str, course: str, rendition: str = "") -> None:
    """Put a course in the download queue, with films in the size that is named, else in that which suits this laptop."""

    def work(library: Library) -> None:
        entry = next((one for one in library.people.catalogue(campus).courses if one.id == course), None)
        if entry is None:
            raise InputError("The campus does not offer this course any more.")
        size = rendition or _rendition(library, campus, entry)
        if library.shelf.manifest(course) != entry.manifest:
            # Lessons of a version that was cancelled, and is not on offer any more.
            library.shelf.forget_arriving(course)
        library.downloads.want(campus, entry, size)

    desk.tasks.database(work).then(lambda _: desk.changes.say(Change.DOWNLOADS))


def mend(desk: Desk, course: str) -> None:
    """Have what this disk has spoiled of a course fetched again, through the queue; all else of it, and what was done in it, stays.

    Where an update or films in another size are on their way, these bring it.
    """
    campus = desk.session.campus.id if desk.session.campus else ""

    def work(library: Library) -> None:
        here, named = library.shelf.find(course), library.shelf.layout.reference(course)
        if here is None or named is None:
            raise InputError("This course is not on this computer any more. Download it again.")
        before = library.downloads.find(course)
        if before is not None and before.state is not DownloadState.KEPT:
            library.downloads.set_state(course, DownloadState.WAITING)
        else:
            library.downloads.want_again(campus, here.id, here.title, here.rendition, named, here.size)
        library.downloads.put_first(course)

    desk.tasks.database(work).then(lambda _: desk.changes.say(Change.DOWNLOADS))


def load_mending(library: Library, course: str) -> Download | None:
    """How a download stands that brings what is damaged of a course that is here; None where there is none."""
    download = library.downloads.find(course)
    return download if download is not None and download.state is not DownloadState.KEPT else None


def _rendition(library: Library, campus: str | None, entry: CatalogueEntry) -> str:
    """The size of films to take: where that is left to Bivouac and some were kept of a download that was cancelled, the same again."""
    before = library.downloads.find(entry.id)
    same = before is not None and before.state is DownloadState.KEPT and before.manifest == entry.manifest
    if before is not None and same and library.settings.get(RENDITION) == AUTO:
        return before.rendition
    return rendition_chooser(library, campus)(entry.sizes)


def pause(desk: Desk, course: str) -> None:
    """Stop for now; what has come stays."""
    _set_state(desk, course, DownloadState.PAUSED)


def go_on(desk: Desk, course: str) -> None:
    """Take a paused or failed download up again."""
    _set_state(desk, course, DownloadState.WAITING)


def put_first(desk: Desk, course: str) -> None:
    """Bring this course before all others."""
    desk.tasks.database(lambda library: library.downloads.put_first(course)).then(
        lambda _: desk.changes.say(Change.DOWNLOADS)
    )


def cancel(desk: Desk, course: str) -> Task[int]:
    """Take a course from the queue; what has come of it is kept. Returns how many bytes that is."""

    def work(library: Library) -> int:
        from bivouac.sync.transfer.given_up import give_up

        return give_up(library, course)

    changed = Change.DOWNLOADS | Change.CATALOGUE | Change.COURSES
    return desk.tasks.database(work).finally_(lambda: desk.changes.say(changed))


def _set_state(desk: Desk, course: str, state: DownloadState) -> None:
    desk.tasks.database(lambda library: library.downloads.set_state(course, state)).then(
        lambda _: desk.changes.say(Change.DOWNLOADS)
    )
