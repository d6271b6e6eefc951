"""Carrying progress on a stick, where no network reaches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import DamagedError
from bivouac.language import tr
from bivouac.sync.store.library import Library

if TYPE_CHECKING:
    from bivouac.sync.exchange.stick import Carried


def carry(desk: Desk, stick: Path, on_carried: Callable[[list[Carried]], None]) -> Task[list[Carried]]:
    """Hear the receipts on a stick, then pack what the school lacks, for everybody who learns here."""

    def work(task: Task[list[Carried]], library: Library) -> list[Carried]:
        from bivouac.sync.exchange.stick import carry  # sealing is loaded when it is first needed

        carried = carry(library, stick)
        damaged = next((one.error for one in carried if isinstance(one.error, DamagedError)), None)
        if damaged:
            raise damaged  # whose it is will be mended; the others' progress is on the stick
        return carried

    def done(carried: list[Carried]) -> None:
        on_carried(carried)
        desk.changes.say(Change.SYNC | Change.CLASSES)

    return desk.tasks.with_library(work).then(done)


def hear(desk: Desk, stick: Path, on_heard: Callable[[list[Carried]], None]) -> Task[list[Carried]]:
    """Hear the receipts on a stick that was just put in; nothing is written on it."""

    def work(task: Task[list[Carried]], library: Library) -> list[Carried]:
        from bivouac.sync.exchange.stick import hear

        return hear(library, stick)

    def done(heard: list[Carried]) -> None:
        if heard:
            on_heard(heard)
            desk.changes.say(Change.SYNC | Change.CLASSES)

    return desk.tasks.with_library(work).then(done)


def say_heard(heard: list[Carried]) -> str:
    """What receipts told, in a sentence for each person."""
    return " ".join(_confirmed(one) for one in heard)


def say(carried: list[Carried]) -> str:
    """What came of it, in a sentence or two for each person."""
    said = []
    for one in carried:
        name = one.learner.name
        if one.confirmed:
            said.append(_confirmed(one))
        if one.error:
            said.append(tr("{name}: {text}", name=name, text=one.error.sentence()))
        elif one.packed:
            said.append(
                tr("{name}: the stick carries {n} act.|{name}: the stick carries {n} acts.", n=one.packed, name=name)
            )
        else:
            said.append(tr("{name}: the school has everything.", name=name))
        said += [problem.sentence() for problem in one.problems]
    return " ".join(said)


def _confirmed(one: Carried) -> str:
    return tr(
        "{name}: the school has received {n} more act.|{name}: the school has received {n} more acts.",
        n=one.confirmed,
        name=one.learner.name,
    )
