"""Other files that a page takes in where it names them.

- snippets of MkDocs: `--8<-- "file.md"`, `--8<-- "file.md:part"` (https://facelessuser.github.io/pymdown-extensions/extensions/snippets/)
- Quarto: `{{< include _file.qmd >}}` (https://quarto.org/docs/authoring/includes.html)
- MyST: ```` ```{include} file.md ```` (https://mystmd.org/guide/embed#include-directive)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bivouac.courses.markdown.reading import read_document
from bivouac.courses.markdown.resources import PageFiles

_INCLUDE = re.compile(
    r"^[ \t]*(?:-+8<-+[ \t]+[\"'](?P<snippet>[^\"'\n]+)[\"']|\{\{<[ \t]*include[ \t]+(?P<quarto>[^\s>]+)[ \t]*>\}\}"
    r"|(?P<fence>`{3,}|:{3,})[ \t]*\{include\}[ \t]+(?P<myst>\S+)[ \t]*\n(?:[ \t]*:[\w-]+:.*\n)*[ \t]*(?P=fence))[ \t]*$",
    re.MULTILINE,
)
_MARK = re.compile(r"-8<-+[ \t]*\[(?P<which>start|end):[ \t]*(?P<name>[^\[\]\n]*)")
"""Around a part that pages may take in alone."""

_DEEPEST = 3
_LONGEST = 1_000_000
"""Letters that a page takes in."""
_EACH = 2_000
"""What taking a file in costs of these, so that thousands of small ones end, too."""


def with_includes(text: str, files: PageFiles) -> str:
    """The page with the text of the files that it names; those that are not there are in the report."""
    room = _LONGEST

    def take(found: re.Match[str]) -> str:
        nonlocal room
        taken = _included(found, files) if room > 0 else ""
        room -= len(taken) + _EACH
        return taken

    for _ in range(_DEEPEST):
        if not _INCLUDE.search(text):
            break
        text = _INCLUDE.sub(take, text)
    if room <= 0:
        files.report.lost(files.where, "include", "The page takes in more than any page is; the rest was left out.")
    return text


def _included(found: re.Match[str], files: PageFiles) -> str:
    name, _, part = (found["snippet"] or found["quarto"] or found["myst"]).partition(":")
    path = files.file(name)
    if path is None or path == files.path.resolve():
        files.report.lost(
            files.where, "include", "The file “{name}” that the page takes in is not there.", name=name[:200]
        )
        return ""
    text = read_document(path, files.where, files.report).text
    return "\n".join(_part(text.split("\n"), part.strip())).strip("\n")


def _part(lines: list[str], name: str) -> Iterator[str]:
    """The lines of one part, of all where it has no name or is not there; those that mark parts are left out."""
    marks = {at: found for at, line in enumerate(lines) if (found := _MARK.search(line))}
    first, last = 0, len(lines)
    starts = (at for at, found in marks.items() if name and found["which"] == "start" and found["name"].strip() == name)
    if (start := next(starts, None)) is not None:
        ends = (
            at for at, found in marks.items() if at > start and (found["which"], found["name"].strip()) == ("end", name)
        )
        if (end := next(ends, None)) is not None:
            first, last = start, end
    return (lines[at] for at in range(first, last) if at not in marks)
