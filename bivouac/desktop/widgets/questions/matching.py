"""Each left belongs to a right."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QSizePolicy, QVBoxLayout

from bivouac.courses.grading import Grade, Mark
from bivouac.courses.model import Html, Matching
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.questions.answer import AnswerContext, AnswerWidget
from bivouac.desktop.widgets.rich_text import RichText
from bivouac.language import tr
from bivouac.sync.journal.acts import Response

_SHORT = 26
"""Characters up to which rights have room beside their lefts."""


class MatchingAnswer(AnswerWidget):
    """A row for each left, with the rights to choose from, shuffled."""

    def __init__(self, question: Matching, context: AnswerContext) -> None:
        super().__init__()
        self.question = question
        rights = sorted({*(pair.right for pair in question.pairs), *question.distractors})
        self.rights = context.shuffled(rights)
        self.fields: list[QComboBox] = []
        self._cells: list[QVBoxLayout] = []
        beside = max(map(len, rights)) <= _SHORT
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for pair in question.pairs:
            column.addWidget(self._row(pair.left, context, beside))
        self.setFocusProxy(self.fields[0])

    def _row(self, left: Html, context: AnswerContext, beside: bool) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom, card)
        row.setContentsMargins(SPACE * 2, SPACE + 4, SPACE * 2, SPACE + 4)
        row.setSpacing(SPACE * 2 if beside else SPACE)
        text = RichText(left, context.read, context.style, interactive=False)
        field = self._field(text.plain_text())
        cell = QVBoxLayout()
        cell.addWidget(field)
        row.addWidget(text, 1)
        row.addLayout(cell, 1)
        if beside:
            row.setAlignment(text, Qt.AlignmentFlag.AlignVCenter)
        self.fields.append(field)
        self._cells.append(cell)
        return card

    def _field(self, name: str) -> QComboBox:
        field = QComboBox()
        field.addItem(tr("Choose…"))
        for right in self.rights:
            field.addItem(_words(right))
        field.setAccessibleName(tr("What belongs to “{left}”", left=name))
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        field.currentTextChanged.connect(field.setToolTip)
        field.currentIndexChanged.connect(lambda _: self.changed.emit())
        return field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel that turns over a field scrolls the page; it does not change an answer by accident."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def response(self) -> Response:
        return [self.rights[field.currentIndex() - 1] if field.currentIndex() > 0 else None for field in self.fields]

    def show_response(self, response: Response) -> None:
        if isinstance(response, list) and len(response) == len(self.fields):
            for field, right in zip(self.fields, response, strict=True):
                field.setCurrentIndex(self.rights.index(right) + 1 if right in self.rights else 0)

    def missing(self) -> str:
        whole = all(field.currentIndex() > 0 for field in self.fields)
        return "" if whole else tr("Choose something on every line first.")

    def lock(self) -> None:
        for field in self.fields:
            field.setEnabled(False)

    def show_grade(self, grade: Grade, reveal: bool) -> None:
        for cell, mark, pair in zip(self._cells, grade.marks, self.question.pairs, strict=True):
            if mark is Mark.RIGHT:
                cell.addWidget(label(tr("✓ Right"), "good"))
            elif reveal:
                cell.addWidget(label(tr("✗ Not right. It is: {right}", right=_words(pair.right)), "bad"))
            else:
                cell.addWidget(label(tr("✗ Not right"), "bad"))

    def solution(self) -> Html:
        rows = "".join(
            f"<tr><td>{pair.left}</td><td>{escape(_words(pair.right))}</td></tr>" for pair in self.question.pairs
        )
        return f"<table>{rows}</table>"


def _words(right: str) -> str:
    """A right is plain text; a `&` in it must not become a key."""
    return re.sub(r"\s+", " ", right).strip()
