"""Settings of this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from bivouac import __version__
from bivouac.desktop.actions import settings
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.screens.settings.view import SettingsView
from bivouac.language import tr


class SettingsScreen(Screen):
    """What a person may choose."""

    shows = Change.SETTINGS

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

    def refresh(self) -> None:
        self.desk.tasks.database(settings.load_settings).then(self.view.show_values)
