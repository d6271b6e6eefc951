"""`bivouac hub …`: make a hub, run it, invite people, and see how it stands."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from bivouac import machine
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Source
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import BundleError, InputError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument, opened
from bivouac.sync.cli.hub_reports import export, forward, person
from bivouac.sync.hub.catalogue import CatalogueReader
from bivouac.sync.hub.folder import HubFolder, Serving
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.storage import Role
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.invite import show_code, write_invitation
from bivouac.sync.protocol.line import HUB_PORT
from bivouac.sync.protocol.messages import Invitation

_CLASS_USES = 100


@click.group(help=tr("Run the campus: courses for laptops, and what learners did from them."))
def hub() -> None:
    pass


@hub.command(help=tr("Make a hub in a new folder."))
@click.argument("folder", type=PathArgument)
@click.option("--name", required=True, help=tr("The campus's name, as learners see it."))
def init(folder: Path, name: str) -> None:
    made = HubFolder.create(folder, name)
    click.echo(tr("The hub of “{name}” is in {path}.", name=made.settings.name, path=str(folder)))


@hub.command(help=tr("Run a hub until Ctrl-C."))
@click.argument("folder", type=PathArgument)
@click.option(
    "--host", default="127.0.0.1", help=tr("Address to listen on; 0.0.0.0 for every network of this machine.")
)
@click.option(
    "--port", default=HUB_PORT, type=click.IntRange(0, 65535), help=tr("Port to listen on; 0 for any that is free.")
)
@click.option(
    "--ready-file", type=PathArgument, help=tr("Write where the hub listens to this file (JSON), once it does.")
)
def serve(folder: Path, host: str, port: int, ready_file: Path | None) -> None:
    from bivouac.sync.hub.serve import serve as run  # the web server, for this command only

    def say(serving: Serving) -> None:
        for url in serving.urls:
            click.echo(url)

    run(HubFolder(folder), host, port, say, ready_file)


@hub.command(help=tr("Make a code with which people join, and print it."))
@click.argument("folder", type=PathArgument)
@click.option("--role", type=click.Choice(["learner", "staff"]), default="learner", help=tr("What they will be."))
@click.option("--learner", help=tr("Only for this person (name or id): their next laptop."))
@click.option("--uses", type=click.IntRange(1, 10_000), help=tr("How many may join with it (100; with --learner, 1)."))
@click.option("--days", type=click.IntRange(1, 365), default=30, help=tr("How many days it is good for (30)."))
@click.option("--url", "urls", multiple=True, help=tr("Address of the hub, where it is not the one it listens on."))
@click.option("--file", "file", type=PathArgument, help=tr("Write an invite file (.bivouac-invite) to hand out."))
def invite(
    folder: Path, role: Role, learner: str | None, uses: int | None, days: int, urls: tuple[str, ...], file: Path | None
) -> None:
    here = HubFolder(folder)
    storage = here.storage()
    try:
        account = person(storage, learner) if learner else None
        role = ("staff" if account.role == "staff" else "learner") if account else role
        offer = Offer(role, account.id if account else None, uses or (1 if account else _CLASS_USES), days)
        code, expires = make_invite(storage, offer, wall_milliseconds())
    finally:
        storage.close()
    serving = here.serving()
    urls = urls or (serving.urls if serving else ())
    if file:
        _write_invitation(here, file, code, urls)
    click.echo(show_code(code))
    click.echo(tr("Good until {time}.", time=_local(expires)), err=True)
    for url in urls:
        click.echo(tr("Address: {url}", url=url), err=True)


@hub.command(help=tr("Put courses into a hub, from .bivouac files or folders of courses."))
@click.argument("folder", type=PathArgument)
@click.argument("bundles", type=PathArgument, nargs=-1, required=True)
def add(folder: Path, bundles: tuple[Path, ...]) -> None:
    layout = HubFolder(folder).layout()
    for bundle in bundles:
        with opened(bundle) as source:
            try:
                _check_known(source, layout)
                courses = copy_courses(source, layout)
            except BundleError as error:
                raise BundleError(
                    "Nothing of “{name}” was put on the hub. {reason}", name=bundle.name, reason=error.sentence()
                ) from error
        for course in courses:
            click.echo(tr("“{title}” is on the hub.", title=course.title))


@hub.command(help=tr("Show how a hub stands."))
@click.argument("folder", type=PathArgument)
def status(folder: Path) -> None:
    here = HubFolder(folder)
    storage = here.storage()
    try:
        people, devices = storage.learners(), storage.devices()
    finally:
        storage.close()
    courses = CatalogueReader(here.layout()).read().courses
    serving = here.serving()
    click.echo(here.settings.name)
    if serving:
        click.echo(tr("Last served at: {urls}", urls=", ".join(serving.urls)))
    click.echo(tr("Courses: {count}", count=len(courses)))
    click.echo(tr("Learners: {count}", count=sum(one.account.role == "learner" for one in people)))
    click.echo(tr("Staff: {count}", count=sum(one.account.role == "staff" for one in people)))
    click.echo(tr("Computers: {count}", count=devices))
    click.echo(tr("Acts received: {count}", count=sum(one.records for one in people)))
    click.echo(tr("Last received: {time}", time=_local(max((one.seen for one in people), default=0))))
    used = sum(path.stat().st_size for path in here.folder.rglob("*") if path.is_file())
    free = machine.free_space(here.folder)
    click.echo(tr("On the disk: {used} MB used, {free} MB free", used=used // 1_000_000, free=free // 1_000_000))


@hub.command(help=tr("List the people of a hub and what has been received from them."))
@click.argument("folder", type=PathArgument)
def learners(folder: Path) -> None:
    storage = HubFolder(folder).storage()
    try:
        people = storage.learners()
    finally:
        storage.close()
    rows = [(tr("Name"), tr("Role"), tr("Computers"), tr("Acts"), tr("Last received"), tr("Id"))]
    roles = {"learner": tr("learner"), "staff": tr("staff")}
    for one in people:
        account = one.account
        role = roles.get(account.role, account.role)
        rows.append((account.name, role, str(one.devices), str(one.records), _local(one.seen), account.id))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@hub.command(help=tr("Print the description of the hub's routes (OpenAPI)."))
@click.argument("folder", type=PathArgument)
def openapi(folder: Path) -> None:
    from bivouac.sync.hub.openapi import document

    click.echo(document(HubFolder(folder).settings.name).decode())


hub.add_command(export)
hub.add_command(forward)


def _check_known(source: Source, layout: Layout) -> None:
    """Read the courses that the hub has in this very version: copying would leave their bytes in `source` unread.

    Raises:
        BundleError: one is damaged.
    """
    known = {descriptor.digest for descriptor in layout.references().values()}
    for descriptor in source.references().values():
        if descriptor.digest in known:
            verify_course(source, descriptor)


def _write_invitation(here: HubFolder, file: Path, code: str, urls: tuple[str, ...]) -> None:
    if not urls:
        raise InputError("An invite file needs the hub's address. Start the hub once, or give it with --url.")
    secured = any(url.startswith("https:") for url in urls)
    write_invitation(file, Invitation(here.settings.name, urls, show_code(code), here.certificate() if secured else ""))


def _local(milliseconds: int) -> str:
    """A time as the people at this machine say it; a dash for never."""
    if not milliseconds:
        return "–"
    moment = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.UTC).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M")
