"""The courses on another drive: moved there and back, killed at any moment, and waited for while that drive is not there."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bivouac import drives, machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.part import DOWNLOADS, Part, landed, part_path
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import AwayError, InputError, LargeFileError, LineError, SpaceError
from bivouac.sync.journal.acts import Completed, Noted
from bivouac.sync.relay.filling import stock_at
from bivouac.sync.store.keeping import HOME, MARK, PLACE, Keeping, KeptLayout, new_place, read_keeping
from bivouac.sync.store.library import Library
from bivouac.sync.store.space import measure
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.moving import finish_move, give_up_move, move_courses
from tests.courses.bundle.conftest import store_course
from tests.sync.campus import REPOSITORY

FILM = random.Random(5).randbytes(3_000_000)

MOVER = """
import sys
from pathlib import Path
from bivouac import drives, machine
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.moving import finish_move, move_courses
home, drive = sys.argv[1:]
library = Library(Path(home))
print("on", flush=True)
to = None if drive == "home" else drives.Drive(Path(drive), "DISK", 0, 0)
move_courses(library.shelf.layout, to)
finish_move(library.shelf.layout)
print("moved", flush=True)
"""


class Disk:
    """A drive that can be pulled out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    @property
    def drive(self) -> drives.Drive:
        return drives.Drive(self.folder, "DISK", machine.whole_space(self.folder), machine.free_space(self.folder))

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file() and path.name != "lock")


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "DISK")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library with two courses, work of a learner, and a film that has come in part."""
    library = Library(tmp_path / "home")
    awa = library.people.add_guest("Awa").id
    store_course(library.shelf.layout, "planning", films={"240p": FILM[:500_000], "480p": FILM})
    store_course(library.shelf.layout, "trade", version="2", film=FILM[1_000_000:])
    library.shelf.mend()
    journal = library.journal(awa)
    journal.record("planning", "read", Completed())
    journal.record("planning", "film", Noted("n", "my note", 700, ""))
    with Part(library.shelf.layout.drive / DOWNLOADS, f"sha256:{'a' * 64}", 900_000) as part:
        part.land(0, b"x" * 300_000)
    library.close()
    return tmp_path / "home"


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    library = Library(home)
    yield library
    library.close()


def whole(layout: Layout) -> set[str]:
    """The courses of a layout, each byte of them read."""
    for course in layout.references():
        verify_course(layout, layout.references()[course])
    return set(layout.references())


def work_of(library: Library) -> tuple[object, ...]:
    journal = library.journal(library.people.learners()[0].id)
    return journal.states("planning"), journal.notes("planning")


def move(library: Library, to: drives.Drive | None, **options: object) -> None:
    move_courses(library.shelf.layout, to, **options)  # type: ignore[arg-type]
    finish_move(library.shelf.layout)


def at_home(library: Library) -> list[Path]:
    return [path for path in (library.folder / "content").rglob("*") if path.is_file() and len(path.stem) == 64]


def test_there_and_back_with_all_that_was_on_its_way(library: Library, disk: Disk) -> None:
    before, size = work_of(library), measure(library).total
    told: list[tuple[int, int]] = []
    move(library, disk.drive, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 2 * len(FILM) and told == sorted(told)
    assert at_home(library) == [] and whole(library.shelf.layout) == {"planning", "trade"}
    part = part_path(library.shelf.layout.drive / DOWNLOADS, f"sha256:{'a' * 64}")
    assert landed(part, 900_000).total == 300_000 and part.read_bytes()[:300_000] == b"x" * 300_000
    assert library.shelf.complete_lessons(library.shelf.course("planning")) and work_of(library) == before
    assert abs(measure(library).total - size) < 70_000, "space counts what is on the other drive"

    assert KeptLayout(library.folder / "content").drive == library.shelf.layout.drive, "as any other program finds it"
    move(library, None)
    assert disk.files() == [] and whole(library.shelf.layout) == {"planning", "trade"}
    assert measure(library).total == pytest.approx(size, abs=70_000)


def test_a_course_that_comes_afterwards_lies_on_that_drive(library: Library, disk: Disk, tmp_path: Path) -> None:
    move(library, disk.drive)
    source = Layout.create(tmp_path / "stick")
    store_course(source, "new", film=b"new" * 100_000)
    take_in_bundle(library, source.folder)
    assert at_home(library) == [] and whole(library.shelf.layout) == {"new", "planning", "trade"}
    library.shelf.remove("trade")
    with stock_at(library.folder) as stock:
        assert set(stock.source.references()) == {"new", "planning"}


def test_while_the_drive_is_away_courses_wait_and_work_stays(
    library: Library, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = work_of(library)
    move(library, disk.drive)
    source = Layout.create(tmp_path / "stick")
    store_course(source, "new", film=b"new")
    disk.folder.rename(tmp_path / "drawer")
    _require_waiting(library.folder, source.folder, before)
    disk.folder.mkdir()  # an empty mount point is not the drive
    _require_waiting(library.folder, source.folder, before)
    other = tmp_path / "F"
    other.mkdir()
    (tmp_path / "drawer" / "Bivouac").rename(other / "Bivouac")
    monkeypatch.setattr(drives, "places", lambda: [drives.Drive(other, "DISK", 0, 0)])
    library.shelf.layout.look_again()  # under another letter
    assert not library.shelf.layout.away and whole(library.shelf.layout) == {"planning", "trade"}
    assert library.shelf.remove("trade") > 0


def _require_waiting(home: Path, stick: Path, work: object) -> None:
    library = Library(home)
    library.shelf.mend()  # as at every start
    assert [one.id for one in library.shelf.courses()] == ["planning", "trade"], "the list of courses stays"
    attempts: list[Callable[[], object]] = [
        lambda: library.shelf.course("planning"),
        lambda: library.shelf.remove("planning"),
        lambda: library.shelf.layout.sweep(spare=-1),
        lambda: take_in_bundle(library, stick),
        lambda: move_courses(library.shelf.layout, None),
    ]
    for attempt in attempts:
        with pytest.raises(AwayError, match="“DISK”, which is not plugged in"):
            attempt()
    assert work_of(library) == work and issubclass(AwayError, LineError)
    assert measure(library).own > 0 and at_home(library) == []
    library.close()


def test_courses_can_be_kept_without_a_drive_that_is_lost(library: Library, disk: Disk, tmp_path: Path) -> None:
    before, layout = work_of(library), library.shelf.layout
    move(library, disk.drive)
    assert not layout.do_without_drive() and whole(layout) == {"planning", "trade"}, "it is plugged in"
    disk.folder.rename(tmp_path / "drawer")
    assert layout.do_without_drive() and layout.references() == {}
    library.shelf.mend()
    assert library.shelf.courses() == [] and work_of(library) == before
    source = Layout.create(tmp_path / "stick")
    store_course(source, "planning", films={"240p": FILM[:500_000], "480p": FILM})
    take_in_bundle(library, source.folder)
    assert whole(layout) == {"planning"} and len(at_home(library)) > 3
    (tmp_path / "drawer").rename(disk.folder)
    finish_move(layout)
    assert disk.files() == [] and whole(layout) == {"planning"}, "what is no use any more is not left on it"


class StopError(Exception):
    """The person cancels."""


@pytest.mark.parametrize("at", [0.0, 0.3, 0.7, 0.99])
def test_a_move_that_is_cancelled_leaves_nothing_there(library: Library, disk: Disk, at: float) -> None:
    def cancel(done: int, total: int) -> None:
        if done >= at * total:
            raise StopError

    with pytest.raises(StopError):
        move(library, disk.drive, progress=cancel)
    assert disk.files() == [] and read_keeping(library.folder / "content").moving is None
    assert whole(library.shelf.layout) == {"planning", "trade"} and len(at_home(library)) > 5
    move(library, disk.drive)
    assert whole(library.shelf.layout) == {"planning", "trade"}


def test_a_drive_that_is_too_small_or_forgets_is_refused(library: Library, disk: Disk) -> None:
    with pytest.raises(SpaceError):
        move(library, disk.drive, floor=1 << 60)
    assert disk.files() == []

    def damage(done: int, total: int) -> None:
        for path in disk.folder.rglob("*"):
            if path.is_file() and len(path.name) == 64 and done > total * 0.6:
                path.write_bytes(b"?" * path.stat().st_size)

    with pytest.raises(InputError, match="does not keep what is written"):
        move(library, disk.drive, progress=damage)
    assert disk.files() == [] and whole(library.shelf.layout) == {"planning", "trade"}


def test_a_drive_that_takes_no_large_files_is_refused_before(
    library: Library, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drives, "largest_file", lambda folder: 2_000_000)
    with pytest.raises(LargeFileError):
        move(library, disk.drive)
    assert disk.files() == [] and whole(library.shelf.layout) == {"planning", "trade"}


def test_what_a_killed_move_had_copied_is_read_back_before_it_counts(library: Library, disk: Disk) -> None:
    _killed(library, disk)
    copied = [path for path in disk.folder.rglob("*") if len(path.name) == 64]
    largest = max(copied, key=lambda path: path.stat().st_size)
    largest.write_bytes(b"?" * largest.stat().st_size)  # the drive has lost it since
    told: list[tuple[int, int]] = []
    move(library, disk.drive, progress=lambda done, total: told.append((done, total)))
    assert whole(library.shelf.layout) == {"planning", "trade"} and told[-1][0] == told[-1][1]


def _killed(library: Library, disk: Disk) -> None:
    """A move that was cut off when all was copied."""
    place = new_place(disk.drive, "c" * 32)
    shutil.copytree(library.folder / "content" / "blobs", Path(place.path) / "blobs")
    library.shelf.layout.keep(Keeping(moving=place))


def test_what_clears_up_keeps_away_from_a_move(library: Library, disk: Disk) -> None:
    """At the start what an earlier move left is removed, in a thread of its own."""
    content = library.folder / "content"
    before = KeptLayout(content)

    def clear_up(done: int, total: int) -> None:
        finish_move(KeptLayout(content))
        give_up_move(KeptLayout(content), for_good=True)

    move(library, disk.drive, progress=clear_up)
    finish_move(before)
    give_up_move(before, for_good=True)
    assert read_keeping(content).place.name == "DISK" and not KeptLayout(content).away
    assert whole(KeptLayout(content)) == {"planning", "trade"}


def test_an_import_that_is_at_work_while_courses_are_moved_says_so(
    library: Library, disk: Disk, tmp_path: Path
) -> None:
    other, source = Library(library.folder), Layout.create(tmp_path / "stick")
    store_course(source, "new", film=b"new" * 100_000)
    moved: list[bool] = []

    def meanwhile(done: int, total: int) -> None:
        if not moved:
            moved.append(True)
            move(library, disk.drive)

    with pytest.raises(InputError, match="moved to another drive meanwhile"):
        take_in_bundle(other, source.folder, meanwhile)
    other.close()
    finish_move(
        library.shelf.layout
    )  # where the system lets nobody remove what is being written (Windows), it goes now
    assert moved and at_home(library) == [] and whole(library.shelf.layout) == {"planning", "trade"}


def test_a_drive_that_was_quickly_put_into_another_port_is_looked_for(
    library: Library, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move(library, disk.drive)
    other = tmp_path / "F"
    disk.folder.rename(other)
    monkeypatch.setattr(drives, "places", lambda: [drives.Drive(other, "DISK", 0, 0)])
    assert library.shelf.layout.away, "until somebody looks again, as the window does"
    library.shelf.layout.look_again()
    assert not library.shelf.layout.away
    assert whole(library.shelf.layout) == {"planning", "trade"}


def test_what_is_on_its_way_needs_room_on_the_drive_as_well(
    library: Library, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drives, "largest_file", lambda folder: 4_000_000)  # FAT: a film of which a beginning is here
    with Part(library.shelf.layout.drive / DOWNLOADS, f"sha256:{'b' * 64}", 5_000_000) as part:
        part.land(0, b"x")
    copied: list[int] = []
    with pytest.raises(LargeFileError):
        move(library, disk.drive, progress=lambda done, total: copied.append(done))
    assert copied == [] and disk.files() == []


def test_new_folders_are_on_the_drive_before_it_counts(
    library: Library, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    sync = machine.sync_folder
    monkeypatch.setattr(machine, "sync_folder", lambda folder: (synced.append(folder), sync(folder)))
    move_courses(library.shelf.layout, disk.drive)
    until = synced[: synced.index(library.folder / "content", synced.index(disk.folder / "Bivouac/courses/blobs"))]
    assert {disk.folder, disk.folder / "Bivouac", disk.folder / "Bivouac" / "courses"} <= set(until)


def test_the_courses_of_another_laptop_on_that_drive_stay_as_they_are(library: Library, disk: Disk) -> None:
    theirs = disk.folder / "Bivouac" / "courses"
    theirs.mkdir(parents=True)
    (theirs / MARK).write_text('{"id":"theirs"}')
    (theirs / "film").write_bytes(b"theirs")
    move(library, disk.drive)
    assert library.shelf.layout.drive.name == "courses-2"
    move(library, None)
    assert disk.files() == [MARK, "film"]


def test_whoever_looked_before_a_move_cannot_name_what_is_not_there(library: Library, disk: Disk) -> None:
    other = Library(library.folder)
    digest = other.shelf.layout.reference("planning")
    move(library, disk.drive)
    with pytest.raises(InputError, match="moved to another drive"):
        other.shelf.layout.switch({"again": digest} if digest else {})
    other.shelf.layout.look_again()
    other.shelf.layout.switch({"again": digest} if digest else {})
    other.close()


def test_a_place_that_cannot_be_read_is_said(library: Library) -> None:
    (library.folder / "content" / PLACE).write_bytes(b"{")
    with pytest.raises(InputError, match="on which drive"):
        Library(library.folder)


@pytest.mark.parametrize("mark", [b"", b"{", b'{"id": "\xff"}', b"[1]", b'{"id": 1}'])
def test_what_lies_on_a_drive_under_the_name_of_the_mark_is_anybodys(library: Library, disk: Disk, mark: bytes) -> None:
    content = library.folder / "content"
    move(library, disk.drive)
    (Path(read_keeping(content).place.path) / MARK).write_bytes(mark)
    assert KeptLayout(content).away


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"{"), lambda path: path.unlink()])
def test_where_the_courses_are_is_written_down_twice(
    library: Library, disk: Disk, spoil: Callable[[Path], object]
) -> None:
    content = library.folder / "content"
    move(library, disk.drive)
    spoil(content / PLACE)
    assert read_keeping(content).place.name == "DISK" and whole(KeptLayout(content)) == {"planning", "trade"}
    move(library, None)
    assert read_keeping(content).place == HOME and whole(KeptLayout(content)) == {"planning", "trade"}
    spoil(content / PLACE)
    assert read_keeping(content).place == HOME


def test_moves_killed_at_any_moment_leave_every_course_whole(home: Path, disk: Disk) -> None:
    random_ = random.Random(11)
    targets = ["home", str(disk.folder)]
    ended = 0
    for attempt in range(24):
        process = subprocess.Popen(
            [sys.executable, "-c", MOVER, str(home), targets[(attempt + ended) % 2]],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None and process.stdout.readline().strip() == b"on"
        time.sleep(random_.uniform(0, 0.12))
        process.kill()
        ended += b"moved" in process.communicate()[0]
        layout = KeptLayout(home / "content")
        assert whole(layout) == {"planning", "trade"}, attempt
        assert landed(part_path(layout.drive / DOWNLOADS, f"sha256:{'a' * 64}"), 900_000).total == 300_000
        if attempt % 3 == 0:
            finish_move(layout)
            give_up_move(layout)
            assert whole(layout) == {"planning", "trade"}, attempt
    library = Library(home)
    assert len(library.shelf.courses()) == 2
    move(library, disk.drive)
    move(library, None)
    assert whole(library.shelf.layout) == {"planning", "trade"}
    left = [name for name in disk.files() if name != MARK]
    assert left == [], "nothing of ours is left on the drive"
    library.close()
    shutil.rmtree(disk.folder)
