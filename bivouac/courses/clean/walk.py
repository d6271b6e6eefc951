"""Walking the soup: text, and the elements that stand within it. What has structure is in `structure.py`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from bivouac.courses.clean import embedded, structure
from bivouac.courses.clean.formulas import formulas
from bivouac.courses.clean.links import Anchors, address, anchor, is_complete, names_scheme
from bivouac.courses.clean.pieces import (
    Piece,
    block,
    element,
    inline,
    paragraphs,
    shows_something,
    single_line,
    wrap_runs,
)
from bivouac.courses.clean.resources import Resources
from bivouac.courses.clean.soup import Reader, Soup, Walker, alignment, classes, is_hidden
from bivouac.courses.mathematics import mathematics_html
from bivouac.courses.report import Report

_DEEPEST = 80
"""Elements inside elements; what is deeper is read as plain text."""

_LINE = {
    **{tag: tag for tag in ("b", "strong", "i", "em", "u", "s", "sub", "sup", "mark", "small", "kbd", "code")},
    **dict.fromkeys(("strike", "del"), "s"),
    **dict.fromkeys(("tt", "samp"), "code"),
    **dict.fromkeys(("var", "cite", "dfn"), "i"),
    "ins": "u",
}
_LITERAL = {"code", "kbd", "samp", "tt"}
"""In these `\\(` is no formula."""

_PLAIN_BLOCKS = {
    *("div", "section", "article", "main", "header", "footer", "nav", "aside", "address", "center", "fieldset", "form"),
    *("body", "hgroup", "dialog", "search", "noscript", "details"),
}
_SILENT = {
    "style",
    "link",
    "meta",
    "base",
    "title",
    "template",
    "param",
    "source",
    "track",
    "rp",
    "colgroup",
    "col",
}
_BLOCK_TAGS = "p|div|h[1-4]|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|t[hd]|pre|blockquote|fig[a-z]+|section|hr"
_SPELLED_STYLES = {
    "strong": re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)"),
    "em": re.compile(r"font-style\s*:\s*(?:italic|oblique)"),
    "u": re.compile(r"text-decoration[a-z-]*\s*:[^;]*underline"),
    "s": re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through"),
}


@dataclass
class Walk:
    """One walk over one page."""

    resources: Resources
    report: Report
    where: str
    anchors: Anchors
    depth: int = 0
    literal: bool = False

    def inside(self, part: Soup) -> list[Piece]:
        """Pieces of an element's content: its text, its children and the text between them."""
        return [*self.text(part.text), *self.children(part)]

    def children(self, parts: Iterable[Soup]) -> list[Piece]:
        """Pieces of several elements and of the text behind each."""
        pieces: list[Piece] = []
        for child in parts:
            pieces += self.element(child)
            pieces += self.text(child.tail)
        return pieces

    def line(self, part: Soup) -> str:
        """The element's content as a single line, blocks in it joined by spaces (for headings and captions)."""
        markup = " ".join(_unblocked(piece.html) if piece.block else piece.html for piece in self.inside(part))
        return single_line([inline(re.sub(r"[ \t\r\n]+", " ", markup))])

    def text(self, text: str | None) -> list[Piece]:
        """Text with its formulas drawn; spaces and line ends are one space."""
        if not text or self.literal:
            return [inline(_escaped(text or ""))]
        pieces, position = [], 0
        for formula in formulas(text):
            pieces += [inline(_escaped(text[position : formula.start])), self.formula(formula.latex, formula.display)]
            position = formula.end
        return [*pieces, inline(_escaped(text[position:]))]

    def formula(self, latex: str, display: bool, mathml: str = "") -> Piece:
        markup = mathematics_html(
            latex, display=display, files=self.resources.files, report=self.report, where=self.where, mathml=mathml
        )
        return block(element("p", markup)) if display else inline(markup)

    def element(self, part: Soup) -> list[Piece]:
        """Pieces of one element, without the text behind it."""
        if not isinstance(part.tag, str) or part.tag in _SILENT:
            return []
        if is_hidden(part):
            return self._hidden(part)
        if self.depth >= _DEEPEST:
            return self.text(str(part.text_content()))
        outside = self.depth, self.literal
        self.depth, self.literal = self.depth + 1, self.literal or part.tag in _LITERAL
        pieces = self._with_language(part, self._by_kind(part))
        self.depth, self.literal = outside
        return pieces

    def _hidden(self, part: Soup) -> list[Piece]:
        """What a browser shows only once a script of the page has been asked."""
        words = " ".join(str(part.text_content()).split())
        if words and part.tag != "script":
            self.report.lost(
                self.where,
                str(part.tag),
                "Text that the page hides until a script shows it (“{text}”) was left out. Write it where it can be read.",
                text=words[:80],
            )
        return []

    def _by_kind(self, part: Soup) -> list[Piece]:
        tag = str(part.tag).lower()
        if tag in _LINE:
            return wrap_runs(_LINE[tag], self.styled(part, self.inside(part)), {"id": self.anchors.of(part)})
        if special := _SPECIAL.get(tag) or structure.READERS.get(tag) or embedded.READERS.get(tag):
            return special(self, part)
        if tag in _PLAIN_BLOCKS:
            return self._container(part)
        return self.anchored(part, self.styled(part, self.inside(part)))

    def _container(self, part: Soup) -> list[Piece]:
        """A block that only groups others: it goes, what is in it stays."""
        if kind := structure.note_kind(part):
            return structure.note(self, part, kind)
        pieces = paragraphs(self.styled(part, self.inside(part)))
        if side := alignment(part):
            return [block(element("div", "\n".join(piece.html for piece in pieces), {"class": side}))] if pieces else []
        if str(part.tag) == "section" and "footnotes" in classes(part):
            return [block(element("section", "\n".join(piece.html for piece in pieces), {"class": "footnotes"}))]
        return self.anchored(part, pieces)

    def anchored(self, part: Soup, pieces: list[Piece]) -> list[Piece]:
        """Keep the place that a link leads to when the element itself goes."""
        name = self.anchors.of(part)
        return [inline(element("span", "", {"id": name})), *pieces] if name else pieces

    def styled(self, part: Soup, pieces: list[Piece]) -> list[Piece]:
        style = part.get("style", "").lower()
        for tag, spelled in _SPELLED_STYLES.items():
            if style and spelled.search(style):
                pieces = wrap_runs(tag, pieces)
        return pieces

    def _with_language(self, part: Soup, pieces: list[Piece]) -> list[Piece]:
        """Keep what says in which language and direction to read."""
        attributes = {name: part.get(name, "") for name in ("lang", "dir")}
        if not any(attributes.values()) or part.tag in ("td", "th", "tr", "li", "body"):
            return pieces
        if all(not piece.block for piece in pieces):
            return wrap_runs("span", pieces, attributes)
        return [block(element("div", "\n".join(piece.html for piece in paragraphs(pieces)), attributes))]


def _unblocked(markup: str) -> str:
    """Content of blocks without the blocks."""
    return re.sub(rf"</?(?:{_BLOCK_TAGS})\b[^>]*>", " ", markup)


def _escaped(text: str) -> str:
    return html.escape(re.sub(r"[ \t\r\n\f]+", " ", text), quote=False)


# --- elements of text ------------------------------------------------------------------------------------------------


def _head(walk: Walker, part: Soup) -> list[Piece]:
    """Nothing in it is read but scripts, which the parser also puts here when a fragment begins with one."""
    return walk.children([child for child in part if child.tag == "script"])


def _paragraph(walk: Walker, part: Soup) -> list[Piece]:
    attributes = {"class": alignment(part), "id": walk.anchors.of(part)}
    return paragraphs(walk.styled(part, walk.inside(part)), attributes)


def _heading(walk: Walker, part: Soup) -> list[Piece]:
    content = walk.line(part)
    if not shows_something(content):
        return []
    level = min(int(str(part.tag)[1]), 4)
    text = html.unescape(re.sub(r"<[^>]*>", "", content))
    return [block(element(f"h{level}", content, {"id": walk.anchors.of_heading(part, text)}))]


def _link(walk: Walker, part: Soup) -> list[Piece]:
    pieces = walk.styled(part, walk.inside(part))
    href = address(part.get("href", ""))
    if not href or href == "#":
        return walk.anchored(part, pieces)
    target = _target(walk, href)
    if target is None:
        walk.report.lost(
            walk.where,
            "a",
            "The link to “{address}” leads nowhere in the course; its text stays.",
            address=unquote(href)[:200],
        )
        return walk.anchored(part, pieces)
    return wrap_runs("a", pieces, {"href": target, "id": walk.anchors.of(part)})


def _place_in_picture(walk: Walker, part: Soup) -> list[Piece]:
    """A place in a picture to click on (`area`) becomes a link below it."""
    words = " ".join((part.get("alt") or part.get("title") or "").split())
    href = address(part.get("href", ""))
    if not href or href == "#":
        return []
    target = _target(walk, href)
    if target is None:
        walk.report.lost(
            walk.where,
            "area",
            "The place “{text}” in a picture leads nowhere in the course and was left out.",
            text=words or unquote(href)[:200],
        )
        return []
    walk.report.changed(walk.where, "area", "Places to click on in a picture became links below it.")
    return [block(element("p", element("a", html.escape(words or unquote(href)[:120]), {"href": target})))]


def _target(walk: Walker, href: str) -> str | None:
    if href.startswith("#"):
        return "#" + anchor(href[1:])
    if is_complete(href):
        return href
    return None if names_scheme(href) else walk.resources.link(href)


def _break(walk: Walker, part: Soup) -> list[Piece]:
    return [inline("<br>")]


def _rule(walk: Walker, part: Soup) -> list[Piece]:
    return [] if "footnotes-sep" in classes(part) else [block("<hr>")]  # footnotes are a section of their own


def _quoted(walk: Walker, part: Soup) -> list[Piece]:
    return [inline("“"), *walk.inside(part), inline("”")]


def _reading(walk: Walker, part: Soup) -> list[Piece]:
    """The reading beside a character (`rt` of `ruby`)."""
    return [inline("("), *walk.inside(part), inline(")")]


def _summary(walk: Walker, part: Soup) -> list[Piece]:
    """What folded text shows: nothing folds on a page that is also printed, so it becomes a line above it."""
    content = walk.line(part)
    return [block(element("p", element("strong", content)))] if shows_something(content) else []


_SPECIAL: dict[str, Reader] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    "a": _link,
    "area": _place_in_picture,
    "br": _break,
    "head": _head,
    "hr": _rule,
    "legend": _summary,
    "p": _paragraph,
    "q": _quoted,
    "rt": _reading,
    "summary": _summary,
}
