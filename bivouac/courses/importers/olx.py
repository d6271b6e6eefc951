"""Open edX: course and library exports (`.tar.gz`, `.tar.xz`, `.zip`, or the folder unpacked)."""

from __future__ import annotations

from pathlib import Path

from bivouac.courses.draft import CourseDraft
from bivouac.courses.importers import Options
from bivouac.courses.olx.course import read_course
from bivouac.courses.olx.source import Source, root_among, root_names
from bivouac.courses.report import Report
from bivouac.courses.unpack import is_archive, names, unpack
from bivouac.errors import InputError


class OpenEdx:
    """Reads OLX, Open edX's own export format."""

    name = "olx"

    def recognises(self, source: Path) -> bool:
        """Whether there is a `course.xml` or `library.xml` near the top."""
        if source.is_dir():
            return root_among(root_names(source)) is not None
        return is_archive(source) and root_among(list(names(source))) is not None

    def read(self, source: Path, work: Path, report: Report, options: Options) -> CourseDraft:
        """Read an export into a draft.

        Raises:
            InputError: there is no Open edX course in it.
            BundleError: the archive is damaged or hostile.
        """
        folder = source
        if not source.is_dir():
            folder = work / "export"
            for name in unpack(source, folder):
                report.note(
                    name,
                    "link",
                    "This is a link or a device and no file; archives may not bring any, so it was left out.",
                )
        start = root_among(root_names(folder))
        if start is None:
            raise InputError(
                "There is no Open edX course in “{name}”: it has neither a course.xml nor a library.xml.",
                name=source.name,
            )
        return read_course(Source(folder / start), report, options.course_id)
