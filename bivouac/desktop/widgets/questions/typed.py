"""What answers that are typed on one line share: the field, and how it shows that it was judged."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from bivouac.courses.grading import Grade
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import as_words
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.language import tr
from bivouac.sync.journal.acts import Response

_LONGEST = 1000


class TypedAnswer(AnswerWidget):
    """A field, and what stands behind it (a unit)."""

    def __init__(self, context: AnswerContext, name: str, behind: str = "") -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.field.setFont(context.style.font())
        self.field.textChanged.connect(lambda _: self.changed.emit())
        self.behind = label(as_words(behind), wrap=False)  # for its buddy it is as on a button
        self.behind.setBuddy(self.field)
        self.behind.setVisible(bool(behind))
        self.verdict = label("", wrap=False)
        row = self.row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.field, 1)
        row.addWidget(self.behind)
        row.addWidget(self.verdict)
        self.setFocusProxy(self.field)

    def response(self) -> Response:
        return self.field.text()

    def show_response(self, response: Response) -> None:
        if isinstance(response, str):
            self.field.setText(response)

    def missing(self) -> str:
        return "" if self.field.text().strip() else tr("Write an answer first.")

    def lock(self) -> None:
        self.field.setReadOnly(True)

    def show_grade(self, grade: Grade, reveal: bool) -> None:
        look = "good" if grade.correct else "warn" if grade.share else "bad"
        text = tr("Right") if grade.correct else tr("Partly right") if grade.share else tr("Not right")
        self.verdict.setProperty("look", look)
        self.verdict.setText(text)
