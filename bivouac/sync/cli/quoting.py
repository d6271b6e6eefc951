"""Paths in commands that are shown to people, who copy them into a terminal."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from bivouac import machine

_PLAIN_ON_WINDOWS = re.compile(r"[\w.:\\/~+-]+")


def quoted(path: Path) -> str:
    """A path as one word of a command line: as it is, or in quotes where it has spaces or what else means something to the shell of this system."""
    if not machine.WINDOWS:
        return shlex.quote(str(path))
    # cmd and PowerShell have double quotes in common, which no name of a file has; "&" and parentheses mean something to them, too.
    return str(path) if _PLAIN_ON_WINDOWS.fullmatch(str(path)) else f'"{path}"'
