"""Layout of a course: its head with cover and progress, and its outline."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr

COVER = QSize(320, 180)


class LessonRow(QPushButton):
    """One lesson of the outline: its state, its title, what is in it."""

    def __init__(self, look: Look, icon_name: str, colour: str, title: str, detail: str, spoken: str) -> None:
        super().__init__()
        self.setProperty("look", "nav")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title}. {spoken}")
        mark = QLabel()
        size = round(20 * look.scale)
        mark.setPixmap(icon(icon_name, getattr(look.theme, colour), size).pixmap(QSize(size, size)))
        name = label(title)
        quiet = label(detail, "small", wrap=False)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        row.setSpacing(SPACE * 2)
        row.addWidget(mark)
        row.addWidget(name, 1)
        row.addWidget(quiet)
        for part in (mark, name, quiet):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self._row.heightForWidth(max(100, self.width())))


class CourseView(QWidget):
    """What the course screen is made of. `lesson_chosen` with the id of an activity."""

    lesson_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = button(tr("Back to Home"), look="plain")
        self.cover = QLabel()
        self.cover.setFixedSize(COVER)
        self.title = label("", "title")
        self.summary = label("", "quiet")
        self.facts = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.progress = label("", "quiet", wrap=False)
        self.main = button("", look="main")
        self.second = button("")
        self.third = button("")
        self.problem = label("", "bad")
        self.outline = QWidget()
        self.outline_column = QVBoxLayout(self.outline)
        self.outline_column.setContentsMargins(0, SPACE * 2, 0, 0)
        self.outline_column.setSpacing(SPACE * 2)
        self._arrange()

    def _arrange(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(SPACE)
        text.addWidget(self.title)
        text.addWidget(self.summary)
        text.addWidget(self.facts)
        text.addStretch(1)
        text.addWidget(self.problem)
        text.addWidget(self.bar)
        text.addWidget(self.progress)
        self._buttons = QHBoxLayout()
        for one in (self.main, self.second, self.third):
            self._buttons.addWidget(one)
        self._buttons.addStretch(1)
        text.addLayout(self._buttons)
        self._head = head = QHBoxLayout()
        head.setSpacing(SPACE * 4)
        head.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(text, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 4, SPACE * 3)
        column.setSpacing(SPACE)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self.outline)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, the cover stands above the text, and the buttons above each other."""
        room = self.width() - 10 * SPACE
        needed = sum(one.sizeHint().width() + SPACE for one in (self.main, self.second, self.third) if not one.isHidden())
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        head = beside if room - COVER.width() - 4 * SPACE >= max(needed, 360) else above
        self._head.setDirection(head)
        self._head.setSpacing(SPACE * 4 if head is beside else SPACE)
        self._buttons.setDirection(beside if head is beside or room >= needed else above)

    def name_buttons(self, *texts: str) -> None:
        """Give the three buttons their texts; one without a text is hidden."""
        for one, text in zip((self.main, self.second, self.third), texts, strict=True):
            one.setText(text)
            one.setVisible(bool(text))
        self._fit()

    def clear_outline(self) -> None:
        while item := self.outline_column.takeAt(0):
            if widget := item.widget():
                widget.hide()  # it goes with the next turn of the event loop, and must not be seen until then
                widget.deleteLater()

    def add_module(self, title: str, summary: str) -> QVBoxLayout:
        """A card for a module; returns the column for its lessons."""
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE)
        column.setSpacing(2)
        heading = label(title, "heading")
        heading.setContentsMargins(SPACE * 2, 0, SPACE * 2, 0)
        column.addWidget(heading)
        if summary:
            quiet = label(summary, "quiet")
            quiet.setContentsMargins(SPACE * 2, 0, SPACE * 2, SPACE)
            column.addWidget(quiet)
        self.outline_column.addWidget(card)
        return column
