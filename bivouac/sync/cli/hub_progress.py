"""`bivouac hub progress`: how far a class is, for its teacher."""

from __future__ import annotations

from pathlib import Path

import click

from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_people import learners_in, storage_of
from bivouac.sync.cli.table import local_time, print_table, write_table
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.reports.progress import Progress, progress_of
from bivouac.sync.hub.reports.shelf import Shelf


@click.command(
    help=tr(
        "Show how far the learners of a class, or of the whole campus, are: activities done in each course, and when last."
    )
)
@click.argument("folder", type=PathArgument)
@click.argument("name", required=False, metavar="[CLASS]")
@click.option("--csv", "file", type=PathArgument, help=tr("Write it to this CSV file, for a spreadsheet."))
def progress(folder: Path, name: str | None, file: Path | None) -> None:
    here = HubFolder(folder)
    with storage_of(folder) as storage:
        learners, guests = learners_in(storage, name)
        told = list(progress_of(storage, Shelf(here.layout()), learners))
    rows = [(tr("Name"), tr("Course"), tr("Activities done"), tr("Of"), tr("Last act")), *map(_row, told)]
    if guests:
        names = ", ".join(one.name for one in guests)
        click.echo(tr("Of another campus, so that the school shows how far they are: {names}", names=names), err=True)
    if not file:
        print_table(rows)
        return
    write_table(file, rows)
    click.echo(tr("The progress of {n} learner is in {path}.|The progress of {n} learners is in {path}.", n=len(learners), path=str(file)))  # fmt: skip


def _row(one: Progress) -> tuple[str, str, str, str, str]:
    return one.name, one.course or "–", str(one.done), str(one.of or "–"), local_time(one.last)
