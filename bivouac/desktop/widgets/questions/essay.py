"""Free text, kept and sent, not graded here."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from bivouac.courses.model import Essay
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.language import tr
from bivouac.sync.journal.acts import MAX_TEXT, Response


class EssayAnswer(AnswerWidget):
    """A large field; Tab leaves it."""

    def __init__(self, question: Essay, context: AnswerContext) -> None:
        super().__init__()
        self.field = QPlainTextEdit()
        self.field.setFont(context.style.font())
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(tr("Your text"))
        self.field.setPlaceholderText(tr("Write here…"))
        self.field.setMinimumHeight(round(context.style.em(10)))
        self.field.textChanged.connect(self._changed)
        self.words = label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.words)
        self.setFocusProxy(self.field)
        self._changed()

    def response(self) -> Response:
        return self.field.toPlainText()

    def show_response(self, response: Response) -> None:
        if isinstance(response, str):
            self.field.setPlainText(response)

    def missing(self) -> str:
        return "" if self.field.toPlainText().strip() else tr("Write something first.")

    def problem(self) -> str:
        if len(self.field.toPlainText()) > MAX_TEXT:
            return tr("This text is longer than {limit} characters. Please shorten it.", limit=MAX_TEXT)
        return ""

    def lock(self) -> None:
        self.field.setReadOnly(True)

    def _changed(self) -> None:
        count = len(self.field.toPlainText().split())
        self.words.setText(tr("{n} word|{n} words", n=count))
        self.changed.emit()
