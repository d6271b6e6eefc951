"""The list of codes that `bivouac hub import --codes` writes, to be printed, cut up and handed out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import click

from bivouac import machine
from bivouac.errors import InputError
from bivouac.language import LANGUAGES, current_language, tr, tr_later, translate
from bivouac.sync.cli.table import delimiter
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.storage import Account, Storage
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.invite import show_code

_CODES_HEAD = tr_later("name,code")
_EARLIER_CODES_HEAD = tr_later("name,id,code")
"""Of lists from before the ids, which nobody needs on a sheet that is cut up, were left out; they go on as they are."""


def codes_before(file: Path) -> bytes:
    """What a file of codes has already: they are kept nowhere else, so nothing of it may be lost.

    Raises:
        InputError: the file is another one, or cannot be there.
    """
    if not file.parent.is_dir():
        raise InputError("There is no folder “{path}” for the codes. Nothing was done.", path=str(file.parent))
    if not file.exists():
        return b""
    kept = file.read_bytes()
    heads = tuple(
        _codes_head(language, between, head)
        for language in LANGUAGES
        for between in ",;"
        for head in (_CODES_HEAD, _EARLIER_CODES_HEAD)
    )
    if kept and not kept.startswith(heads):
        raise InputError(
            "“{path}” is there already and is no list of codes as this command writes it. Name another file. Nothing was done.",
            path=str(file),
        )
    return kept


def _codes_head(language: str, between: str, head: str = _CODES_HEAD) -> bytes:
    """The first line of a list of codes, with the mark by which spreadsheets know accents."""
    return f"{translate(head, language).replace(',', between)}\r\n".encode("utf-8-sig")


def write_codes(storage: Storage, file: Path, kept: bytes, people: Sequence[Account], days: int) -> None:
    """Make a code for each of some people, and write them behind what the file had `kept`, in its own manner."""
    text = io.StringIO(newline="")
    before = kept or _codes_head(current_language(), delimiter())
    head = before.partition(b"\n")[0].decode("utf-8-sig")
    between = ";" if ";" in head else ","
    with_ids = head.count(between) > 1
    writer = csv.writer(text, delimiter=between)
    for account in people:
        code, _ = make_invite(storage, Offer(learner=account.id, days=days), wall_milliseconds())
        writer.writerow([account.name, *([account.id] if with_ids else []), show_code(code)])
    machine.write_whole(file, before + (b"" if before.endswith(b"\n") else b"\r\n") + text.getvalue().encode())


def say_codes(file: Path, new: int, known: int) -> None:
    """Say how many codes are new, and for how many who were `known` there is none."""
    if new:
        click.echo(
            tr("{n} new code is in {path}.|{n} new codes are in {path}.", n=new, path=str(file)),
        )
    if known:
        click.echo(
            tr(
                "{n} person of the list was here already and gets no code. For one: bivouac hub invite --learner NAME|{n} people of the list were here already and get no code. For one of them: bivouac hub invite --learner NAME",
                n=known,
            )
        )
