"""Where Tab leads: through what came later as through what was there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget


def tab_through(before: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab lead from `before` through these, which were made after what stands below them, and then on as before."""
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget
