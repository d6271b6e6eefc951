"""What the school signed, asked on every road: a hub's `catalogue/`, a stick's, and what this machine verified before."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path

from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Source as Courses
from bivouac.errors import StoreError, TrustError
from bivouac.sync.catalogue.trusted import TrustedCatalogue, Verified, fetch_from
from bivouac.sync.transfer.source import MissingError, Source


def refresh_over(trusted: TrustedCatalogue, source: Source, heard: Callable[[], datetime] | None = None) -> Verified:
    """Verify what a hub or a web server has now; raises as `TrustedCatalogue.refresh`."""

    def fetch(name: str, limit: int) -> bytes | None:
        data = bytearray()
        try:
            with contextlib.closing(source.fetch(f"catalogue/{name}", 0, limit + 1)) as chunks:
                for chunk in chunks:
                    data += chunk
                    if len(data) > limit:
                        break
        except MissingError:
            return None
        return bytes(data)

    return trusted.refresh(fetch, heard)


def require_download(trusted: TrustedCatalogue, course: str, manifest: str, size: int, title: str) -> None:
    """Raise TrustError when a root was given and no verified catalogue has this very manifest."""
    if trusted.has_root():
        (trusted.read() or _nothing_yet()).require(course, manifest, size, title)


class _Checked:
    """Courses whose list was looked at once and cannot change any more, whatever a stick says when it is read again."""

    def __init__(self, source: Courses, references: dict[str, Descriptor]) -> None:
        self._references = references
        self.references = lambda: dict(self._references)
        self.size = source.size
        self.open_blob = source.open_blob


def checked(
    known: list[TrustedCatalogue], source: Courses, folder: Path | None, ids: Collection[str] | None = None
) -> Courses:
    """`source` as it was checked: where roots were given, each course is in a catalogue that follows from one of them.

    Args:
        folder: where the stick has its courses, and perhaps a newer catalogue; None for a single file.
        ids: of the courses that are wanted; None: all.

    Raises:
        TrustError: one is in none.
    """
    rooted = [trusted for trusted in known if trusted.has_root()]
    if not rooted:
        return source
    if folder is not None and (folder / "catalogue" / "timestamp.json").is_file():
        for trusted in rooted:
            with contextlib.suppress(TrustError):  # an older stick: what this machine knows decides
                trusted.refresh(fetch_from(folder))
    references = source.references()
    wanted = {name: one for name, one in references.items() if ids is None or name in ids}
    for course, descriptor in wanted.items():
        _require_in_one(rooted, course, descriptor.digest, descriptor.size)
    return _Checked(source, wanted)


def fullest(known: Iterable[TrustedCatalogue], source: Courses) -> TrustedCatalogue | None:
    """Of the catalogues that a machine has verified the one that has most of these courses; None where it has verified none."""
    here = {(course, one.digest) for course, one in source.references().items()}
    verified = [trusted for trusted in known if trusted.has_root() and trusted.files()]
    return max(verified, key=lambda trusted: _count(trusted, here), default=None)


def _count(trusted: TrustedCatalogue, here: Collection[tuple[str, str]]) -> int:
    """How many of these courses a catalogue has; less than none where it has run out or is damaged."""
    try:
        verified = trusted.read()
    except (TrustError, StoreError):
        return -1
    return sum((entry.id, entry.manifest) in here for entry in verified.entries) if verified else -1


def _require_in_one(known: list[TrustedCatalogue], course: str, manifest: str, size: int) -> None:
    refused: TrustError | None = None
    for trusted in known:
        try:
            require_download(trusted, course, manifest, size, course)
        except TrustError as error:
            refused = refused or error
        else:
            return
    if refused:
        raise refused


def _nothing_yet() -> Verified:
    raise TrustError(
        "This computer has not yet had the school's catalogue. Connect to the campus once, or use a stick of the school's; then add the course."
    )
