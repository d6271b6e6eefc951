"""`bivouac hub courses|follow|mirrors|remove`: which courses a hub has, where they come from, and which it lets go."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from bivouac.courses.bundle import oci
from bivouac.errors import BivouacError, InputError
from bivouac.language import tr, written_size
from bivouac.sync.cli.course import PathArgument
from bivouac.sync.cli.table import print_table
from bivouac.sync.hub.arriving import ArrivingCourses
from bivouac.sync.hub.catalogue import CatalogueReader
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.left_out import forget
from bivouac.sync.protocol.messages import CatalogueEntry


@click.command(help=tr("List the courses of a hub."))
@click.argument("folder", type=PathArgument)
@click.option("--above", is_flag=True, help=tr("Also those that the hub above has and this one does not."))
def courses(folder: Path, above: bool) -> None:
    from bivouac.sync.relay.courses import offered_above, read_followed

    here = HubFolder(folder)
    followed, reader = read_followed(here), CatalogueReader(here.layout())
    arriving = {one.annotations[oci.REFERENCE] for one in reader.arriving.manifests()}
    rows = [(tr("Title"), tr("Version"), tr("Size"), tr("State"), tr("Id"))]
    entries = reader.read().courses
    states = {entry.id: tr("on its way") if entry.id in arriving else tr("here") for entry in entries}
    if above:
        more = [entry for entry in offered_above(here) if entry.id not in states]
        states |= {entry.id: tr("at the hub above") for entry in more}
        entries = [*entries, *more]
    for entry in entries:
        state = f"{states[entry.id]}, {tr('followed')}" if followed.has(entry.id) else states[entry.id]
        size = written_size(max(entry.sizes.values(), default=0))
        rows.append((entry.title, entry.version, size, state, entry.id))
    if not entries and (followed.everything or followed.courses):
        click.echo(
            tr(
                "There are no courses here yet: what is followed comes while the hub serves. At once: bivouac hub follow --now"
            )
        )
        return
    if not entries:
        click.echo(tr("There are no courses here yet. Put some in with: bivouac hub add, or bivouac hub fill"))
        return
    print_table(rows)


@click.command(help=tr("Fetch courses from the hub above while serving, and keep them up to date."))
@click.argument("folder", type=PathArgument)
@click.argument("ids", nargs=-1)
@click.option("--everything", is_flag=True, help=tr("Whatever the hub above has, now and later."))
@click.option("--stop", is_flag=True, help=tr("Do not follow these any more (without ids: none); what is here stays."))
@click.option("--cap", type=click.IntRange(min=0), help=tr("Kilobytes a second at most; 0 for as many as come."))
@click.option("--now", is_flag=True, help=tr("Fetch once, now, and wait for it."))
def follow(folder: Path, ids: tuple[str, ...], everything: bool, stop: bool, cap: int | None, now: bool) -> None:
    from bivouac.sync.relay.courses import Followed, keep_followed, offered_above, read_followed
    from bivouac.sync.relay.upstream import read_upstream

    here = HubFolder(folder)
    if read_upstream(here) is None:
        raise InputError(
            "This hub has joined no other. Join it once, with an invite file made there: bivouac hub serve FOLDER --upstream FILE"
        )
    known = read_followed(here)
    kept = [one for one in known.courses if not (stop and (not ids or one in ids))]
    if not stop:
        offer = {entry.id for entry in offered_above(here)} if ids else set()
        for one in ids:
            if one not in offer:
                raise InputError("The hub above has no course “{name}”. See: bivouac hub courses --above", name=one)
        kept += [one for one in ids if one not in kept]
    all_of_it = (known.everything or everything) and not (stop and not ids)
    keep_followed(here, Followed(tuple(kept), all_of_it, known.cap if cap is None else cap * 1000))
    if now:
        _fetch_now(here)
    if all_of_it:
        click.echo(tr("All courses of the hub above come while the hub serves."))
    else:
        click.echo(tr("{n} course comes while the hub serves.|{n} courses come while the hub serves.", n=len(kept)))


def _fetch_now(here: HubFolder) -> None:
    """Fetch what is followed, and say of each course whether it came, or why not."""
    from bivouac.sync.relay.courses import fetch_followed

    stayed: list[BivouacError] = []
    whole: list[str] = []

    def mended(title: str) -> None:
        whole.append(title)
        click.echo(tr("What was damaged here of “{title}” came anew.", title=title))

    def failed(entry: CatalogueEntry, error: BivouacError) -> None:
        stayed.append(error)
        click.echo(tr("“{title}” did not come. {reason}", title=entry.title, reason=error.sentence()), err=True)

    try:
        came = fetch_followed(
            here,
            said=lambda title: click.echo(tr("“{title}” is on the hub.", title=title)),
            failed=failed,
            mended=mended,
        )
    except BivouacError as error:
        if error not in stayed:
            raise
        raise click.exceptions.Exit(1) from error
    if not came and not whole:
        click.echo(tr("Nothing is new: this hub has what it follows."))


@click.command(help=tr("Name other servers that have the courses: laptops fetch from them what the hub does not give."))
@click.argument("folder", type=PathArgument)
@click.argument("urls", nargs=-1)
@click.option("--none", is_flag=True, help=tr("Name none any more."))
def mirrors(folder: Path, urls: tuple[str, ...], none: bool) -> None:
    from bivouac.sync.transfer.mirrors import clean_mirror

    here = HubFolder(folder)
    if urls or none:
        here.keep_mirrors([clean_mirror(url) for url in urls])
    for url in here.settings.mirrors:
        click.echo(url)
    if not here.settings.mirrors:
        click.echo(tr("No other server is named: laptops fetch courses from this hub alone."))
    if urls or none:
        click.echo(tr("Laptops hear of it once the hub is started anew."), err=True)


@click.command(help=tr("Take courses from a hub; laptops that have them keep them."))
@click.argument("folder", type=PathArgument)
@click.argument("ids", nargs=-1, required=True)
def remove(folder: Path, ids: tuple[str, ...]) -> None:
    from bivouac.sync.relay.courses import keep_followed, read_followed

    here = HubFolder(folder)
    layout = here.layout()
    for one in ids:
        found = layout.reference(one)
        if found is None and forget(here.folder, one):
            click.echo(tr("“{name}”, which was not in the backup, is named no more.", name=one))
            continue
        if found is None:
            raise InputError("The hub has no course “{name}”. See: bivouac hub courses", name=one)
        followed = read_followed(here)
        if one in followed.courses:
            keep_followed(
                here, msgspec.structs.replace(followed, courses=tuple(each for each in followed.courses if each != one))
            )
        its_own = layout.needed_by(found)
        layout.forget(one)
        freed = layout.sweep(ArrivingCourses(layout).manifests(), at_once=its_own)
        click.echo(tr("“{name}” is gone; {size} MB are free again.", name=one, size=freed // 1_000_000))
