"""Every importer on real courses of its format, made by others."""

from pathlib import Path

import pytest

from bivouac.courses.importers import FORMATS, Importer, Options, importer_for
from bivouac.courses.importers.markdown import MarkdownFolder
from bivouac.courses.importers.olx import OpenEdx
from bivouac.errors import InputError
from tests.courses.importers.suite import check_importer

REAL = [
    (OpenEdx(), "olx/hx-boilerplate-course.tar.gz", ""),
    (OpenEdx(), "olx/microsoft-oxa-kitchen-sink.tar.gz", ""),
    (OpenEdx(), "olx/openedx-demo-content-library.tar.gz", ""),
    (MarkdownFolder(), "markdown/ai4t-mooc-fr-en.zip", "fr"),
    (MarkdownFolder(), "markdown/swcarpentry-shell-novice.zip", ""),
]


@pytest.mark.parametrize(
    ("importer", "name", "language"), REAL, ids=[f"{name} {language}" for _, name, language in REAL]
)
def test_real_courses(shared_courses: Path, importer: Importer, name: str, language: str) -> None:
    source = shared_courses / name
    assert importer_for(source).name == importer.name
    check_importer(importer, source, Options(language=language))


def test_what_is_no_course_is_nobodys(shared_courses: Path) -> None:
    for name in (
        "scorm/rustici-golf-RuntimeBasicCalls_SCORM12.zip",
        "video/mdn-rabbit320.mp4",
        "pdf/ricecooker-doc_FR.pdf",
    ):
        assert not any(importer.recognises(shared_courses / name) for importer in (OpenEdx(), MarkdownFolder()))


def test_a_format_is_found_by_its_name_whatever_the_source_looks_like(tmp_path: Path) -> None:
    assert [importer_for(tmp_path, name).name for name in FORMATS] == list(FORMATS)


def test_a_name_that_is_no_format_is_said_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"“moodle” is no format that Bivouac reads\. There are: olx, markdown\."):
        importer_for(tmp_path, "moodle")
