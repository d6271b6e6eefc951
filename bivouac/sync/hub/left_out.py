"""Courses that a backup left out: a hub that was made of it names them until they are here again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.decoding import from_json
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.hub.catalogue import CatalogueReader

LEFT_OUT = "left-out.json"

_AT_MOST = 20
"""So many are named: more fill a screen and help nobody."""


class LeftOut(Struct, frozen=True):
    """A course that the hub had."""

    id: str
    title: str


def keep_left_out(source: Path, copy: Path) -> None:
    """Note in a copy of a hub which courses it leaves out: those that are on the hub, and those that it lacks itself since it was restored."""
    here = list[LeftOut]()
    with contextlib.suppress(BivouacError, OSError):  # people and journals are copied, whatever has become of courses
        layout = Layout(source / "content")
        titles = {entry.id: entry.title for entry in CatalogueReader(layout).read().courses}
        here = [LeftOut(id, titles.get(id, id)) for id in layout.references()]
    known = {one.id for one in here}
    left = [*here, *(one for one in missing(source) if one.id not in known)]
    if left:
        machine.write_whole(copy / LEFT_OUT, msgspec.json.encode(left))


def missing(folder: Path) -> list[LeftOut]:
    """The courses that a backup left out and that the hub in `folder` has not got again."""
    try:
        left = from_json((folder / LEFT_OUT).read_bytes(), list[LeftOut])
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return []
    here = Layout(folder / "content").references()
    return [one for one in left if one.id not in here]


def forget(folder: Path, course: str) -> bool:
    """Let a course that was left out be, and name it no more; whether it was named."""
    left = missing(folder)
    rest = [one for one in left if one.id != course]
    if len(rest) != len(left):
        machine.write_whole(folder / LEFT_OUT, msgspec.json.encode(rest))
    return len(rest) != len(left)


def sentences(folder: Path) -> Iterator[str]:
    """What whoever looks after the hub has to know, and to do."""
    left = missing(folder)
    if not left:
        return
    names = [tr("“{title}” ({id})", title=one.title, id=one.id) for one in left[:_AT_MOST]]
    yield tr(
        "{n} course was not in the backup and is missing here: {names}|{n} courses were not in the backup and are missing here: {names}",
        n=len(left),
        names=", ".join([*names, *(["…"] if len(left) > _AT_MOST else [])]),
    )
    yield tr(
        "Fill them anew: from .bivouac files (bivouac hub add), from a stick, a laptop's library or the old hub's folder (bivouac hub fill), or from the hub above (bivouac hub follow). One that is wanted no more: bivouac hub remove"
    )
