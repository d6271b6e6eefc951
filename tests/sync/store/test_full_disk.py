"""A disk that is full at every moment: what was confirmed stays, the rest is a sentence, and with room again everything goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import SpaceError
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Answered, Noted
from bivouac.sync.store.backup import backup_journal, backup_people
from bivouac.sync.store.files import LIBRARY, journal_file
from bivouac.sync.store.library import Library
from bivouac.sync.store.repair import repair_journal
from bivouac.sync.store.upkeep import open_library
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.sync.store.damage import destroy
from tests.sync.transfer.downloading import download_course

_ROOM = (0, 4, 12, 28, 60, 100, 150, 220, 320, 500)
"""Kilobytes that are left, so that each step of a piece of work is the one for which there is none."""

REPAIRED = pytest.mark.expects_log(r"sync\.store\.repair")


def _leave(disk: Path, kilobytes: int) -> None:
    """Fill the disk up to some room."""
    (disk / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - kilobytes * 1024)))


def _ways_out(disk: Path, work: Callable[[], object]) -> set[str]:
    """Do some work with less and less room wanting; how it ended, each time with the disk emptied afterwards."""
    ends = set()
    for kilobytes in _ROOM:
        _leave(disk, kilobytes)
        try:
            work()
            ends.add("done")
        except SpaceError as error:
            assert error.sentence()
            ends.add("no room")
        finally:
            (disk / "ballast").unlink()
    return ends


def _answers(library: Library, count: int) -> None:
    for number in range(count):
        library.journal("awa").record("course", "quiz", Answered(f"q{number}", f"answer-{number:03}", 1000))


def test_what_was_confirmed_is_there_and_the_next_act_has_a_sentence(small_disk: Path) -> None:
    library = Library(small_disk / "home")
    confirmed: list[str] = []

    def write() -> None:
        for _ in range(40):
            note = f"n{len(confirmed)}"
            library.journal("awa").record("course", "page", Noted(note, f"text of {note} " * 200))
            confirmed.append(note)

    assert _ways_out(small_disk, write) >= {"no room"}
    write()
    library.close()
    library = Library(small_disk / "home")
    journal = library.journal("awa")
    assert {note.id for note in journal.notes()} == set(confirmed) and journal.differences() == []
    assert journal.health().sound
    library.close()


def test_an_exchange_that_finds_no_room_goes_on_when_there_is_some(
    small_disk: Path, campus: Campus, laptop_of: MakeLaptop
) -> None:
    first = laptop_of(campus)
    for number in range(60):
        first.journal.record("course", "page", Noted(f"n{number}", f"text {number} " * 300))
    first.exchange()
    other = laptop_of(campus, "disk/laptop", code=campus.code(Offer(learner=first.joined.learner)))
    assert _ways_out(small_disk, other.exchange) >= {"no room"}
    other.exchange()
    assert other.journal.states("course") == first.journal.states("course") and other.journal.health().sound


def test_a_download_that_finds_no_room_goes_on_when_there_is_some(
    small_disk: Path, campus: Campus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leaves 200 MB free and asks before it begins; others fill the disk meanwhile, so both are taken away here."""
    monkeypatch.setattr(machine, "require_space", lambda *asked: None)
    store_two_lessons(campus.hub.layout(), {"240p": os.urandom(300_000)})
    source = WebSource(laptop_of(campus).line, HUB_CONTENT)
    layout, descriptor = Layout.create(small_disk / "content"), offered(source)["trade"]
    ends = _ways_out(small_disk, lambda: download_course(layout, source, descriptor))
    assert "no room" in ends
    assert download_course(layout, source, descriptor)
    assert verify_course(layout, descriptor).id == "trade"


def test_a_backup_that_finds_no_room_leaves_the_one_before(small_disk: Path) -> None:
    library = Library(small_disk / "home")
    _answers(library, 100)
    backup_journal(library.folder, "awa")
    backup = library.folder / "backup" / "awa.sqlite"
    before = backup.read_bytes()

    def work() -> None:
        os.utime(backup, (0, 0))
        try:
            backup_journal(library.folder, "awa")
            backup_people(library.folder)
        except SpaceError:
            assert backup.read_bytes() == before
            raise

    assert _ways_out(small_disk, work) == {"no room", "done"}
    assert [path.name for path in backup.parent.glob(".*")] == []
    library.close()


@REPAIRED
def test_a_repair_that_finds_no_room_changes_nothing(small_disk: Path) -> None:
    library = Library(small_disk / "home")
    _answers(library, 100)
    library.close()
    path = journal_file(library.folder, "awa")
    destroy(path, b"answer-050")
    damaged = path.read_bytes()

    def work() -> None:
        try:
            repair_journal(library.folder, "awa")
        except SpaceError:
            assert path.read_bytes() == damaged and journal_file(library.folder, "awa") == path
            raise
        journal_file(library.folder, "awa").unlink()  # once more, with more room

    assert _ways_out(small_disk, work) == {"no room", "done"}
    repair_journal(library.folder, "awa")
    library = Library(library.folder)
    assert len(library.journal("awa").state("course", "quiz").questions) == 99
    library.close()


@REPAIRED
def test_a_library_is_mended_when_there_is_room(small_disk: Path) -> None:
    library = Library(small_disk / "home")
    library.people.add_guest("Awa Koné")
    backup_people(library.folder)
    library.close()
    (library.folder / LIBRARY).write_bytes(b"no database at all" * 100)
    damaged = (library.folder / LIBRARY).read_bytes()

    def work() -> None:
        opened, _ = open_library(library.folder)
        assert [one.name for one in opened.people.learners()] == ["Awa Koné"]
        opened.close()
        (library.folder / LIBRARY).write_bytes(damaged)

    assert _ways_out(small_disk, work) == {"no room", "done"}
