"""A blob while it arrives: a file as long as the blob, into which bytes land in any order, in `downloads/` on the layout's own drive.

Every piece (1 MiB; a small blob is one piece) is checked when it is complete and forgotten when it is wrong, so that a bad byte
costs its piece. Beside it stands a `.map` of what has landed. It is a hint and no more: after a power cut both files may hold
anything, so each piece is checked again before it counts, and only what is left of a piece goes on from the hint.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import threading
import time
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from bivouac import machine
from bivouac.courses.bundle.oci import require_digest
from bivouac.courses.bundle.ranges import Range, Ranges
from bivouac.courses.bundle.source import damaged_blob
from bivouac.courses.limits import LIMITS

DOWNLOADS = "downloads"
"""Folder beside the layout's blobs where they arrive."""

SUFFIX = ".part"
MAP_SUFFIX = ".map"
_READ = 1024 * 1024
_TAIL = 512
_MAP_SECONDS = 0.25
_MOST_RANGES = 10_000
_PAIR = struct.Struct("<QQ")
_HEAD = struct.Struct("<II")  # CRC-32 of the ranges, and their number: what stands behind them is older


def part_path(folder: Path, digest: str) -> Path:
    """The file in which a blob arrives."""
    return folder / (require_digest(digest).removeprefix("sha256:") + SUFFIX)


def landed(path: Path, size: int) -> Ranges:
    """What the map beside a part says has landed of its `size` bytes; nothing where there is no map, or a damaged one."""
    try:
        with path.with_suffix(MAP_SUFFIX).open("rb") as file:
            checksum, count = _HEAD.unpack(file.read(_HEAD.size))
            data = file.read(min(count, _MOST_RANGES) * _PAIR.size)
        pairs = list(_PAIR.iter_unpack(data))
    except (OSError, struct.error):
        return Ranges()
    sound = checksum == zlib.crc32(data) and all(start < end <= size for start, end in pairs)
    return Ranges(pairs if sound else ())


def remove_part(path: Path) -> None:
    """Forget a part and its map."""
    path.unlink(missing_ok=True)
    path.with_suffix(MAP_SUFFIX).unlink(missing_ok=True)


class Part:
    """One blob on its way; use as a context manager. Bytes may land from several threads at once.

    Args:
        folder: where the file is, made if it is not there.
        digest, size: of the whole blob.
        pieces: SHA-256 of each of its pieces; none for a blob that has no list.

    Attributes:
        kept: bytes that were here already when it was opened.
    """

    def __init__(self, folder: Path, digest: str, size: int, pieces: tuple[bytes, ...] = ()) -> None:
        self.path = part_path(folder, digest)
        self.digest = digest
        self.size = size
        self.kept = 0
        self._here = Ranges()
        self._sound = Ranges()
        self._pieces = pieces or (bytes.fromhex(digest.removeprefix("sha256:")),)
        self._piece_size = LIMITS.piece if pieces else max(1, size)
        self._lock = threading.Lock()
        self._mapped = 0.0

    def __enter__(self) -> Part:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        hint = landed(self.path, self.size)
        self._file = _open(self.path)
        self._map = _open(self.path.with_suffix(MAP_SUFFIX))
        try:
            self._read_again(hint)
        except BaseException:
            self._shut()
            raise
        self.kept = self.done
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave what has landed for the next time; of nothing, nothing is left."""
        with self._lock:
            if self._file.closed:
                return
            self._write_map()
            self._shut()
            if not self.done:
                remove_part(self.path)

    @property
    def done(self) -> int:
        """Bytes that are here; those of complete pieces are right."""
        return self._here.total

    @property
    def complete(self) -> bool:
        """Whether all pieces are here and right."""
        return self._sound.total == self.size and (self.size > 0 or not self._pieces_differ())

    def gaps(self, start: int = 0) -> list[Range]:
        """What has not landed, from a byte on."""
        with self._lock:
            return list(self._here.gaps(start, self.size))

    def sound_until(self, start: int) -> int:
        """The byte up to which all from `start` on is here and right."""
        with self._lock:
            return next((gap[0] for gap in self._sound.gaps(start, self.size)), self.size)

    def land(self, at: int, chunk: bytes | memoryview) -> list[Range]:
        """Take bytes in that belong at `at`; returns the pieces that they completed and that are wrong and therefore gone.

        Of bytes that are here already nothing is written: two flows may bring the same, and what was checked once must stay as it is.

        Raises:
            SpaceError: the disk is full; what is here stays.
        """
        view = memoryview(chunk)
        with self._lock:
            gaps = [] if self._file.closed else list(self._here.gaps(at, min(at + len(view), self.size)))
            before = [piece for start, end in gaps for piece in self._touched(start, end)]
            for start, end in gaps:
                with machine.space_errors():
                    self._write(start, view[start - at : end - at])
                self._here.add(start, end)
            now_whole = [piece for piece in dict.fromkeys(before) if self._here.covers(*piece)]
        wrong = [piece for piece in now_whole if not self._check(piece)]
        with self._lock:
            if not self._file.closed and (wrong or time.monotonic() - self._mapped > _MAP_SECONDS):
                self._write_map()
        return wrong

    def forget(self, start: int, end: int) -> None:
        """Let go of bytes that may be wrong, as far as their pieces are not complete and right."""
        with self._lock:
            for piece in self._touched(start, min(end, self.size)):
                if not self._sound.covers(*piece):
                    self._here.cut(max(start, piece[0]), min(end, piece[1]))

    def finish(self, target: Path) -> None:
        """Make the complete blob visible under `target`, whole and durable.

        Raises:
            BundleError: all pieces are right and the whole is not: the list of pieces lies. Nothing is left of it.
            OSError: another program holds the file (Windows); the part stays and can be finished later.
        """
        if not self._file.closed:
            if len(self._pieces) > 1 and self._digest() != self.digest:
                self.discard()
                raise damaged_blob(self.digest)
            with machine.space_errors():
                machine.sync_file(self._file)
            self._shut()
        target.parent.mkdir(parents=True, exist_ok=True)
        self.path.with_suffix(MAP_SUFFIX).unlink(missing_ok=True)  # first: nobody would look for it afterwards
        try:
            machine.replace(self.path, target)
        except PermissionError:  # who watches it meanwhile goes by the map
            self._map = _open(self.path.with_suffix(MAP_SUFFIX))
            self._write_map()
            self._map.close()
            raise

    def discard(self) -> None:
        """Forget all that has come."""
        with self._lock:
            self._shut()
            self._here, self._sound = Ranges(), Ranges()
            with contextlib.suppress(
                PermissionError
            ):  # somebody watches it (Windows); it is looked at again before it counts
                remove_part(self.path)

    # --- pieces ----------------------------------------------------------------------------------------------------------

    def _touched(self, start: int, end: int) -> list[Range]:
        """The pieces that have bytes in a range."""
        size = self._piece_size
        return [(at, min(at + size, self.size)) for at in range(start // size * size, end, size)]

    def _check(self, piece: Range) -> bool:
        """Whether a piece that has landed is right; a wrong one is gone."""
        right = self._piece_digest(piece) == self._pieces[piece[0] // self._piece_size]
        with self._lock:
            if right:
                self._sound.add(*piece)
            else:
                self._here.cut(*piece)
        return right

    def _piece_digest(self, piece: Range) -> bytes:
        found = hashlib.sha256()
        for at in range(*piece, _READ):
            found.update(self._read(at, min(_READ, piece[1] - at)))
        return found.digest()

    def _digest(self) -> str:
        whole = hashlib.sha256()
        for at in range(0, self.size, _READ):
            whole.update(self._read(at, _READ))
        return f"sha256:{whole.hexdigest()}"

    def _pieces_differ(self) -> bool:
        """Of an empty blob: whether even that is wrong."""
        return self._pieces[0] != hashlib.sha256().digest()

    def _is_hole(self, piece: Range) -> bool:
        """Whether nothing has landed at the end of a piece, as far as can be seen quickly."""
        return not any(self._read(max(piece[0], piece[1] - _TAIL), min(_TAIL, piece[1] - piece[0])))

    def _read_again(self, hint: Ranges) -> None:
        """See what an earlier attempt left: whole pieces that are right, and of others what the hint says."""
        length = os.fstat(self._file.fileno()).st_size
        for piece in self._touched(0, min(length, self.size)):
            if piece[1] <= length and (hint.covers(*piece) or not self._is_hole(piece)) and self._check(piece):
                self._here.add(*piece)
        for start, end in hint:
            for piece in self._touched(start, end):
                if not hint.covers(*piece) and not self._sound.covers(*piece):  # else it was looked at as a whole
                    self._here.add(max(start, piece[0]), min(end, piece[1], length))
        with machine.space_errors():
            self._file.truncate(self.size)

    # --- files -----------------------------------------------------------------------------------------------------------

    def _write(self, at: int, view: memoryview) -> None:
        self._file.seek(at)
        while view:
            view = view[self._file.write(view) :]

    def _read(self, at: int, count: int) -> bytes:
        with self._lock:
            self._file.seek(at)
            return self._file.read(count)

    def _write_map(self) -> None:
        """Keep what has landed, for the next time. It is no harm when this fails: what it would save is fetched again."""
        self._mapped = time.monotonic()
        pairs = list(self._here)[:_MOST_RANGES]
        ranges = b"".join(_PAIR.pack(*one) for one in pairs)
        with contextlib.suppress(OSError):
            self._map.seek(0)
            self._map.write(_HEAD.pack(zlib.crc32(ranges), len(pairs)) + ranges)

    def _shut(self) -> None:
        self._file.close()
        self._map.close()


def _open(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666), "r+b", buffering=0)


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends
