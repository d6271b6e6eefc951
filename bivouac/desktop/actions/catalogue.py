"""Seeing what the campus offers: the catalogue and its covers, kept for when the campus is away."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bivouac.desktop.actions.hubs import at_hub, on_line
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError, TrustError
from bivouac.machine import write_whole
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.sync.catalogue.trusted import Verified
    from bivouac.sync.protocol.line import Line

_COVER_LIMIT = 2 * 1024 * 1024


def refresh(desk: Desk) -> None:
    """Ask the campus in the background what it offers; quiet when it is away."""
    campus, learner = desk.session.campus, desk.session.learner_id
    if campus is None:
        return

    def work(task: Task[bool], library: Library) -> bool:
        from bivouac.sync.transfer.signed import withdrawn_by

        known, before = library.people.offered(campus.id), library.people.catalogue(campus.id)
        signed = verify(library, campus, learner)
        fresh = at_hub(library, campus, learner, lambda hub: hub.catalogue(known))
        # What the school signs or withdraws changes nothing at the hub: what is shown is chosen anew each time.
        shown, apart = _divided(fresh or known, signed)
        withdrawn = withdrawn_by(signed)
        news = shown != before or withdrawn != library.people.withdrawn(campus.id)
        if fresh is not None or news:
            library.people.keep_catalogue(campus.id, shown, apart, withdrawn)
        covers = _fetch_covers(library, campus, learner, shown)
        return news or covers

    def arrived(changed: bool) -> None:
        if changed:
            desk.changes.say(Change.CATALOGUE)

    desk.tasks.with_library(work).then(arrived).failed(lambda error: _failed(desk, error))


def _failed(desk: Desk, error: BivouacError) -> None:
    """A campus that is away is no news; one whose catalogue does not prove itself is."""
    if isinstance(error, TrustError):
        desk.tell(error.sentence(), "bad")


def verify(library: Library, campus: Campus, learner: str) -> Verified | None:
    """What the school has signed, as the campus has it now, kept from now on; None where no root was ever given.

    Raises:
        TrustError: it does not prove itself, has run out, or a clock is wrong. LineError: the campus is away.
    """
    from bivouac.sync.transfer.signed import refresh_over
    from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

    trusted = library.catalogue(campus.id)
    if not trusted.has_root():
        root = at_hub(library, campus, learner, lambda hub: hub.hub()).root
        if not root:
            return None
        trusted.begin(root)

    def heard() -> datetime:
        clock = at_hub(library, campus, learner, lambda hub: hub.health()).clock
        return datetime.fromtimestamp(clock / 1000, UTC)

    return on_line(library, campus, learner, lambda line: refresh_over(trusted, WebSource(line, HUB_CONTENT), heard))


def _divided(offered: Catalogue, signed: Verified | None) -> tuple[Catalogue, list[CatalogueEntry]]:
    """Those of the courses on offer that the school has signed, all where it signs none, and the others."""
    if signed is None:
        return offered, []
    manifests = {(entry.id, entry.manifest) for entry in signed.entries}
    courses = [one for one in offered.courses if (one.id, one.manifest) in manifests]
    others = [one for one in offered.courses if (one.id, one.manifest) not in manifests]
    return Catalogue(offered.state, courses, offered.mirrors), others


def _fetch_covers(library: Library, campus: Campus, learner: str, catalogue: Catalogue) -> bool:
    """Bring the covers that are not here. A cover is an ornament: one that does not come is left out without a word."""
    missing = [entry for entry in catalogue.courses if _lacks_cover(library, entry)]
    if not missing:
        return False
    from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

    def fetch(line: Line) -> bool:
        source = WebSource(line, HUB_CONTENT)
        for entry in missing:
            assert entry.cover is not None
            name = entry.cover.removeprefix("sha256:")
            data = b"".join(source.fetch(f"blobs/sha256/{name}", 0, entry.cover_size))
            if hashlib.sha256(data).hexdigest() == name:
                write_whole(library.covers() / name, data)
        return True

    try:
        return on_line(library, campus, learner, fetch)
    except BivouacError:
        return False


def _lacks_cover(library: Library, entry: CatalogueEntry) -> bool:
    if entry.cover is None or not 0 < entry.cover_size <= _COVER_LIMIT:
        return False
    kept = library.covers() / entry.cover.removeprefix("sha256:")
    return not kept.is_file() and not library.shelf.layout.has(entry.cover)
