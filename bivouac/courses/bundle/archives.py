"""A folder of `.bivouac` files, read as one: what `bivouac course build` leaves behind where somebody makes many courses."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from io import BufferedIOBase
from pathlib import Path

from bivouac.courses.bundle.archive import SUFFIX, Archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Source, missing_blob
from bivouac.errors import InputError


class Archives:
    """Open bundles, by the names of their files, as one `source.Source`."""

    def __init__(self, archives: Mapping[str, Archive]) -> None:
        self._archives = archives

    def references(self) -> dict[str, Descriptor]:
        """Course id to the descriptor of its manifest.

        Raises:
            InputError: two files have a course under one id, and not the same.
        """
        found, files = dict[str, Descriptor](), dict[str, str]()
        for name, archive in self._archives.items():
            for course, descriptor in archive.references().items():
                if found.setdefault(course, descriptor).digest != descriptor.digest:
                    raise InputError(
                        "“{first}” and “{second}” both have the course “{course}”, and not the same. Take one of them out of the folder, then try again.",
                        first=files[course],
                        second=name,
                        course=course[:128],
                    )
                files.setdefault(course, name)
        return found

    def size(self, digest: str) -> int | None:
        """Size in bytes of a blob; None when it is in no file."""
        return next((size for one in self._archives.values() if (size := one.size(digest)) is not None), None)

    def digests(self) -> set[str]:
        """The digests of all blobs in the files."""
        return {digest for archive in self._archives.values() for digest in archive.digests()}

    def open_blob(self, digest: str) -> BufferedIOBase:
        """The bytes of a blob, from the first file that has it."""
        for archive in self._archives.values():
            if archive.size(digest) is not None:
                return archive.open_blob(digest)
        raise missing_blob(digest)

    def is_gone(self) -> bool:
        """Whether the drive with the files is away."""
        return any(archive.is_gone() for archive in self._archives.values())


@contextlib.contextmanager
def opened_folder(folder: Path) -> Iterator[Source]:
    """The courses in a folder: a layout, or `.bivouac` files.

    Raises:
        InputError: it is neither, or a file is no bundle. BundleError: one is damaged.
    """
    files = [] if (folder / "oci-layout").is_file() else _files_in(folder)
    if not files:
        yield Layout.open(folder)
        return
    with contextlib.ExitStack() as stack:
        yield Archives({file.name: stack.enter_context(Archive(file)) for file in files})


def _files_in(folder: Path) -> list[Path]:
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted(
        one for one in files if one.name.endswith(SUFFIX) and not one.name.startswith(".") and one.is_file()
    )  # macOS writes `._name` beside each
