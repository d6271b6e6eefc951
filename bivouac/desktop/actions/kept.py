"""What is kept on this computer of downloads that were cancelled, and how each could go on."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac.sync.store.arriving import come_of
from bivouac.sync.store.downloads import Download
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.renditions import size_of


@dataclass(frozen=True)
class Kept:
    """What came of a download before it was cancelled.

    Attributes:
        size: bytes that are here.
        total: bytes of the whole download.
        on_offer: whether the campus still offers this very version, so that downloading can go on.
    """

    course: str
    title: str
    size: int
    total: int
    on_offer: bool


def load_kept(library: Library, campus: str | None) -> list[Kept]:
    """All of them, the one that was begun first first; of a drive that is away, as it was when last seen."""
    downloads = library.downloads.kept()
    offer = library.people.catalogue(campus).courses if campus and downloads else []
    sizes = {(entry.id, entry.manifest): entry.sizes for entry in offer}
    found = []
    for one in downloads:
        sizes_here = sizes.get((one.course, one.manifest))
        total = max(1, size_of(sizes_here, one.rendition) if sizes_here else one.total)
        here = min(_come_of(library, one), total)
        found.append(Kept(one.course, one.title, here, total, sizes_here is not None))
    return [one for one in found if one.size]


def _come_of(library: Library, download: Download) -> int:
    layout = library.shelf.layout
    return download.done if layout.away else come_of(layout, download.version, layout.reference(download.course))
