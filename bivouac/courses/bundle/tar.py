"""The tar of a `.bivouac` file: POSIX ustar, with sizes from 8 GiB on in base 256, as GNU and BSD tar write them.

Python's own `tarfile` serves for single headers only, since it follows links, long names and sparse maps that a bundle never has.
"""

from __future__ import annotations

import re
import tarfile
from typing import IO

from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, InputError

BLOCK = tarfile.BLOCKSIZE
_FILE = re.compile(r"(?:\./)?(?:oci-layout|index\.json|lock|blobs/sha256/[0-9a-f]{64})")
_FOLDER = re.compile(r"\.|(?:\./)?blobs(?:/sha256)?")
_NOTE_BYTES = 64 * 1024  # of a pax header; real ones have some hundred
_NOTE_FORBIDDEN = re.compile(rb"(?:^|\n)\d+ (?:path|linkpath|size|GNU\.[^=]*|hdrcharset)=")


def scan(file: IO[bytes], title: str) -> dict[str, tuple[int, int]]:
    """Name to start and size in bytes of each member, every header checked before any content is looked at.

    Args:
        title: the file's name, for the error when it is no tar at all.

    Raises:
        InputError: it is no tar.
        BundleError: a member that a bundle may not have, or more claimed than there is.
    """
    end = file.seek(0, 2)
    members: dict[str, tuple[int, int]] = {}
    position, seen = 0, 0
    while position < end:
        file.seek(position)
        header = _header(file.read(BLOCK), title if position == 0 else "")
        if header is None:
            break
        start, seen = position + BLOCK, seen + 1
        if seen > 2 * LIMITS.blobs:
            raise BundleError("This bundle has more parts than Bivouac takes.")
        if not 0 <= header.size <= end - start:
            raise BundleError("This bundle is cut off: it should be longer than it is. Get it again.")
        if header.type in (tarfile.XHDTYPE, tarfile.XGLTYPE):
            _check_note(file.read(min(header.size, _NOTE_BYTES + 1)))
        elif header.isdir():
            _require_name(header, _FOLDER, not header.size)
        else:
            name = _require_name(header, _FILE, header.type in (tarfile.REGTYPE, tarfile.AREGTYPE))
            if name in members:
                raise BundleError("This bundle has two parts named “{name}”.", name=name)
            members[name] = start, header.size
        position = start + -(-header.size // BLOCK) * BLOCK
    return members


def _header(block: bytes, title: str) -> tarfile.TarInfo | None:
    """One header block; None at the end mark. `title` is the file's name for the first block, else empty."""
    if block == bytes(BLOCK):
        return None
    try:
        return tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError, ValueError) as error:
        if title:
            raise InputError("“{name}” is not a bundle of Bivouac.", name=title) from error
        raise BundleError("This bundle is damaged: {reason}. Get it again.", reason=str(error)) from error


def _require_name(header: tarfile.TarInfo, allowed: re.Pattern[str], plain: bool) -> str:
    name = header.name.removeprefix("./")
    if not plain or not allowed.fullmatch(header.name):
        raise BundleError("This bundle has a part that no bundle has: “{name}”.", name=header.name[:120])
    return name


def _check_note(note: bytes) -> None:
    """A pax header may carry dates and the like, which are not used; nothing that would change name or size."""
    if len(note) > _NOTE_BYTES or _NOTE_FORBIDDEN.search(note):
        raise BundleError("This bundle is not a plain tar file.")


def header_of(name: str, size: int) -> bytes:
    """The header of a member of `size` bytes: no date, no owner."""
    member = tarfile.TarInfo(name)
    member.size = size
    return member.tobuf(tarfile.GNU_FORMAT if size >= 8 * 1024**3 else tarfile.USTAR_FORMAT)
