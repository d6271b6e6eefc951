"""The base of all screens: it redraws itself when something it shows has changed and it can be seen."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk


class Screen(QWidget):
    """A screen. Subclasses say in `shows` what they show, and draw it in `refresh`."""

    shows = Change(0)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("ground")
        self._stale = True
        desk.changes.happened.connect(self._on_change)
        desk.look.changed.connect(self.restyle)

    def enter(self, **place: str) -> None:
        """The person comes to this screen, at a place in it."""

    def leave(self) -> bool:
        """The person goes elsewhere; False keeps them here (they were asked something)."""
        return True

    def refresh(self) -> None:
        """Fetch what is shown and show it."""

    def restyle(self) -> None:
        """Colours or text size changed; what the style sheet does not reach is redrawn here."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_change(self, change: Change, source: object) -> None:
        if not change & self.shows or source is self:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
