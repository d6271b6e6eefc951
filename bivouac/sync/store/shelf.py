"""The courses on this disk: which there are, their files, and taking them in and away."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import MANIFEST, Descriptor, decode_manifest
from bivouac.courses.bundle.pack import Pack
from bivouac.courses.bundle.source import read_blob
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Lesson, Rendition, Video, choose_rendition, decode_course, lesson_blobs
from bivouac.errors import BundleError, InputError, SpaceError
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.store.arriving import ComingFilm, arriving_versions, coming_film
from bivouac.sync.store.database import transaction
from bivouac.sync.store.downloads import DownloadState
from bivouac.sync.store.indexing import passages_of
from bivouac.sync.store.keeping import KeptLayout
from bivouac.sync.store.library_schema import SEALED
from bivouac.sync.store.passages import Passages


@dataclass(frozen=True)
class ShelfCourse:
    """A course on this disk, as a list shows it. `size` in bytes; `cover` is a blob's digest; `activities` how many it has.

    One that is `arriving` has a description and some lessons, and no size yet (arriving.py).
    """

    id: str
    title: str
    language: str
    summary: str
    version: str
    cover: str | None
    activities: int
    size: int
    rendition: str
    arriving: bool = False


class Shelf:
    """The courses on this disk."""

    def __init__(self, db: sqlite3.Connection, layout: KeptLayout, passages: Passages) -> None:
        self._db = db
        self.layout = layout
        self._passages = passages

    def courses(self) -> list[ShelfCourse]:
        """All of them, by title."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM courses ORDER BY title COLLATE NOCASE, id")  # noqa: S608
        arriving = self._arriving()
        return [replace(ShelfCourse(*row), arriving=row[0] in arriving) for row in rows]

    def find(self, course: str) -> ShelfCourse | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM courses WHERE id = ?", (course,)).fetchone()  # noqa: S608
        return replace(ShelfCourse(*row), arriving=self.is_arriving(course)) if row else None

    def is_arriving(self, course: str) -> bool:
        """Whether a course is here in part only, as far as its download has come."""
        return course in self._arriving()

    def course(self, course: str) -> Course:
        """The whole description of a course.

        Raises:
            BundleError: it is not on this disk, or damaged. AwayError: its drive is not plugged in.
        """
        row = self._db.execute("SELECT description FROM courses WHERE id = ?", (course,)).fetchone()
        if row is None:
            raise BundleError("This course is not on this computer any more. Download it again.")
        path = self.layout.blob_path(row[0])
        if not path.is_file():
            self.layout.require_here()
            raise BundleError(
                "A part of this course is missing on this disk. Repair the course, or remove it and download it again."
            )
        return decode_course(path.read_bytes())

    def manifest(self, course: str) -> str:
        """Digest of the version that is here; empty when there is none."""
        row = self._db.execute("SELECT manifest FROM courses WHERE id = ?", (course,)).fetchone()
        return row[0] if row else ""

    def files(self, lesson: Lesson) -> DiskFiles:
        """The files of a lesson. Raises BundleError when its pack is not here."""
        return DiskFiles(self.layout, lesson)

    def complete_lessons(self, course: Course) -> set[str]:
        """Ids of the lessons whose pack, and one rendition of each film, are here."""
        return {lesson.id for lesson in course.lessons() if self.is_complete(lesson)}

    def take_in(self, descriptor: Descriptor, rendition: str = "") -> Course:
        """Put a course whose verified blobs are in the layout on the shelf: its rows, its passages, then its reference.

        An older version is replaced; what hangs on it (progress, notes, positions) hangs on ids and stays.

        Raises:
            BundleError: the course is damaged or incomplete; what was on the shelf before stays.
        """
        self.layout.require_here()
        manifest = decode_manifest(read_blob(self.layout, descriptor, LIMITS.manifest))
        course = decode_course(read_blob(self.layout, manifest.config, LIMITS.course_json))
        rendition = rendition or self._rendition_here(course)
        passages = []
        for lesson in course.lessons():
            with self._pack(lesson) as pack:
                passages += list(passages_of(course, lesson, pack))
        before = self._shown(course.id)
        self.layout.switch({course.id: descriptor})
        with transaction(self._db):
            self._passages.replace(course.id, passages)
            self._db.execute(
                f"INSERT OR REPLACE INTO courses ({SEALED['courses']}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (
                    course.id,
                    course.title,
                    course.language,
                    course.summary,
                    course.version,
                    descriptor.digest,
                    descriptor.size,
                    manifest.config.digest,
                    course.cover,
                    sum(1 for _ in course.activities()),
                    sum(self.layout.size(digest) or 0 for digest in course.blobs()),
                    rendition,
                    wall_milliseconds(),
                ),
            )
            self._db.execute(
                "DELETE FROM downloads WHERE course = ? AND manifest = ? AND state = ?",
                (course.id, descriptor.digest, DownloadState.KEPT),
            )  # it was cancelled, and has come all the same, from a stick
        if before is not None and before.digest != descriptor.digest:
            self._let_go(before)
        return course

    def _shown(self, course: str) -> Descriptor | None:
        """The version that was taken in last: from a stick, the layout names the new one before it is on the shelf."""
        row = self._db.execute("SELECT manifest, manifest_size FROM courses WHERE id = ?", (course,)).fetchone()
        return Descriptor(media_type=MANIFEST, digest=row[0], size=row[1]) if row else None

    def _let_go(self, version: Descriptor) -> None:
        """Free what only an old version needed; what cannot go now (somebody has it open) goes with a later sweep."""
        with contextlib.suppress(BundleError, InputError):
            old = self.layout.needed_by(version)
            self.layout.sweep(arriving_versions(self._db).values(), at_once=old)

    def _arriving(self) -> set[str]:
        rows = self._db.execute(
            "SELECT id FROM courses JOIN downloads ON course = id AND downloads.manifest = courses.manifest"
        )
        found = {row[0] for row in rows}
        return found - self.layout.references().keys() if found else found

    def remove(self, course: str, arriving: Iterable[Descriptor] = ()) -> int:
        """Take a course from this disk and return the bytes that this frees. Progress and notes stay in the journals.

        Args:
            arriving: manifests of courses that are being downloaded; what has come of them stays.
        """
        self.layout.require_here()
        arriving = list(arriving)
        reference = self.layout.reference(course)
        its_own = self.layout.needed_by(reference) if reference else set()
        try:
            self._forget(course)
        except SpaceError:  # the disk is so full that even this does not fit: its films and packs go first
            others = [one for name, one in self.layout.references().items() if name != course]
            shared = set[str]().union(*(self.layout.needed_by(one) for one in (*others, *arriving)))
            freed = sum(
                self.layout.delete_blob(digest) for digest in its_own - shared - {reference.digest if reference else ""}
            )
            self._forget(course)
            return freed + self.layout.sweep(arriving, at_once=its_own)
        return self.layout.sweep(arriving, at_once=its_own)  # what a stick is just bringing is not ours to sweep

    def forget_arriving(self, course: str) -> None:
        """Take a course from the list whose download is given up, if it is there in part only."""
        if self.is_arriving(course):
            self._forget(course)

    def drop_spare(self, course: str, arriving: Iterable[Descriptor] = ()) -> int:
        """Of each film keep the sharpest rendition that is here, which is the one that is played; returns the bytes that this frees.

        Args:
            arriving: as for `remove`.
        """
        others = [one for name, one in self.layout.references().items() if name != course]
        shared = set[str]().union(*(self.layout.needed_by(one) for one in (*others, *arriving)))
        spare = spare_films(self.course(course), self.layout) - shared
        freed = sum(self.layout.delete_blob(digest) for digest in spare)
        self._measure_again(course)
        return freed

    def keep_rendition(self, course: str, rendition: str, arriving: Iterable[Descriptor] = ()) -> int:
        """Let go of the other renditions of every film that is here in this one; returns the bytes that this frees.

        Args:
            arriving: as for `remove`.
        """
        others = [one for name, one in self.layout.references().items() if name != course]
        shared = set[str]().union(*(self.layout.needed_by(one) for one in (*others, *arriving)))
        kept, spare = set[str](), set[str]()
        for _, film in self.course(course).activities():
            if isinstance(film, Video):
                wanted = choose_rendition(film, rendition)
                if self.layout.has(wanted.blob):
                    kept.add(wanted.blob)
                    spare |= {one.blob for one in _here(film, self.layout)}
        freed = sum(self.layout.delete_blob(digest) for digest in spare - kept - shared)
        self._measure_again(course)
        return freed

    def _measure_again(self, course: str) -> None:
        described = self.course(course)
        size = sum(self.layout.size(digest) or 0 for digest in described.blobs())
        self._db.execute(
            "UPDATE courses SET size = ?, rendition = ? WHERE id = ?",
            (size, self._rendition_here(described), course),
        )

    def _forget(self, course: str) -> None:
        with transaction(self._db):
            self._passages.remove(course)
            self._db.execute("DELETE FROM courses WHERE id = ?", (course,))
        self.layout.forget(course)

    def mend(self) -> None:
        """Bring rows and layout together after a power cut between the two: a course that the layout names is on the shelf.

        Raises:
            BundleError: a course is damaged; the others are mended all the same.
        """
        if self.layout.away:
            return
        damaged: BundleError | None = None
        here = {row[0]: row[1] for row in self._db.execute("SELECT id, manifest FROM courses")}
        references = self.layout.references()
        for course, descriptor in references.items():
            if here.get(course) != descriptor.digest:
                try:
                    self.take_in(descriptor)
                except BundleError as error:
                    damaged = damaged or error
        for course in here.keys() - references.keys() - self._arriving():
            with transaction(self._db):
                self._passages.remove(course)
                self._db.execute("DELETE FROM courses WHERE id = ?", (course,))
        if damaged:
            raise damaged

    def _pack(self, lesson: Lesson) -> Pack:
        path = self.layout.blob_path(lesson.pack)
        if not path.is_file():
            raise BundleError(
                "The lesson “{title}” is not on this computer. Download the course again.", title=lesson.title
            )
        return Pack(path)

    def is_complete(self, lesson: Lesson) -> bool:
        """Whether a lesson's pack, and one rendition of each of its films, are here."""
        films = [activity for activity in lesson.activities if isinstance(activity, Video)]
        return self.layout.has(lesson.pack) and all(
            any(self.layout.has(rendition.blob) for rendition in film.renditions) for film in films
        )

    def may_open(self, lesson: Lesson) -> bool:
        """Whether all of a lesson but its films is here: they can be watched while they arrive."""
        return self.layout.size(lesson.pack) == lesson.pack_size

    def _rendition_here(self, course: Course) -> str:
        """The smallest rendition that is here for every film; empty where there are no films."""
        for name in course.renditions():
            if all(self.layout.has(digest) for lesson in course.lessons() for digest in lesson_blobs(lesson, name)):
                return name
        return ""


def spare_films(course: Course, layout: Layout) -> set[str]:
    """Digests of the renditions that are here beside a sharper one of the same film."""
    spare: set[str] = set()
    played: set[str] = set()
    for _, activity in course.activities():
        if isinstance(activity, Video):
            by_size = sorted(_here(activity, layout), key=lambda one: one.size)
            spare |= {one.blob for one in by_size[:-1]}
            played |= {one.blob for one in by_size[-1:]}
    return spare - played


def _here(video: Video, layout: Layout) -> list[Rendition]:
    return [rendition for rendition in video.renditions if layout.has(rendition.blob)]


class DiskFiles:
    """A lesson's files, read where they are. Close it when the lesson is left."""

    def __init__(self, layout: Layout, lesson: Lesson) -> None:
        path = layout.blob_path(lesson.pack)
        if not path.is_file():
            raise BundleError(
                "The lesson “{title}” is not on this computer. Download the course again.", title=lesson.title
            )
        self._layout = layout
        self._pack = Pack(path)

    def read(self, path: str) -> bytes:
        """A member of the lesson's pack. Raises BundleError when it is damaged or not there."""
        return self._pack.read(path)

    def has(self, path: str) -> bool:
        """Whether the lesson's pack names a member, sound or not."""
        return self._pack.size(path) is not None

    def coming(self, video: Video) -> ComingFilm | None:
        """A film that is arriving, as far as it has come; None when nothing of it has."""
        return coming_film(self._layout, video)

    def film(self, video: Video) -> Path | None:
        """The file of the best rendition that is here, or None."""
        here = _here(video, self._layout)
        return self._layout.blob_path(max(here, key=lambda one: one.size).blob) if here else None

    def close(self) -> None:
        self._pack.close()


_COLUMNS = "id, title, language, summary, version, cover, activities, size, rendition"
