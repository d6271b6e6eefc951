"""A page on paper: its text, its place in the course, its pages, and that the window lives meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from bivouac.desktop.theme import LIGHT
from bivouac.desktop.widgets.page.pdf import PdfMaker, Printed
from tests.desktop.widgets.test_reader import PARAGRAPH, png

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def printed(qtbot, folder: Path, html: str, **values: object) -> QPdfDocument:
    """The PDF of a page, as a reader of PDF sees it."""
    window = QWidget()
    qtbot.addWidget(window)
    asked = {"read": lambda path: png(400, 200), "title": "Le chemin", "course": "Gestion de projet"}
    maker = PdfMaker(Printed(html, **(asked | values)), window)  # type: ignore[arg-type]
    with qtbot.waitSignal(maker.made, timeout=20_000) as made:
        pass
    file = folder / "page.pdf"
    file.write_bytes(made.args[0])
    document = QPdfDocument(None)
    assert document.load(str(file)) == QPdfDocument.Error.None_
    return document


def _near(one: QColor, other: QColor) -> bool:
    """Pictures lose a little on paper."""
    return all(abs(a - b) < 6 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def text_of(document: QPdfDocument, page: int) -> str:
    return " ".join(document.getAllText(page).text().split())


def test_every_page_says_where_it_belongs(qtbot, tmp_path: Path) -> None:
    document = printed(qtbot, tmp_path, "<h1>Le chemin</h1>" + PARAGRAPH * 80)
    count = document.pageCount()
    assert count > 2
    for page in range(count):
        said = text_of(document, page)
        assert "Gestion de projet" in said
        assert f"Page {page + 1} of {count}" in said
        assert "Awa veut ouvrir" in said
    assert document.metaData(QPdfDocument.MetaDataField.Title) == "Le chemin"


def test_lists_pictures_boxes_and_tables_are_there(qtbot, tmp_path: Path) -> None:
    html = (
        "<div class='note'><p>Beachten</p></div><ul><li>Un</li></ul><p><img src='p.png' alt='Un dessin'></p>"
        f"<table>{'<tr><td>Awa demande à la banque</td><td>Koffi tient le budget de la boutique</td></tr>' * 200}</table><p>Fin.</p>"
    )
    document = printed(qtbot, tmp_path, html)
    everything = " ".join(text_of(document, page) for page in range(document.pageCount()))
    assert everything.count("Koffi") == 200
    assert everything.index("Beachten") < everything.index("Koffi") < everything.index("Fin.")
    picture = document.render(0, document.pagePointSize(0).toSize())
    colours = [picture.pixelColor(x, y) for x in range(0, 500, 5) for y in range(0, 500, 5)]
    assert any(_near(one, QColor("#C25A2C")) for one in colours), "the picture"
    assert any(_near(one, QColor(LIGHT.accent_soft)) for one in colours), "the ground of the note"


def test_the_window_lives_while_a_long_page_is_made(qtbot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made: list[bytes] = []
    maker = PdfMaker(Printed(PARAGRAPH * 2000, lambda path: b"", "Long", "Cours"), window)
    maker.made.connect(made.append)
    turns = 0
    while not made:
        qtbot.wait(1)
        turns += 1
    assert turns > 5
