"""What a learner does with downloads: want a course, pause, go on, cancel. The work itself is in `background.py`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bivouac.desktop.actions.courses import arriving, cover_file, manifest_of, rendition_chooser
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.errors import InputError
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.renditions import size_of


@dataclass(frozen=True)
class OfferData:
    """A course that the campus offers. `size` in bytes, with films in the rendition wanted here; `update`: another version is here;
    `other`: this version is here, and its films could be had in another size."""

    id: str
    title: str
    summary: str
    lessons: int
    size: int
    cover: Path | None
    update: bool
    download: Download | None
    other: OtherFilms | None = None


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
    size = size_of(entry.sizes, rendition_chooser(library, campus)(entry.sizes))
    cover = cover_file(library, entry.cover)
    update = here not in ("", entry.manifest)
    other = _other_films(library, entry) if here == entry.manifest else None
    return OfferData(entry.id, entry.title, entry.summary, entry.lessons, size, cover, update, download, other)


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
        library.downloads.want(campus, entry, rendition or rendition_chooser(library, campus)(entry.sizes))

    desk.tasks.database(work).then(lambda _: desk.changes.say(Change.DOWNLOADS))


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


def cancel(desk: Desk, course: str) -> None:
    """Take a course from the queue and free what had come of it."""

    def work(library: Library) -> None:
        download = library.downloads.find(course)
        library.shelf.forget_arriving(course)
        library.downloads.drop(course)
        if download is not None and download.state is not DownloadState.WAITING:
            tidy(library, download)  # else whoever is at work on it tidies up once they have stopped

    desk.tasks.database(work).then(lambda _: desk.changes.say(Change.DOWNLOADS | Change.CATALOGUE | Change.COURSES))


def tidy(library: Library, given_up: Download | None = None) -> None:
    """Free what came of a download that was given up, and what older ones left. Not to be called while it is at work."""
    from bivouac.sync.transfer.download import drop_parts

    wanted, layout = arriving(library), library.shelf.layout
    drop_parts(layout, wanted)
    layout.sweep(wanted, at_once=layout.needed_by(manifest_of(given_up)) if given_up else ())


def _set_state(desk: Desk, course: str, state: DownloadState) -> None:
    desk.tasks.database(lambda library: library.downloads.set_state(course, state)).then(
        lambda _: desk.changes.say(Change.DOWNLOADS)
    )
