"""Laying out a document step by step: left to itself Qt takes ever longer steps, and the window waits for each."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QSizeF
from PySide6.QtGui import QTextDocument

NO_ROOM = QSizeF(0, 0)
"""The size of a document that is not to be laid out yet: Qt would begin anew at each change of its format."""
_STEP = 300
"""Characters that are laid out at once."""


class NoTimers(QObject):
    """Keeps a layout from going on by itself: for a document that no widget shows."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Timer


def lay_out(document: QTextDocument, goes_on: bool = True) -> Iterator[None]:
    """Lay out all of a document for the size it has; stops after each step, so that whoever drives it can look at the clock.

    Args:
        goes_on: the layout takes steps of its own, too (that is, it has no `NoTimers`).
    """
    laid, end = 0, document.characterCount() - 1
    while laid < end:
        if laid and goes_on:
            document.markContentsDirty(laid, 0)  # nothing is, but it makes Qt's next step a short one again
        block = document.findBlock(min(laid + _STEP, end))
        document.documentLayout().blockBoundingRect(block)  # lays out as far as there
        laid = block.position() + block.length()
        yield
