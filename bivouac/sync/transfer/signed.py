"""What the school signed, asked on every road: a hub's `catalogue/`, a stick's, and what this machine verified before."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path

from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Source as Courses
from bivouac.courses.bundle.version import read_version
from bivouac.errors import BundleError, StoreError, TrustError, WithdrawnError
from bivouac.sync.catalogue.trusted import TrustedCatalogue, Verified, fetch_from
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Withdrawn
from bivouac.sync.transfer.source import MissingError, Source

LeftOut = Callable[[str, TrustError], None]
"""Called with the id of a course that may not be taken, and why."""


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


def vouched(
    library: Library,
    source: Courses,
    folder: Path | None,
    ids: Collection[str] | None = None,
    left_out: LeftOut | None = None,
) -> Courses:
    """`checked` by the catalogues of a library, which notes what a stick's tells of versions that were withdrawn: some may be on its shelf."""
    try:
        return checked(library.catalogues(), source, folder, ids, left_out)
    finally:
        for campus in library.people.campuses():
            # Where it has run out, or is damaged, what was heard before stays.
            with contextlib.suppress(TrustError, StoreError):
                if library.catalogue(campus.id).has_root() and (verified := library.catalogue(campus.id).read()):
                    library.people.keep_withdrawn(campus.id, withdrawn_by(verified))


def withdrawn_by(verified: Verified | None) -> tuple[Withdrawn, ...]:
    """What a school has withdrawn, for those who have it already."""
    revoked = verified.revoked.values() if verified else ()
    return tuple(Withdrawn(one.manifest, one.date, one.reason) for one in revoked)


class _Checked:
    """Courses whose list was looked at once and cannot change any more, whatever a stick says when it is read again."""

    def __init__(self, source: Courses, references: dict[str, Descriptor]) -> None:
        self._references = references
        self.references = lambda: dict(self._references)
        self.size = source.size
        self.digests = source.digests
        self.open_blob = source.open_blob
        self.is_gone = source.is_gone


def checked(
    known: list[TrustedCatalogue],
    source: Courses,
    folder: Path | None,
    ids: Collection[str] | None = None,
    left_out: LeftOut | None = None,
) -> Courses:
    """`source` as it was checked: where roots were given, each course is in a catalogue that follows from one of them.

    Args:
        folder: where the stick has its courses, and perhaps a newer catalogue; None for a single file.
        ids: of the courses that are wanted; None: all.
        left_out: told of those that are in none, where there are others; None: all of them or none.

    Raises:
        TrustError: one is in none, or all are where `left_out` is told.
    """
    rooted = [trusted for trusted in known if trusted.has_root()]
    if not rooted:
        return source
    why = _refreshed(rooted, folder)
    references = source.references()
    wanted = {name: one for name, one in references.items() if ids is None or name in ids}
    refused = {}
    for course, descriptor in wanted.items():
        if error := _refusal(rooted, why, source, course, descriptor):
            refused[course] = error
    for course, error in refused.items():
        if left_out is not None:
            left_out(course, error)
    if refused and (left_out is None or len(refused) == len(wanted)):
        raise next(iter(refused.values()))
    return _Checked(source, {course: one for course, one in wanted.items() if course not in refused})


def _refreshed(rooted: list[TrustedCatalogue], folder: Path | None) -> list[TrustError | None]:
    """Take what a stick's catalogue has that is newer; for each that is known why it did not, None where it did or there is none.

    What this machine knows decides all the same: the stick may be another school's, or an older one.
    """
    if folder is None or not (folder / "catalogue" / "timestamp.json").is_file():
        return [None] * len(rooted)
    why: list[TrustError | None] = []
    for trusted in rooted:
        try:
            trusted.refresh(fetch_from(folder))
        except TrustError as error:
            why.append(error)
        else:
            why.append(None)
    return why


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


def _refusal(
    known: list[TrustedCatalogue], why: list[TrustError | None], source: Courses, course: str, descriptor: Descriptor
) -> TrustError | None:
    """Why a course is not taken; None where one of the catalogues has it.

    That the school has withdrawn it says most; then what is wrong with the stick's catalogue, which is why what it has is not known here.
    """
    title, refusals = _title(source, course, descriptor), list[TrustError]()
    for trusted, stick in zip(known, why, strict=True):
        try:
            require_download(trusted, course, descriptor.digest, descriptor.size, title)
        except WithdrawnError as error:
            return error
        except TrustError as error:
            refusals.append(_not_added(title, stick) if stick else error)
        else:
            return None
    return refusals[0]


def _title(source: Courses, course: str, descriptor: Descriptor) -> str:
    """What a person calls a course; its id where its description cannot be read."""
    try:
        return read_version(source, descriptor).course.title
    except (BundleError, OSError):
        return course


def _not_added(title: str, why: TrustError) -> TrustError:
    return TrustError("“{title}” was not added. {reason}", title=title, reason=why.sentence())


def _nothing_yet() -> Verified:
    raise TrustError(
        "This computer has not yet had the school's catalogue. Connect to the campus once, or use a stick of the school's; then add the course."
    )
