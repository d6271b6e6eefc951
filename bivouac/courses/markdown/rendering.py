"""Markdown to HTML: CommonMark with tables, footnotes, definition lists, task lists, mathematics, notes and figures.

The HTML is soup for `page.clean_page`, which decides what reaches a learner.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

_HEADING_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_ALERT = re.compile(r"<blockquote>\s*<p>\[!(\w+)\][+-]?[ \t]*([^<\n]*)(?:<br ?/?>)?(\s*</p>)?")
"""`> [!NOTE]` of GitHub, `> [!info]- Title` of Obsidian (https://help.obsidian.md/callouts)."""

_ALERT_KINDS = {
    **dict.fromkeys(("warning", "caution", "danger", "error", "failure", "fail", "attention", "bug"), "warning"),
    **dict.fromkeys(("tip", "hint", "important", "success", "check", "done"), "tip"),
    "example": "example",
}


def render(text: str) -> str:
    """HTML of a page of Markdown."""
    return _html(_markdown().parse(text, {}))


def tokens(text: str) -> list[Token]:
    """The parsed page, for those who read its structure (`cases.py`)."""
    return _markdown().parse(text, {})


def render_tokens(part: Sequence[Token]) -> str:
    """HTML of some of a page's tokens."""
    return _html(part)


def render_line(text: str) -> str:
    """HTML of a line of Markdown, without a paragraph."""
    return str(_markdown().renderInline(text))


def _html(part: Sequence[Token]) -> str:
    markdown = _markdown()
    rendered = str(markdown.renderer.render(part, markdown.options, {}))
    return _ALERT.sub(_alert, rendered)


def _alert(found: re.Match[str]) -> str:
    kind = _ALERT_KINDS.get(found.group(1).lower(), "note")
    return f'<blockquote class="{kind}" data-title="{found.group(2).strip()}">{"" if found.group(3) else "<p>"}'


@functools.cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.use(admon_plugin).use(deflist_plugin).use(footnote_plugin).use(tasklists_plugin)
    markdown.use(sub_plugin).use(superscript_plugin)
    markdown.use(attrs_plugin, spans=True, allowed=["id", "class", "alt", "width", "height", "lang", "dir"])
    markdown.use(
        dollarmath_plugin,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
        allow_labels=False,
        renderer=_formula,
    )
    markdown.core.ruler.push("heading attributes", _read_heading_attributes)
    markdown.core.ruler.push("figures", _make_figures)
    return markdown


def _formula(latex: str, options: dict[str, Any]) -> str:
    """A formula between the delimiters that `clean_page` draws."""
    opening, closing = (r"\[", r"\]") if options["display_mode"] else (r"\(", r"\)")
    return opening + html.escape(latex, quote=False) + closing


def _read_heading_attributes(state: StateCore) -> None:
    """`# Title {#id .class}` (Pandoc, PHP Markdown Extra)."""
    for position, token in enumerate(state.tokens):
        if token.type != "heading_open" or not (inline := state.tokens[position + 1]).children:
            continue
        last = inline.children[-1]
        if last.type == "text" and (found := _HEADING_ATTRIBUTES.search(last.content)):
            words = found.group(1).split()
            if words and all(word[0] in "#." or "=" in word for word in words):
                last.content = last.content[: found.start()]
                _set_attributes(token, words)


def _set_attributes(token: Token, words: list[str]) -> None:
    for word in words:
        if word.startswith("#"):
            token.attrSet("id", word[1:])
        elif word.startswith("."):
            token.attrJoin("class", word[1:])


def _make_figures(state: StateCore) -> None:
    """A picture alone in its paragraph is a figure; its title is the caption."""
    for position, token in enumerate(state.tokens):
        if (
            token.type != "inline"
            or state.tokens[position - 1].type != "paragraph_open"
            or state.tokens[position - 1].hidden
        ):
            continue
        shown = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
        if len(shown) != 1 or shown[0].type != "image":
            continue
        caption = str(shown[0].attrs.pop("title", ""))
        for outer in (state.tokens[position - 1], state.tokens[position + 1]):
            outer.tag = "figure"
        token.children = shown
        if caption:
            token.children = [
                *shown,
                Token("html_inline", "", 0, content=f"<figcaption>{html.escape(caption)}</figcaption>"),
            ]
