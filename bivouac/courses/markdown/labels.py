"""Places of a course that MyST gives a name, to which any of its pages may lead (https://mystmd.org/guide/cross-references)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_LABELLED_HEADING = re.compile(
    r"^\((?P<name>[^()\s]+)\)=[ \t]*\n(?:[ \t]*\n)*(?P<heading>#{1,6}[ \t]+(?=\S)[^\n{]*[^\s{])[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)(?P<title>.*\S)[ \t]*\{#(?P<name>[^{}\s]+)\}[ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"^[ \t]*:?(?:name|label):[ \t]*(?P<name>\S+)[ \t]*$", re.MULTILINE)


@dataclass
class Label:
    """A place that pages lead to by its name: the page it is on and what stands there."""

    path: Path
    title: str


def with_labels(text: str) -> str:
    """The page with the labels of its headings behind these, as Pandoc writes them: `# Title {#label}`."""
    return _LABELLED_HEADING.sub(lambda found: f"{found['heading']} {{#{place(found['name'])}}}", text)


def labels(text: str, path: Path) -> dict[str, Label]:
    """The places of a page that have a name: headings, and `name:` of figures, formulas and the like."""
    named = {found["name"]: Label(path, "") for found in _NAMED.finditer(text)}
    return named | {found["name"]: Label(path, found["title"]) for found in _HEADING.finditer(text)}


def place(name: str) -> str:
    """A name as an anchor has it."""
    return re.sub(r"[^\w.-]", "-", name)
