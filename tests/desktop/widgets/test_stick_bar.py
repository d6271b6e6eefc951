"""The bar that offers what is on a stick."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from bivouac.desktop.widgets.stick_bar import StickBar
from bivouac.sync.transfer.offers import Offer


@pytest.mark.parametrize(("titles", "answer"), [(("Planning",), "Take it"), (("Planning", "Trade"), "Take them")])
def test_one_course_is_not_several(qapp: QApplication, titles: tuple[str, ...], answer: str) -> None:
    window, bar = QWidget(), StickBar()
    bar.setParent(window)
    bar.offer(Offer(Path("KINGSTON"), len(titles), titles, titles, titles, 40_000))
    assert bar.take.text() == answer
