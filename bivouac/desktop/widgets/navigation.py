"""The bar at the window's left: where one can go, what the school has received, and who is learning."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from bivouac.desktop.desk import Look, Session
from bivouac.desktop.icons import icon, logo
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import as_words, button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.sync_corner import SyncCorner
from bivouac.language import tr, tr_later

_WIDTH = 212
_LOGO = 28
_BESIDE_TEXT = 52
"""Pixels of a button and its surroundings that are neither icon nor text."""

_PLACES = {
    "home": ("home", tr_later("Home")),
    "search": ("search", tr_later("Search")),
    "notes": ("note", tr_later("Notes")),
    "class": ("people", tr_later("Class")),
    "downloads": ("download", tr_later("Downloads")),
    "settings": ("settings", tr_later("Settings")),
}
"""Screens by their names, with icon and text, in the order in which they stand and have their keys."""


class Navigation(QFrame):
    """Buttons for the screens, the sync corner, and the learner. `chosen` with a screen's name.

    Where the window is small for its text, it is a rail of icons, whose names are their tooltips and what a screen reader says.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self._look = look
        self._session = session
        self._narrow = False
        self.setProperty("look", "bar")
        self.sync_corner = SyncCorner(look)
        self.person = button("", lambda: self.chosen.emit("people"), look="nav")
        self.sign = QLabel()
        self.sign.setPixmap(logo(_LOGO, self.devicePixelRatioF()))
        self.name = label("Bivouac", "heading", wrap=False)
        self._texts = {name: tr(text) for name, (_, text) in _PLACES.items()}
        self.buttons: dict[str, QPushButton] = {name: self._make_button(name) for name in _PLACES}
        self._arrange()
        look.changed.connect(self._dress)
        session.changed.connect(self._dress)
        self._dress()

    def show_chosen(self, screen: str) -> None:
        """Mark the screen that is shown."""
        for name, one in self.buttons.items():
            one.setChecked(name == screen)

    def set_narrow(self, narrow: bool) -> None:
        """Be a rail of icons, or have texts beside them."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._dress()

    def _make_button(self, name: str) -> QPushButton:
        made = button("", lambda: self.chosen.emit(name), look="nav")
        made.setCheckable(True)
        made.setAccessibleName(self._texts[name])
        QShortcut(QKeySequence(self._keys(name)), self, lambda: self.chosen.emit(name))
        return made

    def _keys(self, name: str) -> str:
        return f"Ctrl+{list(_PLACES).index(name) + 1}"

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE + 4, 0, 0, SPACE)
        head.setSpacing(SPACE + 2)
        head.addWidget(self.sign)
        head.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addLayout(head)
        for one in self.buttons.values():
            column.addWidget(one)
        column.addStretch(1)
        column.addWidget(self.sync_corner)
        column.addWidget(self.person)

    def _dress(self) -> None:
        """Follow colours, text size, width and learner."""
        size = round(20 * self._look.scale)
        text = self._look.theme.text
        for name, one in self.buttons.items():
            one.setIcon(icon(_PLACES[name][0], text, size))
            one.setText("" if self._narrow else f"  {self._texts[name]}")
            one.setToolTip(f"{self._texts[name]} ({self._keys(name)})" if self._narrow else self._keys(name))
        self.person.setIcon(icon("person", text, size))
        for one in (*self.buttons.values(), self.person):
            one.setIconSize(QSize(size, size))
        self.name.setVisible(not self._narrow)
        self.sync_corner.set_narrow(self._narrow)
        self._fit()
        self._show_person(self.width() - size - SPACE * 7)

    def full_width(self) -> int:
        """Pixels that it takes with its texts, of which the longest is bold where its screen is shown."""
        return max(_WIDTH, self._widest(self._texts.values()) + self._beside())

    def _fit(self) -> None:
        self.setFixedWidth(self._beside() if self._narrow else self.full_width())

    def _beside(self) -> int:
        return self.buttons["home"].iconSize().width() + _BESIDE_TEXT

    def _widest(self, texts: Iterable[str]) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        measure = QFontMetrics(bold).horizontalAdvance
        return max(measure(f"  {text}") for text in texts)

    def _show_person(self, room: int) -> None:
        learner = self._session.learner
        name = learner.name if learner else tr("Nobody yet")
        shown = self.person.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.person.setText("" if self._narrow else f"  {as_words(shown)}")
        self.person.setToolTip(
            f"{name}: {tr('Change who is learning')}" if self._narrow else tr("Change who is learning")
        )
        self.person.setAccessibleName(tr("{name}. Change who is learning", name=name))
