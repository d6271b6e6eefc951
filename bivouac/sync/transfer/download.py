"""A course from a source into this machine's layout: what is missing is fetched, checked and made visible, blob by blob.

Nothing that arrived is fetched twice, however the process ended. Lessons come in their order, and each can be used as soon as
its blobs are there; the course gets its name only when all of it is there and has been looked into.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bivouac import machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.pieces import decode_pieces
from bivouac.courses.bundle.source import Progress, damaged_blob, missing_blob, read_blob
from bivouac.courses.bundle.verify import check_contents, check_films
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Rendition, Video, choose_rendition
from bivouac.errors import BundleError, InputError, LineError
from bivouac.sync.transfer.part import SUFFIX, Part, part_path
from bivouac.sync.transfer.source import MissingError, Source

FLOOR = 200 * 1024 * 1024
"""Bytes that stay free on the drive: a full disk makes a machine unusable."""

DOWNLOADS = "downloads"
"""Folder beside the layout's blobs where they arrive."""

_BAD_TRIES = 3
_BLINK_SECONDS = 0.1


@dataclass(frozen=True)
class Wishes:
    """How a download behaves.

    Attributes:
        progress: told bytes here and bytes in all, of this course; what was here before counts as done.
        on_blob: told the digest of each blob as it becomes visible.
        cancelled: asked at each chunk; when true, what has come stays for the next time.
        waits: seconds to wait before each new try while nothing arrives; a try that brings bytes begins anew.
    """

    progress: Progress = lambda done, total: None
    on_blob: Callable[[str], None] = lambda digest: None
    cancelled: Callable[[], bool] = lambda: False
    waits: tuple[float, ...] = (0.5, 1, 2, 4, 8)


def fetch_course(
    layout: Layout, source: Source, descriptor: Descriptor, rendition: str | None = None, wishes: Wishes | None = None
) -> CourseVersion | None:
    """Bring all blobs of a course version that `layout` lacks; whoever calls gives it its name (`Shelf.take_in`).

    Args:
        descriptor: of the manifest; its digest is what everything else is checked against.
        rendition: which of each film, else the smallest that the source has; None: the smallest.

    Returns:
        The version, all its bytes checked; None when it was cancelled.

    Raises:
        LineError: the line is away; nothing that arrived is lost.
        RefusedError: the source does not let this laptop in.
        BundleError: the course is damaged or not there any more.
        SpaceError: the drive has no room.
        InputError: another program is downloading into this layout.
    """
    with contextlib.suppress(_StoppedError), machine.only_one(layout.folder / DOWNLOADS, _refuse_second):
        return _Download(layout, source, wishes or Wishes()).run(descriptor, rendition)
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
    for path in (layout.folder / DOWNLOADS).glob(f"*{SUFFIX}"):
        if f"sha256:{path.name.removesuffix(SUFFIX)}" not in keep:
            freed += path.stat().st_size
            path.unlink(missing_ok=True)
    return freed


class _Download:
    """One course on its way."""

    def __init__(self, layout: Layout, source: Source, wishes: Wishes) -> None:
        self._layout = layout
        self._source = source
        self._wishes = wishes
        self._folder = layout.folder / DOWNLOADS
        self._pieces: dict[str, tuple[bytes, ...]] = {}
        self._here = self._total = 0

    def run(self, descriptor: Descriptor, rendition: str | None) -> CourseVersion:
        version = self._described(descriptor)
        small = version.small_blobs()
        self._plan(small | {film.blob: film.size for film in _chosen(version.course, rendition)})
        self._need(version.manifest.config.digest, version.manifest.config.size)
        self._need(descriptor.digest, descriptor.size)
        if layer := version.pieces():
            self._need(layer.digest, layer.size)
            self._pieces = decode_pieces(read_blob(self._layout, layer, LIMITS.pieces), version.pieced())
        if version.course.cover:
            self._need(version.course.cover, version.course.cover_size)
        for lesson in version.course.lessons():
            self._need(lesson.pack, lesson.pack_size)
            for activity in lesson.activities:
                if isinstance(activity, Video):
                    self._need_film(activity, rendition)
        check_contents(version, self._layout)
        check_films(version, self._layout)
        return version

    def _described(self, descriptor: Descriptor) -> CourseVersion:
        """The version, once its manifest and its description are here: a few kilobytes that say what all the rest is."""
        self._small(descriptor, LIMITS.manifest)
        manifest = oci.decode_manifest(read_blob(self._layout, descriptor, LIMITS.manifest))
        self._small(manifest.config, LIMITS.course_json)
        return read_version(self._layout, descriptor)

    def _small(self, descriptor: Descriptor, limit: int) -> None:
        if descriptor.size > limit:
            raise damaged_blob(descriptor.digest)
        if self._layout.size(descriptor.digest) != descriptor.size:
            machine.require_space(self._layout.folder, descriptor.size, FLOOR)
            self._need(descriptor.digest, descriptor.size)

    def _plan(self, blobs: dict[str, int]) -> None:
        """Know how much there is, and that it fits the drive, before the long part begins."""
        self._here, self._total = 0, sum(blobs.values())
        absent = {digest: size for digest, size in blobs.items() if self._layout.size(digest) != size}
        begun = sum(path.stat().st_size for digest in absent if (path := part_path(self._folder, digest)).exists())
        machine.require_space(self._layout.folder, max(0, sum(absent.values()) - begun), FLOOR)

    def _need_film(self, film: Video, rendition: str | None) -> None:
        """The rendition that is wanted, else the smallest that is here already or that the source has."""
        wanted = choose_rendition(film, rendition or "")
        others = sorted((one for one in film.renditions if one != wanted), key=lambda one: one.size)
        for one in (wanted, *others):
            self._total += one.size - wanted.size
            if self._came(one.blob, one.size):
                return
            self._total += wanted.size - one.size
        raise missing_blob(wanted.blob)

    def _need(self, digest: str, size: int) -> None:
        """See to it that a blob of the plan is here."""
        if not self._came(digest, size):
            raise missing_blob(digest)

    def _came(self, digest: str, size: int) -> bool:
        """Whether a blob of the plan is here now; false when the source does not have it."""
        if self._layout.size(digest) != size:
            try:
                self._bring(digest, size)
            except MissingError:
                return False
        self._here += size
        self._tell(0)
        return True

    def _bring(self, digest: str, size: int) -> None:
        """Fetch one blob, check it, and make it visible. Raises MissingError when the source does not have it."""
        with Part(self._folder, digest, size, self._pieces.get(digest, ())) as part:
            bad = quiet = 0
            while not part.complete:
                before, failure = part.done, None
                try:
                    bad += not self._read(part)
                except LineError as error:
                    failure = error
                if bad == _BAD_TRIES:
                    part.discard()
                    raise damaged_blob(digest)
                quiet = 0 if part.done > before else quiet + 1
                if quiet and not part.complete:
                    self._wait(quiet, failure)
            part.finish(self._layout.blob_path(digest))
        self._wishes.on_blob(digest)

    def _read(self, part: Part) -> bool:
        """Take what one flow brings; false when a piece of it was wrong."""
        with contextlib.closing(self._source.fetch(f"blobs/sha256/{part.path.stem}", part.done, part.size)) as chunks:
            for chunk in chunks:
                if self._wishes.cancelled():
                    raise _StoppedError
                if not part.add(chunk):
                    return False
                self._tell(part.done)
        return True

    def _wait(self, quiet: int, failure: LineError | None) -> None:
        """Give the line time to come back; raise when it had enough."""
        if quiet > len(self._wishes.waits):
            raise failure or LineError(
                "The hub sends nothing. Bivouac will try again later; nothing that arrived is lost."
            )
        until = time.monotonic() + self._wishes.waits[quiet - 1]
        while (left := until - time.monotonic()) > 0:
            if self._wishes.cancelled():
                raise _StoppedError
            time.sleep(min(left, _BLINK_SECONDS))

    def _tell(self, arriving: int) -> None:
        if self._total:  # not while the description comes, which alone knows the total
            self._wishes.progress(min(self._here + arriving, self._total), self._total)


class _StoppedError(Exception):
    """The person wants to pause or stop."""


def _chosen(course: Course, rendition: str | None) -> Iterator[Rendition]:
    for _, activity in course.activities():
        if isinstance(activity, Video):
            yield choose_rendition(activity, rendition or "")


def _refuse_second() -> None:
    raise InputError("Another Bivouac is downloading on this computer already. Wait for it, or close it first.")
