"""Courses that are still on their way to this hub, which are passed on as they come.

`content/arriving.json` names their manifests, in the form of `index.json`; `relay/courses.py` writes it. Their blobs are in the layout as far
as they are complete, and in parts (`courses/bundle/part.py`) as far as they are not.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from bivouac import machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.part import DOWNLOADS, landed, part_path
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError

_FILE = "arriving.json"
Mark = tuple[int, int, int]


class ArrivingCourses:
    """What is on its way, read again only when that changed."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._mark: Mark | None = None
        self._manifests: tuple[Descriptor, ...] = ()
        self._blobs: set[str] = set()

    def mark(self) -> Mark | None:
        """What changes when the list does."""
        return mark_of(self._layout.folder / _FILE)

    def manifests(self) -> tuple[Descriptor, ...]:
        """Of the courses on their way whose description is here, those without a name yet."""
        self._look()
        named = self._layout.references()
        return tuple(one for one in self._manifests if one.annotations.get(oci.REFERENCE) not in named)

    def expects(self, digest: str) -> bool:
        """Whether a blob that is not here will come."""
        self._look()
        return digest in self._blobs

    def here(self, digest: str, start: int) -> tuple[Path, int, int] | None:
        """The file of a blob on its way, its size, and up to where it is here from `start` on; None while that is nothing.

        Only whole pieces are passed on: they were checked when they landed. A blob that has none is passed on when it is complete.
        """
        path = part_path(self._layout.folder / DOWNLOADS, digest)
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            return None
        if size < LIMITS.pieced_from or start >= size:
            return None
        here = landed(path, size)
        until = next((gap[0] for gap in here.gaps(start - start % LIMITS.piece, size)), size)
        until = until if until == size else until // LIMITS.piece * LIMITS.piece
        return (path, size, until) if until > start else None

    def _look(self) -> None:
        mark = self.mark()
        if mark == self._mark:
            return
        manifests: tuple[Descriptor, ...] = ()
        blobs: set[str] = set()
        if mark is not None:
            with contextlib.suppress(BundleError, FileNotFoundError):
                manifests = oci.decode_index((self._layout.folder / _FILE).read_bytes()).manifests
                blobs = set[str]().union(*(self._layout.needed_by(one) for one in manifests))
        self._mark, self._manifests, self._blobs = mark, manifests, blobs


def keep_arriving(layout: Layout, manifests: Sequence[Descriptor]) -> None:
    """Write which courses are on their way; their manifests are in the layout."""
    path = layout.folder / _FILE
    if manifests:
        machine.write_whole(path, oci.encode(oci.Index(manifests=tuple(manifests))))
    else:
        path.unlink(missing_ok=True)


def mark_of(path: Path) -> Mark | None:
    """What changes when a file does; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
