"""The window: navigation at the left, one screen at a time, the sync corner, and sentences at the lower edge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look, Session
from bivouac.desktop.icons import icon, logo
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.sync_corner import SyncCorner
from bivouac.desktop.widgets.toast import Toast
from bivouac.language import tr

_NAVIGATION_WIDTH = 212
_LOGO = 28


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
        self.setMinimumSize(800, 560)
        self.resize(1180, 760)
        self.stack = QStackedWidget()
        self.sync_corner = SyncCorner(look)
        self.person = button("", lambda: self.go("people"), look="nav")
        self._navigation = self._make_navigation()
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.toast = Toast(look, middle)
        look.changed.connect(self._dress)
        session.changed.connect(self._show_session)
        self._dress()
        self._show_session()

    @property
    def current(self) -> Screen | None:
        """The screen that is shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def screen_called(self, name: str) -> Screen:
        """The screen of a name, made when it is first asked for."""
        if name not in self._screens:
            self._screens[name] = self._make_screen(name)
            self.stack.addWidget(self._screens[name])
        return self._screens[name]

    def go(self, name: str, **place: str) -> None:
        """Show a screen at a place in it."""
        if self.current is not None and not self.current.leave():
            return
        screen = self.screen_called(name)
        self._navigation.setVisible(name != "welcome" or self._session.learner is not None)
        for key, one in self._buttons.items():
            one.setChecked(key == name)
        self.stack.setCurrentWidget(screen)
        screen.setFocus()
        screen.enter(**place)

    def tell(self, text: str, kind: str) -> None:
        """Say a sentence at the lower edge; `kind` is good, warn or bad."""
        self.toast.say(text, kind)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.current is not None:
            self.current.leave()
        self.closing.emit()
        super().closeEvent(event)

    def _make_navigation(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("look", "bar")
        bar.setFixedWidth(_NAVIGATION_WIDTH)
        column = QVBoxLayout(bar)
        column.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        sign = QLabel()
        sign.setPixmap(logo(_LOGO, self.devicePixelRatioF()))
        head = QHBoxLayout()
        head.setContentsMargins(SPACE + 4, 0, 0, SPACE)
        head.setSpacing(SPACE + 2)
        head.addWidget(sign)
        head.addWidget(label("Bivouac", "heading", wrap=False), 1)
        column.addLayout(head)
        self._buttons = {}
        self._icons = {
            "home": "home",
            "search": "search",
            "notes": "note",
            "downloads": "download",
            "settings": "settings",
        }
        texts = (tr("Home"), tr("Search"), tr("Notes"), tr("Downloads"), tr("Settings"))
        group = QButtonGroup(bar)
        group.setExclusive(False)
        for number, (screen, text) in enumerate(zip(self._icons, texts, strict=True), start=1):
            one = button(f"  {text}", lambda screen=screen: self.go(screen), look="nav")  # type: ignore[misc]
            one.setCheckable(True)
            one.setToolTip(f"Ctrl+{number}")
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda screen=screen: self.go(screen))
            self._buttons[screen] = one
            group.addButton(one)
            column.addWidget(one)
        QShortcut(QKeySequence("Ctrl+K"), self, lambda: self.go("search"))
        column.addStretch(1)
        column.addWidget(self.sync_corner)
        column.addWidget(self.person)
        return bar

    def _dress(self) -> None:
        size = round(20 * self._look.scale)
        for name, one in self._buttons.items():
            one.setIcon(icon(self._icons[name], self._look.theme.text, size))
            one.setIconSize(QSize(size, size))
        self.person.setIcon(icon("person", self._look.theme.text, size))
        self.person.setIconSize(QSize(size, size))

    def _show_session(self) -> None:
        learner = self._session.learner
        name = learner.name if learner else tr("Nobody yet")
        self.person.setText("  " + self.person.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 140))
        self.person.setToolTip(tr("Change who is learning"))
        self.person.setAccessibleName(tr("{name}. Change who is learning", name=name))
