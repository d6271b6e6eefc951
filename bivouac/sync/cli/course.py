"""`bivouac course …`: make, check and show bundles."""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from bivouac.courses import kinds
from bivouac.courses.bundle.archive import SUFFIX, Archive, write_archive
from bivouac.courses.bundle.archives import opened_folder
from bivouac.courses.bundle.layout import WORK_PREFIX, Layout
from bivouac.courses.bundle.source import Source
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.version import CourseVersion, read_version, renditions_here
from bivouac.courses.bundle.write import write_course
from bivouac.courses.importers import FORMATS, Options, importer_for
from bivouac.courses.model import Course, Module, Video, course_schema
from bivouac.courses.report import Report
from bivouac.errors import InputError
from bivouac.language import tr, written_size
from bivouac.sync.cli.course_report import REPORT_WRITERS, print_report
from bivouac.sync.protocol.sticks import courses_at

_OTHER_ENDINGS = {
    *(".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".mbz", ".imscc", ".h5p", ".iso", ".exe"),
    *(".md", ".html", ".htm", ".pdf", ".epub", ".json", ".xml", ".yaml", ".yml", ".txt", ".docx", ".pptx", ".mp4"),
}
"""Of files that are no bundle: a folder of courses under such a name is nearly never what is meant."""

PathArgument = click.Path(path_type=Path)


@click.group(help=tr("Make, check and show courses."))
def course() -> None:
    pass


def _making(command: Callable[..., None]) -> Callable[..., None]:
    """What `build` and `import` are told alike."""
    options = (
        click.option(
            "-o",
            "--output",
            type=PathArgument,
            required=True,
            help=tr("A .bivouac file, or a folder of courses to add it to."),
        ),
        click.option(
            "--language", default="", help=tr("Of a source in several languages, the one to take (fr, en …).")
        ),
        click.option(
            "--id", "course_id", default="", help=tr("The name under which progress is kept; never change it.")
        ),
        click.option(
            "--report", type=PathArgument, help=tr("Write what was lost or changed to this file (.md or .json).")
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@course.command(help=tr("Make a bundle from a folder of Markdown, films and quizzes."))
@click.argument("folder", type=PathArgument)
@_making
def build(folder: Path, output: Path, language: str, course_id: str, report: Path | None) -> None:
    _make(folder, "markdown", output, Options(course_id=course_id, language=language), report)


@course.command("import", help=tr("Make a bundle from a course of another system."))
@click.argument("source", type=PathArgument)
@click.option(
    "--format",
    "format_name",
    default="",
    help=tr("What the source is ({formats}); left out: found from the source.", formats=", ".join(FORMATS)),
)
@_making
def import_(source: Path, output: Path, format_name: str, language: str, course_id: str, report: Path | None) -> None:
    _make(source, format_name, output, Options(course_id=course_id, language=language), report)


@course.command(help=tr("Read every byte of a bundle or folder of courses and say whether it is whole."))
@click.argument("path", type=PathArgument)
def check(path: Path) -> None:
    with opened(path) as source:
        for course_id, descriptor in sorted(source.references().items()):
            with progress(course_id) as told:
                found = verify_course(source, descriptor, told)
            click.echo(tr("“{title}” is whole.", title=found.title))


@course.command(help=tr("Show what a bundle or folder of courses holds."))
@click.argument("path", type=PathArgument)
def show(path: Path) -> None:
    with opened(path) as source:
        for _, descriptor in sorted(source.references().items()):
            _show(read_version(source, descriptor), source)


@course.command(help=tr("Print the JSON Schema of a course's description."))
def schema() -> None:
    click.echo(schema_text(), nl=False)


def schema_text() -> str:
    """What `docs/course.schema.json` holds."""
    return json.dumps(course_schema(), indent=2, ensure_ascii=False) + "\n"


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The courses at `path`: a folder of courses or of `.bivouac` files, a stick, or a `.bivouac` file.

    Raises:
        InputError: there are none.
    """
    if path.is_dir():
        with opened_folder(courses_at(path)) as folder:
            require_courses(folder, path)
            yield folder
    else:
        with Archive(path) as archive:
            require_courses(archive, path)
            yield archive


def require_courses(source: Source, path: Path) -> None:
    if not source.references():
        raise InputError("There are no courses of Bivouac in “{path}”.", path=str(path))


# --- making ----------------------------------------------------------------------------------------------------------


def _make(source: Path, format_name: str, output: Path, options: Options, report_path: Path | None) -> None:
    if report_path and report_path.suffix not in REPORT_WRITERS:
        raise InputError("A report is written as .md or .json, not “{name}”.", name=report_path.name)
    _require_output(output)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bivouac-") as work:
        draft = importer_for(source, format_name).read(source, Path(work), report, options)
        print_report(report)
        if report_path:
            report_path.write_text(REPORT_WRITERS[report_path.suffix](report), encoding="utf-8")
        with _layout_for(output) as layout, progress(draft.title) as told:
            descriptor = write_course(draft, layout, told)
            made = read_version(layout, descriptor).course
    click.echo(tr("“{title}” is in {path}.", title=made.title, path=str(output)))


def _require_output(output: Path) -> None:
    """
    Raises:
        InputError: no bundle and no folder of courses can be there.
    """
    if output.suffix == SUFFIX and output.is_dir():
        raise InputError("“{path}” is a folder. Choose another name for the bundle.", path=str(output))
    ending = output.suffix.lower()
    if ending in _OTHER_ENDINGS or (ending == SUFFIX and output.suffix != SUFFIX):
        raise InputError(
            "“{name}” cannot be the name of what is made. A bundle ends in .bivouac; a folder of courses has no ending.",
            name=output.name,
        )
    if not output.parent.is_dir():
        raise InputError("The folder “{path}” is not there. Make it first, or choose another.", path=str(output.parent))


@contextlib.contextmanager
def _layout_for(output: Path) -> Iterator[Layout]:
    """The layout to write into: `output` itself, or one beside it that becomes the `.bivouac` file when all went well."""
    if output.suffix != SUFFIX:
        yield Layout.create(output)
        return
    with tempfile.TemporaryDirectory(prefix=WORK_PREFIX, dir=output.parent) as folder:
        layout = Layout.create(Path(folder))
        yield layout
        with progress(output.name) as told:
            write_archive(layout, output, progress=told)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal; nothing where the output goes to a file or another program."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1000, label=label[:40], file=sys.stderr) as bar:
        shown = 0

        def told(done: int, total: int) -> None:
            nonlocal shown
            now = 1000 * done // max(total, 1)
            if now > shown:
                bar.update(now - shown)
                shown = now

        yield told


# --- showing ---------------------------------------------------------------------------------------------------------


def _show(version: CourseVersion, source: Source) -> None:
    shown = version.course
    click.echo(
        tr(
            "{title} ({id}, version {version}, {language})",
            title=shown.title,
            id=shown.id,
            version=shown.version,
            language=shown.language,
        )
    )
    click.echo(_sizes(shown))
    missing = _missing_renditions(shown, source)
    if missing:
        click.echo(tr("Renditions that are not here: {names}", names=", ".join(missing)))
    for module in shown.modules:
        _show_module(module)


def _show_module(module: Module) -> None:
    click.echo(f"  {module.title}")
    for lesson in module.lessons:
        click.echo(f"    {lesson.title}")
        for activity in lesson.activities:
            kind = activity.kind
            click.echo(
                f"      [{tr(kinds.WORDS.get(kind, kind))}] {activity.title}{_film_note(activity) if isinstance(activity, Video) else ''}"
            )


def _film_note(video: Video) -> str:
    renditions = ", ".join(f"{one.name} {written_size(one.size)}" for one in video.renditions)
    languages = ", ".join(captions.language for captions in video.captions)
    minutes, seconds = divmod(round(video.duration), 60)
    return f" ({minutes}:{seconds:02}; {renditions}{'; CC ' + languages if languages else ''})"


def _sizes(shown: Course) -> str:
    names = shown.renditions()
    if not names:
        return written_size(sum(shown.blobs().values()))
    parts = [
        tr("{size} with films in {name}", size=written_size(sum(shown.blobs(name).values())), name=name)
        for name in names
    ]
    return "; ".join(parts)


def _missing_renditions(shown: Course, source: Source) -> list[str]:
    missing: Counter[str] = Counter()
    for _, activity in shown.activities():
        if isinstance(activity, Video):
            here = renditions_here(activity, source)
            missing.update(one.name for one in activity.renditions if one not in here)
    return sorted(missing)
