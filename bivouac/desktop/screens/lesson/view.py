"""Layout of a lesson: its activities at the left, the one being studied in the middle, notes at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.screens.lesson.notes import NotesPanel
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import BackButton, as_words, icon_button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.mend_bar import MendBar
from bivouac.language import tr

NARROW = 820
"""Pixels of width, at normal text size, below which the list of activities makes room."""

_LIST_WIDTH, NOTES_WIDTH = 248, 300
_NOTES_SHARE = 0.39
"""Of the width, at most: a film or a page needs the rest."""

_WIDEST_SCALE = 1.3
"""The columns at both sides grow with the text only so far."""

_ID = Qt.ItemDataRole.UserRole


class LessonView(QWidget):
    """What the lesson screen is made of. `activity_chosen` with the id of one in the list."""

    activity_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._list_wanted = True
        self._course = self._lesson = ""
        self.back = BackButton("", look)
        self.title = label("", "heading", wrap=False)
        self.toggle_list = icon_button("menu", tr("Show or hide the list of activities"), look, self._toggle_list)
        self.previous = icon_button("chevron-left", tr("Previous activity (Alt+Left)"), look)
        self.next = icon_button("chevron-right", tr("Next activity (Alt+Right)"), look)
        self.toggle_notes = icon_button("note", tr("Notes (Ctrl+N)"), look)
        self.toggle_notes.setCheckable(True)
        self.activities = QListWidget()
        self.activities.setAccessibleName(tr("Activities of this lesson"))
        self.activities.setProperty("look", "side")
        self.activities.setWordWrap(True)
        self.activities.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.activities.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.activities.setFrameShape(QFrame.Shape.NoFrame)
        self.activities.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activities.itemActivated.connect(self._choose)
        self.activities.itemClicked.connect(self._choose)
        self.pane = QStackedWidget()
        self.notes = NotesPanel(look)
        self.notes.hide()
        self.mend = MendBar(SPACE)
        self._arrange()
        look.changed.connect(self._fit)

    def show_place(self, course: str, lesson: str) -> None:
        """Say where this is."""
        self._course, self._lesson = course, lesson
        self.back.setAccessibleName(f"{tr('Back')}: {course}")
        for one, text in ((self.back, course), (self.title, lesson)):
            one.setToolTip(text)
        self._fit()

    def show_pane(self, pane: QWidget, cover: QWidget | None) -> None:
        """Show a pane; with the one before it still over it, where there is one."""
        if cover is not None:
            self.pane.removeWidget(cover)
        self.pane.addWidget(pane)
        self.pane.setCurrentWidget(pane)
        if cover is not None:
            cover.setGeometry(self.pane.rect())
            cover.show()
            cover.raise_()

    def _arrange(self) -> None:
        self._bar = bar = QFrame()
        bar.setProperty("look", "bar")
        top = QHBoxLayout(bar)
        top.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        top.setSpacing(SPACE)
        top.addWidget(self.toggle_list)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        for one in (self.previous, self.next, self.toggle_notes):
            top.addWidget(one)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.activities)
        middle.addWidget(self.pane, 1)
        middle.addWidget(self.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.mend)
        column.addLayout(middle, 1)

    def show_activities(self, entries: list[tuple[str, str, str, bool]], current: str) -> None:
        """Fill the list with (id, title, icon's name, done)."""
        self.activities.clear()
        theme, size = self._look.theme, round(18 * self._look.scale)
        self.activities.setIconSize(QSize(size, size))
        for identity, title, icon_name, done in entries:
            item = QListWidgetItem(
                icon("check" if done else icon_name, theme.good if done else theme.quiet, size), title
            )
            item.setData(_ID, identity)
            item.setSizeHint(self._item_size(title, size))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}. {tr('Done') if done else tr('Not done')}")
            self.activities.addItem(item)
            if identity == current:
                self.activities.setCurrentItem(item)

    def _item_size(self, title: str, icon_size: int) -> QSize:
        """Room for the whole title, in as many lines as it needs."""
        width = self.activities.width() - icon_size - 40
        box = self.activities.fontMetrics().boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, title)
        return QSize(self.activities.width() - 8, box.height() + 18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _toggle_list(self) -> None:
        """What the person wants goes before what fits."""
        self._list_wanted = self.activities.isHidden()
        self.activities.setVisible(self._list_wanted)

    def show_notes(self, shown: bool) -> None:
        """Show or hide the notes; where both do not fit, the list makes room."""
        self.toggle_notes.setChecked(shown)
        self.notes.setVisible(shown)
        self._fit()

    def _fit(self) -> None:
        """Follow the width and the text size."""
        wider = min(self._look.scale, _WIDEST_SCALE)
        self.activities.setFixedWidth(round(_LIST_WIDTH * wider))
        self.notes.setFixedWidth(min(round(NOTES_WIDTH * wider), round(self.width() * _NOTES_SHARE)))
        room = self.width() - (self.notes.width() if self.notes.isVisibleTo(self) else 0)
        self.activities.setVisible(self._list_wanted and room >= NARROW * self._look.scale)
        self._fit_names()

    def _fit_names(self) -> None:
        """Course and lesson share the bar; what does not fit is shortened (and whole in the tooltip)."""
        others = sum(
            one.sizeHint().width() + SPACE for one in (self.toggle_list, self.previous, self.next, self.toggle_notes)
        )
        room = max(160, self.width() - others - 7 * SPACE)
        sign = self.back.iconSize().width() + 3 * SPACE
        lesson = self.title.fontMetrics().horizontalAdvance(self._lesson) + SPACE
        for_course = max(room - lesson, round(room * 0.4)) - sign
        self.back.setText(as_words(_elided(self.back, self._course, for_course)))
        self.title.setText(_elided(self.title, self._lesson, room - self.back.sizeHint().width()))

    def _choose(self, item: QListWidgetItem) -> None:
        self.activity_chosen.emit(item.data(_ID))


def _elided(widget: QWidget, text: str, width: int) -> str:
    return widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
