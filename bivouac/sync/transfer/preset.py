"""A named preset: which courses go on a campus's sticks, in a small file that a school keeps and hands on (TOML).

name = "Abidjan, first term"
courses = ["first-steps", "accounting"]      # left out: all that there are
rendition = "240p"                           # left out: every size of films
invites = ["invites"]                        # invite files or folders of them, beside this file
installers = ["Bivouac-Setup.exe"]           # likewise
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.courses.bundle.oci import require_course_id
from bivouac.errors import InputError
from bivouac.sync.transfer.extras import Extras, gather

SUFFIX = ".toml"
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
        InputError: it is not there, or no preset.
    """
    if not file.is_file():
        raise InputError("“{path}” does not exist. Check the name and try again.", path=str(file))
    with file.open("rb") as stream:
        data = stream.read(_MAX_FILE + 1)
    try:
        if len(data) > _MAX_FILE:
            raise ValueError("it is too large")
        preset = msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), Preset)
        for course in preset.courses or ():
            require_course_id(course)
    except (ValueError, msgspec.ValidationError) as error:
        raise InputError("“{name}” is no preset: {reason}.", name=file.name, reason=str(error)) from error
    for path in (*preset.invites, *preset.installers):
        machine.require_safe_path(path)
    return preset


def write_preset(file: Path, preset: Preset) -> None:
    """Write a preset, whole or not at all."""
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in msgspec.to_builtins(preset).items()]
    machine.write_whole(file, ("\n".join(line for line in lines if not line.endswith("null")) + "\n").encode())


def extras_of(preset: Preset, file: Path) -> Extras:
    """The files that a preset names. Raises InputError as `gather`."""
    beside = file.parent
    return gather((beside / one for one in preset.invites), (beside / one for one in preset.installers))
