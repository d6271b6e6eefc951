"""Courses from a file or a stick onto this machine's shelf: copy what is missing, verify it, then show it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Progress, Source
from bivouac.errors import InputError
from bivouac.sync.protocol.sticks import courses_at
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.signed import LeftOut, vouched
from bivouac.sync.transfer.taking import Told, take_courses


def take_in_bundle(
    library: Library,
    path: Path,
    progress: Progress = lambda done, total: None,
    *,
    ours: bool = False,
    left_out: LeftOut | None = None,
    damaged: Told | None = None,
    without: Collection[str] = (),
) -> list[str]:
    """Take the courses of a `.bivouac` file, of a folder of courses, or of a stick, into the library; returns their titles.

    Args:
        ours: it came with the app, which nobody signs but its maker.
        left_out: told of courses that the school did not sign, or has withdrawn, where there are others; None: all of them or none.
        damaged: told of courses that are damaged there, and the others come (`taking.take_courses`); None: the first is an error.
        without: ids of courses that are not wanted.

    Raises:
        InputError: it is neither. BundleError: it is damaged; of a damaged course nothing is on the shelf. SpaceError: the disk has no room.
        TrustError: this machine has a school's root, and what comes does not follow from it.
    """
    if path.is_dir():
        layout = Layout.open(courses_at(path))
        return _take_in(library, layout, progress, layout.folder, left_out, damaged, ours, without)
    if not path.is_file():
        raise InputError("“{path}” does not exist. Check the name and try again.", path=str(path))
    with Archive(path) as archive:
        return _take_in(library, archive, progress, None, left_out, damaged, ours, without)


def _take_in(
    library: Library,
    source: Source,
    progress: Progress,
    folder: Path | None,
    left_out: LeftOut | None,
    damaged: Told | None,
    ours: bool,
    without: Collection[str],
) -> list[str]:
    ids = [course for course in source.references() if course not in without] if without else None
    signed = source if ours else vouched(library, source, folder, ids, left_out)
    return take_courses(library, signed, ids, progress=progress, damaged=damaged)
