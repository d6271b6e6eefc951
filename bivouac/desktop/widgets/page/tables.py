"""The table of a page: what it holds in each place, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF, QTextFrameFormat, QTextLength, QTextTableCell, QTextTableFormat

from bivouac.desktop.widgets.page.style import PageStyle

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_COLUMNS = 40
_MOST_CELLS = 20_000
_LONG = 120
"""Cells from which on a table is set in parts: Qt lays a table out as a whole, and the window waits for it."""
_PART = 40
"""Cells of a part, about."""
_WIDEST = 48
"""Letters of a cell that count for the width of its column; longer texts are broken into lines."""


@dataclass(frozen=True)
class Cell:
    """One cell at its place; `head` tells a header from data."""

    node: _Element
    row: int
    column: int
    rows: int
    columns: int
    head: bool


def table_cells(table: _Element) -> list[Cell]:
    """Cells with the places that spans leave them; what reaches out of a sane grid is left out."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()  # by cells that reach down from rows above
    count = 0
    rows = list(_rows(table))
    for row, node in enumerate(rows):
        column = 0
        for child in node:
            if child.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            columns = min(_span(child, "colspan"), _MOST_COLUMNS - column)
            if columns < 1 or count > _MOST_CELLS:
                break
            height = min(_span(child, "rowspan"), len(rows) - row)
            cells.append(Cell(child, row, column, height, columns, child.tag == "th"))
            count += height * columns
            taken |= {(row + down, column + right) for down in range(1, height) for right in range(columns)}
            column += columns
    return cells


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _span(cell: _Element, name: str) -> int:
    value = cell.get(name, "")
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def table_parts(cells: list[Cell]) -> list[list[Cell]]:
    """The cells of a table that is short; those of a long one in parts, one below the other, that no cell reaches out of."""
    if len(cells) < _LONG:
        return [cells]
    parts: list[list[Cell]] = [[]]
    below = 0  # the first row that no cell until here reaches into
    for cell in cells:
        if cell.row >= below and len(parts[-1]) >= _PART:
            parts.append([])
        parts[-1].append(cell)
        below = max(below, cell.row + cell.rows)
    return parts


def fix_widths(made: QTextTableFormat, cells: list[Cell], style: PageStyle) -> None:
    """Give the parts of a long table columns of the same widths, from its longest texts."""
    longest = [""] * max(cell.column + cell.columns for cell in cells)
    for cell in cells:
        if cell.columns == 1:
            text = "".join(map(str, cell.node.itertext())).strip()
            if len(text) > _WIDEST:
                text = max(text[:_WIDEST], *text.split(), key=len)
            if len(text) > len(longest[cell.column]):
                longest[cell.column] = text
    letters = QFontMetricsF(style.font())
    wide = [letters.horizontalAdvance(text) * 1.1 + style.em(1.2) for text in longest]
    whole = sum(wide)
    percent = QTextLength.Type.PercentageLength
    made.setWidth(QTextLength(percent, min(100.0, 100 * whole / style.column)))
    made.setColumnWidthConstraints([QTextLength(percent, 100 * one / whole) for one in wide])


def part_format(whole: QTextTableFormat, first: bool, last: bool) -> QTextTableFormat:
    """The format of a part: only the ends of the table keep their distance to what is around."""
    made = QTextTableFormat(whole)
    if not first:
        made.setTopMargin(0)
    if not last:
        made.setBottomMargin(0)
    return made


def table_format(style: PageStyle, rtl: bool, inset: float) -> QTextTableFormat:
    made = QTextTableFormat()
    made.setBorder(0)
    made.setBorderCollapse(True)
    made.setCellSpacing(0)
    made.setCellPadding(style.em(0.5))
    made.setTopMargin(style.em(0.8))
    made.setBottomMargin(style.em(1.1))
    if rtl:
        made.setRightMargin(inset)
    else:
        made.setLeftMargin(inset)
    return made


def dress_cell(place: QTextTableCell, head: bool, style: PageStyle) -> None:
    """A hairline below each cell, a tinted ground behind headers."""
    made = place.format().toTableCellFormat()  # it holds the cell's spans, too
    made.setBottomBorder(1.5 if head else 1)
    made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBottomBorderBrush(style.brush("quiet" if head else "line"))
    if head:
        made.setBackground(style.brush("raised"))
    place.setFormat(made)
