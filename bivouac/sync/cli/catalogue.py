"""`bivouac catalogue …`: sign the school's courses, withdraw them, change and prolong the keys."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bivouac.courses.bundle.layout import Layout
from bivouac.language import tr, written_day
from bivouac.sync.catalogue.keys import any_in, file_name
from bivouac.sync.catalogue.repository import ROLES, Lasting, Repository
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.table import print_table
from bivouac.sync.cli.words import OneOf
from bivouac.sync.hub import signed
from bivouac.sync.protocol.sticks import courses_at

if TYPE_CHECKING:
    from bivouac.sync.relay.newest import GoingOn

PASSPHRASE_VARIABLE = "BIVOUAC_CATALOGUE_PASSPHRASE"  # noqa: S105 (its name, not its value)


@click.group(help=tr("Sign the courses of a school, so that laptops take those and no others."))
def catalogue() -> None:
    pass


_Command = Callable[..., None]


def _signing(command: _Command) -> _Command:
    """What every command is told: where the courses are, where the keys, and what opens them."""
    options = (
        click.argument("folder", type=PathArgument),
        click.option("--keys", type=PathArgument, required=True, help=tr("The folder with the school's keys.")),
        click.option("--passphrase-file", type=PathArgument, help=tr("A file with the passphrase of the keys.")),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _going_on(command: _Command) -> _Command:
    """What a command that signs is told where laptops may have a newer catalogue than the one that is here; it gets one `how`."""

    @functools.wraps(command)
    def run(above: int, newer_on: tuple[Path, ...], as_restored: bool, **said: object) -> None:
        from bivouac.sync.relay.newest import GoingOn

        command(how=GoingOn(above, newer_on, as_restored), **said)

    options = (
        click.option(
            "--newer-on",
            type=PathArgument,
            multiple=True,
            help=tr(
                "After a backup or on an older disk: take the newer catalogue from here first (a stick, the folder of a hub, a library); repeatable."
            ),
        ),
        click.option(
            "--above",
            type=click.IntRange(0, 10**9),
            default=0,
            help=tr("Go on with numbers above this one, which laptops have already (bivouac catalogue show)."),
        ),
        click.option("--as-restored", is_flag=True, help=tr("Go on with the catalogue of the backup.")),
    )
    for option in reversed(options):
        run = option(run)
    return run


@catalogue.command(help=tr("Make keys and an empty catalogue in a hub, or in a folder of courses."))
@_signing
@click.option("--root-keys", type=click.IntRange(1, 20), default=3, help=tr("How many keys the root has (3)."))
@click.option("--threshold", type=click.IntRange(1, 20), default=2, help=tr("How many of them must sign (2)."))
@click.option(
    "--root-days", type=click.IntRange(30, 7300), default=Lasting.root, help=tr("Days for which a root is good (1460).")
)
@click.option(
    "--courses-days",
    type=click.IntRange(30, 3650),
    default=Lasting.targets,
    help=tr("Days for which the list of courses is good (730)."),
)
@click.option(
    "--timestamp-days",
    type=click.IntRange(7, 3650),
    default=Lasting.timestamp,
    help=tr("Days after which laptops want a newer catalogue (365)."),
)
@click.option(
    "--begin-anew",
    is_flag=True,
    help=tr("Also where laptops go by a catalogue of this hub already: they will take no course from it any more."),
)
def init(folder: Path, keys: Path, passphrase_file: Path | None, root_keys: int, threshold: int, root_days: int, courses_days: int, timestamp_days: int, begin_anew: bool) -> None:  # fmt: skip
    from bivouac.sync.relay.beginning_anew import put_aside, require_unsigned

    lasting = Lasting(root_days, courses_days, courses_days, timestamp_days)
    layout = _layout(folder)
    if not begin_anew and not any_in(keys):  # with keys there, that is what is said
        require_unsigned(folder, layout)
    passphrase = _passphrase(passphrase_file, confirm=True)
    with put_aside(folder, layout) as before:
        Repository.create(layout, keys, passphrase, root_keys, threshold, lasting)
    if before:
        click.echo(tr("The catalogue that was there is kept in {path}.", path=str(before)))
    signed.keep(folder, signed.Signed(ever=True))
    click.echo(tr("The catalogue is made. Its keys are in {path}: copy the root's to two safe places, then take them away from there.", path=str(keys)))  # fmt: skip


@catalogue.command(help=tr("Sign courses as they are now; without a name, all."))
@_signing
@_going_on
@click.argument("courses", nargs=-1)
def publish(folder: Path, keys: Path, passphrase_file: Path | None, courses: tuple[str, ...], how: GoingOn) -> None:
    with _opened(folder, keys, passphrase_file, how) as repository:
        new = repository.publish(courses or None)
    for entry in new:
        click.echo(tr("“{title}” is in the catalogue.", title=entry.title))
    if not new:
        click.echo(tr("The catalogue has all of it already."))


@catalogue.command(help=tr("Withdraw a course: laptops add it no more, and say why."))
@_signing
@_going_on
@click.argument("course")
@click.option("--reason", required=True, help=tr("Why, in a sentence that learners read."))
def revoke(folder: Path, keys: Path, passphrase_file: Path | None, course: str, reason: str, how: GoingOn) -> None:
    with _opened(folder, keys, passphrase_file, how) as repository:
        revoked = repository.revoke(course, reason)
    click.echo(tr("“{title}” is withdrawn.", title=revoked.title))


@catalogue.command("rotate-keys", help=tr("Replace a key that was lost, stolen, or is old."))
@_signing
@_going_on
@click.argument("role", type=OneOf(ROLES))
@click.option("--lost", default="", help=tr("The beginning of the key's id, where the role has several."))
def rotate_keys(folder: Path, keys: Path, passphrase_file: Path | None, role: str, lost: str, how: GoingOn) -> None:
    with _opened(folder, keys, passphrase_file, how) as repository:
        before = [*repository.root.signed.roles[role].keyids]
        new = repository.rotate(role, lost)
        old = next(key for key in before if key not in repository.root.signed.roles[role].keyids)
    click.echo(
        tr(
            "The new key is {key}. Destroy the old one and its copies: {file}",
            key=new[:12],
            file=file_name(role, old),
        )
    )


@catalogue.command(help=tr("Make the catalogue good from today on."))
@_signing
@_going_on
@click.option("--root", is_flag=True, help=tr("The root, too; this needs its keys."))
def renew(folder: Path, keys: Path, passphrase_file: Path | None, root: bool, how: GoingOn) -> None:
    with _opened(folder, keys, passphrase_file, how) as repository:
        repository.renew()
        if root:
            repository.renew_root()
    _show(repository)


@catalogue.command(help=tr("Show until when the catalogue is good, its keys and its courses."))
@click.argument("folder", type=PathArgument)
def show(folder: Path) -> None:
    repository = Repository(_layout(folder), Path(), "")
    _show(repository)
    click.echo(tr("Number {n}", n=repository.timestamp.signed.version))
    for entry in repository.entries():
        click.echo(f"{entry.id}  {entry.title}")
    for one in repository.revoked():
        click.echo(tr("Withdrawn: “{title}” ({date}). {reason}", title=one.title, date=one.date, reason=one.reason))


def _show(repository: Repository) -> None:
    rows = [(tr("Role"), tr("Good until"), tr("Keys"), tr("Signatures"))]
    until = (
        repository.root.signed.expires,
        repository.targets.signed.expires,
        repository.snapshot.signed.expires,
        repository.timestamp.signed.expires,
    )
    for role, moment in zip(ROLES, until, strict=True):
        held = repository.root.signed.roles[role]
        names = ", ".join(key[:12] for key in held.keyids)
        rows.append((role, written_day(moment.date()), names, str(held.threshold)))
    print_table(rows)


@contextlib.contextmanager
def _opened(folder: Path, keys: Path, passphrase_file: Path | None, how: GoingOn) -> Iterator[Repository]:
    """The catalogue, to be changed; it goes on above what laptops may have. What the hub notes of that is noted once all is signed."""
    from bivouac.sync.hub.folder import HubFolder
    from bivouac.sync.relay.newest import go_on
    from bivouac.sync.relay.school import sign_here

    layout, passphrase = _layout(folder), _passphrase(passphrase_file)
    repository = Repository(layout, keys, passphrase)
    able = repository.can_sign()
    if able and (folder / "hub.json").is_file():
        sign_here(HubFolder(folder))
        repository = Repository(layout, keys, passphrase)
    if able or how.is_said():  # keys that were replaced after the backup sign once the newer root is here
        above = go_on(folder, layout, repository, how)
        repository = Repository(layout, keys, passphrase)
        if above:
            repository.go_above(above)
    yield repository
    signed.keep(folder, signed.Signed(ever=True))


def _layout(folder: Path) -> Layout:
    """The courses in a hub's folder, on a stick, or in the folder itself."""
    in_hub = folder / "content"
    return Layout.open(in_hub if (in_hub / "oci-layout").is_file() else courses_at(folder))


def _passphrase(file: Path | None, confirm: bool = False) -> str:
    if file:
        return file.read_text("utf-8").rstrip("\r\n")
    if said := os.environ.get(PASSPHRASE_VARIABLE):
        return said
    return str(click.prompt(tr("Passphrase of the keys"), hide_input=True, confirmation_prompt=confirm, err=True))
