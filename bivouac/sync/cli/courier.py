"""`bivouac courier …`: progress that travels by stick, sealed so that who carries it reads nothing."""

from __future__ import annotations

from pathlib import Path

import click

from bivouac import machine
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.table import labelled


@click.group(
    help=tr("Carry progress on a stick, where no network reaches. It is sealed: who carries it reads nothing.")
)
def courier() -> None:
    pass


@courier.command(help=tr("At a laptop: pack what the school has not received on a stick, and hear what has arrived."))
@click.argument("stick", type=PathArgument)
@click.option(
    "--library", type=PathArgument, help=tr("The folder of the laptop's library, where it is not the usual one.")
)
def laptop(stick: Path, library: Path | None) -> None:
    from bivouac.sync.exchange.stick import carry
    from bivouac.sync.store.library import Library

    here = Library(library or machine.data_folder())
    try:
        carried = carry(here, stick)
    finally:
        here.close()
    if not carried:
        click.echo(tr("Nobody here has joined a campus: there is nothing to carry."))
    for one in carried:
        for problem in one.problems:
            click.echo(problem.sentence(), err=True)
        if one.confirmed:
            click.echo(
                tr(
                    "{name}: the school has received {n} more act.|{name}: the school has received {n} more acts.",
                    n=one.confirmed,
                    name=one.learner.name,
                )
            )
        if one.error:
            click.echo(labelled(one.learner.name, one.error.sentence()), err=True)
        elif one.packed:
            click.echo(
                tr(
                    "{name}: the stick carries {n} act.|{name}: the stick carries {n} acts.",
                    n=one.packed,
                    name=one.learner.name,
                )
            )
        else:
            click.echo(tr("{name}: the school has everything.", name=one.learner.name))
    if any(one.error for one in carried):
        raise click.exceptions.Exit(1)


@courier.command(help=tr("At a hub: take in what is on a stick, leave receipts, and pack what the hub above lacks."))
@click.argument("folder", type=PathArgument)
@click.argument("stick", type=PathArgument)
def hub(folder: Path, stick: Path) -> None:
    from bivouac.sync.cli.hub_people import storage_of
    from bivouac.sync.hub.folder import HubFolder
    from bivouac.sync.relay.sticks import hear_receipts, pack_for_above, take_all

    here = HubFolder(folder)
    failed = False
    with storage_of(folder) as storage:
        visits = take_all(here, storage, stick)
        if not visits:
            click.echo(tr("There is no progress of a laptop on this stick."))
        for visit in visits:
            if visit.name:
                click.echo(tr("{name}: {n} new act.|{name}: {n} new acts.", n=visit.new, name=visit.name))
        heard = hear_receipts(here, storage, stick)
        confirmed = sum(visit.new for visit in heard)
        if confirmed:
            click.echo(
                tr("The hub above has received {n} more act.|The hub above has received {n} more acts.", n=confirmed)
            )
        for visit in (*visits, *heard):
            if visit.error:
                failed = True
                click.echo(labelled(visit.file, visit.error.sentence()), err=True)
        packed = pack_for_above(here, storage, stick)
    if packed:
        click.echo(
            tr(
                "For the hub above: {path}. Take the stick there and run: bivouac courier hub FOLDER STICK. Its receipt comes back on the same stick.|For the hub above: {path} and those numbered up to {n}. Take the stick there and run: bivouac courier hub FOLDER STICK. The receipts come back on the same stick.",
                n=len(packed),
                path=str(packed[0]),
            )
        )
    if failed:
        raise click.exceptions.Exit(1)
