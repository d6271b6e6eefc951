"""Layout of Class: announcements, discussions, and a place to write; and the notes that are shared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.column import Column
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.note_cards import NoteCards
from bivouac.desktop.widgets.states import EmptyState
from bivouac.language import tr
from bivouac.sync.journal.acts import MAX_TEXT

MAX_TITLE = 120


class Composer(QFrame):
    """Where one writes to the class `room`. `sent` with title and text; `left` when nothing is to be written after all; `changed` by each letter."""

    sent = Signal(str, str)
    left = Signal()
    changed = Signal()

    def __init__(self, heading: str, room: str, with_title: bool) -> None:
        super().__init__()
        to = tr("To {name}", name=room)
        self.setProperty("look", "card")
        self.title = QLineEdit()
        self.title.setPlaceholderText(tr("What is it about?"))
        self.title.setAccessibleName(tr("What is it about?"))
        self.title.setMaxLength(MAX_TITLE)
        self.title.setVisible(with_title)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            tr("Write here. It is kept at once, and goes to the others when there is a network.")
        )
        self.text.setAccessibleName(f"{heading}. {to}")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(110)
        self.send = button(tr("Send"), self._send, look="main")
        cancel = button(tr("Cancel"), self.left.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(label(heading, "heading"))
        column.addWidget(label(to, "small"))
        column.addWidget(self.title)
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.send)
        column.addLayout(row)
        for part in (self.title.textChanged, self.text.textChanged):
            part.connect(self._look_again)
            part.connect(lambda *_: self.changed.emit())
        QShortcut(QKeySequence("Ctrl+Return"), self, self._send, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence("Escape"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._with_title = with_title
        self._may_send = True
        self._look_again()

    def begin(self) -> None:
        """The person is to write now."""
        (self.title if self._with_title else self.text).setFocus()

    def is_empty(self) -> bool:
        return not (self.text.toPlainText().strip() or self.title.text().strip())

    def hold(self, held: bool) -> None:
        """Let what is written be neither changed nor sent for now: it is on its way to the disk, or there is nobody to send it to any more."""
        self._may_send = not held
        for part in (self.title, self.text):
            part.setReadOnly(held)
        self._look_again()

    def _look_again(self) -> None:
        text = self.text.toPlainText().strip()
        whole = 0 < len(text) <= MAX_TEXT and bool(self.title.text().strip() or not self._with_title)
        self.send.setEnabled(self._may_send and whole)

    def _send(self) -> None:
        if self.send.isEnabled():
            self.hold(True)
            self.sent.emit(self.title.text().strip(), self.text.toPlainText().strip())


class PostPart(QWidget):
    """Who wrote something, when, and what. `taken_back` when it is to be taken back."""

    taken_back = Signal()

    def __init__(self, who: str, when: str, text: str, removable: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        name = label(who, "strong")
        moment = label(when, "small", wrap=False)
        end = QWidget()
        row = QHBoxLayout(end)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(moment)
        if removable:
            remove = button(tr("Take back"), self.taken_back.emit, look="plain")
            remove.setAccessibleName(tr("Take back what {name} wrote", name=who))
            row.addWidget(remove)
        column.addWidget(FoldingRow(name, end, grows=name))
        written = label(text)
        written.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(written)


class PostCard(QFrame):
    """An announcement, or a topic with its answers."""

    def __init__(self, title: str, parts: list[PostPart], look: str = "card", answer: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("look", look)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        self.body.setSpacing(SPACE * 2)
        if title:
            self.body.addWidget(label(title, "heading"))
        for at, part in enumerate(parts):
            if at:
                indented = QHBoxLayout()
                indented.setContentsMargins(SPACE * 3, 0, 0, 0)
                indented.addWidget(part)
                self.body.addLayout(indented)
            else:
                self.body.addWidget(part)
        if answer:
            self.body.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)


class ClassroomView(QWidget):
    """What Class is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.title = label(tr("Class"), "title")
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Which class"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMinimumContentsLength(8)  # a long name makes room for the buttons beside it
        self.topic = button(tr("New topic…"), look="main")
        self.announce = button(tr("Announce…"))
        self.left = label("", "quiet")
        self.left.hide()
        self.list = Column(look.scale, flush=True)
        self.list.setAccessibleName(tr("Discussions"))
        self.shared = Column(look.scale, flush=True)
        self.shared.setAccessibleName(tr("Shared notes"))
        self.nothing_shared = label(
            tr(
                "Nobody shares a note yet. Beside a lesson, or in Notes, choose “Share with the class” under one of yours."
            ),
            "quiet",
        )
        self.notes = NoteCards(look, tr("Notes of your class"))
        self.older = button(tr("Show older notes"))
        for part in (self.nothing_shared, self.notes, self.older):
            self.shared.body.addWidget(part)
        self.parts = QWidget()
        self.talk, self.notes_part = self._part(tr("Discussions")), self._part(tr("Shared notes"))
        self.talk.setChecked(True)
        self.empty = EmptyState(
            look,
            "people",
            tr("You are in no class yet"),
            tr(
                "When your campus puts you in a class, its announcements and discussions are here, with or without a network."
            ),
        )
        self.below = QStackedWidget()
        self.below.addWidget(self.empty)
        self.below.addWidget(self.list)
        self.below.addWidget(self.shared)
        parts = QHBoxLayout(self.parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(SPACE)
        self._group = QButtonGroup(self)
        for part in (self.talk, self.notes_part):
            parts.addWidget(part)
            self._group.addButton(part)
        parts.addStretch(1)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.choice)
        row.addWidget(self.announce)
        row.addWidget(self.topic)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(FoldingRow(self.title, buttons, grows=self.title))
        column.addWidget(self.left)
        column.addWidget(self.parts)
        column.addWidget(self.below, 1)

    def _part(self, text: str) -> QPushButton:
        made = button(text, look="part")
        made.setCheckable(True)
        return made
