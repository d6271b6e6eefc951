"""The table of a page: what it holds in each place, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element
from PySide6.QtGui import QTextFrameFormat, QTextTable, QTextTableFormat

from bivouac.desktop.widgets.page.style import PageStyle

_MOST_COLUMNS = 40
_MOST_CELLS = 20_000


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
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    for row, node in enumerate(rows):
        column = 0
        for child in node:
            if child.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            columns = min(_span(child, "colspan"), _MOST_COLUMNS - column)
            if columns < 1 or len(taken) > _MOST_CELLS:
                break
            height = min(_span(child, "rowspan"), len(rows) - row)
            cells.append(Cell(child, row, column, height, columns, child.tag == "th"))
            taken |= {(row + down, column + right) for down in range(height) for right in range(columns)}
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


def dress_cell(table: QTextTable, cell: Cell, style: PageStyle) -> None:
    """A hairline below each cell, a tinted ground behind headers."""
    place = table.cellAt(cell.row, cell.column)
    made = place.format().toTableCellFormat()  # it holds the cell's spans, too
    made.setBottomBorder(1.5 if cell.head else 1)
    made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBottomBorderBrush(style.brush("quiet" if cell.head else "line"))
    if cell.head:
        made.setBackground(style.brush("raised"))
    place.setFormat(made)
