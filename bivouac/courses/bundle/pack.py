"""A lesson's pack: a plain ZIP of its pages, pictures and captions, written the same each time and read warily.

The ZIP is a narrow one (docs/bundle-format.md, "Packs"): stored or deflated members only, no folders, links, encryption, comment
or ZIP64, members in the order of their names. It is read where it is, never unpacked to disk.
"""

from __future__ import annotations

import io
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, NamedTuple, cast

from bivouac import machine
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, InputError

_STORED = frozenset(
    {".avif", ".epub", ".gif", ".gz", ".h5p", ".jpeg", ".jpg", ".m4a", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ogg"}
    | {".opus", ".png", ".webm", ".webp", ".woff", ".woff2", ".zip"}
)
"""Endings of files that are compressed already: deflating them again only costs time."""

_END = struct.Struct("<4s4H2LH")  # end of central directory record (APPNOTE.TXT 6.3.10, 4.3.16)
END_BYTES = _END.size
_LOCAL_HEADER = 30
_UTF_8 = 0x800  # flag bits (4.4.4)
_ENCRYPTED_OR_PATCHED = 0x2061
_RATIO_FROM = 1024 * 1024
_BLOCK = 1024 * 1024


def write_pack(files: Mapping[str, bytes | Path], target: IO[bytes]) -> None:
    """Write `files`, path to content, as a pack: the same bytes for the same files.

    Raises:
        InputError: a path is unsafe, or there is more than a pack may hold.
    """
    if len(files) > LIMITS.pack_members:
        raise InputError("One lesson has more than {n} files. Divide it into several lessons.", n=LIMITS.pack_members)
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            machine.require_safe_path(name)
            _write_member(archive, name, files[name])
    if target.tell() > LIMITS.pack:
        raise InputError(
            "The files of one lesson take more than {n} MB. Divide it into several lessons.", n=LIMITS.pack // 1_000_000
        )


def _write_member(archive: zipfile.ZipFile, name: str, content: bytes | Path) -> None:
    with _opened(content) as source:
        size = source.seek(0, 2)
        if size > LIMITS.pack_member:
            raise InputError("The file “{name}” is larger than {n} MB.", name=name, n=LIMITS.pack_member // 1_000_000)
        member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED if _is_worth_deflating(name, source, size) else zipfile.ZIP_STORED
        member.create_system = 3  # Unix, on every system
        member.external_attr = (stat.S_IFREG | 0o644) << 16
        member.file_size = size
        source.seek(0)
        with archive.open(member, "w") as target:
            shutil.copyfileobj(source, target, _BLOCK)


def _opened(content: bytes | Path) -> IO[bytes]:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _is_worth_deflating(name: str, source: IO[bytes], size: int) -> bool:
    """False for what is compressed already, and for what shrinks so much that a reader would take it for a bomb."""
    if PurePosixPath(name).suffix.lower() in _STORED:
        return False
    if size <= _RATIO_FROM:
        return True
    source.seek(0)
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = sum(len(deflater.compress(block)) for block in iter(lambda: source.read(_BLOCK), b"")) + len(
        deflater.flush()
    )
    return size <= LIMITS.pack_ratio * deflated


class Extent(NamedTuple):
    """Where a member stands in a pack, its own header included: bytes from `start` to before `end`; and what says that it is the same elsewhere."""

    start: int
    end: int
    sameness: tuple[int, int, int, int]


def directory_of(end: bytes) -> int | None:
    """At which byte of a pack its directory begins, by its last `END_BYTES` bytes; None where they are none of a pack."""
    mark, _, _, _, _, _, offset, _ = _END.unpack(end) if len(end) == END_BYTES else (b"",) + (0,) * 7
    return offset if mark == b"PK\x05\x06" else None


class Pack:
    """A pack open for reading; use as a context manager. Safe to read from several threads.

    Raises:
        BundleError: it is no ZIP of the narrow kind, or claims more than a pack may hold.
    """

    def __init__(self, source: Path | BufferedIOBase) -> None:
        file = source.open("rb") if isinstance(source, Path) else source
        self._close = file.close
        try:
            _require_narrow_end(file)
            self._archive = zipfile.ZipFile(cast(IO[bytes], file))
            self._members = _checked(self._archive.infolist())
        except (zipfile.BadZipFile, NotImplementedError, struct.error, UnicodeDecodeError, ValueError) as error:
            self._close()
            raise BundleError("The pack of a lesson is damaged: {reason}.", reason=str(error)) from error
        except BaseException:
            self._close()
            raise

    def __enter__(self) -> Pack:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()
        self._close()

    def names(self) -> list[str]:
        """Paths of all members, sorted."""
        return sorted(self._members)

    def extents(self) -> dict[str, Extent]:
        """Where each member stands, by its path. Only the directory is read for that, and believed."""
        return {
            name: Extent(
                one.header_offset,
                _end_of(one),
                (one.CRC, one.file_size, one.compress_size, one.compress_type),
            )
            for name, one in self._members.items()
        }

    def size(self, name: str) -> int | None:
        """Size in bytes of a member; None when there is none of this name."""
        return self._members[name].file_size if name in self._members else None

    def read(self, name: str, limit: int = LIMITS.pack_member) -> bytes:
        """The bytes of the member `name`.

        Raises:
            BundleError: it is not there, larger than `limit`, or damaged.
        """
        member = self._members.get(name)
        if member is None:
            raise BundleError("The file “{name}” is missing in its lesson.", name=name[:120])
        if member.file_size > limit:
            raise BundleError(
                "The file “{name}” of a lesson is larger than {limit} bytes.", name=name[:120], limit=limit
            )
        try:
            data = self._archive.read(member)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            struct.error,
            UnicodeDecodeError,
            ValueError,
            RuntimeError,
        ) as error:
            raise BundleError("The file “{name}” of a lesson is damaged.", name=name[:120]) from error
        if len(data) != member.file_size:
            raise BundleError("The file “{name}” of a lesson is damaged.", name=name[:120])
        return data


def _require_narrow_end(file: BufferedIOBase) -> None:
    """Check the end record by itself, so that no member list is read that is longer than a pack's may be."""
    size = file.seek(0, 2)
    if not _END.size <= size <= LIMITS.pack:
        raise BundleError("The pack of a lesson is empty or too large.")
    file.seek(size - _END.size)
    mark, disk, first_disk, here, members, length, offset, comment = _END.unpack(file.read(_END.size))
    if mark != b"PK\x05\x06" or disk or first_disk or comment or here != members or offset + length != size - _END.size:
        raise BundleError("The pack of a lesson is not a plain ZIP file.")
    if members > LIMITS.pack_members or length > 64 * 1024 + members * 1024:
        raise BundleError("The pack of a lesson has more than {n} files.", n=LIMITS.pack_members)


def _checked(members: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    checked: dict[str, zipfile.ZipInfo] = {}
    unpacked, end = 0, 0
    for member in sorted(members, key=lambda member: member.header_offset):
        name = member.orig_filename
        try:
            machine.require_safe_path(name)
        except InputError as error:
            raise BundleError("A lesson has a file whose name is not allowed: “{name}”.", name=name[:120]) from error
        if name in checked:
            raise BundleError("A lesson has two files named “{name}”.", name=name[:120])
        if not _is_plain(member) or member.header_offset < end:
            raise BundleError("A lesson has a file that is not a plain one: “{name}”.", name=name[:120])
        unpacked += member.file_size
        if unpacked > LIMITS.pack_unpacked or member.file_size > LIMITS.pack_member or _is_bomb(member):
            raise BundleError("The file “{name}” of a lesson unpacks to more than is allowed.", name=name[:120])
        end = _end_of(member)
        checked[name] = member
    return checked


def _end_of(member: zipfile.ZipInfo) -> int:
    return member.header_offset + _LOCAL_HEADER + len(member.orig_filename.encode()) + member.compress_size


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """A file, stored or deflated, not encrypted; what other systems mean by its attributes is a file too."""
    mode = member.external_attr >> 16
    return (
        member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        and (member.orig_filename.isascii() or member.flag_bits & _UTF_8 != 0)
        and not member.flag_bits & _ENCRYPTED_OR_PATCHED
        and (stat.S_IFMT(mode) in (0, stat.S_IFREG))
        and not member.external_attr & 0x10
    )


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _RATIO_FROM and member.file_size > LIMITS.pack_ratio * max(1, member.compress_size)
