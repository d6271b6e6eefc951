"""Where a library's files are, and the moves of a repair that a power cut may come between.

A file that others may have open is never renamed or replaced: SQLite would take the new one's log for the old one's. A repaired journal
is a new file beside the old one, `<id>.2.sqlite`, and the highest number is the journal; the old one goes to `damaged/` at the next start,
when nobody has it open. `library.sqlite` is mended at a start only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bivouac import machine

LIBRARY = "library.sqlite"
REPAIRED = "library.repaired.sqlite"
"""A whole new library that has only to take the old one's name."""

_JOURNAL = re.compile(r"([0-9a-z]{1,40})(?:\.([1-9][0-9]{0,5}))?\.sqlite")


def journal_file(folder: Path, learner: str) -> Path:
    """A learner's journal: the file with the highest number, or the one to begin with."""
    return max(_numbered(folder, learner), default=(1, folder / "journals" / f"{learner}.sqlite"))[1]


def next_journal_file(folder: Path, learner: str) -> Path:
    """The file that a repair makes."""
    number = max(_numbered(folder, learner), default=(1, None))[0] + 1
    return folder / "journals" / f"{learner}.{number}.sqlite"


def journal_backup(folder: Path, learner: str) -> Path:
    """The backup of a learner's journal."""
    return folder / "backup" / f"{learner}.sqlite"


def damaged_folder(folder: Path) -> Path:
    """Where damaged files are kept."""
    return folder / "damaged"


def learners_with_journals(folder: Path) -> list[str]:
    """Ids of the learners who have a journal here."""
    return sorted(
        {match[1] for path in (folder / "journals").glob("*.sqlite") if (match := _JOURNAL.fullmatch(path.name))}
    )


def put_old_journals_aside(folder: Path) -> None:
    """Move journals that were repaired to the damaged ones. Only while nobody has one open."""
    for learner in learners_with_journals(folder):
        for _, path in sorted(_numbered(folder, learner))[:-1]:
            put_database_aside(path, damaged_folder(folder))


def put_database_aside(path: Path, folder: Path) -> Path | None:
    """Move a database and its log; where it is now, None where there was none."""
    moved = machine.put_aside(path, folder) if path.exists() else None
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        machine.put_aside(log, folder) if moved is None else machine.replace(log, moved.with_name(f"{moved.name}-wal"))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    return moved


def finish_library_repair(folder: Path) -> None:
    """Let a repaired library take the place of the damaged one, which a power cut may have come before."""
    if not (folder / REPAIRED).exists():
        return
    with machine.only_one(folder / ".update", lambda: None):
        if (folder / REPAIRED).exists():
            put_database_aside(folder / LIBRARY, damaged_folder(folder))
            machine.replace(folder / REPAIRED, folder / LIBRARY)


def _numbered(folder: Path, learner: str) -> Iterator[tuple[int, Path]]:
    for path in (folder / "journals").glob(f"{learner}.*sqlite"):
        match = _JOURNAL.fullmatch(path.name)
        if match and match[1] == learner:
            yield int(match[2] or 1), path
