"""What this machine's library takes on its drive, to the byte: every file is counted once, under whoever needs it."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import FRESH_SECONDS
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import read_blob
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import decode_course
from bivouac.errors import BundleError
from bivouac.sync.store.library import Library
from bivouac.sync.store.shelf import spare_films

_BLOB = re.compile(r"[0-9a-f]{64}(?![0-9a-f])")
_KINDS = ("films", "spare", "pages", "arriving", "linked", "linked_spare")


@dataclass(frozen=True)
class CourseSpace:
    """Bytes of one course that no other course needs; removing it frees them all but what is linked.

    Attributes:
        films: renditions that are played.
        spare: renditions of films that are here sharper, too.
        pages: everything else of the version that is here.
        arriving: what has come of a version that is not complete.
        linked, linked_spare: how much of all that, and of `spare`, a hub on this computer has, too (`Intake.link`): it stays on the drive.
    """

    id: str
    title: str
    films: int = 0
    spare: int = 0
    pages: int = 0
    arriving: int = 0
    linked: int = 0
    linked_spare: int = 0

    @property
    def size(self) -> int:
        return self.films + self.spare + self.pages + self.arriving

    @property
    def frees(self) -> int:
        return self.size - self.linked

    @property
    def spare_frees(self) -> int:
        return self.spare - self.linked_spare


@dataclass(frozen=True)
class Space:
    """Bytes on the drive and in the library; `courses`, `shared`, `leftovers`, `moving` and `own` add up to all its files.

    Attributes:
        capacity, free: of the drive.
        shared: what several courses need.
        leftovers: old versions, and downloads and copies that were given up: what `Layout.sweep` removes.
        linked: how much of the leftovers a hub on this computer has, too: it stays on the drive.
        moving: what nobody needs yet and is so young that it may belong to a copy under way.
        own: people's work, search, settings, backups.
    """

    capacity: int
    free: int
    courses: tuple[CourseSpace, ...]
    shared: int
    leftovers: int
    moving: int
    own: int
    linked: int = 0

    @property
    def total(self) -> int:
        return sum(one.size for one in self.courses) + self.shared + self.leftovers + self.moving + self.own


def measure(library: Library) -> Space:
    """Look at every file of the library. Reads no more than lists and descriptions."""
    count, layout = _Count(library), library.shelf.layout
    elsewhere = [] if layout.away or library.folder in layout.drive.parents else [layout.drive]
    for content, folder in [(layout.folder, library.folder), *((drive, drive) for drive in elsewhere)]:
        _add(count, folder, content)
    return count.result()


def _add(count: _Count, folder: Path, content: Path) -> None:
    for path, size, changed, linked in _files(folder):
        if content not in path.parents:
            count.add_own(size)
        elif any(part.startswith(".") for part in path.relative_to(content).parts):
            count.add("", size, changed, whole=True)  # half-written, by a copy or a build
        elif name := _BLOB.match(path.name):
            count.add(f"sha256:{name[0]}", size, changed, whole=len(path.name) == len(name[0]), linked=linked)
        else:
            count.add_own(size)


class _Count:
    """Files on their way into the sums."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._layout = library.shelf.layout
        self._titles: dict[str, str] = {}
        self._owners: dict[str, set[str]] = {}
        self._kinds: dict[tuple[str, str], str] = {}
        self._unreadable = False
        self._bytes: Counter[tuple[str, str]] = Counter()
        self._horizon = time.time() - FRESH_SECONDS
        for download in library.downloads.all():
            self._titles[download.course] = download.title
            descriptor = Descriptor(media_type=oci.MANIFEST, digest=download.manifest, size=download.manifest_size)
            self._own(download.course, descriptor, arriving=True)
        self._titles |= {course.id: course.title for course in library.shelf.courses()}
        for manifest in self._layout.index().manifests:
            self._own(manifest.annotations.get(oci.REFERENCE, ""), manifest, arriving=False)

    def add_own(self, size: int) -> None:
        self._bytes["", "own"] += size

    def add(self, digest: str, size: int, changed: float, whole: bool, linked: bool = False) -> None:
        """Count the file of a blob; one that is not `whole` is on its way by a download, one that is `linked` has a name elsewhere, too."""
        owners = self._owners.get(digest, set())
        if len(owners) > 1 or "" in owners or (not owners and self._unreadable):
            self._bytes["", "shared"] += size  # what a damaged course needs nobody can say, so nothing goes
        elif owners:
            (owner,) = owners
            self._count(owner, self._kinds[owner, digest], size, linked)
        else:
            self._count("", "moving" if whole and changed > self._horizon else "leftovers", size, linked)

    def _count(self, owner: str, kind: str, size: int, linked: bool) -> None:
        self._bytes[owner, kind] += size
        if linked and kind != "moving":
            self._bytes[owner, "linked"] += size
            if kind == "spare":
                self._bytes[owner, "linked_spare"] += size

    def result(self) -> Space:
        drive = shutil.disk_usage(self._library.folder if self._layout.away else self._layout.drive)
        courses = tuple(
            CourseSpace(
                one,
                title,
                **{kind: self._bytes[one, kind] for kind in _KINDS},
            )
            for one, title in self._titles.items()
        )
        rest = {kind: self._bytes["", kind] for kind in ("shared", "leftovers", "moving", "own", "linked")}
        return Space(drive.total, drive.free, courses, **rest)

    def _own(self, course: str, descriptor: Descriptor, arriving: bool) -> None:
        """Note what a version of a course needs, and what of it is what."""
        if course:
            self._titles.setdefault(course, course)
        kinds = {descriptor.digest: "pages"}
        if self._layout.has(descriptor.digest):
            try:
                manifest = oci.decode_manifest(read_blob(self._layout, descriptor, LIMITS.manifest))
                kinds[manifest.config.digest] = "pages"
                kinds |= {one.digest: "films" if one.media_type == oci.FILM else "pages" for one in manifest.layers}
                if not arriving and "films" in kinds.values():
                    described = decode_course(read_blob(self._layout, manifest.config, LIMITS.course_json))
                    kinds |= dict.fromkeys(spare_films(described, self._layout), "spare")
            except BundleError:
                self._unreadable = True
        for digest, kind in kinds.items():
            self._owners.setdefault(digest, set()).add(course)
            self._kinds[course, digest] = "arriving" if arriving else kind


def _files(folder: Path) -> Iterator[tuple[Path, int, float, bool]]:
    """Path, size in bytes, time of change of every file below a folder, and whether it has a name elsewhere, too; one that goes away meanwhile is left out."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            yield path, _taken(path, status), status.st_mtime, status.st_nlink > 1


def _taken(path: Path, status: os.stat_result) -> int:
    """A part has holes where nothing has come yet; every other file takes what it is long."""
    blocks = getattr(status, "st_blocks", None)  # Windows does not tell
    return min(status.st_size, blocks * 512) if path.suffix == ".part" and blocks is not None else status.st_size
