"""`bivouac hub check`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click

from bivouac import machine
from bivouac.courses.bundle.oci import Descriptor
from bivouac.errors import BivouacError, InputError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument, progress
from bivouac.sync.cli.quoting import quoted
from bivouac.sync.hub.at_work import alone
from bivouac.sync.hub.folder import HubFolder


@click.command(help=tr("Read all that a hub has and say what is damaged, while it runs or not."))
@click.argument("folder", type=PathArgument)
@click.option("--content", is_flag=True, help=tr("Every byte of its courses too."))
@click.option(
    "--repair",
    is_flag=True,
    help=tr("Make a new database of what can be read and what a copy has, while the hub does not run."),
)
@click.option(
    "--backup", type=PathArgument, help=tr("The copy to take from, where it is not the newest that was made.")
)
@click.option(
    "--anew",
    is_flag=True,
    help=tr(
        "With --repair, where the database is gone and there is no copy: begin an empty one. Everybody joins again."
    ),
)
def check(folder: Path, content: bool, repair: bool, backup: Path | None, anew: bool) -> None:
    from bivouac.sync.hub.checking import look_at

    hub = HubFolder(folder)
    if repair:
        with machine.only_one(hub.folder, _runs), alone(hub.folder):
            # With a copy that is named, what that has may be wanted, whatever is sound.
            mends = backup is not None or hub.database_file() is None or any(look_at(hub))
            if mends:
                _repair(hub, backup, anew=anew)
        if not mends:
            click.echo(tr("The database needed no repair, and nothing was changed."))
    wrong = list(look_at(hub))
    if content:
        wrong += _damages(hub)
    for sentence in wrong:
        click.echo(sentence)
    if wrong:
        raise click.exceptions.Exit(1)
    click.echo(tr("The hub of “{name}” is sound.", name=hub.settings.name))


def _damages(hub: HubFolder) -> Iterator[str]:
    """What is damaged of a hub's courses, every byte of them, a sentence each, and then what brings it anew."""
    from bivouac.sync.transfer.readback import check_stick

    try:
        layout = hub.layout()
        references = layout.references()
        with progress(tr("Courses")) as told:
            versions, damages = check_stick(layout, told)
    except BivouacError as error:
        yield error.sentence()
        return
    for damage in dict.fromkeys(damages):
        yield damage.sentence()
    damaged = {damage.digest for damage in damages}
    sound = {one.course.id for one in versions if not damaged & (one.small_blobs() | one.course.blobs()).keys()}
    if bad := sorted(references.keys() - sound):
        followed = _told_to_mend(hub, {course: references[course] for course in bad})
        if followed:
            yield tr(
                "What this hub follows of that comes anew from the hub above, while this one serves: {courses}.",
                courses=", ".join(followed),
            )
        yield _how_to_mend(hub, bad)


def _told_to_mend(hub: HubFolder, damaged: Mapping[str, Descriptor]) -> list[str]:
    """Have the hub fetch these anew from the hub above, as far as it follows them; their ids."""
    from bivouac.sync.relay.courses import read_followed
    from bivouac.sync.relay.mending import Mending
    from bivouac.sync.relay.upstream import read_upstream

    try:
        known = read_followed(hub) if read_upstream(hub) is not None else None
    except InputError:  # which is said, too
        return []
    found = {course: one for course, one in damaged.items() if known is not None and known.has(course)}
    if found:
        Mending(hub).note_damaged(found.values())
    return sorted(found)


def _how_to_mend(hub: HubFolder, courses: Collection[str]) -> str:
    return tr(
        "To bring that anew from a stick or a file that has it, also while the hub runs: {command}",
        command=f"bivouac hub fill {quoted(hub.folder)} STICK " + " ".join(f"--course {one}" for one in courses),
    )


def _repair(hub: HubFolder, backup: Path | None, *, anew: bool) -> None:
    from bivouac.sync.hub.repairing import repair

    for sentence in repair(hub, backup, anew=anew).sentences():
        click.echo(sentence)


def _runs() -> None:
    raise InputError("This hub is running. Stop it before it is mended.")
