"""Seeing what the campus offers: the catalogue and its covers, kept for when the campus is away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bivouac.desktop.actions.hubs import at_hub, on_line
from bivouac.desktop.actions.school import at_school, verify_at_school
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.network import is_metered
from bivouac.desktop.tasks import Task
from bivouac.errors import BivouacError, LineError, TrustError
from bivouac.machine import write_whole
from bivouac.sync.protocol import bins
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.sync.catalogue.trusted import Verified
    from bivouac.sync.transfer.source import Source

_COVER_LIMIT = 2 * 1024 * 1024


def refresh(desk: Desk) -> None:
    """Ask the campus in the background what it offers, while it is away the school what that has signed; quiet when both are away."""
    campus, learner = desk.session.campus, desk.session.learner_id
    if campus is None:
        return
    metered = is_metered()

    def work(task: Task[bool], library: Library) -> bool:
        from bivouac.sync.transfer.signed import withdrawn_by

        known, before = library.people.offered(campus.id), library.people.catalogue(campus.id)
        try:
            signed = verify(library, campus, learner)
        except LineError:
            return _ask_school(library, campus, learner, metered)
        fresh = at_hub(library, campus, learner, lambda hub: hub.catalogue(known))
        # What the school signs or withdraws changes nothing at the hub: what is shown is chosen anew each time.
        shown, apart = _divided(fresh or known, signed)
        withdrawn = withdrawn_by(signed)
        news = shown != before or withdrawn != library.people.withdrawn(campus.id)
        if fresh is not None or news:
            library.people.keep_catalogue(campus.id, shown, apart, withdrawn)
        covers = _fetch_covers(library, shown, lambda bring: _at_campus(library, campus, learner, bring))
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


def _ask_school(library: Library, campus: Campus, learner: str, metered: bool) -> bool:
    """While the campus is away, show what its school has signed by now; whether anything is new.

    The campus is asked for its whole list when it is back: what was heard of the school is nothing that it told.
    """
    from bivouac.sync.transfer.allowance import allowance
    from bivouac.sync.transfer.signed import withdrawn_by

    def closed() -> LineError | None:
        now = datetime.now().astimezone()
        return allowance(library, now).refusal(metered, now)

    signed = verify_at_school(library, campus, learner, closed)
    if signed is None:
        return False
    known, before = library.people.offered(campus.id), library.people.catalogue(campus.id)
    told = {(entry.id, entry.manifest): entry for entry in known.courses}
    courses = bins.in_order(told.pop((entry.id, entry.manifest), entry) for entry in signed.entries)
    withdrawn = withdrawn_by(signed)
    shown = Catalogue("", courses, before.mirrors)
    news = courses != before.courses or withdrawn != library.people.withdrawn(campus.id)
    if news:
        library.people.keep_catalogue(campus.id, shown, [*told.values()], withdrawn)
    covers = _fetch_covers(
        library, shown, lambda bring: bool(at_school(library, campus, learner, closed, lambda source: bring(source)))
    )
    return news or covers


def _fetch_covers(library: Library, catalogue: Catalogue, ask: Callable[[Callable[[Source], bool]], bool]) -> bool:
    """Bring the covers that are not here. A cover is an ornament: one that does not come is left out without a word."""
    missing = [entry for entry in catalogue.courses if _lacks_cover(library, entry)]
    if not missing:
        return False

    def bring(source: Source) -> bool:
        for entry in missing:
            assert entry.cover is not None
            name = entry.cover.removeprefix("sha256:")
            data = b"".join(source.fetch(f"blobs/sha256/{name}", 0, entry.cover_size))
            if hashlib.sha256(data).hexdigest() == name:
                write_whole(library.covers() / name, data)
        return True

    try:
        return ask(bring)
    except BivouacError:
        return False


def _at_campus(library: Library, campus: Campus, learner: str, work: Callable[[Source], bool]) -> bool:
    from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

    return on_line(library, campus, learner, lambda line: work(WebSource(line, HUB_CONTENT)))


def _lacks_cover(library: Library, entry: CatalogueEntry) -> bool:
    if entry.cover is None or not 0 < entry.cover_size <= _COVER_LIMIT:
        return False
    kept = library.covers() / entry.cover.removeprefix("sha256:")
    return not kept.is_file() and not library.shelf.layout.has(entry.cover)
