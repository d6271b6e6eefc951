"""A named preset: which courses go on a campus's sticks, in a small file that a school keeps and hands on (TOML).

name = "Abidjan, first term"
courses = ["first-steps", "accounting"]      # left out: all that there are
rendition = "240p"                           # left out: every size of films
invites = ["invites"]                        # invite files or folders of them, beside this file
installers = ["bivouac.tar.xz"]              # likewise
"""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.courses.bundle.oci import require_course_id
from bivouac.decoding import from_values
from bivouac.errors import InputError
from bivouac.sync.protocol.sticks import INSTALLERS, INVITES
from bivouac.sync.transfer.extras import Extras, gather, invites_at

SUFFIX = ".toml"
_COPIED = "-files"
"""After a preset's file name: the folder beside it with copies of files that lay elsewhere."""
_MAX_FILE = 1024 * 1024


class Preset(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the file says. Paths are relative to it and lie beside or below it: a preset from elsewhere names nothing else."""

    name: str
    courses: tuple[str, ...] | None = None
    rendition: str | None = None
    invites: tuple[str, ...] = ()
    installers: tuple[str, ...] = ()


def read_preset(file: Path) -> Preset:
    """The preset in a file.

    Raises:
        InputError: it is not there, no preset, or names what is a link to elsewhere.
    """
    if not file.is_file():
        raise InputError("“{path}” does not exist. Check the name and try again.", path=str(file))
    with file.open("rb") as stream:
        data = stream.read(_MAX_FILE + 1)
    try:
        if len(data) > _MAX_FILE:
            raise ValueError("it is too large")
        preset = from_values(tomllib.loads(data.decode("utf-8-sig")), Preset)
        for course in preset.courses or ():
            require_course_id(course)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise InputError("“{name}” is no preset: {reason}.", name=file.name, reason=str(error)) from error
    for path in (*preset.invites, *preset.installers):
        machine.require_safe_path(path)
        place = file.parent / path
        for one in (place, *(place.iterdir() if place.is_dir() else ())):
            _require_beside(one, file.parent)
    return preset


def write_preset(file: Path, preset: Preset) -> None:
    """Write a preset, whole or not at all."""
    said = {name: json.dumps(value, ensure_ascii=False) for name, value in msgspec.to_builtins(preset).items()}
    lines = [f"{name} = {value}".replace("\x7f", "\\u007f") for name, value in said.items()]  # TOML wants it escaped
    machine.write_whole(file, ("\n".join(line for line in lines if not line.endswith("null")) + "\n").encode())


@dataclass(frozen=True)
class Kept:
    """A preset that was written, and the folder beside it with how many files that lay elsewhere."""

    preset: Preset
    folder: Path
    copied: int


def keep_preset(file: Path, preset: Preset, invites: Iterable[Path], installers: Iterable[Path]) -> Kept:
    """Write a preset of files that lie anywhere.

    Those beside `file` or below are named where they are, a folder of invitations too, so that what comes into it later counts. The others are
    copied into a folder beside it: a preset that was handed on may not reach for what its new owner has elsewhere.

    Args:
        preset: what is chosen; its `invites` and `installers` are not looked at.
        invites: files, or folders of them.

    Raises:
        InputError: as `gather`; the folder for copies cannot be named after `file`, or is a link to elsewhere. SpaceError: the disk is full.
    """
    invites, installers = tuple(invites), tuple(installers)
    gather(invites, installers)
    folder = file.with_name(file.stem + _COPIED)
    machine.require_safe_path(folder.name)
    for kind in (INVITES, INSTALLERS):
        _require_beside(folder / kind, file.parent)
    copies: list[tuple[Path, Path]] = []

    def named(place: Path, files: Iterable[Path], kind: str) -> Iterator[str]:
        if near := _below(place, file.parent):
            yield near
            return
        for one in files:
            copies.append((one, folder / kind / one.name))
            yield f"{folder.name}/{kind}/{one.name}"

    preset = msgspec.structs.replace(
        preset,
        invites=tuple(name for place in invites for name in named(place, invites_at(place), INVITES)),
        installers=tuple(name for one in installers for name in named(one, [one], INSTALLERS)),
    )
    for source, target in copies:
        with source.open("rb") as stream, machine.whole_file(target) as into:
            shutil.copyfileobj(stream, into)
        shutil.copymode(source, target)
    write_preset(file, preset)
    return Kept(preset, folder, len(copies))


def extras_of(preset: Preset, file: Path) -> Extras:
    """The files that a preset names. Raises InputError as `gather`."""
    return gather(*places_of(preset, file))


def places_of(preset: Preset, file: Path) -> tuple[list[Path], list[Path]]:
    """Where a preset's invitations (files or folders of them) and installers lie, or should."""
    beside = file.parent
    return [beside / one for one in preset.invites], [beside / one for one in preset.installers]


def _below(path: Path, folder: Path) -> str | None:
    """How a preset in `folder` names `path`; None where it may not."""
    try:
        name = _within(path, folder).as_posix()
        machine.require_safe_path(name)
    except (ValueError, InputError):
        return None
    return name


def _require_beside(path: Path, folder: Path) -> None:
    """Raise InputError for a link to outside of `folder`: it would put on sticks what the person has elsewhere."""
    try:
        _within(path, folder)
    except ValueError:
        raise InputError(
            "“{path}” is a link to another folder. Put the file itself beside the preset, then try again.",
            path=str(path),
        ) from None


def _within(path: Path, folder: Path) -> Path:
    """`path` as it lies in `folder`, links followed. Raises ValueError: it does not."""
    return Path(os.path.realpath(path)).relative_to(os.path.realpath(folder))  # of a loop of links, too
