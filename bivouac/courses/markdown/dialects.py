"""What other Markdown tools write, line by line, as CommonMark and HTML that `rendering.py` reads.

- Pandoc and the Carpentries: `::: name` … `:::` around text (https://pandoc.org/MANUAL.html#divs-and-spans)
- MkDocs Material: `=== "Tab"`, notes without a title, `<div markdown>` (https://squidfunk.github.io/mkdocs-material/reference/)
- MDX: `export` (https://mdxjs.com/docs/what-is-mdx/#esm)
- Jekyll: `{% … %}`, `{: .class}` (https://kramdown.gettalong.org/syntax.html)
- attributes of pictures: `![](x.png){alt='…'}`
- mathematics between `\\(` and `\\)`, and between `\\[` and `\\]` on lines of their own
- commands that have a meaning in Markdown (`templates.py`)
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from bivouac.courses.markdown import quarto, templates
from bivouac.courses.markdown.variables import filled
from bivouac.courses.report import Report
from bivouac.language import best_language, translate

_CODE_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_DIV = re.compile(r"\s{0,3}:{3,}\s*(?P<words>.*?)\s*:*\s*$")
_UNTITLED_NOTE = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s+[\w-]+\s*$")
_PLACED_NOTE = re.compile(r"((?:!!!|\?\?\?\+?)\s+[\w-]+)(?:\s+(?:inline|end|annotate)\b)+")
_TAB = re.compile(r'===[!+]?\s+"([^"]*)"\s*$')
_COMMAND = re.compile(r"\{\{[<%#].*?\}\}|\{%.*?%\}|\{\{\s*(?:site|page|include|\$\w+)\..*?\}\}")
_PROGRAM = re.compile(r"export\s+(?:const|let|default|function|async)\b.*[({=]")
_DIV_NAME = re.compile(r"[{.\s]*([\w-]+)")
_DIV_TITLE = re.compile(
    r"""\[(?P<bracket>.*)\]|.*?\btitle=(?P<quote>["'])(?P<quoted>.*?)(?P=quote).*|(?P<plain>[^.#{}=]*)"""
)
_MARKDOWN_INSIDE = re.compile(r"""(\s*<(\w+)\b[^>]*?)\s+markdown(?:=["']?\w*["']?)?([^>]*>)\s*""")
_MATHEMATICS = re.compile(r"\\\((?=(?:(?!\\\)).)*?(?:[\^_=]|\\[A-Za-z])|.\\\))(.+?)\\\)|\\\[(.+?)\\\]")
_OPENS_DISPLAY = re.compile(r"(\s*)\\\[((?:(?!\\\]).)*)$")
_CLOSES_DISPLAY = re.compile(r"(.*)\\\]\s*$")
_FORMULA = re.compile(r"[\^_=]|\\[A-Za-z]")
_KRAMDOWN = re.compile(r"\{:[^{}\n]*\}")
_PAGE_BREAK = re.compile(r"^\s*\\(?:newpage|pagebreak|clearpage)\s*$")
_GOES_BEHIND = re.compile(
    r"(?<=\w)\s+\^(?=[\d-]*[A-Za-z])[A-Za-z0-9-]{3,}\s*$|(?<=\S)\s+\{(?:[.#][A-Za-z][\w-]*\s*)+\}\s*$"
)
"""Names of blocks of Obsidian (`text ^name`), attributes of paragraphs (`text {.class}`)."""

_PICTURE_ALT = re.compile(r"!\[[^\]]*\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)\{[^{}]*?alt=(['\"])(.*?)\2[^{}]*\}")

_DIV_KINDS = {
    **dict.fromkeys(
        ("callout", "prereq", "note", "info", "objectives", "questions", "keypoints", "testimonial"), "note"
    ),
    **dict.fromkeys(("tip", "hint", "solution", "spoiler", "discussion", "important"), "tip"),
    **dict.fromkeys(("warning", "caution", "danger", "alert"), "warning"),
    **dict.fromkeys(("details", "success", "challenge", "checklist", "example", "exercise"), "example"),
}
_FOR_TEACHERS = {"instructor"}


def commonmark(text: str, language: str, report: Report, where: str, named: Mapping[str, str] | None = None) -> str:
    """Markdown of any of these tools as CommonMark with HTML; code blocks stay as they are.

    Args:
        language: of the course: the titles of boxes that have none are in it.
        named: values that the page may name (`variables.py`).
    """
    reader = _Lines(language, report, where, named or {})
    reader.places = quarto.places(text, language)
    return "\n".join(written for line in text.split("\n") for written in reader.read(line))


class _Lines:
    """Reads line by line, knowing whether it is in a code block, a tab, or a part for teachers."""

    def __init__(self, language: str, report: Report, where: str, named: Mapping[str, str]) -> None:
        self.language, self.report, self.where, self.named = language, report, where, named
        self.cells = quarto.Cells(report, where)
        self.places: dict[str, str] = {}
        self.fence = ""
        self.highlighted = False
        self.markdown_inside = ""
        self.in_program = False
        self.in_tab = False
        self.in_display = False
        self.divs: list[str] = []

    def read(self, line: str) -> list[str]:
        """The lines to write in its place."""
        if self.in_tab:
            if line.startswith("    ") or not line.strip():
                line = line.removeprefix("    ")
            elif not _TAB.match(line):
                self.in_tab = False
        if self.highlighted or (not self.fence and templates.highlight(line)):
            return self._highlighted(line)
        fence = _CODE_FENCE.match(line)
        if self.fence or fence:
            return self._code(line, fence.group(1) if fence else "")
        if any(name in _FOR_TEACHERS for name in self.divs) and not _DIV.match(line):
            return []
        return self._text(line)

    def _code(self, line: str, fence: str) -> list[str]:
        if not self.fence:
            self.fence = fence
            lines = [opened] if (opened := self.cells.open(line)) else []
        else:
            closes = (
                bool(fence) and fence[0] == self.fence[0] and len(fence) >= len(self.fence) and line.strip() == fence
            )
            self.fence = "" if closes else self.fence
            lines = self.cells.line(line, closes=closes)
        return [] if any(name in _FOR_TEACHERS for name in self.divs) else lines

    def _highlighted(self, line: str) -> list[str]:
        language = "" if self.highlighted else templates.highlight(line)
        ends = self.highlighted and templates.ends_highlight(line)
        self.highlighted = not ends
        return [f"```{language}" if language or ends else line]

    def _text(self, line: str) -> list[str]:
        self.in_program = bool(line.strip()) and (self.in_program or _PROGRAM.match(line) is not None)
        if self.in_program:
            self.report.note(self.where, "MDX", "Program code of a web site (“export …”) was left out.")
            return []
        if (display := self._display(line)) is not None:
            return display
        if note := templates.whole_note(line):
            kind, words = note
            return [*self._div(kind), words, *self._div("")]
        line = filled(line, self.named, self.report, self.where)
        if "`" not in line:
            line = _MATHEMATICS.sub(_with_dollars, templates.as_markdown(line))
        if inside := _MARKDOWN_INSIDE.fullmatch(line):
            self.markdown_inside = inside.group(2)
            return [f"{inside.group(1)}{inside.group(3)}", ""]
        if self.markdown_inside and line.lstrip().startswith("<"):
            if line.strip() == f"</{self.markdown_inside}>":
                self.markdown_inside = ""
            return ["", line, ""]
        if div := _DIV.match(line):
            return self._div(div.group("words"))
        if tab := _TAB.match(line):
            self.in_tab = True
            return ["", f"**{tab.group(1)}**", ""]
        return [self._plain(line)]

    def _plain(self, line: str) -> str:
        """A line that is neither code nor begins or ends anything."""
        line = _PLACED_NOTE.sub(r"\1", line)
        if _UNTITLED_NOTE.match(line):
            return f'{line.rstrip()} ""'
        if "`" not in line and (command := _COMMAND.search(line)):
            self.report.note(
                self.where,
                "{% %}",
                "Commands of a web site's templates, such as “{command}”, were left out.",
                command=command[0][:60],
            )
            line = _COMMAND.sub("", line)
        line = _PICTURE_ALT.sub(_with_alt, _KRAMDOWN.sub("", line))
        if "`" not in line:
            line = _PAGE_BREAK.sub("", quarto.with_places(line, self.places))
            line = line if line.startswith("#") else _GOES_BEHIND.sub("", line)
        return line

    def _display(self, line: str) -> list[str] | None:
        """Of a formula between `\\[` and `\\]` that takes several lines, this one; None for other lines."""
        if self.in_display:
            closes = _CLOSES_DISPLAY.match(line)
            self.in_display = not closes
            return [closes.group(1), "$$", ""] if closes else [line]
        opens = _OPENS_DISPLAY.match(line)
        if not opens or (opens.group(2).strip() and not _FORMULA.search(opens.group(2))):
            return None
        self.in_display = True
        return ["", f"{opens.group(1)}$$", opens.group(1) + opens.group(2).strip()]

    def _div(self, words: str) -> list[str]:
        if not words:
            closed = self.divs.pop() if self.divs else None
            return ["", "</div>", ""] if closed is not None and closed not in _FOR_TEACHERS else []
        found = _DIV_NAME.match(words)
        name, title = (found.group(1).lower(), words[found.end() :]) if found else ("", words)
        self.divs.append(name)
        if name in _FOR_TEACHERS:
            self.report.note(self.where, f"::: {name}", "A part written for teachers is not in the learners' course.")
            return []
        written = _DIV_TITLE.match(title.strip())
        title = next(filter(None, written.group("bracket", "quoted", "plain")), "").strip('" ') if written else ""
        title = title or _title(name, best_language(self.language))
        kind = _DIV_KINDS.get(name.removeprefix("callout-"))
        return ["", f'<div class="{kind}" data-title="{html.escape(title)}">' if kind else "<div>", ""]


def _title(name: str, language: str) -> str:
    """The title of a box whose kind says more than that it is a note."""
    if name == "objectives":
        return translate("Objectives", language)
    if name == "questions":
        return translate("Questions", language)
    if name == "keypoints":
        return translate("Key points", language)
    return translate("Solution", language) if name == "solution" else ""


def _with_dollars(found: re.Match[str]) -> str:
    return f"${found.group(1)}$" if found.group(1) else f"$${found.group(2)}$$"


def _with_alt(found: re.Match[str]) -> str:
    alt = re.sub(r"([\[\]])", r"\\\1", found.group(3))
    return f"![{alt}]({found.group(1)})"
