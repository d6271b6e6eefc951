"""Tables and times as the terminal shows them, and as spreadsheets open them."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from bivouac import machine
from bivouac.language import current_language, tr, written_day
from bivouac.sync.hub.reports.rows import text_cell


def print_table(rows: Sequence[Sequence[str]], least: Sequence[int] = ()) -> list[int]:
    """Rows with their columns under each other; the first row is the heads.

    Args:
        least: how wide columns are at least, where this goes on with a table.

    Returns:
        how wide they are now.
    """
    if not rows:
        return list(least)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    widths = [max(pair) for pair in zip(widths, least or widths, strict=True)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return widths


def delimiter() -> str:
    """What stands between the cells of a CSV file, so that a spreadsheet of the language in use opens it in columns."""
    return ";" if current_language() == "fr" else ","


def write_table(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows as CSV for a spreadsheet of the language in use; the first row is the heads."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter()).writerows([text_cell(cell) for cell in row] for row in rows)
    machine.write_whole(file, text.getvalue().encode("utf-8-sig"))


def local_time(milliseconds: int) -> str:
    """A time as the people at this machine say it; a dash for never."""
    if not milliseconds:
        return "–"
    moment = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC).astimezone()
    return f"{written_day(moment.date())} {moment:%H:%M}"


def labelled(name: object, text: str) -> str:
    """What is said of something, after its name."""
    return tr("{name}: {text}", name=name, text=text)
