"""A blob while it arrives: a file whose length is how far it is, in `downloads/` on the layout's own drive.

Every piece (1 MiB; a small blob is one piece) is checked when it is complete and forgotten when it is wrong, so that a bad byte
costs its piece. After a power cut the file may hold anything: what it holds is checked again before it is gone on from.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from types import TracebackType

from bivouac import machine
from bivouac.courses.bundle.oci import require_digest
from bivouac.courses.bundle.source import damaged_blob
from bivouac.courses.limits import LIMITS

SUFFIX = ".part"
_READ = 1024 * 1024


def part_path(folder: Path, digest: str) -> Path:
    """The file in which a blob arrives."""
    return folder / (require_digest(digest).removeprefix("sha256:") + SUFFIX)


class Part:
    """One blob on its way; use as a context manager.

    Args:
        folder: where the file is, made if it is not there.
        digest, size: of the whole blob.
        pieces: SHA-256 of each of its pieces; none for a blob that has no list.

    Attributes:
        done: bytes that are here; those of complete pieces are right.
        kept: bytes that were here already when it was opened.
    """

    def __init__(self, folder: Path, digest: str, size: int, pieces: tuple[bytes, ...] = ()) -> None:
        self.path = part_path(folder, digest)
        self.digest = digest
        self.size = size
        self.done = 0
        self._pieces = pieces or (bytes.fromhex(digest.removeprefix("sha256:")),)
        self._piece_size = LIMITS.piece if pieces else max(1, size)
        self._whole = hashlib.sha256()
        self._piece = hashlib.sha256()
        self._sound = self._whole.copy()  # of all complete pieces: where to go back to

    def __enter__(self) -> Part:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600), "r+b", buffering=0)
        try:
            self._read_again()
        except BaseException:
            self._file.close()
            raise
        self.kept = self.done
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if error and not self.done:
            self.path.unlink(missing_ok=True)  # nothing worth going on from

    @property
    def complete(self) -> bool:
        return self.done == self.size

    def add(self, chunk: bytes) -> bool:
        """Append the bytes that follow; false when they complete a piece that is wrong and therefore gone.

        Raises:
            SpaceError: the disk is full; what is here stays.
        """
        view = memoryview(chunk)[: self.size - self.done]
        while view:
            room = self._piece_size - self.done % self._piece_size
            head = view[:room]
            with machine.space_errors():
                count = self._file.write(head)
            if not self._took(head[:count]):
                return False
            view = view[count:]
        return True

    def finish(self, target: Path) -> None:
        """Make the complete blob visible under `target`, whole and durable.

        Raises:
            BundleError: all pieces are right and the whole is not: the list of pieces lies. Nothing is left of it.
        """
        with machine.space_errors():
            machine.sync_file(self._file)
        self._file.close()
        if f"sha256:{self._whole.hexdigest()}" != self.digest or self.path.stat().st_size != self.size:
            self.discard()
            raise damaged_blob(self.digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        machine.replace(self.path, target)

    def discard(self) -> None:
        """Forget all that has come."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _read_again(self) -> None:
        """Hash what an earlier attempt left, up to its first wrong piece."""
        left = min(os.fstat(self._file.fileno()).st_size, self.size)
        while left:
            chunk = self._file.read(min(left, _READ, self._piece_size - self.done % self._piece_size))
            if not chunk or not self._took(memoryview(chunk)):
                break
            left -= len(chunk)
        self._cut()

    def _took(self, chunk: memoryview) -> bool:
        self._whole.update(chunk)
        self._piece.update(chunk)
        self.done += len(chunk)
        if self.done % self._piece_size and not self.complete:
            return True
        if self._piece.digest() != self._pieces[(self.done - 1) // self._piece_size]:
            self.done -= (self.done - 1) % self._piece_size + 1
            self._whole = self._sound.copy()
            self._piece = hashlib.sha256()
            self._cut()
            return False
        self._sound, self._piece = self._whole.copy(), hashlib.sha256()
        return True

    def _cut(self) -> None:
        self._file.truncate(self.done)
        self._file.seek(self.done)


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends
