"""`bivouac hub invites`: an invite file for each person of a class, to put on sticks."""

from __future__ import annotations

from pathlib import Path

import click

from bivouac import machine
from bivouac.errors import InputError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_people import cohort_of, storage_of
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.invite import SUFFIX, show_code, write_invitation
from bivouac.sync.protocol.messages import Invitation


@click.command(
    help=tr(
        "Write an invite file for each person of a class into a folder, to put on sticks. Files that are there already stay as they are."
    )
)
@click.argument("folder", type=PathArgument)
@click.argument("name")
@click.argument("output", type=PathArgument)
@click.option("--days", type=click.IntRange(1, 365), default=30, help=tr("How many days the codes are good for (30)."))
@click.option("--url", "urls", multiple=True, help=tr("Address of the hub, where it is not the one it listens on."))
def invites(folder: Path, name: str, output: Path, days: int, urls: tuple[str, ...]) -> None:
    here = HubFolder(folder)
    serving = here.serving()
    urls = urls or (serving.urls if serving else ())
    if not urls:
        raise InputError("An invite file needs the hub's address. Start the hub once, or give it with --url.")
    certificate = here.certificate() if any(url.startswith("https:") for url in urls) else ""
    written = 0
    output.mkdir(parents=True, exist_ok=True)
    with storage_of(folder) as storage:
        members = storage.members(cohort_of(storage, name).id)
        names = _file_names([(one.person, one.name) for one in members])
        for member in members:
            file = output / names[member.person]
            if file.exists():
                continue  # a new code would make the one on the sticks that are out already worthless
            code, _ = make_invite(storage, Offer("learner", member.person, 1, days), wall_milliseconds())
            write_invitation(file, Invitation(here.settings.name, urls, show_code(code), certificate))
            written += 1
    click.echo(
        tr(
            "{n} invitation is in {path}, {new} of them new.|{n} invitations are in {path}, {new} of them new.",
            n=len(members),
            path=str(output),
            new=written,
        )
    )


def _file_names(people: list[tuple[str, str]]) -> dict[str, str]:
    """A file's name for each person (id and name), after their own name; with their id where that cannot be one, or two have the same."""
    taken = [name.casefold() for _, name in people]
    alone = {name for _, name in people if machine.safe_name(name + SUFFIX) and taken.count(name.casefold()) == 1}
    return {person: f"{name if name in alone else person}{SUFFIX}" for person, name in people}
