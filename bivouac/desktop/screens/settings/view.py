"""Layout of Settings: made from the table of settings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import as_words, button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.desktop.widgets.tab_order import tab_through
from bivouac.drives import Drive
from bivouac.language import tr
from bivouac.sync.store.settings import SETTINGS, Setting, Value


class SettingsView(QWidget):
    """One card a setting. `chosen` with the setting and the value; `carried` with the folder of the stick that progress goes on."""

    chosen = Signal(object, object)
    carried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        page = QWidget()
        page.setMaximumWidth(760)
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        column.setSpacing(SPACE * 2)
        column.addWidget(label(tr("Settings"), "title"))
        for setting in SETTINGS:
            column.addWidget(self._card(setting))
        self._sticks = QVBoxLayout()
        self._here: list[tuple[Path, str]] = []
        self._choices: dict[Path, QPushButton] = {}
        self._sticks.setSpacing(SPACE)
        self.carry = button(tr("Carry progress…"))
        self.carry_said = label("", "quiet")
        self.carry_said.hide()
        self.carry_card = self._carry_card()
        column.addWidget(self.carry_card)
        self.fill = button(tr("Fill sticks…"))
        self.fill_card = self._fill_card()
        column.addWidget(self.fill_card)
        self.version = label("", "small")
        column.addWidget(self.version)
        column.addStretch(1)
        self._area = fill_scrolling(self, page, tr("Settings"))
        self._area.verticalScrollBar().rangeChanged.connect(self._bring_what_came)

    def show_sticks(self, drives: Sequence[Drive]) -> None:
        """A button for each stick that is in; the folder dialog is for what is none of them."""
        here = [(drive.path, drive.name) for drive in drives]
        if here == self._here:
            return  # a button that is made anew loses the keyboard
        self._here = here
        self.carry.setText(tr("Carry progress in a folder…") if drives else tr("Carry progress…"))
        typed = self.window().focusWidget()
        held = next((path for path, choice in self._choices.items() if choice is typed), None)
        for choice in self._choices.values():
            self._sticks.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self._choices = {drive.path: self._choice(drive) for drive in drives}
        tab_through(list(self.boxes.values())[-1], self._choices.values())
        if held is not None:  # whoever works with the keyboard stays where they were, or beside it
            self._choices.get(held, self.carry).setFocus()

    def _choice(self, drive: Drive) -> QPushButton:
        carry = tr("Carry progress on “{name}”", name=as_words(drive.name))
        choice = button(carry, partial(self.carried.emit, drive.path))
        self._sticks.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        choice.show()  # at once: what is not seen takes no keyboard
        return choice

    def say_carried(self, sentence: str) -> None:
        """Say what carrying came to, in view: that the stick can be taken out is its end."""
        self.carry_said.setText(sentence)
        self.carry_said.show()
        QTimer.singleShot(0, self, self._bring_what_came)

    def _bring_what_came(self) -> None:
        if not self.carry_said.isHidden():
            self._area.ensureWidgetVisible(self.carry_said, 0, SPACE * 3)

    def show_values(self, values: dict[str, Value]) -> None:
        """Show what is set, without announcing it as chosen."""
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(values[key])))
            box.blockSignals(False)

    def _carry_card(self) -> QFrame:
        """For campuses that no network reaches."""
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(label(tr("Progress on a stick"), "heading"))
        column.addWidget(
            label(
                tr(
                    "Where there is no network, put a stick in and choose it here: what the school has not received goes on it, sealed, for everybody"
                    " who learns on this computer. When it comes back, choose it again to see what arrived."
                ),
                "quiet",
            )
        )
        column.addLayout(self._sticks)
        column.addWidget(self.carry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.carry_said)
        return card

    def _fill_card(self) -> QFrame:
        """For who prepares a campus."""
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(label(tr("Courses on sticks"), "heading"))
        column.addWidget(
            label(
                tr("Put the courses of this computer on sticks, several at once, for the laptops of a campus."), "quiet"
            )
        )
        column.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _card(self, setting: Setting) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        name = label(tr(setting.name), "heading")
        box = QComboBox()
        box.setAccessibleName(tr(setting.name))
        box.setAccessibleDescription(tr(setting.sentence))
        box.setMinimumWidth(320)
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # as wide as its longest choice
        name.setBuddy(box)
        for value, text in setting.choices:
            box.addItem(tr(text), value)
        box.currentIndexChanged.connect(lambda _: self.chosen.emit(setting, box.currentData()))
        self.boxes[setting.key] = box
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(name)
        column.addWidget(label(tr(setting.sentence), "quiet"))
        column.addWidget(box)
        return card
