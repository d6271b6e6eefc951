"""`bivouac catalogue …`: sign the school's courses, withdraw them, change and prolong the keys."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from bivouac.courses.bundle.layout import Layout
from bivouac.language import tr, written_day
from bivouac.sync.catalogue.repository import ROLES, Lasting, Repository
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.table import print_table
from bivouac.sync.protocol.sticks import courses_at

PASSPHRASE_VARIABLE = "BIVOUAC_CATALOGUE_PASSPHRASE"  # noqa: S105 (its name, not its value)


@click.group(help=tr("Sign the courses of a school, so that laptops take those and no others."))
def catalogue() -> None:
    pass


def _signing(command: Callable[..., None]) -> Callable[..., None]:
    """What every command is told: where the courses are, where the keys, and what opens them."""
    options = (
        click.argument("folder", type=PathArgument),
        click.option("--keys", type=PathArgument, required=True, help=tr("The folder with the school's keys.")),
        click.option("--passphrase-file", type=PathArgument, help=tr("A file with the passphrase of the keys.")),
    )
    for option in reversed(options):
        command = option(command)
    return command


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
def init(folder: Path, keys: Path, passphrase_file: Path | None, root_keys: int, threshold: int, root_days: int, courses_days: int, timestamp_days: int) -> None:  # fmt: skip
    lasting = Lasting(root_days, courses_days, courses_days, timestamp_days)
    passphrase = _passphrase(passphrase_file, confirm=True)
    Repository.create(_layout(folder), keys, passphrase, root_keys, threshold, lasting)
    click.echo(tr("The catalogue is made. Its keys are in {path}: copy the root's to two safe places, then take them away from there.", path=str(keys)))  # fmt: skip


@catalogue.command(help=tr("Sign courses as they are now; without a name, all."))
@_signing
@click.argument("courses", nargs=-1)
def publish(folder: Path, keys: Path, passphrase_file: Path | None, courses: tuple[str, ...]) -> None:
    new = _opened(folder, keys, passphrase_file).publish(courses or None)
    for entry in new:
        click.echo(tr("“{title}” is in the catalogue.", title=entry.title))
    if not new:
        click.echo(tr("The catalogue has all of it already."))


@catalogue.command(help=tr("Withdraw a course: laptops add it no more, and say why."))
@_signing
@click.argument("course")
@click.option("--reason", required=True, help=tr("Why, in a sentence that learners read."))
def revoke(folder: Path, keys: Path, passphrase_file: Path | None, course: str, reason: str) -> None:
    revoked = _opened(folder, keys, passphrase_file).revoke(course, reason)
    click.echo(tr("“{title}” is withdrawn.", title=revoked.title))


@catalogue.command("rotate-keys", help=tr("Replace a key that was lost, stolen, or is old."))
@_signing
@click.argument("role", type=click.Choice(ROLES))
@click.option("--lost", default="", help=tr("The beginning of the key's id, where the role has several."))
def rotate_keys(folder: Path, keys: Path, passphrase_file: Path | None, role: str, lost: str) -> None:
    new = _opened(folder, keys, passphrase_file).rotate(role, lost)
    click.echo(tr("The new key is {key}. Destroy the old one.", key=new[:12]))


@catalogue.command(help=tr("Make the catalogue good from today on."))
@_signing
@click.option("--root", is_flag=True, help=tr("The root, too; this needs its keys."))
def renew(folder: Path, keys: Path, passphrase_file: Path | None, root: bool) -> None:
    repository = _opened(folder, keys, passphrase_file)
    repository.renew()
    if root:
        repository.renew_root()
    _show(repository)


@catalogue.command(help=tr("Show until when the catalogue is good, its keys and its courses."))
@click.argument("folder", type=PathArgument)
def show(folder: Path) -> None:
    repository = Repository(_layout(folder), Path(), "")
    _show(repository)
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


def _opened(folder: Path, keys: Path, passphrase_file: Path | None) -> Repository:
    from bivouac.sync.hub.folder import HubFolder
    from bivouac.sync.relay.school import sign_here

    layout, passphrase = _layout(folder), _passphrase(passphrase_file)
    repository = Repository(layout, keys, passphrase)
    if not (folder / "hub.json").is_file() or not repository.can_sign():
        return repository
    sign_here(HubFolder(folder))
    return Repository(layout, keys, passphrase)


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
