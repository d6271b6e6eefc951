"""Layout of a course: its head with cover and progress, and its outline."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import BackButton, button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label, relook
from bivouac.desktop.widgets.mend_bar import MendBar
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.language import tr

COVER = QSize(320, 180)
_TEXT_LEAST = 300
"""Pixels that the words beside the cover need, at normal text size."""


class CourseView(QWidget):
    """What the course screen is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.back = BackButton(tr("Back to Home"), look)
        self.cover = QLabel()
        self.cover.setFixedSize(COVER)
        self.cover.setScaledContents(True)
        self.title = label("", "title")
        self.summary = label("", "quiet")
        self.facts = label("", "small")
        self.withdrawn = label("", "warn")
        self.withdrawn.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.progress = label("", "quiet", wrap=False)
        self.kept = label("", "quiet")
        self.kept.hide()
        self.main = button("", look="main")
        self.second = button("")
        self.third = button("")
        self.problem = label("", "bad")
        self.mend = MendBar()
        self.outline = QWidget()
        self.outline_column = QVBoxLayout(self.outline)
        self.outline_column.setContentsMargins(0, SPACE * 2, 0, 0)
        self.outline_column.setSpacing(SPACE * 2)
        self._arrange()
        look.changed.connect(self._fit)

    def _arrange(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(SPACE)
        text.addWidget(self.title)
        text.addWidget(self.summary)
        text.addWidget(self.facts)
        text.addWidget(self.withdrawn)
        text.addStretch(1)
        text.addWidget(self.problem)
        text.addWidget(self.bar)
        text.addWidget(self.progress)
        text.addWidget(self.kept)
        head = QHBoxLayout()
        head.setSpacing(SPACE * 4)
        head.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(text, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 4, SPACE * 3)
        column.setSpacing(SPACE)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self.mend)
        column.addSpacing(SPACE)
        column.addWidget(FoldingRow(self.main, FoldingRow(self.second, self.third)))
        column.addWidget(self.outline)
        column.addStretch(1)
        area = fill_scrolling(self, page, tr("Course"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, the cover is half as large, or makes room for the words altogether."""
        room = self.width() - 12 * SPACE - round(_TEXT_LEAST * self._look.scale)
        large = room >= COVER.width()
        self.cover.setFixedSize(COVER if large else COVER / 2)
        self.cover.setVisible(room >= COVER.width() // 2)

    def name_buttons(self, *texts: str, finished: bool = False) -> None:
        """Give the three buttons their texts; one without a text is hidden. In a `finished` course none is the one thing to do."""
        relook(self.main, "" if finished else "main")
        for one, text in zip((self.main, self.second, self.third), texts, strict=True):
            one.setText(text)
            one.setVisible(bool(text))

    def clear_outline(self) -> None:
        while item := self.outline_column.takeAt(0):
            if widget := item.widget():
                widget.hide()  # it goes with the next turn of the event loop, and must not be seen until then
                widget.deleteLater()

    def add_module(self, title: str, summary: str) -> QVBoxLayout:
        """A card for a module; returns the column for its lessons."""
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE)
        column.setSpacing(2)
        heading = label(title, "heading")
        heading.setContentsMargins(SPACE * 2, 0, SPACE * 2, 0)
        column.addWidget(heading)
        if summary:
            quiet = label(summary, "quiet")
            quiet.setContentsMargins(SPACE * 2, 0, SPACE * 2, SPACE)
            column.addWidget(quiet)
        self.outline_column.addWidget(card)
        return column
