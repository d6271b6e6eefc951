"""Layout of Space: how full the drive is, the courses in groups of how much they are needed, and what else there is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import BackButton, button
from bivouac.desktop.widgets.drive_bar import DriveBar
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.language import tr


class SpaceRow(QWidget):
    """One thing that takes room, with what can be done about it. A button without a text is not there."""

    def __init__(self, title: str, detail: str, deed: str = "", second: str = "") -> None:
        super().__init__()
        self.detail = label(detail, "quiet")
        self.deed, self.second = button(deed), button(second)
        for one, text in ((self.deed, deed), (self.second, second)):
            one.setAccessibleName(f"{text}: {title}")
            if not text:
                one.hide()
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(title, "strong"))
        column.addWidget(self.detail)
        row = QVBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        row.addWidget(FoldingRow(words, FoldingRow(self.second, self.deed, spacing=SPACE), grows=words))


class SpaceView(QWidget):
    """What Space is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.back = BackButton(tr("Back to Downloads"), look)
        self.bar = DriveBar(look)
        self.drive = label("")
        self.ours = label("", "quiet")
        self.groups = QVBoxLayout()
        self.groups.setSpacing(SPACE * 2)
        page = QWidget()
        page.setMaximumWidth(900)
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 4, SPACE * 3)
        column.setSpacing(SPACE)
        column.addWidget(self.back)
        column.addWidget(label(tr("Space on this computer"), "title"))
        column.addSpacing(SPACE)
        column.addWidget(self.bar)
        column.addWidget(self.drive)
        column.addWidget(self.ours)
        column.addSpacing(SPACE)
        column.addLayout(self.groups)
        column.addStretch(1)
        fill_scrolling(self, page, tr("Space on this computer"))

    def clear(self) -> None:
        while item := self.groups.takeAt(0):
            if widget := item.widget():
                widget.hide()  # it goes with the next turn of the event loop, and must not be seen until then
                widget.deleteLater()

    def add_group(self, heading: str, explanation: str = "") -> QVBoxLayout:
        """A card for things of one sort; returns the column for them."""
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE)
        column.setSpacing(2)
        for text, look in ((heading, "heading"), (explanation, "quiet")):
            if text:
                written = label(text, look)
                written.setContentsMargins(SPACE * 2, 0, SPACE * 2, 0)
                column.addWidget(written)
        self.groups.addWidget(card)
        return column
