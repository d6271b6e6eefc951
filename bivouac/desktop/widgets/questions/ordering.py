"""Things to put in order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from bivouac.courses.grading import Grade, Mark
from bivouac.courses.model import Html, Ordering
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.marks import paint_mark
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.desktop.widgets.rich_text import RichText
from bivouac.language import tr
from bivouac.sync.journal.acts import Response


class OrderingAnswer(AnswerWidget):
    """A row for each item: moved with its two buttons, with Alt and the arrow keys, or by dragging."""

    def __init__(self, question: Ordering, context: AnswerContext) -> None:
        super().__init__()
        self.question = question
        self._locked = False
        order = context.shuffled(range(len(question.items)))
        if order == sorted(order):
            order.reverse()  # in its right order there would be nothing to do
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.rows = [_Row(index, question.items[index], context) for index in order]
        for row in self.rows:
            row.moved.connect(self._move)
            row.dragged.connect(self._drag)
            row.stepped.connect(self._step)
            self._column.addWidget(row)
        self._number()

    def response(self) -> Response:
        return [row.item for row in self.rows]

    def show_response(self, response: Response) -> None:
        if isinstance(response, list) and sorted(map(str, response)) == sorted(str(row.item) for row in self.rows):
            by_item = {row.item: row for row in self.rows}
            self.rows = [by_item[item] for item in response if isinstance(item, int)]
            self._arrange()

    def lock(self) -> None:
        self._locked = True
        for row in self.rows:
            row.lock()

    def show_grade(self, grade: Grade, reveal: bool) -> None:
        for row, mark in zip(self.rows, grade.marks, strict=False):
            row.show_mark("right" if mark is Mark.RIGHT else "wrong")

    def solution(self) -> Html:
        return f"<ol>{''.join(f'<li>{item}</li>' for item in self.question.items)}</ol>"

    def _move(self, row: _Row, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        place = self.rows.index(row)
        if self._locked or not 0 <= place + by < len(self.rows):
            return
        self.rows.insert(place + by, self.rows.pop(place))
        self._arrange()
        self.changed.emit()

    def _drag(self, row: _Row, across: QPoint) -> None:
        """A dragged row changes places with a neighbour once the pointer is past that one's middle."""
        at = self.mapFromGlobal(across).y()
        place = self.rows.index(row)
        if place > 0 and at < self.rows[place - 1].geometry().center().y():
            self._move(row, -1)
        elif place + 1 < len(self.rows) and at > self.rows[place + 1].geometry().center().y():
            self._move(row, 1)

    def _step(self, row: _Row, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self) -> None:
        for place, row in enumerate(self.rows):
            self._column.removeWidget(row)
            self._column.insertWidget(place, row)
        for before, after in zip(self.rows, self.rows[1:], strict=False):
            self.setTabOrder(before.down, after)
        self._column.activate()
        self._number()

    def _number(self) -> None:
        self.setFocusProxy(self.rows[0])
        for place, row in enumerate(self.rows):
            row.show_place(place + 1, len(self.rows))


class _Row(QFrame):
    """One item. `moved` and `stepped` with the row and -1 or 1; `dragged` with the row and where the pointer is."""

    moved = Signal(object, int)
    stepped = Signal(object, int)
    dragged = Signal(object, QPoint)

    def __init__(self, item: int, html: Html, context: AnswerContext) -> None:
        super().__init__()
        self.item = item
        self._place = 0
        self._mark = ""
        self._style = context.style
        self._text = RichText(html, context.read, context.style, interactive=False)
        self._words = self._text.plain_text()
        self.up = self._button("chevron-up", tr("Move up: {item}", item=self._words), -1)
        self.down = self._button("chevron-down", tr("Move down: {item}", item=self._words), 1)
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(round(context.style.em(3)), SPACE, SPACE, SPACE)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.up)
        row.addWidget(self.down)

    def _button(self, icon_name: str, name: str, by: int) -> QToolButton:
        made = QToolButton()
        size = round(self._style.em(1.3))
        made.setIcon(icon(icon_name, self._style.theme.text, size))
        made.setIconSize(QSize(size, size))
        made.setAccessibleName(name)
        made.setToolTip(tr("Move up") if by < 0 else tr("Move down"))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self.moved.emit(self, by))
        return made

    def show_place(self, place: int, count: int) -> None:
        self._place = place
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < count)
        self.setAccessibleName(tr("{place} of {count}: {item}", place=place, count=count, item=self._words))
        self.setAccessibleDescription(tr("Alt and the arrow keys move it."))
        self.update()

    def show_mark(self, mark: str) -> None:
        self._mark = mark
        self.setAccessibleDescription(tr("Right place") if mark == "right" else tr("Not its place"))
        self.update()

    def lock(self) -> None:
        self.unsetCursor()
        self.up.hide()
        self.down.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None or not self.up.isVisibleTo(self):
            super().keyPressEvent(event)
        elif event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            self.moved.emit(self, by)
            self.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.stepped.emit(self, by)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self, event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._style.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(self._style.em(1.5), self.height() / 2)
            if self._mark:
                paint_mark(painter, centre, self._style.em(0.62), self._mark, theme)
            else:
                painter.setFont(self._style.font())
                painter.setPen(theme.colour("quiet"))
                area = self.rect().adjusted(0, 0, round(self._style.em(3)) - self.width(), 0)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._place))
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 9, 9)
