"""This machine's library: one folder with everything that Bivouac keeps.

library.sqlite        settings, learners, campuses, courses, downloads, passages
content/              the courses: an OCI image layout (courses/bundle)
journals/<id>.sqlite  one journal for each learner
device.json           this machine's identity
"""

from __future__ import annotations

import re
from pathlib import Path

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import StoreError
from bivouac.sync.store.database import connect
from bivouac.sync.store.device import Device, open_device, renew
from bivouac.sync.store.downloads import Downloads
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.library_schema import STEPS
from bivouac.sync.store.passages import Passages
from bivouac.sync.store.people import People
from bivouac.sync.store.settings import Settings
from bivouac.sync.store.shelf import Shelf

_LEARNER = re.compile(r"[0-9a-z]{1,40}")


class Library:
    """Everything that Bivouac keeps on this machine. One thread uses one Library; several may be open on one folder.

    Raises:
        StoreError: a file is damaged, or was written by a newer Bivouac.
        SpaceError: the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # other accounts of this computer have no business here
        self._db = connect(folder / "library.sqlite", "library", STEPS)
        self.settings = Settings(self._db)
        self.people = People(self._db)
        self.passages = Passages(self._db)
        self.shelf = Shelf(self._db, Layout.create(folder / "content"), self.passages)
        self.downloads = Downloads(self._db)
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
            path = self.folder / "journals" / f"{learner}.sqlite"
            device = self.device()
            self._journals[learner] = Journal(path, learner, device.id, device.former)
        return self._journals[learner]

    def covers(self) -> Path:
        """Folder of the covers of courses that are on offer and not on this disk, under their checksums."""
        return self.folder / "covers"

    def close(self) -> None:
        self.close_journals()
        self._db.close()
