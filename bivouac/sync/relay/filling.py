"""A hub filled from a stick, from a laptop's library or from any folder of courses, while it serves or not.

A course is on the hub once all of it was hashed on its way and read back from the disk; until then nobody sees any of it. Where the school
signs its courses, only what its catalogue vouches for is taken, as laptops take it from a stick (`transfer/signed.py`).
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bivouac import machine
from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.archives import opened_folder
from bivouac.courses.bundle.begun import lacking_size
from bivouac.courses.bundle.copy import chosen_references
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Source, damaged_blob, lost
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.errors import BundleError, InputError, SpaceError, StoreError, TrustError
from bivouac.sync.catalogue.files import FOLDER, TIMESTAMP
from bivouac.sync.catalogue.trusted import Fetch, TrustedCatalogue, fetch_from
from bivouac.sync.hub.arriving import ArrivingCourses
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.sticks import courses_at
from bivouac.sync.relay.school import adopt_catalogue, catalogue_on, known_catalogue, take_newer
from bivouac.sync.store.files import LIBRARY
from bivouac.sync.store.keeping import KeptLayout
from bivouac.sync.store.library import CATALOGUES
from bivouac.sync.transfer.filling import CHECKING, Filling, look_into
from bivouac.sync.transfer.readback import Damage, damaged_blobs, name_damages
from bivouac.sync.transfer.signed import fullest, require_download

FLOOR = 16 * 1024 * 1024
"""Bytes that stay free on the hub's disk: what learners send must fit while courses come."""

_LOCK = ".filling"
_MARK = "filling-"


@dataclass(frozen=True)
class Stock:
    """Where courses are taken from.

    Attributes:
        library: the folder of the library that they are in, where they are in one; None elsewhere.
    """

    source: Source
    library: Path | None = None

    def fetches(self) -> Iterator[Fetch]:
        """What reads each signed catalogue that is kept with them."""
        if (
            self.library is None
            and isinstance(self.source, Layout)
            and (self.source.folder / FOLDER / TIMESTAMP).is_file()
        ):
            yield fetch_from(self.source.folder)
        for catalogue in verified_in(self.library) if self.library else ():
            files = catalogue.files()
            yield lambda name, limit, files=files: files.get(name)  # type: ignore[misc]

    def catalogue(self, work: Path) -> TrustedCatalogue | None:
        """The signed catalogue to go by from now on; of several that a laptop knows, the one that has most of its courses.

        Raises:
            TrustError: it has run out, or is not whole.
        """
        if self.library is not None:
            return fullest(verified_in(self.library), self.source)
        return catalogue_on(self.source.folder, work) if isinstance(self.source, Layout) else None


def verified_in(library: Path) -> list[TrustedCatalogue]:
    """What a laptop has verified, campus by campus; what else lies there, or is damaged, does not count."""
    kept, found = library / CATALOGUES, list[TrustedCatalogue]()
    for path in sorted(kept.iterdir()) if kept.is_dir() else ():
        with contextlib.suppress(StoreError):  # damaged: the app says so when the campus is next asked
            if not path.name.startswith(".") and path.is_file() and (one := TrustedCatalogue(path)).files():
                found.append(one)
    return found


@dataclass(frozen=True)
class Left:
    """A course that did not come, and why, in sentences; `damaged`: another stick may help."""

    title: str
    reasons: tuple[str, ...]
    damaged: bool


@dataclass(frozen=True)
class Other:
    """A course that the hub had in another version, as it calls itself, than the stock: `here` and `there`."""

    course: str
    title: str
    here: str
    there: str


@dataclass
class Outcome:
    """What came of a filling.

    Attributes:
        other: what was not taken because the hub has another version, and neither a catalogue nor a person says which is the right one.
        came, known: titles of the courses that came, and of those that were on the hub in this version.
        mended: what was damaged on the hub and came anew.
        copied, linked: bytes that were written, and bytes that got a second name in place of a copy.
        adopted: whether the hub goes by a catalogue from now on. newer: whether a newer one came along.
        refused: why a catalogue that was there was left there.
        unused: whether there was a catalogue, and the hub goes by none.
    """

    came: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    mended: list[Damage] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    other: list[Other] = field(default_factory=list)
    copied: int = 0
    linked: int = 0
    adopted: bool = False
    newer: bool = False
    refused: TrustError | None = None
    unused: bool = False


Progress = Callable[[str, str, int, int], None]
"""Called with the title of a course, COPYING or CHECKING, bytes done and bytes in all."""


Said = Callable[[str, Other | None], None]
"""Called with the title of a course that is on the hub from now on, and what of it that replaced."""


@contextlib.contextmanager
def stock_at(place: Path) -> Iterator[Stock]:
    """The courses at a place: a stick, a laptop's library, a hub, any folder of courses or of `.bivouac` files, a `.bivouac` file.

    Raises:
        InputError: there are none.
    """
    if place.is_file():
        with Archive(place) as archive:
            yield Stock(archive)
        return
    in_library = (place / LIBRARY).is_file()
    if in_library:
        layout = KeptLayout(place / "content")
        layout.require_here()
        yield Stock(layout, place)
        return
    with opened_folder(courses_at(place)) as source:
        yield Stock(source)


def fill_hub(
    hub: HubFolder,
    stock: Stock,
    courses: Sequence[str] | None = None,
    *,
    adopt: bool = False,
    said: Said = lambda title, replaced: None,
    progress: Progress = lambda title, stage, done, total: None,
) -> Outcome:
    """Take courses into a hub; what is damaged or not signed stays behind, and the rest comes.

    Args:
        courses: their ids; None: all that there are. A hub that goes by no catalogue keeps the version that it has of a course, which may be the newer
            one, unless the course is named. Of one that is named and here in this version each byte is read, and what is damaged comes anew.
        adopt: a hub that goes by no catalogue goes by the stock's from now on.
        said: told of each course once it is on the hub.
        progress: raises to cancel: what was verified stays, and the next filling goes on from there.

    Raises:
        InputError: there is no such course; the stock is gone; the hub is being filled already, or its disk does not keep what is written on it.
        SpaceError: the hub's disk has no room. TrustError: the hub's catalogue has run out, or what is to be adopted is none.
    """
    source = stock.source
    if isinstance(source, Layout) and source.folder.resolve() == hub.content.resolve():
        raise InputError("These are the hub's own courses. Choose a stick, or another folder of courses.")
    with (
        machine.space_errors(),
        machine.only_one(hub.folder / _LOCK, _refuse_second),
        tempfile.TemporaryDirectory() as work,
    ):
        return _HubFilling(hub, stock, said, progress).run(courses, adopt, Path(work))


@dataclass(frozen=True)
class _Wanted:
    """A course that may come, and digest to size of what the hub is to have of it; `damaged`: what it has and is not what it should be."""

    version: CourseVersion
    blobs: dict[str, int]
    damaged: set[str] = field(default_factory=set)

    def absent(self, layout: Layout) -> dict[str, int]:
        return {one: size for one, size in self.blobs.items() if one in self.damaged or layout.size(one) != size}


class _HubFilling:
    def __init__(self, hub: HubFolder, stock: Stock, said: Said, progress: Progress) -> None:
        self._hub = hub
        self._stock = stock
        self._layout = hub.layout()
        self._said = said
        self._progress = progress
        self._outcome = Outcome()
        self._title, self._stage, self._done, self._total = "", "", 0, 0
        same_drive = stock.library is not None and stock.library.stat().st_dev == hub.content.stat().st_dev
        self._links = same_drive
        self._filling = Filling(
            stock.source, self._layout, self._begin, self._told, _unkept, mark=_MARK, link=same_drive
        )

    def run(self, courses: Sequence[str] | None, adopt: bool, work: Path) -> Outcome:
        self._layout.clear_leavings(_MARK)
        signed = self._catalogue(adopt, work)
        wanted = [one for one in self._look(courses, signed) if not self._is_known(one, read=courses is not None)]
        if signed is None and courses is None:
            wanted = [one for one in wanted if not self._is_other(one)]
        self._make_room(wanted)
        for one in wanted:
            self._take(one, [each.version for each in wanted])
        self._outcome.copied, self._outcome.linked = self._filling.copied, self._filling.linked
        return self._outcome

    # --- what may come ---------------------------------------------------------------------------------------------------

    def _catalogue(self, adopt: bool, work: Path) -> TrustedCatalogue | None:
        """What the hub goes by, as new as the stock has it."""
        known, useless = known_catalogue(self._hub, work)
        if known is None and not adopt:
            self._outcome.unused = any(True for _ in self._stock.fetches())
            return None
        if known is None:
            found = self._stock.catalogue(work)
            if found is None:
                raise TrustError("There is no signed catalogue with these courses that the hub could go by.")
            adopt_catalogue(self._hub, found)
            self._outcome.adopted = True
            return known_catalogue(self._hub, work)[0]
        for fetch in self._stock.fetches():
            try:
                self._outcome.newer = take_newer(self._hub, known, fetch)
                self._outcome.refused = None
                break
            except TrustError as error:  # what the hub knows decides
                self._outcome.refused = error
        if useless and not self._outcome.newer:
            raise useless
        return known

    def _look(self, courses: Sequence[str] | None, signed: TrustedCatalogue | None) -> Iterator[_Wanted]:
        """The courses that can come, without reading more than their descriptions."""
        source = self._stock.source
        for course, descriptor in chosen_references(source, courses).items():
            title = course
            try:
                version = read_version(source, descriptor)
                title = version.course.title
                if signed is not None:
                    require_download(signed, course, descriptor.digest, descriptor.size, title)
                yield _Wanted(version, version.small_blobs() | version.films(source))
            except (BundleError, TrustError, OSError) as error:
                if source.is_gone():
                    raise lost() from error
                why = damaged_blob(descriptor.digest) if isinstance(error, OSError) else error
                self._leave(title, why.sentence(), damaged=not isinstance(error, TrustError))

    def _is_known(self, one: _Wanted, *, read: bool) -> bool:
        """Whether the hub has all of it, which was verified when it came; `read`: and is what it was then."""
        here, title = self._layout.reference(one.version.course.id), one.version.course.title
        if here is None or here.digest != one.version.descriptor.digest:
            return False
        if read:
            self._title = title
            whole = {digest: size for digest, size in one.blobs.items() if self._layout.size(digest) == size}
            self._begin(CHECKING, sum(whole.values()))
            one.damaged.update(damaged_blobs(self._layout, whole, self._told))
        if one.absent(self._layout):
            return False
        self._outcome.known.append(title)
        return True

    def _is_other(self, one: _Wanted) -> bool:
        """Whether the hub has it in another version."""
        other = self._replaced(one.version)
        if other:
            self._outcome.other.append(other)
        return other is not None

    def _replaced(self, version: CourseVersion) -> Other | None:
        """What the hub has in the place of this one; None where that is nothing, the same, or damaged."""
        course, here = version.course, self._layout.reference(version.course.id)
        if here is None or here.digest == version.descriptor.digest:
            return None
        try:
            return Other(course.id, course.title, read_version(self._layout, here).course.version, course.version)
        except BundleError:
            return None

    # --- room ------------------------------------------------------------------------------------------------------------

    def _make_room(self, wanted: Sequence[_Wanted]) -> None:
        """See that all of it fits; what nobody needs goes when it does not."""
        absent = {digest: size for one in wanted for digest, size in one.absent(self._layout).items()}
        needed = 0 if self._links else lacking_size(self._layout, absent)
        if machine.free_space(self._hub.folder) < needed + FLOOR:
            self._sweep([one.version for one in wanted])
        self._require_room(needed)

    def _require_room(self, size: int) -> None:
        free = machine.free_space(self._hub.folder)
        if free < size + FLOOR:
            raise SpaceError(
                "There is not enough room on the hub's disk: {needed} MB are needed and {free} MB are free. Take courses from it (bivouac hub remove), or fill it with fewer (--course).",
                needed=max(1, (size + FLOOR) // 1_000_000),
                free=free // 1_000_000,
            )

    def _sweep(self, coming: Sequence[CourseVersion], at_once: Collection[str] = ()) -> None:
        """What no course needs goes; what is on its way, from here or from the hub above, stays."""
        keep = [*ArrivingCourses(self._layout).manifests(), *(version.descriptor for version in coming)]
        with contextlib.suppress(BundleError, InputError):  # what cannot go now goes with the next update
            self._layout.sweep(keep, at_once=at_once)

    # --- taking ----------------------------------------------------------------------------------------------------------

    def _take(self, one: _Wanted, coming: Sequence[CourseVersion]) -> None:
        """Bring one course and give it its name; when a part of it is damaged the rest comes all the same, and it gets none."""
        version, layout = one.version, self._layout
        course, descriptor = version.course, version.descriptor
        self._title = course.title
        absent, damaged = one.absent(layout), list[str]()
        unnamed = absent.keys() | (one.blobs.keys() - self._needed())  # an earlier filling may have brought it
        self._filling.copy(absent, damaged, self._require_room, version)
        if damaged:
            self._leave(course.title, *(each.sentence() for each in name_damages(version, damaged)))
            return
        try:
            look_into(layout, [version])
            self._filling.read_back({digest: size for digest, size in one.blobs.items() if digest in unnamed})
            before, replaced = layout.reference(course.id), self._replaced(version)
            layout.switch({course.id: descriptor}, required=one.blobs)
        except BundleError as error:
            if self._stock.source.is_gone():
                raise lost() from error
            self._leave(course.title, error.sentence())
            return
        if before is not None and before.digest != descriptor.digest:
            self._sweep(coming, at_once=self._blobs_of(before))
        self._outcome.came.append(course.title)
        self._outcome.mended += name_damages(version, one.damaged)
        self._said(course.title, replaced)

    def _needed(self) -> set[str]:
        """Digests of what the hub's courses are made of: it was read back when it came."""
        return set[str]().union(*(self._blobs_of(one) for one in self._layout.references().values()))

    def _blobs_of(self, descriptor: Descriptor) -> set[str]:
        try:
            return self._layout.needed_by(descriptor)
        except BundleError:
            return set()

    def _leave(self, title: str, *reasons: str, damaged: bool = True) -> None:
        self._outcome.left.append(Left(title, reasons, damaged))

    def _begin(self, stage: str, total: int) -> None:
        self._stage, self._done, self._total = stage, 0, total
        self._told(0)

    def _told(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        self._progress(self._title, self._stage, self._done, self._total)


def _unkept(count: int) -> InputError:
    return InputError(
        "The hub's disk does not keep what is written on it ({count} parts were wrong twice). Move the hub to another disk.",
        count=count,
    )


def _refuse_second() -> None:
    raise InputError("Another Bivouac is filling this hub. Wait for it, or stop it first.")
