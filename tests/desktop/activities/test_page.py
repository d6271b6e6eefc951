"""A page is read: its place, its end, and what is said to the journal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bivouac.courses.model import Lesson, Page
from bivouac.desktop.activities import page as page_module
from bivouac.desktop.activities.page import PagePane
from bivouac.desktop.activities.pane import PaneContext
from bivouac.desktop.theme import DARK, LIGHT
from bivouac.errors import BundleError
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PARAGRAPH = "<p>Awa veut ouvrir une seconde boutique avant décembre.</p>"
PAGE = Page(id="read", title="Read", file="read.html")
LESSON = Lesson(id="lesson", title="Lesson", activities=(PAGE,), pack="sha256:" + "0" * 64, pack_size=1)


class Files:
    def __init__(self, html: str | None) -> None:
        self.html = html

    def read(self, path: str) -> bytes:
        if self.html is None or path != PAGE.file:
            raise BundleError("This lesson is damaged. Download it again.")
        return self.html.encode()

    def film(self, video: object) -> None:
        return None

    def coming(self, video: object) -> None:
        return None


@pytest.fixture
def pane(qtbot, monkeypatch):
    """Makes a pane that is seen, whose acts are kept in `said`."""
    monkeypatch.setattr(page_module, "REST", 30)

    def make(html: str | None, state: ActivityState | None = None) -> PagePane:
        made = PagePane(PaneContext("course", "fr", LESSON, PAGE, Files(html), LIGHT))
        qtbot.addWidget(made)
        made.said = []  # type: ignore[attr-defined]
        made.acted.connect(made.said.append)  # type: ignore[attr-defined]
        made.show_state(state or ActivityState())
        made.resize(776, 560)
        made.show()
        return made

    return make


def test_end_that_was_seen_completes_once(pane, qtbot) -> None:
    made = pane(PARAGRAPH * 100)
    qtbot.wait(80)
    assert made.said == [], "opening a page is no act"
    made.reader.verticalScrollBar().triggerAction(made.reader.verticalScrollBar().SliderAction.SliderToMaximum)
    qtbot.waitUntil(lambda: len(made.said) == 2)
    assert made.said == [acts.Reached(1000), acts.Completed()]
    made.reader.verticalScrollBar().triggerAction(made.reader.verticalScrollBar().SliderAction.SliderSingleStepSub)
    made.reader.verticalScrollBar().triggerAction(made.reader.verticalScrollBar().SliderAction.SliderToMaximum)
    qtbot.wait(80)
    made.done.click()
    assert made.said.count(acts.Completed()) == 1


def test_page_that_fits_is_read_when_the_learner_says_so(pane, qtbot) -> None:
    made = pane(PARAGRAPH)
    qtbot.wait(80)
    assert made.said == []
    with qtbot.waitSignal(made.finished):
        made.done.click()
    assert made.said == [acts.Completed()]


def test_completed_page_says_so_and_is_not_completed_again(pane, qtbot) -> None:
    made = pane(PARAGRAPH, ActivityState(completed=5))
    assert "Read" in made.read_mark.text()
    with qtbot.waitSignal(made.finished):
        made.done.click()
    assert made.said == []


def test_place_is_restored_and_recorded_on_leaving(pane, qtbot) -> None:
    made = pane(PARAGRAPH * 100, ActivityState(position=400))
    assert made.position() == 400
    made.leave()
    assert made.said == [], "the place is where it was"
    made.go_to(700)
    made.leave()
    assert made.said == [acts.Reached(700)]


def test_later_states_do_not_move_the_reader(pane) -> None:
    made = pane(PARAGRAPH * 100, ActivityState(position=400))
    made.go_to(650)
    made.show_state(ActivityState(position=100))
    assert made.position() == 650


def test_other_look_keeps_the_place(pane, qtbot) -> None:
    made = pane(PARAGRAPH * 100, ActivityState(position=400))
    assert made.restyle(DARK, 1.6) is True
    qtbot.wait(60)
    assert made.position() == 400
    assert made.reader.page_style.theme is DARK


def test_find_by_key_and_from_a_search(pane, qtbot) -> None:
    made = pane(PARAGRAPH * 100)
    QTest.keyClick(made, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert made.find_bar.isVisible()
    made.show_text("DECEMBRE")
    qtbot.waitUntil(lambda: made.find_bar.count.text() == "1 of 100")


def test_page_that_cannot_be_read_says_why(pane) -> None:
    assert "This lesson is damaged." in pane(None).reader.plain_text()


def test_page_is_wanted_on_paper(pane, qtbot) -> None:
    made = pane(PARAGRAPH)
    with qtbot.waitSignal(made.pdf_wanted) as wanted:
        made.save.click()
    assert wanted.args[0].title == "Read"
    assert "seconde boutique" in wanted.args[0].html
    with qtbot.waitSignal(made.pdf_wanted):
        QTest.keyClick(made.reader, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_a_page_that_cannot_be_read_is_neither_done_nor_loses_the_place(pane, qtbot) -> None:
    made = pane(None, ActivityState(position=400))
    assert "damaged" in made.reader.toPlainText() and "Read" in made.reader.toPlainText()
    assert not made.save.isVisible()
    with qtbot.waitSignal(made.finished):
        QTest.mouseClick(made.done, Qt.MouseButton.LeftButton)
    made.leave()
    assert made.said == []
