"""The download queue, as it survives a power cut: which courses are wanted, from where, and how far they are."""

from __future__ import annotations

import enum
import sqlite3
from dataclasses import dataclass

from bivouac.courses.bundle.oci import MANIFEST, Descriptor
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.library_schema import SEALED


class DownloadState(enum.StrEnum):
    """WAITING goes on by itself; PAUSED and FAILED wait for the person. KEPT was cancelled: it is out of the queue, and what came of it stays."""

    WAITING = "waiting"
    PAUSED = "paused"
    FAILED = "failed"
    KEPT = "kept"


@dataclass(frozen=True)
class Download:
    """One course on its way. `done` and `total` in bytes; `problem` is the sentence of the last error."""

    course: str
    campus: str
    title: str
    rendition: str
    manifest: str
    manifest_size: int
    state: DownloadState
    done: int
    total: int
    problem: str

    @property
    def version(self) -> Descriptor:
        """The manifest of the version that it brings."""
        return Descriptor(media_type=MANIFEST, digest=self.manifest, size=self.manifest_size)


class Downloads:
    """The queue, first come first served."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def all(self) -> list[Download]:
        """The queue, and those that were cancelled, of which something is kept."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM downloads ORDER BY added, course")  # noqa: S608
        return [_download(row) for row in rows]

    def queue(self) -> list[Download]:
        """Those that are wanted."""
        return [one for one in self.all() if one.state is not DownloadState.KEPT]

    def kept(self) -> list[Download]:
        """Those that were cancelled, of which something is kept."""
        return [one for one in self.all() if one.state is DownloadState.KEPT]

    def versions(self) -> list[Descriptor]:
        """The manifests of all of them: what has come of these stays."""
        return [one.version for one in self.all()]

    def find(self, course: str) -> Download | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM downloads WHERE course = ?", (course,)).fetchone()  # noqa: S608
        return _download(row) if row else None

    def want(
        self, campus: str, entry: CatalogueEntry, rendition: str, state: DownloadState = DownloadState.WAITING
    ) -> None:
        """Put a course in the queue (again); KEPT: beside it, for what has come of it by another road."""
        total = entry.sizes.get(rendition) or min(entry.sizes.values(), default=0)
        version = Descriptor(media_type=MANIFEST, digest=entry.manifest, size=entry.manifest_size)
        self._put(campus, entry.id, entry.title, rendition, version, state, total)

    def want_again(self, campus: str, course: str, title: str, rendition: str, version: Descriptor, total: int) -> None:
        """Put a course in the queue that is here in this version, so that what is damaged of it comes anew.

        Args:
            campus: whose hub is asked; empty: none, as there is none.
            total: bytes of the course.
        """
        self._put(campus, course, title, rendition, version, DownloadState.WAITING, total)

    def _put(
        self,
        campus: str,
        course: str,
        title: str,
        rendition: str,
        version: Descriptor,
        state: DownloadState,
        total: int,
    ) -> None:
        values = (course, campus, title, rendition, version.digest, version.size, state, total, wall_milliseconds())
        self._db.execute(
            f"INSERT OR REPLACE INTO downloads ({SEALED['downloads']}) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, '', ?)",  # noqa: S608
            values,
        )

    def follow(self, download: Download, entry: CatalogueEntry) -> Download | None:
        """Want the version in `entry` in place of that of a download, which keeps its turn; None where it does not wait any more."""
        total = entry.sizes.get(download.rendition) or min(entry.sizes.values(), default=0)
        changed = self._db.execute(
            "UPDATE downloads SET title = ?, manifest = ?, manifest_size = ?, done = 0, total = ?, problem = ''"
            " WHERE course = ? AND manifest = ? AND state = ?",
            (
                entry.title,
                entry.manifest,
                entry.manifest_size,
                total,
                download.course,
                download.manifest,
                DownloadState.WAITING,
            ),
        )
        return self.find(download.course) if changed.rowcount else None

    def put_first(self, course: str) -> None:
        """Put a course before all others in the queue."""
        self._db.execute(
            "UPDATE downloads SET added = (SELECT min(added) FROM downloads) - 1 WHERE course = ?", (course,)
        )

    def keep(self, course: str) -> None:
        """Take a course from the queue without letting go of what has come of it."""
        self.set_state(course, DownloadState.KEPT)

    def set_state(self, course: str, state: DownloadState, problem: str = "") -> None:
        self._db.execute("UPDATE downloads SET state = ?, problem = ? WHERE course = ?", (state, problem, course))

    def keep_progress(self, course: str, done: int, total: int) -> None:
        """For showing after a restart; how far it really is, the files themselves say. Bytes that come end the last problem."""
        self._db.execute(
            "UPDATE downloads SET done = ?, total = ?, problem = '' WHERE course = ?", (done, total, course)
        )

    def drop(self, course: str) -> None:
        """The course has arrived, or is not wanted any more."""
        self._db.execute("DELETE FROM downloads WHERE course = ?", (course,))

    def drop_kept(self, course: str) -> bool:
        """Let go of a cancelled download; false where it is wanted again meanwhile."""
        gone = self._db.execute("DELETE FROM downloads WHERE course = ? AND state = ?", (course, DownloadState.KEPT))
        return gone.rowcount > 0


_COLUMNS = "course, campus, title, rendition, manifest, manifest_size, state, done, total, problem"


def _download(row: tuple[str, str, str, str, str, int, str, int, int, str]) -> Download:
    return Download(*row[:6], DownloadState(row[6]), *row[7:])
