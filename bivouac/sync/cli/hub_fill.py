"""`bivouac hub fill`: courses for a hub from a stick, a laptop's library or a folder; and what `hub init --from-library` shares with it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bivouac import machine
from bivouac.language import tr, written_size
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_signed import say_catalogue
from bivouac.sync.cli.table import labelled
from bivouac.sync.hub.folder import HubFolder

if TYPE_CHECKING:
    from bivouac.sync.relay.filling import Other, Outcome

_OFTEN = 0.2
_CLEAR = "\r\x1b[K"
_STOPPED = 130
"""What shells say of a command that Ctrl-C ended."""


@click.command(
    help=tr("Take courses into a hub, running or not, from a stick, a folder of courses, or this laptop's library.")
)
@click.argument("folder", type=PathArgument)
@click.argument("source", type=PathArgument, required=False)
@click.option(
    "--course",
    "courses",
    multiple=True,
    help=tr("Only this course, by id; repeatable. What the hub has of it is read, and mended. Left out: all."),
)
@click.option(
    "--adopt-catalogue",
    is_flag=True,
    help=tr("Where the hub goes by no signed catalogue: by the one that comes with the courses, from now on."),
)
def fill(folder: Path, source: Path | None, courses: tuple[str, ...], adopt_catalogue: bool) -> None:
    fill_from(HubFolder(folder), source, courses, adopt=adopt_catalogue)


def require_library() -> None:
    """Raise InputError unless this laptop has courses."""
    from bivouac.courses.bundle.copy import chosen_references
    from bivouac.sync.relay.filling import stock_at

    with stock_at(machine.data_folder()) as stock:
        chosen_references(stock.source, None)


def fill_from(hub: HubFolder, source: Path | None, courses: tuple[str, ...] = (), *, adopt: bool | None) -> None:
    """Fill a hub and say what came of it; ends with 1 when something did not come.

    Args:
        source: None: this laptop's library.
        adopt: as for `fill_hub`; None: where there is a catalogue.
    """
    from bivouac.sync.relay.filling import fill_hub, stock_at

    line = _Line()
    with stock_at(source or machine.data_folder()) as stock:
        if adopt is None:
            adopt = any(True for _ in stock.fetches())
        try:
            outcome = fill_hub(hub, stock, courses or None, adopt=adopt, said=line.came, progress=line.told)
        except KeyboardInterrupt:
            line.clear()
            click.echo(tr("Stopped. What was copied stays: the same command goes on from there."), err=True)
            raise click.exceptions.Exit(_STOPPED) from None
        finally:
            line.clear()
    _say(outcome)
    say_catalogue(hub.layout(), soon=True)
    if outcome.left or outcome.other:
        raise click.exceptions.Exit(1)


class _Line:
    """One line on a terminal that says how far the course is that is coming; nothing where the output goes elsewhere."""

    def __init__(self) -> None:
        self._there = sys.stderr.isatty()
        self._shown = 0.0

    def told(self, title: str, stage: str, done: int, total: int) -> None:
        if self._there and time.monotonic() - self._shown > _OFTEN:
            from bivouac.sync.transfer.filling import CHECKING

            self._shown = time.monotonic()
            percent = tr("{n}%").format(n=100 * done // max(total, 1))
            text = (
                tr("read back {percent}", percent=percent)
                if stage == CHECKING
                else tr("copied {percent}", percent=percent)
            )
            click.echo(_CLEAR + labelled(title[:40], text), nl=False, err=True)

    def came(self, title: str, replaced: Other | None) -> None:
        self.clear()
        if replaced is None:
            click.echo(tr("“{title}” is on the hub.", title=title))
        elif replaced.here == replaced.there:
            click.echo(
                tr("“{title}” is on the hub, in place of another version {here}.", title=title, here=replaced.here)
            )
        else:
            click.echo(
                tr(
                    "“{title}” is on the hub: version {there}, in place of version {here}.",
                    title=title,
                    there=replaced.there,
                    here=replaced.here,
                )
            )

    def clear(self) -> None:
        if self._there:
            click.echo(_CLEAR, nl=False, err=True)


def _say(outcome: Outcome) -> None:
    for title in outcome.known:
        click.echo(tr("“{title}” was on the hub already.", title=title))
    for damage in outcome.mended:
        click.echo(
            tr("Damaged on the hub, and brought anew: {part} of “{course}”.", part=damage.part, course=damage.course)
        )
    if outcome.linked:
        click.echo(
            tr(
                "{size} of it are shared with the library and take no room twice.",
                size=written_size(outcome.linked),
            )
        )
    if outcome.adopted:
        click.echo(tr("The hub goes by the catalogue that came with them, and gives it to laptops that join."))
    if outcome.newer:
        click.echo(tr("The school's newer catalogue came along."))
    if outcome.refused:
        click.echo(
            tr("The catalogue that is with these courses was left there. {reason}", reason=outcome.refused.sentence()),
            err=True,
        )
    if outcome.unused:
        click.echo(
            tr(
                "With these courses is a signed catalogue, and this hub goes by none. To go by it, and give it to laptops that join: --adopt-catalogue"
            ),
            err=True,
        )
    for other in outcome.other:
        click.echo(
            tr(
                "“{title}” was left there: the hub has another version of it ({here}; there it is {there}). To take it in its place: --course {course}",
                title=other.title,
                here=other.here,
                there=other.there,
                course=other.course,
            ),
            err=True,
        )
    for one in outcome.left:
        click.echo(tr("“{title}” did not come. {reasons}", title=one.title, reasons=" ".join(one.reasons)), err=True)
    damaged = sum(one.damaged for one in outcome.left)
    if damaged:
        click.echo(
            tr(
                "{n} course is damaged there. Fill the hub again from another stick; what came stays.|{n} courses are damaged there. Fill the hub again from another stick; what came stays.",
                n=damaged,
            ),
            err=True,
        )
