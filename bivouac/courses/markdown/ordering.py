"""The order of what is in a folder: its names, `order:` in front matter, or a `.pages` file.

`.pages` as MkDocs' awesome-pages reads it (https://github.com/lukasgeiter/mkdocs-awesome-pages-plugin).
"""

from __future__ import annotations

import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from bivouac.courses.markdown import languages, titles
from bivouac.courses.markdown.reading import Settings, as_line
from bivouac.courses.report import Report


class Entry(Protocol):
    """A file or a folder."""

    path: Path
    name: str
    title: str

    def order(self) -> float | None:
        """The number its author gave it."""


Ordered = TypeVar("Ordered", bound=Any)


def ordered(entries: list[Ordered], pages: Settings, where: str, report: Report) -> list[Ordered]:
    """The entries in order; those that a `nav` does not name are left out, as in MkDocs, and named in `report`."""
    entries = sorted(entries, key=_natural_order)
    if pages.text("order").lower() == "desc":
        entries.reverse()
    nav = pages.get("nav") or pages.get("arrange")
    if not isinstance(nav, list):
        return entries
    by_name = {_key(entry.name): entry for entry in reversed(entries)}
    slots: list[Ordered | str] = []  # entries, and patterns of those that come there
    for name, title in _named(nav):
        if name.startswith("..."):
            slots.append(_pattern(name))
        elif (entry := by_name.pop(_key(name), None)) is not None:
            if title and hasattr(entry, "title"):
                entry.title = title
            slots.append(entry)
    if "nav" not in pages and "*" not in slots:
        slots.append("*")
    rest = [entry for entry in entries if entry in by_name.values()]
    fitting: dict[str, list[Ordered]] = {}
    for pattern in sorted((slot for slot in slots if isinstance(slot, str)), key=lambda one: one == "*"):
        fits = [entry for entry in rest if fnmatch.fnmatchcase(entry.path.name, pattern)]
        fitting.setdefault(pattern, fits)
        rest = [entry for entry in rest if entry not in fits]
    for entry in rest:
        report.note(where, ".pages", "“{name}” is not named in the order of pages and was left out.", name=entry.name)
    return [entry for slot in slots for entry in (fitting.pop(slot, []) if isinstance(slot, str) else [slot])]


def _pattern(written: str) -> str:
    """Which of the rest comes at `... | *.md`."""
    marks = [part.strip() for part in written.split("|")[1:]]
    return next((mark.removeprefix("glob=")[:100] for mark in marks if mark and mark != "flat"), "*")


def _natural_order(entry: Any) -> tuple[float, Any]:
    number = entry.order()
    return (number if number is not None else float("inf"), titles.natural(entry.name))


def _named(nav: list[Any]) -> list[tuple[str, str]]:
    """Names and titles of a `nav`, those of its sections in line."""
    found: list[tuple[str, str]] = []
    for item in nav[:10_000]:
        if isinstance(item, str):
            found.append((item, ""))
        elif isinstance(item, dict):
            for title, value in item.items():
                if isinstance(value, list):
                    found += _named(value)
                elif isinstance(value, str):
                    found.append((value, as_line(str(title))))
    return found


def _key(name: str) -> str:
    """A name as both sides have it: without folder, ending and language."""
    last = PurePosixPath(name.rstrip("/")).name
    for ending in (".md", ".markdown", ".gift"):
        last = last.removesuffix(ending)
    return languages.split_language(last)[0].lower()
