"""Pieces of cleaned HTML, and how they are put together."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    """Cleaned HTML that is a block (paragraph, table, …) or runs within a line."""

    block: bool
    html: str


_ONE_LINE_BLOCK = re.compile(r"(<(?:p|h[1-4])(?: [^>]*)?>)((?:(?!<p[ >]|<h[1-4][ >]).)*)(</(?:p|h[1-4])>)", re.DOTALL)


def inline(markup: str) -> Piece:
    return Piece(False, markup)


def block(markup: str) -> Piece:
    return Piece(True, markup)


def element(tag: str, content: str, attributes: dict[str, str] | None = None) -> str:
    """HTML of one element; attributes that are empty are left out."""
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in (attributes or {}).items() if value)
    return f"<{tag}{written}>{content}</{tag}>"


def shows_something(markup: str) -> bool:
    """Whether there is anything to see (or to link to) in it."""
    if "<img" in markup or " id=" in markup or "<hr" in markup:
        return True
    return bool(html.unescape(re.sub(r"<[^>]*>", "", markup)).strip())


def wrap_runs(tag: str, pieces: Iterable[Piece], attributes: dict[str, str] | None = None) -> list[Piece]:
    """Put an element that runs within a line around what does: around runs, and inside of paragraphs and headings."""
    wrapped = []
    for piece in joined_runs(pieces):
        line = _ONE_LINE_BLOCK.fullmatch(piece.html) if piece.block else None
        if line:
            opening, content, closing = line.groups()
            wrapped.append(block(opening + element(tag, content, attributes) + closing))
        elif piece.block or not (shows_something(piece.html) or (attributes or {}).get("id")):
            wrapped.append(piece)
        else:
            wrapped.append(inline(element(tag, piece.html, attributes)))
    return wrapped


def paragraphs(pieces: Iterable[Piece], attributes: dict[str, str] | None = None) -> list[Piece]:
    """Blocks only: what runs within a line becomes paragraphs, empty ones are left out."""
    blocks = []
    for piece in joined_runs(pieces):
        if piece.block:
            blocks.append(piece)
        elif shows_something(piece.html):
            blocks.append(block(element("p", _trimmed(piece.html), attributes)))
    return blocks


def flow(pieces: Iterable[Piece]) -> str:
    """Content of an element of blocks, one a line."""
    return "\n".join(piece.html for piece in paragraphs(pieces))


def compact(pieces: Iterable[Piece]) -> str:
    """Content of a list item or a table cell: a text needs no paragraph of its own there."""
    runs = [piece for piece in joined_runs(pieces) if shows_something(piece.html)]
    if len(runs) == 1 and runs[0].html.startswith("<p>"):
        return runs[0].html.removeprefix("<p>").removesuffix("</p>")
    return "\n".join(piece.html if piece.block else _trimmed(piece.html) for piece in runs)


def single_line(pieces: Iterable[Piece]) -> str:
    return _trimmed("".join(piece.html for piece in pieces))


def joined_runs(pieces: Iterable[Piece]) -> list[Piece]:
    """The same pieces, neighbours within a line joined into one."""
    joined: list[Piece] = []
    run: list[str] = []
    for piece in pieces:
        if not piece.block:
            run.append(piece.html)
            continue
        if run:
            joined.append(inline("".join(run)))
            run = []
        joined.append(piece)
    if run:
        joined.append(inline("".join(run)))
    return joined


def _trimmed(markup: str) -> str:
    """Without space and line breaks at its ends; runs of spaces made by joining are one."""
    return re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", re.sub(r" {2,}", " ", markup))
