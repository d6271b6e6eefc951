"""Course cards as a model."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from bivouac.desktop.actions.courses import Card
from bivouac.desktop.models.cards import CARD, CardModel, state_text
from bivouac.sync.store.downloads import Download, DownloadState

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


def card(identity: str = "c", **values: object) -> Card:
    known = {
        "title": identity.upper(),
        "summary": "",
        "language": "en",
        "cover": None,
        "share": 0.0,
        "size": 12_000_000,
    }
    return Card(id=identity, **(known | values))  # type: ignore[arg-type]


def download(state: DownloadState) -> Download:
    return Download("c", "campus", "C", "240p", "sha256:", 1, state, 25, 100, "")


def test_the_model_keeps_qts_rules(qtbot) -> None:
    model = CardModel()
    tester = QAbstractItemModelTester(model, STRICT)
    for cards in ([], [card("a"), card("b")], [card("a", share=0.5), card("b")], [card("b")], []):
        model.show_cards(cards)
        assert [model.index(row).data(CARD) for row in range(model.rowCount())] == cards
    assert tester.model() is model


def test_cards_that_stay_keep_their_places(qtbot) -> None:
    model = CardModel()
    model.show_cards([card("a"), card("b")])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show_cards([card("a", share=1.0), card("b")])
    with qtbot.waitSignal(model.modelReset):
        model.show_cards([card("b"), card("a")])


def test_a_card_speaks(qtbot) -> None:
    model = CardModel()
    model.show_cards([card("a", share=0.5, summary="All about it")])
    index = model.index(0)
    assert index.data() == "A"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<p><b>A</b></p><p>All about it</p>"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "A. 50% done"
    assert index.data(Qt.ItemDataRole.FontRole) is None
    assert model.data(QModelIndex(), CARD) is None
    model.show_cards([card("a", title="R&D <1>")])
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "<p><b>R&amp;D &lt;1&gt;</b></p>"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"share": None}, "12 MB"),
        ({"share": None, "size": 3_400_000_000}, "3.4 GB"),
        ({"share": None, "update": True}, "Update: 12 MB"),
        ({"share": 0.0}, "Not begun"),
        ({"share": 0.0, "begun": True}, "Begun"),
        ({"share": 0.15}, "15% done"),
        ({"share": 1.0}, "Finished"),
        ({"share": None, "download": download(DownloadState.WAITING)}, "Downloading: 25%"),
        ({"share": None, "download": download(DownloadState.PAUSED)}, "Paused · 25%"),
        ({"share": None, "download": download(DownloadState.FAILED)}, "Stopped · 25%"),
    ],
)
def test_the_line_under_the_title(values: dict[str, object], text: str) -> None:
    assert state_text(card(**values)) == text
