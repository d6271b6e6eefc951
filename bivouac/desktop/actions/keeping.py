"""On which drive the courses are kept: which there are, and moving the courses to another."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac import drives, machine
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.sync.store.keeping import HOME
from bivouac.sync.store.library import Library

_FLOOR_AT_HOME = 200 * 1024 * 1024
"""Bytes that stay free on this computer's own drive: a full disk makes a machine unusable."""


@dataclass(frozen=True)
class KeepingData:
    """Where the courses are.

    Attributes:
        name: of the drive that they are on; empty: at home.
        away: whether that drive is not plugged in.
        free_at_home: bytes.
        others: drives to which they could be moved.
        begun: name of the drive to which a move was begun and cut off; empty where it was to home; None: there is none.
    """

    name: str
    away: bool
    free_at_home: int
    others: tuple[drives.Drive, ...]
    begun: str | None


def load_keeping(library: Library) -> KeepingData:
    """Look at the drives that are plugged in."""
    layout = library.shelf.layout
    keeping = layout.keeping
    devices = {layout.drive.stat().st_dev if layout.drive.exists() else 0, library.folder.stat().st_dev}
    others = [one for one in drives.places() if one.path.stat().st_dev not in devices]
    begun = keeping.moving.name if keeping.moving is not None else None
    return KeepingData(keeping.place.name, layout.away, machine.free_space(library.folder), tuple(others), begun)


def move(desk: Desk, drive: drives.Drive | None) -> Task[bool]:
    """Keep the courses on a drive from now on; None: on this computer. Downloads wait meanwhile."""

    def work(task: Task[bool], library: Library) -> bool:
        from bivouac.sync.transfer.moving import move_courses

        def told(done: int, total: int) -> None:
            task.check()
            desk.tasks.report(task, done, total)

        return move_courses(library.shelf.layout, drive, told, 0 if drive else _FLOOR_AT_HOME)

    desk.reading.moving = True
    desk.changes.say(Change.DOWNLOADS)
    return desk.tasks.with_library(work).finally_(lambda: _end(desk))


def _end(desk: Desk) -> None:
    desk.reading.moving = False
    look_again(desk).then(lambda _: clear_up(desk))


def look_again(desk: Desk) -> Task[None]:
    """The courses were moved, or their drive was plugged in or pulled out: go by that, and show it."""
    task = desk.tasks.database(lambda library: library.shelf.layout.look_again())
    return task.finally_(lambda: desk.changes.say(Change.COURSES | Change.DOWNLOADS | Change.CATALOGUE))


def clear_up(desk: Desk) -> None:
    """Remove what a move that has ended left behind."""

    def work(task: Task[bool], library: Library) -> bool:
        if library.shelf.layout.keeping.left is None:
            return False
        from bivouac.sync.transfer.moving import finish_move

        finish_move(library.shelf.layout)
        return True

    desk.tasks.with_library(work).then(lambda done: desk.changes.say(Change.COURSES) if done else None)


def give_up(desk: Desk) -> Task[None]:
    """Let go of a move that was cut off: the courses stay where they are."""

    def work(task: Task[None], library: Library) -> None:
        from bivouac.sync.transfer.moving import give_up_move

        give_up_move(library.shelf.layout, for_good=True)

    return desk.tasks.with_library(work).finally_(lambda: look_again(desk))


def do_without_drive(desk: Desk) -> Task[bool]:
    """The drive with the courses is lost: keep courses on this computer from now on; false where it is plugged in again."""

    def work(library: Library) -> bool:
        done = library.shelf.layout.do_without_drive()
        library.shelf.mend()
        return done

    return desk.tasks.database(work).finally_(lambda: look_again(desk))


def see_drive(library: Library) -> tuple[str, bool]:
    """Name of the drive that the courses are on, empty at home; and whether it is away, also under another letter."""
    layout = library.shelf.layout
    if layout.keeping.place == HOME:
        return "", False
    if layout.away:
        layout.look_again()
    return layout.keeping.place.name, layout.away
