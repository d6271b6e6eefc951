"""`bivouac hub invites`: an invite file for each person of a class, to put on sticks."""

from __future__ import annotations

from pathlib import Path

import click

from bivouac import machine
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_invitation import addresses, require_addresses, warn_if_only_here, write_file
from bivouac.sync.cli.hub_people import cohort_of, storage_of
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.invite import SUFFIX


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
@click.option(
    "--replace",
    is_flag=True,
    help=tr("Also for who has a code that is still good: it is worthless then, and the file's is good in its place."),
)
def invites(folder: Path, name: str, output: Path, days: int, urls: tuple[str, ...], replace: bool) -> None:
    here = HubFolder(folder)
    urls = addresses(here, urls)
    require_addresses(urls)
    warn_if_only_here(urls)
    written = 0
    output.mkdir(parents=True, exist_ok=True)
    with storage_of(folder) as storage:
        cohort = cohort_of(storage, name)
        members = storage.members(cohort.id)
        names = _file_names([(one.person, one.name) for one in members])
        # A new code would make the one on the sticks that are out already worthless, and so the one on a list.
        missing = [one for one in members if not _is_written(output, one.person, names[one.person])]
        invited = storage.invited(wall_milliseconds(), [one.person for one in missing])
        holding = [one.name for one in missing if one.person in invited]
        if holding:
            _say_holding(holding, replace)
        for member in missing:
            if member.person in invited and not replace:
                continue
            code, _ = make_invite(storage, Offer("learner", member.person, 1, days), wall_milliseconds())
            write_file(here, output / names[member.person], code, urls, cohort.name[:120])
            written += 1
    click.echo(
        tr(
            "{n} invitation is in {path}, {new} of them new.|{n} invitations are in {path}, {new} of them new.",
            n=len(members) - len(missing) + written,
            path=str(output),
            new=written,
        )
    )


def _is_written(output: Path, person: str, name: str) -> bool:
    """Whether there is a file for somebody; an older Bivouac named those of two people of one name after their ids."""
    return (output / name).exists() or (output / f"{person}{SUFFIX}").exists()


def _say_holding(names: list[str], replace: bool) -> None:
    """Name who has a code already: of two invitations for one person only the later is good, so that a lost one can be made worthless."""
    people = ", ".join(names)
    if replace:
        said = tr("The codes that these people had until now are worthless: {names}", names=people)
    else:
        said = tr(
            "No file for who has a code that is still good (on a list, or made one by one): {names}. A person has one invitation at a time; a file would make that code worthless. To write them all the same: --replace",
            names=people,
        )
    click.echo(said, err=True)


def _file_names(people: list[tuple[str, str]]) -> dict[str, str]:
    """A file's name for each person (id and name), after their own name; with their id where two have the same, and alone where it can be none."""
    taken = [name.casefold() for _, name in people]

    def called(person: str, name: str) -> str:
        wanted = name if taken.count(name.casefold()) == 1 else f"{name} ({person})"
        return wanted if machine.safe_name(wanted + SUFFIX) else person

    return {person: called(person, name) + SUFFIX for person, name in people}
