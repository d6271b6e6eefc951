"""Cards of notes: what stands one under the other begins at one line."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from bivouac.desktop.desk import Look
from bivouac.desktop.models.note_cards import NoteFace
from bivouac.desktop.theme import LIGHT, style_sheet
from bivouac.desktop.widgets.note_cards import NoteCard, PlaceButton


def ink(card: NoteCard, image: QImage, part: QWidget) -> int:
    """The first column, from the card's left, in which something of a part of it is painted."""
    area = part.rect().translated(part.mapTo(card, part.rect().topLeft()))
    ground = image.pixel(area.left() - 3, area.center().y())
    rows = range(area.top(), area.bottom())
    columns = range(area.left(), area.right())
    return next(x for x in columns if any(image.pixel(x, y) != ground for y in rows))


def test_a_note_begins_where_its_place_does(qtbot: QtBot) -> None:
    card = NoteCard(Look(), NoteFace("k", "Hills", "Hope", "Home"))
    qtbot.addWidget(card)
    card.setStyleSheet(style_sheet(LIGHT))
    card.resize(400, 160)
    image = card.grab().toImage()
    place, text = card.findChild(PlaceButton), next(one for one in card.findChildren(QLabel) if one.text() == "Hope")
    assert abs(ink(card, image, place) - ink(card, image, text)) <= 1


def test_an_ampersand_in_a_place_is_shown(qtbot: QtBot) -> None:
    place = PlaceButton("R&D", lambda: None)
    qtbot.addWidget(place)
    place.resize(300, 40)
    place.show()
    assert place.text() == "R&&D" and place.accessibleName() == "R&D"
