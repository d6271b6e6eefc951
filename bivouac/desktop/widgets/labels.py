"""Labels in the looks of the style sheet (theme.py)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton


def label(text: str = "", look: str = "", wrap: bool = True) -> QLabel:
    """A plain-text label; `look` is title, heading, quiet, small, good, warn or bad."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def relook(shown: QLabel | QPushButton, look: str) -> None:
    """Give a label or button another look than it was made with."""
    if shown.property("look") != look:
        shown.setProperty("look", look)
        shown.style().unpolish(shown)
        shown.style().polish(shown)
