"""What a screen shows when there is nothing to show: a picture, a sentence, and the one thing to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label

_LOW = 420
"""Pixels of the window's height, at normal text size, below which the picture makes room."""


class EmptyState(QWidget):
    """An icon, a heading, a sentence and any number of buttons, centred."""

    def __init__(self, look: Look, icon_name: str, heading: str, sentence: str, *buttons: QWidget) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon_name
        self.picture = QLabel()
        self.heading = label(heading, "heading")
        self.sentence = label(sentence, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE * 4, SPACE * 2, SPACE * 4)
        column.setSpacing(SPACE * 2)
        column.addStretch(1)
        for part in (self.picture, self.heading, self.sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setMaximumWidth(560)
            centred = QHBoxLayout()
            centred.addStretch(1)
            centred.addWidget(part, 100)  # so that a long sentence gets its width, and wraps, before the stretches do
            centred.addStretch(1)
            column.addLayout(centred)
        row = QHBoxLayout()
        row.addStretch(1)
        for one in buttons:
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        look.changed.connect(self._dress)
        self._dress()

    def say(self, heading: str, sentence: str) -> None:
        self.heading.setText(heading)
        self.sentence.setText(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the words have it."""
        super().resizeEvent(event)
        self._show_picture()

    def _show_picture(self) -> None:
        self.picture.setVisible(self.window().height() >= _LOW * self._look.scale)

    def _dress(self) -> None:
        self._show_picture()
        size = round(56 * self._look.scale)
        self.picture.setPixmap(icon(self._icon_name, self._look.theme.accent, size).pixmap(QSize(size, size)))
