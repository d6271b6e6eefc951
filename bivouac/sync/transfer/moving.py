"""The courses of a library to another drive, or back home: copied, read back, switched to, and only then removed where they were.

Whenever it ends, by a cut, a kill or a drive that is pulled out, the courses are whole in one place, which `content/place.json` names
(sync/store/keeping.py). A move that was cut off goes on with what it had copied, or is given up.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bivouac import drives, machine
from bivouac.courses.bundle.intake import Intake
from bivouac.courses.bundle.part import DOWNLOADS
from bivouac.courses.bundle.source import Progress
from bivouac.errors import BundleError, InputError, LargeFileError
from bivouac.sync.store.keeping import HOME, MARK, Keeping, KeptLayout, Place, new_place

_CHUNK = 1024 * 1024
_HOLE = 64 * 1024
_PATIENCE_SECONDS = 30.0
_PARTS_OF_LAYOUT = ("blobs", DOWNLOADS)
_MOVES = "moves"
"""Folder at home whose lock is held while courses are moved, or what a move left is removed."""


def move_courses(
    layout: KeptLayout, drive: drives.Drive | None, progress: Progress = lambda done, total: None, floor: int = 0
) -> bool:
    """Keep the courses on a drive from now on; None: at home. Who has the library open looks again (`KeptLayout.look_again`), then `finish_move`.

    Args:
        progress: told bytes that were copied and read back, of all that there are; may raise to cancel.
        floor: bytes that stay free on the drive.

    Returns:
        Whether they were elsewhere before.

    Raises:
        AwayError: the drive with the courses is not plugged in.
        SpaceError: too little room there. LargeFileError: it takes no file of that size.
        InputError: it cannot be written, or read back; or another program is downloading.
        In all cases the courses are where they were, and what was copied is removed, as far as the drive is still there.
    """
    with machine.only_one(
        layout.folder / _MOVES, _waiting(progress, InputError("The courses are being moved already. Wait for that."))
    ):
        layout.look_again()
        layout.require_here()
        _finish(layout)
        place = _begin(layout, drive)
        return place != layout.keeping.place and _moved(layout, place, progress, floor)


def _moved(layout: KeptLayout, place: Place, progress: Progress, floor: int) -> bool:
    target = layout.folder_of(place, layout.folder)
    try:
        _require_fit(layout, target, floor)
        with machine.only_one(layout.drive / DOWNLOADS, _waiting(progress, _downloading())):
            move = _Move(layout, target)
            move.run(progress)
            with layout.alone():
                move.run(lambda done, total: None)  # what has come meanwhile
                _copy_parts(layout.drive / DOWNLOADS, target / DOWNLOADS)
                for folder in (target / "blobs", target, *target.parents[:2]):
                    machine.sync_folder(folder)  # FAT forgets new folders when the power goes
                layout.keep(Keeping(place, left=layout.keeping.place))
    except BaseException:
        if layout.keeping.place != place:
            _give_up(layout, for_good=False)
        raise
    return True


def finish_move(layout: KeptLayout) -> None:
    """Remove what a move that has ended left behind, where that drive is plugged in. Nothing where a move is under way, which does it first."""
    with contextlib.suppress(_MovingError), machine.only_one(layout.folder / _MOVES, _stop):
        layout.look_again()
        _finish(layout)


def give_up_move(layout: KeptLayout, *, for_good: bool = False) -> None:
    """Remove what a move that did not end has copied; the courses stay where they are. Nothing where a move is under way.

    Args:
        for_good: also where that drive is not plugged in, and may never be: what was copied stays on it.
    """
    with contextlib.suppress(_MovingError), machine.only_one(layout.folder / _MOVES, _stop):
        layout.look_again()
        _give_up(layout, for_good)


class _MovingError(Exception):
    """A move is under way."""


def _stop() -> None:
    raise _MovingError


def _finish(layout: KeptLayout) -> None:
    left = layout.keeping.left
    if left is None or left == layout.keeping.place or layout.away or not layout.has_place(left):
        return
    if _remove(layout, left):  # else somebody has a file open (Windows): the next start
        layout.keep(Keeping(layout.keeping.place, layout.keeping.moving))


def _give_up(layout: KeptLayout, for_good: bool) -> None:
    keeping = layout.keeping
    if keeping.moving is None or keeping.moving == keeping.place:
        return
    if not layout.has_place(keeping.moving) and not for_good:
        return
    _remove(layout, keeping.moving)
    layout.keep(Keeping(keeping.place, left=keeping.left))


def _begin(layout: KeptLayout, drive: drives.Drive | None) -> Place:
    """Where a move goes, written down before anything is copied; one that was cut off on its way there goes on."""
    keeping = layout.keeping
    for known in (keeping.moving, keeping.place):
        if known is not None and _is_on(layout, known, drive):
            return known
    _give_up(layout, for_good=True)
    place = HOME if drive is None else new_place(drive, secrets.token_hex(16))
    layout.keep(Keeping(keeping.place, moving=place, left=keeping.left))
    return place


def _is_on(layout: KeptLayout, place: Place, drive: drives.Drive | None) -> bool:
    if drive is None or place == HOME:
        return drive is None and place == HOME
    return layout.has_place(place) and layout.folder_of(place, layout.folder).is_relative_to(drive.path)


def _require_fit(layout: KeptLayout, target: Path, floor: int) -> None:
    sizes = {path.name: path.stat().st_size for path in _blobs(layout.drive)}
    missing = sum(size for name, size in sizes.items() if not _has(target, name, size))
    largest = drives.largest_file(target)
    parts = list((layout.drive / DOWNLOADS).glob("*.*"))
    arriving = sum(
        machine.space_of(path) if largest is None else path.stat().st_size for path in parts
    )  # FAT knows no holes
    machine.require_space(target, missing + arriving, floor)
    if largest is not None and max([*sizes.values(), *(path.stat().st_size for path in parts)], default=0) > largest:
        raise LargeFileError


class _Move:
    """The way of the blobs; once for all that there are, and once more for what has come meanwhile."""

    def __init__(self, layout: KeptLayout, target: Path) -> None:
        self._source, self._target = layout.drive, target
        self._progress: Progress = lambda done, total: None
        self._done = self._total = 0
        self._sound: set[str] = set()

    def run(self, progress: Progress) -> None:
        """Copy what is missing, and read all of it back from the drive, also what a move that was cut off had copied.

        Raises:
            InputError: the drive does not keep what is written on it.
        """
        here = [(path, path.stat().st_size) for path in _blobs(self._source) if path.name not in self._sound]
        there = [(path, size) for path, size in here if _has(self._target, path.name, size)]
        self._progress, self._done = progress, 0
        self._total = 2 * sum(size for _, size in here) - sum(size for _, size in there)
        for path, _ in there:
            self._read_back(path.name)  # what is not as it was is copied again
        missing = [(path, size) for path, size in here if path.name not in self._sound]
        for path in [path for path, size in missing if self._copied(path, size)]:
            if not self._read_back(path.name):
                raise InputError("This drive does not keep what is written on it. The courses stay where they were.")

    def _copied(self, path: Path, size: int) -> bool:
        """Bring one blob over; false for one that is damaged where it is: nobody could use it."""
        try:
            with Intake(self._target / "blobs" / "sha256") as intake, path.open("rb") as file:
                intake.receive(f"sha256:{path.name}", size, file, self._count)
        except FileNotFoundError:
            return False  # it was removed meanwhile
        except BundleError:
            return False
        return True

    def _read_back(self, name: str) -> bool:
        path = self._target / "blobs" / "sha256" / name
        drives.read_past_cache(path)
        found = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
                self._count(len(chunk))
        if found.hexdigest() != name:
            path.unlink()
            return False
        self._sound.add(name)
        return True

    def _count(self, count: int) -> None:
        self._done += count
        self._progress(min(self._done, self._total), self._total)


def _blobs(folder: Path) -> Iterator[Path]:
    return (path for path in sorted((folder / "blobs" / "sha256").glob("*")) if len(path.name) == 64)


def _has(folder: Path, name: str, size: int) -> bool:
    """Whether a blob is there: one has its name only once it was verified and is on the drive."""
    path = folder / "blobs" / "sha256" / name
    return path.is_file() and path.stat().st_size == size


def _copy_parts(source: Path, target: Path) -> None:
    """What has come of downloads; each piece of it is looked at again before it counts."""
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    for path in source.glob("*.*"):
        with machine.whole_file(target / path.name) as copy, path.open("rb") as file:
            while chunk := file.read(_HOLE):
                if chunk.strip(b"\0"):
                    copy.write(chunk)
                else:
                    copy.seek(len(chunk), 1)  # a hole stays one
            copy.truncate()


def _remove(layout: KeptLayout, place: Place) -> bool:
    """Remove the blobs at a place that is not in use, and what else is ours there; whether all of it is gone."""
    folder = layout.folder_of(place, layout.folder)
    if not layout.has_place(place):
        return False
    for one in _PARTS_OF_LAYOUT:
        shutil.rmtree(folder / one, ignore_errors=True)
    if any((folder / one).exists() for one in _PARTS_OF_LAYOUT):
        return False
    if place != HOME:
        (folder / MARK).unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()
            folder.parent.rmdir()  # ours, too, where nothing else is in it
    return True


def _downloading() -> InputError:
    return InputError("Another Bivouac is downloading on this computer already. Wait for it, or close it first.")


def _waiting(progress: Progress, error: InputError) -> Callable[[], None]:
    """Wait a while for a download or a removal that is ending, then raise `error`."""
    deadline = time.monotonic() + _PATIENCE_SECONDS

    def wait() -> None:
        if time.monotonic() > deadline:
            raise error
        progress(0, 1)
        time.sleep(0.1)

    return wait
