"""One version of a course as a bundle has it: manifest and description together, agreeing with each other."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.oci import Descriptor, Manifest
from bivouac.courses.bundle.pieces import decode_pieces
from bivouac.courses.bundle.source import Source, missing_blob, read_blob
from bivouac.courses.check import check_course
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Rendition, Video, choose_rendition, decode_course
from bivouac.errors import BundleError, InputError, LargeFileError


class CourseVersion(Struct, frozen=True):
    """A manifest and the course it describes, both verified."""

    descriptor: Descriptor
    manifest: Manifest
    course: Course

    def pieces(self) -> Descriptor | None:
        """The layer with the lists of pieces; None when the course has no large blob."""
        return next((layer for layer in self.manifest.layers if layer.media_type == oci.PIECES), None)

    def piece_lists(self, source: Source) -> dict[str, tuple[bytes, ...]]:
        """Digest to the SHA-256 of its pieces, of all blobs that have a list. Raises BundleError where the lists are missing in `source`, or damaged."""
        layer = self.pieces()
        return decode_pieces(read_blob(source, layer, LIMITS.pieces), self.pieced()) if layer else {}

    def pieced(self) -> dict[str, int]:
        """Digest to size of the blobs that the lists of pieces cover."""
        return {blob: size for blob, size in self.course.blobs().items() if size >= LIMITS.pieced_from}

    def small_blobs(self) -> dict[str, int]:
        """Digest to size of all that is no film: manifest, description, packs, cover, pieces."""
        described = (self.descriptor, self.manifest.config, *self.manifest.layers)
        return {one.digest: one.size for one in described if one.media_type != oci.FILM}

    def films(
        self,
        source: Source,
        rendition: str | None = None,
        largest: int | None = None,
        missing: list[str] | None = None,
    ) -> dict[str, int]:
        """Digest to size of the film blobs to take from `source`.

        Args:
            rendition: of each film, the one of this name, else the smallest that `source` has; None: all that it has.
            largest: bytes of a file beyond which the target takes none; larger renditions count as if they were not there.
            missing: takes, of each film of which `source` has nothing, the digest of one rendition; None: the first is an error.

        Raises:
            BundleError: `source` has no rendition of some film.
            InputError: all that it has of some film are larger than `largest`.
        """
        films: dict[str, int] = {}
        for _, activity in self.course.activities():
            if isinstance(activity, Video):
                here = renditions_here(activity, source)
                if not here:
                    if missing is None:
                        raise missing_blob(activity.renditions[0].blob)
                    missing.append(activity.renditions[0].blob)
                    continue
                fitting = here if largest is None else _small_enough(activity, here, largest)
                chosen = fitting if rendition is None else (best_fitting(_with(activity, here), rendition, largest),)
                films |= {one.blob: one.size for one in chosen}
        return films


def read_version(source: Source, descriptor: Descriptor) -> CourseVersion:
    """The course version that `descriptor` names, its manifest and description verified, nothing else looked at.

    Raises:
        BundleError: either is missing or damaged, makes no sense, or says other than the other.
    """
    manifest = oci.decode_manifest(read_blob(source, descriptor, LIMITS.manifest))
    course = decode_course(read_blob(source, manifest.config, LIMITS.course_json))
    check_course(course)
    if (
        descriptor.annotations.get(oci.REFERENCE, course.id) != course.id
        or not labels(course).items() <= manifest.annotations.items()
    ):
        raise BundleError("The label of the course “{title}” says other than the course itself.", title=course.title)
    _check_layers(manifest, course)
    return CourseVersion(descriptor, manifest, course)


def labels(course: Course) -> dict[str, str]:
    """What the manifest says about the course, so that a catalogue can show it without opening it."""
    sizes = {f"{oci.SIZE}.{name}": course.blobs(name) for name in course.renditions()} | {oci.SIZE: course.blobs()}
    return {
        oci.COURSE_ID: course.id,
        oci.TITLE: course.title,
        oci.VERSION: course.version,
        oci.LANGUAGE: course.language,
        **{name: str(sum(blobs.values())) for name, blobs in sizes.items()},
    }


def renditions_here(video: Video, source: Source) -> tuple[Rendition, ...]:
    """Those renditions of a film whose bytes `source` has."""
    return tuple(rendition for rendition in video.renditions if source.size(rendition.blob) == rendition.size)


def best_fitting(video: Video, rendition: str, largest: int | None) -> Rendition:
    """The rendition that is wanted; where the drive takes no file of that size, the sharpest that it takes.

    Args:
        largest: bytes of the largest file; None: no limit.

    Raises:
        LargeFileError: it takes none of them.
    """
    wanted = choose_rendition(video, rendition)
    if largest is None or wanted.size <= largest:
        return wanted
    fitting = [one for one in video.renditions if one.size <= largest]
    if not fitting:
        raise LargeFileError
    return max(fitting, key=lambda one: one.size)


def _small_enough(video: Video, renditions: tuple[Rendition, ...], largest: int) -> tuple[Rendition, ...]:
    fitting = tuple(one for one in renditions if one.size <= largest)
    if not fitting:
        raise InputError(
            "The film “{title}” is larger than the 4 GB that this stick takes in one file (FAT32). Format the stick as exFAT, or take films in a smaller size.",
            title=video.title,
        )
    return fitting


def _with(video: Video, renditions: tuple[Rendition, ...]) -> Video:
    return msgspec.structs.replace(video, renditions=renditions)


def _check_layers(manifest: Manifest, course: Course) -> None:
    """The layers are exactly what the course names, in the same sizes and of the right kinds, and one list of pieces."""
    kinds = _kinds(course)
    layers = [layer for layer in manifest.layers if layer.media_type != oci.PIECES]
    for layer in layers:
        if layer.media_type not in kinds.get(layer.digest, ()):
            raise BundleError("The course “{title}” comes with a part that it does not name.", title=course.title)
    if {layer.digest: layer.size for layer in layers} != course.blobs():
        raise BundleError("The course “{title}” names parts that its bundle does not have.", title=course.title)
    pieces = len(manifest.layers) - len(layers)
    if pieces != any(size >= LIMITS.pieced_from for size in course.blobs().values()):
        raise BundleError(
            "The course “{title}” has no list of pieces for its large files, or too many.", title=course.title
        )


def _kinds(course: Course) -> dict[str, tuple[str, ...]]:
    """Digest to the media types it may have, after what the course uses it for."""
    kinds: dict[str, tuple[str, ...]] = {course.cover: oci.COVERS} if course.cover else {}
    for lesson, activity in course.activities():
        if isinstance(activity, Video):
            kinds |= {rendition.blob: (oci.FILM,) for rendition in activity.renditions}
        kinds[lesson.pack] = (oci.PACK,)
    return kinds | {lesson.pack: (oci.PACK,) for lesson in course.lessons()}
