"""Work in turns of the event loop."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from bivouac.desktop.widgets.turns import in_next_turn
from tests.desktop.laptop import live, turn_counter, until


def test_steps_are_taken_in_turns_of_their_own(qapp: QApplication) -> None:
    owner = QObject()
    turn = turn_counter(owner)
    taken: list[int] = []

    def step() -> None:
        taken.append(turn())
        if len(taken) < 6:
            in_next_turn(owner, step)

    in_next_turn(owner, step)
    until(lambda: len(taken) == 6)
    assert len(set(taken)) == 6


def test_whoever_is_gone_is_not_called(qapp: QApplication) -> None:
    owner = QObject()
    taken: list[int] = []
    in_next_turn(owner, lambda: taken.append(1))
    owner.deleteLater()
    live(0.05)
    assert taken == []
