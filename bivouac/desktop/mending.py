"""Courses that this disk has spoiled: what is damaged of them comes anew, through the download queue, and all else stays as it is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from bivouac.desktop import fetching
from bivouac.desktop.actions.hubs import on_line
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BundleError, BusyError, LineError, SpoiledError, TrustError
from bivouac.language import tr
from bivouac.sync.store.downloads import Download
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.courses.bundle.version import CourseVersion
    from bivouac.sync.transfer.download import Spoiled
    from bivouac.sync.transfer.source import Place


def fetch_or_mend(
    task: Task[str], library: Library, desk: Desk, download: Download, metered: bool, spoiled: dict[str, Spoiled]
) -> str:
    """Bring one course (`fetching.fetch`), or mend one that is here; returns the sentence that says so, or nothing when it was paused or cancelled.

    Args:
        metered: as for `fetch`.
        spoiled: manifest to what was found of a course that is being mended, for the next try.
    """
    library.shelf.layout.require_here()
    if _is_here(library, download):
        return _mend(task, library, desk, download, metered, spoiled)
    return fetching.fetch(task, library, desk, download, metered)


def _is_here(library: Library, download: Download) -> bool:
    """Whether just what is wanted is on the shelf: then something of it is damaged."""
    named, shown = library.shelf.layout.reference(download.course), library.shelf.find(download.course)
    if named is None or shown is None:
        return False
    return (named.digest, shown.rendition) == (download.manifest, download.rendition)


def _mend(
    task: Task[str], library: Library, desk: Desk, download: Download, metered: bool, known: dict[str, Spoiled]
) -> str:
    """Fetch what this disk has spoiled of a course, as `fetch` brings one; without a campus from sticks alone.

    All else of it stays as it is, and nobody is asked whether it may be here: it is, and its manifest says which bytes are right.

    Raises:
        SpoiledError: no place has it, of those that answer.
    """
    from bivouac.sync.transfer.download import Spoiled, fetch_course
    from bivouac.sync.transfer.given_up import with_room

    campus, learner = fetching.asked(library, download)
    rules = fetching.Rules(library, metered)
    keeper = fetching.Keeper(task, library, desk, download, rules, measures=False)
    spoiled = known.setdefault(download.manifest, Spoiled())

    def bring(found: list[Place]) -> CourseVersion | None:
        layout = library.shelf.layout
        return fetch_course(layout, found, download.version, download.rendition, keeper.wishes(), spoiled)

    def work() -> CourseVersion | None:
        if campus is None or learner is None:
            return bring(fetching.sticks())
        return on_line(
            library, campus, learner.id, lambda line: bring(fetching.places(library, line, campus, learner.id, rules))
        )

    try:
        version = with_room(library, work, [download.manifest])
    except OSError:
        library.shelf.layout.require_here()
        raise
    except BusyError:
        raise
    except (BundleError, LineError) as error:
        if campus is None or learner is None:
            raise SpoiledError(
                "What is damaged of “{title}” is on no stick that is in. Put in one that has this course: it is repaired by itself.",
                title=download.title,
            ) from error
        if isinstance(error, LineError):
            raise
        if newer := _newer(library, campus, learner.id, download, rules.refusal):
            return fetching.fetch(task, library, desk, newer, metered)
        raise SpoiledError(
            "What is damaged of “{title}” is neither at {campus} nor on a stick that is in. Put in a stick that has this course, or tell the campus staff: it is repaired by itself as soon as there is one.",
            title=download.title,
            campus=campus.name,
        ) from error
    finally:
        keeper.end()
    if version is None:
        return ""
    library.shelf.take_in(download.version, download.rendition)
    library.downloads.drop(download.course)
    del known[download.manifest]
    if spoiled.found:
        return tr("“{title}” is whole again.", title=download.title)
    return tr(
        "Nothing of “{title}” is damaged on this computer. If something in it does not open, tell the campus staff.",
        title=download.title,
    )


def _newer(
    library: Library, campus: Campus, learner: str, download: Download, closed: Callable[[], LineError | None]
) -> Download | None:
    """The download, of the version by which the campus has replaced the one that is here; None where it has not."""
    if library.catalogue(campus.id).has_root():
        with contextlib.suppress(TrustError, LineError):
            followed = fetching.as_signed(library, campus, learner, download, closed)
            return followed if followed.manifest != download.manifest else None
        return None
    entry = fetching.offered(library, campus, learner, download.course)
    return fetching.follow(library, download, entry) if entry and entry.manifest != download.manifest else None
