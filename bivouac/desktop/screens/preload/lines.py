"""Lines that can be chosen, one below the other."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from bivouac.desktop.desk import Look
from bivouac.desktop.widgets.choice_cards import CheckCard, Face
from bivouac.desktop.widgets.page.style import PageStyle

_TEXT = 15
"""Pixels of the text of a line that can be chosen, at normal text size: as on buttons."""


def check(text: str, place: QVBoxLayout, chosen: bool, look: Look) -> QCheckBox:
    """A line that can be chosen."""
    style = PageStyle(look.theme, look.scale, _TEXT)
    box = CheckCard(Face(f"<p>{html.escape(text)}</p>", lambda _: b"", style))
    box.setAccessibleName(text)  # at once; the face says it once it is set
    box.setChecked(chosen)
    place.addWidget(box)
    return box


def empty(place: QVBoxLayout) -> None:
    """Take everything out."""
    while item := place.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
