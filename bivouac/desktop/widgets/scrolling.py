"""What scrolls: a frameless area as wide as the room there is, alone in its view or beside other things."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QVBoxLayout, QWidget


class _Filling(QScrollArea):
    """Takes its content in when it is first shown, which stands in the window by then: Qt dresses what a scrolling area takes in at once, and all of it anew at
    each step on the way into the window."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.widget() is None:
            self.setWidget(self._content)


def scrolling(content: QWidget, name: str) -> QScrollArea:
    """An area in which `content` scrolls up and down once it is higher than the room there is. Tab stops at it, for the arrow keys to scroll: `name` is what a screen reader says there."""
    area = _dressed(QScrollArea(), name)
    area.setWidget(content)
    return area


def keep_off(area: QAbstractScrollArea) -> None:
    """Let the scroll bar of an area whose content reaches its edge stand a little beside that (theme.py), and take no room where there is none."""
    area.setProperty("flush", True)


def fill_scrolling(view: QWidget, content: QWidget, name: str) -> QScrollArea:
    """Let `content` be all of a view, and scroll in it, once the view is first shown."""
    area = _dressed(_Filling(content), name)
    column = QVBoxLayout(view)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    return area


def _dressed(area: QScrollArea, name: str) -> QScrollArea:
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
