"""What there is to say of a hub's signed catalogue."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import BivouacError
from bivouac.language import tr, written_day

_SOON = datetime.timedelta(days=60)
"""A catalogue that runs out within it is worth a word: campuses are off the grid for months."""


def say_catalogue(layout: Layout, *, soon: bool = False) -> None:
    """Until when laptops trust what the school has signed, and what they are not shown; nothing where it signs nothing.

    Args:
        soon: say until when only where that is soon.
    """
    from bivouac.sync.catalogue.files import newest_root
    from bivouac.sync.catalogue.repository import Repository

    if not newest_root(layout.folder):
        return
    try:
        repository = Repository(layout, Path(), "")
        until, unsigned = repository.good_until(), repository.unsigned()
    except BivouacError as error:  # no reason to fail at what was asked for, which is done
        click.echo(error.sentence())
        return
    date = written_day(until.date())
    if until - datetime.datetime.now(datetime.UTC) < _SOON:
        click.echo(
            tr(
                "The signed catalogue runs out on {date}; from then on laptops add no course. Prolong it where its keys are: bivouac catalogue renew",
                date=date,
            )
        )
    elif not soon:
        click.echo(tr("The signed catalogue is good until {date}.", date=date))
    for course in sorted(unsigned):
        click.echo(
            tr(
                "Laptops are not shown “{course}”, which is not in the signed catalogue: bivouac catalogue publish",
                course=course,
            )
        )
