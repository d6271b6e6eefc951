"""What of a lesson's new pack is in the old one, too: where one word was corrected, the pictures do not come again.

A blob that this disk has spoiled comes anew in the same way: only its wrong pieces are fetched.

The end of the new pack is fetched first, which says where each of its files stands (a ZIP's directory). Files that the old pack has with the
same checksum and sizes are taken from there. All of that is a guess: the pack's pieces and its digest decide, as for bytes from anywhere.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from bivouac.courses.bundle.pack import END_BYTES, Extent, Pack, directory_of
from bivouac.courses.bundle.part import Part
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError

_LEAST = 64 * 1024
"""A pack of fewer bytes comes whole: asking for its end first costs a round trip."""

_WORTH = 2 * 1024
"""So many bytes at least are worth a gap between two that are fetched."""

_MORE = 1024
_BLOCK = 1024 * 1024


@dataclass
class Reuse:
    """The old pack of a lesson whose new one is on its way.

    Attributes:
        tail: the byte of the new pack from which on all is fetched before the rest.
        done: whether nothing more is expected of the old one.
    """

    old: Path
    tail: int
    done: bool = False

    def take(self, part: Part) -> None:
        """Land what both have, now that the new pack is here from `tail` on; where its directory begins before that, `tail` moves there.

        Raises:
            SpaceError: the disk is full.
        """
        try:
            with part.path.open("rb") as file:
                file.seek(-END_BYTES, 2)
                directory = directory_of(file.read())
            if directory is not None and directory < self.tail:
                self.tail = directory
                return
            with Pack(self.old) as old, Pack(part.path) as new:
                shared = _shared(old.extents(), new.extents())
            with self.old.open("rb") as file:
                for start, end, at in shared:
                    file.seek(start)
                    for done in range(0, end - start, _BLOCK):
                        part.land(at + done, file.read(min(_BLOCK, end - start - done)))
        except (BundleError, OSError):  # then all of it comes from elsewhere
            pass
        self.done = True


@dataclass
class SoundPieces:
    """The pieces of a blob that are still right on a disk that has spoiled others; those come anew, the blob stays until it is whole.

    Attributes:
        old: the spoiled blob.
        tail: its size: nothing is fetched before it is known which pieces are wrong.
        done: whether nothing more is expected of it.
    """

    old: Path
    tail: int
    done: bool = False

    def take(self, part: Part) -> None:
        """Land what is right of it. A piece with a sector that cannot be read any more is a wrong one.

        Raises:
            SpaceError: the disk is full.
        """
        with contextlib.suppress(OSError), self.old.open("rb", buffering=0) as file:
            for start, end in part.gaps():
                for at in range(-(-start // LIMITS.piece) * LIMITS.piece, end, LIMITS.piece):
                    size = min(LIMITS.piece, self.tail - at)
                    if at + size <= end and len(found := _read(file, at, size)) == size:
                        part.land(at, found)
        self.done = True


def reuse_of(old: Path, size: int) -> Reuse | None:
    """What the old pack of a lesson can spare of a new one of `size` bytes; None where that is nothing."""
    if size < _LEAST:
        return None
    try:
        length = old.stat().st_size
        with old.open("rb") as file:
            file.seek(-END_BYTES, 2)
            directory = directory_of(file.read())
    except OSError:
        return None
    return None if directory is None else Reuse(old, max(0, size - (length - directory) - _MORE))


def _read(file: FileIO, at: int, size: int) -> bytes:
    """Bytes from `at` on; fewer where the file ends, or a sector cannot be read."""
    found = b""
    with contextlib.suppress(OSError):
        file.seek(at)
        while len(found) < size and (more := file.read(size - len(found))):
            found += more
    return found


def _shared(old: dict[str, Extent], new: dict[str, Extent]) -> list[tuple[int, int, int]]:
    """Of the old pack from and to which bytes are those from a byte of the new one on; neighbours together."""
    found: list[tuple[int, int, int]] = []
    for name, there in sorted(new.items(), key=lambda one: one[1].start):
        here = old.get(name)
        if here is None or here.sameness != there.sameness:
            continue
        if found and found[-1][1] == here.start and there.start - here.start == found[-1][2] - found[-1][0]:
            found[-1] = (found[-1][0], here.end, found[-1][2])
        else:
            found.append((here.start, here.end, there.start))
    return [one for one in found if one[1] - one[0] >= _WORTH]
