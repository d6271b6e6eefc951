"""What the soup is made of, and what those who read one kind of element may ask of the walk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias

import lxml.html

from bivouac.courses.clean.links import Anchors
from bivouac.courses.clean.pieces import Piece
from bivouac.courses.clean.resources import Resources
from bivouac.courses.report import Report

Soup: TypeAlias = lxml.html.HtmlElement


class Walker(Protocol):
    """One walk over one page (`walk.Walk`)."""

    resources: Resources
    report: Report
    where: str
    anchors: Anchors

    def inside(self, part: Soup) -> list[Piece]:
        """Pieces of an element's content: its text, its children and the text between them."""

    def children(self, parts: Iterable[Soup]) -> list[Piece]:
        """Pieces of several elements and of the text behind each."""

    def line(self, part: Soup) -> str:
        """The element's content as a single line, blocks in it joined by spaces (for headings and captions)."""

    def text(self, text: str | None) -> list[Piece]:
        """Text with its formulas drawn; spaces and line ends are one space."""

    def formula(self, latex: str, display: bool, mathml: str = "") -> Piece:
        """One formula."""

    def styled(self, part: Soup, pieces: list[Piece]) -> list[Piece]:
        """The pieces, bold or italic where the element's `style` says so."""

    def anchored(self, part: Soup, pieces: list[Piece]) -> list[Piece]:
        """The pieces of an element that itself goes, with the place kept that a link leads to."""


Reader = Callable[[Walker, Soup], list[Piece]]
"""Reads one kind of element."""


def alignment(part: Soup) -> str:
    """`center` or `right` where an element asks for it in any of the ways there are; empty otherwise."""
    style = re.search(r"text-align\s*:\s*(center|right)", part.get("style", "").lower())
    wanted = style.group(1) if style else part.get("align", "").lower()
    if part.tag == "center" or wanted in ("center", "middle"):
        return "center"
    return "right" if wanted == "right" else ""


def is_hidden(part: Soup) -> bool:
    """Whether a browser would not show the element."""
    return part.get("hidden") is not None or re.search(r"display\s*:\s*none", part.get("style", "").lower()) is not None


def classes(part: Soup) -> list[str]:
    return str(part.get("class", "")).lower().split()
