"""A course from the places that have it into this machine's layout: what is missing is fetched, checked and made visible, blob by blob.

Nothing that arrived is fetched twice, however the process ended, unless the disk has spoiled it since. Lessons come in their order, and each can be used as soon as
its blobs are there; the course gets its name only when all of it is there and has been looked into.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bivouac import drives, machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import FRESH_SECONDS, Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.part import DOWNLOADS, SUFFIX, landed, part_path, remove_part
from bivouac.courses.bundle.pieces import decode_pieces
from bivouac.courses.bundle.source import blob_is_intact, damaged_blob, read_blob
from bivouac.courses.bundle.verify import check_contents, check_films
from bivouac.courses.bundle.version import CourseVersion, best_fitting, read_version
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Lesson, Rendition, Video
from bivouac.errors import BundleError, BusyError
from bivouac.sync.transfer.flows import Flows
from bivouac.sync.transfer.reuse import SoundPieces, reuse_of
from bivouac.sync.transfer.source import MissingError, Place, Source
from bivouac.sync.transfer.wanted import Choice, Wanted
from bivouac.sync.transfer.wishes import Report, StoppedError, Wishes

FLOOR = 200 * 1024 * 1024
"""Bytes that stay free on the drive: a full disk makes a machine unusable."""

ALL = "*"
"""In place of a rendition: every one that a place has, for who passes the course on."""


@dataclass
class Spoiled:
    """Which blobs of a course this disk has spoiled. Keep it between tries: looking for them takes as long as reading all of the course.

    Attributes:
        blobs: their digests, as long as they have not come anew; None while nobody has looked.
        found: whether there were any.
    """

    blobs: set[str] | None = None
    found: bool = False


def fetch_course(
    layout: Layout,
    places: Sequence[Place],
    descriptor: Descriptor,
    rendition: str | None = None,
    wishes: Wishes | None = None,
    spoiled: Spoiled | None = None,
) -> CourseVersion | None:
    """Bring all blobs of a course version that `layout` lacks; whoever calls gives it its name (`Shelf.take_in`).

    Args:
        places: where it may be had.
        descriptor: of the manifest; its digest is what everything else is checked against.
        rendition: which of each film, else the smallest that a place has; None: the smallest; `ALL`: all that there are.
        spoiled: something that is here does not hold: all of it is looked at, however lately it came, and what is wrong comes anew.

    Returns:
        The version, all its bytes checked; None when it was cancelled.

    Raises:
        LineError: no place answers, or may be asked just now; nothing that arrived is lost.
        RefusedError: no place lets this laptop in.
        BundleError: the course is damaged or not there any more.
        SpaceError: the drive has no room.
        BusyError: another program is downloading into this layout.
    """
    folder = layout.drive / DOWNLOADS
    wishes = wishes or Wishes()
    with (
        contextlib.suppress(StoppedError),
        machine.only_one(folder, _refuse_second),
        Flows(layout, folder, places, wishes, FLOOR // 2) as flows,
    ):
        return _Download(layout, flows, wishes).run(descriptor, rendition, spoiled)
    return None


def descriptor_of(manifest: str, size: int) -> Descriptor:
    """The descriptor of the manifest that a hub's catalogue names by digest and size in bytes."""
    return Descriptor(media_type=oci.MANIFEST, digest=oci.require_digest(manifest), size=size, artifact_type=oci.COURSE)


def offered(source: Source) -> dict[str, Descriptor]:
    """Course id to manifest of what a plain web server offers (its `index.json`).

    Raises:
        BundleError: there is none, or it is damaged. LineError, RefusedError: as `Source.fetch`.
    """
    data = bytearray()
    try:
        with contextlib.closing(source.fetch("index.json", 0, LIMITS.index + 1)) as chunks:
            for chunk in chunks:
                data += chunk
    except MissingError as error:
        raise BundleError("There are no courses of Bivouac at this address.") from error
    manifests = oci.decode_index(bytes(data)).manifests
    return {one.annotations[oci.REFERENCE]: one for one in manifests if oci.REFERENCE in one.annotations}


def drop_parts(layout: Layout, arriving: Iterable[Descriptor] = ()) -> int:
    """Remove what is left of downloads that nobody wants any more and return the bytes that this frees.

    Args:
        arriving: manifests of the courses that are still wanted.
    """
    keep: set[str] = set()
    for descriptor in arriving:
        if layout.has(descriptor.digest):
            manifest = oci.decode_manifest(read_blob(layout, descriptor, LIMITS.manifest))
            keep |= {manifest.config.digest, *(layer.digest for layer in manifest.layers)}
        keep.add(descriptor.digest)
    freed = 0
    for path in (layout.drive / DOWNLOADS).glob(f"*{SUFFIX}"):
        if f"sha256:{path.name.removesuffix(SUFFIX)}" not in keep:
            size = machine.space_of(path)
            with contextlib.suppress(PermissionError):  # somebody watches it (Windows): it goes the next time
                remove_part(path)
                freed += size
    return freed


class _Download:
    """One course on its way."""

    def __init__(self, layout: Layout, flows: Flows, wishes: Wishes) -> None:
        self._layout = layout
        self._flows = flows
        self._wishes = wishes
        self._folder = layout.drive / DOWNLOADS

    def run(self, descriptor: Descriptor, rendition: str | None, spoiled: Spoiled | None) -> CourseVersion:
        version = self._described(descriptor)
        largest = drives.largest_file(self._layout.drive)
        least = version.small_blobs() | {film.blob: film.size for film in _chosen(version.course, rendition, largest)}
        if spoiled is None:
            self._require_space({one: size for one, size in least.items() if self._layout.size(one) != size})
        pieces: dict[str, tuple[bytes, ...]] = {}
        if layer := version.pieces():
            self._small(layer, LIMITS.pieces)
            pieces = decode_pieces(read_blob(self._layout, layer, LIMITS.pieces), version.pieced())
        wanted = self._absent(_in_order(version, rendition, pieces, largest))
        self._look_at_what_is_here(version.course, wanted)
        self._reuse_sound_pieces(wanted)
        if spoiled is not None:
            self._bring_spoiled(version, pieces, wanted, spoiled)
            self._look_into(version)
            return version
        self._flows.bring(wanted, sum(least.values()) - sum(one.blob.size for one in wanted))
        self._bring_anew(version, pieces, self._lost(version))
        try:
            self._look_into(version)
        except BundleError:
            if not (lost := self._lost(version, sum(self._here(version).values()))):
                raise  # what is here is what was sent
            self._bring_anew(version, pieces, lost)
            self._look_into(version)
        return version

    def _bring_spoiled(
        self, version: CourseVersion, pieces: dict[str, tuple[bytes, ...]], wanted: list[Wanted], spoiled: Spoiled
    ) -> None:
        """Bring what is wrong of what is here, with what is not here at all. Of a film that is here in another size, that one does."""
        wanted = [one for one in wanted if not any(self._layout.has(other.digest) for other in one.others)]
        whole = self._here(version) | {one.blob.digest: one.blob.size for one in wanted}
        if spoiled.blobs is None:
            spoiled.blobs = set(self._lost(version, sum(whole.values())))
        absent = {one.blob.digest for one in wanted}
        spoiled.found = spoiled.found or bool(spoiled.blobs | absent)
        wanted += self._anew(version, pieces, [one for one in whole if one in spoiled.blobs - absent])
        if wanted:
            self._require_space({one.blob.digest: one.blob.size for one in wanted})
        try:
            self._flows.bring(wanted, sum(whole.values()) - sum(one.blob.size for one in wanted))
        finally:
            spoiled.blobs -= {one.blob.digest for one in wanted if one.finished}

    def _look_into(self, version: CourseVersion) -> None:
        check_contents(version, self._layout)
        check_films(version, self._layout)

    def _bring_anew(self, version: CourseVersion, pieces: dict[str, tuple[bytes, ...]], lost: Sequence[str]) -> None:
        if wanted := self._anew(version, pieces, lost):
            self._require_space({one.blob.digest: one.blob.size for one in wanted})
            whole = sum(self._here(version).values())
            self._flows.bring(wanted, whole - sum(one.blob.size for one in wanted))

    def _anew(self, version: CourseVersion, pieces: dict[str, tuple[bytes, ...]], lost: Sequence[str]) -> list[Wanted]:
        """What to fetch where the disk has spoiled something. That stays until it has come: what is sound of it may be in use."""
        sizes, lessons = self._here(version), _lessons(version.course)
        wanted = [Wanted(Choice(one, sizes[one], pieces.get(one, ())), lesson=lessons.get(one, "")) for one in lost]
        self._reuse_sound_pieces(wanted)
        return wanted

    def _require_space(self, blobs: Mapping[str, int]) -> None:
        """Raise SpaceError where these, by digest and size, do not fit on the drive, as far as they have not come already."""
        begun = sum(machine.space_of(part_path(self._folder, digest)) for digest in blobs)
        machine.require_space(self._layout.drive, max(0, sum(blobs.values()) - begun), FLOOR)

    def _reuse_sound_pieces(self, wanted: list[Wanted]) -> None:
        for one in wanted:
            if one.blob.pieces and self._layout.has(one.blob.digest):
                one.reuse = SoundPieces(self._layout.blob_path(one.blob.digest), one.blob.size)

    def _here(self, version: CourseVersion) -> dict[str, int]:
        """Digest to the size that it should have of all that is here."""
        films = [one for _, film in version.course.activities() if isinstance(film, Video) for one in film.renditions]
        known = version.small_blobs() | {one.blob: one.size for one in films}
        return {digest: size for digest, size in known.items() if self._layout.has(digest)}

    def _lost(self, version: CourseVersion, total: int = 0) -> list[str]:
        """The blobs that are here and not any more as they came.

        Args:
            total: bytes of the course; then all blobs are looked at, also those that came lately, and it is told how many were found sound.
        """
        lost: list[str] = []
        sound = 0

        def go_on(count: int) -> None:
            nonlocal sound
            self._go_on(count)
            sound += count
            if total:
                self._wishes.progress(Report(min(sound, total), total, 0.0, (), 0))

        for digest, size in self._here(version).items():
            before = sound
            if (total or self._is_old(digest)) and not self._is_whole(digest, size, go_on):
                lost.append(digest)
                sound = before
        return lost

    def _is_old(self, digest: str) -> bool:
        """Whether a blob came so long ago that its bytes are looked at again."""
        return self._layout.blob_path(digest).stat().st_mtime < time.time() - FRESH_SECONDS

    def _is_whole(self, digest: str, size: int, go_on: Callable[[int], None] | None = None) -> bool:
        try:
            return blob_is_intact(self._layout, digest, size, go_on or self._go_on)
        except OSError:
            if self._layout.is_gone():
                raise
            return False  # a sector that cannot be read any more

    def _go_on(self, count: int) -> None:
        if self._wishes.cancelled():
            raise StoppedError

    def _described(self, descriptor: Descriptor) -> CourseVersion:
        """The version, once its manifest and its description are here: a few kilobytes that say what all the rest is."""
        self._small(descriptor, LIMITS.manifest)
        manifest = oci.decode_manifest(read_blob(self._layout, descriptor, LIMITS.manifest))
        self._small(manifest.config, LIMITS.course_json)
        return read_version(self._layout, descriptor)

    def _small(self, descriptor: Descriptor, limit: int) -> None:
        """Bring a blob that says what others are, also where the disk has spoiled the one that is here."""
        if descriptor.size > limit:
            raise damaged_blob(descriptor.digest)
        wanted = [Wanted(Choice(descriptor.digest, descriptor.size))]
        if not self._is_whole(descriptor.digest, descriptor.size):
            machine.require_space(self._layout.drive, descriptor.size, FLOOR)
            self._flows.bring(wanted)

    def _look_at_what_is_here(self, course: Course, wanted: list[Wanted]) -> None:
        """Of the packs that are wanted, see which have an older one here."""
        before = self._layout.reference(course.id)
        if before is None:
            return
        try:
            lessons = read_version(self._layout, before).course.lessons()
            old = {lesson.id: lesson.pack for lesson in lessons if self._layout.size(lesson.pack) == lesson.pack_size}
        except BundleError:  # it is damaged: the new one comes whole
            return
        packs = {lesson.pack for lesson in course.lessons()}
        for one in wanted:
            if one.blob.digest in packs and one.lesson in old:
                one.reuse = reuse_of(self._layout.blob_path(old[one.lesson]), one.blob.size)

    def _absent(self, wanted: list[Wanted]) -> list[Wanted]:
        """Those that are not here yet, each once, with what an earlier attempt brought of them."""
        absent = {
            one.blob.digest: one for one in reversed(wanted) if self._layout.size(one.blob.digest) != one.blob.size
        }
        for one in absent.values():
            one.begun = landed(part_path(self._folder, one.blob.digest), one.blob.size).total
        return list(reversed(absent.values()))


def _in_order(
    version: CourseVersion, rendition: str | None, pieces: dict[str, tuple[bytes, ...]], largest: int | None
) -> list[Wanted]:
    """All that a course consists of besides its description, as a learner meets it; of films what the drive takes."""
    course = version.course

    def choice(digest: str, size: int) -> Choice:
        return Choice(digest, size, pieces.get(digest, ()))

    wanted = [Wanted(choice(course.cover, course.cover_size))] if course.cover else []
    for lesson in course.lessons():
        wanted.append(Wanted(choice(lesson.pack, lesson.pack_size), lesson=lesson.id))
        for film in lesson.activities:
            if isinstance(film, Video):
                by_size = _fitting(film, largest)
                if rendition == ALL:
                    wanted += [Wanted(choice(one.blob, one.size), lesson=lesson.id, spare=True) for one in by_size]
                    continue
                best = best_fitting(film, rendition or "", largest)
                first, *rest = [choice(one.blob, one.size) for one in (best, *(x for x in by_size if x != best))]
                wanted.append(Wanted(first, rest, lesson=lesson.id))
    return wanted


def _lessons(course: Course) -> dict[str, str]:
    """Digest of a pack or a film to the lesson that needs it."""
    return {digest: lesson.id for lesson in course.lessons() for digest in (lesson.pack, *_films_of(lesson))}


def _films_of(lesson: Lesson) -> Iterator[str]:
    for film in lesson.activities:
        if isinstance(film, Video):
            yield from (one.blob for one in film.renditions)


def _fitting(film: Video, largest: int | None) -> list[Rendition]:
    """The renditions that the drive takes, the smallest first."""
    fitting = [one for one in film.renditions if largest is None or one.size <= largest]
    return sorted(fitting, key=lambda one: one.size)


def _chosen(course: Course, rendition: str | None, largest: int | None) -> Iterator[Rendition]:
    for _, activity in course.activities():
        if isinstance(activity, Video) and rendition == ALL:
            yield from _fitting(activity, largest) or [best_fitting(activity, "", largest)]
        elif isinstance(activity, Video):
            yield best_fitting(activity, rendition or "", largest)


def _refuse_second() -> None:
    raise BusyError("Another Bivouac is downloading on this computer already. Wait for it, or close it first.")
