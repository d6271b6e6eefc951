"""The window: navigation at the left, one screen at a time beside it, and sentences under that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look, Session
from bivouac.desktop.icons import logo
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.tasks import Task
from bivouac.desktop.widgets.navigation import Navigation
from bivouac.desktop.widgets.states import EmptyState
from bivouac.desktop.widgets.stick_bar import StickBar
from bivouac.desktop.widgets.toast import Toast
from bivouac.language import tr

_FOR_NOBODY = ("welcome", "people")

_ROOM, _LOW = 428, 420
"""Pixels, at normal text size, that a screen needs beside the navigation, and that this needs of the height, for it to have its texts: above all
what the school has received, which whoever needs large text is to read, too."""


class Window(QMainWindow):
    """The one window.

    Args:
        make_screen: makes the screen of a name, when it is first visited.

    Signals:
        closing: the person closes the window; what is open has been let go of.
    """

    closing = Signal()

    def __init__(self, look: Look, session: Session, make_screen: Callable[[str], Screen]) -> None:
        super().__init__()
        self._look = look
        self._session = session
        self._make_screen = make_screen
        self._screens: dict[str, Screen] = {}
        self.setWindowTitle("Bivouac")
        self.setWindowIcon(QIcon(logo(64)))
        self.setMinimumSize(800, 480)  # of 1366x768, at 150 %, 910x512 are left
        self.resize(1180, 760)
        self.stack = QStackedWidget()
        self.navigation = Navigation(look, session)
        self.sync_corner = self.navigation.sync_corner
        self.toast = Toast(look)
        self.stick_bar = StickBar()
        self._arrange()
        self.navigation.chosen.connect(self.go)
        QShortcut(QKeySequence("Ctrl+K"), self, lambda: self.go("search"))
        look.changed.connect(self._fit)
        self._fit()

    @property
    def current(self) -> Screen | None:
        """The screen that is shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Screen) else None

    @property
    def shown(self) -> str:
        """The name of the screen that is shown; empty: none is."""
        return next((name for name, screen in self._screens.items() if screen is self.current), "")

    def fit_screen(self) -> None:
        """Be no larger than the screen has room for, with the title bar: what is written at 150 % leaves little of a small one."""
        frame = self.frameGeometry().size() - self.size()
        self.resize(self.size().boundedTo(self.screen().availableSize() - frame))

    def screen_called(self, name: str) -> Screen:
        """The screen of a name, made when it is first asked for. It comes into the window, and is dressed, when it is first gone to."""
        if name not in self._screens:
            self._screens[name] = self._make_screen(name)
        return self._screens[name]

    def forget_hidden(self) -> None:
        """Let go of the screens that are not shown; they are made again when they are next visited."""
        for name, screen in list(self._screens.items()):
            if screen is not self.current:
                del self._screens[name]
                self.stack.removeWidget(screen)
                screen.deleteLater()
                QCoreApplication.sendPostedEvents(screen, QEvent.Type.DeferredDelete)

    def go(self, name: str, **place: str) -> None:
        """Show a screen at a place in it. While nobody is at the machine there are only those where somebody sits down."""
        if self._session.learner is None and name not in _FOR_NOBODY:
            return
        if self.current is not None and not self.current.leave():
            return
        screen = self.screen_called(name)
        self.toast.pass_by()
        self.navigation.setVisible(self._session.learner is not None)
        self.navigation.show_chosen(name)
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        screen.setFocus()
        screen.enter(**place)

    def show_problem(self, sentence: str, folder: str) -> None:
        """Show only what keeps Bivouac from opening, and where everything is kept, for staff to look."""
        self.navigation.hide()
        where = tr("Everything is kept in {folder}.", folder=folder)
        page = EmptyState(self._look, "warning", tr("Bivouac cannot open what it keeps here"), f"{sentence} {where}")
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def tell(self, text: str, kind: str) -> None:
        """Say a sentence under the screen; `kind` is good, warn or bad."""
        self.toast.say(text, kind)

    def follow(self, text: str, task: Task[Any]) -> None:
        """Say a sentence with the progress of a piece of work, which can be cancelled there."""
        self.toast.follow(text, task)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.current is not None:
            self.current.leave()
        self.hide()  # what is still to be done may take seconds, and the person has finished
        self.closing.emit()
        super().closeEvent(event)

    def _arrange(self) -> None:
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.stack, 1)
        beside.addWidget(self.stick_bar)
        beside.addWidget(self.toast)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(beside, 1)
        self.setCentralWidget(middle)

    def _fit(self) -> None:
        scale = self._look.scale
        room = self.width() - self.navigation.full_width()
        self.navigation.set_narrow(room < _ROOM * scale or self.height() < _LOW * scale)
