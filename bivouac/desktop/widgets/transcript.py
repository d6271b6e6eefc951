"""The transcript beside a film: its captions as a list that follows the film, can be searched, and leads to each moment."""

from __future__ import annotations

import bisect
import time
import unicodedata

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from bivouac.courses.captions import Cue
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import FAMILY, SPACE, Theme
from bivouac.desktop.widgets.film_time import clock
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr

START = Qt.ItemDataRole.UserRole + 1
"""Where a cue begins, in milliseconds."""
CURRENT = Qt.ItemDataRole.UserRole + 2
"""Whether the film is at this cue."""

LEFT_ALONE = 4.0
"""Seconds after the person scrolled during which the list does not follow the film."""

Index = QModelIndex | QPersistentModelIndex


class TranscriptModel(QAbstractListModel):
    """The cues of one language in which a text occurs, one row each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cues: list[Cue] = []
        self._starts: list[int] = []
        self._folded: list[str] = []
        self._rows: list[int] = []
        self._wanted = ""
        self._current = -1

    def show_cues(self, cues: list[Cue]) -> None:
        self._cues = [Cue(cue.start, cue.end, " ".join(cue.text.split())) for cue in cues]
        self._starts = [round(cue.start * 1000) for cue in cues]
        self._folded = [fold(cue.text) for cue in cues]
        self._current = -1
        self._choose_rows()

    def find(self, text: str) -> None:
        """Keep the rows in which `text` occurs, whatever its case and accents; all of them when it is empty."""
        self._wanted = fold(text)
        self._choose_rows()

    def is_filtered(self) -> bool:
        return bool(self._wanted)

    def _choose_rows(self) -> None:
        self.beginResetModel()
        self._rows = [number for number, text in enumerate(self._folded) if self._wanted in text]
        self.endResetModel()

    def show_position(self, position: int) -> bool:
        """The film is at `position` in milliseconds. Returns whether another cue is current now.

        It is not told as changed data: the view would lay out every row again for it, several times a minute.
        """
        before, self._current = self._current, bisect.bisect_right(self._starts, position) - 1
        return self._current != before

    def current(self) -> QModelIndex:
        """The row the film is at; invalid before the first, and when it is not among the rows."""
        row = bisect.bisect_left(self._rows, self._current)
        is_there = row < len(self._rows) and self._rows[row] == self._current
        return self.index(row) if is_there else QModelIndex()

    def text(self, row: int) -> str:
        """The text of a row, on one line."""
        return self._cues[self._rows[row]].text

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cues[number].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{clock(self._starts[number])} {self._cues[number].text}"
        if role == START:
            return self._starts[number]
        if role == CURRENT:
            return number == self._current
        return None


class CueDelegate(QStyledItemDelegate):
    """Paints one cue: its time, and its text in as many lines as it needs."""

    def __init__(self, theme: Theme, scale: float, view: QListView, model: TranscriptModel) -> None:
        super().__init__(view)
        self._theme, self._view, self._model = theme, view, model
        self._text, self._time = _font(15 * scale), _font(13 * scale)
        self._metrics = QFontMetrics(self._text)
        self._time_width = QFontMetrics(self._time).horizontalAdvance("0:00:00") + SPACE
        self._padding = round(6 * scale)
        self._lines = Lines(self._metrics)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._lines.height(self._model.text(index.row()), self._room()) + 2 * self._padding)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(index.data(CURRENT))
        theme = self._theme
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("raised"))
        if current:
            painter.fillRect(box.left(), box.top(), 4, box.height(), theme.colour("accent"))
        top = box.top() + self._padding
        painter.setFont(self._time)
        painter.setPen(theme.colour("accent" if current else "quiet"))
        shift = self._metrics.ascent() - QFontMetrics(self._time).ascent()
        painter.drawText(
            box.left() + 2 * SPACE, top + shift + QFontMetrics(self._time).ascent(), clock(index.data(START))
        )
        room = QRect(box.left() + self._left(), top, self._room(), box.height() - 2 * self._padding)
        painter.setFont(self._text)
        painter.setPen(theme.colour("accent" if current else "text"))
        painter.drawText(room, int(self._lines.wrap(index.data(), self._room())), index.data())
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()

    def _left(self) -> int:
        return 2 * SPACE + self._time_width

    def _room(self) -> int:
        """Width of the text: the same with a scroll bar and without, else its coming would lay all rows out twice."""
        bar = self._view.verticalScrollBar().sizeHint().width()
        return max(self._view.width() - bar - self._left() - SPACE, 40)


class Lines:
    """Heights of texts broken into lines, fast enough for a whole film: the width of each word is measured once."""

    def __init__(self, metrics: QFontMetrics) -> None:
        self._metrics = metrics
        self._space = metrics.horizontalAdvance(" ")
        self._words: dict[str, int] = {}

    def height(self, text: str, room: int) -> int:
        """Pixels that `text` takes in lines of `room` pixels."""
        used, lines = 0, 1
        for word in text.split(" "):
            width = self._words.get(word)
            if width is None:
                width = self._words[word] = self._metrics.horizontalAdvance(word) + 1
            if width > room:
                box = QRect(0, 0, room, 100_000)
                return self._metrics.boundingRect(box, int(Qt.TextFlag.TextWrapAnywhere), text).height()
            used += width + self._space
            if used - self._space > room:
                used, lines = width + self._space, lines + 1
        return self._metrics.height() + (lines - 1) * self._metrics.lineSpacing()

    def wrap(self, text: str, room: int) -> Qt.TextFlag:
        """Whether a text is broken between words, or anywhere: in scripts without spaces one word is wider than the room."""
        too_wide = any(self._words.get(word, 0) > room for word in text.split(" "))
        return Qt.TextFlag.TextWrapAnywhere if too_wide else Qt.TextFlag.TextWordWrap


class CueList(QListView):
    """The list. `chosen` with the milliseconds of a cue that was clicked or entered."""

    chosen = Signal(int)

    def __init__(self, model: TranscriptModel, theme: Theme, scale: float) -> None:
        super().__init__()
        self._scrolled_at = float("-inf")
        self._laid_out_for = 0
        self.setModel(model)
        self.setItemDelegate(CueDelegate(theme, scale, self, model))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Transcript"))
        self.clicked.connect(self._choose)
        self.verticalScrollBar().sliderMoved.connect(self._leave_alone)
        self.viewport().installEventFilter(self)

    def follow(self, index: Index) -> None:
        """Show the row the film is at, unless the person is looking elsewhere."""
        if index.isValid() and time.monotonic() - self._scrolled_at > LEFT_ALONE:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress):
            self._leave_alone()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are keys of the player, not a search in the list
        else:
            self._leave_alone()
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._laid_out_for:
            self._laid_out_for = self.width()
            self.scheduleDelayedItemsLayout()  # Qt itself looks at the height alone where rows stand below one another

    def _leave_alone(self) -> None:
        self._scrolled_at = time.monotonic()

    def _choose(self, index: Index) -> None:
        held = QGuiApplication.keyboardModifiers()
        if index.isValid() and not held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            self._scrolled_at = float("-inf")
            self.chosen.emit(index.data(START))

    def _copy(self) -> None:
        rows = sorted(self.selectedIndexes(), key=lambda index: index.row())
        QGuiApplication.clipboard().setText("\n".join(index.data() for index in rows))


class TranscriptPanel(QFrame):
    """The list with a field to find in it."""

    sought = Signal(int)

    def __init__(self, theme: Theme, scale: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.model = TranscriptModel(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in the transcript"))
        self.field.setAccessibleName(tr("Find in the transcript"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search", theme.quiet, round(18 * scale)), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._find)
        self.count = label("", "small")
        self.count.hide()
        self.list = CueList(self.model, theme, scale)
        self.list.chosen.connect(self.sought)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, SPACE + 2, 2, 2)
        column.setSpacing(SPACE)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE + 2, 0, SPACE + 2, 0)
        head.addWidget(self.field)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setMinimumSize(round(220 * scale), round(130 * scale))

    def show_cues(self, cues: list[Cue]) -> None:
        self.model.show_cues(cues)
        self._tell_count()

    def show_position(self, position: int) -> None:
        """The film is here: mark the cue, and bring it into sight."""
        if self.model.show_position(position) and self.isVisible():
            self.list.viewport().update()
            if not self.model.is_filtered():
                self.follow()

    def follow(self) -> None:
        """Bring the cue the film is at into sight."""
        self.list.follow(self.model.current())

    def show_found(self, text: str) -> None:
        """Show the cues in which `text` occurs."""
        self.field.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the field one goes down into the list; Escape empties it. All else is for the player."""
        if not self.field.hasFocus():
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.model.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))

    def _find(self, text: str) -> None:
        self.model.find(text)
        self._tell_count()
        if not self.model.is_filtered():
            self.follow()

    def _tell_count(self) -> None:
        rows = self.model.rowCount()
        self.count.setVisible(self.model.is_filtered())
        self.count.setText(tr("{n} place|{n} places", n=rows) if rows else tr("Nothing found. Try another word."))


def fold(text: str) -> str:
    """Text for comparing: no case, no accents, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _font(size: float) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(round(size))
    return font
