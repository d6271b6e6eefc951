"""What goes on sticks beside the courses: the name they go by, the app's installers and invitations, each a line that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.screens.preload.lines import check, empty
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.tab_order import tab_through
from bivouac.desktop.widgets.wrapping import WrappingRow
from bivouac.language import tr

_LONGEST_NAME = 100


class Beside(QWidget):
    """Name, installers and invitations; `changed` says that others are chosen."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setPlaceholderText(tr("A name for these sticks, which their first page shows"))
        self.name.setAccessibleName(tr("A name for these sticks, which their first page shows"))
        self.nothing = label(tr("Learners who have Bivouac and have joined need nothing else."), "quiet")
        self.add_installer = button(tr("Add an installer…"))
        self.add_invites = button(tr("Add invitations…"))
        self.add_folder = button(tr("Add a folder of invitations…"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE)
        self._installers: dict[Path, QCheckBox] = {}
        self._invites: dict[Path, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.name)
        column.addWidget(self.nothing)
        column.addLayout(self._lines)
        column.addWidget(WrappingRow(self.add_installer, self.add_invites, self.add_folder))
        self.add_installer.clicked.connect(self._choose_installers)
        self.add_invites.clicked.connect(self._choose_invites)
        self.add_folder.clicked.connect(self._choose_folder)

    def installers(self) -> tuple[Path, ...]:
        """The installers that are chosen."""
        return tuple(path for path, box in self._installers.items() if box.isChecked())

    def invites(self) -> tuple[Path, ...]:
        """The invite files that are chosen, and folders of them."""
        return tuple(path for path, box in self._invites.items() if box.isChecked())

    def show_all(self, name: str, invites: Iterable[Path], installers: Iterable[Path]) -> list[Path]:
        """Have these in place of what there was. What does not exist has a line that is not chosen, and is returned."""
        self.name.setText(name)
        empty(self._lines)
        self._installers, self._invites = {}, {}
        self.add(invites, installers)
        return [path for path in (*self._invites, *self._installers) if not path.exists()]

    def add(self, invites: Iterable[Path], installers: Iterable[Path]) -> None:
        """Add invitations (files, or folders of them) and installers, and choose them."""
        for path in installers:
            self._add(self._installers, path, tr("Installer: {name}", name=path.name))
        for path in invites:
            text = (
                tr("Invitations in {name}", name=path.name)
                if path.is_dir()
                else tr("Invitation: {name}", name=path.stem)
            )
            self._add(self._invites, path, text)
        self.nothing.setVisible(not self._installers and not self._invites)
        self.changed.emit()

    def restyle(self, look: Look) -> None:
        """Paint the lines anew."""
        self._look = look
        chosen = {*self.installers(), *self.invites()}
        self.show_all(self.name.text(), tuple(self._invites), tuple(self._installers))
        for path, box in (*self._installers.items(), *self._invites.items()):
            box.setChecked(path in chosen)

    def _add(self, lines: dict[Path, QCheckBox], path: Path, text: str) -> None:
        if path in lines:
            lines[path].setChecked(True)
            return
        box = lines[path] = check(text, self._lines, path.exists(), self._look)
        box.setToolTip(str(path))
        box.toggled.connect(lambda _: self.changed.emit())
        tab_through(self.name, (*self._installers.values(), *self._invites.values()))

    def _choose_installers(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, tr("Choose installers of the app"))
        self.add((), map(Path, paths))

    def _choose_invites(self) -> None:
        kind = tr("Invitations (*.bivouac-invite)")
        paths, _ = QFileDialog.getOpenFileNames(self, tr("Choose invitations"), "", kind)
        self.add(map(Path, paths), ())

    def _choose_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, tr("Choose a folder of invitations")):
            self.add([Path(folder)], ())
