"""A catalogue that was set back to an older one, by a backup or an older disk, goes on where laptops already are."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Timestamp

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import InputError, TrustError
from bivouac.language import written_day
from bivouac.sync.catalogue.entries import ISSUED
from bivouac.sync.catalogue.files import TIMESTAMP, newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import MAX_TIMESTAMP, Fetch, TrustedCatalogue, fetch_from
from bivouac.sync.hub import signed
from bivouac.sync.relay.filling import stock_at
from bivouac.sync.relay.school import pass_on

_LEAP = 1000
"""So many numbers are left out after a backup: no school signs as often between a backup and the day on which it is needed."""


@dataclass(frozen=True)
class GoingOn:
    """How a school goes on with a catalogue that may be older than what laptops have.

    Attributes:
        above: a number that laptops have.
        newer_on: places that may have a newer catalogue: sticks, folders of hubs, libraries.
        as_restored: go on with what the backup has.
    """

    above: int = 0
    newer_on: tuple[Path, ...] = ()
    as_restored: bool = False

    def is_said(self) -> bool:
        """Whether a person has said anything of it."""
        return bool(self.above or self.newer_on or self.as_restored)


def go_on(folder: Path, layout: Layout, repository: Repository, how: GoingOn) -> int:
    """See what laptops may have; the number above which the catalogue has to go on, 0 where nothing speaks for another than the next.

    Args:
        repository: the catalogue as it is in `layout`; read it anew afterwards.

    Raises:
        InputError: the hub was made of a backup, and nobody has said how to go on. TrustError: what a place has does not follow from this catalogue's root.
    """
    said = signed.read(folder)
    if said.restored and not said.looked and not how.is_said():
        raise InputError(
            "This hub was made of a backup, whose catalogue is of {date}. What the school published or withdrew since then is not in it, and laptops that have it would go back to the older one. Name a place that has the newest: --newer-on with a stick, the folder of a campus's hub or a copy of it (or fill this hub from one first: bivouac hub fill). If there is none: --as-restored goes on from the backup; then publish and withdraw once more what you did since.",
            date=written_day(_signed_on(repository)),
        )
    floor = max([how.above, *(_take_newest(layout, place) for place in how.newer_on)])
    return max(floor, _number(fetch_from(layout.folder)) + _LEAP) if said.restored else floor


def _take_newest(layout: Layout, place: Path) -> int:
    """Take along what a place has of this catalogue, where that is newer; its number.

    Where this hub has signed other things under the numbers of that place, they stay, and only the number counts.
    """
    with tempfile.TemporaryDirectory() as work, stock_at(place) as stock:
        fetches = [*stock.fetches()]
        if not fetches:
            raise InputError("There is no signed catalogue in “{path}”. Choose another place.", path=str(place))
        own, fetch_own = TrustedCatalogue(Path(work) / "own"), fetch_from(layout.folder)
        own.begin(newest_root(layout.folder), fetch_own(TIMESTAMP, MAX_TIMESTAMP) or b"")
        with contextlib.suppress(TrustError):  # it has run out
            own.refresh(fetch_own)
        number = 0
        for fetch in fetches:
            number = max(number, _number(fetch))
            if number > _number(fetch_own):
                own.refresh(fetch)
                with contextlib.suppress(TrustError):
                    pass_on(layout.folder, own.files())
        return number


def _signed_on(repository: Repository) -> datetime.date:
    issued = repository.timestamp.signed.unrecognized_fields.get(ISSUED, 0)
    return datetime.datetime.fromtimestamp(issued, datetime.UTC).date()


def _number(fetch: Fetch) -> int:
    try:
        return Metadata[Timestamp].from_bytes(fetch(TIMESTAMP, MAX_TIMESTAMP) or b"").signed.version
    except RepositoryError:
        return 0
