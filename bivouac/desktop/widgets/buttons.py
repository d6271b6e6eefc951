"""Buttons in the looks of the style sheet (theme.py)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon


def as_words(text: str) -> str:
    """What somebody wrote (a name, a title), for a button, a menu, or a label that has a buddy: there Qt takes a single `&` for the mark of a key, and hides it."""
    return text.replace("&", "&&")


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


class IconButton(QToolButton):
    """A button that is only an icon. It follows theme and text size."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._name = name
        self._look = look
        look.changed.connect(self._dress)  # Qt ends this with the button, as it would not for a function
        self._dress()

    def _dress(self) -> None:
        size = round(20 * self._look.scale)
        self.setIcon(icon(self._name, self._look.theme.text, size))
        self.setIconSize(QSize(size, size))


def icon_button(name: str, text: str, look: Look, on_click: Callable[[], object] | None = None) -> QToolButton:
    """A button that is only an icon; `text` is its tooltip and what a screen reader says."""
    made = IconButton(name, look)
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if on_click:
        made.clicked.connect(lambda: on_click())
    return made


class BackButton(QPushButton):
    """The way back: an arrow, and where it leads. It stands flush with what is under it."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__(text)
        self._look = look
        self.setProperty("look", "back")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        size = round(18 * self._look.scale)
        self.setIcon(icon("chevron-left", self._look.theme.accent, size))
        self.setIconSize(QSize(size, size))
