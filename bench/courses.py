"""Courses to measure with: a gigabyte of film in one bundle, a thousand small courses in a library, the demo course."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec

from bench.figures import NotMeasured
from bench.processes import REPOSITORY, environment
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.pack import write_pack
from bivouac.courses.bundle.pieces import encode_pieces, piece_digests
from bivouac.courses.bundle.version import labels, read_version
from bivouac.courses.bundle.write import write_course
from bivouac.courses.draft import CourseDraft, LessonDraft, ModuleDraft
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Lesson, Module, Page, Rendition, Video, encode_course
from bivouac.language import assets
from bivouac.sync.store.library import Library

_WEBM = b"\x1a\x45\xdf\xa3"
_MODELS = 20


def demo_bundle() -> Path:
    """The bundle of the English demo course. Raises NotMeasured where it was not made."""
    path = assets() / "demo" / "demo.en.bivouac"
    if not path.is_file():
        raise NotMeasured("needs the demo course: make demo")
    return path


# --- one large course ----------------------------------------------------------------------------------------------------


def write_large_bundle(path: Path, work: Path, films: int, film_bytes: int) -> None:
    """A bundle of the course that `put_films` makes."""
    layout = Layout.create(work)
    put_films(layout, [os.urandom(film_bytes) for _ in range(films)])
    write_archive(layout, path)


def put_films(layout: Layout, films: list[bytes]) -> list[oci.Descriptor]:
    """A course of one lesson with a page and films of these bytes (but for the first), into a layout; returns the films' blobs."""
    layers = put_course(layout, "films", [({"page.html": b"<h1>Films</h1>"}, films)])
    return [layer for layer in layers if layer.media_type == oci.FILM]


def put_course(
    layout: Layout, course_id: str, lessons: list[tuple[dict[str, bytes], list[bytes]]], version: str = "1"
) -> list[oci.Descriptor]:
    """A course of lessons, each with the files of its pack, `page.html` among them, and its films; returns its layers."""
    layers: dict[str, oci.Descriptor] = {}
    pieces: dict[str, bytes] = {}

    def put(media_type: str, data: bytes) -> oci.Descriptor:
        layer = _put(layout, media_type, data)
        if len(data) >= LIMITS.pieced_from:
            pieces[layer.digest] = piece_digests(io.BytesIO(data))
        return layers.setdefault(layer.digest, layer)

    made = []
    for number, (files, films) in enumerate(lessons):
        zipped = io.BytesIO()
        write_pack(files, zipped)
        pack = put(oci.PACK, zipped.getvalue())
        page = Page(id=f"read-{number}", title="Read", file="page.html")
        shown = [_film(f"film-{number}-{at}", put(oci.FILM, _WEBM + data[4:])) for at, data in enumerate(films)]
        made.append(
            Lesson(
                id=f"l-{number}",
                title=f"Lesson {number}",
                activities=(page, *shown),
                pack=pack.digest,
                pack_size=pack.size,
            )
        )
    course = Course(
        id=course_id,
        title="Films",
        language="en",
        version=version,
        modules=(Module(id="m", title="M", lessons=tuple(made)),),
    )
    if pieces:
        listed = _put(layout, oci.PIECES, encode_pieces(pieces))
        layers[listed.digest] = listed
    layout.switch({course.id: put_manifest(layout, course, list(layers.values()))})
    return list(layers.values())


def _film(activity: str, layer: oci.Descriptor) -> Video:
    rendition = Rendition(name="480p", blob=layer.digest, size=layer.size, width=854, height=480)
    return Video(id=activity, title="Film", duration=600.0, renditions=(rendition,))


def _put(layout: Layout, media_type: str, data: bytes) -> oci.Descriptor:
    return oci.Descriptor(media_type=media_type, digest=layout.put(data), size=len(data))


def put_manifest(layout: Layout, course: Course, layers: list[oci.Descriptor]) -> oci.Descriptor:
    manifest = oci.Manifest(
        media_type=oci.MANIFEST,
        artifact_type=oci.COURSE,
        config=_put(layout, oci.CONFIG, encode_course(course)),
        layers=tuple(layers),
        annotations=labels(course),
    )
    return oci.course_entry(course.id, _put(layout, oci.MANIFEST, oci.encode(manifest)))


# --- a thousand small ones -----------------------------------------------------------------------------------------------


def make_library(folder: Path, count: int) -> None:
    """`write_library` in a process of its own: Qt's pages, were they shared with ours, would make the app look small."""
    command = [sys.executable, "-m", "bench.courses", str(folder), str(count)]
    subprocess.run(command, cwd=REPOSITORY, env=environment(), check=True)


def write_library(folder: Path, count: int) -> None:
    """A library with one learner and `count` courses.

    Twenty are written from drafts, each with a cover, two pages and a lesson's pack; the others are the same courses under other ids
    and titles, with descriptions and manifests of their own. All of them come onto the shelf the way courses do (`Shelf.mend`).
    """
    library = Library(folder)
    layout = library.shelf.layout
    models = [read_version(layout, write_course(_small_draft(number), layout)) for number in range(min(_MODELS, count))]
    references = {}
    for number in range(len(models), count):
        model = models[number % len(models)]
        title = f"{model.course.title}, {number}"
        course = msgspec.structs.replace(model.course, id=f"course-{number}", title=title)
        references[course.id] = put_manifest(layout, course, list(model.manifest.layers))
    layout.switch(references)
    library.shelf.mend()
    library.people.add_guest("Awa Koné")
    library.close()


def _small_draft(number: int) -> CourseDraft:
    pages = {
        f"page-{one}.html": f"<h1>Part {one}</h1><p>{'What a project needs first. ' * 20}</p>".encode()
        for one in (1, 2)
    }
    lesson = LessonDraft(f"lesson-{number}", "First steps", files=dict(pages))
    lesson.activities = [Page(id=f"page-{one}", title=f"Part {one}", file=f"page-{one}.html") for one in (1, 2)]
    module = ModuleDraft(f"module-{number}", "Beginning", lessons=[lesson])
    title = ("Project management", "Accounting for small firms", "Négocier et convaincre", "供应链管理")[number % 4]
    return CourseDraft(f"course-{number}", f"{title} {number}", "en", cover=_cover(number), modules=[module])


def _cover(number: int) -> bytes:
    """A picture of 640 by 360 with enough in it to be some 50 kB, as covers are."""
    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

    chance = random.Random(number)
    picture = QImage(640, 360, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    ground = QLinearGradient(0, 0, 640, 360)
    ground.setColorAt(0, QColor.fromHsv(number * 37 % 360, 120, 220))
    ground.setColorAt(1, QColor.fromHsv(number * 71 % 360, 160, 90))
    painter.fillRect(picture.rect(), ground)
    for _ in range(400):
        painter.setPen(QColor.fromHsv(chance.randrange(360), 90, chance.randrange(80, 255)))
        painter.drawLine(*(chance.randrange(640) for _ in range(4)))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPEG", 85)  # type: ignore[call-overload]  # the stubs want bytes, Qt a string
    return bytes(buffer.data().data())


if __name__ == "__main__":
    write_library(Path(sys.argv[1]), int(sys.argv[2]))
