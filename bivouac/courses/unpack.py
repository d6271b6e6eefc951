"""Archives from outside, unpacked without trusting them: ZIP and tar, plain or compressed by gzip, bzip2 or xz.

The kind is judged by the content, never by the name. What is unpacked are ordinary files under names that every
system takes; what comes out is counted as it comes, whatever the archive's own headers say about sizes.
"""

from __future__ import annotations

import bz2
import contextlib
import errno
import gzip
import hashlib
import lzma
import shutil
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, cast

from bivouac.courses.limits import LIMITS, MIB, Limits
from bivouac.errors import BundleError, InputError
from bivouac.machine import require_space, safe_name, space_errors

_ALWAYS_ALLOWED = 64 * MIB
"""What any archive may unpack to; beyond it the ratio counts (`Limits.pack_ratio`, of the archive as a whole)."""

_CHUNK = MIB
_LONGEST_PATH = 1000
_LARGEST_READ = 8 * MIB  # tarfile reads an extended header in one go, as large as it says it is

_COMPRESSIONS = {
    b"\x1f\x8b": cast(Callable[[Path], IO[bytes]], gzip.open),
    b"\xfd7zXZ\x00": cast(Callable[[Path], IO[bytes]], lzma.open),
    b"BZh": cast(Callable[[Path], IO[bytes]], bz2.open),
}
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_UTF8_NAME = 0x800  # bit 11 of the general purpose flags: APPNOTE.TXT 4.4.4
_ENCRYPTED = 0x1


def unpack(archive: Path, into: Path, limits: Limits = LIMITS) -> tuple[str, ...]:
    """Unpack the files of `archive` into the folder `into`, which is made or is empty; all of it, or nothing.

    The rubbish that macOS and Windows leave in archives (`__MACOSX`, `._*`, `.DS_Store`…) is skipped.

    Returns:
        The names of links, devices and the like, which are never made.

    Raises:
        InputError: this is no archive, or one that is locked or packed in a way Bivouac does not know.
        BundleError: it is damaged or hostile: names that leave the folder, the same name twice, too much in it.
        SpaceError: the disk is full.
    """
    require_space(into, archive.stat().st_size)
    try:
        with space_errors():
            return _unpack(archive, into, limits)
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise


def names(archive: Path, first: int = 5_000) -> Iterator[str]:
    """The safe names of the first members of `archive`, as far as they can be read; none for what is no archive.

    Made for importers that look whether a file is theirs: it reads little and never raises.
    """
    with contextlib.suppress(InputError, BundleError, OSError), _opened(archive, LIMITS) as members:
        for member in _limited(members, first):
            if member.regular and (name := safe_path(member.name)):
                yield name


def is_archive(path: Path) -> bool:
    """Whether the file looks like an archive that `unpack` reads; only its first bytes are looked at."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(512)
    return start.startswith((*_ZIP_STARTS, *_COMPRESSIONS)) or start[257:262] == b"ustar"


def safe_path(name: str) -> str:
    """`name` as a path that every system takes, `/` between parts, in Unicode's composed form; empty for rubbish.

    Raises:
        BundleError: the name leads out of the folder, or is longer than any system takes.
    """
    if name.startswith("/") or name[1:3] == ":/" or ".." in name.split("/"):
        raise BundleError(
            "This archive wants to write outside its folder (“{name}”) and was not opened. Ask whoever made it for a clean copy.",
            name=name[:120],
        )
    if len(name) > _LONGEST_PATH:
        raise BundleError(
            "This archive holds a name that is too long (“{name}”…), and was not opened.", name=name[:120]
        )
    parts = [unicodedata.normalize("NFC", part) for part in name.split("/") if part not in ("", ".")]
    return "" if _is_rubbish(parts) else "/".join(map(_safe_part, parts))


def _is_rubbish(parts: list[str]) -> bool:
    """What systems add to archives and nobody wrote."""
    return (
        not parts
        or "__MACOSX" in parts
        or any(part.startswith("._") for part in parts)
        or parts[-1].lower() in (".ds_store", "thumbs.db", "desktop.ini")
    )


def _safe_part(part: str) -> str:
    """One part of a path, its characters replaced where a system forbids them, shortened where it is too long."""
    if safe_name(part):
        return part
    mended = "".join(c if safe_name(f"x{c}x") else "_" for c in part).rstrip(". ").lstrip(" ")
    if len(mended) > 200:
        stem, dot, extension = mended.rpartition(".") if "." in mended[-12:] else (mended, "", "")
        mended = f"{stem[:150]}-{hashlib.sha256(part.encode('utf-8', 'replace')).hexdigest()[:12]}{dot}{extension}"
    return mended if safe_name(mended) else f"_{mended}"


# --- writing ---------------------------------------------------------------------------------------------------------


def _unpack(archive: Path, into: Path, limits: Limits) -> tuple[str, ...]:
    into.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    left_out: list[str] = []
    with _opened(archive, limits) as members:
        for member in _limited(members, limits.archive_members):
            name = "" if member.folder else safe_path(member.name)
            if name and not member.regular:
                left_out.append(name)
            elif name:
                _refuse_twice(member.name, seen)
                _write(member, _free(into / name))
    return tuple(left_out)


def _refuse_twice(name: str, seen: set[str]) -> None:
    name = str(PurePosixPath(name))
    if name in seen:
        raise BundleError(
            "This archive holds “{name}” twice, so that nobody can say which is meant. Unpack it, keep one of them and import the folder.",
            name=name[:120],
        )
    seen.add(name)


def _free(path: Path) -> Path:
    """`path`, or with a number before its ending where replaced characters, or letter case on this disk, made two names one."""
    free, number = path, 1
    while free.is_file():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _write(member: _Member, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with member.open() as source, target.open("xb") as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise BundleError(
            "In this archive “{name}” is both a file and a folder, so it cannot be unpacked. Ask whoever made it for a new copy.",
            name=member.name[:120],
        ) from error


# --- reading ---------------------------------------------------------------------------------------------------------


class _Member(NamedTuple):
    """An entry of an archive under its decoded name; neither `regular` nor `folder`: a link or a device."""

    name: str
    regular: bool
    folder: bool
    open: Callable[[], IO[bytes]]


class _Metered:
    """A stream that counts what is read from it and never goes back: all that tarfile and zipfile need to read on.

    Raises BundleError when more than `budget` bytes came out: the archive is made to fill the disk.
    """

    def __init__(self, stream: IO[bytes], meter: list[int], budget: int) -> None:
        self._stream, self._meter, self._budget = stream, meter, budget
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _LARGEST_READ:
            raise tarfile.ReadError("a header is larger than any header is")
        data = self._stream.read(size)
        self._position += len(data)
        self._meter[0] += len(data)
        if self._meter[0] > self._budget:
            raise BundleError("This archive unpacks to far more than it should hold, and was not opened.")
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, position: int) -> int:
        while self._position < position and self.read(min(_CHUNK, position - self._position)):
            pass
        if self._position > position:
            raise tarfile.ReadError("the archive points backwards")
        return self._position

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> _Metered:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def _opened(archive: Path, limits: Limits) -> Iterator[Iterator[_Member]]:
    """The members of an archive, in order; each must be read before the next is asked for."""
    budget = min(limits.archive_unpacked, max(_ALWAYS_ALLOWED, limits.pack_ratio * archive.stat().st_size))
    with archive.open("rb") as file:
        start = file.read(6)
    with _damage_named():
        if start.startswith(_ZIP_STARTS):
            with zipfile.ZipFile(archive) as packed:
                yield _zip_members(packed, budget)
        else:
            unpressed = next((kind for magic, kind in _COMPRESSIONS.items() if start.startswith(magic)), None)
            with (unpressed or (lambda path: path.open("rb")))(archive) as stream:
                metered = cast(IO[bytes], _Metered(stream, [0], budget))
                with _tar(metered) as tar:
                    yield _tar_members(tar)


@contextlib.contextmanager
def _tar(stream: IO[bytes]) -> Iterator[tarfile.TarFile]:
    try:
        tar = tarfile.TarFile(fileobj=stream, encoding="utf-8", errors="surrogateescape")
    except (tarfile.ReadError, EOFError, zlib.error, lzma.LZMAError, OSError, ValueError) as error:
        raise InputError(
            "This file is not a .zip or .tar archive, or it is cut off. Check that it was copied or downloaded whole."
        ) from error
    with tar:
        yield tar


def _tar_members(tar: tarfile.TarFile) -> Iterator[_Member]:
    while (entry := tar.next()) is not None:
        tar.members = []  # type: ignore[attr-defined]  # tarfile would keep every one of them in memory
        name = _decoded(entry.name.encode("utf-8", "surrogateescape"), "cp1252")
        regular = entry.isreg() or entry.type not in tarfile.SUPPORTED_TYPES  # POSIX: an unknown type is a file
        yield _Member(name, regular, entry.isdir(), partial(_tar_file, tar, entry))


def _tar_file(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    return cast(IO[bytes], tar.extractfile(entry))  # None only for what is no file, and that is never asked for


def _zip_members(packed: zipfile.ZipFile, budget: int) -> Iterator[_Member]:
    meter = [0]
    for entry in packed.infolist():
        if entry.flag_bits & _ENCRYPTED:
            raise InputError(
                "This archive is locked with a password. Unpack it with the password and import the folder."
            )
        name = _zip_name(entry).replace("\\", "/")  # some Windows programs write their own separator
        kind = stat.S_IFMT(entry.external_attr >> 16)
        folder = name.endswith("/")
        regular = not folder and kind in (0, stat.S_IFREG)
        yield _Member(name, regular, folder, partial(_zip_file, packed, entry, meter, budget))


def _zip_name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return _decoded(entry.filename.encode("cp437"), "cp437")  # what zipfile took it for
    except UnicodeEncodeError:
        return entry.filename  # taken from the Unicode path field


def _zip_file(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: list[int], budget: int) -> IO[bytes]:
    return cast(IO[bytes], _Metered(packed.open(entry), meter, budget))


def _decoded(name: bytes, otherwise: str) -> str:
    """A name whose encoding nobody says: UTF-8 where it can be, for no other encoding looks like it by chance."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode(otherwise, "replace")


def _limited(members: Iterator[_Member], most: int) -> Iterator[_Member]:
    for number, member in enumerate(members):
        if number == most:
            raise BundleError("This archive holds more than {most} files, and was not opened.", most=most)
        yield member


@contextlib.contextmanager
def _damage_named() -> Iterator[None]:
    """Turn what the standard library raises on broken archives into our own words."""
    try:
        yield
    except (NotImplementedError, RuntimeError) as error:
        raise InputError(
            "This archive is packed in a way Bivouac does not know. Unpack it with another program and import the folder."
        ) from error
    except (
        tarfile.TarError,
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        struct.error,
        ValueError,
    ) as error:
        raise _damaged() from error
    except OSError as error:
        if error.errno not in (None, errno.EINVAL):  # the disk's own trouble; EINVAL is a seek to where nothing can be
            raise
        raise _damaged() from error


def _damaged() -> BundleError:
    return BundleError("This archive is damaged or cut off. Copy or download it again, then try again.")
