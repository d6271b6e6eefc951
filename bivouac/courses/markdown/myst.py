"""MyST, the Markdown of Jupyter Book and Sphinx, as CommonMark and HTML; `dialects.py` reads the result.

- directives: ```` ```{note} ````, `:::{figure} x.png`, with options and what they hold (https://mystmd.org/guide/directives)
- roles: `` {doc}`page` ``, `` {ref}`label` ``, `` {math}`x^2` `` (https://mystmd.org/guide/roles)
- labels `(name)=`, comments `% …`, and the ends of blocks `+++` (https://myst-parser.readthedocs.io/en/latest/syntax/typography.html)
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.markdown import titles
from bivouac.courses.markdown.directives import (
    BOXES,
    CODE,
    GROUPS,
    HIDDEN,
    LANGUAGES,
    PARTS,
    QUOTES,
    SILENT,
    TITLED,
    named,
)
from bivouac.courses.markdown.labels import Label, labels, place
from bivouac.courses.markdown.tables import csv_rows, list_rows, written_table
from bivouac.courses.report import Report
from bivouac.language import best_language

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*(?P<rest>.*)$")
_DIRECTIVE = re.compile(r"\{(?P<name>[A-Za-z][\w:+-]*)\}[ \t]*(?P<argument>.*)")
_OPTION = re.compile(r":(?P<key>[\w-]+):[ \t]*(?P<value>.*)|(?P<plain>[\w-]+):[ \t]*(?P<text>.*)")
_LABEL = re.compile(r"\((?P<name>[^()\s]+)\)=\s*")
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w:+-]*)\}(?P<ticks>`+)(?P<text>[^`]+)(?P=ticks)")
_WITH_TARGET = re.compile(r"(?P<text>.*\S)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_LABEL_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<hash>#?)(?P<name>[\w:.-]+)\)")
_IS_MYST = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,}|:{3,})\{[A-Za-z]|^\([^()\s]+\)=\s*$|\{(?:ref|numref|doc|eq|math|cite\w*|term|sub|sup|abbr|kbd|download)\}`",
    re.MULTILINE,
)
_TERM_LIST = re.compile(r"^(?=\S)(?P<term>.+)\n(?P<text>(?:[ \t]+\S.*(?:\n|\Z)|[ \t]*\n(?=[ \t]+\S))+)", re.MULTILINE)

_DEEPEST = 20
"""Directives inside directives; what is deeper stays as it is written."""


def is_myst(text: str, known: Mapping[str, Label] | None = None) -> bool:
    """Whether the page has anything in it that only MyST writes, such as a link to one of the places that are `known`."""
    links = (one["name"] for one in _LABEL_LINK.finditer(text) if known and not one["hash"])
    return bool(_IS_MYST.search(text)) or any(name in (known or {}) for name in links)


@dataclass
class Myst:
    """Reads one page.

    Attributes:
        path: of the page, to tell links within it from links to others.
        depth: how many directives stand around the one that is read.
        known: places of all pages, by name; pages by their path without its ending, and by the name of their file with a `/` before it.
    """

    path: Path
    language: str
    report: Report
    where: str
    known: Mapping[str, Label] = field(default_factory=dict)
    depth: int = 0

    def as_commonmark(self, text: str) -> str:
        """The page without MyST; code stays as it is."""
        own = labels(text, self.path)
        self.known = {
            **self.known,
            **{name: label for name, label in own.items() if label.title or name not in self.known},
        }
        return "\n".join(self._lines(text.split("\n")))

    def _lines(self, lines: list[str]) -> list[str]:
        if self.depth >= _DEEPEST:
            return lines
        self.depth += 1
        written: list[str] = []
        position = 0
        while position < len(lines):
            line = lines[position]
            fence = _FENCE.fullmatch(line)
            if not fence:
                written += self._line(line)
                position += 1
                continue
            end = _end(lines, position, fence)
            inside = [one.removeprefix(fence["indent"]) for one in lines[position + 1 : end]]
            directive = _DIRECTIVE.fullmatch(fence["rest"])
            if directive:
                made = self._directive(directive["name"].lower(), directive["argument"].strip(), inside, fence)
                written += [f"{fence['indent']}{one}" if one else "" for one in made]
            elif fence["fence"][0] == ":":  # Pandoc's and Docusaurus' boxes
                written += [line, *self._lines(inside), *lines[end : end + 1]]
            else:
                written += lines[position : end + 1]
            position = end + 1
        self.depth -= 1
        return written

    def _line(self, line: str) -> list[str]:
        if label := _LABEL.fullmatch(line.strip()):
            return ["", _anchor(label["name"]), ""]
        if line.startswith("% ") or line.rstrip() in ("%", "+++") or re.match(r"\+\+\+\s*\{.*\}\s*$", line):
            return []
        line = re.sub(r"(?<=\$\$)\s+\([\w:.-]+\)\s*$", "", line)
        return [_LABEL_LINK.sub(self._label_link, _ROLE.sub(self._role, line))]

    # --- directives --------------------------------------------------------------------------------------------------

    def _directive(self, name: str, argument: str, inside: list[str], fence: re.Match[str]) -> list[str]:
        options, body = _options(inside)
        anchor = [_anchor(label), ""] if (label := options.get("name") or options.get("label")) else []
        if name in LANGUAGES or name in CODE:
            return self._code(name, argument, options, body, fence, inside)
        if made := self._made(name, argument, options, body):
            return ["", *anchor, *made, ""]
        if name in SILENT:
            return []
        self.report.note(
            self.where,
            f"{{{name}}}",
            "Bivouac does not know the directive “{name}” of MyST; what it holds is shown as it is written.",
            name=name,
        )
        return ["", "```", *([argument] if argument else []), *body, "```", ""]

    def _made(self, name: str, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        kind = name.split(":")[-1]
        if name in BOXES or name.startswith(("prf:", "proof:")):
            return self._box(kind, argument, options, body)
        if name in GROUPS:
            return self._lines(body) or [""]
        if name in PARTS:
            return (
                [f"**{argument or options.get('header', '')}**", "", *self._lines(body)]
                if argument
                else self._lines(body)
            )
        if name in QUOTES:
            return [f"> {line}".rstrip() for line in self._lines([*([argument, ""] if argument else []), *body])]
        makers: dict[str, Callable[[str, dict[str, str], list[str]], list[str]]] = {
            "figure": self._figure,
            "image": self._image,
            "math": _math,
            "list-table": self._list_table,
            "csv-table": self._csv_table,
            "table": self._table,
            "glossary": self._glossary,
            "raw": lambda what, _, inside: inside if what == "html" else [],
            "iframe": lambda src, _, inside: [f'<iframe src="{html.escape(src)}"></iframe>'],
            "youtube": lambda name, _, inside: [f"<https://www.youtube.com/watch?v={name}>"],
            "vimeo": lambda name, _, inside: [f"<https://vimeo.com/{name}>"],
            "audio": lambda src, _, inside: [f'<audio src="{html.escape(src)}"></audio>'],
            "video": lambda src, _, inside: [f'<video src="{html.escape(src)}"></video>'],
        }
        return makers[name](argument, options, body) if name in makers else []

    def _box(self, kind: str, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        style = next((one for one in options.get("class", "").split() if one in BOXES), kind)
        box = BOXES.get(style, "example")
        title = argument if kind in TITLED or kind not in BOXES else ""
        first = [argument, ""] if argument and not title else []
        title = ": ".join(filter(None, (named(kind, best_language(self.language)), title)))
        shown = html.escape(re.sub(r"[*`_]", "", title), quote=True)
        return [f'<div class="{box}" data-title="{shown}">', "", *self._lines([*first, *body]), "", "</div>"]

    def _code(
        self,
        name: str,
        argument: str,
        options: dict[str, str],
        body: list[str],
        fence: re.Match[str],
        inside: list[str],
    ) -> list[str]:
        if any(one in options.get("tags", "") for one in HIDDEN):
            return []
        if name in LANGUAGES:
            return [f"{fence['fence']}{fence['rest']}", *inside, fence["fence"]]
        language = {"ipython3": "python", "ipython": "python"}.get(argument.lower(), argument)
        marks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", "\n".join(body))), default=0))
        caption = [f"*{options['caption']}*", ""] if options.get("caption") else []
        return ["", *caption, f"{marks}{language.split(' ')[0]}", *body, marks, ""]

    def _figure(self, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        caption = " ".join(line.strip() for line in body if line.strip())
        alt = options.get("alt") or re.sub(r"[*`_$]|\[|\]\([^)]*\)", "", caption)
        width = re.sub(r"\D.*", "", options.get("width", "")) if not options.get("width", "").endswith("%") else ""
        size = f' width="{width}"' if width else ""
        picture = f'<img src="{html.escape(argument)}" alt="{html.escape(alt)}"{size}>'
        if not caption:
            return [f"<figure>{picture}</figure>"]
        return [f"<figure>{picture}<figcaption>", "", *self._line(caption), "", "</figcaption></figure>"]

    def _image(self, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        return self._figure(argument, options, [])

    def _table(self, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        return [*([f"*{argument}*", ""] if argument else []), *self._lines(body)]

    def _csv_table(self, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        return self._rows(argument, csv_rows(body, options.get("header", "")))

    def _list_table(self, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        return self._rows(argument, list_rows(body, headed=bool(options.get("header-rows"))))

    def _rows(self, caption: str, rows: list[list[str]]) -> list[str]:
        told = [[_ROLE.sub(self._role, cell) for cell in row] for row in rows]
        return [*([f"*{caption}*", ""] if caption else []), *written_table(told)]

    def _glossary(self, argument: str, options: dict[str, str], body: list[str]) -> list[str]:
        found = _TERM_LIST.sub(
            lambda one: f"{one['term']}\n:   " + " ".join(one["text"].split()) + "\n\n", "\n".join(body)
        )
        return self._lines(found.split("\n"))

    # --- roles -------------------------------------------------------------------------------------------------------

    def _role(self, found: re.Match[str]) -> str:
        name, text = found["name"].lower(), found["text"].strip()
        if name == "math":
            return f"${text}$"
        if name in ("sub", "subscript", "sup", "superscript", "kbd"):
            tag = name[:3]
            return f"<{tag}>{html.escape(text)}</{tag}>"
        if name in (
            "code",
            "file",
            "samp",
            "command",
            "program",
            "mod",
            "func",
            "class",
            "meth",
            "py:func",
            "py:class",
        ):
            return f"`{text}`"
        told = _WITH_TARGET.fullmatch(text)
        shown, target = (told["text"], told["target"]) if told else ("", text)
        if name == "doc":
            return f"[{shown or self._page_title(target)}](<{target}{'' if Path(target).suffix else '.md'}>)"
        if name == "download":
            return f"[{shown or Path(target).name}](<{target}>)"
        if name in ("ref", "numref", "eq", "prf:ref"):
            return self._reference(target, shown)
        if name == "abbr":
            return text.split("(")[0].strip() if "(" in text else text
        return shown or text

    def _reference(self, name: str, shown: str) -> str:
        label = self.known.get(place(name)) or self.known.get(name)
        text = re.sub(r"%s|\{(?:name|number)\}", "", shown).strip() or (label.title if label else "") or name
        if label is None:
            return text
        if label.path == self.path:
            return f"[{text}](#{place(name)})"
        return f"[{text}](<{Path(os.path.relpath(label.path, self.path.parent)).as_posix()}>)"

    def _label_link(self, found: re.Match[str]) -> str:
        """`[text](label)`, `[](#label)`."""
        name = found["name"]
        return self._reference(name, found["text"]) if {name, place(name)} & self.known.keys() else found[0]

    def _page_title(self, target: str) -> str:
        named = os.path.normpath(self.path.parent / target.removesuffix(".md"))
        page = self.known.get(named) or self.known.get(f"/{Path(target).stem}")
        return page.title if page else titles.from_name(Path(target).stem)


def _end(lines: list[str], start: int, fence: re.Match[str]) -> int:
    """The line that closes a fence; beyond the last line when there is none."""
    mark, length, depth = fence["fence"][0], len(fence["fence"]), 1
    inner = ""
    for position in range(start + 1, len(lines)):
        found = _FENCE.fullmatch(lines[position])
        if not found:
            continue
        closes = not found["rest"].strip()
        if mark == ":" and (inner or found["fence"][0] != ":"):  # code within a box
            if not inner:
                inner = found["fence"]
            elif closes and found["fence"].startswith(inner):
                inner = ""
        elif found["fence"][0] == mark and closes and len(found["fence"]) >= length:
            depth -= 1
            if not depth:
                return position
        elif mark == ":" and found["fence"][0] == mark and not closes and len(found["fence"]) == length:
            depth += 1
    return len(lines)


def _options(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """What a directive says of itself at its top (`:key: value`, or YAML between `---`), and what it holds."""
    options: dict[str, str] = {}
    position, in_yaml = 0, bool(lines) and lines[0].strip() == "---"
    position += in_yaml
    while position < len(lines):
        line = lines[position].strip()
        if in_yaml and line == "---":
            position += 1
            break
        found = _OPTION.fullmatch(line)
        if found and (in_yaml or found["key"]):
            key, value = (found["key"], found["value"]) if found["key"] else (found["plain"], found["text"])
            options[key.lower()] = value.strip().strip("\"'")
        elif not in_yaml:
            break
        position += 1
    return options, lines[position:]


def _math(argument: str, options: dict[str, str], body: list[str]) -> list[str]:
    formula = "\n".join(line for line in (argument, *body) if line.strip())
    if re.search(r"(?<!\\)\\\\(?!\\)", formula) and r"\begin" not in formula:
        formula = f"\\begin{{aligned}}\n{formula}\n\\end{{aligned}}"
    return ["$$", *formula.split("\n"), "$$"]


def _anchor(name: str) -> str:
    return f'<span id="{html.escape(place(name))}"></span>'
