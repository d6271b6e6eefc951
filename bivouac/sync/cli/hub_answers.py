"""`bivouac hub answers`: what learners wrote where no program grades it, for their teacher to read."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click

from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_people import learners_in, storage_of
from bivouac.sync.cli.table import labelled, local_time, write_table
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.reports.answers import Answer, answers_of
from bivouac.sync.hub.reports.shelf import Shelf

_WIDEST = 100


@click.command(
    help=tr(
        "Show the texts that learners wrote: answers to open questions, of a class or of the whole campus, the newest last."
    )
)
@click.argument("folder", type=PathArgument)
@click.argument("name", required=False, metavar="[CLASS]")
@click.option("--course", default="", help=tr("Only texts of this course (title or id)."))
@click.option("--activity", default="", help=tr("Only texts of this activity (title or id)."))
@click.option("--csv", "file", type=PathArgument, help=tr("Write them to this CSV file, for a spreadsheet."))
def answers(folder: Path, name: str | None, course: str, activity: str, file: Path | None) -> None:
    here = HubFolder(folder)
    with storage_of(folder) as storage:
        learners, guests = learners_in(storage, name)
        found = answers_of(storage, Shelf(here.layout()), learners, course, activity)
    if guests:
        names = ", ".join(one.name for one in guests)
        click.echo(tr("Of another campus, so that the school shows their texts: {names}", names=names), err=True)
    if file:
        heads = (tr("Name"), tr("Time"), tr("Course"), tr("Activity"), tr("Question"), tr("Text"))
        write_table(file, [heads, *map(_row, found)])
        click.echo(tr("{n} text is in {path}.|{n} texts are in {path}.", n=len(found), path=str(file)))
        return
    for one in found:
        for line in _lines(one, min(_WIDEST, shutil.get_terminal_size().columns)):
            click.echo(_harmless(line))
    click.echo(tr("{n} text.|{n} texts.", n=len(found)), err=True)


def _row(one: Answer) -> tuple[str, ...]:
    return one.name, local_time(one.time), one.course, one.activity, one.question, one.text


def _lines(one: Answer, width: int) -> Iterator[str]:
    """Who, when and where, what was asked, and below it the text, moved in."""
    yield f"{one.name}, {local_time(one.time)}"
    yield f"{one.course} > {one.activity}"
    yield from _wrapped(labelled(tr("Question"), one.question), width, "")
    yield from _wrapped(one.text, width, "    ")
    yield ""


def _wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    for line in text.strip().splitlines():
        yield from textwrap.wrap(line, width, initial_indent=indent, subsequent_indent=indent) or [""]


def _harmless(line: str) -> str:
    """Without the letters by which a text would command the terminal."""
    return "".join(letter for letter in line if unicodedata.category(letter) not in ("Cc", "Cs"))
