"""`bivouac hub invites`: an invite file for each person of a class, to put on sticks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from bivouac import machine
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_invitation import addresses, require_addresses, warn_if_only_here, write_file
from bivouac.sync.cli.hub_people import cohort_of, roles_of, storage_of
from bivouac.sync.cli.words import OneOf
from bivouac.sync.hub.class_list import ROLES
from bivouac.sync.hub.directory import role_name
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.storage import Member, Storage
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.invite import SUFFIX, clean_code, read_invitation, selector_of


@click.command(
    help=tr(
        "Write an invite file for each person of a class into a folder, to put on sticks. Who has one there already keeps its code."
    )
)
@click.argument("folder", type=PathArgument)
@click.argument("name")
@click.argument("output", type=PathArgument)
@click.option("--days", type=click.IntRange(1, 365), default=30, help=tr("How many days the codes are good for (30)."))
@click.option(
    "--url",
    "urls",
    multiple=True,
    help=tr(
        "Address of the hub, where it is not the one it listens on. With https:// it stays as it is written; 192.168.1.20 alone gets the port on which the hub last served (8484)."
    ),
)
@click.option(
    "--replace",
    is_flag=True,
    help=tr("Also for who has a code that is still good: it is worthless then, and the file's is good in its place."),
)
@click.option(
    "--role",
    "wanted",
    type=OneOf(["learner", "teacher", "staff", "administrator"], also=ROLES),
    multiple=True,
    default=["learner"],
    help=tr(
        "For whom of the class; left out: for learners alone. Repeatable. Who has the file of somebody else may do what they may."
    ),
)
def invites(
    folder: Path, name: str, output: Path, days: int, urls: tuple[str, ...], replace: bool, wanted: tuple[str, ...]
) -> None:
    here = HubFolder(folder)
    urls = addresses(here, urls)
    require_addresses(urls)
    warn_if_only_here(urls)
    output.mkdir(parents=True, exist_ok=True)
    with storage_of(folder) as storage:
        cohort = cohort_of(storage, name)
        everybody, now = storage.members(cohort.id), wall_milliseconds()
        roles = roles_of(storage, everybody)
        members = [one for one in everybody if roles[one.person] in wanted]
        found = _look(storage, output, {one.person for one in everybody}, now)
        _leave_out([one for one in everybody if roles[one.person] not in wanted], roles, found)
        names = _file_names([(one.person, one.name) for one in members], {path.name for path in found.of_others})
        for person, (_, code) in found.of_members.items():
            # First under a name that is nobody else's: the power may go while one file takes another's name.
            for file in dict.fromkeys((f"{person}{SUFFIX}", names[person])):
                write_file(here, output / file, code, urls, cohort.name[:120])
        for person, (paths, _) in found.of_members.items():
            for path in (*paths, output / f"{person}{SUFFIX}"):
                if path.name.casefold() not in {names[one].casefold() for one in found.of_members}:
                    path.unlink(missing_ok=True)
        # A new code would make the one on the sticks that are out already worthless, and so the one on a list.
        missing = [one for one in members if one.person not in found.of_members]
        invited = storage.invited(now, [one.person for one in missing])
        holding = [one.name for one in missing if one.person in invited]
        if holding:
            _say_holding(holding, replace)
        new = [one for one in missing if replace or one.person not in invited]
        for member in new:
            code, _ = make_invite(storage, Offer("learner", member.person, 1, days), now)
            write_file(here, output / names[member.person], code, urls, cohort.name[:120])
    written = {names[one.person] for one in new}
    if useless := sorted(path.name for path in found.useless if path.is_file() and path.name not in written):
        click.echo(
            tr(
                "This file is worthless, its code was replaced or has run out: {names}. Delete it, here and on sticks.|These files are worthless, their codes were replaced or have run out: {names}. Delete them, here and on sticks.",
                n=len(useless),
                names=", ".join(useless),
            ),
            err=True,
        )
    click.echo(
        tr(
            "{n} invitation is in {path}, {new} of them new.|{n} invitations are in {path}, {new} of them new.",
            n=len(found.of_members) + len(new),
            path=str(output),
            new=len(new),
        )
    )


def _leave_out(others: Sequence[Member], roles: dict[str, str], found: _Found) -> None:
    """Name for whom no file is written, and the files of theirs that are there from before: a lost stick must not make anybody staff."""
    if not others:
        return
    names = ", ".join(f"{one.name} ({role_name(roles[one.person])})" for one in others)
    click.echo(
        tr("No file was written for these people of the class (for them, too: --role): {names}", names=names), err=True
    )
    there = [path for one in others for path in found.of_members.pop(one.person, ([], ""))[0]]
    found.of_others.extend(there)
    if there:
        click.echo(
            tr(
                "This file of theirs is there and still good: {names}. Whoever has it may do what they may; delete it, here and on sticks, unless you want it.|These files of theirs are there and still good: {names}. Whoever has them may do what they may; delete them, here and on sticks, unless you want them.",
                n=len(there),
                names=", ".join(path.name for path in there),
            ),
            err=True,
        )


@dataclass(frozen=True)
class _Found:
    """The invite files in a folder by whose code is in them, whatever they are called: people are renamed, and others get the name.

    Attributes:
        of_members: files and their code for each person of the class who has one.
        of_others: files that are good for somebody else, or for a whole class.
        useless: files of this hub whose code it does not know any more.
    """

    of_members: dict[str, tuple[list[Path], str]]
    of_others: list[Path]
    useless: list[Path]


def _look(storage: Storage, output: Path, members: set[str], now: int) -> _Found:
    found = _Found({}, [], [])
    for path in sorted(output.glob(f"*{SUFFIX}")):
        try:
            code = clean_code(read_invitation(path).code)
        except (BivouacError, OSError):
            continue  # no invite file, whatever it is called
        invite = storage.invite(selector_of(code), now)
        if invite is None:
            found.useless.append(path)
        elif invite.learner in members:
            found.of_members.setdefault(invite.learner or "", ([], code))[0].append(path)
        else:
            found.of_others.append(path)
    return found


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


def _file_names(people: list[tuple[str, str]], of_others: set[str]) -> dict[str, str]:
    """A file's name for each person (id and name), after their own name; with their id where two have the same, here or among files that are others',
    and alone where it can be none."""
    taken = Counter(name.casefold() for _, name in people)
    taken.update(name.removesuffix(SUFFIX).casefold() for name in of_others)

    def called(person: str, name: str) -> str:
        wanted = name if taken[name.casefold()] == 1 else f"{name} ({person})"
        return wanted if machine.safe_name(wanted + SUFFIX) else person

    return {person: called(person, name) + SUFFIX for person, name in people}
