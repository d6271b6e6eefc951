import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac import language
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.kinds import WORDS
from bivouac.courses.model import KINDS
from bivouac.courses.report import Report
from bivouac.sync.cli.course_report import as_json, as_markdown
from tests.courses.bundle.conftest import listing, store_course
from tests.terminal import bivouac

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    language.use_language("en")


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    """A folder with the course `planning`."""
    layout = Layout.create(tmp_path / "source")
    store_course(layout)
    return layout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course written as a folder of Markdown."""
    folder = tmp_path / "planning"
    (folder / "01-start").mkdir(parents=True)
    (folder / "course.yaml").write_text("title: Planning\nlanguage: en\n")
    (folder / "01-start" / "01-why.md").write_text("# Why plan\n\nBecause.\n")
    return folder


def test_a_folder_becomes_a_bundle_that_checks(folder: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "out" / "planning.bivouac"
    bundle.parent.mkdir()
    built = bivouac("course", "build", folder, "-o", bundle)
    assert built.exit_code == 0 and "“Planning” is in" in built.stdout
    assert [path.name for path in bundle.parent.iterdir()] == ["planning.bivouac"]
    checked = bivouac("course", "check", bundle)
    assert (checked.exit_code, checked.stdout) == (0, "“Planning” is whole.\n")
    assert "Why plan" in bivouac("course", "show", bundle).stdout


def test_two_builds_give_the_same_bundle(folder: Path, tmp_path: Path) -> None:
    for name in "ab":
        bivouac("course", "build", folder, "-o", tmp_path / f"{name}.bivouac")
    assert (tmp_path / "a.bivouac").read_bytes() == (tmp_path / "b.bivouac").read_bytes()


def test_a_course_is_added_to_a_folder_of_courses(folder: Path, source: Layout) -> None:
    assert bivouac("course", "build", folder, "-o", source.folder, "--id", "new-one").exit_code == 0
    assert set(source.references()) == {"new-one", "planning"}


def test_the_report_is_written_in_both_forms(folder: Path, tmp_path: Path) -> None:
    (folder / "01-start" / "02-gone.md").write_text("# Gone\n\n![a plan](gone.png)\n")
    for name in ("report.md", "report.json"):
        result = bivouac("course", "build", folder, "-o", tmp_path / "c.bivouac", "--report", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert "gone.png" in (tmp_path / name).read_text("utf-8") and "gone.png" in result.stdout
    (finding,) = [one for one in json.loads((tmp_path / "report.json").read_text()) if "gone.png" in str(one)]
    assert finding["severity"] in ("lost", "changed", "note")
    assert (
        bivouac("course", "build", folder, "-o", tmp_path / "d.bivouac", "--report", tmp_path / "report.doc").exit_code
        == 1
    )
    assert not (tmp_path / "d.bivouac").exists()


def test_one_sentence_is_said_once_for_all_its_places() -> None:
    report = Report()
    for name in ("a1b2", "c3d4"):
        report.lost(
            f"Week 1 › Film (video/{name})",
            "video",
            "This block names no film. Choose one in Studio, or remove the block.",
        )
    report.lost(
        "Week 2 › Quiz (problem/e5f6), 2/3",
        "problem/custom",
        "The picture of the course, “{name}”, is not in the export.",
        name="x",
    )
    report.note("html/g7h8", "html", "This unit is empty, so it was left out.")
    page = as_markdown(report)
    assert page.count("names no film") == 1 and page.count("  - **Week 1 › Film**") == 2 and "- 2 × (`video`)" in page
    assert "**Week 2 › Quiz, 2/3**" in page and "**html/g7h8**" in page, "an id where there is no title"
    assert "## Not in the course (3)" in page and "video/a1b2" in as_json(report), (
        "programs are told each, with its file"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("z.zip", "ends in .bivouac"),
        ("z.tar.gz", "ends in .bivouac"),
        ("z.BIVOUAC", "ends in .bivouac"),
        ("gone/z.bivouac", "is not there"),
        ("gone/z", "is not there"),
    ],
)
def test_an_output_that_cannot_be_meant_is_refused(folder: Path, tmp_path: Path, name: str, said: str) -> None:
    refused = bivouac("course", "build", folder, "-o", tmp_path / name)
    assert refused.exit_code == 1 and said in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_errors_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "photo.bivouac").write_bytes(b"JPEG" * 200)
    (tmp_path / "empty").mkdir()
    for arguments, said in (
        (("check", tmp_path / "photo.bivouac"), "“photo.bivouac” is not a bundle of Bivouac."),
        (("show", tmp_path / "absent.bivouac"), "does not exist"),
        (("check", tmp_path / "empty"), "There are no courses of Bivouac in"),
        (("build", tmp_path / "absent", "-o", tmp_path / "c.bivouac"), "does not exist"),
    ):
        result = bivouac("course", *arguments)
        assert result.exit_code == 1 and result.stdout == ""
        assert said in result.stderr and result.stderr.count("\n") == 1


def test_damage_is_found(source: Layout) -> None:
    descriptor = source.references()["planning"]
    assert bivouac("course", "check", source.folder).exit_code == 0
    path = source.blob_path(descriptor.digest)
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    result = bivouac("course", "check", source.folder)
    assert result.exit_code == 1 and "damaged" in result.stderr


def test_show_draws_the_tree(source: Layout) -> None:
    store_course(source, films={"240p": bytes(2_000_000), "480p": bytes(3_000_000)})
    source.delete_blob(_digest(source, 3_000_004))
    shown = bivouac("course", "show", source.folder).stdout
    assert shown.splitlines() == [
        "Planning (planning, version 1, en)",
        "2.0 MB with films in 240p; 3.0 MB with films in 480p",
        "Renditions that are not here: 480p",
        "  M",
        "    Lesson",
        "      [page] Read",
        "      [film] Film (0:01; 240p 2.0 MB, 480p 3.0 MB; CC fr)",
    ]


def _digest(layout: Layout, size: int) -> str:
    (name,) = [path.name for path in (layout.folder / "blobs" / "sha256").iterdir() if path.stat().st_size == size]
    return f"sha256:{name}"


def test_the_published_schema_is_the_model() -> None:
    assert bivouac("course", "schema").stdout == (REPOSITORY / "docs" / "course.schema.json").read_text(
        encoding="utf-8"
    )


def test_help_names_the_commands_and_imports_none_it_does_not_need() -> None:
    assert "build" in bivouac("course", "--help").stdout
    code = "import sys; from bivouac.sync.cli import main; main(['--version'], standalone_mode=False); print('bivouac.courses.bundle.write' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert done.stdout.startswith("bivouac ") and done.stdout.endswith("False\n")
    assert bivouac("teleport").exit_code == 2


def test_ctrl_c_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    """On a terminal, where a bar shows; interrupted in the middle of a film."""
    pty = pytest.importorskip("pty", exc_type=ImportError)
    from tests.courses.filming import make_film

    make_film(folder / "01-start" / "02-film.mp4", width=640, height=360, seconds=20, sound=False)
    out = tmp_path / "out"
    out.mkdir()
    master, slave = pty.openpty()
    # a job in the background, as in CI, has Ctrl-C ignored
    code = "import signal; signal.signal(2, signal.default_int_handler); from bivouac.sync.cli import main; main()"
    arguments = [
        sys.executable,
        "-c",
        code,
        "--lang",
        "en",
        "course",
        "build",
        str(folder),
        "-o",
        str(out / "c.bivouac"),
    ]
    with subprocess.Popen(arguments, cwd=REPOSITORY, stdout=slave, stderr=slave, start_new_session=True) as process:
        os.close(slave)
        shown = b""
        while b"%" not in shown:
            shown += os.read(master, 1000)
        process.send_signal(2)
        process.wait(30)
    os.close(master)
    assert process.returncode == 1
    assert listing(out) == {} and list(out.iterdir()) == []


def test_every_kind_of_activity_has_a_word() -> None:
    assert KINDS.keys() == WORDS.keys(), "what “bivouac course show” calls it: WORDS (courses/kinds.py)"
