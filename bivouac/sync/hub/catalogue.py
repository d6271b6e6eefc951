"""The courses that a hub has or is just getting, for laptops to choose from: read again only when that changed."""

from __future__ import annotations

import functools
import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.courses.model import Video
from bivouac.errors import BundleError
from bivouac.language import tr
from bivouac.sync.catalogue.entries import entry_from
from bivouac.sync.hub.arriving import ArrivingCourses, Mark, mark_of
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.protocol import bins, messages
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry

log = logging.getLogger(__name__)

_PATIENCE = 0.25
"""Seconds to wait for who is reading the courses; a change of a few takes less."""

_SOON_SECONDS = 5
_UNREAD: tuple[Mark | None, Mark | None] = (None, None)

_ANSWER = messages.MAX_REQUEST // 2
"""Bytes of courses in an answer by bins, unpacked; the last bin may go beyond."""


class Offered:
    """What the hub offers at one time, in the forms in which it is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @functools.cached_property
    def whole(self) -> bytes:
        """The whole list as a message: packed once, for all who come for it."""
        return messages.encode(self.catalogue)

    def in_bins(self, asked: Sequence[int], of: int) -> bytes:
        """The digests of all bins as a message, with the courses of those `asked` among `of` bins, as many as fit; where there is only
        one bin, with all at once.

        `of` is how many bins the asker knows of; where there are others by now, no course comes along.
        """
        count, told, courses, size = len(self._bins), list[int](), list[CatalogueEntry](), 0
        for number in [0] if count == 1 else asked if of == count else []:
            if size > _ANSWER or number >= count:
                break
            told.append(number)
            courses += self._bins[number].values()
            size += self._sizes[number]
        known = self.catalogue
        return messages.encode(Catalogue(known.state, courses, known.mirrors, self._digests, tuple(told)))

    @functools.cached_property
    def _bins(self) -> list[bins.Bin]:
        courses = self.catalogue.courses
        return bins.sort_into(courses, bins.count_for(len(courses)))

    @functools.cached_property
    def _digests(self) -> bytes:
        return b"".join(map(bins.digest_of, self._bins))

    @functools.cached_property
    def _sizes(self) -> list[int]:
        return [len(msgspec.msgpack.encode(list(one.values()))) for one in self._bins]


def asked_bins(numbers: str, of: str) -> tuple[list[int], int]:
    """The bins that a request names, `3.17.200` of `512`, none where it only wants the digests. Raises RefusalError (400)."""
    asked = numbers.split(".") if numbers else []
    told = [*asked, of or "0"]
    if len(asked) > bins.MAX_ASKED or not all(one.isascii() and one.isdecimal() and len(one) < 6 for one in told):
        raise RefusalError(400, "A message arrived damaged.")
    return list(map(int, asked)), int(of or "0")


class CatalogueReader:
    """Reads a layout's courses.

    Args:
        mirrors: other servers that have them.
        schools: the hubs above, as they are at the moment; named before the mirrors.
    """

    def __init__(
        self, layout: Layout, mirrors: tuple[str, ...] = (), schools: Callable[[], tuple[str, ...]] = tuple
    ) -> None:
        self._layout = layout
        self._others, self._schools = mirrors, schools
        self._mirrors = mirrors
        self._lock = threading.Lock()
        self.arriving = ArrivingCourses(layout)
        self._mark = _UNREAD
        self._stopped = False
        self._offered = Offered(Catalogue("", []))
        self._known: dict[tuple[str, bool], _Known] = {}

    def stop(self) -> None:
        """Read no more: the hub ends, and does not wait for thousands of courses."""
        self._stopped = True

    def read(self) -> Catalogue:
        """What there is now; raises as `offered`."""
        return self.offered().catalogue

    def offered(self) -> Offered:
        """The same, as it is sent. A course that is damaged is left out and logged.

        While another reads many courses anew nobody waits for that: the hub has few threads, and other work than this list. Who comes meanwhile
        gets the list as it was.

        Raises:
            RefusalError (503): there is none yet. BundleError: the list of courses itself is damaged.
        """
        if not self._lock.acquire(timeout=_PATIENCE):
            if self._mark == _UNREAD:
                raise _is_reading()
            return self._offered
        try:
            mark = mark_of(self._layout.folder / "index.json"), self.arriving.mark()
            mirrors = (*self._schools(), *self._others)
            if (mark, mirrors) != (self._mark, self._mirrors):
                before, self._mirrors = self._mirrors, mirrors
                try:
                    self._offered, self._mark = Offered(self._read()), mark
                except BaseException:
                    self._mirrors = before  # so that the next who asks reads them anew
                    raise
            return self._offered
        finally:
            self._lock.release()

    def _read(self) -> Catalogue:
        references = self._layout.references()
        wanted = [*((one, False) for one in references.values()), *((one, True) for one in self.arriving.manifests())]
        known, self._known = self._known, {}
        entries = bins.in_order(entry for one, arriving in wanted if (entry := self._entry(one, arriving, known)))
        named = "".join(f"{entry.manifest} {sorted(entry.sizes.items())}\n" for entry in entries)
        named += "".join(f"{mirror}\n" for mirror in self._mirrors)
        return Catalogue(hashlib.sha256(named.encode()).hexdigest()[:16], entries, self._mirrors)

    def _entry(
        self, descriptor: Descriptor, arriving: bool, known: dict[tuple[str, bool], _Known]
    ) -> CatalogueEntry | None:
        """A course in the list; one that stands as it did among the `known` is not read again."""
        if self._stopped:
            raise _is_reading()
        key = descriptor.digest, arriving
        one = known.get(key)
        if one is None or one.here != {film for film in one.films if self._layout.has(film)}:
            try:
                version = read_version(self._layout, descriptor)
                films = _films(version)
                here = {film for film in films if self._layout.has(film)}
                one = _Known(entry_from(version, self._layout, arriving=arriving), films, here)
            except BundleError as error:
                log.warning(tr("A course is not offered: {reason}", reason=error.sentence()))
                return None
        self._known[key] = one
        return one.entry


def _is_reading() -> RefusalError:
    return RefusalError(503, "The hub is reading its courses. Bivouac will try again later.", seconds=_SOON_SECONDS)


class _Known(NamedTuple):
    """What a version says in the list, and what of it follows from more than the version: which of its films are here."""

    entry: CatalogueEntry
    films: set[str]
    here: set[str]


def _films(version: CourseVersion) -> set[str]:
    """Digests of all renditions."""
    films = (activity for _, activity in version.course.activities() if isinstance(activity, Video))
    return {one.blob for film in films for one in film.renditions}
