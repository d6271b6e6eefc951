"""`bivouac journal …`: learners' journals on this machine, looked at and mended from a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from bivouac import machine
from bivouac.errors import DamagedError, InputError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.table import labelled
from bivouac.sync.store.check import Health
from bivouac.sync.store.files import journal_file, learners_with_journals, put_old_journals_aside
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.library import Library
from bivouac.sync.store.upkeep import mend, open_library

T = TypeVar("T")

LearnerOption = click.option("--learner", help=tr("Only this learner's journal, by id; all when left out."))


@click.group(help=tr("Learners' journals on this computer. Close the app before."))
def journal() -> None:
    pass


@journal.command(help=tr("Read everything in the journals and say whether it is sound."))
@click.argument("folder", type=PathArgument)
@LearnerOption
def check(folder: Path, learner: str | None) -> None:
    def look(library: Library, one: str) -> bool:
        health = _health(library, one)
        if health.sound:
            click.echo(tr("{learner}: sound.", learner=one))
        else:
            click.echo(tr("{learner}: damaged: {what}.", learner=one, what=health.lost or health.stale))
        return health.sound

    if not all(_each(folder, learner, look)):
        click.echo(tr("Mend it with: bivouac journal rebuild"), err=True)
        raise click.exceptions.Exit(1)


@journal.command(
    help=tr("Mend damaged journals, make progress and notes anew from the records, and say what was different.")
)
@click.argument("folder", type=PathArgument)
@LearnerOption
def rebuild(folder: Path, learner: str | None) -> None:
    _each(folder, learner, _rebuild)


def _rebuild(library: Library, learner: str) -> None:
    health = _health(library, learner)
    if health.lost and (repair := mend(library, journal_file(library.folder, learner))):
        click.echo(labelled(learner, repair.sentence()))
    different = library.journal(learner).differences()
    for course, activity in different:
        click.echo(
            tr(
                "{learner}: {course}, {activity} was different, and is right now.",
                learner=learner,
                course=course,
                activity=activity,
            )
        )
    if not different and not health.lost:
        click.echo(tr("{learner}: nothing was different.", learner=learner))


def _health(library: Library, learner: str) -> Health:
    try:
        found: Journal = library.journal(learner)
        return found.health()
    except DamagedError as error:
        return Health(lost=str(error.__cause__ or error))


def _each(folder: Path, learner: str | None, work: Callable[[Library, str], T]) -> list[T]:
    """Do something with each learner's journal, while the app is closed."""
    if not (folder / "journals").is_dir():
        raise InputError(
            "There are no journals in “{path}”. Give the folder in which Bivouac keeps everything.", path=str(folder)
        )
    known = learners_with_journals(folder)
    if learner is not None and learner not in known:
        raise InputError("There is no journal of “{learner}” in “{path}”.", learner=learner, path=str(folder))
    with machine.only_one(folder / "running", _is_open):
        library, _ = open_library(folder)
        try:
            return [work(library, one) for one in ([learner] if learner else known)]
        finally:
            library.close()
            put_old_journals_aside(folder)


def _is_open() -> None:
    raise InputError("Bivouac is open on this computer. Close its window first.")
