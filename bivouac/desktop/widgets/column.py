"""A centred column that scrolls: the ground of activities that are more than one page of text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.scrolling import keep_off

_WIDEST = 720


class Column(QScrollArea):
    """Holds widgets one under the other, none wider than is good to read.

    Args:
        flush: they are as wide as what stands above this instead, and begin and end where that does.
    """

    def __init__(self, scale: float, parent: QWidget | None = None, flush: bool = False) -> None:
        super().__init__(parent)
        self._flush = flush
        if flush:
            keep_off(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        content = self._content = QWidget()
        self._column = QWidget()
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._brought: tuple[QWidget, bool] | None = None
        self.verticalScrollBar().rangeChanged.connect(self._bring)
        self.verticalScrollBar().actionTriggered.connect(self._forget)
        self.use_scale(scale)
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE * 2)
        row = QHBoxLayout()
        if not flush:
            row.addStretch(1)
        row.addWidget(self._column, 1000)
        if not flush:
            row.addStretch(1)
        outer = QVBoxLayout(content)
        outer.setContentsMargins(*((0, SPACE, 0, SPACE) if flush else (SPACE * 3, SPACE * 4, SPACE * 3, SPACE * 5)))
        outer.addLayout(row)
        outer.addStretch(1)
        self.setWidget(content)

    def use_scale(self, scale: float) -> None:
        """Another text size needs another width for as many letters."""
        if not self._flush:
            self._column.setMaximumWidth(round(_WIDEST * scale))

    def clear(self) -> None:
        """Take everything out, and begin at the top."""
        self._brought = None
        self.verticalScrollBar().setValue(0)
        while item := self.body.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def bring(self, widget: QWidget, to_top: bool = False) -> None:
        """Bring a widget into sight, its top first, as soon as the layout knows where it is; until the person scrolls."""
        self._brought = (widget, to_top)
        QTimer.singleShot(0, widget, self._bring)

    def _bring(self) -> None:
        if self._brought is None:
            return
        widget, to_top = self._brought
        bar, sight = self.verticalScrollBar(), self.viewport().height()
        top = widget.mapTo(self._content, QPoint(0, 0)).y() - SPACE * 2
        bottom = top + widget.height() + SPACE * 4
        if to_top or bottom - top > sight or top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + sight:
            bar.setValue(bottom - sight)

    def _forget(self) -> None:
        self._brought = None
