"""The order of pages written down in one place: `SUMMARY.md` (GitBook, mdBook), `nav` (MkDocs), `chapters` (Quarto), `_toc.yml` (Jupyter Book).

Where there is one, it makes the modules and lessons, not the folders: what it names comes in its order, under its titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bivouac.courses.markdown import titles
from bivouac.courses.markdown.reading import as_line
from bivouac.courses.markdown.tree import PAGES

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
    """A page, a part, or a page with others under it; `path` from the folder of the pages, empty for a part.

    It may name a folder, too, or several pages (`*.md`, `guide/**`; `...` for all that is named nowhere else). What is in a folder that is
    `spread` stands where the folder would.
    """

    title: str
    path: str = ""
    children: list[Entry] = field(default_factory=list)
    spread: bool = False


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
            if not re.fullmatch(r"-{3,}", item):  # a line between entries
                found.append(Entry("", item))
        elif isinstance(item, dict) and (below := item.get("chapters") or item.get("contents")):
            found.append(
                _part(item.get("part") or item.get("section") or item.get("text"), item.get("href"), below, depth)
            )
        elif isinstance(item, dict) and (path := item.get("file") or item.get("href")):
            found.append(Entry(_text(item.get("text")), str(path)))
        elif isinstance(item, dict) and set(item) != {"text"}:  # of Quarto, a heading or a line
            for title, value in item.items():
                path = value if isinstance(value, str) else ""
                found.append(Entry(as_line(str(title)), path, from_nav(value, depth + 1)))
    return found


def _part(named: object, page: object, below: Any, depth: int) -> Entry:
    """A part of Quarto's: its name, or the page that opens it; what is in it is a list or a pattern of names."""
    inside = from_nav([below] if isinstance(below, str) else below, depth + 1)
    is_page = isinstance(named, str) and named.endswith(tuple(PAGES))
    return Entry("" if is_page else _text(named), str(named) if is_page else str(page or ""), inside)


def from_toc(toc: Any, depth: int = 0) -> list[Entry]:
    """What Jupyter Book's `_toc.yml` lists, and `toc` in `myst.yml`."""
    found: list[Entry] = []
    for item in toc[:_MOST] if isinstance(toc, list) and depth < _DEEPEST else []:
        if not isinstance(item, dict):
            continue
        below = [entry for key in _TOC_LISTS for entry in from_toc(item.get(key), depth + 1)]
        if isinstance(item.get("glob") or item.get("pattern"), str):
            found.append(Entry("", str(item.get("glob") or item.get("pattern"))))
        elif item.get("file") or below:
            title = _text(item.get("title") or item.get("caption") or item.get("part"))
            found.append(Entry(title, str(item.get("file") or ""), below))
    return found


def _text(value: object) -> str:
    text = as_line(str(value or ""))
    return titles.from_name(Path(text).stem) if text.endswith(tuple(PAGES)) else text
