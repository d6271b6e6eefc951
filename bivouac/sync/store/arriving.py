"""Courses while they arrive: each is on the shelf as soon as its description is here, and can be searched lesson by lesson.

A course is arriving while a download wants the version that its row names and the layout does not name it yet. An update is not:
its old version stays on the shelf until the new one is complete.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.pack import Pack
from bivouac.courses.bundle.part import DOWNLOADS, landed, part_path
from bivouac.courses.bundle.source import read_blob
from bivouac.courses.bundle.verify import check_lesson
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Lesson, Video
from bivouac.errors import BundleError
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.store.database import transaction
from bivouac.sync.store.downloads import Downloads
from bivouac.sync.store.indexing import passages_of
from bivouac.sync.store.library_schema import SEALED
from bivouac.sync.store.passages import Passages


@dataclass
class _Coming:
    """What was seen of one version so far. `known`: lessons that are indexed, or cannot be."""

    version: CourseVersion
    known: set[str] = field(default_factory=set)


class ArrivingCourses:
    """The courses that downloads are bringing. What was seen is remembered, so that looking again costs little."""

    def __init__(self, db: sqlite3.Connection, layout: Layout, passages: Passages) -> None:
        self._db = db
        self._layout = layout
        self._passages = passages
        self._seen: dict[str, _Coming] = {}

    def look(self) -> bool:
        """Put on the shelf what has come since the last look, a lesson at a time; whether anything was new."""
        wanted = arriving_versions(self._db, kept=False)
        named = self._layout.references() if wanted else {}
        wanted = {course: one for course, one in wanted.items() if course not in named}
        self._seen = {
            digest: one for digest, one in self._seen.items() if digest in [d.digest for d in wanted.values()]
        }
        return any([self._look_at(course, descriptor) for course, descriptor in wanted.items()])

    def _look_at(self, course: str, descriptor: Descriptor) -> bool:
        coming = self._seen.get(descriptor.digest)
        if coming is None:
            try:
                version = read_version(self._layout, descriptor)
            except BundleError:  # not here yet, or damaged, which the download says
                return False
            if version.course.id != course:
                return False
            coming = self._seen[descriptor.digest] = _Coming(version)
            self._describe(coming)
            return True
        new = [lesson for lesson in self._fresh(coming)][:1]
        for lesson in new:
            coming.known.add(lesson.id)
            self._index(coming.version, lesson)
        return bool(new)

    def _fresh(self, coming: _Coming) -> list[Lesson]:
        lessons = coming.version.course.lessons()
        return [one for one in lessons if one.id not in coming.known and self._layout.size(one.pack) == one.pack_size]

    def _describe(self, coming: _Coming) -> None:
        """Its row, as far as nobody has made it before."""
        version, course = coming.version, coming.version.course
        with transaction(self._db):
            known = self._db.execute("SELECT manifest FROM courses WHERE id = ?", (course.id,)).fetchone()
            if known is not None and known[0] == version.descriptor.digest:
                rows = self._db.execute("SELECT DISTINCT lesson FROM passages WHERE course = ?", (course.id,))
                coming.known = {row[0] for row in rows}
                return
            self._passages.remove(course.id)
            self._db.execute(
                f"INSERT OR REPLACE INTO courses ({SEALED['courses']}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?)",  # noqa: S608
                (
                    course.id,
                    course.title,
                    course.language,
                    course.summary,
                    course.version,
                    version.descriptor.digest,
                    version.descriptor.size,
                    version.manifest.config.digest,
                    course.cover,
                    sum(1 for _ in course.activities()),
                    wall_milliseconds(),
                ),
            )

    def _index(self, version: CourseVersion, lesson: Lesson) -> None:
        """Make a lesson be found; one that is not as it should be is left to the download, which looks into everything at its end."""
        try:
            check_lesson(lesson, self._layout)
            with Pack(self._layout.blob_path(lesson.pack)) as pack:
                passages = list(passages_of(version.course, lesson, pack))
        except BundleError:
            return
        with transaction(self._db):
            if self._layout.reference(version.course.id) is None:  # else it is complete, and all of it is indexed
                self._passages.insert(version.course.id, passages)


def arriving_versions(db: sqlite3.Connection, *, kept: bool = True) -> dict[str, Descriptor]:
    """Course id to the manifest that a download brings; with `kept` also those of downloads that were cancelled: what came of them stays."""
    downloads = Downloads(db)
    return {one.course: one.version for one in (downloads.all() if kept else downloads.queue())}


def come_of(layout: Layout, version: Descriptor, beside: Descriptor | None = None) -> int:
    """Bytes that have come of a version; those apart that `beside`, another version, has as well. 0 where its manifest is damaged.

    What it shares with other courses counts: it need not come again.
    """
    try:
        manifest = (
            oci.decode_manifest(read_blob(layout, version, LIMITS.manifest)) if layout.has(version.digest) else None
        )
        others = layout.needed_by(beside) if beside else set[str]()
    except BundleError:
        return 0
    sizes = {version.digest: version.size}
    if manifest is not None:
        sizes |= {one.digest: one.size for one in (manifest.config, *manifest.layers)}
    folder = layout.drive / DOWNLOADS
    return sum(
        layout.size(digest) or landed(part_path(folder, digest), size).total
        for digest, size in sizes.items()
        if digest not in others
    )


@dataclass(frozen=True)
class ComingFilm:
    """A film of which a beginning may be here: the file in which it arrives, the one that it becomes, and its size in bytes."""

    part: Path
    blob: Path
    size: int

    def file(self) -> Path:
        """Where its bytes are just now."""
        return self.blob if self.is_whole() else self.part

    def is_whole(self) -> bool:
        return self.blob.is_file()

    def sound_until(self, start: int) -> int:
        """The byte up to which all from `start` on is here and right: whole pieces only, which were checked when they landed."""
        if self.is_whole():
            return self.size
        first = start - start % LIMITS.piece
        until = next((gap[0] for gap in landed(self.part, self.size).gaps(first, self.size)), self.size)
        return until if until == self.size else max(0, until // LIMITS.piece * LIMITS.piece)


def coming_film(layout: Layout, video: Video) -> ComingFilm | None:
    """The rendition of a film that is arriving, of several the one of which most is here; None when none has begun."""
    found = [
        (landed(part, one.size).total, ComingFilm(part, layout.blob_path(one.blob), one.size))
        for one in video.renditions
        if one.size >= LIMITS.pieced_from and (part := part_path(layout.drive / DOWNLOADS, one.blob)).is_file()
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None
