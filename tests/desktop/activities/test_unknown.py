"""An activity of a kind from the future says what it needs, and lets the learner go on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bivouac.courses.model import Lesson, Unknown
from bivouac.desktop.activities import pane_for
from bivouac.desktop.activities.pane import PaneContext
from bivouac.desktop.activities.unknown import UnknownPane
from bivouac.desktop.theme import DARK, LIGHT
from bivouac.errors import BundleError
from bivouac.sync.journal.folds import ActivityState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ACTIVITY = Unknown(id="run", title="Run a shop", wanted="simulation")
LESSON = Lesson(id="lesson", title="Lesson", activities=(ACTIVITY,), pack="sha256:" + "0" * 64, pack_size=1)


class NoFiles:
    def read(self, path: str) -> bytes:
        raise BundleError("It is not there.")

    def film(self, video: object) -> None:
        return None

    def coming(self, video: object) -> None:
        return None


@pytest.fixture
def pane(qtbot) -> UnknownPane:
    made = pane_for(PaneContext("course", "en", LESSON, ACTIVITY, NoFiles(), LIGHT))
    assert isinstance(made, UnknownPane)
    qtbot.addWidget(made)
    made.show_state(ActivityState())
    made.resize(520, 400)
    made.show()
    return made


def test_it_says_what_it_needs_and_a_key_goes_on_without_an_act(pane: UnknownPane, qtbot) -> None:
    said: list[object] = []
    pane.acted.connect(said.append)
    assert pane.heading.text() == "Run a shop"
    assert "newer Bivouac" in pane.sentence.text()
    assert pane.focusProxy() is pane.next
    with qtbot.waitSignal(pane.finished):
        QTest.keyClick(pane.next, Qt.Key.Key_Space)
    pane.leave()
    assert said == []


def test_it_follows_colours_and_text_size(pane: UnknownPane) -> None:
    before = pane.picture.pixmap().toImage()
    assert pane.restyle(DARK, 1.6)
    assert pane.picture.pixmap().toImage() != before
    assert pane.sentence.heightForWidth(pane.sentence.width()) <= pane.sentence.height()
