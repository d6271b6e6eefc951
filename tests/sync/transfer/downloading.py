"""A download and the name that its course gets, together."""

from __future__ import annotations

from collections.abc import Sequence

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import CourseVersion
from bivouac.sync.transfer.download import fetch_course
from bivouac.sync.transfer.source import Place, Source
from bivouac.sync.transfer.wishes import Wishes


def download_course(
    layout: Layout,
    source: Source | Sequence[Place],
    descriptor: Descriptor,
    rendition: str | None = None,
    wishes: Wishes | None = None,
) -> CourseVersion | None:
    """`fetch_course`, then give the course its name in `layout`."""
    version = fetch_course(layout, places(source), descriptor, rendition, wishes)
    if version:
        layout.switch(
            {version.course.id: descriptor}, required=version.small_blobs() | version.films(layout, rendition)
        )
    return version


def places(source: Source | Sequence[Place]) -> Sequence[Place]:
    """Places as they are; a source as the only one, with one flow."""
    return source if isinstance(source, Sequence) else [Place(lambda: source, flows=1)]
