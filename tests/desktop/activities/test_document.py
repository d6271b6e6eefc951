"""A PDF is read in the window: its place, its size, what is found in it, and what is said to the journal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from bivouac.courses.model import Document, Lesson
from bivouac.desktop.activities import document as document_module
from bivouac.desktop.activities import pane_for
from bivouac.desktop.activities.document import DocumentPane
from bivouac.desktop.activities.pane import PaneContext
from bivouac.desktop.theme import LIGHT
from bivouac.errors import BundleError
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DOCUMENT = Document(id="law", title="The law", file="documents/law.pdf")
LESSON = Lesson(id="lesson", title="Lesson", activities=(DOCUMENT,), pack="sha256:" + "0" * 64, pack_size=1)


def pdf(pages: int) -> bytes:
    """A PDF with a word of its own on each page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    painter = QPainter(writer)
    painter.setFont(QFont("Noto Sans", 20))
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawText(QRectF(50, 50, 400, 60), Qt.AlignmentFlag.AlignLeft, f"Article number {number + 1} of the law")
    painter.end()
    return bytes(buffer.data().data())


class Files:
    def __init__(self, content: bytes | None) -> None:
        self.content = content

    def read(self, path: str) -> bytes:
        if self.content is None or path != DOCUMENT.file:
            raise BundleError("This lesson is damaged. Download it again.")
        return self.content

    def film(self, video: object) -> None:
        return None

    def coming(self, video: object) -> None:
        return None


@pytest.fixture
def pane(qtbot, monkeypatch):
    """Makes a pane that is seen, whose acts are kept in `said`."""
    monkeypatch.setattr(document_module, "REST", 30)

    def make(content: bytes | None, state: ActivityState | None = None) -> DocumentPane:
        made = pane_for(PaneContext("course", "en", LESSON, DOCUMENT, Files(content), LIGHT))
        assert isinstance(made, DocumentPane)
        qtbot.addWidget(made)
        made.said = []  # type: ignore[attr-defined]
        made.acted.connect(made.said.append)  # type: ignore[attr-defined]
        made.show_state(state or ActivityState())
        made.resize(776, 560)
        made.show()
        qtbot.waitExposed(made)
        return made

    return make


def test_place_is_kept_and_come_back_to(pane, qtbot) -> None:
    made = pane(pdf(6))
    qtbot.wait(80)
    assert made.said == [], "opening a document is no act"
    bar = made.view.verticalScrollBar()
    assert bar.maximum() > 2000
    assert made.place.text() == "Page 1 of 6"
    bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
    bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
    qtbot.waitUntil(lambda: bool(made.said))
    (reached,) = made.said
    assert isinstance(reached, acts.Reached)
    again = pane(pdf(6), ActivityState(position=reached.position))
    qtbot.waitUntil(lambda: again.view.verticalScrollBar().value() == pytest.approx(bar.value(), abs=4))
    again.resize(1000, 700)
    qtbot.wait(50)
    assert again.position() == reached.position, "another width is another place in pixels only"


def test_end_that_was_seen_completes_once(pane, qtbot) -> None:
    made = pane(pdf(3))
    bar = made.view.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    qtbot.waitUntil(lambda: acts.Completed() in made.said)
    with qtbot.waitSignal(made.finished):
        made.done.click()
    assert made.said.count(acts.Completed()) == 1


def test_words_are_found(pane, qtbot) -> None:
    made = pane(pdf(6))
    QTest.keyClick(made.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert made.find_bar.isVisible()
    QTest.keyClicks(made.field, "number 4")
    qtbot.waitUntil(lambda: made.count.text() == "0 of 1")
    QTest.keyClick(made.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.place.text() == "Page 4 of 6")
    assert made.count.text() == "1 of 1"
    made.field.setText("nowhere")
    qtbot.waitUntil(lambda: made.count.text() == "Not found")
    QTest.keyClick(made.field, Qt.Key.Key_Escape)
    assert made.find_bar.isHidden()


def test_pages_grow_and_shrink_at_their_place(pane, qtbot) -> None:
    made = pane(pdf(6), ActivityState(position=500))
    bar = made.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    before = bar.maximum()
    QTest.keyClick(made.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bar.maximum() > before * 1.15)
    assert bar.value() == pytest.approx(bar.maximum() / 2, rel=0.02)
    made.smaller.click()
    made.smaller.click()
    qtbot.waitUntil(lambda: bar.maximum() < before)
    QTest.keyClick(made.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bar.maximum() == pytest.approx(before, rel=0.01))


@pytest.mark.parametrize("content", [None, b"%PDF-1.7 and then nothing", b""])
def test_a_document_that_cannot_be_opened_says_so_and_lets_go_on(pane, qtbot, content: bytes | None) -> None:
    made = pane(content)
    assert made.view is None
    said = [one.text() for one in made.findChildren(QLabel)]
    assert any("cannot be opened" in one or "Download it again" in one for one in said)
    with qtbot.waitSignal(made.finished):
        made.done.click()
