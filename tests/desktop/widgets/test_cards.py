"""The grid of course cards."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bivouac.desktop.actions.courses import Card
from bivouac.desktop.desk import Look
from bivouac.desktop.widgets.cards import COVER, MARGIN, CardGrid
from bivouac.desktop.widgets.covers import Covers, drawn_cover
from tests.desktop.laptop import Laptop


@pytest.mark.parametrize("width", [*range(230, 1500, 61), 540, 541, 542, 660, 661])
def test_as_many_cards_as_fit_fill_the_line(qtbot: QtBot, laptop: Laptop, width: int) -> None:
    laptop.open()
    window = QWidget()
    qtbot.addWidget(window)
    grid = CardGrid(Look(), Covers(laptop.app.tasks, COVER), "Courses")
    grid.setParent(window)
    grid.show_cards([Card(f"c{number}", f"Course {number}", "", "en", None, 0.0, 0) for number in range(20)])
    window.resize(width, 900)
    grid.resize(width, 100)
    window.show()
    qtbot.waitExposed(window)
    qtbot.wait(20)
    boxes = [grid.visualRect(grid.cards.index(row)) for row in range(20)]
    line = [box for box in boxes if box.top() == boxes[0].top()]
    assert len(line) == max(1, (width - 1) // (204 + 2 * MARGIN))
    left = width - line[-1].right()
    assert 0 <= left <= len(line) + 2, "no room is left over, and nothing is cut off"
    assert boxes[-1].bottom() <= grid.height()


def test_courses_without_a_cover_do_not_look_the_same(laptop: Laptop) -> None:
    drawn = {drawn_cover(f"course-{number}", COVER, 1.0).toImage().bits().tobytes() for number in range(60)}
    assert len(drawn) == 60
    again = drawn_cover("course-1", COVER, 1.0).toImage()
    assert again == drawn_cover("course-1", COVER, 1.0).toImage()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_larger_texts_have_wider_cards(qtbot: QtBot, laptop: Laptop) -> None:
    """A title keeps the letters that it has room for at the normal size."""
    laptop.open()
    columns = []
    for scale in (1.0, 1.6):
        look = Look()
        look.use(look.theme, scale)
        grid = CardGrid(look, Covers(laptop.app.tasks, COVER), "Courses")
        qtbot.addWidget(grid)
        grid.show_cards([Card(f"c{number}", f"Course {number}", "", "en", None, 0.0, 0) for number in range(3)])
        grid.resize(700, 100)
        grid.show()
        qtbot.waitExposed(grid)
        qtbot.wait(20)
        boxes = [grid.visualRect(grid.cards.index(row)) for row in range(3)]
        columns.append(sum(box.top() == boxes[0].top() for box in boxes))
    assert columns == [3, 2]
