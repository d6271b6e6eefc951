"""Where mathematics stands in text: the delimiters of MathJax and of Open edX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bivouac.courses.mathematics import LONGEST

_CLOSING = {r"\(": r"\)", r"\[": r"\]", "$$": "$$", "[mathjaxinline]": "[/mathjaxinline]", "[mathjax]": "[/mathjax]"}
_OPENING = re.compile(
    r"\\\(|\\\[|\$\$|\[mathjaxinline\]|\[mathjax\]|\\begin\{(?:equation|align|gather|eqnarray|multline)\*?\}"
)


class Formula(NamedTuple):
    """`latex` without delimiters stands at `start:end` of a text."""

    start: int
    end: int
    latex: str
    display: bool


def formulas(text: str) -> Iterator[Formula]:
    """The formulas of a text, in order, in time linear in its length."""
    closings: dict[str, int] = {}  # where each delimiter is next found: never looked for twice
    position = 0
    while found := _OPENING.search(text, position):
        opening, position = found.group(), found.end()
        closing = _CLOSING.get(opening) or opening.replace("begin", "end", 1)
        if closings.get(closing, 0) < position:
            at = text.find(closing, position)
            closings[closing] = at if at >= 0 else len(text)
        end = closings[closing]
        if end >= len(text) or end - position > LONGEST or not text[position:end].strip():
            continue
        environment = opening.startswith("\\begin")
        after = end + len(closing)
        latex = text[found.start() : after] if environment else text[position:end]
        yield Formula(found.start(), after, latex, display=opening not in (r"\(", "[mathjaxinline]"))
        position = after


def shield_less_than(soup: str) -> str:
    """HTML in which `a<b` in a formula is not taken for an element by the parser."""
    parts, position = [], 0
    for formula in formulas(soup):
        written = soup[formula.start : formula.end]
        if "<" in written and ">" not in written:
            parts += [soup[position : formula.start], written.replace("<", "&lt;")]
            position = formula.end
    return "".join([*parts, soup[position:]])
