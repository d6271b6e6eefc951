"""`bivouac hub backup`, `restore` and `renew-certificate`."""

from __future__ import annotations

from pathlib import Path

import click

from bivouac import machine
from bivouac.errors import InputError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.quoting import quoted
from bivouac.sync.hub.at_work import at_work
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.left_out import sentences


@click.command(help=tr("Copy a hub to a new folder, while it runs."))
@click.argument("folder", type=PathArgument)
@click.argument("target", type=PathArgument)
@click.option("--with-courses", is_flag=True, help=tr("Its courses too."))
def backup(folder: Path, target: Path, with_courses: bool) -> None:
    from bivouac.sync.hub.backup import back_up

    here = HubFolder(folder)
    with at_work(folder):  # a copy of what is being mended would be the newest
        back_up(here, target, with_courses=with_courses)
    click.echo(tr("The copy is in {path}.", path=str(target)))


@click.command(help=tr("Make a hub of a backup, in a new folder. Laptops send again what the backup lacks."))
@click.argument("backup", type=PathArgument)
@click.argument("folder", type=PathArgument)
@click.option(
    "--database",
    default="",
    help=tr("An empty PostgreSQL database to put people and journals in (postgresql://…), in place of a file."),
)
def restore(backup: Path, folder: Path, database: str) -> None:
    from bivouac.sync.catalogue.files import newest_root
    from bivouac.sync.hub.backup import restore as make

    made = make(backup, folder, database)
    click.echo(tr("The hub of “{name}” is in {path}.", name=made.settings.name, path=str(folder)))
    said = list(sentences(folder))
    for sentence in said:
        click.echo(sentence)
    if said and not newest_root(made.content):
        click.echo(
            tr(
                "No signed catalogue was in the backup. If this hub had one, laptops that joined go by no other: bring it back together with the courses, from a stick or the old hub's folder, with: bivouac hub fill {path} SOURCE --adopt-catalogue. Where its keys are, sign here again with: bivouac catalogue publish",
                path=quoted(folder),
            )
        )
    if newest_root(made.content) and not (made.folder / "school.catalogue").is_file():
        click.echo(
            tr(
                "The signed catalogue is as old as the backup. Where its keys are, say before you publish who has a newer one: bivouac catalogue publish {path} --newer-on, with a stick, the folder of a campus's hub or a copy of it.",
                path=quoted(folder),
            )
        )
    if not said and not made.layout().references():
        click.echo(tr("No courses were in the backup. Fill them anew with: bivouac hub add, or bivouac hub fill"))


@click.command(
    "renew-certificate",
    help=tr("Make a new key and certificate for a hub that does not run, where they are lost or no secret any more."),
)
@click.argument("folder", type=PathArgument)
def renew_certificate(folder: Path) -> None:
    here = HubFolder(folder)
    with machine.only_one(here.folder, _runs), at_work(folder):
        old = here.renew_certificate()
    click.echo(
        tr(
            "The hub has a new certificate. Laptops and hubs that met it go on by themselves: it proves by its device.json that it is the same."
        )
    )
    if old:
        click.echo(
            tr(
                "The old one is kept in {path}. Where somebody else may have it, delete it there.",
                path=str(old[0].parent),
            )
        )
    click.echo(
        tr(
            "Invite files that were made before do not work any more; the codes in them do. Write them anew: bivouac hub invites, into the same folder, or bivouac hub invite"
        )
    )


def _runs() -> None:
    raise InputError("This hub is running. Stop it first, then make its certificate anew.")
