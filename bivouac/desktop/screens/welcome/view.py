"""Layout of the first start: sign in at a campus that is known here, join one, or try the demo course."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import BackButton, button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.invited_list import InvitedList
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.nearby_list import NearbyList
from bivouac.desktop.widgets.password_field import PasswordField
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.desktop.widgets.wrapping import WrappingRow
from bivouac.language import LANGUAGES, current_language, tr

_CARD_WIDTH, _CARD_LEAST, _FIELD_LEAST, _CONFIRM_WIDTH = 400, 280, 150, 460
"""Pixels: the widest a card becomes, the least for two of them and for two fields beside each other, and the widest that the one that asks for a
name becomes, whose three buttons then stand in one row; the last at normal text size."""


class _Field(QWidget):
    """A line to type in, under its name."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        caption = label(name, "small")
        caption.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(caption)
        column.addWidget(self.line)


class Choice(QFrame):
    """A card with an icon, a heading, a sentence, fields and a button."""

    def __init__(self, look: Look, icon_name: str, heading: str, sentence: str) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon_name
        self.setProperty("look", "card")
        self.setMinimumWidth(240)
        self.picture = QLabel()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        self.column.setSpacing(SPACE)
        top = QHBoxLayout()
        top.setSpacing(SPACE + SPACE // 2)
        top.addWidget(self.picture)
        if heading:
            top.addWidget(label(heading, "heading"), 1)
        else:
            top.addStretch(1)
        self.column.addLayout(top)
        if sentence:
            self.column.addWidget(label(sentence, "quiet"))
        look.changed.connect(self._dress)
        self._dress()

    def add_field(self, name: str) -> QLineEdit:
        """A labelled field."""
        field = _Field(name)
        self.column.addWidget(field)
        return field.line

    def add_fields(self, *fields: _Field) -> FoldingRow:
        """Labelled fields, beside each other where there is room: what follows them is to be seen in a low window, too."""
        row = FoldingRow(*fields, least=_FIELD_LEAST)
        self.column.addWidget(row)
        return row

    def add_password(self) -> PasswordField:
        """A field for a password."""
        field = PasswordField(tr("Password"), self._look)
        self.column.addWidget(field)
        return field

    def _dress(self) -> None:
        size = round(32 * self._look.scale)
        self.picture.setPixmap(icon(self._icon_name, self._look.theme.accent, size).pixmap(QSize(size, size)))


class Pages(QWidget):
    """Shows one of its pages, and asks for no more room than that one: Qt's own stack is as high as the highest."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._pages = pages
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            column.addWidget(page)
        for page in pages[1:]:
            page.hide()
        self._index = 0  # which is shown with this, in the window: what is shown before is dressed anew at each step on its way there

    def currentIndex(self) -> int:
        return self._index

    def setCurrentIndex(self, index: int) -> None:
        if index != self._index:
            self._pages[self._index].hide()
            self._pages[index].show()
            self._index = index


class WelcomeView(QWidget):
    """What the first start is made of: the choice, and the card that asks for a name."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.account = Choice(
            look, "person", tr("Sign in"), tr("With the name and the password that you have at your campus.")
        )
        self.at = QComboBox()
        self.at.setAccessibleName(tr("Campus"))
        self.account.column.addWidget(self.at)
        self.account_name = self.account.add_field(tr("Your name, as your teachers know you"))
        self.account_password = self.account.add_password()
        self.account_button = button(tr("Sign in"), look="main")
        self.account.hide()
        self.join = Choice(
            look, "people", tr("Join a campus"), tr("Ask staff for a joining code, or for an invite file on a stick.")
        )
        self.nearby = NearbyList()
        self.invited = InvitedList()
        self.join.column.addWidget(self.invited)
        self.join.column.addWidget(self.nearby)
        code, address = _Field(tr("Joining code"), "7K3QX-9M2TB"), _Field(tr("Address of the campus"), "192.168.1.10")
        self.code, self.address = code.line, address.line
        self._fields = self.join.add_fields(code, address)
        self.join_button = button(tr("Join"), look="main")
        self.file_button = button(tr("I have an invite file…"))
        self.demo = Choice(
            look,
            "course",
            tr("Try the demo course"),
            tr("A short course on managing projects, with films, quizzes and a case study. No network is needed."),
        )
        self.demo_name = self.demo.add_field(tr("Your first name"))
        self.demo_button = button(tr("Begin"))
        self.confirm = Choice(look, "certificate", "", "")
        self.campus = label("", "heading")
        self.whose = label("")
        self._name = _Field(tr("Your name, as your teachers know you"))
        self.name = self._name.line
        self.password = PasswordField(tr("Password"), look)
        self.confirm_button = button("", look="main")
        self.known_button = button(tr("I have an account here already…"))
        self.cancel_button = button(tr("Back"))
        self.problem = label("", "bad")
        self.busy = label("", "quiet")
        self.back = BackButton(tr("Back"), look)
        self.languages = {language: button(name, look="part") for language, name in LANGUAGES.items()}
        for language, choice in self.languages.items():
            choice.setCheckable(True)
            choice.setAutoExclusive(True)
            choice.setChecked(language == current_language())
        self._look = look
        self._arrange()
        look.changed.connect(self._fit)
        self._fit()

    def show_campuses(self, names: list[str]) -> None:
        """Offer to sign in at these campuses; there is nothing to choose among one, and no card where there is none."""
        self.at.clear()
        self.at.addItems(names)
        self.at.setEnabled(len(names) > 1)
        self.account.setVisible(bool(names))
        self.steps.setMaximumWidth((3 if names else 2) * (_CARD_WIDTH + SPACE * 3))

    def ask_who(self, *, name: bool, account: bool) -> None:
        """What the person is asked once the campus is known: nothing, their name, or the name and password of an account."""
        self._name.setVisible(name or account)
        self.password.setVisible(account)
        self.known_button.setVisible(name and not account)
        self.confirm_button.setText(tr("Sign in") if account else tr("Join"))

    def _fit(self) -> None:
        for row in (self._campuses, self._choices):
            row.set_least(round(_CARD_LEAST * self._look.scale))
        self._fields.set_least(round(_FIELD_LEAST * self._look.scale))
        self.confirm.setMaximumWidth(round(_CONFIRM_WIDTH * self._look.scale))

    def _arrange(self) -> None:
        for choice, buttons in (
            (self.account, (self.account_button,)),
            (self.join, (self.join_button, self.file_button)),
            (self.demo, (self.demo_button,)),
        ):
            choice.column.addSpacing(SPACE)
            choice.column.addWidget(WrappingRow(*buttons))
            choice.column.addStretch(
                1
            )  # not above them: the button belongs to its field, and is seen without scrolling
        for part in (self.campus, self.whose, self._name, self.password):
            self.confirm.column.addWidget(part)
        self.confirm.column.addSpacing(SPACE)
        self.confirm.column.addWidget(WrappingRow(self.confirm_button, self.cancel_button, self.known_button))
        # In a low window the two for who has a campus stand above the demo, whose beginning shows that there is more.
        self._campuses = FoldingRow(self.account, self.join, spacing=SPACE * 3, least=_CARD_LEAST)
        self._choices = choices = FoldingRow(self._campuses, self.demo, spacing=SPACE * 3, least=_CARD_LEAST)
        confirm = QWidget()
        centred = QHBoxLayout(confirm)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(self.confirm, 1, Qt.AlignmentFlag.AlignTop)
        self.steps = Pages(choices, confirm)
        self.steps.setMaximumWidth(2 * _CARD_WIDTH + SPACE * 3)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 4, SPACE, SPACE * 4, SPACE)
        column.setSpacing(SPACE)
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addStretch(1)
        for one in self.languages.values():
            top.addWidget(one)
        column.addLayout(top)
        column.addStretch(1)
        for text, look in (
            (tr("Welcome to Bivouac"), "title"),
            (tr("The campus that travels: learn anywhere, with or without a network."), "quiet"),
        ):
            line = label(text, look)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addSpacing(SPACE * 2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.steps, 100)
        row.addStretch(1)
        column.addLayout(row)
        for line in (self.busy, self.problem):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setMaximumWidth(2 * _CARD_WIDTH + SPACE * 3)  # no wider than the cards it is about
            column.addWidget(line)
        column.addStretch(2)
        self._area = fill_scrolling(self, page, tr("Welcome to Bivouac"))
        self._area.verticalScrollBar().rangeChanged.connect(self._bring_what_is_said)

    def show_address(self, address: str) -> None:
        """Fill in the address of a campus, from its beginning where the field is too short for it."""
        self.address.setText(address)
        self.address.setCursorPosition(0)

    def say(self, *, busy: str = "", problem: str = "") -> None:
        """Say under the cards what is being done, or what was wrong, and bring it into view."""
        self.busy.setText(busy)
        self.problem.setText(problem)
        QTimer.singleShot(0, self, self._bring_what_is_said)

    def _bring_what_is_said(self) -> None:
        for line in (self.busy, self.problem):
            if line.text():
                self._area.ensureWidgetVisible(line, 0, SPACE)
