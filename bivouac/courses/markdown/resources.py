"""What a page of the folder refers to: pictures and other files, and other pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bivouac.courses.clean.resources import Resources
from bivouac.courses.markdown.labels import Label
from bivouac.courses.pictures import add_picture
from bivouac.courses.report import Report

_ENDINGS = ("", ".md", ".markdown", ".mdx", ".qmd", ".rmd", ".ipynb")


class FolderIndex:
    """All files below the course's folder, to find what is referred to carelessly: in other case, from another folder.

    Attributes:
        root: nothing outside of it, and of `static`, is ever read.
        static: a folder beside the root where `/name` is looked for, too.
        activities: paths of files and folders to the id of the activity that they are, or begin with.
        labels: places of pages that other pages lead to by name (`myst.py`).
        used: files that were found, or that are activities.
    """

    def __init__(self, root: Path, static: Path | None = None) -> None:
        self.root = root.resolve()
        self.static = static.resolve() if static and static.is_dir() and not static.is_symlink() else None
        self.activities: dict[Path, str] = {}
        self.labels: Mapping[str, Label] = {}
        self.used: set[Path] = set()
        self._by_name: dict[str, list[Path]] = {}
        for folder in filter(None, (self.root, self.static)):
            for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
                self._by_name.setdefault(_plain(path.name), []).append(path)

    def inside(self, path: Path) -> bool:
        """Whether a path, its links followed, is in the course's folder."""
        resolved = path.resolve()
        return any(resolved.is_relative_to(folder) for folder in (self.root, self.static) if folder)

    def find(self, folder: Path, reference: str) -> Path | None:
        """The file that a page in `folder` refers to: exactly, else the only one whose path ends so."""
        found = self._find(folder, reference)
        self.used |= {found} if found else set()
        return found

    def _find(self, folder: Path, reference: str) -> Path | None:
        written = reference.replace("\\", "/")
        bases = filter(None, (self.root, self.static)) if written.startswith("/") else (folder,)
        parts = [part for part in written.split("/") if part not in ("", ".")]
        for exact in (base.joinpath(*parts) for base in bases if parts):
            if self.inside(exact) and exact.is_file():
                return exact.resolve()
        tail = [_plain(part) for part in parts if part != ".."]
        same_end = [path for path in self._by_name.get(tail[-1], []) if _ends_with(path, tail)] if tail else []
        return same_end[0] if len(same_end) == 1 else None


def _ends_with(path: Path, tail: list[str]) -> bool:
    return [_plain(part) for part in path.parts[-len(tail) :]] == tail


def _plain(name: str) -> str:
    """A name as it is compared: without case, and with accents as one letter, as not every system writes them."""
    return unicodedata.normalize("NFC", name).lower()


class PageFiles(Resources):
    """The resources of one page (`clean_page` asks it), and of the film or quiz that it is about."""

    def __init__(
        self, files: dict[str, bytes | Path], language: str, index: FolderIndex, path: Path, where: str, report: Report
    ) -> None:
        super().__init__(files, language)
        self.index = index
        self.path = path
        self.folder = path.parent
        self.where = where
        self.report = report

    def inside(self, path: Path) -> bool:
        """Whether a path is in the course's folder."""
        return self.index.inside(path)

    def file(self, reference: str) -> Path | None:
        """A file that the page names, by its path from the page."""
        return self.index.find(self.folder, unquote(reference.split("#")[0].split("?")[0]))

    def picture(self, src: str) -> str | None:
        """As `Resources.picture`."""
        found = self.file(src)
        return add_picture(self.files, found.name, found) if found else None

    def link(self, href: str) -> str | None:
        """Another page of the course as `activity:<id>`; an anchor of this page stays one."""
        try:
            parts = urlsplit(href)
        except ValueError:
            return None
        target = self._target(unquote(parts.path))
        if target is None:
            return None
        if target == self.path.resolve() and parts.fragment:
            return f"#{parts.fragment}"
        return f"activity:{self.index.activities[target]}"

    def _target(self, path: str) -> Path | None:
        """The file or folder of the course that a link leads to; web addresses of pages lead to their Markdown."""
        base = self.index.root if path.startswith("/") else self.folder
        plain = path.strip("/").removesuffix(".html")
        for candidate in self._candidates(base, plain):
            if self.inside(candidate) and candidate.resolve() in self.index.activities:
                return candidate.resolve()
        found = self.index.find(self.folder, f"{plain}.md") or self.index.find(self.folder, plain)
        return found if found in self.index.activities else None

    def _candidates(self, base: Path, path: str) -> Iterable[Path]:
        for ending in _ENDINGS:
            yield base / f"{path}{ending}"
            yield base / self.path.stem / f"{path}{ending}"  # on a site, `../page/` leads from `page/` to its neighbour
