"""What Quarto and R Markdown write beyond Pandoc's Markdown: code that is run, and references to figures, tables, sections.

- code cells: https://quarto.org/docs/computations/execution-options.html, https://bookdown.org/yihui/rmarkdown/r-code.html
- references: https://quarto.org/docs/authoring/cross-references.html
"""

from __future__ import annotations

import html
import re
from collections import Counter

from bivouac.courses.report import Report
from bivouac.language import best_language, translate

_CELL = re.compile(
    r"(?P<marks>\s{0,3}(?:`{3,}|~{3,}))\s*\{(?P<language>python|r|julia|ojs|bash|sh|sql|stata|octave|mermaid|dot)\b(?P<options>[^{}]*)\}\s*"
)
_STYLED = re.compile(r"(?P<marks>\s{0,3}(?:`{3,}|~{3,}))\s*\{[^{}]*?\.(?P<language>[A-Za-z][\w+#-]*)[^{}]*\}\s*")
_OPTION = re.compile(r"\s*(?:#|//|--|%%)\|\s?(?P<key>[\w-]+):(?P<value>.*)")
_HIDDEN = re.compile(r"\binclude\s*=\s*F(?:ALSE)?\b")
_DIAGRAMS = {"mermaid", "plantuml", "puml", "dot", "graphviz"}
_DIAGRAM = re.compile(r"\s{0,3}(?:`{3,}|~{3,})\s*\{?(mermaid|plantuml|puml|dot|graphviz)\b")

_NAMED_PICTURE = re.compile(r"(?P<picture>!\[(?P<caption>[^\[\]\n]*)\]\([^()\n]*\))\{(?P<words>[^{}\n]*)\}")
_NAMED_AT_END = re.compile(r"\{(?P<words>[^{}]*)\}\s*$")
_NAME = re.compile(r"#((?:tbl|eq|sec)-[\w-]+)")
_REFERENCE = re.compile(r"(?<![\w@\\/])-?@(?P<id>(?:fig|tbl|sec|eq|lst)-[\w-]*\w)")
_WORD = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""")
_ATTRIBUTE = re.compile(r"""\.[\w:-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[\w.-]+)""")


class Cells:
    """Follows the cells of code of one page, line by line."""

    def __init__(self, report: Report, where: str) -> None:
        self.report, self.where = report, where
        self.opening = ""
        self.hidden = False

    def open(self, line: str) -> str:
        """The line that opens a block of code as Markdown has it; empty where what follows decides whether it is shown (`line`)."""
        self.hidden = False
        if diagram := _DIAGRAM.match(line):
            self.report.note(
                self.where,
                diagram[1],
                "A diagram that is written as text ({kind}) is shown as it is written. Save it as a picture to have it drawn.",
                kind=diagram[1],
            )
        cell = _CELL.fullmatch(line)
        if not cell:
            styled = _STYLED.fullmatch(line)
            return f"{styled['marks']}{styled['language']}" if styled else line
        if cell["language"] not in _DIAGRAMS:
            self.report.note(
                self.where,
                "code",
                "The code of the page is shown and not run: what it prints or draws is not in the course. A notebook (.ipynb) with its results brings them along.",
            )
        self.opening, self.hidden = f"{cell['marks']}{cell['language']}", _HIDDEN.search(cell["options"]) is not None
        return ""

    def line(self, line: str, *, closes: bool) -> list[str]:
        """The lines for one within a block of code, or for the one that closes it."""
        option = _OPTION.fullmatch(line) if self.opening else None
        if option:
            self.hidden = self.hidden or (option["key"] == "include" and option["value"].strip().lower() == "false")
            return []
        if self.hidden:
            self.hidden, self.opening = not closes, ""
            return []
        opening, self.opening = self.opening, ""
        return [*([opening] if opening else []), line]


def places(text: str, language: str) -> dict[str, str]:
    """What references of the page lead to, by name, and what these say: “Figure 1”, the title of a section."""
    found: dict[str, str] = {}
    kinds = Counter[str]()

    def add(name: str, title: str = "") -> None:
        if name not in found:
            kind = name.split("-")[0]
            kinds[kind] += 1
            found[name] = title or f"{_kind(kind, best_language(language))} {kinds[kind]}"

    for line in text.split("\n") if "{" in text else ():
        for picture in _NAMED_PICTURE.finditer(line):
            if name := re.search(r"#(fig-[\w-]+)", picture["words"]):
                add(name[1])
        named, before = _named(line)
        if named:
            add(named, before.lstrip("#").strip() if named.startswith("sec-") else "")
    return found


def _named(line: str) -> tuple[str, str]:
    """The name that a heading, the caption of a table or an equation has at its end, and what stands before; empty for other lines."""
    found = _NAMED_AT_END.search(line)
    name = _NAME.search(found["words"]) if found else None
    if not found or not name:
        return "", ""
    before = line[: found.start()].rstrip()
    fits = {"tbl": before.startswith(":"), "sec": before.startswith("#"), "eq": before.endswith("$$")}
    return (name[1], before) if fits[name[1].split("-")[0]] else ("", "")


def with_places(line: str, known: dict[str, str]) -> str:
    """A line outside of code with references as links, and with places that these lead to."""
    if "{" in line:
        line = _NAMED_PICTURE.sub(lambda found: _picture(found, known), line)
        name, before = _named(line)
        if name.startswith("tbl-") and name in known:
            return f"\n*{known[name]} – {before.removeprefix(':').strip()}*{_anchor(name)}\n"
        if name.startswith("eq-"):
            return f"{before}\n\n{_anchor(name)}\n"
    if not known or "@" not in line:
        return line
    return _REFERENCE.sub(
        lambda found: f"[{known[found['id']]}](#{found['id']})" if found["id"] in known else found[0], line
    )


def _picture(found: re.Match[str], known: dict[str, str]) -> str:
    """A picture with those of its attributes that are read, and a place before it where it has a name."""
    kept = [word for word in _WORD.findall(found["words"]) if _ATTRIBUTE.fullmatch(word)]
    name = re.search(r"#([\w:-]+)", found["words"])
    written = f"{{{' '.join(kept)}}}" if kept else ""
    picture, alone = found["picture"], not found.string[: found.start()].strip()
    if name and name[1] in known and alone and '"' not in picture:
        caption = " – ".join(filter(None, (known[name[1]], found["caption"])))
        picture = f'{picture[:-1]} "{caption}")' if '"' not in caption else picture
    place = f"{_anchor(name[1])}\n\n" if name and alone else ""
    return f"{place}{picture}{written}"


def _anchor(name: str) -> str:
    return f'<span id="{html.escape(name)}"></span>'


def _kind(kind: str, language: str) -> str:
    if kind == "fig":
        return translate("Figure", language)
    if kind == "tbl":
        return translate("Table", language)
    return translate("Equation", language) if kind == "eq" else translate("Listing", language)
