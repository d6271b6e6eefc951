"""What staff do to fill sticks: see which courses and sticks there are, how much it is, and fill them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bivouac import drives
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.drives import Drive
from bivouac.errors import BivouacError
from bivouac.sync.store.library import Library

if TYPE_CHECKING:
    from bivouac.sync.transfer.preload import Filled, Order
    from bivouac.sync.transfer.preset import Kept

_REPORT_SECONDS = 0.2
PREPARING = ("teacher", "staff", "administrator")


@dataclass(frozen=True)
class Wish:
    """What is to go on sticks.

    Attributes:
        courses: their ids.
        rendition: empty: every size of films.
        name: what the sticks' first page calls it; may be empty.
        invites: invite files, or folders of them.
    """

    courses: tuple[str, ...]
    rendition: str
    name: str = ""
    invites: tuple[Path, ...] = ()
    installers: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Going:
    """How far a stick is, in bytes; `checking`: it is being read back."""

    stick: Path
    checking: bool
    done: int
    total: int


@dataclass(frozen=True)
class Ended:
    """What came of a stick, in sentences."""

    stick: Path
    complete: bool
    text: str


@dataclass(frozen=True)
class Done:
    """What came of all: a report in the clean page form, its heading, and each stick."""

    heading: str
    report: str
    sticks: tuple[Ended, ...]


def may_fill(desk: Desk) -> bool:
    """Whether the person prepares sticks: staff of a campus, or whoever has a machine that belongs to none."""
    learner = desk.session.learner
    return learner is not None and (desk.session.campus is None or learner.role in PREPARING)


@dataclass(frozen=True)
class Here:
    """A course on this disk; `films`: the sizes of its films that are here, smallest first."""

    id: str
    title: str
    films: tuple[str, ...]


def load_courses(library: Library) -> list[Here]:
    """The courses on this disk."""
    from bivouac.sync.transfer.preload import sizes_of_films

    def films(course: str) -> tuple[str, ...]:
        try:
            return tuple(sizes_of_films(library.shelf.layout, library.shelf.course(course)))
        except BivouacError:  # it is said once the course is wanted
            return ()

    return [Here(one.id, one.title, films(one.id)) for one in library.shelf.courses()]


def sizes_to_choose(courses: Iterable[Here]) -> list[str]:
    """The sizes of films that these courses have, smallest first."""
    from bivouac.sync.transfer.preload import by_lines

    return sorted({name for course in courses for name in course.films}, key=by_lines)


def find_sticks(desk: Desk) -> Task[list[Drive]]:
    """The sticks that are in."""
    return desk.tasks.background(lambda task: drives.sticks())


def measure(desk: Desk, wish: Wish) -> Task[int]:
    """Bytes of what is wished on an empty stick."""
    return desk.tasks.with_library(lambda task, library: _order(library, wish).size())


def keep(desk: Desk, file: Path, wish: Wish) -> Task[Kept]:
    """Keep a wish as a preset; one without a name is called after the file."""

    def work(task: Task[Kept]) -> Kept:
        from bivouac.sync.transfer.preset import Preset, keep_preset

        preset = Preset(wish.name or file.stem, wish.courses, wish.rendition or None)
        return keep_preset(file, preset, wish.invites, wish.installers)

    return desk.tasks.background(work)


def fill(desk: Desk, wish: Wish, sticks: list[Path]) -> Task[Done]:
    """Fill sticks; reports a `Going` for each on its way, and an `Ended` as soon as it has."""

    def work(task: Task[Done], library: Library) -> Done:
        from bivouac.sync.transfer.filling import CHECKING
        from bivouac.sync.transfer.preload import preload
        from bivouac.sync.transfer.preload_report import as_fragment, heading

        ordered, lock, told = _order(library, wish), threading.Lock(), dict[tuple[Path, str], float]()

        def progress(stick: Path, stage: str, done: int, total: int) -> None:
            with lock:
                now = time.monotonic()
                if now - told.get((stick, stage), 0.0) < _REPORT_SECONDS and done < total:
                    return
                told[stick, stage] = now
            desk.tasks.report(task, Going(stick, stage == CHECKING, done, total))

        def ended(filled: Filled) -> None:
            desk.tasks.report(task, _said(filled))

        outcomes = preload(ordered, sticks, progress, task.cancelled, ended)
        return Done(heading(ordered), as_fragment(ordered, outcomes), tuple(_said(one) for one in outcomes))

    return desk.tasks.with_library(work)


def _said(outcome: Filled) -> Ended:
    from bivouac.sync.transfer.preload_report import sentences

    return Ended(outcome.stick, outcome.complete, " ".join(sentences(outcome)))


def _order(library: Library, wish: Wish) -> Order:
    from bivouac.sync.transfer.extras import gather
    from bivouac.sync.transfer.preload import order
    from bivouac.sync.transfer.signed import fullest

    extras = gather(wish.invites, wish.installers)
    layout = library.shelf.layout
    catalogue = fullest(library.catalogues(), layout)
    signed = catalogue.files() if catalogue else None
    return order(layout, wish.courses, wish.rendition or None, extras, title=wish.name, signed=signed)
