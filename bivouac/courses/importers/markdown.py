"""Folders of Markdown, as `docs/markdown-folder.md` describes them; `courses/markdown/` does the reading."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from bivouac.courses import media
from bivouac.courses.draft import CourseDraft
from bivouac.courses.ids import make_id
from bivouac.courses.importers import Options
from bivouac.courses.limits import LIMITS
from bivouac.courses.markdown import titles
from bivouac.courses.markdown.activities import ActivityMaker
from bivouac.courses.markdown.arranging import arrange
from bivouac.courses.markdown.beside import Beside
from bivouac.courses.markdown.credits import Credits, take_credits
from bivouac.courses.markdown.labels import Label, labels
from bivouac.courses.markdown.layout import Layout, Planner
from bivouac.courses.markdown.myst import is_myst
from bivouac.courses.markdown.opening import open_folder
from bivouac.courses.markdown.project import Project, open_project
from bivouac.courses.markdown.reading import first_paragraph
from bivouac.courses.markdown.resources import FolderIndex
from bivouac.courses.markdown.tree import PAGES, QUIZ, Branch, TreeReader
from bivouac.courses.markdown.unused import report_unused
from bivouac.courses.report import Report
from bivouac.courses.unpack import is_archive, names
from bivouac.errors import InputError

_OTHER_FORMATS = {"imsmanifest.xml", "h5p.json", "cmi5.xml", "tincan.xml", "moodle_backup.xml"}
"""Packages of these hold Markdown at most by the way."""

_COVERS = ("cover.png", "cover.jpg", "cover.jpeg", "cover.webp")
_LOOKED_AT = 5_000
"""Names looked at to recognise a folder."""


class MarkdownFolder:
    """The importer of folders of Markdown, and of zips of them."""

    name = "markdown"

    def recognises(self, source: Path) -> bool:
        """Whether there is a page or a quiz in the folder or zip."""
        if source.is_dir():
            there = [path.name for path, _ in zip(source.rglob("*"), range(_LOOKED_AT), strict=False)]
        else:
            there = [*names(source, _LOOKED_AT)] if is_archive(source) else []
        if any(Path(name).name in _OTHER_FORMATS for name in there):
            return False
        return any(Path(name).suffix.lower() in (*PAGES, QUIZ) for name in there)

    def read(self, source: Path, work: Path, report: Report, options: Options) -> CourseDraft:
        """Read the folder or zip into a draft.

        Raises:
            InputError: there is no page in it, or none in the language asked for.
            BundleError: the archive is damaged or hostile.
        """
        project = open_project(open_folder(source, work, report), options.language, report)
        reader = TreeReader(project.root, project.language, report, project.folders, bool(project.outline))
        tree = arrange(reader.read(project.root), project.outline, reader)
        if not tree.children:
            raise InputError(
                "There is no page of a course in “{name}”. A page is a file that ends in .md.", name=source.name
            )
        made_by = _credits(tree)
        title = _course_title(project, tree, made_by, source)
        layout = Planner(project, tree, title, report).plan()
        draft = _course(project, tree, title, made_by, options, source, report)
        draft.cover = _cover(project, report)
        used = _make_activities(project, layout, report)
        report_unused(project, used | ({draft.cover} if isinstance(draft.cover, Path) else set()), report)
        draft.modules = [module for module in layout.modules if module.lessons]
        if not draft.modules:
            raise InputError(
                "There is nothing in “{name}” that a learner could read, watch or answer.", name=source.name
            )
        return draft


def _make_activities(project: Project, layout: Layout, report: Report) -> set[Path]:
    """Fill the lessons; those that stay empty are taken out. The files that were used."""
    index = FolderIndex(project.root, project.static)
    index.activities = layout.activities
    index.labels = _labels(layout)
    maker = ActivityMaker(project.root, project.language, index, report, Beside(layout.ids), project.variables)
    leaves = [
        (lesson, name, leaf)
        for module in layout.modules
        for lesson in module.lessons
        for name, leaf in layout.leaves[lesson.id]
    ]
    for lesson, name, leaf in leaves:
        maker.expect(name, leaf, lesson)
    made = {name: maker.make(name, leaf, lesson) for lesson, name, leaf in leaves if leaf.document}
    made |= {name: maker.make(name, leaf, lesson) for lesson, name, leaf in leaves if not leaf.document}
    for lesson, name, _ in leaves:
        lesson.activities += made[name]
    for module in layout.modules:
        module.lessons = [lesson for lesson in module.lessons if lesson.activities]
    return index.used


def _labels(layout: Layout) -> dict[str, Label]:
    """The places that pages of MyST lead to by name."""
    found: dict[str, Label] = {}
    pages = [(leaf, leaf.document) for leaves in layout.leaves.values() for _, leaf in leaves if leaf.document]
    if not any(is_myst(document.text) for _, document in pages):
        return found
    for leaf, document in pages:
        found |= labels(document.text, leaf.path)
        page = Label(leaf.path, leaf.title)
        found[os.path.normpath(leaf.path.with_suffix(""))] = page
        found.setdefault(f"/{leaf.path.stem}", page)
    return found


def _course(
    project: Project, tree: Branch, title: str, made_by: list[Credits], options: Options, source: Path, report: Report
) -> CourseDraft:
    settings = project.settings
    authors = dict.fromkeys(author for one in made_by for author in one.authors)
    licences = Counter(one.licence for one in made_by if one.licence)
    named = options.course_id or settings.text("id")
    course_id = make_id(named or titles.without_order(_name(source)))
    if named and named != course_id:
        report.changed(
            "course.yaml" if not options.course_id else "--id",
            "id",
            "The course's id “{wanted}” has other letters than a-z 0-9 . _ - or is too long; it became “{name}”.",
            wanted=named[:130],
            name=course_id,
        )
    summary = settings.text("summary", "description") or first_paragraph(tree.index.text_below_title())[0]
    return CourseDraft(
        id=course_id,
        title=title[:300],
        language=project.language,
        version=settings.text("version") or "1",
        summary=summary,
        authors=settings.texts("authors", "author") or tuple(authors),
        licence=settings.text("licence", "license") or (licences.most_common(1)[0][0] if licences else ""),
    )


def _course_title(project: Project, tree: Branch, made_by: list[Credits], source: Path) -> str:
    """The best name that the folder has for itself; a `.pages` title of one word (“Mooc”) says what it is, not what about."""
    pages = tree.pages.text("title")
    subjects = Counter(one.subject for one in made_by if one.subject)
    common = next((subject for subject, count in subjects.items() if count > len(made_by) / 2), "")
    heading = tree.index.heading()
    return (
        project.settings.text("title")
        or (pages if " " in pages else "")
        or common
        or heading
        or pages
        or titles.from_name(_name(source))
    )


def _credits(tree: Branch) -> list[Credits]:
    documents = [leaf.document for leaf in tree.leaves() if leaf.document]
    return [take_credits(document.text, document.settings)[1] for document in documents]


def _name(source: Path) -> str:
    source = source.resolve()
    return source.stem if source.is_file() else source.name


def _cover(project: Project, report: Report) -> Path | None:
    """The picture that the course names, else the one called `cover`."""
    named = project.settings.text("cover")
    index = FolderIndex(project.root)
    for name in (named,) if named else _COVERS:
        path = index.find(project.root, name) if named else project.root / name
        if path and path.is_file() and not path.is_symlink() and path.stat().st_size <= LIMITS.pack_member:
            try:
                media.cover(path.read_bytes(), path.name)
            except InputError as error:
                report.lost("course.yaml", "cover", error.source, **error.values)
            else:
                return path
    if named:
        report.lost("course.yaml", "cover", "The cover “{name}” is not there.", name=named[:200])
    return None
