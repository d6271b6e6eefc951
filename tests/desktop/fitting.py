"""Does everything that is shown fit its place? Nothing that is written may be cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QToolButton, QWidget


def misfits(window: QWidget) -> list[str]:
    """Labels and buttons whose text needs more room than they have, and pages that can only be seen by scrolling sideways."""
    found = []
    for one in window.findChildren(QWidget):
        if not one.isVisible() or one.visibleRegion().isEmpty():
            continue
        if isinstance(one, QLabel | QAbstractButton) and one.text():
            found += _cut(one)
        elif isinstance(one, QScrollArea) and one.horizontalScrollBar().maximum() > 0:
            found.append(f"{_place(one)} scrolls sideways by {one.horizontalScrollBar().maximum()}")
    return found


def in_view(widget: QWidget) -> bool:
    """Whether all of it can be seen without scrolling."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def _cut(one: QLabel | QAbstractButton) -> list[str]:
    if isinstance(one, QToolButton) and one.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return []
    needed = _needed(one)
    if one.width() + 1 < needed.width() or one.height() + 1 < needed.height():
        size = f"{one.width()}x{one.height()}, needs {needed.width()}x{needed.height()}"
        return [f"{_place(one)} {one.text()[:40]!r}: {size}"]
    return []


def _needed(one: QLabel | QAbstractButton) -> QSize:
    """The least room in which the whole text can be read, at the width the widget has."""
    if isinstance(one, QLabel) and one.wordWrap():
        widest = max((one.fontMetrics().horizontalAdvance(word) for word in one.text().split()), default=0)
        return QSize(widest, one.heightForWidth(one.width()))
    return one.sizeHint()


def _place(one: QWidget) -> str:
    names = []
    parent: QWidget | None = one
    while parent is not None and len(names) < 4:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names)
