"""A small course, as a draft and as blobs, for every test of bundles."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.pack import write_pack
from bivouac.courses.bundle.pieces import encode_pieces, piece_digests
from bivouac.courses.bundle.version import labels
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Captions, Course, Lesson, Module, Page, Rendition, Video, encode_course

WEBM = b"\x1a\x45\xdf\xa3"
MakeCourse = Callable[..., oci.Descriptor]


def import_archive(path: Path, target: Layout) -> list[Course]:
    """Bring all courses of a `.bivouac` file into `target`."""
    with Archive(path) as archive:
        return copy_courses(archive, target)


def store_course(
    layout: Layout,
    course_id: str = "planning",
    version: str = "1",
    film: bytes = b"",
    films: dict[str, bytes] | None = None,
) -> oci.Descriptor:
    """Store a course of one lesson straight as blobs, as a program other than ours would, and name it in the index.

    Args:
        film: what follows the WebM mark in the one rendition `240p`; `films` gives several by name instead.
    """
    contents = {name: WEBM + content for name, content in (films or {"240p": film}).items()}
    pack = io.BytesIO()
    write_pack(
        {"page.html": f"<h1>Plan {version}</h1>".encode(), "film.fr.vtt": b"WEBVTT\n", "p.jpg": b"\xff\xd8\xff"}, pack
    )
    layers = [(oci.PACK, pack.getvalue()), *((oci.FILM, content) for content in contents.values())]
    renditions = tuple(
        Rendition(name=name, blob=oci.digest_of(content), size=len(content), height=int(name[:-1]), width=2)
        for name, content in contents.items()
    )
    video = Video(
        id="film",
        title="Film",
        duration=1.0,
        renditions=renditions,
        captions=(Captions(language="fr", file="film.fr.vtt"),),
        poster="p.jpg",
    )
    lesson = Lesson(
        id="lesson",
        title="Lesson",
        pack=oci.digest_of(layers[0][1]),
        pack_size=len(layers[0][1]),
        activities=(Page(id="read", title="Read", file="page.html"), video),
    )
    course = Course(
        id=course_id,
        title="Planning",
        language="en",
        version=version,
        modules=(Module(id="m", title="M", lessons=(lesson,)),),
    )
    large = {
        oci.digest_of(data): piece_digests(io.BytesIO(data)) for _, data in layers if len(data) >= LIMITS.pieced_from
    }
    if large:
        layers.append((oci.PIECES, encode_pieces(large)))
    return store_manifest(layout, course, layers)


def store_manifest(
    layout: Layout,
    course: Course,
    layers: list[tuple[str, bytes]],
    name: str | None = None,
    course_json: bytes | None = None,
) -> oci.Descriptor:
    """Store blobs and a manifest of them, whatever they are, and name it in the index."""
    config = course_json or encode_course(course)
    manifest = oci.encode(
        oci.Manifest(
            media_type=oci.MANIFEST,
            artifact_type=oci.COURSE,
            config=oci.Descriptor(media_type=oci.CONFIG, digest=layout.put(config), size=len(config)),
            layers=tuple(
                oci.Descriptor(media_type=kind, digest=layout.put(data), size=len(data)) for kind, data in layers
            ),
            annotations=labels(course),
        )
    )
    stored = oci.Descriptor(media_type=oci.MANIFEST, digest=layout.put(manifest), size=len(manifest))
    layout.switch({name or course.id: stored})
    return oci.course_entry(name or course.id, stored)


def listing(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    """A layout with the course `planning`."""
    layout = Layout.create(tmp_path / "source")
    store_course(layout)
    return layout


@pytest.fixture
def target(tmp_path: Path) -> Layout:
    """An empty layout."""
    return Layout.create(tmp_path / "target")
