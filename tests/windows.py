"""Windows' manners with files, on Linux: what is open or read only can be neither removed nor replaced, and some names cannot be.

An audit hook sees each deed of this process before it is done, whoever asks for it, and refuses what Windows would. Files that Qt or SQLite has open
count as well; what they remove by themselves is not seen.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bivouac import machine

_SHARING_VIOLATION = 32
_within: list[str] = []
"""The folder in which these manners hold; nothing while they do not."""


@contextlib.contextmanager
def manners(folder: Path) -> Iterator[None]:
    """Let what happens in a folder happen as on Windows; the program takes itself to be there, too, as far as it asks `machine.WINDOWS`."""
    if sys.platform == "win32":
        yield
        return
    before, machine.WINDOWS = machine.WINDOWS, True
    _within.append(os.path.realpath(folder))
    try:
        yield
    finally:
        _within.clear()
        machine.WINDOWS = before


class SharingError(PermissionError):
    """As Windows raises it."""

    winerror = _SHARING_VIOLATION


class ReadOnlyError(PermissionError):
    """The same for a file with the mark of that name."""

    winerror = 5


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if not _within:
        return
    if event in ("os.remove", "os.rmdir"):
        _require_closed(_whole(arguments[0], arguments[1]))
    elif event == "os.rename":
        source, target, source_folder, target_folder = arguments
        _require_name(_whole(target, target_folder))
        for path in (_whole(source, source_folder), _whole(target, target_folder)):
            _require_closed(path)
    elif event in ("open", "os.mkdir") and isinstance(arguments[0], str):
        _require_name(arguments[0])


def _whole(path: Any, folder: int) -> str:
    """A path as `shutil.rmtree` gives it: in the open folder `folder`, or -1."""
    base = Path(f"/proc/self/fd/{folder}").readlink() if folder >= 0 else Path.cwd()
    return str(base / os.fsdecode(path))


def _require_closed(path: str) -> None:
    """Whoever has a file open under one of its names has it open under all; a folder with one in it stays where it is."""
    if not os.path.realpath(path).startswith(_within[0]) or not os.path.lexists(path):
        return
    found = os.lstat(path)
    if stat.S_ISREG(found.st_mode) and not found.st_mode & stat.S_IWRITE:
        raise ReadOnlyError(errno.EACCES, "Access is denied", path)
    for held, name in _open_files():
        if os.path.samestat(held, found) or name.startswith(os.path.realpath(path) + os.sep):
            raise SharingError(errno.EACCES, "The process cannot access the file because it is being used", path)


def _open_files() -> Iterator[tuple[os.stat_result, str]]:
    for handle in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            held = handle.stat()
            if stat.S_ISREG(held.st_mode):
                yield held, str(handle.readlink())


def _require_name(path: str) -> None:
    if path.startswith(_within[0]) and not machine.safe_name(Path(path).name):
        raise OSError(errno.EINVAL, "Invalid argument", path)


sys.addaudithook(_look)
