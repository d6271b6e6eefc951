"""Links and pictures whose file has spaces in its name, `![The market](market day.jpg)`: no CommonMark, but people write it.

CommonMark wants `<market day.jpg>` or `market%20day.jpg` (https://spec.commonmark.org/0.31.2/#link-destination), and shows the rest as it is typed.
"""

from __future__ import annotations

import re

from bivouac.courses.markdown.resources import PageFiles

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_LINK = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<head>!?\[[^\[\]\n]*\])\((?P<inside>(?:[^()<>\n]|\([^()<>\n]*\))+)\)"
)
_TITLED = re.compile(r"""\s*(?P<target>.+?)(?P<title>\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*""")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_FILE = re.compile(r".*\.\w{1,9}(?:[#?].*)?")


def with_spaces(text: str, files: PageFiles) -> str:
    """Markdown in which targets with spaces stand between `<` and `>`, those that name a file: one that is there, or would be by its ending."""
    fence, lines = "", []
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) and line.strip() == mark[1] else fence
        elif mark:
            fence = mark[1]
        elif "](" in line:
            line = _LINK.sub(lambda found: _written(found, files), line)
        lines.append(line)
    return "\n".join(lines)


def _written(found: re.Match[str], files: PageFiles) -> str:
    parts = None if found["code"] else _TITLED.fullmatch(found["inside"])
    target = parts["target"] if parts else ""
    if not parts or not re.search(r"\s", target) or _ADDRESS.match(target):
        return found[0]
    there = files.file(target) is not None
    if not there and not _FILE.fullmatch(target):
        return found[0]
    is_picture = found["head"].startswith("!")
    if there and (is_picture or files.link(target)):  # a link that leads nowhere is named as that
        files.report.changed(
            files.where,
            "![]()" if is_picture else "[]()",
            "“{name}” has spaces, with which Markdown takes it for text; it was read as the file of this name. Write <{name}> to have it so everywhere.",
            name=target[:200],
        )
    return f"{found['head']}(<{target}>{parts['title'] or ''})"
