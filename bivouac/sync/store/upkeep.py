"""What keeps a library sound: the first look at a start, mending what turns out to be damaged, and now and then a check and a backup of everything."""

from __future__ import annotations

import contextlib
import logging
import time
from pathlib import Path

from bivouac.errors import BundleError, DamagedError, SpaceError, StoreError
from bivouac.sync.store.backup import backup_journal, backup_people, changed_at, is_due
from bivouac.sync.store.check import Cancelled, journal_health
from bivouac.sync.store.database import connect
from bivouac.sync.store.files import (
    LIBRARY,
    journal_backup,
    journal_file,
    learners_with_journals,
    put_old_journals_aside,
)
from bivouac.sync.store.journal_schema import STEPS
from bivouac.sync.store.library import Library
from bivouac.sync.store.repair import JournalRepair, LibraryRepair, repair_journal, repair_library

log = logging.getLogger(__name__)

Repair = JournalRepair | LibraryRepair

_DAY, _WEEK = 24 * 3600.0, 7 * 24 * 3600.0
_CHECKED = "checked"
"""A file whose time says when everything was last checked."""

_IN_USE = "in-use"
"""A file that is there while the library is in use: one that is found at a start tells of an end that was none."""

_TO_BE_MENDED = "library.damaged"
"""A file that is there when `library.sqlite` is to be mended at the next start, because it is in use now."""


def open_library(folder: Path) -> tuple[Library, LibraryRepair | None]:
    """Open the library when nobody has it open yet, and mend it before if it is damaged.

    Raises:
        StoreError: it was written by a newer Bivouac. SpaceError: the disk is full.
    """
    put_old_journals_aside(folder)
    repair = None
    if (folder / _TO_BE_MENDED).exists():
        repair = repair_library(folder)
        (folder / _TO_BE_MENDED).unlink()
    try:
        return Library(folder), repair
    except DamagedError:
        repair = repair_library(folder)
        return Library(folder), repair


def mend(library: Library, path: Path | None) -> Repair | None:
    """Mend a file that turned out to be damaged while the library is in use; None where nobody needs to hear of it.

    Raises:
        StoreError: it can be mended only when Bivouac is opened again.
        SpaceError: there is no room for that; everything is as it was.
    """
    if path is not None and path.name == LIBRARY:
        return _mend_search(library)
    learner = path.name.partition(".")[0] if path is not None else ""
    if path != journal_file(library.folder, learner):
        return None  # somebody found it a moment before
    library.close_journals()
    known = library.people.learner(learner)
    return repair_journal(library.folder, learner, alone=known is not None and known.campus is None)


def begin_use(folder: Path) -> bool:
    """The library is in use from now on; whether it was in use until the power went, or the program was killed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = folder / _IN_USE
    unclean = mark.exists()
    mark.touch()
    return unclean


def end_use(folder: Path) -> None:
    """Everything is closed."""
    (folder / _IN_USE).unlink(missing_ok=True)


def look_after(folder: Path, *, unclean: bool, cancelled: Cancelled = lambda: False) -> None:
    """Back up what changed, about once a day, and check everything, about once a week and after an unclean end.

    Raises:
        DamagedError: a file is damaged; the others were seen to all the same.
        SpaceError: there is no room for a backup.
        CheckCancelled: nobody wants to know any more.
    """
    all_of_it = unclean or is_due(folder / _CHECKED, time.time(), _WEEK)
    problems: list[DamagedError | SpaceError] = []
    for learner in learners_with_journals(folder):
        try:
            _look_after_journal(folder, learner, all_of_it, cancelled)
        except (DamagedError, SpaceError) as error:
            problems.append(error)
    try:
        _look_after_library(folder, all_of_it, cancelled)
    except (DamagedError, SpaceError) as error:
        problems.append(error)
    if all_of_it:
        (folder / _CHECKED).touch()
    for problem in sorted(problems, key=lambda one: isinstance(one, SpaceError)):
        raise problem


def _look_after_journal(folder: Path, learner: str, check: bool, cancelled: Cancelled) -> None:
    path, backup = journal_file(folder, learner), journal_backup(folder, learner)
    if is_due(backup, changed_at(path), 0.0 if check else _DAY):
        backup_journal(folder, learner, cancelled)  # checks what it wrote
    elif check:
        db = connect(path, "journal", STEPS)
        try:
            health = journal_health(db, cancelled)
        finally:
            db.close()
        if not health.sound:
            log.warning("%s: %s", path.name, health.lost or health.stale)
            raise DamagedError(path)


def _look_after_library(folder: Path, check: bool, cancelled: Cancelled) -> None:
    library = Library(folder)
    try:
        if check and not (health := library.health(cancelled)).sound:
            path = folder / LIBRARY
            log.warning("%s: %s", path.name, health.lost or health.stale)
            raise DamagedError(path)
    finally:
        library.close()
    backup_people(folder)


def _mend_search(library: Library) -> LibraryRepair | None:
    """Make the search index anew; where that is not enough, leave it to the next start."""
    try:
        with contextlib.suppress(BundleError):  # it is said when the course is opened
            library.rebuild_search()
        if library.health().sound:
            log.warning("the search index was damaged and was made anew")
            return None
    except DamagedError as error:
        log.warning("the search index cannot be made anew: %s", error.__cause__ or error)
    (library.folder / _TO_BE_MENDED).touch()
    raise StoreError(
        "Bivouac's list of courses is damaged, perhaps by a power cut. Close Bivouac and open it again: it mends the list then, and nothing is deleted."
    )
