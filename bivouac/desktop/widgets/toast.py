"""A sentence under the screen that goes away by itself; errors stay until they are closed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.tasks import Task
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button, icon_button
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr

_SHOWN = 6_000
_FRESH = 1_000
"""Milliseconds for which good news outlives the screen that it was said on: it may be about what led to the next one."""
_WIDEST = 760
_BAR = 140


class Toast(QWidget):
    """Says one thing at a time. It has room of its own, so that it covers nothing."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.text = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR)
        self.cancel = button(tr("Cancel"), self._cancel)
        self._followed: Task[Any] | None = None
        self.card = QFrame()
        row = QHBoxLayout(self.card)
        row.setContentsMargins(SPACE * 2, SPACE // 2, SPACE // 2, SPACE // 2)
        row.addWidget(self.text, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        row.addWidget(icon_button("close", tr("Close this message"), look, self.hide))
        self.card.setMaximumWidth(_WIDEST)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE)
        around = QHBoxLayout()
        around.addStretch(1)
        around.addWidget(self.card, 100)  # so that a long sentence gets its width before the stretches do
        around.addStretch(1)
        outer.addLayout(around)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._show_progress(None)
        self.hide()

    def say(self, text: str, kind: str) -> None:
        """Show a sentence; `kind` is good, warn or bad."""
        self._show_progress(None)
        self.card.setProperty("look", kind)
        self.card.style().unpolish(self.card)
        self.card.style().polish(self.card)
        self.text.setText(text)
        self.card.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.card, text))
        self._timer.stop()
        if kind == "good":
            self._timer.start(_SHOWN)

    def pass_by(self) -> None:
        """Another screen is shown: good news that was there to be read goes with the one before; the rest stays."""
        if 0 <= self._timer.remainingTime() < _SHOWN - _FRESH:
            self.hide()

    def follow(self, text: str, task: Task[Any]) -> None:
        """Show a sentence with how far a piece of work is (it reports what is done and all there is), and a way to cancel it."""
        self.say(text, "good")
        self._timer.stop()
        self._show_progress(task)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(text)
        task.progressed(self._on_progress)

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * done / max(1, total)))

    def _cancel(self) -> None:
        if self._followed is not None:
            self._followed.cancel()
            self.say(tr("Cancelled. Nothing was added."), "good")

    def _show_progress(self, task: Task[Any] | None) -> None:
        self._followed = task
        self.bar.setVisible(task is not None)
        self.cancel.setVisible(task is not None)
