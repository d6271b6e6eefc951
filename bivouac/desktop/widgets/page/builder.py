"""Sets a page in the clean page form (courses/page.py) as blocks, frames and tables of a QTextDocument.

The document is filled before any widget or layout sees it, so nothing is laid out twice; and in slices, so that the window
of a slow laptop stays alive under a very long page. What is not of the clean page form is left out or becomes plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
    QTextTableFormat,
)

from bivouac.desktop.widgets.page import words
from bivouac.desktop.widgets.page.boxes import NOTES
from bivouac.desktop.widgets.page.bullets import BULLETED
from bivouac.desktop.widgets.page.pictures import OBJECT, PictureObject, Pictures, Placed
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.page.tables import (
    Cell,
    dress_cell,
    fix_widths,
    part_format,
    table_cells,
    table_format,
    table_parts,
)
from bivouac.desktop.widgets.page.typesetter import DEEPEST_BOX, Flow, Items, Typesetter
from bivouac.language import tr

_LEFT_OUT = {
    *("script", "style", "iframe", "object", "embed", "applet", "frame", "frameset", "head", "title", "meta", "link"),
    *("form", "input", "button", "select", "textarea", "template", "noscript", "svg", "math", "video", "audio"),
}
_HEADINGS = {f"h{level}": min(level, 4) for level in range(1, 7)}
_SIDES = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
_NUMBERS = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListLowerRoman,
)

if TYPE_CHECKING:
    from lxml.etree import _Element
_DEEPEST = 80
"""Elements within elements; below that only the text is taken."""
_FAR, _DEEP, _STEP = 32, 12, 4
"""Letters in lines of code: a column that begins further out takes no wrapped text under it; what begins as deep as this is one of a table, and
goes on there; other lines go on a step further in."""
_MATH_PX = 16
"""Formulas are drawn to stand beside text of this size (courses/mathematics.py)."""


class PageBuilder:
    """Fills one empty document. `objects` is the handler of its pictures, to be registered with its layout."""

    def __init__(self, document: QTextDocument, style: PageStyle, pictures: Pictures) -> None:
        self.set = Typesetter(document, style)
        self.objects = PictureObject(document, pictures, style)
        self._style = style
        self._pictures = pictures

    def build(self, html: str) -> Iterator[None]:
        """Set a page; stops after each part of it, so that whoever drives it can look at the clock."""
        body = _parse(html)
        yield
        flow = Flow(self._style.text(), self._style.paragraph(), self._style.rtl)
        if body is not None:
            self.set.text(body.text, flow)
            for node in body:
                yield from self._parts(node, flow)
                self.set.text(node.tail, flow)
                yield
        self.set.leave()

    def _parts(self, node: _Element, flow: Flow) -> Iterator[None]:
        """As `_node`, and stops after each part of a list or table."""
        if set_parts := self._long_elements.get(node.tag):
            self.set.name(node.get("id"))
            yield from set_parts(self, node, self._placed(node, flow))
        else:
            self._node(node, flow)

    def _inside(self, node: _Element, flow: Flow) -> None:
        self.set.text(node.text, flow)
        for child in node:
            self._node(child, flow)
            self.set.text(child.tail, flow)

    def _node(self, node: _Element, flow: Flow) -> None:
        tag = node.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT:
            return
        if flow.level > _DEEPEST:
            self.set.text(" ".join(map(str, node.itertext())), flow)
            return
        self.set.name(node.get("id"))
        flow = replace(self._placed(node, flow), level=flow.level + 1)
        if tag in words.CHANGES or tag in ("a", "span"):
            self._inline(node, flow)
        elif tag in _HEADINGS:
            self._heading(node, flow, _HEADINGS[tag])
        elif set_element := self._elements.get(tag):
            set_element(self, node, flow)
        elif set_parts := self._long_elements.get(tag):
            for _ in set_parts(self, node, flow):
                pass
        else:
            self._inside(node, flow)

    def _placed(self, node: _Element, flow: Flow) -> Flow:
        """The flow at the side and in the direction that an element asks for."""
        if node.tag in ("p", "div", "td", "th"):
            side = next((_SIDES[name] for name in node.get("class", "").split() if name in _SIDES), None)
            flow = flow.aligned(side) if side else flow
        wanted = node.get("dir")
        if wanted not in ("rtl", "ltr") or node.tag == "span":
            return flow
        return flow.directed(self._style, wanted == "rtl")

    def _inline(self, node: _Element, flow: Flow) -> None:
        text = QTextCharFormat(flow.text)
        if change := words.CHANGES.get(node.tag):
            change(self._style, text)
        elif node.tag == "a":
            words.linked(self._style, text, node.get("href", "").strip())
        isolate = node.tag == "span" and node.get("dir") in ("rtl", "ltr")
        if isolate:
            self.set.write("\u2067" if node.get("dir") == "rtl" else "\u2066", flow)
        self._inside(node, replace(flow, text=text))
        if isolate:
            self.set.write("\u2069", flow)

    def _paragraph(self, node: _Element, flow: Flow) -> None:
        self.set.end()
        if node.get("class") == "title":
            flow = flow.bold().with_bottom(self._style.em(0.25))
        elif _is_picture_alone(node):
            flow = flow.centred(self._style)
        self._inside(node, flow)
        self.set.end()

    def _heading(self, node: _Element, flow: Flow, level: int) -> None:
        self.set.end()
        text, block = self._style.heading_text(flow.text, level), self._style.heading(flow.block, level)
        self._inside(node, replace(flow, text=text, block=block))
        self.set.end()

    def _break(self, node: _Element, flow: Flow) -> None:
        self.set.new_line(flow)

    def _rule(self, node: _Element, flow: Flow) -> None:
        if flow.boxes < DEEPEST_BOX:
            frame, _ = self.set.enter_box("rule", flow)
            self.set.leave(frame)

    def _division(self, node: _Element, flow: Flow) -> None:
        self.set.end()
        names = node.get("class", "").split()
        kind = next((name for name in names if name in NOTES), "")
        if kind and flow.boxes < DEEPEST_BOX:
            self._note(node, flow, kind)
        elif "footnotes" in names:
            self._rule(node, flow)
            self._inside(node, self._small(flow))
        else:
            self._inside(node, flow)
        self.set.end()

    def _note(self, node: _Element, flow: Flow, kind: str) -> None:
        frame, inside = self.set.enter_box(kind, flow)
        if not (len(node) and "title" in node[0].get("class", "").split()):
            title = {"note": tr("Note"), "tip": tr("Tip"), "warning": tr("Warning"), "example": tr("Example")}[kind]
            self.set.text(title, inside.bold().with_bottom(self._style.em(0.25)))
            self.set.end()
        self._inside(node, inside)
        self.set.leave(frame)

    def _quotation(self, node: _Element, flow: Flow) -> None:
        if flow.boxes >= DEEPEST_BOX:
            self._inside(node, flow)
            return
        frame, inside = self.set.enter_box("quote", flow)
        self._inside(node, replace(inside, text=self._style.coloured(inside.text, "quiet")))
        self.set.leave(frame)

    def _code(self, node: _Element, flow: Flow) -> Iterator[None]:
        """Lines of code; a long one is wrapped, and goes on where its last column begins: a page that scrolls sideways is worse to read."""
        if flow.boxes >= DEEPEST_BOX:
            self._inside(node, flow)
            return
        lines = "".join(map(str, node.itertext())).expandtabs(4).strip("\n").split("\n")
        frame, inside = self.set.enter_box("code", flow.directed(self._style, False))
        inside = replace(inside.with_bottom(0), text=self._style.monospaced(flow.text))
        letter = QFontMetricsF(inside.text.font()).horizontalAdvance("0")
        for line in lines:
            self.set.write(line, inside.hanging(_column(line) * letter))
            self.set.end()
            yield
        self.set.leave(frame)

    def _list(self, node: _Element, flow: Flow) -> Iterator[None]:
        self.set.end()
        depth = flow.depth + 1
        made = QTextListFormat()
        if node.tag == "ol":
            made.setStyle(_NUMBERS[min(depth, len(_NUMBERS)) - 1])
        else:
            made.setStyle(QTextListFormat.Style.ListStyleUndefined)
            made.setProperty(BULLETED, min(depth, 3))
        made.setIndent(depth)
        items = Items(made)
        inside = replace(flow.with_bottom(self._style.em(0.3)), depth=depth, inset=flow.inset + self._style.indent)
        for child in node:
            if child.tag == "li":
                self.set.item(items)
                self._part(child, inside)
                self.set.end_item(inside)
                yield
        if depth == 1:
            self.set.set_bottom(self._style.em(0.8))

    def _definitions(self, node: _Element, flow: Flow) -> Iterator[None]:
        self.set.end()
        term = flow.bold().with_bottom(self._style.em(0.1))
        inset = flow.inset + self._style.indent
        meaning = replace(flow.with_bottom(self._style.em(0.7)), depth=flow.depth + 1, inset=inset)
        for child in node.iter("dt", "dd"):
            self._part(child, term if child.tag == "dt" else meaning)
            self.set.end()
            yield

    def _part(self, node: _Element, flow: Flow) -> None:
        """An item, term or cell."""
        self.set.name(node.get("id"))
        self._inside(node, replace(self._placed(node, flow), level=flow.level + 1))

    def _figure(self, node: _Element, flow: Flow) -> None:
        self.set.end()
        self._inside(node, flow.centred(self._style))
        self.set.end()

    def _caption(self, node: _Element, flow: Flow) -> None:
        """The caption of a figure (under it) or of a table (over it): small and centred."""
        self.set.end()
        below = self._style.em(1.2 if node.tag == "figcaption" else 0.4)
        inside = self._small(flow.centred(self._style).with_bottom(below))
        inside.block.setTopMargin(0)
        inside.block.setLineHeight(self._style.em(0.1), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        self._inside(node, inside)
        self.set.end()

    def _small(self, flow: Flow) -> Flow:
        text = QTextCharFormat(flow.text)
        words.small(self._style, text)
        return replace(flow, text=text)

    def _table(self, node: _Element, flow: Flow) -> Iterator[None]:
        self.set.end()
        for caption in node.findall("caption"):
            self._caption(caption, flow)
        cells = table_cells(node)
        if not cells:
            return
        if flow.boxes >= DEEPEST_BOX:
            for cell in cells:
                self._part(cell.node, flow)
                self.set.end()
            return
        columns = max(cell.column + cell.columns for cell in cells)
        made = table_format(self._style, flow.rtl, flow.depth * self._style.indent)
        share, inset = flow.share / columns, flow.inset / columns + self._style.em(1)
        inside = replace(flow, depth=0, boxes=flow.boxes + 1, share=share, inset=inset).with_bottom(self._style.em(0.4))
        parts = table_parts(cells)
        if len(parts) > 1:
            yield
            fix_widths(made, cells, self._style)
            yield
        for number, part in enumerate(parts):
            first, last = number == 0, number == len(parts) - 1
            yield from self._table_part(part, columns, part_format(made, first, last), inside)

    def _table_part(self, cells: list[Cell], columns: int, made: QTextTableFormat, inside: Flow) -> Iterator[None]:
        top = cells[0].row
        if top == 0 and any(cell.head for cell in cells if cell.row == 0):
            made.setHeaderRowCount(1)
        self.set.enter_table()
        table = self.set.cursor.insertTable(max(cell.row + cell.rows for cell in cells) - top, columns, made)
        for cell in cells:
            row = cell.row - top
            if cell.rows > 1 or cell.columns > 1:
                table.mergeCells(row, cell.column, cell.rows, cell.columns)
            place = table.cellAt(row, cell.column)
            self.set.enter_cell(place.firstCursorPosition())
            self._part(cell.node, inside.bold() if cell.head else inside)
            self.set.leave()
            dress_cell(place, cell.head, self._style)
            yield
        self.set.go_on_after(table)

    def _image(self, node: _Element, flow: Flow) -> None:
        alt = node.get("alt", "").strip()
        src = node.get("src", "")
        names = node.get("class", "").split()
        formula = "math" in names
        size = self._pictures.size(src) if src else None
        if size is None:
            self._missing(alt, flow, formula)
            return
        factor = (_pixels(node.get("width")) or size.width()) / size.width()
        depth = 0.0
        if formula:
            factor *= flow.text.intProperty(QTextFormat.Property.FontPixelSize) / _MATH_PX
            depth = self._pictures.depth(src) * factor
        shown = size * factor
        placed = Placed(src, alt, shown.width(), shown.height(), depth, flow.share, flow.inset, formula)
        alone = "display" in names and not self.set.open
        self.set.begin(flow.centred(self._style) if alone else flow)
        self.set.write(OBJECT, replace(flow, text=self.objects.place(placed, flow.text)))
        if alone:
            self.set.end()

    def _missing(self, alt: str, flow: Flow, formula: bool) -> None:
        """In place of a picture that is not there: what it shows, as words; in a box where it stood alone."""
        quiet = replace(flow, text=self._style.coloured(flow.text, "quiet"))
        said = tr("This picture is missing: {alt}", alt=alt) if alt else tr("This picture is missing.")
        if self.set.open or formula or flow.boxes >= DEEPEST_BOX:
            self.set.text(alt if formula else said, quiet)
            return
        frame, inside = self.set.enter_box("missing", quiet)
        self.set.text(said, inside)
        self.set.leave(frame)

    _elements = {
        "p": _paragraph,
        "br": _break,
        "hr": _rule,
        "div": _division,
        "section": _division,
        "blockquote": _quotation,
        "figure": _figure,
        "figcaption": _caption,
        "img": _image,
    }
    _long_elements = {"ul": _list, "ol": _list, "dl": _definitions, "table": _table, "pre": _code}


def _parse(html: str) -> _Element | None:
    """The body of a fragment, however broken; nothing outside it is ever looked at. One wrapper around all is opened."""
    import lxml.etree  # 7 MB, which only who reads needs

    parser = lxml.etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = lxml.etree.fromstring(b"<html><body>" + html.encode("utf-8", "replace") + b"</body></html>", parser)
    body = None if root is None else root.find("body")
    while body is not None and len(body) == 1 and _is_wrapper(body, body[0]):
        body = body[0]
    return body


def _is_wrapper(outer: _Element, inner: _Element) -> bool:
    around = f"{outer.text or ''}{inner.tail or ''}".strip()
    return inner.tag in ("div", "section", "article", "main") and not inner.attrib and not around


def _is_picture_alone(node: _Element) -> bool:
    return len(node) == 1 and node[0].tag == "img" and not f"{node.text or ''}{node[0].tail or ''}".strip()


def _column(line: str) -> int:
    """Letters after which the last column of a line of code begins; a step in from its beginning where it has none, or one far out."""
    found = re.match(r".*\S {2,}(?=\S)", line[: _FAR + 1])
    begins = len(line) - len(line.lstrip(" "))
    return found.end() if found else min(begins + (_STEP if begins < _DEEP else 0), _FAR)


def _pixels(value: str | None) -> float | None:
    """A width attribute; None when it is none."""
    found = re.fullmatch(r"\s*(\d{1,5}(?:\.\d+)?)(?:px)?\s*", value or "", re.ASCII)
    return float(found[1]) or None if found else None
