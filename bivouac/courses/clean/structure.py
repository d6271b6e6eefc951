"""Elements with structure: lists, tables, quotations, code, figures and notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bivouac.courses.clean.pieces import Piece, block, compact, element, flow, paragraphs, shows_something
from bivouac.courses.clean.soup import Reader, Soup, Walker, alignment, classes, is_hidden
from bivouac.language import best_language, translate

_NOTE_KINDS = {
    **dict.fromkeys(("note", "info", "abstract", "callout", "seealso", "alert-info"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "important", "question", "alert-success"), "tip"),
    **dict.fromkeys(("warning", "caution", "attention", "danger", "error", "failure", "bug"), "warning"),
    **dict.fromkeys(("alert-warning", "alert-danger"), "warning"),
    **dict.fromkeys(("example", "challenge", "exercise", "activity"), "example"),
}
_BOX_CLASSES = {"admonition", "alert", "note", "tip", "warning", "example", "callout", "markdown-alert"}


# --- notes -----------------------------------------------------------------------------------------------------------


def note_kind(part: Soup) -> str:
    """`note`, `tip`, `warning` or `example` for a box that stands out from the text; empty for other elements."""
    names = classes(part)
    if not _BOX_CLASSES.intersection(names):
        return ""
    known = [_NOTE_KINDS[name] for name in names if name in _NOTE_KINDS]
    return known[0] if known else "note"


def note(walk: Walker, part: Soup, kind: str) -> list[Piece]:
    """A note under its title: its own, its first heading, or the name of its kind."""
    children = list(part)
    first = children[0] if children and not (part.text or "").strip() else None
    is_title = first is not None and (
        first.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        or any(name.endswith(("title", "heading")) for name in classes(first))
    )
    if first is not None and is_title:
        title, pieces = walk.line(first), [*walk.text(first.tail), *walk.children(children[1:])]
    else:
        title, pieces = html.escape(part.get("data-title", "")), walk.inside(part)
    content = flow(pieces)
    if not shows_something(content):
        return [block(element("p", element("strong", title)))] if shows_something(title) else []
    title = title if shows_something(title) else html.escape(_kind_title(kind, walk.resources.language))
    heading = element("p", title, {"class": "title"})
    return [block(element("div", f"{heading}\n{content}", {"class": kind, "id": walk.anchors.of(part)}))]


def _kind_title(kind: str, language: str) -> str:
    language = best_language(language)
    if kind == "tip":
        return translate("Tip", language)
    if kind == "warning":
        return translate("Warning", language)
    return translate("Example", language) if kind == "example" else translate("Note", language)


# --- lists -----------------------------------------------------------------------------------------------------------


def _list(walk: Walker, part: Soup) -> list[Piece]:
    """`ul`, `ol`, and `menu`; what stands in a list outside of an item is put into one."""
    items: list[str] = []
    if (part.text or "").strip():
        items.append(element("li", compact(walk.text(part.text))))
    for child in part:
        if is_hidden(child):
            continue
        if child.tag == "li":
            items.append(element("li", compact(walk.inside(child)), {"id": walk.anchors.of(child)}))
        elif child.tag in ("ul", "ol") and items:  # lists nested the old way, beside the item they belong to
            items[-1] = items[-1].removesuffix("</li>") + "\n" + flow(walk.children([child])) + "</li>"
            continue
        elif shows_something(loose := compact(walk.children([child]))):
            items.append(element("li", loose))
        if child.tag == "li" and (child.tail or "").strip():
            items.append(element("li", compact(walk.text(child.tail))))
    tag = "ol" if part.tag == "ol" else "ul"
    start = part.get("start", "") if tag == "ol" else ""
    shown = [item for item in items if shows_something(item)]
    return (
        [block(element(tag, "\n" + "\n".join(shown) + "\n", {"start": start, "id": walk.anchors.of(part)}))]
        if shown
        else []
    )


def _definitions(walk: Walker, part: Soup) -> list[Piece]:
    rows = []
    for child in _inside_groups(part, {"dt", "dd"}):
        content = compact(walk.inside(child))
        if shows_something(content):
            rows.append(element(str(child.tag), content, {"id": walk.anchors.of(child)}))
    return [block(element("dl", "\n" + "\n".join(rows) + "\n"))] if rows else []


def _inside_groups(part: Soup, wanted: set[str]) -> Iterator[Soup]:
    """The wanted elements in `part`, also where a `div` groups them."""
    for child in part:
        if child.tag in wanted:
            yield child
        elif child.tag == "div":
            yield from _inside_groups(child, wanted)


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(walk: Walker, part: Soup) -> list[Piece]:
    caption = ""
    head: list[str] = []
    body: list[str] = []
    before: list[Piece] = []
    for child in part:
        if child.tag == "caption":
            caption = walk.line(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows = [_row(walk, row) for row in child if row.tag == "tr" and not is_hidden(row)]
            (head if child.tag == "thead" else body).extend(rows)
        elif child.tag == "tr":
            body.append(_row(walk, child))
        elif child.tag not in ("colgroup", "col"):
            before += walk.children([child])
    head, body = [row for row in head if row], [row for row in body if row]
    if not any(shows_something(row) for row in [*head, *body]):
        return paragraphs(before)
    content = [
        element("caption", caption) if shows_something(caption) else "",
        element("thead", "\n" + "\n".join(head) + "\n") if head else "",
        element("tbody", "\n" + "\n".join(body) + "\n") if body else "",
    ]
    markup = element("table", "\n" + "\n".join(filter(None, content)) + "\n", {"id": walk.anchors.of(part)})
    return [*paragraphs(before), block(markup)]


def _row(walk: Walker, row: Soup) -> str:
    cells = [_cell(walk, cell) for cell in row if cell.tag in ("td", "th") and not is_hidden(cell)]
    return element("tr", "".join(cells)) if cells else ""


def _cell(walk: Walker, cell: Soup) -> str:
    attributes = {
        "class": alignment(cell),
        "colspan": _span(cell.get("colspan")),
        "rowspan": _span(cell.get("rowspan")),
        "scope": cell.get("scope", "").lower() if cell.tag == "th" else "",
        "id": walk.anchors.of(cell),
    }
    return element(str(cell.tag), compact(walk.styled(cell, walk.inside(cell))), attributes)


def _span(written: str | None) -> str:
    """A span over several rows or columns; empty for one, and for what is no sensible number."""
    return written.strip() if written and re.fullmatch(r"\s*(?:[2-9]|[1-9][0-9]{1,2})\s*", written) else ""


# --- quotations, code, figures ---------------------------------------------------------------------------------------


def _quotation(walk: Walker, part: Soup) -> list[Piece]:
    if kind := note_kind(part):
        return note(walk, part, kind)
    content = flow(walk.styled(part, walk.inside(part)))
    return [block(element("blockquote", content, {"id": walk.anchors.of(part)}))] if shows_something(content) else []


def _code_block(walk: Walker, part: Soup) -> list[Piece]:
    """Preformatted text as it is, without the colours some highlighter put into it."""
    for line_break in part.iter("br"):
        line_break.text = "\n"
    text = str(part.text_content()).replace("\r\n", "\n").strip("\n")
    if not text.strip():
        return []
    code = part.find(".//code")
    names = [*part.get("class", "").split(), *(code.get("class", "").split() if code is not None else [])]
    languages = [
        found.group(1)
        for name in names
        if (found := re.fullmatch(r"(?:language|lang|highlight)-([\w+#.-]{1,40})", name))
    ]
    content = html.escape(text, quote=False)
    if code is not None or languages:
        content = element("code", content, {"class": f"language-{languages[0]}" if languages else ""})
    return [block(element("pre", content, {"id": walk.anchors.of(part)}))]


def _figure(walk: Walker, part: Soup) -> list[Piece]:
    captions = [child for child in part if child.tag == "figcaption"]
    caption = " ".join(filter(shows_something, (walk.line(child) for child in captions)))
    pieces = walk.text(part.text)
    for child in part:
        pieces += walk.children([child]) if child.tag != "figcaption" else walk.text(child.tail)
    content = compact(pieces).removeprefix('<p class="center">').removesuffix("</p>")
    if "<img" not in content and not re.search("<(?:table|pre|blockquote)", content):
        return [*paragraphs(pieces), *([block(element("p", element("em", caption)))] if caption else [])]
    if caption:
        content += "\n" + element("figcaption", caption)
    return [block(element("figure", content, {"id": walk.anchors.of(part)}))]


READERS: dict[str, Reader] = {
    **dict.fromkeys(("menu", "ol", "ul"), _list),
    "blockquote": _quotation,
    "dl": _definitions,
    "figure": _figure,
    "pre": _code_block,
    "table": _table,
}
