"""Every byte and every name of a course, checked."""

from __future__ import annotations

import hashlib

from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.pack import Pack
from bivouac.courses.bundle.source import Progress, Source, damaged_blob, require_blob
from bivouac.courses.bundle.version import CourseVersion, read_version, renditions_here
from bivouac.courses.check import pack_paths, require_no_script
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Document, Lesson, Page, Video
from bivouac.errors import BundleError

_PNG, _JPEG, _EBML = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\x1a\x45\xdf\xa3"
_PDF = b"%PDF-"


def verify_course(source: Source, descriptor: Descriptor, progress: Progress = lambda done, total: None) -> Course:
    """Read all of a course and return it.

    Films may lack renditions as long as one is there: sticks and laptops carry what they have room for.

    Raises:
        BundleError: a sentence that names what is wrong.
    """
    version = read_version(source, descriptor)
    blobs = version.small_blobs() | version.films(source)
    pieces = check_contents(version, source)
    check_films(version, source)
    done, total = 0, sum(blobs.values())
    for digest, size in blobs.items():
        require_blob(source, digest, size)
        whole = hashlib.sha256()
        with source.open_blob(digest) as file:
            for number in range(-(-size // LIMITS.piece)):
                piece = file.read(LIMITS.piece)
                whole.update(piece)
                if digest in pieces and hashlib.sha256(piece).digest() != pieces[digest][number]:
                    raise damaged_blob(digest)
                done += len(piece)
                progress(done, total)
        if f"sha256:{whole.hexdigest()}" != digest:
            raise damaged_blob(digest)
    return version.course


def check_contents(version: CourseVersion, source: Source) -> dict[str, tuple[bytes, ...]]:
    """Look into the packs, the cover and the list of pieces, and return the pieces (`decode_pieces`).

    Packs and cover are not hashed here.

    Raises:
        BundleError: one of them does not hold what the course says.
    """
    course = version.course
    for lesson in course.lessons():
        _check_pack(lesson, source)
    if course.cover:
        require_blob(source, course.cover, course.cover_size)
        with source.open_blob(course.cover) as file:
            if not file.read(8).startswith((_PNG, _JPEG)):
                raise BundleError("The cover of the course “{title}” is not a picture.", title=course.title)
    return version.piece_lists(source)


def check_films(version: CourseVersion, source: Source) -> None:
    """Raise BundleError when a film that is in `source` is no WebM file."""
    for lesson in version.course.lessons():
        _check_films(lesson, source)


def check_lesson(lesson: Lesson, source: Source) -> None:
    """Look into what one lesson is made of, as `check_contents` and `check_films` do for all; it need not have its films.

    Raises:
        BundleError: something does not hold what the course says.
    """
    _check_pack(lesson, source)
    _check_films(lesson, source)


def _check_films(lesson: Lesson, source: Source) -> None:
    for activity in lesson.activities:
        if isinstance(activity, Video):
            for rendition in renditions_here(activity, source):
                with source.open_blob(rendition.blob) as file:
                    if file.read(4) != _EBML:
                        raise BundleError("The film “{title}” is not a WebM file.", title=activity.title)


def _check_pack(lesson: Lesson, source: Source) -> None:
    require_blob(source, lesson.pack, lesson.pack_size)
    with Pack(source.open_blob(lesson.pack)) as pack:
        for activity in lesson.activities:
            for name in pack_paths(activity):
                if pack.size(name) is None:
                    raise BundleError(
                        "The file “{name}” of “{title}” is missing.", name=name[:120], title=activity.title
                    )
            if isinstance(activity, Page):
                require_no_script(_text(pack, activity.file, LIMITS.page), activity.title)
            elif isinstance(activity, Document):
                _check_document(activity, pack)
            elif isinstance(activity, Video):
                _check_captions(activity, pack)


def _check_document(document: Document, pack: Pack) -> None:
    if not pack.read(document.file, LIMITS.document).startswith(_PDF):
        raise BundleError("The document “{title}” is not a PDF.", title=document.title)


def _check_captions(video: Video, pack: Pack) -> None:
    for captions in video.captions:
        if not _text(pack, captions.file, LIMITS.captions).removeprefix("\ufeff").startswith("WEBVTT"):
            raise BundleError(
                "The captions “{name}” of “{title}” are not WebVTT.", name=captions.file[:120], title=video.title
            )


def _text(pack: Pack, name: str, limit: int) -> str:
    try:
        return pack.read(name, limit).decode()
    except UnicodeDecodeError as error:
        raise BundleError("The text “{name}” of a lesson is damaged.", name=name[:120]) from error
