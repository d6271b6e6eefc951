"""The source as a folder: one is taken as it is, an archive of one is unpacked."""

from __future__ import annotations

from pathlib import Path

from bivouac.courses.report import Report
from bivouac.courses.unpack import unpack


def open_folder(source: Path, work: Path, report: Report) -> Path:
    """The folder of the course, without links in its path.

    Args:
        work: an empty folder to unpack into.

    Raises:
        InputError: the file is no archive.
        BundleError: it is damaged or hostile.
    """
    if source.is_dir():
        return source.resolve()
    folder = work / "folder"
    for name in unpack(source, folder):
        report.lost(
            name, "link", "This is a link or a device and no file; archives may not bring any, so it was left out."
        )
    inside = sorted(folder.iterdir())
    wrapped = len(inside) == 1 and inside[0].is_dir()  # most archives hold the folder, not what is in it
    return (inside[0] if wrapped else folder).resolve()
