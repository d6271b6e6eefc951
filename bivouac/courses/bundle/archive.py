"""A layout in one file: `.bivouac`, a plain tar, written the same each time and read in place.

All headers are looked at before any byte is used (`tar.py`); each blob is then verified like one from a stick (`copy.py`).
"""

from __future__ import annotations

import errno
import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

from bivouac import machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.copy import chosen_references
from bivouac.courses.bundle.oci import Descriptor, Index
from bivouac.courses.bundle.source import CHUNK, Progress, Source, can_be_read, damaged_blob, missing_blob, require_blob
from bivouac.courses.bundle.tar import BLOCK, header_of, scan
from bivouac.courses.bundle.version import read_version
from bivouac.courses.bundle.window import Window
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, InputError, SpaceError

SUFFIX = ".bivouac"
_BLOBS = "blobs/sha256/"


def write_archive(
    source: Source,
    path: Path,
    course_ids: Iterable[str] | None = None,
    rendition: str | None = None,
    progress: Progress = lambda done, total: None,
) -> None:
    """Write courses of `source` as one file, which appears whole under `path` or not at all.

    Args:
        course_ids: which; None: all.
        rendition: which of each film; None: all that `source` has.

    Raises:
        InputError: `source` has no such course.
        BundleError: something in `source` is damaged.
        SpaceError: no room, or the drive takes no file of this size (FAT takes 4 GiB).
    """
    references = chosen_references(source, course_ids)
    versions = [read_version(source, references[course_id]) for course_id in sorted(references)]
    first, rest = dict[str, int](), dict[str, int]()
    for version in versions:
        first |= {one.digest: one.size for one in (version.descriptor, version.manifest.config)}
        rest |= version.small_blobs() | version.films(source, rendition)
    blobs = first | {digest: rest[digest] for digest in sorted(rest)}
    machine.require_space(path.parent, sum(blobs.values()) + (3 + len(blobs)) * 2 * BLOCK)
    done, total = 0, sum(blobs.values())

    def told(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    index = Index(manifests=tuple(oci.course_entry(version.course.id, version.descriptor) for version in versions))
    try:
        with machine.whole_file(path) as target:
            _add(target, "oci-layout", oci.encode(oci.LayoutFile()))
            _add(target, "index.json", oci.encode(index))
            for digest, size in blobs.items():
                _add_blob(target, source, digest, size, told)
            target.write(b"\0" * 2 * BLOCK)
    except SpaceError as error:
        if not isinstance(error.__cause__, OSError) or error.__cause__.errno != errno.EFBIG:
            raise
        raise SpaceError(
            "This drive takes no file as large as this bundle. Write the courses to a folder on it instead."
        ) from error
    path.chmod(0o644)


class Archive:
    """A `.bivouac` file open for reading, a `source.Source`; use as a context manager.

    Raises:
        InputError: the file is not there, or no bundle at all.
        BundleError: it has a member that a bundle may not have, or claims more than it holds.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise InputError("“{path}” does not exist. Check the name and try again.", path=str(path))
        self._file = path.open("rb", buffering=0)
        self._path = path
        try:
            self._members = scan(self._file, path.name)
            oci.decode_layout(self._small("oci-layout", LIMITS.manifest))
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def references(self) -> dict[str, Descriptor]:
        """Course id to the descriptor of its manifest."""
        manifests = oci.decode_index(self._small("index.json", LIMITS.index)).manifests
        return {one.annotations[oci.REFERENCE]: one for one in manifests if oci.REFERENCE in one.annotations}

    def size(self, digest: str) -> int | None:
        """Size in bytes of a blob; None when it is not in the file."""
        member = self._members.get(_blob_name(digest))
        return member[1] if member else None

    def digests(self) -> list[str]:
        """The digests of all blobs in the file."""
        return [f"sha256:{name.removeprefix(_BLOBS)}" for name in self._members if name.startswith(_BLOBS)]

    def open_blob(self, digest: str) -> io.BufferedReader:
        """The bytes of a blob, read from the archive where they are."""
        member = self._members.get(_blob_name(digest))
        if member is None:
            raise missing_blob(digest)
        return io.BufferedReader(Window(self._path.open("rb", buffering=0), *member))

    def is_gone(self) -> bool:
        """Whether the drive with the file is away."""
        return not can_be_read(self._path)

    def _small(self, name: str, limit: int) -> bytes:
        if name not in self._members:
            raise BundleError("This is not a whole bundle: “{name}” is missing. Get it again.", name=name)
        start, size = self._members[name]
        self._file.seek(start)
        return self._file.read(min(size, limit + 1))


def _add(target: IO[bytes], name: str, content: bytes) -> None:
    target.write(header_of(name, len(content)) + content + b"\0" * (-len(content) % BLOCK))


def _add_blob(target: IO[bytes], source: Source, digest: str, size: int, told: Callable[[int], None]) -> None:
    require_blob(source, digest, size)
    target.write(header_of(_blob_name(digest), size))
    checksum, left = hashlib.sha256(), size
    with source.open_blob(digest) as file:
        while left and (chunk := file.read(min(CHUNK, left))):
            checksum.update(chunk)
            target.write(chunk)
            left -= len(chunk)
            told(len(chunk))
    if f"sha256:{checksum.hexdigest()}" != digest:
        raise damaged_blob(digest)
    target.write(b"\0" * (-size % BLOCK))


def _blob_name(digest: str) -> str:
    return f"{_BLOBS}{oci.require_digest(digest).removeprefix('sha256:')}"
