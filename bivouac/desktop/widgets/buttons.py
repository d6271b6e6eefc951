"""Buttons in the looks of the style sheet (theme.py)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon


def button(text: str, on_click: Callable[[], object] | None = None, look: str = "") -> QPushButton:
    """A push button; `look` is main (the one thing to do here), plain or nav."""
    made = QPushButton(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)
    if look:
        made.setProperty("look", look)
    if on_click:
        made.clicked.connect(lambda: on_click())
    return made


def icon_button(name: str, text: str, look: Look, on_click: Callable[[], object] | None = None) -> QToolButton:
    """A button that is only an icon; `text` is its tooltip and what a screen reader says. It follows theme and text size."""
    made = QToolButton()
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if on_click:
        made.clicked.connect(lambda: on_click())

    def dress() -> None:
        size = round(20 * look.scale)
        made.setIcon(icon(name, look.theme.text, size))
        made.setIconSize(QSize(size, size))

    dress()
    look.changed.connect(dress)
    return made
