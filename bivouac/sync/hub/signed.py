"""What a hub remembers of signing, beside the catalogue itself, which may get lost: that it gave laptops a root, and that it was made of a backup since."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.decoding import from_json

SIGNED = "signed.json"


class Signed(Struct, frozen=True):
    """`signed.json` in a hub's folder.

    Attributes:
        ever: the hub signed a catalogue once, and laptops that joined go by that.
        restored: it was made of a backup, and nothing was signed since: laptops may have what was signed after the backup was made.
        looked: a catalogue that may be newer was taken from another place since then.
    """

    ever: bool = False
    restored: bool = False
    looked: bool = False


def read(folder: Path) -> Signed:
    """What a hub remembers; nothing where it never noted any, or the note is damaged."""
    try:
        return from_json((folder / SIGNED).read_bytes(), Signed)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Signed()


def keep(folder: Path, said: Signed) -> None:
    """Note it; a folder of courses that is no hub's notes nothing."""
    if (folder / "hub.json").is_file() and read(folder) != said:
        _write(folder, said)


def note_restored(folder: Path) -> None:
    """Note in the files of a hub, before it is one, that it is made of a backup."""
    _write(folder, Signed(ever=read(folder).ever, restored=True))


def _write(folder: Path, said: Signed) -> None:
    machine.write_whole(folder / SIGNED, msgspec.json.encode(said))


def look(folder: Path) -> None:
    """Note that another place was asked for a newer catalogue, where the hub was made of a backup."""
    said = read(folder)
    if said.restored:
        keep(folder, msgspec.structs.replace(said, looked=True))
