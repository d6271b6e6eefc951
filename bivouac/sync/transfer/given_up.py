"""What came of downloads that were cancelled: it is kept, so that starting them again goes on from there, until room is needed for something else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from bivouac.errors import LargeFileError, SpaceError
from bivouac.sync.store.arriving import come_of
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.download import drop_parts

T = TypeVar("T")
WORTH_KEEPING = 100_000
"""Bytes below which nothing is kept of a download that was cancelled: they come again in a moment."""


def give_up(library: Library, course: str) -> int:
    """Take a course from the queue and keep what has come of it; returns how many bytes that is.

    One of which lessons are complete stays on the shelf with them. While the drive with the courses is away nobody can look: all stays.
    """
    download = library.downloads.find(course)
    if download is None:
        return 0
    if library.shelf.layout.away:
        library.downloads.keep(course)
        return download.done
    came = kept_of(library, download)
    if came < WORTH_KEEPING:
        library.shelf.forget_arriving(course)
        library.downloads.drop(course)
        if download.state is not DownloadState.WAITING:
            tidy(library, download)  # else whoever is at work on it tidies up once they have stopped
        return 0
    if library.shelf.is_arriving(course) and not library.shelf.complete_lessons(library.shelf.course(course)):
        library.shelf.forget_arriving(course)
    library.downloads.keep(course)
    return came


def kept_of(library: Library, download: Download) -> int:
    """Bytes that have come of a download, beside the version of its course that is complete."""
    layout = library.shelf.layout
    return come_of(layout, download.version, layout.reference(download.course))


def let_go(library: Library, course: str) -> int:
    """Free what is kept of a download that was cancelled, with the lessons that it had brought; returns the bytes that this frees. Raises AwayError."""
    library.shelf.layout.require_here()
    download = library.downloads.find(course)
    if download is None or download.state is not DownloadState.KEPT:
        return 0
    library.shelf.forget_arriving(course)
    return tidy(library, download) if library.downloads.drop_kept(course) else 0


def tidy(library: Library, given_up: Download | None = None) -> int:
    """Free what came of a download that is not wanted any more, and what older ones left; returns the bytes. Not to be called while it is at work."""
    wanted, layout = library.downloads.versions(), library.shelf.layout
    freed = drop_parts(layout, wanted)
    return freed + layout.sweep(wanted, at_once=layout.needed_by(given_up.version) if given_up else ())


def with_room(library: Library, work: Callable[[], T], spared: Collection[str] = ()) -> T:
    """Do what needs room on the drive. Where there is too little, what is kept of cancelled downloads goes, the oldest first, and it is done again.

    Args:
        spared: manifests of the versions that are being brought: what is kept of these is a part of that, and frees nothing.

    Raises:
        SpaceError: all that is kept would not be enough (then it stays), or was not.
    """
    while True:
        try:
            return work()
        except LargeFileError:
            raise
        except SpaceError as error:
            kept = [one for one in library.downloads.kept() if one.manifest not in spared]
            if not kept or sum(kept_of(library, one) for one in kept) < error.missing:
                raise
            let_go(library, kept[0].course)
