"""A folder of courses filled from a place: what is missing is copied and verified, looked into, and read back from the medium.

Sticks (`preload.py`) and hubs (`relay/filling.py`) are filled alike; when a course then gets its name is theirs to say. Whatever stops
a filling leaves what was verified in place, without a name, and the next one goes on from there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping

from bivouac.courses.bundle.begun import Begun, lacking_size
from bivouac.courses.bundle.intake import Intake
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Source, is_damage, lost, opened_blob
from bivouac.courses.bundle.verify import check_contents, check_films
from bivouac.courses.bundle.version import CourseVersion
from bivouac.errors import BundleError, InputError
from bivouac.sync.transfer.readback import Told, damaged_blobs

COPYING, CHECKING = "copying", "checking"
"""What a filling is at: writing, reading back."""


class Filling:
    """One place being emptied into one layout.

    Args:
        begin: called with COPYING or CHECKING and the bytes that this will be, before each.
        told: called with how many bytes were copied or read each time; raises to cancel.
        unkept: the error for a medium that does not keep what is written on it, by how many parts were wrong twice.
        mark: begins the names of files that are half-written (`Layout.intake`).
        link: whether blobs of `source` get a second name in place of a copy, where the drive is the same: only for a folder whose blobs
            nobody ever writes into, this machine's own library.

    Attributes:
        copied: bytes that were written. linked: bytes that were there and got a name here.
    """

    def __init__(
        self,
        source: Source,
        layout: Layout,
        begin: Callable[[str, int], None],
        told: Told,
        unkept: Callable[[int], InputError],
        mark: str = "",
        link: bool = False,
    ) -> None:
        self.copied = self.linked = 0
        self._source = source
        self._layout = layout
        self._begin = begin
        self._told = told
        self._unkept = unkept
        self._mark = mark
        self._link = source if link and isinstance(source, Layout) else None
        self._sound = set[str]()

    def copy(
        self,
        blobs: Mapping[str, int],
        damaged: list[str] | None = None,
        before: Callable[[int], None] = lambda size: None,
        version: CourseVersion | None = None,
    ) -> None:
        """Bring blobs, by digest and size; each is hashed on its way.

        Args:
            damaged: takes the digests of blobs that `source` lacks, or that are not their own there, and the rest goes on; None: the first is an error.
            before: called with the bytes that are to be written of each blob before they are; raises when they must not be.
            version: whose they are; large ones then go on where an earlier copy was cut off (`begun.py`).

        Raises:
            BundleError: a blob is damaged. InputError: `source` is gone. SpaceError: the drive is full.
        """
        self._begin(COPYING, sum(blobs.values()))
        pieces: dict[str, tuple[bytes, ...]] = {}
        with contextlib.suppress(BundleError, OSError):  # damaged ones are said when they come
            pieces = version.piece_lists(self._source) if version else {}
        with Begun(self._layout, pieces) as begun, self._layout.intake(self._mark) as intake:
            for digest, size in blobs.items():
                try:
                    self._bring(begun, intake, digest, size, before)
                except (BundleError, InputError) as error:
                    if self._source.is_gone():
                        raise lost() from error
                    if damaged is None or not is_damage(error):
                        raise
                    damaged.append(digest)

    def _bring(self, begun: Begun, intake: Intake, digest: str, size: int, before: Callable[[int], None]) -> None:
        if self._link and intake.link(digest, size, self._link.blob_path(digest), self._told):
            self.linked += size
            self._sound.add(digest)
            return
        with opened_blob(self._source, digest, size) as file:
            before(lacking_size(self._layout, {digest: size}))
            begun.receive(intake, digest, size, file, self._told)
        self.copied += size

    def read_back(self, blobs: Mapping[str, int]) -> list[str]:
        """Read blobs from the medium, which was not yet done; what is not as it was written is written once more, and read once more.

        Returns:
            Digests of what was.

        Raises:
            InputError: the medium does not keep what is written on it (`unkept`).
        """
        blobs = {digest: size for digest, size in blobs.items() if digest not in self._sound}
        self._begin(CHECKING, sum(blobs.values()))
        damaged = damaged_blobs(self._layout, blobs, self._told)
        if not damaged:
            return []
        again = {digest: blobs[digest] for digest in damaged}
        for digest in again:
            self._layout.delete_blob(digest)
        self.copy(again)
        self._begin(CHECKING, sum(again.values()))
        if damaged_blobs(self._layout, again, self._told):
            raise self._unkept(len(damaged))
        return damaged


def look_into(layout: Layout, versions: Iterable[CourseVersion]) -> None:
    """Raise BundleError unless what is here of courses holds what they say."""
    for version in versions:
        check_contents(version, layout)
        check_films(version, layout)
