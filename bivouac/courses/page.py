"""The clean page form: the one form in which text reaches a learner, whatever it was written in.

A page is a UTF-8 HTML fragment made of few elements, so that a QTextDocument shows all of it and nothing else gets in:

    h1-h4  p[class]  br  hr  ul ol[start] li  dl dt dd  blockquote
    table caption thead tbody tr th[class colspan rowspan scope] td[class colspan rowspan]
    figure figcaption  img[src alt width height class]  pre code[class=language-…]
    a[href]  b strong i em u s sub sup mark small kbd  span[lang dir]  div[class dir lang]  section[class=footnotes]

`img src` is a path in the lesson's pack. Mathematics is `<img class="math" src="math/….svg" alt="LaTeX">` (`class="math display"` in
a paragraph of its own), drawn at build time with `currentColor` as its ink. Notes are `<div class="note|tip|warning|example">` whose
first child is `<p class="title">`. Text is set apart by `class="center"` and `class="right"` on `p`, `div`, `td` and `th`. A figure holds
a picture, table or code, then its `figcaption`. `a href` is `#anchor`, `http(s):`, `mailto:`, or `activity:<id>` for another activity
of the course. Any element may have an `id`, every heading has one. There is no script, no style attribute and no event handler.

`courses/clean/` makes it.
"""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

from bivouac.courses.clean.allowed import only_allowed
from bivouac.courses.clean.formulas import shield_less_than
from bivouac.courses.clean.links import Anchors
from bivouac.courses.clean.pieces import flow
from bivouac.courses.clean.resources import Resources
from bivouac.courses.clean.walk import Walk
from bivouac.courses.limits import LIMITS
from bivouac.courses.report import Report

__all__ = ["Resources", "clean_inline", "clean_page"]

_HARD_SPACE = "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_QUOTED_OR_HARD = re.compile(rf"""("[^"]*"|'[^']*')|{_HARD_SPACE}""")


def clean_page(html: str, *, resources: Resources, report: Report, where: str) -> str:
    """Any HTML, however broken, as a page in clean form. What does not fit is named in `report` under `where`.

    The same input gives the same page; headings get ids. Never raises on what a page says.
    """
    if len(html) > LIMITS.page:
        report.lost(
            where,
            "html",
            "The page is too long; what comes after the first {n} characters was left out.",
            n=LIMITS.page,
        )
        html = html[: LIMITS.page]
    root = _parsed(html)
    if root is None:
        return ""
    walk = Walk(resources, report, where, Anchors(root))
    return only_allowed(flow(walk.children(root)))


def clean_inline(html: str, *, resources: Resources, report: Report, where: str) -> str:
    """As `clean_page` for a short text (a prompt, an answer, a hint): a single paragraph loses its `<p>`."""
    page = clean_page(html, resources=resources, report=report, where=where)
    single = re.fullmatch(r"<p>((?:(?!<p[ >]|</p>).)*)</p>", page, re.DOTALL)
    return single.group(1) if single else page


def _parsed(html: str) -> lxml.html.HtmlElement | None:
    """The soup as a tree (`html` with `head` and `body`), None when there is nothing in it."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    readable = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", shield_less_than(_with_plain_spaces(html)))
    try:
        return lxml.html.document_fromstring(readable.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:
        return None


def _with_plain_spaces(html: str) -> str:
    """HTML whose tags have no spaces that are none to a parser, as `alt=\N{NO-BREAK SPACE}"…"`: word processors and French keyboards make them."""
    if not re.search(_HARD_SPACE, html):
        return html
    return _TAG.sub(lambda tag: _QUOTED_OR_HARD.sub(lambda found: found[1] or " ", tag[0]), html)
