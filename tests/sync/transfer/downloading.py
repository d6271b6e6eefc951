"""A download and the name that its course gets, together."""

from __future__ import annotations

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import CourseVersion
from bivouac.sync.transfer.download import Wishes, fetch_course
from bivouac.sync.transfer.source import Source


def download_course(
    layout: Layout, source: Source, descriptor: Descriptor, rendition: str | None = None, wishes: Wishes | None = None
) -> CourseVersion | None:
    """`fetch_course`, then give the course its name in `layout`."""
    version = fetch_course(layout, source, descriptor, rendition, wishes)
    if version:
        layout.switch(
            {version.course.id: descriptor}, required=version.small_blobs() | version.films(layout, rendition)
        )
    return version
