"""Layout of a lesson: its activities at the left, the one being studied in the middle, notes at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.screens.lesson.notes import NotesPanel
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import button, icon_button
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr

NARROW = 820
"""Pixels of width below which the list of activities makes room."""

_ID = Qt.ItemDataRole.UserRole


class LessonView(QWidget):
    """What the lesson screen is made of. `activity_chosen` with the id of one in the list."""

    activity_chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._list_wanted = True
        self.back = button("", look="plain")
        self.title = label("", "heading", wrap=False)
        self.toggle_list = icon_button("menu", tr("Show or hide the list of activities"), look, self._toggle_list)
        self.previous = icon_button("chevron-left", tr("Previous activity (Alt+Left)"), look)
        self.next = icon_button("chevron-right", tr("Next activity (Alt+Right)"), look)
        self.toggle_notes = icon_button("note", tr("Notes (Ctrl+N)"), look)
        self.toggle_notes.setCheckable(True)
        self.activities = QListWidget()
        self.activities.setAccessibleName(tr("Activities of this lesson"))
        self.activities.setFixedWidth(248)
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
        self._arrange()

    def _arrange(self) -> None:
        bar = QFrame()
        bar.setProperty("look", "bar")
        top = QHBoxLayout(bar)
        top.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
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
        box = self.activities.fontMetrics().boundingRect(0, 0, width, 1000, Qt.TextFlag.TextWordWrap, title)
        return QSize(self.activities.width() - 8, box.height() + 18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _toggle_list(self) -> None:
        self._list_wanted = self.activities.isHidden()
        self.activities.setVisible(self._list_wanted)

    def show_notes(self, shown: bool) -> None:
        """Show or hide the notes; where both do not fit, the list makes room."""
        self.toggle_notes.setChecked(shown)
        self.notes.setVisible(shown)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - (self.notes.width() if self.notes.isVisibleTo(self) else 0)
        self.activities.setVisible(self._list_wanted and room >= NARROW)

    def _choose(self, item: QListWidgetItem) -> None:
        self.activity_chosen.emit(item.data(_ID))
