"""Buttons in lines: another one only where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.wrapping import WrappingRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize(("fit", "lines"), [(3, 1), (2, 2), (1, 3)])
def test_a_line_takes_as_many_as_fit(qtbot, fit: int, lines: int) -> None:
    buttons = [button(f"A button with words, {n}") for n in range(3)]
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    row = WrappingRow(*buttons)
    column.addWidget(row)
    column.addStretch(1)
    qtbot.addWidget(page)
    widest = max(one.sizeHint().width() for one in buttons)
    page.resize((widest + 8) * fit, 300)
    page.show()
    tops = sorted({one.y() for one in buttons})
    assert len(tops) == lines and buttons[0].x() == 0
    assert row.height() >= buttons[-1].geometry().bottom() + 1, "it takes the room of all its lines"
    assert all(one.geometry().right() < page.width() for one in buttons)
