"""Text of the export on its way into a lesson: cleaned, its pictures and links resolved, its losses reported."""

from __future__ import annotations

import html
import re

from bivouac.courses.model import Html
from bivouac.courses.olx.resources import OlxResources
from bivouac.courses.page import clean_inline, clean_page
from bivouac.courses.report import Report

_LATEX_MARKS = {"[mathjaxinline]": r"\(", "[/mathjaxinline]": r"\)", "[mathjax]": r"\[", "[/mathjax]": r"\]"}


class Writing:
    """Cleans the texts of one block.

    Args:
        resources: where the block's pictures and links lead.
        where: how the author finds the block.
    """

    def __init__(self, resources: OlxResources, report: Report, where: str) -> None:
        self.resources = resources
        self.report = report
        self.where = where

    def page(self, fragment: str) -> Html:
        """A page, or a part of one, in clean form."""
        return clean_page(self._usual(fragment), resources=self.resources, report=self.report, where=self.where)

    def inline(self, fragment: str) -> Html:
        """A prompt, an answer, a hint in clean form; a single paragraph loses its `<p>`."""
        return clean_inline(self._usual(fragment), resources=self.resources, report=self.report, where=self.where)

    def _usual(self, fragment: str) -> str:
        """The platform's own marks around mathematics, and addresses of its files, as everybody writes them."""
        for mark, usual in _LATEX_MARKS.items():
            fragment = fragment.replace(mark, usual)
        return self.resources.localised(fragment)


def escaped_text(text: str) -> Html:
    """Plain text in clean form."""
    return html.escape(text, quote=False)


def as_block(fragment: Html) -> Html:
    """A fragment that may follow another: what is only words becomes a paragraph."""
    return (
        fragment
        if not fragment or re.match(r"<(p|div|h\d|ul|ol|dl|table|figure|pre|blockquote|section|hr)\b", fragment)
        else f"<p>{fragment}</p>"
    )


def is_empty(fragment: Html) -> bool:
    """Whether nothing can be read or seen in it."""
    return not re.sub(r"<(?!img\b)[^>]*>|&nbsp;|\s", "", fragment)
