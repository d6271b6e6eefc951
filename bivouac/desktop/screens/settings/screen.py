"""Settings of this computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from bivouac import __version__
from bivouac.desktop.actions import settings, sticks
from bivouac.desktop.actions.preload import find_sticks, may_fill
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.screens.settings.view import SettingsView
from bivouac.language import tr

if TYPE_CHECKING:
    from bivouac.sync.exchange.stick import Carried


class SettingsScreen(Screen):
    """What a person may choose."""

    shows = Change.SETTINGS | Change.PEOPLE | Change.STICKS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = SettingsView()
        self.view.version.setText(
            tr("Bivouac {version}. Everything is kept in {folder}.", version=__version__, folder=desk.folder)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.chosen.connect(lambda setting, value: settings.choose(desk, setting, value))
        self.view.carry.clicked.connect(self._choose_stick)
        self.view.carried.connect(self._carry)
        self.view.fill.clicked.connect(lambda: desk.go("preload"))

    def enter(self, **place: str) -> None:
        self.view.carry_said.hide()

    def refresh(self) -> None:
        self.view.fill_card.setVisible(may_fill(self.desk))
        self.view.carry_card.setVisible(self.desk.session.campus is not None)
        self.desk.tasks.database(settings.load_settings).then(self.view.show_values)
        self._find_sticks()

    def _find_sticks(self) -> None:
        if self.desk.session.campus is not None:
            find_sticks(self.desk).then(self.view.show_sticks)

    def _choose_stick(self) -> None:
        if stick := QFileDialog.getExistingDirectory(self, tr("Choose the stick")):
            self._carry(Path(stick))

    def _carry(self, stick: Path) -> None:
        self.view.carry_card.setEnabled(False)
        task = sticks.carry(self.desk, stick, self._say_carried)
        task.finally_(lambda: self.view.carry_card.setEnabled(True))

    def _say_carried(self, carried: list[Carried]) -> None:
        self.view.say_carried(sticks.say(carried) + " " + tr("You can take the stick out now."))
