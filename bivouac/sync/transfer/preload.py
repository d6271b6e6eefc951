"""Filling sticks, many at once: what is missing is copied and verified, all is read back from the medium, then it gets its name.

Whatever stops it (a stick pulled out, a full one, a power cut) leaves the courses that were on the stick as they were; what was copied
stays without a name, and the next attempt goes on from there. `sticks.py` of the protocol says where things stand on a stick.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bivouac import drives, machine
from bivouac.courses.bundle.copy import chosen_references
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Source
from bivouac.courses.bundle.version import CourseVersion, read_version, renditions_here
from bivouac.courses.model import Audio, Course, Video
from bivouac.errors import BivouacError, InputError, SpaceError, system_reason
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.sticks import COURSES, FOLDER, require_stick
from bivouac.sync.transfer.extras import Extras, catalogue_with, copy_extras, write_catalogue
from bivouac.sync.transfer.filling import COPYING, Filling, look_into
from bivouac.sync.transfer.first_page import write_first_pages
from bivouac.sync.transfer.readback import name_damages
from bivouac.sync.transfer.shared import SharedSource

_CLUSTER = 32 * 1024  # bytes that a small file may take more than it has; names and lists come on top
_SLACK = 4 * 1024 * 1024


@dataclass(frozen=True)
class Order:
    """What goes on sticks.

    Attributes:
        versions: the courses.
        rendition: of each film, the one of this name, else the smallest; None: all that the source has.
        extras: files beside the courses.
        tidy: whether courses and versions that were not ordered are taken from the stick once the new ones are complete.
        title: what the first page calls it (a preset's name); may be empty.
        signed: the files of the school's catalogue as they were when the order was made, what names others after them; empty: there is none.
        unsigned: why what there is of a catalogue does not go along.
    """

    source: Source
    versions: tuple[CourseVersion, ...]
    rendition: str | None = None
    extras: Extras = field(default_factory=Extras)
    tidy: bool = False
    title: str = ""
    signed: Mapping[str, bytes] = field(default_factory=dict)
    unsigned: InputError | None = None

    def blobs(self, largest: int | None = None) -> dict[str, int]:
        """Digest to size in bytes of all that is to be on a stick (which takes no file of more than `largest` bytes).

        Raises:
            InputError: a film is larger. BundleError: the source lacks one.
        """
        blobs: dict[str, int] = {}
        for version in self.versions:
            blobs |= version.small_blobs() | version.films(self.source, self.rendition, largest)
        return blobs

    def size(self) -> int:
        """Bytes on an empty stick."""
        return sum(self.blobs().values()) + self.extras.size()


@dataclass(frozen=True)
class Plan:
    """What is to be done on one stick, in bytes: `total` when all is there, `missing` to be copied, `free` on the drive."""

    blobs: dict[str, int]
    absent: dict[str, int]
    total: int
    missing: int
    free: int


@dataclass
class Filled:
    """What came of one stick.

    Attributes:
        copied: bytes that were written, of courses, invitations and installers. checked: bytes of all that is to be there, which were read back.
        invites: how many invitations are on it. used: names of those that somebody joined with from this stick, which were left out.
        repaired: parts that were found damaged and written anew, by name.
        unsigned: why it was given no catalogue, though there are parts of one with the courses.
        error: why it is not complete; None when it is, or when it was cancelled (`stopped`).
        ended: milliseconds since 1970.
    """

    stick: Path
    titles: tuple[str, ...] = ()
    copied: int = 0
    checked: int = 0
    repaired: tuple[str, ...] = ()
    invites: int = 0
    used: tuple[str, ...] = ()
    installers: tuple[str, ...] = ()
    freed: int = 0
    free: int = 0
    unsigned: InputError | None = None
    error: BivouacError | None = None
    stopped: bool = False
    ended: int = 0

    @property
    def complete(self) -> bool:
        return self.error is None and not self.stopped


Progress = Callable[[Path, str, int, int], None]
"""Called from the sticks' threads with the stick, COPYING or CHECKING, bytes done and bytes in all."""


def order(
    source: Source,
    courses: Sequence[str] | None = None,
    rendition: str | None = None,
    extras: Extras | None = None,
    tidy: bool = False,
    title: str = "",
    signed: Mapping[str, bytes] | None = None,
) -> Order:
    """What goes on sticks, by the ids of courses (None: all that `source` has).

    Args:
        signed: the files of the school's catalogue (`TrustedCatalogue.files`) where it is not in the folder of the courses; empty: what is there.

    Raises:
        InputError: one of them is not there, or no film of theirs in this rendition. BundleError: one is damaged.
    """
    versions = [read_version(source, descriptor) for descriptor in chosen_references(source, courses).values()]
    _require_rendition(source, versions, rendition)
    unsigned = None
    if not signed:
        try:
            signed = catalogue_with(source)
        except InputError as error:  # the courses are whole all the same
            unsigned = error
    return Order(source, tuple(versions), rendition, extras or Extras(), tidy, title, signed or {}, unsigned)


def sizes_of_films(source: Source, course: Course) -> list[str]:
    """Names of the renditions of a course's films that `source` has, smallest first."""
    films = [one for _, one in course.activities() if isinstance(one, Video) and not isinstance(one, Audio)]
    return sorted({one.name for film in films for one in renditions_here(film, source)}, key=by_lines)


def by_lines(rendition: str) -> tuple[int, str]:
    """Sorts names of renditions by their lines: `240p` before `1080p`."""
    digits = rendition.rstrip("p")
    return (int(digits) if digits.isdecimal() else 0, rendition)


def plan(order: Order, stick: Path) -> Plan:
    """What is to be done on one stick; nothing is written.

    Raises:
        InputError: it is no folder, or takes no file as large as a film. BundleError: the source lacks something.
    """
    require_stick(stick)
    blobs = order.blobs(drives.largest_file(stick))
    layout = Layout(stick / FOLDER / COURSES)
    absent = {digest: size for digest, size in blobs.items() if layout.size(digest) != size}
    return Plan(blobs, absent, sum(blobs.values()), sum(absent.values()), machine.free_space(stick))


def preload(
    order: Order,
    sticks: Sequence[Path],
    progress: Progress = lambda stick, stage, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    ended: Callable[[Filled], None] = lambda filled: None,
) -> list[Filled]:
    """Fill sticks at once, each in its own time; one that fails holds up no other. What came of each, in their order.

    Args:
        ended: called from a stick's thread with what came of it, as soon as that is known.

    Raises:
        InputError: the same stick is named twice, or none is.
    """
    places = [stick.resolve() for stick in sticks]
    if not places or len(set(places)) < len(places):
        raise InputError("Choose one stick or folder or more, and each only once.")
    shared, given_up = SharedSource(order.source), threading.Event()
    jobs = [_Stick(order, shared, stick, progress, lambda: given_up.is_set() or cancelled()) for stick in sticks]

    def run(job: _Stick) -> Filled:
        filled = job.run()
        ended(filled)
        return filled

    with ThreadPoolExecutor(len(jobs)) as threads:
        try:
            return list(threads.map(run, jobs))
        except BaseException:
            given_up.set()
            raise


class _Stick:
    """One stick being filled, on a thread of its own."""

    def __init__(
        self, order: Order, source: SharedSource, stick: Path, progress: Progress, cancelled: Callable[[], bool]
    ) -> None:
        self._order = order
        self._source = source
        self._stick = stick
        self._progress = progress
        self._cancelled = cancelled
        self._filled = Filled(stick)
        self._stage, self._done, self._total = COPYING, 0, 0

    def run(self) -> Filled:
        """Fill it. Every error is in what it returns."""
        try:
            self._fill()
        except _StoppedError:
            self._filled.stopped = True
        except BivouacError as error:
            self._filled.error = error
        except OSError as error:
            self._filled.error = _lost(self._stick, error)
        self._filled.ended = wall_milliseconds()
        return self._filled

    def _fill(self) -> None:
        require_stick(self._stick)
        folder = self._stick / FOLDER
        with machine.space_errors(), machine.only_one(folder, _refuse_second):
            layout = Layout.create(folder / COURSES)
            layout.clear_leavings()
            machine.remove_half_written(self._stick)  # of its first pages
            planned = plan(self._order, self._stick)
            self._make_room(layout, planned)
            filling = Filling(self._source, layout, self._begin, self._told, _unkept)
            try:
                filling.copy(planned.absent)
                look_into(layout, self._order.versions)
                repaired = filling.read_back(planned.blobs)
            finally:
                self._filled.copied = filling.copied
            self._filled.checked = planned.total
            named = [one for version in self._order.versions for one in name_damages(version, _own(version, repaired))]
            self._filled.repaired = tuple(f"{one.course}: {one.part}" for one in named)
            self._name(layout, planned.blobs)

    def _make_room(self, layout: Layout, planned: Plan) -> None:
        """What no course on the stick needs goes when room is needed; what one needs stays until the new ones are complete."""
        needed = (
            planned.missing
            + len(planned.absent) * _CLUSTER
            + self._order.extras.unused_on(self._stick).missing(self._stick)
            + _SLACK
        )
        if machine.free_space(self._stick) < needed:
            for digest in layout.garbage().keys() - planned.blobs.keys():
                self._filled.freed += layout.delete_blob(digest)
        free = machine.free_space(self._stick)
        if free < needed:
            raise SpaceError(
                "There is not enough room on the stick: {needed} MB are needed and {free} MB are free. Take a larger stick, fewer courses, or films in a smaller size.",
                needed=max(1, needed // 1_000_000),
                free=free // 1_000_000,
            )

    def _name(self, layout: Layout, blobs: Mapping[str, int]) -> None:
        """All is there and right: now the stick says so, in its list for computers and on its page for people."""
        order, filled = self._order, self._filled
        if order.signed:
            write_catalogue(order.signed, layout)
        layout.switch({one.course.id: one.descriptor for one in order.versions}, required=blobs)
        extras = order.extras.unused_on(self._stick)
        filled.copied += copy_extras(extras, self._stick, self._check)
        filled.checked += extras.size()
        filled.invites = len(extras.invites)
        filled.used = tuple(file.stem for file in order.extras.invites if file not in extras.invites)
        filled.installers = tuple(file.name for file in order.extras.installers)
        if order.tidy:
            for course_id in layout.references().keys() - {one.course.id for one in order.versions}:
                layout.forget(course_id)
            for digest in layout.garbage().keys() - blobs.keys():
                filled.freed += layout.delete_blob(digest)
        write_first_pages(self._stick, layout, order.title)
        filled.unsigned = order.unsigned
        filled.titles = tuple(version.course.title for version in order.versions)
        filled.free = machine.free_space(self._stick)

    def _begin(self, stage: str, total: int) -> None:
        self._stage, self._done, self._total = stage, 0, total
        self._told(0)

    def _told(self, count: int) -> None:
        self._check()
        self._done = min(self._done + count, self._total)
        self._progress(self._stick, self._stage, self._done, self._total)

    def _check(self) -> None:
        if self._cancelled():
            raise _StoppedError


class _StoppedError(Exception):
    """The person wants to stop."""


def _own(version: CourseVersion, digests: Sequence[str]) -> list[str]:
    own = version.small_blobs().keys() | version.course.blobs().keys()
    return [digest for digest in digests if digest in own]


def _require_rendition(source: Source, versions: Sequence[CourseVersion], rendition: str | None) -> None:
    """Raise InputError where there are films and none of them in this rendition: whoever asks for it has mistyped it, or lacks it."""
    here = {name for version in versions for name in sizes_of_films(source, version.course)}
    if rendition and here and rendition not in here:
        raise InputError(
            "No film of these courses is there in the size “{name}”. There are: {names}. Choose one of those, or every size.",
            name=rendition[:40],
            names=", ".join(sorted(here, key=by_lines)),
        )


def _lost(stick: Path, error: OSError) -> InputError:
    if not stick.is_dir():
        return InputError("The stick was pulled out. Put it in again and start again: what was copied stays.")
    return InputError(
        "The stick “{path}” cannot be written ({reason}). Put it in again and start again: what was copied stays.",
        path=str(stick),
        reason=system_reason(error),
    )


def _unkept(count: int) -> InputError:
    return InputError(
        "This stick does not keep what is written on it ({count} parts were wrong twice). Take another stick.",
        count=count,
    )


def _refuse_second() -> None:
    raise InputError("Another Bivouac is filling this stick. Wait for it, or close it first.")
