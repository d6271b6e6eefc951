"""An export as a draft: chapters are modules, subsections lessons, and every block is in the draft or in the report."""

from __future__ import annotations

from bivouac.courses.draft import CourseDraft, LessonDraft, ModuleDraft
from bivouac.courses.ids import make_id, unique_id
from bivouac.courses.model import Page
from bivouac.courses.olx import about
from bivouac.courses.olx.links import page_file, settle_links
from bivouac.courses.olx.pieces import Sharing
from bivouac.courses.olx.resources import OlxResources
from bivouac.courses.olx.selection import report_staff_only
from bivouac.courses.olx.source import Source
from bivouac.courses.olx.titles import best_title
from bivouac.courses.olx.tree import CONTAINERS, Block, read_tree
from bivouac.courses.olx.unconverted import report_block
from bivouac.courses.olx.unit import Unit
from bivouac.courses.olx.writing import Writing, is_empty
from bivouac.courses.report import Report
from bivouac.errors import InputError
from bivouac.language import best_language, translate

_LESSONS = frozenset({"sequential", "subsection", "videosequence", "problemset"})
_MODULES = frozenset({"chapter", "section"})
_PASS_MARK = 0.6


def read_course(source: Source, report: Report, course_id: str = "") -> CourseDraft:
    """The draft of an export.

    Raises:
        InputError: there is no course in it, or nothing in it can be learned here.
        BundleError: it is made to do harm.
    """
    root = read_tree(source, report)
    language = about.course_language(root, report)
    draft = CourseDraft(
        id=make_id(course_id or about.course_key(root)),
        title=about.course_title(root, source),
        language=language,
        summary=about.course_summary(source),
        authors=tuple(filter(None, [root.attributes.get("display_organization") or root.attributes.get("org", "")])),
        licence=about.course_licence(root),
        cover=about.course_cover(root, source, report),
    )
    sharing = Sharing(source, report, language, about.pass_mark(root, source, _PASS_MARK))
    _Builder(draft, sharing).build(root)
    if not draft.modules:
        raise InputError(
            "Nothing in “{title}” can be used here: it has no pages, questions or films that Bivouac reads.",
            title=draft.title,
        )
    settle_links(draft, sharing.made, report)
    return draft


class _Builder:
    def __init__(self, draft: CourseDraft, sharing: Sharing) -> None:
        self._draft = draft
        self._sharing = sharing
        self._report = sharing.report
        self._module_ids: set[str] = set()
        self._lesson_ids: set[str] = set()

    def build(self, root: Block) -> None:
        self._add_about(root)
        loose: list[Block] = []
        for block in root.children:
            if block.kind in _MODULES:
                self._add_loose(root, loose)
                self._add_module(block, block.children)
            elif block.kind in ("wiki", "textbook"):
                report_block(block, self._report)
            else:
                loose.append(block)
        self._add_loose(root, loose)
        about.note_what_stays(root, self._sharing.source, self._report)
        self._note_unused(root)

    def _add_loose(self, root: Block, blocks: list[Block]) -> None:
        """What stands outside chapters, as in a library, is a module named after the course."""
        if blocks:
            self._add_module(root, blocks[:])
            blocks.clear()

    def _add_module(self, chapter: Block, children: list[Block]) -> None:
        if chapter.flag("visible_to_staff_only"):
            report_staff_only(chapter, self._report)
            return
        title = best_title(chapter.title, self._draft.title)
        module = ModuleDraft(unique_id(chapter.url_name or title, self._module_ids), title)
        loose: list[Block] = []
        for block in children:
            if block.kind in _LESSONS or block.kind in ("vertical", "unit"):
                self._add_lesson(module, chapter, loose, title)
                loose = []
                self._add_lesson(
                    module, block, [block] if block.kind in ("vertical", "unit") else block.children, title
                )
            else:
                loose.append(block)
        self._add_lesson(module, chapter, loose, title)
        if module.lessons:
            self._draft.modules.append(module)
            self._sharing.made.setdefault(make_id(chapter.url_name or "–"), module.lessons[0].activities[0].id)
        else:
            self._report.note(chapter.where, chapter.kind, "Nothing is left in this section, so it was left out.")

    def _add_lesson(self, module: ModuleDraft, block: Block, children: list[Block], above: str) -> None:
        """Add a lesson made of units and of blocks that stand outside units."""
        if not children and block.kind not in _LESSONS:
            return
        if block.flag("visible_to_staff_only"):
            report_staff_only(block, self._report)
            return
        title = best_title(block.title, above)
        lesson = LessonDraft(unique_id(block.url_name or title, self._lesson_ids), title)
        loose: list[Block] = []
        for child in children:
            if child.kind in CONTAINERS:
                Unit(self._sharing, lesson, title).add(loose)
                loose = []
                Unit(self._sharing, lesson, best_title(child.title, title)).add([child], child)
            else:
                loose.append(child)
        Unit(self._sharing, lesson, title).add(loose)
        if lesson.activities:
            module.lessons.append(lesson)
            self._sharing.made.setdefault(make_id(block.url_name or "–"), lesson.activities[0].id)
        else:
            self._report.note(block.where, block.kind, "Nothing is left in this subsection, so it was left out.")

    def _add_about(self, root: Block) -> None:
        """The pages beside the course are a first module."""
        language = best_language(self._draft.language)
        title = translate("About this course", language)
        lesson = LessonDraft(unique_id("about", self._lesson_ids), title)
        source = self._sharing.source
        for page in about.about_pages(root, source, self._report):
            where = f"{page.title} ({page.where})" if page.title else page.where
            resources = OlxResources(lesson.files, source, self._draft.language)
            writing = Writing(resources, self._report, where)
            text = writing.page(page.html)
            if is_empty(text):
                self._report.note(where, "static_tab", "This page is empty, so it was left out.")
                continue
            id = unique_id(page.slug, self._sharing.taken)
            file = page_file(lesson.files, id)
            lesson.files[file] = text.encode()
            named = {"overview": translate("Overview", language), "handouts": translate("Handouts", language)}
            lesson.activities.append(Page(id=id, title=best_title(page.title, named.get(page.slug, title)), file=file))
            self._sharing.made.setdefault(make_id(page.slug), id)
            lesson.activities += self._sharing.films(resources.films, lesson, where)
            for path in resources.documents:
                self._sharing.add_document(path, lesson)
        for chapter, path in about.textbooks(root, source, self._report):
            self._sharing.add_document(path, lesson, chapter)
        if lesson.activities:
            self._draft.modules.append(ModuleDraft(unique_id("about", self._module_ids), title, lessons=[lesson]))

    def _note_unused(self, root: Block) -> None:
        """Definitions that no unit of the course leads to."""
        used = {f"{block.kind}/{block.url_name.replace(':', '/')}" for block in root.walk()}
        kinds = sorted(
            {block.kind for block in root.walk()} | {"problem", "html", "video", "vertical", "sequential", "chapter"}
        )
        for kind in kinds:
            for path in self._sharing.source.files(kind, ".xml"):
                name = self._sharing.source.relative(path).removesuffix(".xml")
                if name not in used:
                    self._report.note(name, kind, "Nothing in the course leads to this block, so it was left out.")
