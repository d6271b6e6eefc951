"""This machine's library: one folder with everything that Bivouac keeps.

library.sqlite        settings, learners, campuses, courses, downloads, passages
content/              the courses: an OCI image layout (courses/bundle); its blobs may be on another drive (keeping.py)
journals/<id>.sqlite  one journal for each learner; once it was repaired, <id>.2.sqlite (repair.py)
device.json           this machine's identity, and its twin
backup/               what repairs begin with (backup.py): library.people, <id>.sqlite
catalogues/<campus>   the root of the school's catalogue, and what was verified from it (sync/catalogue)
damaged/              files that were put aside; nothing in it is read or deleted
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import StoreError
from bivouac.sync.store.arriving import ArrivingCourses
from bivouac.sync.store.check import Health, library_health, require_sound_library
from bivouac.sync.store.database import connect, transaction
from bivouac.sync.store.device import Device, open_device, renew
from bivouac.sync.store.downloads import Downloads
from bivouac.sync.store.files import LIBRARY, finish_library_repair, journal_file
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.keeping import KeptLayout
from bivouac.sync.store.library_schema import PASSAGES_INDEX, STEPS
from bivouac.sync.store.passages import Passages
from bivouac.sync.store.people import People
from bivouac.sync.store.settings import Settings
from bivouac.sync.store.shelf import Shelf
from bivouac.sync.store.traffic import Traffic

if TYPE_CHECKING:
    from bivouac.sync.catalogue.trusted import TrustedCatalogue

CATALOGUES = "catalogues"
_LEARNER = re.compile(r"[0-9a-z]{1,40}")


class Library:
    """Everything that Bivouac keeps on this machine. One thread uses one Library; several may be open on one folder.

    Raises:
        DamagedError: a file is damaged; `repair.py` mends it.
        StoreError: a file was written by a newer Bivouac.
        SpaceError: the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # other accounts of this computer have no business here
        finish_library_repair(folder)
        self._db = connect(folder / LIBRARY, "library", STEPS)
        try:
            require_sound_library(self._db)
        except BaseException:
            self._db.close()
            raise
        self.settings = Settings(self._db)
        self.people = People(self._db)
        self.passages = Passages(self._db)
        Layout.create(folder / "content")
        self.shelf = Shelf(self._db, KeptLayout(folder / "content"), self.passages)
        self.downloads = Downloads(self._db)
        self.traffic = Traffic(self._db)
        self.arriving = ArrivingCourses(self._db, self.shelf.layout, self.passages)
        self._journals: dict[str, Journal] = {}

    def device(self) -> Device:
        """This machine's identity, made when first asked for, and made anew when the library was copied from elsewhere."""
        return open_device(self.folder)

    def renew_device(self, copied: str) -> None:
        """Another machine has this one's identity, whose id is given: what is written from now on is written under a new one."""
        renew(self.folder, copied)
        self.close_journals()

    def close_journals(self) -> None:
        """Close the journals that are open; they open again, as the machine that this is now, when they are next asked for."""
        for journal in self._journals.values():
            journal.close()
        self._journals.clear()

    def journal(self, learner: str) -> Journal:
        """A learner's journal, made when first asked for; it stays open as long as the library."""
        if not _LEARNER.fullmatch(learner):
            raise StoreError("“{name}” cannot be the name of a journal.", name=learner[:60])
        if learner not in self._journals:
            device = self.device()
            path = journal_file(self.folder, learner)
            self._journals[learner] = Journal(path, learner, device.id, device.former)
        return self._journals[learner]

    def health(self, cancelled: Callable[[], bool] = lambda: False) -> Health:
        """Check all of `library.sqlite` (check.py)."""
        return library_health(self._db, cancelled)

    def rebuild_search(self) -> None:
        """Make the shelf and the search index anew from the courses on this disk.

        Raises:
            DamagedError: the damage goes deeper. BundleError: a course is damaged; the others are there.
        """
        with transaction(self._db):
            self._db.execute("DROP TABLE passages_index")
            self._db.execute(PASSAGES_INDEX)
            for table in ("passages", "courses"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
        self.shelf.mend()

    def covers(self) -> Path:
        """Folder of the covers of courses that are on offer and not on this disk, under their checksums."""
        return self.folder / "covers"

    def catalogue(self, campus: str) -> TrustedCatalogue:
        """What this machine has verified of the catalogue of a campus's school."""
        from bivouac.sync.catalogue.trusted import (
            TrustedCatalogue,
        )  # python-tuf is loaded when something is to be added

        return TrustedCatalogue(self.folder / CATALOGUES / campus)

    def catalogues(self) -> list[TrustedCatalogue]:
        """One for each campus that somebody here joined."""
        return [self.catalogue(campus.id) for campus in self.people.campuses()]

    def close(self) -> None:
        self.close_journals()
        self._db.close()
