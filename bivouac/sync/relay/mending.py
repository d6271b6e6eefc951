"""What this hub's disk has spoiled of the courses that it follows: it is looked for, and comes anew from the hub above.

`courses-read.json` in the hub's folder says when each version was last read to the end and sound, in seconds since 1970; 0 says that it
is to be read at once: somebody found it damaged (`bivouac hub check --content`), or reading and mending it was cut off.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import msgspec

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import read_version
from bivouac.courses.model import Video
from bivouac.decoding import from_json
from bivouac.errors import BundleError
from bivouac.sync.hub.arriving import keep_arriving
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.transfer.download import Spoiled, fetch_course
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.wishes import Wishes

_FILE = "courses-read.json"

_AT_ONCE = 0.0

READ_OFTEN = 7 * 24 * 3600.0
"""Seconds after which all bytes of a course are read again. In each look at the hub above it is one course's turn."""

_REST = 3600.0
"""Seconds for which a course is left alone whose damaged part the hub above does not have right either: each try may cost some megabytes."""


@dataclass
class _Found:
    """What was found of a version, and when (monotonic) it may be asked for again."""

    spoiled: Spoiled = field(default_factory=Spoiled)
    rests_until: float = 0.0


class Mending:
    """What is known of the state of a hub's courses. A hub that serves keeps one: what was found is not looked for with each try."""

    def __init__(self, folder: HubFolder) -> None:
        self._path = folder.folder / _FILE
        self._found: dict[str, _Found] = {}

    def note_sound(self, version: Descriptor) -> None:
        """All bytes of a version are right just now."""
        self._found.pop(version.digest, None)
        self._write(self._read() | {version.digest: time.time()})

    def note_damaged(self, versions: Collection[Descriptor]) -> None:
        """These may be damaged: they are read, and mended, at the next look at the hub above."""
        self._write(self._read() | dict.fromkeys((one.digest for one in versions), _AT_ONCE))

    def unfinished(self, layout: Layout) -> list[Descriptor]:
        """Those that may be on their way to being whole again: what has come of them stays."""
        known = self._read()
        return [one for one in layout.references().values() if known.get(one.digest) == _AT_ONCE]

    def due(self, layout: Layout, versions: Sequence[Descriptor]) -> list[Descriptor]:
        """Of the versions that are here those to be read now: all that are known to be damaged, and one whose turn it is."""
        known, now = self._read(), time.time()
        self._forget_all_but(known, {one.digest for one in layout.references().values()})
        last = {one.digest: known.get(one.digest, -1.0) for one in versions}
        damaged = [one for one in versions if last[one.digest] == _AT_ONCE or not _has_all(layout, one)]
        old = [one for one in versions if one not in damaged and not now - READ_OFTEN < last[one.digest] <= now]
        due = [*damaged, *sorted(old, key=lambda one: last[one.digest])[:1]]
        return [one for one in due if self._of(one).rests_until <= time.monotonic()]

    def mend(
        self, layout: Layout, version: Descriptor, places: Sequence[Place], cap: int, cancelled: Callable[[], bool]
    ) -> bool:
        """Read all bytes of a version that is here, and bring what is not right; whether there was any such. Nothing else comes: no size of a film that is not here.

        Raises:
            LineError, RefusedError, SpaceError: as `fetch_course`. BundleError: no place has it right.
        """
        found = self._of(version)
        self.note_damaged([version])  # until it was read to the end
        keep_arriving(layout, [version])  # what is not here at all is passed on while it comes
        try:
            wishes = Wishes(cancelled=cancelled, cap=lambda: cap)
            brought = fetch_course(layout, places, version, None, wishes, found.spoiled)
        except BundleError as error:
            found.rests_until = time.monotonic() + _REST
            raise BundleError(
                "A part of it is damaged on this hub, and no place has it right. Bring it from a stick or a file that has it: bivouac hub fill"
            ) from error
        finally:
            keep_arriving(layout, [])
        if brought is None:
            return False
        self.note_sound(version)
        return found.spoiled.found

    def _of(self, version: Descriptor) -> _Found:
        return self._found.setdefault(version.digest, _Found())

    def _forget_all_but(self, known: dict[str, float], named: Collection[str]) -> None:
        if gone := known.keys() - named:
            self._write({digest: at for digest, at in known.items() if digest not in gone})

    def _read(self) -> dict[str, float]:
        # A damaged one is as good as none: everything has its turn again.
        with contextlib.suppress(FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return from_json(self._path.read_bytes(), dict[str, float])
        return {}

    def _write(self, known: dict[str, float]) -> None:
        machine.write_whole(self._path, msgspec.json.encode(known))


def _has_all(layout: Layout, version: Descriptor) -> bool:
    """Whether the disk still has what a version is made of, by name and size, and of each film something."""
    try:
        described = read_version(layout, version)
        films = described.films(layout)
    except BundleError:
        return False
    every = {
        one.blob: one.size
        for _, film in described.course.activities()
        if isinstance(film, Video)
        for one in film.renditions
    }
    cut = [digest for digest in every.keys() - films.keys() if layout.has(digest)]
    return not cut and all(layout.size(digest) == size for digest, size in described.small_blobs().items())
