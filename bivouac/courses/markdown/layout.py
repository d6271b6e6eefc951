"""The tree as modules, lessons and activities, with the ids on which progress hangs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.draft import LessonDraft, ModuleDraft
from bivouac.courses.ids import make_id, unique_id
from bivouac.courses.markdown import languages, titles
from bivouac.courses.markdown.project import Project
from bivouac.courses.markdown.reading import first_paragraph
from bivouac.courses.markdown.tree import Branch, Leaf
from bivouac.courses.report import Report
from bivouac.language import best_language, translate


@dataclass
class Layout:
    """Modules and lessons without their activities yet, and the leaves that these will be made of.

    Attributes:
        leaves: by lesson id, the activities to be, with their ids.
        activities: paths of files and folders to the id of the activity that they are, or begin with.
        ids: of all activities.
    """

    modules: list[ModuleDraft] = field(default_factory=list)
    leaves: dict[str, list[tuple[str, Leaf]]] = field(default_factory=dict)
    activities: dict[Path, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


class Planner:
    """Lays a tree out: folders in the course are modules, what is in those are lessons, anything deeper is flattened."""

    def __init__(self, project: Project, tree: Branch, title: str, report: Report) -> None:
        self.project = project
        self.tree = tree
        self.title = title
        self.report = report
        self.layout = Layout()
        self._modules: set[str] = set()
        self._lessons: set[str] = set()
        self._activities = self.layout.ids
        self._foreign = project.several and self._names_are_foreign()

    def plan(self) -> Layout:
        """The layout of the whole tree."""
        loose: list[Leaf] = []
        for child in self.tree.children:
            if isinstance(child, Leaf):
                loose.append(child)
            else:
                self._loose_module(loose, leading=not self.layout.modules)
                loose = []
                self._module(child)
        self._loose_module(loose, leading=not self.layout.modules)
        self._map_folders(self.tree)
        return self.layout

    # --- modules and lessons -----------------------------------------------------------------------------------------

    def _module(self, branch: Branch) -> None:
        module = ModuleDraft(self._id(branch, self._modules), self.branch_title(branch), _summary(branch))
        self.layout.modules.append(module)
        for child in branch.children:
            if isinstance(child, Leaf):
                module.lessons.append(self._single(child))
            else:
                lesson = LessonDraft(self._id(child, self._lessons), self.branch_title(child), _summary(child))
                module.lessons.append(lesson)
                self._fill(lesson, child.leaves())

    def _loose_module(self, leaves: list[Leaf], leading: bool) -> None:
        """Files that stand beside the modules' folders, or in place of them."""
        if not leaves:
            return
        only = not any(isinstance(child, Branch) for child in self.tree.children)
        if only:
            name, title = "course", self.title
        elif len(leaves) == 1:
            name, title = titles.without_order(leaves[0].name), leaves[0].title
        else:
            language = best_language(self.project.language)
            name = "introduction" if leading else "more"
            title = translate("Introduction", language) if leading else translate("Further pages", language)
        module = ModuleDraft(unique_id(name, self._modules), _short(title))
        module.lessons = [self._single(leaf) for leaf in leaves]
        self.layout.modules.append(module)

    def _single(self, leaf: Leaf) -> LessonDraft:
        """A lesson of one activity."""
        name = self._leaf_id(leaf)
        summary = leaf.document.settings.text("summary", "description") if leaf.document else ""
        lesson = LessonDraft(unique_id(name, self._lessons), _short(leaf.title), summary)
        self.layout.leaves[lesson.id] = [(name, leaf)]
        self.layout.activities[leaf.path.resolve()] = name
        return lesson

    def _fill(self, lesson: LessonDraft, leaves: Iterable[Leaf]) -> None:
        named = [(self._leaf_id(leaf), leaf) for leaf in leaves]
        self.layout.leaves[lesson.id] = named
        self.layout.activities |= {leaf.path.resolve(): name for name, leaf in named}

    def _map_folders(self, branch: Branch) -> None:
        """A link to a folder, or to an index that is no page, leads to the first activity in it."""
        first = self.layout.activities[branch.leaves()[0].path.resolve()]
        self.layout.activities.setdefault(branch.path.resolve(), first)
        self.layout.activities.setdefault(branch.index.path.resolve(), first)
        for child in branch.children:
            if isinstance(child, Branch):
                self._map_folders(child)

    # --- ids ---------------------------------------------------------------------------------------------------------

    def _leaf_id(self, leaf: Leaf) -> str:
        wanted = leaf.document.settings.text("id") if leaf.document and leaf.name != "index" else ""
        if not wanted:
            return unique_id(self._path_name(leaf.path.parent, leaf.name), self._activities)
        name = unique_id(wanted, self._activities)
        if name != wanted:
            where = leaf.path.relative_to(self.project.root).as_posix()
            self.report.changed(
                where,
                "id",
                "The id “{wanted}” is used twice or has other letters than a-z 0-9 . _ -; it became “{name}”.",
                wanted=wanted[:130],
                name=name,
            )
        return name

    def _id(self, branch: Branch, taken: set[str]) -> str:
        return unique_id(self._path_name(branch.path.parent, branch.name), taken)

    def _path_name(self, folder: Path, name: str) -> str:
        return path_name(self.project.root, folder, name)

    # --- titles ------------------------------------------------------------------------------------------------------

    def branch_title(self, branch: Branch) -> str:
        """The title of a folder: its index's, its `.pages`', else one made from its name.

        Names are in one language only: in another, the folder's first page tells what it is about.
        """
        own = branch.index.settings.text("title") or branch.index.heading()
        if not own and self._foreign:
            own = self._told_title(branch)
        own = own or branch.pages.text("title") or titles.from_name(branch.name)
        return _short(titles.without_section(own, branch.name))

    def _told_title(self, branch: Branch) -> str:
        """A title in the course's language for a folder that has one in another only."""
        leaves = branch.leaves()
        text = leaves[0].document.text if leaves[0].document else ""
        is_module = branch.path.parent == self.project.root
        name = titles.without_section(branch.pages.text("title"), branch.name) or titles.from_name(branch.name)
        usual = _usual_title(name, self.project.language) if len(leaves) > 1 else ""
        told = usual or (titles.announced(text, branch.name) if is_module else "")
        return told or (titles.without_kind(leaves[0].title) if len(leaves) > 1 else leaves[0].title)

    def _names_are_foreign(self) -> bool:
        """Whether the folders' names and `.pages` are in another language than the one that was chosen."""
        waiting, found = [self.tree], []
        while waiting:
            branch = waiting.pop()
            found.append(branch.pages.text("title") or titles.from_name(branch.name))
            waiting += [child for child in branch.children if isinstance(child, Branch)]
        guessed = languages.guess(found)
        foreign = bool(guessed) and not languages.matches(guessed, self.project.language)
        if foreign:
            self.report.note(
                ".",
                "titles",
                "The folders' titles are in “{language}”, so each took the title of its first page. For better ones put an index.{wanted}.md with a title into each folder.",
                language=guessed,
                wanted=self.project.language,
            )
        return foreign


def path_name(root: Path, folder: Path, name: str) -> str:
    """What a file or folder is called in the course: its path below `root`, without the numbers that order it."""
    above = folder.relative_to(root).parts if folder.is_relative_to(root) else ()
    return make_id(".".join(make_id(titles.without_order(part)) for part in (*above, name)))


def _usual_title(title: str, language: str) -> str:
    """A title that courses often have, in a language that we have it in; empty for any other."""
    known = best_language(language)
    if not languages.matches(known, language):
        return ""
    usual = {
        "conclusion": translate("Conclusion", known),
        "general presentation": translate("General presentation", known),
        "glossary": translate("Glossary", known),
        "introduction": translate("Introduction", known),
        "resources": translate("Resources", known),
    }
    return usual.get(title.lower(), "")


def _summary(branch: Branch) -> str:
    return branch.index.settings.text("summary", "description") or first_paragraph(branch.index.text_below_title())[0]


def _short(title: str) -> str:
    return title[:297] + "…" if len(title) > 300 else title
