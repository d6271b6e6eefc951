"""The order of pages written down in one place: `SUMMARY.md` (GitBook, mdBook), `nav` (MkDocs), `chapters` (Quarto), `_toc.yml` (Jupyter Book).

Where there is one, it makes the modules and lessons, not the folders: what it names comes in its order, under its titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bivouac.courses.ids import make_id
from bivouac.courses.markdown import languages, titles
from bivouac.courses.markdown.reading import Document, Settings, as_line
from bivouac.courses.markdown.tree import NOT_YET, PAGES, Branch, Leaf, TreeReader

SUMMARY = "SUMMARY.md"
"""https://rust-lang.github.io/mdBook/format/summary.html, https://gitbook.com/docs/getting-started/git-sync/content-configuration"""

_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*\s*")
_ITEM = re.compile(
    r"(?P<indent>\s*)(?:[-*+]\s+)?\[(?P<title>.*)\]\(<?(?P<path>[^()\"<>]*(?:\([^()]*\)[^()\"<>]*)*?)>?(?:\s+\".*\")?\)\s*"
)
_PLAIN_ITEM = re.compile(r"(?P<indent>\s*)[-*+]\s+(?P<title>[^\[].*?)\s*")
_TOC_LISTS = ("chapters", "sections", "children", "subtrees", "entries")
"""https://jupyterbook.org/en/stable/structure/toc.html, https://mystmd.org/guide/table-of-contents"""

_MOST = 10_000
_DEEPEST = 12


@dataclass
class Entry:
    """A page, a part, or a page with others under it; `path` from the folder of the pages, empty for a part."""

    title: str
    path: str = ""
    children: list[Entry] = field(default_factory=list)


def from_summary(text: str) -> list[Entry]:
    """What a `SUMMARY.md` lists; headings below its own are parts."""
    found: list[Entry] = []
    part = found
    above: list[tuple[int, list[Entry]]] = []
    first = True
    for line in text.split("\n")[:_MOST]:
        if heading := _HEADING.fullmatch(line):
            if not (first and not found):
                found.append(Entry(as_line(heading.group(1))))
                part = found[-1].children
            above, first = [], False
        elif item := _ITEM.fullmatch(line) or _PLAIN_ITEM.fullmatch(line):
            fields = item.groupdict()
            entry = Entry(as_line(fields["title"]), unquote(fields.get("path") or ""))
            if not line.lstrip().startswith(("-", "*", "+")):  # mdBook: before the first and after the last part
                part, above = found, []
            indent = len(fields["indent"].expandtabs(4))
            while above and above[-1][0] >= indent:
                above.pop()
            (above[-1][1] if above and len(above) < _DEEPEST else part).append(entry)
            above.append((indent, entry.children))
    return found


def from_nav(nav: Any, depth: int = 0) -> list[Entry]:
    """What MkDocs' `nav` or Quarto's `chapters` lists."""
    found: list[Entry] = []
    for item in nav[:_MOST] if isinstance(nav, list) and depth < _DEEPEST else []:
        if isinstance(item, str):
            found.append(Entry("", item))
        elif isinstance(item, dict) and (below := item.get("chapters") or item.get("contents")):
            found.append(Entry(_text(item.get("part") or item.get("section")), "", from_nav(below, depth + 1)))
        elif isinstance(item, dict) and (path := item.get("file") or item.get("href")):
            found.append(Entry(_text(item.get("text")), str(path)))
        elif isinstance(item, dict):
            for title, value in item.items():
                path = value if isinstance(value, str) else ""
                found.append(Entry(as_line(str(title)), path, from_nav(value, depth + 1)))
    return found


def from_toc(toc: Any, depth: int = 0) -> list[Entry]:
    """What Jupyter Book's `_toc.yml` lists, and `toc` in `myst.yml`."""
    found: list[Entry] = []
    for item in toc[:_MOST] if isinstance(toc, list) and depth < _DEEPEST else []:
        if not isinstance(item, dict):
            continue
        below = [entry for key in _TOC_LISTS for entry in from_toc(item.get(key), depth + 1)]
        if item.get("file") or below:
            title = _text(item.get("title") or item.get("caption") or item.get("part"))
            found.append(Entry(title, str(item.get("file") or ""), below))
    return found


def arrange(tree: Branch, outline: list[Entry], reader: TreeReader) -> Branch:
    """The tree as the outline has it. What the outline does not name is left out and named in the report."""
    arranged = _Arranger(tree, reader)
    children = list(arranged.children(outline, tree.path))
    if not children:
        return tree
    for leaf in tree.leaves():
        if leaf.path.resolve() not in arranged.taken and leaf.path != tree.path / SUMMARY:
            name = reader.where(leaf.path)
            reader.report.note(name, "page", "“{name}” is not named in the order of pages and was left out.", name=name)
    return Branch(tree.path, tree.name, tree.pages, tree.index, children)


class _Arranger:
    def __init__(self, tree: Branch, reader: TreeReader) -> None:
        self.reader = reader
        self.taken: set[Path] = set()
        self.leaves = {_key(leaf.path): leaf for leaf in tree.leaves()}

    def children(self, entries: list[Entry], folder: Path) -> Iterator[Branch | Leaf]:
        for entry in entries:
            page = self._page(entry)
            title = entry.title or (page.title if page else "")
            path = folder / make_id(title)
            below = list(self.children(entry.children, path))
            if below:
                inside = [*([page] if page else []), *below]
                yield Branch(path, title, Settings({"title": title}), Document(path / "index.md"), inside)
            elif page:
                yield page

    def _page(self, entry: Entry) -> Leaf | None:
        if not entry.path or "://" in entry.path:
            return None
        named = entry.path.split("#")[0].strip("/")
        path = self.reader.root / named
        leaf = self.leaves.get(_key(path)) or self.reader.leaf(path)
        if leaf is None and any((path.parent / f"{path.name}{ending}").is_file() for ending in NOT_YET):
            return None  # it is in the report
        if leaf is None:
            self.reader.report.lost(
                named[:200], "page", "“{name}” is named in the order of pages and is not there.", name=named[:200]
            )
        elif leaf.path.resolve() in self.taken:
            return None
        else:
            self.taken.add(leaf.path.resolve())
            leaf.title = entry.title or leaf.title
        return leaf


def _key(path: Path) -> tuple[Path, str]:
    """A page in whatever language and by whatever ending."""
    name = path.name.removesuffix(path.suffix) if path.suffix.lower() in PAGES else path.name
    return path.parent.resolve(), languages.split_language(name)[0].lower()


def _text(value: object) -> str:
    text = as_line(str(value or ""))
    return titles.from_name(Path(text).stem) if text.endswith(tuple(PAGES)) else text
