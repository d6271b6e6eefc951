"""Notes as cards, one under the other: where each belongs, its text, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bivouac.desktop.desk import Look
from bivouac.desktop.models.note_cards import Audience, NoteFace, Sight
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import as_words, icon_button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.wording import quoted
from bivouac.language import tr

_PLACE, _AUDIENCE = "place", "audience"
_INDENT = 2
"""Pixels by which the text of a button without a ground stands in from its side (theme.py)."""
_SPOKEN = 60
"""Letters of a note that say which one a button is about."""


class NoteCard(QFrame):
    """One note.

    Signals:
        opened: its place is wanted. changed, removed: the person wants to change it, or take it away.
        taken_back: the class is not to see it any more. shown, hidden: the class of a stream is to see it, or not any more.
    """

    opened = Signal()
    changed = Signal()
    removed = Signal()
    taken_back = Signal()
    shown = Signal(str)
    hidden = Signal(str)

    def __init__(self, look: Look, face: NoteFace) -> None:
        super().__init__()
        self.face = face
        self._spoken = face.text.replace("\n", " ")[:_SPOKEN]
        self.setProperty("look", "theirs" if face.apart else "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE + 2, SPACE if face.writer else SPACE // 2, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        if face.writer:
            column.addWidget(FoldingRow(_words(face.writer, "strong"), label(face.when, "small", wrap=False)))
        place = PlaceButton(face.place, self.opened.emit)
        place.setObjectName(_PLACE)
        place.setAccessibleDescription(face.text)
        if face.writer:
            place.setAccessibleName(f"{face.writer}: {face.place}")
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(place, 1)
        if face.changeable:
            top.addWidget(icon_button("note", tr("Change this note"), look, self.changed.emit))
            top.addWidget(icon_button("trash", tr("Remove this note"), look, self.removed.emit))
        column.addLayout(top)
        if face.quote:
            column.addWidget(_words(quoted(face.quote), "small"))
        text = _words(face.text)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        self._deeds: list[_Deed] = []
        for row in (*map(self._audience, self._standing()), *self._offers()):
            column.addWidget(
                row, 0, Qt.AlignmentFlag.AlignLeft if isinstance(row, QPushButton) else Qt.AlignmentFlag(0)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for deed in self._deeds:
            deed.fit(self.contentsRect().width() - 3 * SPACE)

    def take_focus(self, name: str) -> None:
        """Give the keyboard to what stands now where something of this name stood."""
        found = self.findChild(QAbstractButton, name) or self.findChild(QAbstractButton, _PLACE)
        if found is not None:
            found.setFocus()

    def _standing(self) -> list[Audience]:
        return [one for one in self.face.audiences if one.sight is not Sight.HIDDEN]

    def _audience(self, audience: Audience) -> QWidget:
        """That a class sees it, and the way back."""
        if audience.sight is Sight.BARRED:
            return _words(tr("A teacher took this back from {name}.", name=audience.name), "small")
        if audience.sight is Sight.STAYS:
            stays = tr(
                "{name} still sees this. You are not in that class any more and cannot take it back; a teacher can.",
                name=audience.name,
            )
            return _words(stays, "small")
        waits = audience.sight is Sight.WAITS
        text = (
            tr("Shared with {name}, waits to be sent", name=audience.name)
            if waits
            else tr("Shared with {name}", name=audience.name)
        )
        stop = self._deed(tr("Stop sharing"), tr("Stop sharing"), lambda: self.hidden.emit(audience.stream))
        said = _words(text, "small")
        return FoldingRow(said, stop, grows=said)

    def _offers(self) -> list[_Deed]:
        """Showing it: at once where there is one class, by a menu where there are several; and taking back what stands in a class's own list."""
        offered = [one for one in self.face.audiences if one.sight is Sight.HIDDEN]
        if self.face.removable:
            take_back = self._deed(tr("Take back"), tr("Take back"), self.taken_back.emit)
            take_back.setAccessibleName(tr("Take back what {name} wrote", name=self.face.writer))
            return [take_back]
        if not offered:
            return []
        if len(self.face.audiences) == 1:
            text, stream = tr("Share with the class"), offered[0].stream
            return [self._deed(text, tr("Share"), lambda: self.shown.emit(stream))]
        share = self._deed(tr("Share with a class"), tr("Share"), lambda: None)
        menu = QMenu(share)
        for one in offered:
            menu.addAction(as_words(one.name)).triggered.connect(partial(self._choose, one.stream))
        share.setMenu(menu)
        return [share]

    def _choose(self, stream: str, _: bool = False) -> None:
        self.shown.emit(stream)

    def _deed(self, text: str, short: str, on_click: Callable[[], object]) -> _Deed:
        made = _Deed(text, short, on_click)
        made.setObjectName(_AUDIENCE)
        made.setAccessibleName(f"{text}: {self._spoken}")
        self._deeds.append(made)
        return made


class _Deed(QPushButton):
    """What can be done with a note, in fewer words where there is no room for all."""

    def __init__(self, text: str, short: str, on_click: Callable[[], object]) -> None:
        super().__init__(text)
        self._long, self._short = text, short
        self.setProperty("look", "back")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setToolTip(text)
        self.clicked.connect(lambda: on_click())

    def fit(self, room: int) -> None:
        """Say it in as many words as there is room for (pixels)."""
        self.setText(self._long if self._width(self._long) <= room else self._short)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(self._short), super().minimumSizeHint().height())

    def _width(self, text: str) -> int:
        letters = self.fontMetrics().horizontalAdvance
        return self.sizeHint().width() + letters(text) - letters(self.text())


class NoteCards(QWidget):
    """A list of notes. The signals are those of a card, with the note's key first; `emptied` when the keyboard was in the last one, which went."""

    opened = Signal(str)
    changed = Signal(str)
    removed = Signal(str)
    taken_back = Signal(str)
    shown = Signal(str, str)
    hidden = Signal(str, str)
    emptied = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.cards: list[NoteCard] = []

    def show_faces(self, faces: Sequence[NoteFace], after: QWidget) -> QWidget:
        """Show these notes; cards of which nothing changed stay as they are, and so does the keyboard's place.

        Args:
            after: what the Tab key leaves before it comes here.

        Returns:
            The last thing here that the Tab key comes to, or `after`.
        """
        focused = next((at for at, card in enumerate(self.cards) if _has_focus(card)), None)
        lost = (focused, self.cards[focused].face.key, _name_of_focus()) if focused is not None else None
        known = {card.face: card for card in self.cards}
        before, self.cards = self.cards, [known[face] if face in known else self._card(face) for face in faces]
        for card in self.cards:
            self._column.addWidget(card)  # one that is here already goes to its new place
        for card in before:
            if card not in self.cards:
                card.hide()  # it goes with the next turn of the event loop, and must not be seen until then
                self._column.removeWidget(card)
                card.deleteLater()
        for card in self.cards:
            for one in card.findChildren(QAbstractButton):
                QWidget.setTabOrder(after, one)
                after = one
        if lost is not None:
            self._bring_focus_back(*lost)
        return after

    def _bring_focus_back(self, at: int, key: str, name: str) -> None:
        """To the same note, or where it was taken away, to what stands in its place."""
        same = next((card for card in self.cards if card.face.key == key), None)
        if same is not None:
            if not _has_focus(same):
                same.take_focus(name)
        elif self.cards:
            self.cards[min(at, len(self.cards) - 1)].take_focus(_PLACE)
        else:
            self.emptied.emit()

    def _card(self, face: NoteFace) -> NoteCard:
        card = NoteCard(self._look, face)
        for own, ours in (
            (card.opened, self.opened),
            (card.changed, self.changed),
            (card.removed, self.removed),
            (card.taken_back, self.taken_back),
            (card.shown, self.shown),
            (card.hidden, self.hidden),
        ):
            own.connect(partial(ours.emit, face.key))
        return card


class PlaceButton(QPushButton):
    """Where a note belongs, shortened to the room there is, but for the moment at its end; whole in the tooltip."""

    def __init__(self, place: str, on_click: Callable[[], None]) -> None:
        super().__init__()
        self._place = place
        self.setProperty("look", "back")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setToolTip(place)
        self.setAccessibleName(place)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: on_click())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - SPACE * 2
        self.setText(as_words(self.fontMetrics().elidedText(self._place, Qt.TextElideMode.ElideMiddle, room)))


def _words(text: str, look: str = "") -> QLabel:
    """A text that begins where the place does."""
    made = label(text, look)
    made.setIndent(_INDENT)
    return made


def _has_focus(card: NoteCard) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and card.isAncestorOf(focused)


def _name_of_focus() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""
