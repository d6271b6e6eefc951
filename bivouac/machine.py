"""The one place that knows the operating system: folders, files that appear whole, free space, names, locks."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import signal
import stat
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from bivouac.errors import InputError, LargeFileError, SpaceError

WINDOWS = sys.platform == "win32"
"""What only one system has stands behind `sys.platform` all the same, by which mypy knows what the other lacks."""
ENDINGS = [signal.SIGINT, signal.SIGTERM]
"""Signals that ask a program to end."""

_WINDOWS_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{p}{n}" for p in ("com", "lpt") for n in "0123456789¹²³"
}
_FORBIDDEN_IN_NAMES = set('<>:"/\\|?*')
_REPLACE_TRIES = 20
_HALF_WRITTEN = re.compile(r"\.part-[a-z0-9_]{8}")


def data_folder() -> Path:
    """Where this machine's library lives; `BIVOUAC_HOME` overrides the system's place for application data."""
    if home := os.environ.get("BIVOUAC_HOME"):
        return Path(home)
    import platformdirs  # 30 ms at start that most starts of the tests and of the frozen app need not pay

    return Path(platformdirs.user_data_dir("Bivouac", appauthor=False))


def marks() -> frozenset[str]:
    """What tells this machine from others, hashed: its disks and its network cards, as far as anybody may read them.

    A part may be changed, so one in common is enough to be the same machine. A copy of the disk in another machine has none in common.
    """
    return frozenset(hashlib.sha256(b"bivouac mark\0" + part).hexdigest()[:16] for part in _parts())


def place_of(folder: Path) -> str:
    """What tells a folder from a copy of it on the same machine: its number on the drive."""
    return str(folder.stat().st_ino)


def free_space(folder: Path) -> int:
    """Bytes that this process may still write on the drive that holds `folder` (which need not exist yet)."""
    while not folder.exists() and folder != folder.parent:  # on Windows even the last of them goes, with its drive
        folder = folder.parent
    return shutil.disk_usage(folder).free


def whole_space(folder: Path) -> int:
    """Bytes of the drive that holds `folder`, full or not."""
    return shutil.disk_usage(folder).total


def space_of(path: Path) -> int:
    """Bytes of the drive that a file takes; less than its length where it has holes. 0 where there is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0
    if WINDOWS or sys.platform == "win32":
        return found.st_size
    return min(found.st_size, found.st_blocks * 512)


def require_space(folder: Path, needed: int, floor: int = 0) -> None:
    """Raise SpaceError unless `needed` bytes fit on the drive of `folder` and `floor` bytes stay free."""
    free = free_space(folder)
    if free < needed + floor:
        raise SpaceError(
            "There is not enough room: {needed} MB are needed and {free} MB are free. Remove a course you have finished, then try again.",
            needed=max(1, (needed + floor) // 1_000_000),
            free=free // 1_000_000,
            missing=needed + floor - free,
        )


@contextlib.contextmanager
def space_errors() -> Iterator[None]:
    """Turn the system's 'disk full', 'over quota' and 'file too large' into SpaceError."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "winerror", None) in (39, 112):
            raise SpaceError("The disk is full. Make room, then try again; nothing that was saved is lost.") from error
        if error.errno == errno.EFBIG or getattr(error, "winerror", None) == 223:
            raise LargeFileError from error
        raise


def sync_file(file: IO[bytes]) -> None:
    """Return once what was written to `file` is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return once the names in `folder` are on the disk (Windows keeps them in its journal without being asked)."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def send(target: IO[bytes], source: int, start: int, size: int) -> int:
    """Let the system copy bytes of the file with the handle `source` to where `target` stands, without their passing through this program.

    Returns:
        How many it copied; 0 where it cannot, or not just now: whoever copies them otherwise learns why.
    """
    if sys.platform != "linux":
        return 0
    try:
        return os.sendfile(target.fileno(), source, start, size)
    except OSError:
        return 0


def read_at(handle: int, buffer: memoryview, start: int) -> int:
    """Read into `buffer` from a place in the file of a handle, wherever it stands; how many bytes it was. Linux only, as `send`."""
    if sys.platform == "win32":
        return 0
    return os.preadv(handle, [buffer], start)


def open_itself(path: Path) -> IO[bytes]:
    """Open a file to read, unbuffered; only one that is a file itself, no link to one.

    Raises:
        FileNotFoundError: there is no such file.
    """
    if WINDOWS or sys.platform == "win32":  # where only administrators can make links
        if path.is_symlink() or not path.is_file():
            raise FileNotFoundError(path)
        return path.open("rb", buffering=0)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise FileNotFoundError(path) from error
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileNotFoundError(path)
    return os.fdopen(handle, "rb", buffering=0)


def read_cached(handle: int, start: int, length: int) -> bytes | None:
    """Bytes of a file that the system has in memory; None when the disk would have to be waited for, or when it cannot tell."""
    if sys.platform != "linux":
        return None
    buffer = bytearray(length)
    try:
        count = os.preadv(handle, [buffer], start, os.RWF_NOWAIT)
    except OSError:
        return None
    return bytes(buffer) if count == length else None


def remove_half_written(folder: Path) -> None:
    """Remove what `whole_file` left in a folder when the power went, for whoever knows that nobody else is writing there."""
    for path in folder.glob(".part-*"):
        if _HALF_WRITTEN.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that appears whole and durable under `path` when the block ends, or not at all.

    Raises:
        SpaceError: the disk is full; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    temporary = Path(name)
    try:
        with space_errors(), os.fdopen(handle, "wb") as file:
            yield file
            sync_file(file)
        replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """`whole_file` for content that is at hand."""
    with whole_file(path) as file:
        file.write(content)


def replace(source: Path, target: Path, *, durable: bool = True) -> None:
    """Rename `source` over `target`. On Windows a virus scanner may hold either for a moment: wait for it; what is marked as read only is replaced all the same.

    With `durable` false the caller syncs the folder itself, once for many files.
    """
    for attempt in range(_REPLACE_TRIES):
        try:
            source.replace(target)
            break
        except PermissionError:
            if not WINDOWS or attempt == _REPLACE_TRIES - 1:
                raise
            if not _made_writable(target):
                time.sleep(0.05)
    if durable:
        sync_folder(target.parent)


def remove(path: Path) -> None:
    """Remove a file if it is there, on Windows also one that is marked as read only.

    Raises:
        PermissionError: it is open (Windows), or in somebody else's folder.
    """
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        if not WINDOWS or not _made_writable(path):
            raise
        path.unlink(missing_ok=True)


def _made_writable(path: Path) -> bool:
    """Take the mark from a file that Windows lets nobody replace or remove; whether it was marked."""
    try:
        marked = not path.stat().st_mode & stat.S_IWRITE
        if marked:
            path.chmod(stat.S_IREAD | stat.S_IWRITE)
    except OSError:
        return False
    return marked


def put_aside(path: Path, folder: Path) -> Path:
    """Move a damaged file into a folder for those, under its name and the time; where it is now. Nothing is ever overwritten there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment, number = time.strftime("%Y%m%d-%H%M%S"), 0
    while (target := folder / f"{path.stem}-{moment}{f'-{number}' if number else ''}{path.suffix}").exists():
        number += 1
    replace(path, target)
    return target


def safe_name(name: str) -> bool:
    """Whether one path component can be a file's name on every system we run on, and stays in its folder."""
    return (
        0 < len(name) <= 200
        and name not in (".", "..")
        and not any(c in _FORBIDDEN_IN_NAMES or unicodedata.category(c) in ("Cc", "Cs") for c in name)
        and name[-1] not in ". "
        and name[0] != " "
        and name.split(".")[0].strip().lower() not in _WINDOWS_RESERVED
    )


def require_safe_path(path: str) -> None:
    """Raise InputError unless a relative path with `/` between its parts is safe on every system."""
    if not path or len(path) > 1000 or not all(safe_name(part) for part in path.split("/")):
        raise InputError("The name “{name}” cannot be used for a file. Rename it and try again.", name=path[:120])


def map_library(path: Path) -> None:
    """Map a shared library into this process, and what it needs, so that whoever loads it next has it at once. One that cannot be mapped is left to them.

    Other threads go on in Python meanwhile: an import holds the interpreter's lock while the system reads and links, for tens of milliseconds.
    """
    import ctypes  # takes memory that only those who call this need to have

    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            ctypes.CDLL(str(path))  # there this lets go of the lock by itself
    else:
        ctypes.CDLL(None).dlopen(os.fsencode(path), ctypes.c_int(os.RTLD_NOW))


@contextlib.contextmanager
def only_one(folder: Path, on_held: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of `folder` for one process; when another holds it, call `on_held` first (it raises, or waits).

    The lock is the system's, so that it goes with the process however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        while not _try_lock(file):
            on_held()
        try:
            yield
        finally:
            _unlock(file.fileno())  # Windows would let go of it some time after the file is closed


def take_room(file: int, size: int) -> None:
    """Make an open file (its descriptor) as long as `size` bytes, of which the drive really has each; what is in it stays.

    Raises:
        OSError: there is no room.
    """
    if sys.platform == "linux":
        os.posix_fallocate(file, 0, size)
    else:
        os.ftruncate(file, size)


@contextlib.contextmanager
def locked(file: int) -> Iterator[None]:
    """Hold the lock of an open file (its descriptor) among processes, waiting for it; it goes with the process however that ends."""
    _lock(file)
    try:
        yield
    finally:
        _unlock(file)


if sys.platform == "win32":
    import msvcrt

    ENDINGS.append(signal.SIGBREAK)  # Ctrl-Break, and the terminal's window is closed

    def _lock(file: int) -> None:
        while True:  # it gives up after ten seconds
            os.lseek(file, 0, os.SEEK_SET)
            with contextlib.suppress(OSError):
                return msvcrt.locking(file, msvcrt.LK_LOCK, 1)

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _parts() -> set[bytes]:
        """A network card's address, and what the board says of itself."""
        import uuid
        import winreg

        node = uuid.getnode()
        parts = {node.to_bytes(6, "big")} if not node >> 40 & 1 else set()  # that bit says it was made up
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Services\mssmbios\Data") as key,
        ):
            parts.add(bytes(winreg.QueryValueEx(key, "SMBiosData")[0]))
        return parts

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _parts() -> set[bytes]:
        """The network cards that are made of metal, and the drives."""
        parts = set()
        for card in Path("/sys/class/net").glob("*/device"):
            with contextlib.suppress(OSError):
                parts.add((card.parent / "address").read_bytes().strip())
        for drive in Path("/dev/disk/by-id").glob("*"):
            if not re.search(r"-part\d+$|^(dm|md|lvm|usb)-", drive.name):
                parts.add(os.fsencode(drive.name))
        return parts - {b"", b"00:00:00:00:00:00"}
