"""The courses that a hub has or is just getting, for laptops to choose from: read again only when that changed."""

from __future__ import annotations

import hashlib
import logging
import threading

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.errors import BundleError
from bivouac.sync.catalogue.entries import entry_of
from bivouac.sync.hub.arriving import ArrivingCourses, Mark, mark_of
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry

log = logging.getLogger(__name__)


class CatalogueReader:
    """Reads a layout's courses."""

    def __init__(self, layout: Layout, mirrors: tuple[str, ...] = ()) -> None:
        self._layout = layout
        self._mirrors = mirrors
        self._lock = threading.Lock()
        self.arriving = ArrivingCourses(layout)
        self._mark: tuple[Mark | None, Mark | None] = (None, None)
        self._catalogue = Catalogue("", [])

    def read(self) -> Catalogue:
        """What there is now. A course that is damaged is left out and logged.

        Raises:
            BundleError: the list of courses itself is damaged.
        """
        with self._lock:
            mark = mark_of(self._layout.folder / "index.json"), self.arriving.mark()
            if mark != self._mark:
                self._catalogue, self._mark = self._read(), mark
            return self._catalogue

    def _read(self) -> Catalogue:
        references = self._layout.references()
        entries = [entry for descriptor in references.values() if (entry := self._entry(descriptor))]
        coming = (self._entry(one, arriving=True) for one in self.arriving.manifests())
        entries += [entry for entry in coming if entry]
        entries.sort(key=lambda entry: (entry.title, entry.id))
        named = "".join(f"{entry.manifest} {sorted(entry.sizes.items())}\n" for entry in entries)
        named += "".join(f"{mirror}\n" for mirror in self._mirrors)
        return Catalogue(hashlib.sha256(named.encode()).hexdigest()[:16], entries, self._mirrors)

    def _entry(self, descriptor: Descriptor, *, arriving: bool = False) -> CatalogueEntry | None:
        try:
            return entry_of(self._layout, descriptor, arriving=arriving)
        except BundleError as error:
            log.warning("A course is not offered: %s", error)
            return None
