"""What a place to read blobs from can do: a layout's folder and a single-file archive are read alike."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BufferedIOBase, FileIO
from pathlib import Path
from typing import Protocol

from bivouac import drives
from bivouac.courses.bundle.oci import Descriptor, digest_of, require_digest
from bivouac.courses.bundle.window import Window
from bivouac.errors import BivouacError, BundleError, GoneError, InputError

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all; raises to cancel."""

CHUNK = 1024 * 1024


class Source(Protocol):
    """Blobs under their digests and courses under their ids, unverified until they are read through this module."""

    def references(self) -> dict[str, Descriptor]:
        """Course id to the descriptor of its manifest.

        Raises:
            BundleError: the list is damaged.
        """

    def size(self, digest: str) -> int | None:
        """Size in bytes of the blob `digest`; None when it is not here."""

    def digests(self) -> Iterable[str]:
        """The digests of all blobs that are here, whether a course names them or not."""

    def open_blob(self, digest: str) -> BufferedIOBase:
        """The bytes under `digest`, seekable, to be closed by the caller.

        Raises:
            BundleError: it is not here.
        """

    def is_gone(self) -> bool:
        """Whether all of it is away, as a stick that was pulled out: what is missing or cannot be read is then not damaged."""


@dataclass(frozen=True)
class Extent:
    """Where the bytes of an open blob stand: `size` bytes from `start` on in the file of a handle of the system."""

    handle: int
    start: int
    size: int


def extent_of(file: BufferedIOBase) -> Extent | None:
    """Where the bytes of an open blob stand in a file; None where they do not come from one."""
    raw = getattr(file, "raw", None)
    if isinstance(raw, FileIO):
        return Extent(raw.fileno(), 0, os.fstat(raw.fileno()).st_size)
    if isinstance(raw, Window):
        return Extent(raw.fileno(), raw.start, raw.size)
    return None


def require_blob(source: Source, digest: str, size: int) -> None:
    """Raise BundleError unless `source` has `digest` in `size` bytes."""
    found = source.size(require_digest(digest))
    if found is None:
        raise missing_blob(digest)
    if found != size:
        raise BundleError(
            "A part of this course ({digest}) has {found} bytes, not the {size} it should have. Get the course again.",
            digest=digest[:19],
            found=found,
            size=size,
        )


def read_blob(source: Source, descriptor: Descriptor, limit: int) -> bytes:
    """The bytes of a small blob, verified.

    Raises:
        BundleError: it is missing, larger than `limit`, or its bytes are not those of its digest.
    """
    if descriptor.size > limit:
        raise BundleError(
            "A part of this course ({digest}) is larger than the {limit} bytes that Bivouac takes.",
            digest=descriptor.digest[:19],
            limit=limit,
        )
    require_blob(source, descriptor.digest, descriptor.size)
    with source.open_blob(descriptor.digest) as file:
        data = file.read(descriptor.size + 1)
    if digest_of(data) != descriptor.digest:
        raise damaged_blob(descriptor.digest)
    return data


def blob_is_intact(source: Source, digest: str, size: int, progress: Callable[[int], None]) -> bool:
    """Whether the bytes under `digest` are its own; `progress` is told how many were read each time."""
    if source.size(digest) != size:
        return False
    checksum, buffer = hashlib.sha256(), bytearray(CHUNK)
    with source.open_blob(digest) as file:
        while count := file.readinto(buffer):
            checksum.update(memoryview(buffer)[:count])
            progress(count)
    return f"sha256:{checksum.hexdigest()}" == digest


def opened_blob(source: Source, digest: str, size: int) -> BufferedIOBase:
    """The bytes of a blob that should have `size`, to be closed by the caller.

    Raises:
        BundleError: it is missing, has another size, or the drive does not give it any more.
    """
    try:
        require_blob(source, digest, size)
        return source.open_blob(digest)
    except OSError as error:
        raise damaged_blob(digest) from error


def is_damage(error: BivouacError) -> bool:
    """Whether what went wrong while a blob was taken in is the fault of where it came from: other bytes, or a sector that cannot be read any more."""
    return isinstance(error, BundleError) or (isinstance(error, InputError) and isinstance(error.__cause__, OSError))


def can_be_read(path: Path) -> bool:
    """Whether a file's drive still gives its bytes; what the system remembers of it does not count."""
    try:
        drives.read_past_cache(path)
        with path.open("rb", buffering=0) as file:
            file.read(1)
    except OSError:
        return False
    return True


def lost() -> GoneError:
    """The error for a place that was pulled out."""
    return GoneError(
        "The drive that the courses come from is not there any more. Put it in again and start again: what was copied stays."
    )


def missing_blob(digest: str) -> BundleError:
    """The error for a blob that should be there and is not."""
    return BundleError("A part of this course is missing ({digest}). Get the course again.", digest=digest[:19])


def damaged_blob(digest: str) -> BundleError:
    """The error for bytes that are not those of their digest."""
    return BundleError("A part of this course is damaged ({digest}). Get the course again.", digest=digest[:19])
