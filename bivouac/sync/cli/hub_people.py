"""`bivouac hub …`, about people: what they may do, their classes and lists of them, their computers."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bivouac import machine
from bivouac.errors import InputError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.hub_codes import codes_before, say_codes, write_codes
from bivouac.sync.cli.quoting import quoted
from bivouac.sync.cli.table import local_time, print_table
from bivouac.sync.cli.words import OneOf
from bivouac.sync.hub.at_work import at_work
from bivouac.sync.hub.class_list import ROLES, plan, read_list
from bivouac.sync.hub.directory import name_key, role_name
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.guests import guests_of
from bivouac.sync.hub.namesakes import alike, everybody, only_one
from bivouac.sync.hub.namesakes import rename as give_name
from bivouac.sync.hub.storage import Account, Cohort, Member, Password, Role, Storage
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.passwords import hash_password, new_password

_ROLES = ("learner", "teacher", "staff", "administrator")
_LIST_BYTES, _PERSON_BYTES = 6_000_000, 8_000
"""Room that a list wants before anybody of it is brought in: SQLite's log, and what a person, their class and their code are written with. Who was
brought in before the disk was full would get no code the next time, as somebody who was here already."""


@contextlib.contextmanager
def storage_of(folder: Path) -> Iterator[Storage]:
    """The memory of the hub in a folder. Raises InputError while it is being mended."""
    here = HubFolder(folder)
    with at_work(folder), contextlib.closing(here.storage()) as storage:
        yield storage


def person_of(storage: Storage, text: str) -> Account:
    """Somebody by name or id. Raises InputError when there is nobody, or several of the name."""
    found = only_one(storage, text, storage.find_accounts([text]).get(text, []))
    if found is None:
        if near := alike(storage, text):
            raise InputError(
                "Nobody here is called “{name}”, and nothing was done. Did you mean: {names}? Write the name as it is there.",
                name=text,
                names=", ".join(near),
            )
        if storage.above():
            raise InputError(
                "Nobody of this campus is called “{name}” (bivouac hub learners shows who is there). For somebody of another campus the school makes the code, and puts them in the class: bivouac hub invite SCHOOL --learner NAME, bivouac hub class SCHOOL CLASS --add NAME, on the school's hub.",
                name=text,
            )
        raise InputError("Nobody here is called “{name}”. See who is there with: bivouac hub learners", name=text)
    return found


def cohort_of(storage: Storage, text: str) -> Cohort:
    """A class by name or id. Raises InputError when there is none, or two of the name."""
    found = [cohort for cohort in storage.cohorts() if text in (cohort.id, cohort.name)]
    if not found:
        raise InputError("No class here is called “{name}”. See them with: bivouac hub classes", name=text)
    if len(found) > 1:
        raise InputError(
            "Several classes here are called “{name}”, and nothing was done. Name the one you mean by its id: {classes}",
            name=text,
            classes=_told_apart(storage, found),
        )
    return found[0]


def roles_of(storage: Storage, members: Sequence[Member]) -> dict[str, str]:
    """What each of a class is, by their id: what they are on the campus, where that is more than to learn, else what they are in the class."""
    accounts = storage.find_accounts([one.person for one in members])

    def role_of(one: Member) -> str:
        account = next(iter(accounts.get(one.person, [])), None)
        return account.role if account and account.role != "learner" else one.role

    return {one.person: role_of(one) for one in members}


def learners_in(storage: Storage, name: str | None) -> tuple[list[Member], list[Member]]:
    """Those who learn in a class, and those of another campus who do; without a name, everybody who learns at this hub."""
    if not name:
        return [Member(one.id, one.name, one.role) for one in everybody(storage) if one.role == "learner"], []
    cohort = cohort_of(storage, name).id
    members = storage.members(cohort)
    roles = roles_of(storage, members)
    guests = [one for one in guests_of(storage, cohort, members) if one.role == "learner"]
    return [one for one in members if roles[one.person] == "learner"], guests


def _told_apart(storage: Storage, alike: Sequence[Cohort]) -> str:
    """Ids of classes of one name, with how many people are in each and whose it is, where it is not this hub's."""
    sizes = storage.sizes()

    def one_of(cohort: Cohort) -> str:
        campus = storage.find_account(cohort.campus) if cohort.campus != storage.author.hub else None
        count = tr("{n} person|{n} people", n=sizes.get(cohort.id, 0))
        return f"{cohort.id} ({', '.join([count, *([campus.name] if campus else [])])})"

    return "; ".join(one_of(cohort) for cohort in alike)


@click.command(help=tr("Change what somebody may do."))
@click.argument("folder", type=PathArgument)
@click.argument("person")
@click.argument("role", type=OneOf(_ROLES, also=ROLES))
def role(folder: Path, person: str, role: Role) -> None:
    with storage_of(folder) as storage:
        account = person_of(storage, person)
        storage.change_account(dataclasses.replace(account, role=role))
    click.echo(tr("{name} is {role} now.", name=account.name, role=role_name(role)))


@click.command(
    help=tr(
        "Give somebody a new password to hand over: it opens their account, and they choose another one when they sign in."
    )
)
@click.argument("folder", type=PathArgument)
@click.argument("person")
@click.option("--remove", is_flag=True, help=tr("Take the password away: they sign in with a personal code again."))
def password(folder: Path, person: str, remove: bool) -> None:
    with storage_of(folder) as storage:
        account = person_of(storage, person)
        if account.role == "hub":
            raise InputError("A hub has no password.")
        made = "" if remove else new_password()
        kept = Password(hash_password(made), temporary=True) if made else Password()
        storage.keep_password(account.id, kept)
    if remove:
        click.echo(tr("{name} has no password any more.", name=account.name))
        return
    click.echo(tr("{name} signs in with this password, and then chooses another one:", name=account.name))
    click.echo(made)


@click.command(name="rename", help=tr("Change somebody's name."))
@click.argument("folder", type=PathArgument)
@click.argument("person")
@click.argument("name")
def rename(folder: Path, person: str, name: str) -> None:
    with storage_of(folder) as storage:
        account = person_of(storage, person)
        named = give_name(storage, account, name)
    click.echo(tr("{old} is called {name} now.", old=account.name, name=named.name))


@click.command(help=tr("List the computers that joined a hub."))
@click.argument("folder", type=PathArgument)
def computers(folder: Path) -> None:
    with storage_of(folder) as storage:
        found = storage.computers()
    rows = [(tr("Id"), tr("People"), tr("Joined"), "")]
    for one in found:
        rows.append((one.id, ", ".join(one.people), local_time(one.first_seen), tr("shut out") if one.out else ""))
    print_table(rows)


@click.command(
    name="shut-out",
    help=tr("Shut a lost or stolen computer out: it neither sends nor receives any more; what it sent stays."),
)
@click.argument("folder", type=PathArgument)
@click.argument("computer")
def shut_out(folder: Path, computer: str) -> None:
    with storage_of(folder) as storage:
        _require_computer(storage, computer)
        storage.shut_out(computer, True)
        people = next((one.people for one in storage.computers() if one.id == computer), ())
    click.echo(
        tr(
            "The computer {id} is shut out, for everybody who used it: {people}. What they sent stays; what they had not sent waits on it.",
            id=computer,
            people=", ".join(people),
        )
    )


def _require_computer(storage: Storage, text: str) -> None:
    """Raise InputError where a person was named in place of a computer: their computers are listed, since nobody shuts out the wrong one."""
    theirs = [one for one in storage.computers() if name_key(text) in map(name_key, one.people)]
    if theirs and all(one.id != text for one in theirs):
        raise InputError(
            "“{name}” is a person, who may have several computers, and nothing was done. Name the one by its id: {computers}",
            name=text,
            computers="; ".join(
                tr("{id} (joined {time})", id=one.id, time=local_time(one.first_seen)) for one in theirs
            ),
        )


@click.command(name="let-back", help=tr("Let a computer that was shut out in again."))
@click.argument("folder", type=PathArgument)
@click.argument("computer")
def let_back(folder: Path, computer: str) -> None:
    with storage_of(folder) as storage:
        storage.shut_out(computer, False)
    click.echo(tr("The computer {id} may send and receive again.", id=computer))


@click.command(help=tr("List the classes of a hub, or who is in one."))
@click.argument("folder", type=PathArgument)
@click.argument("name", required=False)
def classes(folder: Path, name: str | None) -> None:
    with storage_of(folder) as storage:
        rows: list[tuple[str, ...]]
        if name:
            cohort = cohort_of(storage, name).id
            members = storage.members(cohort)
            rows = [(tr("Name"), tr("Role"), tr("Id"))]
            roles = roles_of(storage, members)
            rows += [(one.name, role_name(roles[one.person]), one.person) for one in members]
            guests = guests_of(storage, cohort, members)
            rows += [
                (one.name, tr("{role}, of another campus", role=role_name(one.role)), one.person) for one in guests
            ]
        else:
            rows = _classes(storage)
    print_table(rows)


def _classes(storage: Storage) -> list[tuple[str, ...]]:
    """A table of the classes, with the campus of each where not all are this hub's own."""
    sizes, cohorts = storage.sizes(), storage.cohorts()
    accounts = storage.find_accounts([one.campus for one in cohorts])
    campuses = [next((account.name for account in accounts.get(one.campus, [])), "") for one in cohorts]
    shown = any(campuses)
    heads = (tr("Class"), tr("People"), *([tr("Campus")] if shown else []), tr("Id"))
    return [heads] + [
        (one.name, str(sizes.get(one.id, 0)), *([campus or "–"] if shown else []), one.id)
        for one, campus in zip(cohorts, campuses, strict=True)
    ]


@click.command(name="class", help=tr("Make a class, and put people in it or take them out."))
@click.argument("folder", type=PathArgument)
@click.argument("name")
@click.option("--add", multiple=True, help=tr("Somebody who learns in it (name or id); repeatable."))
@click.option("--teacher", multiple=True, help=tr("Somebody who teaches it; repeatable."))
@click.option("--remove", multiple=True, help=tr("Somebody who is in it no longer; what they did stays. Repeatable."))
def class_(folder: Path, name: str, add: tuple[str, ...], teacher: tuple[str, ...], remove: tuple[str, ...]) -> None:
    with storage_of(folder) as storage, storage.noting():  # or two who make a class at once make two of one name
        wanted = [
            (person_of(storage, person), as_role)
            for people, as_role in ((add, "learner"), (teacher, "teacher"), (remove, ""))
            for person in people
        ]
        known = any(name in (one.id, one.name) for one in storage.cohorts())
        cohort = cohort_of(storage, name) if known else storage.add_cohort(name)
        for account, as_role in wanted:
            storage.keep_member(cohort.id, account.id, as_role)
        count = len(storage.members(cohort.id))
    click.echo(tr("{n} person is in “{name}”.|{n} people are in “{name}”.", n=count, name=cohort.name))


@click.command(
    name="import",
    help=tr(
        "Bring in a class list (CSV with a column “name”, or “last name” and “first name”; “role”, “language”, “class” and “id” if wanted). Nobody is ever removed by it."
    ),
)
@click.argument("folder", type=PathArgument)
@click.argument("file", type=PathArgument)
@click.option("--class", "cohort", help=tr("The class of those for whom the list names none."))
@click.option(
    "--codes",
    type=PathArgument,
    help=tr("Write a code to join with for each new person to this file (CSV); what it has already stays."),
)
@click.option("--days", type=click.IntRange(1, 365), default=30, help=tr("How many days the codes are good for (30)."))
@click.option("--dry-run", is_flag=True, help=tr("Only say what would be done."))
def import_(folder: Path, file: Path, cohort: str | None, codes: Path | None, days: int, dry_run: bool) -> None:
    listed = read_list(file.read_bytes())
    kept = codes_before(codes) if codes else b""
    with storage_of(folder) as storage:
        planned = plan(storage, listed.rows, cohort or "")
        for change in planned.changes:
            for sentence in change.sentences():
                click.echo(sentence)
        if listed.ignored:
            click.echo(tr("Columns that were not understood, and left out: {names}", names=", ".join(listed.ignored)))
        if listed.whole:
            click.echo(
                tr(
                    "The column “{name}” was taken as the whole name, because the list has none of first names. If it has family names alone, add a column “first name”.",
                    name=listed.whole,
                )
            )
        for one, other in planned.alike:
            click.echo(
                tr(
                    "“{name}” and “{other}” count as two people. If they are one, write the name in the list as it is here: it would have two accounts.",
                    name=one,
                    other=other,
                ),
                err=True,
            )
        for name in planned.not_listed:
            click.echo(tr("Not in the list, and left as they are: {name}", name=name))
        if planned.changes and not any(one.cohort for one in planned.changes):
            _say_classless(folder, file)
        if dry_run:
            click.echo(tr("Nothing was done: this was a trial."))
            return
        needed = _LIST_BYTES + len(planned.changes) * _PERSON_BYTES
        for place in (folder, *([codes.parent] if codes else [])):
            machine.require_space(place, needed)
        added = planned.carry_out(storage, wall_milliseconds())
        if codes and added:
            write_codes(storage, codes, kept, added, days)
    click.echo(tr("{n} person is new.|{n} people are new.", n=len(added)))
    if codes:
        say_codes(codes, len(added), len(listed.rows) - len(added))


def _say_classless(folder: Path, file: Path) -> None:
    """Who is in no class is on no sheet of progress and in no announcement, and a list does not look like it."""
    click.echo(
        tr(
            "The list names no class, so it puts nobody in one. To put them in a class: bivouac hub import {folder} {file} --class NAME",
            folder=quoted(folder),
            file=quoted(file),
        ),
        err=True,
    )


COMMANDS: tuple[click.Command, ...] = (
    role,
    password,
    rename,
    computers,
    shut_out,
    let_back,
    classes,
    class_,
    import_,
)
