"""Tables and times as the terminal shows them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import click

from bivouac.language import tr, written_day


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


def local_time(milliseconds: int) -> str:
    """A time as the people at this machine say it; a dash for never."""
    if not milliseconds:
        return "–"
    moment = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC).astimezone()
    return f"{written_day(moment.date())} {moment:%H:%M}"


def labelled(name: object, text: str) -> str:
    """What is said of something, after its name."""
    return tr("{name}: {text}", name=name, text=text)
