"""Blobs on their way into a layout: checked while they are copied, on the disk before they have a name.

Reading, hashing, and waiting for the disk go on at once, since each has a different bottleneck. That takes two
threads of this module's own, an exception to the rule that threads live in the desktop: they end with the block,
no caller ever sees them, and they run nothing but SHA-256 and fsync.

Where the system copies from file to file by itself (`machine.send`), the bytes need not come through this program to be copied. They are
then hashed as the new file has them, right behind the copy, out of the very memory from which they go to the disk.
"""

from __future__ import annotations

import collections
import contextlib
import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType
from typing import IO

from bivouac import drives, machine
from bivouac.courses.bundle.oci import require_digest
from bivouac.courses.bundle.source import damaged_blob, extent_of
from bivouac.errors import BundleError, InputError, SpaceError, system_reason

PART = ".part-"
"""Begins the name of a file that is half-written."""

_CHUNK = 512 * 1024
_WORTH_A_THREAD = 128 * 1024
_SENT_AT_ONCE = 4 * 1024 * 1024
_HASHES_UNDER_WAY = 4
_SYNCS_UNDER_WAY = 4
_READ = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class Intake:
    """One series of blobs into `folder`; use as a context manager.

    Args:
        mark: stands in the names of half-written files.

    Attributes:
        taken: digests that this series brought, in order; all are named and durable once the block has ended.
    """

    def __init__(self, folder: Path, mark: str = "") -> None:
        self.taken: list[str] = []
        self._folder = folder
        self._mark = mark
        self._buffers = [bytearray(_CHUNK), bytearray(_CHUNK)]
        self._hashing = ThreadPoolExecutor(1)
        self._syncing = ThreadPoolExecutor(_SYNCS_UNDER_WAY)
        self._under_way: collections.deque[Future[None]] = collections.deque()

    def __enter__(self) -> Intake:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            while self._under_way:
                self._under_way.popleft().result()
            machine.sync_folder(self._folder)
        finally:
            self._syncing.shutdown()
            self._hashing.shutdown()

    def receive(
        self,
        digest: str,
        size: int,
        source: BufferedIOBase,
        progress: Callable[[int], None] = lambda _: None,
        begun: Path | None = None,
    ) -> None:
        """Take the blob that must have this digest and size.

        Args:
            begun: the file in which it comes, made here, which stays as far as it came when the copy is cut off (`begun.py`); None: nothing stays then.

        Raises:
            BundleError: the bytes are others; nothing of them stays.
            SpaceError: the disk is full.
        """
        self._take(source, progress, expected=(require_digest(digest), size), begun=begun)

    def take(self, source: BufferedIOBase, progress: Callable[[int], None] = lambda _: None) -> tuple[str, int]:
        """Take whatever `source` holds; return its digest and size in bytes."""
        return self._take(source, progress, expected=None)

    def link(self, digest: str, size: int, path: Path, progress: Callable[[int], None] = lambda _: None) -> bool:
        """Give a file a second name here, once all of it was read from the drive and is the blob of this digest and size.

        Everybody may read it from then on, as what is written here: a web server run by another user may serve this folder. Only for files that nobody writes into, as the blobs of a layout are: what would change one changes the other, too.

        Returns:
            Whether that was done; not on another drive, or one that gives no second names: copy it then.

        Raises:
            BundleError: the bytes are others, or cannot be read.
        """
        part, target = self._part(), self._folder / require_digest(digest).removeprefix("sha256:")
        try:
            os.link(path, part)
        except OSError:  # another drive, FAT, somebody else's file, too many names: a copy says what else may be wrong
            return False
        try:
            if not _readable_by_all(part):
                return False
            drives.read_past_cache(part)
            if _digest_of(part, size, progress) != digest:
                raise damaged_blob(digest)
            os.utime(part)  # nobody needs it yet, and a sweep spares what is young
            target.unlink(missing_ok=True)  # renaming one name of a file over another does nothing
            machine.replace(part, target, durable=False)
        finally:
            part.unlink(missing_ok=True)
        self.taken.append(digest)
        return True

    def _part(self) -> Path:
        return self._folder / f"{PART}{self._mark}{secrets.token_hex(8)}"

    def _take(
        self,
        source: BufferedIOBase,
        progress: Callable[[int], None],
        expected: tuple[str, int] | None,
        begun: Path | None = None,
    ) -> tuple[str, int]:
        part = begun or self._part()
        file = part.open("x+b", buffering=0)
        try:
            with machine.space_errors():
                found = self._copy(source, file, progress, limit=expected[1] if expected else None)
            if expected and found != expected:
                raise damaged_blob(expected[0])
            self._finish_later(file, part, found[0])
        except BaseException as error:
            file.close()
            if begun is None or isinstance(error, BundleError | SpaceError):
                part.unlink(missing_ok=True)
            raise
        self.taken.append(found[0])
        return found

    def _copy(
        self, source: BufferedIOBase, target: IO[bytes], progress: Callable[[int], None], limit: int | None
    ) -> tuple[str, int]:
        """Copy to the end (or one chunk past `limit`), hashing one chunk while the next is read and written."""
        checksum = hashlib.sha256()
        total = self._send(source, target, progress, limit, checksum)
        hashed: Future[None] | None = None
        while limit is None or total <= limit:
            count = read_some(source, self._buffers[0])
            if hashed:
                hashed.result()
                hashed = None
            if not count:
                break
            chunk = memoryview(self._buffers[0])[:count]
            if count < _WORTH_A_THREAD:
                checksum.update(chunk)
            else:
                hashed = self._hashing.submit(checksum.update, chunk)
            _write_all(target, chunk)
            total += count
            progress(count)
            self._buffers.reverse()
        if hashed:
            hashed.result()
        return f"sha256:{checksum.hexdigest()}", total

    def _send(
        self,
        source: BufferedIOBase,
        target: IO[bytes],
        progress: Callable[[int], None],
        limit: int | None,
        checksum: hashlib._Hash,
    ) -> int:
        """Let the system copy as much as it will, and hash that; how many bytes it was. `source` and `target` stand behind them."""
        extent = extent_of(source)
        if extent is None:
            return 0
        total, size = 0, extent.size if limit is None else min(extent.size, limit + 1)
        hashing: collections.deque[Future[None]] = collections.deque()
        try:
            while total < size and (
                count := machine.send(target, extent.handle, extent.start + total, min(_SENT_AT_ONCE, size - total))
            ):
                hashing.append(self._hashing.submit(self._hash, target.fileno(), checksum, total, count))
                total += count
                progress(count)
                if len(hashing) > _HASHES_UNDER_WAY:
                    hashing.popleft().result()
        finally:
            while hashing:
                hashing.popleft().result()
        if total:
            source.seek(total)
            target.seek(total)
        return total

    def _hash(self, handle: int, checksum: hashlib._Hash, start: int, size: int) -> None:
        """Hash a part of the new file. Only the thread that hashes uses these buffers while bytes are sent."""
        buffer = memoryview(self._buffers[0])
        while size:
            count = machine.read_at(handle, buffer[: min(size, _CHUNK)], start)
            if not count:
                raise damaged_blob("sha256:")  # somebody else cut it short
            checksum.update(buffer[:count])
            start, size = start + count, size - count

    def _finish_later(self, file: IO[bytes], part: Path, digest: str) -> None:
        while len(self._under_way) >= _SYNCS_UNDER_WAY:
            self._under_way.popleft().result()
        self._under_way.append(self._syncing.submit(self._finish, file, part, digest))

    def _finish(self, file: IO[bytes], part: Path, digest: str) -> None:
        try:
            with machine.space_errors(), file:
                machine.sync_file(file)
            machine.replace(part, self._folder / digest.removeprefix("sha256:"), durable=False)
        except PermissionError:
            part.unlink(missing_ok=True)
            raise held_open() from None
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def held_open() -> InputError:
    """The error for a blob that cannot take the place of a damaged one, since that is open (Windows). Raise it from None: where it comes from is not to blame (`is_damage`)."""
    return InputError(
        "Something of a course is damaged here and comes anew, but it is open. Close the lesson that is open, then try again."
    )


def _readable_by_all(path: Path) -> bool:
    """Whether everybody may read a file, as far as its folder lets them; from now on, where they might not."""
    mode = stat.S_IMODE(path.stat().st_mode)
    try:
        if mode & _READ != _READ:
            path.chmod(mode | _READ)
    except PermissionError:  # somebody else's file
        return False
    return True


def _digest_of(path: Path, size: int, progress: Callable[[int], None]) -> str:
    """The digest of a file, as far as it can be read; empty when it has another size."""
    checksum, buffer, total = hashlib.sha256(), bytearray(_CHUNK), 0
    with path.open("rb", buffering=0) as file, contextlib.suppress(OSError):
        while count := file.readinto(buffer):
            checksum.update(memoryview(buffer)[:count])
            total += count
            progress(count)
    return f"sha256:{checksum.hexdigest()}" if total == size else ""


def read_some(source: BufferedIOBase, buffer: bytearray | memoryview) -> int:
    """Read from where a course comes from; how many bytes. Raises InputError when that cannot be read any more."""
    try:
        return source.readinto(buffer)
    except OSError as error:
        raise InputError(
            "The drive that the course comes from cannot be read any more ({reason}). Plug it in again and try again: what was copied stays.",
            reason=system_reason(error),
        ) from error


def _write_all(target: IO[bytes], chunk: memoryview) -> None:
    """Raw files may take less than they are given."""
    while chunk:
        chunk = chunk[target.write(chunk) :]
