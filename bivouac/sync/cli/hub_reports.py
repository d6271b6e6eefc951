"""`bivouac hub export` and `bivouac hub forward`: out to the world."""

from __future__ import annotations

import contextlib
import datetime
import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from bivouac import machine
from bivouac.errors import BivouacError, InputError
from bivouac.language import tr
from bivouac.sync.cli.course import PathArgument, progress
from bivouac.sync.cli.hub_people import person_of, storage_of
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.reports.reading import Entry, count, entries
from bivouac.sync.hub.reports.rows import row, write_csv, write_parquet
from bivouac.sync.hub.reports.scene import Telling
from bivouac.sync.hub.reports.shelf import Place, Shelf
from bivouac.sync.hub.reports.spoken import HEADS, spoken_row
from bivouac.sync.hub.reports.statements import encode, statement
from bivouac.sync.hub.reports.vocabulary import OWN
from bivouac.sync.hub.storage import Storage

PASSWORD = "BIVOUAC_LRS_PASSWORD"  # noqa: S105 (the name of a variable)

_STDOUT = Path("-")
_TELL_EVERY = 1000
_SHOWN = 20

_NAMES = tr("Say people's names too; left out, only their ids go along.")
_NOTES = tr("Let the text of people's notes, and of what they wrote to their classes, go along.")
_BASE = tr("An address of your own, under which people and courses are named. Choose it once; never change it.")


@click.command(help=tr("Write what was received to a file: as xAPI statements (one a line, in JSON), CSV or Parquet."))
@click.argument("folder", type=PathArgument)
@click.option(
    "--xapi", type=PathArgument, help=tr("Write xAPI statements to this file, one a line; - for the terminal.")
)
@click.option("--csv", type=PathArgument, help=tr("Write a table to this CSV file; - for the terminal."))
@click.option(
    "--local",
    is_flag=True,
    help=tr(
        "With --csv: for people to read in a spreadsheet: heads, acts and answers in words of this language, times by this machine's clock, in French semicolons and decimal commas."
    ),
)
@click.option("--parquet", type=PathArgument, help=tr("Write a table to this Parquet file."))
@click.option(
    "--since",
    callback=lambda ctx, parameter, text: _moment_of(ctx, parameter, text),
    metavar="DATE",
    help=tr("Only what the hub received from then on: 2026-11-02, or 2026-11-02T14:00."),
)
@click.option("--learner", help=tr("Only what this person did (name or id)."))
@click.option("--names", is_flag=True, help=_NAMES)
@click.option("--notes", is_flag=True, help=_NOTES)
@click.option("--base", default=OWN, metavar="URL", help=_BASE)
def export(
    folder: Path,
    xapi: Path | None,
    csv: Path | None,
    local: bool,
    parquet: Path | None,
    since: datetime.datetime | None,
    learner: str | None,
    names: bool,
    notes: bool,
    base: str,
) -> None:
    asked = [(form, path) for form, path in (("xapi", xapi), ("csv", csv), ("parquet", parquet)) if path]
    if len(asked) != 1:
        raise InputError("Say what to write, and where: one of --xapi FILE, --csv FILE or --parquet FILE.")
    ((form, path),) = asked
    if form == "parquet" and path == _STDOUT:
        raise InputError("Parquet can only be written to a file. Give it a name.")
    if local and form != "csv":
        raise InputError("--local goes together with --csv.")
    heads = {name: tr(head) for name, head in HEADS.items()}
    write = functools.partial(write_csv, local=True, heads=heads) if local else _WRITERS[form]
    here = HubFolder(folder)
    with storage_of(folder) as storage:
        person = person_of(storage, learner).id if learner else ""
        start = int(since.astimezone().timestamp() * 1000) if since else 0
        shelf, telling = Shelf(here.layout()), _telling(storage, base, names, notes)
        tell: Callable[[Entry, Place, Telling], dict[str, Any]] = statement if form == "xapi" else row
        tell = spoken_row if local else tell
        total, written = count(storage, start, person), 0

        def told(show: Callable[[int, int], None]) -> Iterator[dict[str, Any]]:
            nonlocal written
            for entry in entries(storage, start, person):
                yield tell(entry, shelf.place(entry.record.course, entry.record.activity), telling)
                written += 1
                if not written % _TELL_EVERY:
                    show(written, total)

        bar = progress(path.name) if path != _STDOUT else contextlib.nullcontext(lambda done, total: None)
        with bar as show, _opened(path) as file:
            write(told(show), file)
    if path != _STDOUT:
        click.echo(tr("{n} act is in {path}.|{n} acts are in {path}.", n=written, path=str(path)))
        if not names:
            click.echo(tr("People's names were left out; their ids are there. With names: --names"), err=True)


@click.command(help=tr("Send what was received to a learning record store, in xAPI, until Ctrl-C."))
@click.argument("folder", type=PathArgument)
@click.option("--lrs", required=True, metavar="URL", help=tr("Address of the store, to which /statements is added."))
@click.option("--user", default="", help=tr("Name to sign in with; its password is in BIVOUAC_LRS_PASSWORD."))
@click.option("--password-file", type=PathArgument, help=tr("Read the password from this file instead."))
@click.option("--once", is_flag=True, help=tr("Send what waits, then stop."))
@click.option("--names", is_flag=True, help=_NAMES)
@click.option("--notes", is_flag=True, help=_NOTES)
@click.option("--base", default=OWN, metavar="URL", help=_BASE)
def forward(
    folder: Path, lrs: str, user: str, password_file: Path | None, once: bool, names: bool, notes: bool, base: str
) -> None:
    from bivouac.sync.hub.reports.forward import Forwarder, Tally  # HTTP, for this command only
    from bivouac.sync.hub.reports.lrs import Lrs

    here = HubFolder(folder)
    sent = 0

    def told(tally: Tally) -> None:
        nonlocal sent
        sent += tally.taken
        click.echo(tr("{n} act sent so far.|{n} acts sent so far.", n=sent))
        if tally.there:
            click.echo(
                tr(
                    "{n} act is there already, in another form.|{n} acts are there already, in another form.",
                    n=tally.there,
                ),
                err=True,
            )
        for one in tally.refused[:_SHOWN]:
            click.echo(
                tr(
                    "The store would not take act {number} of computer {device}; it is set aside. The store says: {reason}",
                    number=one.seq,
                    device=one.feed,
                    reason=one.reason,
                ),
                err=True,
            )
        if len(tally.refused) > _SHOWN:
            more = len(tally.refused) - _SHOWN
            click.echo(tr("And {n} more was set aside.|And {n} more were set aside.", n=more), err=True)

    def troubled(error: BivouacError) -> None:
        click.echo(f"{error.sentence()} {tr('The hub tries again, later and later.')}", err=True)

    with (
        storage_of(folder) as storage,
        contextlib.closing(Lrs(lrs, user, _password(user, password_file))) as store,
    ):
        telling = _telling(storage, base, names, notes)
        forwarder = Forwarder(storage, Shelf(here.layout()), store, telling, told, troubled)
        try:
            forwarder.run(once=once)
        except KeyboardInterrupt:
            click.echo(tr("Stopped. What waits is sent the next time."), err=True)
            return
        aside = len(storage.set_aside(store.url, _SHOWN))
    if aside:
        click.echo(tr("Some acts are set aside; they are tried again the next time."), err=True)


def _moment_of(ctx: click.Context, parameter: click.Parameter, text: str | None) -> datetime.datetime | None:
    """A day or a moment by this machine's clock."""
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"):
        with contextlib.suppress(ValueError):
            return datetime.datetime.strptime(text, form) if text else None
    raise click.BadParameter(
        tr("“{text}” is no date. Write it as 2026-11-02, or with a time as 2026-11-02T14:00.", text=text),
        ctx,
        parameter,
    )


def _telling(storage: Storage, base: str, names: bool, notes: bool) -> Telling:
    if not base.startswith(("https://", "http://")) or not base.isprintable() or set(base) & set(' "<>\\?#'):
        raise InputError("“{url}” is no address that people and courses can be named under.", url=base[:100])

    @functools.lru_cache(maxsize=10_000)
    def name_of(learner: str) -> str:
        found = storage.find_account(learner)
        return found.name if found else ""

    return Telling(base.rstrip("/"), name_of if names else lambda learner: "", notes)


def _password(user: str, file: Path | None) -> str:
    if not user:
        return ""
    password = file.read_text("utf-8").rstrip("\r\n") if file else os.environ.get(PASSWORD, "")
    if not password:
        raise InputError(
            "There is no password for “{user}”. Put it into {name}, or into a file for --password-file.",
            user=user,
            name=PASSWORD,
        )
    return password


def _write_lines(statements: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    for one in statements:
        file.write(encode(one) + b"\n")


_WRITERS: dict[str, Callable[[Iterable[dict[str, Any]], IO[bytes]], None]] = {
    "xapi": _write_lines,
    "csv": write_csv,
    "parquet": write_parquet,
}


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears whole or not at all; the terminal, or what reads it, for `-`."""
    if path == _STDOUT:
        yield sys.stdout.buffer
        return
    if not path.absolute().parent.is_dir():
        raise InputError("The folder “{path}” is not there. Make it first, or choose another.", path=str(path.parent))
    with machine.whole_file(path) as file:
        yield file
