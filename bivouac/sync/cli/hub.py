"""`bivouac hub …`: make a hub, run it, invite people, and see how it stands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bivouac import machine
from bivouac.errors import InputError, LineError, RefusedError, StoreError, TrustError
from bivouac.language import tr, written_size
from bivouac.sync.cli.course import PathArgument, opened
from bivouac.sync.cli.hub_add import add_courses
from bivouac.sync.cli.hub_answers import answers
from bivouac.sync.cli.hub_backup import backup, renew_certificate, restore
from bivouac.sync.cli.hub_check import check
from bivouac.sync.cli.hub_courses import courses, follow, mirrors, remove
from bivouac.sync.cli.hub_fill import fill, fill_from, require_library
from bivouac.sync.cli.hub_invitation import addresses, only_here, warn_if_only_here, write_file, write_qr
from bivouac.sync.cli.hub_invites import invites
from bivouac.sync.cli.hub_people import COMMANDS, cohort_of, person_of, storage_of
from bivouac.sync.cli.hub_progress import progress
from bivouac.sync.cli.hub_reports import export, forward
from bivouac.sync.cli.hub_signed import say_catalogue
from bivouac.sync.cli.table import local_time, print_table
from bivouac.sync.cli.words import OneOf
from bivouac.sync.hub import unproved
from bivouac.sync.hub.at_work import at_work
from bivouac.sync.hub.catalogue import CatalogueReader
from bivouac.sync.hub.class_list import ROLES
from bivouac.sync.hub.directory import role_name
from bivouac.sync.hub.folder import HubFolder, Serving
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.left_out import sentences
from bivouac.sync.hub.storage import Learner, Role
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.invite import SUFFIX, read_invitation, show_code
from bivouac.sync.protocol.line import HUB_PORT, clean_url, is_loopback
from bivouac.sync.protocol.messages import Invitation

if TYPE_CHECKING:
    from bivouac.sync.relay.upstream import Upstream

_CLASS_USES = 100

_PAGE = 500
"""People who are asked for at once."""


@click.group(help=tr("Run the campus: courses for laptops, and what learners did from them."))
def hub() -> None:
    pass


@hub.command(help=tr("Make a hub in a new folder."))
@click.argument("folder", type=PathArgument)
@click.option("--name", required=True, help=tr("The campus's name, as learners see it."))
@click.option(
    "--database",
    default="",
    help=tr("A PostgreSQL database to keep people and journals in (postgresql://…), in place of a file."),
)
@click.option(
    "--from-library",
    is_flag=True,
    help=tr("With the courses of this laptop's library, and the signed catalogue that it knows."),
)
def init(folder: Path, name: str, database: str, from_library: bool) -> None:
    if from_library:
        require_library()
    made = HubFolder.create(folder, name, database)
    click.echo(tr("The hub of “{name}” is in {path}.", name=made.settings.name, path=str(folder)))
    if from_library:
        fill_from(made, None, adopt=None)


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
@click.option(
    "--upstream", help=tr("The school's hub, or that of the campus above: an invite file, or its address. Wanted once.")
)
@click.option("--code", help=tr("The code for this hub, where --upstream is an address."))
@click.option(
    "--no-announce", is_flag=True, help=tr("Do not let laptops on these networks find the hub by themselves.")
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    help=tr("How many processes serve: one for each core of a school's server (1)."),
)
def serve(
    folder: Path,
    host: str,
    port: int,
    ready_file: Path | None,
    upstream: str | None,
    code: str | None,
    no_announce: bool,
    workers: int,
) -> None:
    from bivouac.sync.hub.serve import serve as run  # the web server, for this command only
    from bivouac.sync.relay.loop import UpstreamLoop, begin_loops
    from bivouac.sync.relay.school import pass_on_kept

    here = HubFolder(folder)
    with at_work(folder):  # or what a repair holds would be taken for a hub that runs
        above = _join_upstream(here, upstream, code)
    try:
        pass_on_kept(here)
    except (TrustError, StoreError) as error:
        click.echo(error.sentence(), err=True)  # what learners bring is taken in all the same
    loops: list[UpstreamLoop] = []

    def say(serving: Serving) -> None:
        for url in serving.urls:
            click.echo(url)
        if only_here(serving.urls):
            click.echo(_alone(host), err=True)
        if above:
            click.echo(tr("What arrives here goes on to “{name}”.", name=above.name))
            loops.extend(begin_loops(here))

    try:
        run(here, host, port, say, ready_file, announce=not no_announce, workers=workers)
    finally:
        for loop in loops:
            loop.stop()


@hub.command(name="sync", help=tr("Exchange with the hub above once, now."))
@click.argument("folder", type=PathArgument)
@click.option("--upstream", help=tr("The hub above: an invite file, or its address. Wanted once."))
@click.option("--code", help=tr("The code for this hub, where --upstream is an address."))
def sync(folder: Path, upstream: str | None, code: str | None) -> None:
    from bivouac.sync.relay.upstream import exchange_upstream

    here = HubFolder(folder)
    _join_upstream(here, upstream, code)
    with storage_of(folder) as storage:
        outcome = exchange_upstream(here, storage)
        aside = unproved.sentences(storage)
    click.echo(tr("Acts that the hub above received: {count}", count=outcome.sent))
    click.echo(tr("Acts that came from it: {count}", count=outcome.fetched))
    for said in aside:
        click.echo(said, err=True)


@hub.command(help=tr("Make a code with which people join, and print it."))
@click.argument("folder", type=PathArgument)
@click.option(
    "--role",
    type=OneOf(["learner", "teacher", "staff", "administrator", "hub"], also=ROLES),
    default="learner",
    help=tr("What they will be; hub: the code is for another hub, which will send what it receives on to this one."),
)
@click.option("--class", "cohort", help=tr("The class in which they will be."))
@click.option("--learner", help=tr("Only for this person (name or id): their next laptop."))
@click.option("--uses", type=click.IntRange(1, 10_000), help=tr("How many may join with it (100; with --learner, 1)."))
@click.option("--days", type=click.IntRange(1, 365), default=30, help=tr("How many days it is good for (30)."))
@click.option(
    "--url",
    "urls",
    multiple=True,
    help=tr(
        "Address of the hub, where it is not the one it listens on. With https:// it stays as it is written; 192.168.1.20 alone gets the port on which the hub last served (8484)."
    ),
)
@click.option("--file", "file", type=PathArgument, help=tr("Write an invite file (.bivouac-invite) to hand out."))
@click.option(
    "--qr", type=PathArgument, help=tr("Write address and code as a QR code (.svg or .png) to print or show.")
)
def invite(
    folder: Path,
    role: Role,
    cohort: str | None,
    learner: str | None,
    uses: int | None,
    days: int,
    urls: tuple[str, ...],
    file: Path | None,
    qr: Path | None,
) -> None:
    here = HubFolder(folder)
    urls = addresses(here, urls)
    with storage_of(folder) as storage:
        account = person_of(storage, learner) if learner else None
        replaces = account is not None and account.id in storage.invited(wall_milliseconds(), [account.id])
        if account:
            role = "hub" if account.role == "hub" else "learner"  # the account has its role already
        one = account is not None or role == "hub"
        wanted = cohort_of(storage, cohort).id if cohort else None
        offer = Offer(role, account.id if account else None, uses or (1 if one else _CLASS_USES), days, wanted)
        code, expires = make_invite(storage, offer, wall_milliseconds())
    if file:
        write_file(here, file, code, urls)
    if qr:
        write_qr(qr, code, urls)
    click.echo(show_code(code))
    if account and replaces:
        click.echo(tr("The invitation that {name} had is worthless now.", name=account.name), err=True)
    click.echo(tr("Good until {time}.", time=local_time(expires)), err=True)
    click.echo(tr("{n} person can join with it.|{n} people can join with it.", n=offer.uses), err=True)
    for url in urls:
        click.echo(tr("Address: {url}", url=url), err=True)
    warn_if_only_here(urls)


@hub.command(help=tr("Put courses into a hub, from .bivouac files or folders of courses."))
@click.argument("folder", type=PathArgument)
@click.argument("bundles", type=PathArgument, nargs=-1, required=True)
def add(folder: Path, bundles: tuple[Path, ...]) -> None:
    here, whole = HubFolder(folder), True
    for bundle in bundles:
        with opened(bundle) as source:
            whole = add_courses(source, here, bundle.name) and whole
    say_catalogue(here.layout(), soon=True)
    if not whole:
        raise click.exceptions.Exit(1)


@hub.command(help=tr("Find out whether laptops can reach a hub, and what to do when they cannot."))
@click.argument("folder", type=PathArgument)
def doctor(folder: Path) -> None:
    from bivouac.sync.hub.doctor import look

    found = list(look(HubFolder(folder)))
    for one in found:
        mark = {True: "✓", False: "✗", None: "?"}[one.well]
        click.echo(f"{mark} {one.sentence}")
    if any(one.well is False for one in found):
        raise SystemExit(1)


@hub.command(help=tr("Show how a hub stands."))
@click.argument("folder", type=PathArgument)
def status(folder: Path) -> None:
    here = HubFolder(folder)
    with storage_of(folder) as storage:
        standing = storage.standing()
        aside = unproved.sentences(storage)
    offered = CatalogueReader(here.layout()).read().courses
    serving = here.serving()
    click.echo(here.settings.name)
    if serving:
        click.echo(tr("Last served at: {urls}", urls=", ".join(serving.urls)))
    click.echo(tr("Courses: {count}", count=len(offered)))
    for said in sentences(here.folder):
        click.echo(said)
    roles = Counter(standing.roles)
    click.echo(tr("Learners: {count}", count=roles["learner"]))
    click.echo(tr("Teachers: {count}", count=roles["teacher"]))
    click.echo(tr("Staff: {count}", count=roles["staff"] + roles["administrator"]))
    if roles["hub"]:
        click.echo(tr("Hubs below: {count}", count=roles["hub"]))
    click.echo(tr("Computers: {count}", count=standing.devices))
    click.echo(tr("Acts received: {count}", count=standing.records))
    click.echo(tr("Last received: {time}", time=local_time(standing.seen)))
    for said in aside:
        click.echo(said)
    used = written_size(sum(path.stat().st_size for path in here.folder.rglob("*") if path.is_file()))
    click.echo(
        tr("On the disk: {used} used, {free} free", used=used, free=written_size(machine.free_space(here.folder)))
    )
    say_catalogue(here.layout())


@hub.command(help=tr("List the people of a hub and what has been received from them."))
@click.argument("folder", type=PathArgument)
@click.option("--from", "begin", default="", help=tr("Begin with this name, or the person of this id."))
@click.option(
    "--limit", type=click.IntRange(1, 999), help=tr("So many people at most (999); left out, everybody there is.")
)
def learners(folder: Path, begin: str, limit: int | None) -> None:
    heads: tuple[str, ...] = (tr("Name"), tr("Role"), tr("Computers"), tr("Acts"), tr("Last received"), tr("Id"))
    rows, widths, left = [heads], [0] * len(heads), limit
    with storage_of(folder) as storage:
        while True:  # a page at a time: a school may have more people than there is memory
            wanted = min(left or _PAGE, _PAGE)
            people = storage.learners(begin, wanted + 1)
            following = people.pop() if len(people) > wanted else None
            rows += [_row_of(one) for one in people]
            widths = print_table(rows, widths)
            rows, left = [], left - len(people) if left else left
            if following is None or left == 0:
                break
            begin = following.account.id
    if following:
        click.echo(tr("More follow, from {name} on: --from {id}", name=following.account.name, id=following.account.id))


def _row_of(one: Learner) -> tuple[str, ...]:
    account, seen = one.account, local_time(one.seen)
    return (account.name, role_name(account.role), str(one.devices), str(one.records), seen, account.id)


@hub.command(help=tr("Print the description of the hub's routes (OpenAPI)."))
@click.argument("folder", type=PathArgument)
def openapi(folder: Path) -> None:
    from bivouac.sync.hub.openapi import document

    click.echo(document(HubFolder(folder).settings.name).decode())


def _alone(host: str) -> str:
    """Why only this machine reaches a hub that listens on `host`."""
    if is_loopback(host):
        return tr("Only this machine reaches it. For laptops, serve with: --host 0.0.0.0")
    return tr(
        "This machine is on no network, so only it reaches the hub. Connect it to the campus's network, then start the hub again."
    )


def _join_upstream(here: HubFolder, upstream: str | None, code: str | None) -> Upstream | None:
    """The hub above, joined now if it is a new one."""
    from bivouac.sync.exchange.join import greet, greet_invitation
    from bivouac.sync.relay.upstream import join_upstream, read_upstream

    known = read_upstream(here)
    if not upstream:
        return known
    if Path(upstream).is_file():
        invitation = read_invitation(Path(upstream))
        if known and known.url in {clean_url(url) for url in invitation.urls}:
            return _joined_anew(here, invitation, known)
        return join_upstream(here, greet_invitation(invitation))
    if "://" not in upstream and (upstream.endswith(SUFFIX) or len(Path(upstream).parts) > 1):
        raise InputError(
            "There is no invite file “{path}”. The school makes it on its hub: bivouac hub invite FOLDER --role hub --file school.bivouac-invite",
            path=upstream,
        )
    if known and known.url == clean_url(upstream):
        return known
    if not code:
        raise InputError("To join the hub above give its code too: --code, or an invite file as --upstream.")
    return join_upstream(here, greet(upstream, code))


def _joined_anew(here: HubFolder, invitation: Invitation, known: Upstream) -> Upstream:
    """The hub above that this one joined before, with an invite file for it: taken up where that has forgotten this hub.

    Where it cannot be taken up, as when it was used before, this hub goes on as it was: a service names the same file at each start.
    """
    from bivouac.sync.exchange.join import greet_invitation
    from bivouac.sync.relay.upstream import join_upstream, wants_new_invitation

    try:
        if wants_new_invitation(here, invitation):
            return join_upstream(here, greet_invitation(invitation))
    except (RefusedError, LineError) as error:
        click.echo(error.sentence(), err=True)
    return known


for _command in (
    *COMMANDS,
    courses,
    fill,
    follow,
    mirrors,
    remove,
    invites,
    progress,
    answers,
    export,
    forward,
    backup,
    restore,
    renew_certificate,
    check,
):
    hub.add_command(_command)
