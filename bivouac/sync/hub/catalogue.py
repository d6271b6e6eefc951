"""The courses that a hub has, for laptops to choose from: read from the layout, and read again only when that changed."""

from __future__ import annotations

import hashlib
import logging
import threading

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import CourseVersion, read_version, renditions_here
from bivouac.courses.model import Video
from bivouac.errors import BundleError
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry

log = logging.getLogger(__name__)


class CatalogueReader:
    """Reads a layout's courses."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._lock = threading.Lock()
        self._mark: tuple[int, int, int] | None = None
        self._catalogue = Catalogue("", [])

    def read(self) -> Catalogue:
        """What there is now. A course that is damaged is left out and logged.

        Raises:
            BundleError: the list of courses itself is damaged.
        """
        with self._lock:
            status = (self._layout.folder / "index.json").stat()
            mark = (status.st_mtime_ns, status.st_size, status.st_ino)
            if mark != self._mark:
                self._catalogue, self._mark = self._read(), mark
            return self._catalogue

    def _read(self) -> Catalogue:
        references = self._layout.references()
        entries = [entry for descriptor in references.values() if (entry := self._entry(descriptor))]
        entries.sort(key=lambda entry: (entry.title, entry.id))
        named = "".join(f"{entry.manifest} {sorted(entry.sizes.items())}\n" for entry in entries)
        return Catalogue(hashlib.sha256(named.encode()).hexdigest()[:16], entries)

    def _entry(self, descriptor: Descriptor) -> CatalogueEntry | None:
        try:
            version = read_version(self._layout, descriptor)
            sizes = self._sizes(version)
        except BundleError as error:
            log.warning("A course is not offered: %s", error)
            return None
        course = version.course
        return CatalogueEntry(
            id=course.id,
            version=course.version,
            title=course.title,
            language=course.language,
            summary=course.summary,
            manifest=descriptor.digest,
            manifest_size=descriptor.size,
            lessons=sum(1 for _ in course.lessons()),
            sizes=sizes,
            cover=course.cover,
            cover_size=course.cover_size,
        )

    def _sizes(self, version: CourseVersion) -> dict[str, int]:
        """Rendition to bytes of the whole course with it, as it is here."""
        small = sum(version.small_blobs().values())
        films = [activity for _, activity in version.course.activities() if isinstance(activity, Video)]
        here = {rendition.name for film in films for rendition in renditions_here(film, self._layout)}
        names = [name for name in version.course.renditions() if name in here] or [""]
        return {name: small + sum(version.films(self._layout, name).values()) for name in names}
