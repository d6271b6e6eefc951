"""Tables that MyST writes as lists or as comma-separated values, as Markdown writes them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

_CELL = re.compile(r"(?P<row>\s*[*-]\s+)?(?P<cell>\s*[*-](?:\s+(?P<text>.*))?)$")


def list_rows(lines: Sequence[str], headed: bool) -> list[list[str]]:
    """Rows of a list of lists: `* - A`, `  - B`; without a head an empty one is added."""
    rows: list[list[str]] = []
    for line in filter(str.strip, lines):
        found = _CELL.fullmatch(line)
        if found and (found["row"] or rows):
            if found["row"]:
                rows.append([])
            rows[-1].append(found["text"] or "")
        elif rows and rows[-1]:
            rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
    return [["" for _ in rows[0]], *rows] if rows and not headed else rows


def csv_rows(lines: Sequence[str], header: str = "") -> list[list[str]]:
    """Rows of comma-separated values, those of `header` before them."""
    return [*csv.reader([header] if header else []), *csv.reader(line for line in lines if line.strip())]


def written_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table of Markdown; the first row is its head."""
    if not rows:
        return [""]
    width = max(len(row) for row in rows)
    lines = []
    for row in rows:
        cells = [cell.strip().replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |")
    return [lines[0], "|" + " --- |" * width, *lines[1:]]
