"""The player as a whole: the stage, and the transcript beside or below it. A view: what happens is decided by its pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE, Theme
from bivouac.desktop.widgets.film_cards import ResumeHint
from bivouac.desktop.widgets.stage import FullScreen, Stage
from bivouac.desktop.widgets.transcript import TranscriptPanel

ROOM_BESIDE = 1_000
"""Width from which the transcript stands beside the film; in a narrower pane it stands below."""


class PlayerView(QWidget):
    """Stage and transcript, with the film filling the screen when that is wanted."""

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._scale = scale
        self.stage = Stage(theme, scale)
        self.surface, self.controls = self.stage.surface, self.stage.controls
        self.transcript = TranscriptPanel(theme, scale)
        self.transcript.hide()
        self._hint: ResumeHint | None = None
        self._full: FullScreen | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(2 * SPACE)
        self._splitter.addWidget(self.stage)
        self._splitter.addWidget(self.transcript)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        self.setFocusProxy(self.stage)

    def show_transcript(self, shown: bool) -> None:
        self.transcript.setVisible(shown)
        self.controls.show_transcript(shown)
        self._divide()
        if shown:
            self.transcript.follow()

    def show_resume_hint(self, position: int) -> ResumeHint:
        """Say where the film continues; the caller connects to what the person answers."""
        self.hide_resume_hint()
        self._hint = ResumeHint(position, self.surface)
        return self._hint

    def hide_resume_hint(self) -> None:
        if self._hint is not None:
            self._hint.hide()
            self._hint.deleteLater()
            self._hint = None

    def is_fullscreen(self) -> bool:
        return self._full is not None

    def fill_screen(self, fill: bool) -> None:
        """Let the film fill the screen, or bring it back into its window."""
        if fill == self.is_fullscreen():
            return
        self.controls.show_fullscreen(fill)
        if fill:
            self._full = FullScreen(self.stage, self)
            self._full.closed.connect(lambda: self.fill_screen(False))
            self._full.showFullScreen()
        elif self._full is not None:
            full, self._full = self._full, None
            self._splitter.insertWidget(0, self.stage)
            self.stage.overlay_controls(False)
            full.hide()
            full.deleteLater()
            self._divide()
        self.surface.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.stage.keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        """Beside one another where there is room, else the transcript below, with what the film leaves."""
        beside = self.width() >= ROOM_BESIDE
        self.stage.show_below(beside or not self.transcript.isVisibleTo(self))
        self._splitter.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        if beside:
            side = min(round(360 * self._scale), self.width() * 2 // 5)
            self._splitter.setSizes([self.width() - side, side])
        else:
            film = round(self.width() / self.surface.ratio()) + self.controls.sizeHint().height()
            film = min(film, self.height() * 3 // 5)
            self._splitter.setSizes([film, self.height() - film])
