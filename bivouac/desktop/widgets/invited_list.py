"""Invitations that lie on a stick: the names of who is invited, of which a person chooses their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr


class InvitedList(QWidget):
    """Shows nothing while there are no invitations. `chosen` with the place of one in the list."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.caption = label("", "small")
        self.names = QComboBox()
        self.names.setAccessibleName(tr("Who are you?"))
        self.names.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.names.setMinimumContentsLength(10)  # a long name is cut off rather than the card widened
        self.names.setMaxVisibleItems(20)
        self.names.currentIndexChanged.connect(self._on_index)
        self.join = button(tr("That's me"), self._on_join, look="main")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.caption)
        column.addWidget(FoldingRow(self.names, self.join, grows=self.names))
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these; whoever was chosen stays chosen while they are among them."""
        before = self.names.currentText() if self.names.currentIndex() > 0 else ""
        self.names.blockSignals(True)
        self.names.clear()
        self.names.addItem(tr("Choose your name"))
        self.names.addItems(list(names))
        self.names.setCurrentIndex(max(0, self.names.findText(before)) if before else 0)
        self.names.blockSignals(False)
        self.caption.setText(
            tr("There is {n} invitation on the stick.|There are {n} invitations on the stick.", n=len(names))
        )
        self._on_index()
        self.setVisible(bool(names))

    def _on_index(self) -> None:
        self.join.setEnabled(self.names.currentIndex() > 0)

    def _on_join(self) -> None:
        self.chosen.emit(self.names.currentIndex() - 1)
