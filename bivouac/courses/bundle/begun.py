"""Large blobs of which a copy was cut off, by a stick that was pulled out or by a kill: the next copy goes on behind what is sound of them.

What has come stands in a folder among the blobs, under the name and in the form of a part (`part.py`): its pieces say what of it is right. What nobody takes up again goes a day
after it came, with the next copy, or as the other half-written files of the layout (`Layout.sweep`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Mapping
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType

from bivouac import machine
from bivouac.courses.bundle.intake import PART, Intake, held_open, read_some
from bivouac.courses.bundle.layout import FRESH_SECONDS, Layout
from bivouac.courses.bundle.part import SUFFIX, Part, part_path, remove_part
from bivouac.courses.bundle.source import CHUNK, damaged_blob
from bivouac.errors import BivouacError


class Begun:
    """A way into a layout that leaves something to go on with; use as a context manager, around that of the intake.

    Where another copy into this layout is at it, blobs come by the intake alone.

    Args:
        pieces: digest to the SHA-256 of its pieces, of each blob that has a list.
    """

    def __init__(self, layout: Layout, pieces: Mapping[str, tuple[bytes, ...]]) -> None:
        self._layout = layout
        self._pieces = pieces
        self._folder = _folder(layout)
        self._lock = contextlib.ExitStack()
        self._is_ours = False

    def __enter__(self) -> Begun:
        if self._pieces:
            with contextlib.suppress(_HeldError), self._layout.alone():
                self._folder.mkdir(parents=True, exist_ok=True)
                os.utime(self._folder)  # a sweep spares what is young
                self._lock.enter_context(machine.only_one(self._folder, _stop))
                self._is_ours = True
                self._remove_old()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_ours:
            return
        self._is_ours = False
        try:
            with self._layout.alone():
                self._lock.close()
                if not list(self._folder.glob(f"*{SUFFIX}")):
                    shutil.rmtree(self._folder, ignore_errors=True)
        except (BivouacError, OSError):  # the drive is gone, or another program is at it: a sweep does it
            self._lock.close()

    def _remove_old(self) -> None:
        """What was taken up by no copy for a day may be of a version that never comes again."""
        for path in self._folder.glob(f"*{SUFFIX}"):
            if path.stat().st_mtime < time.time() - FRESH_SECONDS:
                remove_part(path)

    def receive(
        self, intake: Intake, digest: str, size: int, source: BufferedIOBase, progress: Callable[[int], None]
    ) -> None:
        """Take the blob that must have this digest and size, what an earlier copy brought of it included.

        Raises:
            as `Intake.receive`. What was sound of it stays for the next copy, unless the disk is full.
        """
        pieces = self._pieces.get(digest)
        if not pieces or not self._is_ours:
            intake.receive(digest, size, source, progress)
        elif part_path(self._folder, digest).exists():
            self._go_on(digest, size, pieces, source, progress)
        else:
            intake.receive(digest, size, source, progress, part_path(self._folder, digest))

    def _go_on(
        self,
        digest: str,
        size: int,
        pieces: tuple[bytes, ...],
        source: BufferedIOBase,
        progress: Callable[[int], None],
    ) -> None:
        buffer = memoryview(bytearray(CHUNK))
        with Part(self._folder, digest, size, pieces) as part:
            progress(part.done)
            for start, end in part.gaps():
                source.seek(start)
                while start < end:
                    count = read_some(source, buffer[: min(CHUNK, end - start)])
                    if not count or part.land(start, buffer[:count]):
                        raise damaged_blob(digest)
                    start += count
                    progress(count)
            try:
                part.finish(self._layout.blob_path(digest))
            except PermissionError:
                raise held_open() from None


def lacking_size(layout: Layout, blobs: Mapping[str, int]) -> int:
    """Bytes that these blobs, by digest and size, take beyond those that copies which were cut off have on the drive."""
    return sum(max(0, size - machine.space_of(part_path(_folder(layout), digest))) for digest, size in blobs.items())


def _folder(layout: Layout) -> Path:
    return layout.drive / "blobs" / "sha256" / f"{PART}begun"


class _HeldError(Exception):
    """Another copy is at it."""


def _stop() -> None:
    raise _HeldError
