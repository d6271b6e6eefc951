"""A film with its controls: the part of a player that can fill the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE, Theme
from bivouac.desktop.widgets.film_text import FilmText
from bivouac.desktop.widgets.player_controls import PlayerControls
from bivouac.desktop.widgets.video_surface import VideoSurface

_HIDE_AFTER = 3_000
"""Milliseconds without mouse or key after which a film that fills the screen is seen alone."""

_WORDS = 0.26
"""Of the height, that words under the film have at least, where they need it."""


class Stage(QWidget):
    """Surface and controls: below one another in a window, over one another where the film fills the screen."""

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self.surface = VideoSurface(theme, scale)
        self.controls = PlayerControls(theme, scale)
        self._overlaid = False
        self._playing = False
        self._idle = QTimer(self, singleShot=True, interval=_HIDE_AFTER)
        self._idle.timeout.connect(self._hide_controls)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE // 2)
        self._column.addWidget(self.surface, 1)
        self._column.addWidget(self.controls)
        self._column.addStretch(0)
        self._below: FilmText | None = None
        self.surface.moused.connect(self.wake)
        self.surface.reshaped.connect(self._fit)
        self.controls.installEventFilter(self)
        self.setFocusProxy(self.surface)

    def overlay_controls(self, overlaid: bool) -> None:
        """Lay the controls over the film (they hide when nothing is touched), or put them below it again."""
        self._overlaid = overlaid
        self.surface.set_rounded(not overlaid)
        self.controls.setAutoFillBackground(overlaid)
        self.show_below(True)
        if overlaid:
            self._column.removeWidget(self.controls)
            self.controls.raise_()
        else:
            self._column.insertWidget(1, self.controls)
        self._fit()
        self.wake()

    def set_below(self, widget: FilmText) -> None:
        """Put words under the film, for as long as it is in its window."""
        self._below = widget
        self._column.insertWidget(2, widget)

    def show_below(self, shown: bool) -> None:
        if self._below is not None:
            self._below.setVisible(shown and not self._overlaid)

    def show_playing(self, playing: bool) -> None:
        self._playing = playing
        self.controls.show_playing(playing)
        self.wake()

    def wake(self) -> None:
        """The person is here: show the controls, and the mouse."""
        self.controls.setVisible(self.controls.isEnabled())
        self.surface.raise_captions(self.controls.height() if self._overlaid else 0)
        self.unsetCursor()
        if self._overlaid and self._playing:
            self._idle.start()
        else:
            self._idle.stop()

    def _hide_controls(self) -> None:
        if self.controls.underMouse() or self.controls.isAncestorOf(self.focusWidget() or self):
            self._idle.start()
            return
        self.controls.hide()
        self.surface.raise_captions(0)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.wake()
        self.controls.handle_key(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self._overlaid:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """No higher than the film needs in this width, so that no black bars stand above and below it in a window."""
        if self._overlaid:
            self.surface.setMaximumHeight(16_777_215)
            height = self.controls.sizeHint().height()
            self.controls.setGeometry(0, self.height() - height, self.width(), height)
        else:
            film = max(round(self.width() / self.surface.ratio()), self.surface.minimumHeight())
            if self._below is not None:
                left = self.height() - film - self.controls.sizeHint().height() - SPACE
                self._below.take_room(round(self.height() * _WORDS), left)
            self.surface.setMaximumHeight(film)


class FullScreen(QWidget):
    """A window that a stage fills the screen in. `closed` when the person closes it by the system's means."""

    closed = Signal()

    def __init__(self, stage: Stage, beside: QWidget) -> None:
        super().__init__()
        self.setWindowTitle(beside.window().windowTitle())
        self.setScreen(beside.screen())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stage)
        stage.overlay_controls(True)
        self.setFocusProxy(stage)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closed.emit()
