"""The folder as a tree of branches (folders) and leaves (what will be activities), in the author's order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bivouac.courses.markdown import languages, titles
from bivouac.courses.markdown.films import FILMS, film_files, film_stem
from bivouac.courses.markdown.ordering import ordered
from bivouac.courses.markdown.reading import Document, Settings, first_paragraph, read_document, read_settings
from bivouac.courses.report import Report
from bivouac.language import best_language, translate

PAGES = {".md", ".markdown"}
QUIZ = ".gift"
INDEX = ("index", "_index", "readme")
_NOT_YET = {
    *(".pdf", ".epub", ".docx", ".doc", ".odt", ".pptx", ".ppt", ".odp", ".xlsx", ".xls", ".ods"),
    *(".h5p", ".mp3", ".ogg", ".wav", ".m4a", ".html", ".htm", ".ipynb", ".rmd", ".qmd", ".rst", ".mbz", ".imscc"),
}
_MATERIAL = {"images", "img", "media", "fig", "assets", "static", "node_modules"}
_ABOUT_THE_SOURCE = {"license", "licence", "contributing", "code_of_conduct", "changelog", "authors", "citation"}
_DEEPEST = 12

Thing = TypeVar("Thing")


@dataclass
class Leaf:
    """What will be an activity.

    Attributes:
        path: the file: Markdown, GIFT, or a film.
        name: its name without order of languages and ending.
        document: the page; None for a quiz or a film that no page is about.
        films: of a film without a page, its files by rendition (empty name: to be transcoded).
    """

    path: Path
    name: str
    title: str
    document: Document | None = None
    films: dict[str, Path] = field(default_factory=dict)

    def order(self) -> float | None:
        return (
            self.document.settings.number("order", "weight", "nav_order", "sidebar_position") if self.document else None
        )


@dataclass
class Branch:
    """A folder: its own title and summary (`index`, `pages`), and what is in it, in order."""

    path: Path
    name: str
    pages: Settings
    index: Document
    children: list[Branch | Leaf] = field(default_factory=list)

    def order(self) -> float | None:
        return self.index.settings.number("order", "weight", "nav_order", "sidebar_position")

    def leaves(self) -> list[Leaf]:
        """Everything in it, however deep, in order."""
        return [leaf for child in self.children for leaf in (child.leaves() if isinstance(child, Branch) else [child])]


@dataclass
class TreeReader:
    """Reads a folder into a tree.

    Attributes:
        root: findings name files by their path below it.
        language: of pages in several languages, the one to take.
        settings: what stands for the `.pages` of a folder that has none, by its path below the root.
    """

    root: Path
    language: str
    report: Report
    settings: dict[str, Settings] = field(default_factory=dict)

    def where(self, path: Path) -> str:
        """How findings name a file."""
        return path.relative_to(self.root).as_posix()

    def read(self, folder: Path, depth: int = 0) -> Branch:
        """The tree of one folder; folders without any activity are left out of it."""
        inside = sorted(filter(self._counts, folder.iterdir()), key=lambda path: titles.natural(path.name))
        files = [path for path in inside if path.is_file()]
        chosen = self._in_one_language(path for path in files if path.suffix.lower() in PAGES)
        indexes = sorted((name for name in chosen if name.lower() in INDEX), key=lambda name: INDEX.index(name.lower()))
        index = [chosen.pop(name) for name in indexes] or [folder / "index.md"]
        branch = Branch(folder, folder.name, self._pages(folder), self._document(index[0]))
        documents = {name: self._document(path) for name, path in chosen.items()}
        children: list[Branch | Leaf] = [*self._page_leaves(documents), *self._media_leaves(files, documents)]
        if depth < _DEEPEST:
            below = [self.read(path, depth + 1) for path in inside if path.is_dir()]
            children += [child for child in below if child.children]
        branch.children = ordered(children, branch.pages, self.where(folder), self.report)
        if first := self._index_leaf(branch, is_root=depth == 0):
            branch.children.insert(0, first)
        return branch

    def _counts(self, path: Path) -> bool:
        """Whether a name in the folder is part of the course."""
        name = languages.split_language(path.name.lower() if path.is_dir() else path.stem.lower())[0]
        if path.name.startswith((".", "_")) and name not in INDEX:
            return False
        if path.is_symlink() and not path.resolve().is_relative_to(self.root.resolve()):
            self.report.lost(self.where(path), "link", "The link leads out of the course's folder and was left out.")
            return False
        if path.is_dir():
            return name not in _MATERIAL and not path.is_symlink() and self._pages(path).get("hide") is not True
        if path.suffix.lower() in _NOT_YET:
            self.report.lost(
                self.where(path), path.suffix, "Files of this kind cannot be part of a course yet; it was left out."
            )
        return path.is_file() and name not in _ABOUT_THE_SOURCE

    def _pages(self, folder: Path) -> Settings:
        given = self.settings.get(self.where(folder))
        return given if given is not None else read_settings(folder / ".pages", self.where(folder), self.report)

    def _document(self, path: Path) -> Document:
        return read_document(path, self.where(path), self.report) if path.is_file() else Document(path)

    def _in_one_language(self, files: Iterable[Path]) -> dict[str, Path]:
        """Of each file its variant in the course's language, else the one without a language, else any."""
        variants: dict[str, dict[str, Path]] = {}
        for path in files:
            name, tag = languages.split_language(path.stem)
            variants.setdefault(name, {})[tag] = path
        return {name: self._variant(of_name, of_name[min(of_name)]) for name, of_name in variants.items()}

    def _variant(self, variants: dict[str, Thing], example: Thing) -> Thing:
        for tag, variant in variants.items():
            if languages.matches(tag, self.language):
                return variant
        if "" not in variants and isinstance(example, Path):
            self.report.changed(
                self.where(example),
                "page",
                "It is not there in the language of the course; it was taken in another one.",
            )
        return example

    # --- leaves ------------------------------------------------------------------------------------------------------

    def _page_leaves(self, documents: dict[str, Document]) -> list[Leaf]:
        leaves = []
        for name, document in documents.items():
            if document.settings.get("draft") is True:
                self.report.note(self.where(document.path), "page", "The page is marked as a draft and was left out.")
                continue
            title = titles.without_section(document.settings.text("title"), name) or document.heading()
            leaves.append(Leaf(document.path, name, title or titles.from_name(name), document))
        return leaves

    def _media_leaves(self, files: list[Path], documents: dict[str, Document]) -> list[Leaf]:
        """Films and quizzes that no page's front matter names."""
        about = [document.settings for document in documents.values()]
        quizzes = {languages.split_language(_stem(settings.text("quiz")))[0] for settings in about}
        films = {film_stem(settings.text("video")) for settings in about}
        leaves = []
        for name, path in self._in_one_language(path for path in files if path.suffix.lower() == QUIZ).items():
            if name not in quizzes:
                leaves.append(Leaf(path, name, titles.from_name(name)))
        by_stem = film_files(path for path in files if path.suffix.lower() in FILMS)
        by_name: dict[str, dict[str, dict[str, Path]]] = {}
        for stem, renditions in by_stem.items():
            name, tag = languages.split_language(stem)
            if not films & {stem, name}:
                by_name.setdefault(name, {})[tag] = renditions
        for name, variants in by_name.items():
            chosen = self._variant(variants, variants[min(variants)])
            leaves.append(Leaf(chosen[min(chosen)], name, titles.from_name(name), films=chosen))
        return leaves

    def _index_leaf(self, branch: Branch, is_root: bool) -> Leaf | None:
        """The text of an index, beyond a paragraph that serves as the summary, is the folder's first page."""
        index = branch.index
        text = index.text_below_title()
        if not index.settings.text("summary", "description"):
            summary, rest = first_paragraph(text)
            text = rest if summary else text
        if not text.strip():
            return None
        if is_root and index.path.stem.lower().startswith("readme"):
            self.report.note(
                self.where(index.path),
                "README",
                "The text of the README is about the files and is no page of the course.",
            )
            return None
        title = translate("Introduction", best_language(self.language)) if is_root else ""
        title = title or index.settings.text("title") or index.heading() or titles.from_name(branch.name)
        return Leaf(index.path, "index", titles.without_section(title, branch.name), index)


def _stem(name: str) -> str:
    return Path(name).stem if name else ""
