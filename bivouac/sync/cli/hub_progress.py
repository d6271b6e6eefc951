"""`bivouac hub progress`: how far a class is, for its teacher."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click

from bivouac import machine
from bivouac.language import current_language, tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_people import cohort_of, roles_of, storage_of
from bivouac.sync.cli.table import local_time, print_table
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.guests import guests_of
from bivouac.sync.hub.reports.progress import Progress, progress_of
from bivouac.sync.hub.reports.rows import text_cell
from bivouac.sync.hub.reports.shelf import Shelf


@click.command(help=tr("Show how far the learners of a class are: activities done in each course, and when last."))
@click.argument("folder", type=PathArgument)
@click.argument("name")
@click.option("--csv", "file", type=PathArgument, help=tr("Write it to this CSV file, for a spreadsheet."))
def progress(folder: Path, name: str, file: Path | None) -> None:
    here = HubFolder(folder)
    with storage_of(folder) as storage:
        cohort = cohort_of(storage, name).id
        members = storage.members(cohort)
        guests = [one.name for one in guests_of(storage, cohort, members) if one.role == "learner"]
        roles = roles_of(storage, members)
        learners = [one for one in members if roles[one.person] == "learner"]
        told = list(progress_of(storage, Shelf(here.layout()), learners))
    rows = [(tr("Name"), tr("Course"), tr("Activities done"), tr("Of"), tr("Last act")), *map(_row, told)]
    if guests:
        names = ", ".join(guests)
        click.echo(tr("Of another campus, so that the school shows how far they are: {names}", names=names), err=True)
    if not file:
        print_table(rows)
        return
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if current_language() == "fr" else ",")
    writer.writerows([text_cell(cell) for cell in row] for row in rows)
    machine.write_whole(file, text.getvalue().encode("utf-8-sig"))
    click.echo(tr("The progress of {n} learner is in {path}.|The progress of {n} learners is in {path}.", n=len(learners), path=str(file)))  # fmt: skip


def _row(one: Progress) -> tuple[str, str, str, str, str]:
    return one.name, one.course or "–", str(one.done), str(one.of or "–"), local_time(one.last)
