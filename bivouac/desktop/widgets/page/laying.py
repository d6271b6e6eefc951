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
    """Keeps a layout from going on by itself, in steps that grow: an event filter for `documentLayout()`.

    What Qt had to say meanwhile (the size of the document) it says once the filter is taken away.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Timer


def lay_out(document: QTextDocument) -> Iterator[None]:
    """Lay out all of a document for the size it has; stops after each step, so that whoever drives it can look at the clock.

    Its layout has a `NoTimers` meanwhile.
    """
    laid, end = 0, document.characterCount() - 1
    while laid < end:
        block = document.findBlock(min(laid + _STEP, end))
        document.documentLayout().blockBoundingRect(block)  # lays out as far as there
        laid = block.position() + block.length()
        yield
