"""A file of Markdown: its front matter and its text. YAML beside it (`course.yaml`, `.pages`)."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bivouac.courses.formula_text import without_latex
from bivouac.courses.limits import LIMITS
from bivouac.courses.markdown.labels import with_labels
from bivouac.courses.markdown.notebooks import ENDING, notebook_text
from bivouac.courses.markdown.rendering import render, render_line
from bivouac.courses.markdown.spelling import COURSE_KEYS, PAGE_KEYS, note_misspelt
from bivouac.courses.report import Report
from bivouac.courses.text import one_line, plain_text

_TOML_MATTER = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_YAML = 64 * 1024
_TITLE_LINE = re.compile(r"#\s+(.*?)(?:\s+#+)?(?:\s*\{[^{}]*\})?\s*")
_SIMPLE_LINE = re.compile(r"([A-Za-z_]\w*)\s*:\s+(\S.*)")


class Settings(dict[str, Any]):
    """Keys and values that an author wrote, read with care: a value of the wrong kind is as good as none."""

    def text(self, *keys: str) -> str:
        """The first of the keys that has text, on one line and without markup."""
        for key in keys:
            value = self.get(key)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return as_line(str(value))
        return ""

    def number(self, *keys: str) -> float | None:
        """The first of the keys that is a number."""
        for key in keys:
            value = self.get(key)
            if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9:
                return float(value)
        return None

    def texts(self, *keys: str) -> tuple[str, ...]:
        """The first of the keys that is a list of texts, or one text; of a mapping the `name`."""
        for key in keys:
            value = self.get(key)
            values = value if isinstance(value, list) else [value]
            named = [one.get("name") if isinstance(one, dict) else one for one in values[:1000]]
            if found := tuple(as_line(str(one)) for one in named if isinstance(one, str | int) and str(one).strip()):
                return found
        return ()


@dataclass
class Document:
    """A file of Markdown, or what stands for one that is not there."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    text: str = ""

    def heading(self) -> str:
        """The text of the first heading of the first level; empty when there is none."""
        for line in _outside_code(self.text):
            if found := _TITLE_LINE.fullmatch(line):
                return as_line(found.group(1))
        return ""

    def text_below_title(self, is_title: Callable[[str], bool] = lambda heading: True) -> str:
        """The text without the heading of the first level that it begins with, where that is the title."""
        head, _, rest = self.text.lstrip().partition("\n")
        found = _TITLE_LINE.fullmatch(head)
        return rest if found and is_title(as_line(found.group(1))) else self.text


def read_document(path: Path, where: str, report: Report) -> Document:
    """Read a file of Markdown; what is wrong with its front matter is named in `report`."""
    text = read_text(path, where, report)
    if path.suffix.lower() == ENDING:
        text = notebook_text(text, where, report)
    text = with_labels(text.replace("\r\n", "\n").replace("\r", "\n"))
    for front_matter, settings in ((_FRONT_MATTER, _settings), (_TOML_MATTER, _toml)):
        if found := front_matter.match(text):
            read = settings(found.group(1), where, report)
            note_misspelt(read, PAGE_KEYS | COURSE_KEYS, where, report)
            return Document(path, read, text[found.end() :])
    return Document(path, Settings(), text)


def read_settings(path: Path, where: str, report: Report) -> Settings:
    """Read a file of YAML; an empty mapping when it is not there."""
    return _settings(read_text(path, where, report), where, report) if path.is_file() else Settings()


def read_toml(path: Path, where: str, report: Report) -> Settings:
    """Read a file of TOML; an empty mapping when it is not there."""
    return _toml(read_text(path, where, report), where, report) if path.is_file() else Settings()


def read_text(path: Path, where: str, report: Report) -> str:
    """Text in UTF-8 or UTF-16, or in Windows' Western encoding where it is neither; empty for what is no text."""
    if path.stat().st_size > LIMITS.page:
        report.lost(where, path.suffix, "The file is too large for a text and was left out.")
        return ""
    data = path.read_bytes()
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else _utf16(data) or "utf-8-sig"
    try:
        return data.decode(encoding).replace("\0", "")
    except UnicodeDecodeError:
        if b"\0" in data:
            report.lost(where, path.suffix, "The file is not text, whatever its name says, and was left out.")
            return ""
        report.note(where, path.suffix, "The text is not in UTF-8; some letters may be wrong. Save it as UTF-8.")
        return data.decode("cp1252", "replace")


def _utf16(data: bytes) -> str:
    """UTF-16 in the order of bytes in which every second one of Western text is 0, where no mark at the start says so."""
    half = len(data[:4_000]) // 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half > 4 and data[first:4_000:2].count(0) > 0.7 * half and data[1 - first : 4_000 : 2].count(0) == 0:
            return encoding
    return ""


def as_line(markdown: str) -> str:
    """A title or summary as plain text on one line."""
    return one_line(without_latex(plain_text(render_line(markdown.strip()))))


def first_paragraph(text: str) -> tuple[str, str]:
    """The first paragraph of a text as plain text, and the rest of the text. Empty when it begins with something else."""
    head, _, rest = text.strip().partition("\n\n")
    plain = re.match(r"(?!#|\[!\[|\[\[|import\s|[-*+>|<!:`~{%]|\d+[.)]\s|\s{4})", head)
    return ("", text) if not head or not plain else (one_line(without_latex(plain_text(render(head)))), rest.strip())


def read_yaml(path: Path, where: str, report: Report) -> Any:
    """What a file of YAML holds: a mapping, a list or a text."""
    return _yaml(read_text(path, where, report), where, report)


def _settings(written: str, where: str, report: Report) -> Settings:
    found = _yaml(written, where, report)
    return Settings({str(key): value for key, value in found.items()}) if isinstance(found, dict) else Settings()


def _yaml(written: str, where: str, report: Report) -> Any:
    try:
        if len(written) > _LONGEST_YAML:
            raise yaml.YAMLError
        found = yaml.load(written, _Yaml)  # noqa: S506
        if _weight(found, {}) > _LONGEST_YAML:  # aliases of aliases make of a few lines more than any memory holds
            raise yaml.YAMLError
        return found
    except (yaml.YAMLError, ValueError, RecursionError):
        report.note(
            where, "YAML", "The settings at the top cannot be read as YAML. Put texts with a colon between quotes."
        )
        lines = (_SIMPLE_LINE.fullmatch(line.strip()) for line in written[:_LONGEST_YAML].split("\n"))
        return {line.group(1): line.group(2).strip("\"' ") for line in lines if line}


def _weight(found: Any, known: dict[int, int]) -> int:
    """How long a value is at least where it is written out; `known`: of those that were met."""
    if not isinstance(found, (dict, list)):
        return max(1, len(found)) if isinstance(found, str) else 1
    if id(found) not in known:
        known[id(found)] = _LONGEST_YAML  # what has itself in it never ends
        parts = (*found, *found.values()) if isinstance(found, dict) else found
        known[id(found)] = 1 + sum(_weight(part, known) for part in parts)
    return known[id(found)]


def _toml(written: str, where: str, report: Report) -> Settings:
    try:
        return Settings(tomllib.loads(written[:_LONGEST_YAML]))
    except (tomllib.TOMLDecodeError, RecursionError):
        report.note(where, "TOML", "The settings at the top cannot be read as TOML and were left out.")
        return Settings()


class _Yaml(yaml.SafeLoader):
    """Safe YAML that takes tags of other programs (`!!python/name:` in `mkdocs.yml`, `!expr` of R) for nothing."""

    merged = 0

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Take in what `<<` names, which may be as much again in every line.

        Raises:
            yaml.YAMLError: it is more than anybody writes.
        """
        super().flatten_mapping(node)
        self.merged += len(node.value)
        if self.merged > _LONGEST_YAML:
            raise yaml.YAMLError


_Yaml.add_multi_constructor("", lambda loader, tag, node: None)


def _outside_code(text: str) -> list[str]:
    return re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE).split("\n")
