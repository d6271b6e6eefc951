"""`bivouac preload …`: fill sticks with courses, many at once; check and mend them."""

from __future__ import annotations

import contextlib
import io
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Source, missing_blob
from bivouac.courses.bundle.version import CourseVersion
from bivouac.errors import InputError
from bivouac.language import tr, written_size
from bivouac.sync.cli.course import PathArgument, opened, progress
from bivouac.sync.cli.table import labelled
from bivouac.sync.protocol.sticks import courses_at
from bivouac.sync.store.keeping import KeptLayout
from bivouac.sync.transfer.extras import gather
from bivouac.sync.transfer.filling import CHECKING
from bivouac.sync.transfer.preload import Filled, Order, order
from bivouac.sync.transfer.preload import preload as fill
from bivouac.sync.transfer.preload_report import require_report_name, sentences, write_report
from bivouac.sync.transfer.preset import extras_of, read_preset
from bivouac.sync.transfer.readback import Damage, check_stick, mend_stick, read_versions

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_OFTEN = 0.2
OpenBlob = Callable[[str, int], io.BufferedIOBase]


@click.command(
    help=tr(
        "Fill sticks or folders with courses, as many at once as are given, and read every byte back; or check and mend them."
    )
)
@click.argument("sticks", type=PathArgument, nargs=-1, required=True)
@click.option("--preset", type=PathArgument, help=tr("A file that says what goes on the sticks (TOML)."))
@click.option("--courses", help=tr("The courses, by id, with commas between; left out: all."))
@click.option("--rendition", help=tr("The size of films (240p, 480p); left out: every size there is."))
@click.option(
    "--from",
    "source",
    help=tr("Where the courses are: a folder, a stick, a .bivouac file; left out: this laptop's library."),
)
@click.option(
    "--invites",
    type=PathArgument,
    multiple=True,
    help=tr("Invite files for the sticks, or a folder of them; repeatable."),
)
@click.option(
    "--installer", type=PathArgument, multiple=True, help=tr("An installer of the app for the sticks; repeatable.")
)
@click.option(
    "--tidy", is_flag=True, help=tr("Take from the sticks what was not asked for, once the rest is complete.")
)
@click.option("--report", type=PathArgument, help=tr("Write what came of it to this file (.html or .json)."))
@click.option("--check", is_flag=True, help=tr("Only read what is on the sticks, and name what is damaged."))
@click.option(
    "--repair",
    is_flag=True,
    help=tr("With --check: bring what is damaged from where --from says, which may be a hub's address."),
)
def preload(
    sticks: tuple[Path, ...],
    preset: Path | None,
    courses: str | None,
    rendition: str | None,
    source: str | None,
    invites: tuple[Path, ...],
    installer: tuple[Path, ...],
    tidy: bool,
    report: Path | None,
    check: bool,
    repair: bool,
) -> None:
    if report:
        require_report_name(report)
    if check:
        _check(sticks, source, repair)
        return
    told = read_preset(preset) if preset else None
    extras = gather(invites, installer)
    if preset and told:
        beside = extras_of(told, preset)
        extras = gather((*extras.invites, *beside.invites), (*extras.installers, *beside.installers))
    wanted = [one.strip() for one in courses.split(",") if one.strip()] if courses else (told.courses if told else None)
    with _opened(source) as here:
        ordered = order(
            here,
            wanted,
            rendition or (told.rendition if told else None),
            extras,
            tidy,
            told.name if told else "",
            None if source else _signed(here),
        )
        click.echo(
            tr(
                "{n} course, {size}.|{n} courses, {size}.",
                n=len(ordered.versions),
                size=written_size(ordered.size()),
            ),
            err=True,
        )
        if ordered.unsigned:
            click.echo(ordered.unsigned.sentence(), err=True)
        outcomes = _fill(ordered, sticks)
        if report:
            write_report(report, ordered, outcomes)
    for one in outcomes:
        click.echo(labelled(one.stick, " ".join(sentences(one))), err=not one.complete)
    if not all(one.complete for one in outcomes):
        raise click.exceptions.Exit(1)


def _fill(ordered: Order, sticks: Sequence[Path]) -> list[Filled]:
    """Fill them, with a line on the terminal that says how far each is; Ctrl-C stops all, and what was copied stays."""
    lock, shown = threading.Lock(), 0.0
    stages = {stick: "" for stick in sticks}

    def told(stick: Path, stage: str, done: int, total: int) -> None:
        nonlocal shown
        share = tr("{n}%").format(n=100 * done // max(total, 1))
        text = tr("read back {percent}", percent=share) if stage == CHECKING else tr("copied {percent}", percent=share)
        with lock:
            stages[stick] = labelled(stick, text)
            if time.monotonic() - shown > _OFTEN:
                shown = time.monotonic()
                click.echo(f"\r\x1b[K{'  '.join(stages.values())}", nl=False, err=True)

    if not sys.stderr.isatty():
        return fill(ordered, sticks)
    try:
        return fill(ordered, sticks, told)
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


# --- checking --------------------------------------------------------------------------------------------------------


def _check(sticks: Sequence[Path], source: str | None, repair: bool) -> None:
    """Read sticks back, mend them if that is asked for, and end with 1 when something stays damaged."""
    failed = False
    for stick in sticks:
        layout = Layout.open(courses_at(stick))
        with progress(str(stick)) as told:
            versions, damages = check_stick(layout, told)
        for damage in damages:
            click.echo(labelled(stick, damage.sentence()), err=True)
        if damages and repair:
            with _blobs_of(source) as open_blob:
                versions, damages = _repair(stick, layout, damages, open_blob)
        if damages:
            failed = True
        else:
            click.echo(
                tr("{stick}: {n} course, whole.|{stick}: {n} courses, whole.", n=len(versions), stick=str(stick))
            )
    if failed and repair and source is None:
        click.echo(
            tr(
                "This laptop's library does not have what is missing. Say with --from where it is: a folder of courses, a hub's folder, another stick, a .bivouac file, or the address of a hub."
            ),
            err=True,
        )
    if failed:
        raise click.exceptions.Exit(1)


def _repair(
    stick: Path, layout: Layout, damages: list[Damage], open_blob: OpenBlob
) -> tuple[list[CourseVersion], list[Damage]]:
    """Mend a stick as long as that gets anywhere: what a damaged description named is only seen once that is mended."""
    while True:
        known = {one.digest for one in damages}
        mended, left = mend_stick(layout, damages, open_blob, lambda _: None)
        versions, damages = read_versions(layout)
        if not damages:
            with progress(str(stick)) as told:
                versions, damages = check_stick(layout, told)
        still = {one.digest for one in damages}
        for one in mended:
            if one.digest not in still:
                click.echo(
                    tr("{stick}: mended: {part} of “{course}”.", stick=str(stick), part=one.part, course=one.course)
                )
        for one, error in left:
            click.echo(labelled(stick, labelled(one.part, error.sentence())), err=True)
        for one in damages:
            if one.digest not in {each.digest for each, _ in left}:
                click.echo(labelled(stick, one.sentence()), err=True)
        if still <= known:
            return versions, damages or [one for one, _ in left]


# --- where courses come from -----------------------------------------------------------------------------------------


@contextlib.contextmanager
def _opened(source: str | None) -> Iterator[Source]:
    if source is None:
        layout = KeptLayout(machine.data_folder() / "content")
        layout.require_here()
        if not (layout.folder / "oci-layout").is_file() or not layout.references():
            raise InputError(
                "There are no courses on this computer yet (Bivouac keeps them in “{path}”). Say with --from where they are: a folder, a stick, a .bivouac file.",
                path=str(machine.data_folder()),
            )
        yield layout
        return
    with opened(Path(source)) as here:
        yield here


def _signed(courses: Source) -> dict[str, bytes]:
    """What this laptop has verified of the catalogue of its school, for sticks that others take courses from."""
    from bivouac.sync.relay.filling import verified_in
    from bivouac.sync.transfer.signed import fullest

    catalogue = fullest(verified_in(machine.data_folder()), courses)
    return catalogue.files() if catalogue else {}


@contextlib.contextmanager
def _blobs_of(source: str | None) -> Iterator[OpenBlob]:
    """What gives blobs by digest and size: a folder or file, or a hub that somebody on this laptop has joined."""
    if source and source.startswith(("http://", "https://")):
        with _hub(source) as open_blob:
            yield open_blob
        return
    if source is None and not (machine.data_folder() / "content" / "oci-layout").is_file():
        raise InputError(
            "There are no courses on this laptop to mend the stick from. Say with --from where they are: a folder of courses, a hub's folder, another stick, a .bivouac file, or the address of a hub."
        )
    with _opened(source) as here:
        yield lambda digest, size: here.open_blob(digest)


@contextlib.contextmanager
def _hub(url: str) -> Iterator[OpenBlob]:
    from bivouac.sync.protocol.line import Line, clean_url
    from bivouac.sync.store.library import Library
    from bivouac.sync.transfer.source import MissingError
    from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

    with contextlib.closing(Library(machine.data_folder())) as library:
        for learner in library.people.learners():
            campus = library.people.campus(learner.campus) if learner.campus else None
            if campus and clean_url(url) in {clean_url(one) for one in campus.urls}:
                token = library.people.token(learner.id)[0]
                break
        else:
            raise InputError(
                "Nobody on this laptop has joined the hub at {url}. Join it in the app, then try again.", url=url
            )
    with contextlib.closing(Line(clean_url(url), campus.certificate, token)) as line:
        web = WebSource(line, HUB_CONTENT)

        def open_blob(digest: str, size: int) -> io.BufferedIOBase:
            def chunks() -> Generator[bytes, None, None]:
                try:
                    yield from web.fetch(f"blobs/sha256/{digest.removeprefix('sha256:')}", 0, size)
                except MissingError as error:
                    raise missing_blob(digest) from error

            return _Flowing(chunks())

        yield open_blob


class _Flowing(io.BufferedIOBase):
    """Bytes as they come from a line, as a file."""

    def __init__(self, chunks: Generator[bytes, None, None]) -> None:
        super().__init__()
        self._chunks = chunks
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if not self._left:
            self._left = next(self._chunks, b"")
        part, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._chunks.close()
        super().close()
