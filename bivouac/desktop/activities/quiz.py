"""A quiz: one question at a time, judged on the spot, with hints, further tries and, at the end, how it went."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bivouac.courses.grading import grade
from bivouac.courses.model import AnyQuestion, Essay, Quiz
from bivouac.desktop.activities.pane import ActivityPane, PaneContext
from bivouac.desktop.activities.quiz_progress import INTRODUCTION, WHOLE, QuizProgress, points_text
from bivouac.desktop.theme import Theme
from bivouac.desktop.widgets.action_bar import ActionBar
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.column import Column
from bivouac.desktop.widgets.labels import label, relook
from bivouac.desktop.widgets.page.style import PageStyle, is_right_to_left
from bivouac.desktop.widgets.questions.answer import AnswerContext
from bivouac.desktop.widgets.questions.view import QuestionView
from bivouac.desktop.widgets.quiz_results import Line, QuizResults
from bivouac.desktop.widgets.rich_text import RichText
from bivouac.desktop.widgets.steps import Steps
from bivouac.errors import InputError
from bivouac.language import tr
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState

_PATIENCE = 3000
"""Milliseconds after which an answer that was not recorded (a full disk) can be given again."""
_NEVER = -2
"""Less than any share that a completion can have."""


class QuizPane(ActivityPane):
    """The pane of a Quiz. `place` is INTRODUCTION, the index of a question, or their number: the results."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        quiz = context.activity
        assert isinstance(quiz, Quiz)
        self.quiz = quiz
        self.place = INTRODUCTION
        self.question: QuestionView | None = None
        self.progress = QuizProgress(quiz, ActivityState())
        self._style = PageStyle(context.theme, context.scale, rtl=is_right_to_left(context.language))
        self._opened = False
        self._trying = False  # the open question takes an answer
        self._mending = False  # going on passes by what is right
        self._said_done = _NEVER
        self._saving = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._saving.timeout.connect(self._show_buttons)
        self._lay_out()

    def _lay_out(self) -> None:
        self.steps = Steps(self._style)
        self.steps.chosen.connect(self._choose)
        self.column = Column(self.context.scale)
        self.column.setAccessibleName(self.context.activity.title)
        self.back = button("", lambda: self._go(self.place - 1), "plain")
        self.hint = button(tr("Show a hint"), self._ask_hint)
        self.explain = button(tr("Show the explanation"), self._explain, "plain")
        self.again = button(tr("Try again"), self._try_again)
        self.mend = button(tr("Try the ones that were not right"), self._mend)
        self.main = button("", self._do_main, "main")
        top, bar = ActionBar(), ActionBar()
        top.add_wide(self.steps)
        bar.add_left(self.back)
        for one in (self.hint, self.explain, self.again, self.mend, self.main):
            bar.add_right(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((top, 0), (self.column, 1), (bar, 0)):
            column.addWidget(part, stretch)

    # --- the pane's interface -----------------------------------------------------------------------------------------

    def show_state(self, state: ActivityState) -> None:
        before, self.progress = self.progress, QuizProgress(self.quiz, state)
        question = self._question()
        if not self._opened:
            self._opened = True
            self._go(self.progress.first_place())
        elif question is None:
            self._show_place()
        elif before.tries(question) != self.progress.tries(question):
            self._saving.stop()
            self._trying = False
            self._show_place()
        elif self.question:
            self.question.show_hints(self.progress.of(question).hints)
            self._bring(self.question.last_hint())
            self._show_buttons()
        self._complete()

    def restyle(self, theme: Theme, scale: float) -> bool:
        super().restyle(theme, scale)
        response = self.question.answer.response() if self.question else None
        self._style = PageStyle(theme, scale, rtl=self._style.rtl)
        self.steps.restyle(self._style)
        self.column.use_scale(scale)
        self._show_place()
        if self.question and self._trying:
            self.question.answer.show_response(response)
        return True

    def go_to(self, position: int) -> None:
        self._choose(min(max(position, 0), len(self.quiz.questions) - 1))

    def position(self) -> int:
        return min(max(self.place, 0), len(self.quiz.questions) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what is next; on a button it presses that one."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif self._first().isEnabled():
            self._first().click()

    # --- places -------------------------------------------------------------------------------------------------------

    def _question(self) -> AnyQuestion | None:
        return self.quiz.questions[self.place] if 0 <= self.place < len(self.quiz.questions) else None

    def _choose(self, place: int) -> None:
        self._mending = False
        self._go(place)

    def _go(self, place: int) -> None:
        self.place = place
        question = self._question()
        self._trying = question is not None and not self.progress.tries(question)
        self._show_place()

    def _go_on(self) -> None:
        """To the next question, or the next to mend; after the last to the results."""
        if not self._mending:
            self._go(self.place + 1)
        elif later := [place for place in self.progress.to_mend() if place > self.place]:
            self._go(later[0])
            self._try_again()
        else:
            self._choose(len(self.quiz.questions))

    # --- showing ------------------------------------------------------------------------------------------------------

    def _show_place(self) -> None:
        self.column.clear()
        self.question = None
        if question := self._question():
            self._show_question(question)
        elif self.place == INTRODUCTION:
            self._show_introduction()
        else:
            self._show_results()
        self.steps.show_steps([self.progress.standing(one) for one in self.quiz.questions], self.place)
        self._show_buttons()
        (self.question.answer if self.question and self._trying else self._first()).setFocus()

    def _show_introduction(self) -> None:
        text = RichText(self.quiz.introduction, self.context.files.read, self._style)
        text.link_activated.connect(self.link_activated)
        for part in (label(self.quiz.title, "title"), text, label(self.progress.rules(), "quiet")):
            self.column.body.addWidget(part)

    def _show_question(self, question: AnyQuestion) -> None:
        tries = self.progress.tries(question)
        # A new try has a new order; an answer that was given is shown in the order it was given in.
        seed = f"{question.id}/{tries if self._trying else tries - 1}"
        place = tr("Question {n} of {count}", n=self.place + 1, count=len(self.quiz.questions))
        view = QuestionView(question, place, AnswerContext(self.context.files.read, self._style, seed))
        view.link_activated.connect(self.link_activated)
        view.show_hints(self.progress.of(question).hints)
        self.question = view
        self.column.body.addWidget(view)
        if tries and (view.answer.keeps_answer or not self._trying):
            view.answer.show_response(self.progress.of(question).last)
        if not self._trying:
            self._show_verdict(view)
        view.answer.changed.connect(self._changed)

    def _show_verdict(self, view: QuestionView) -> None:
        question = view.question
        try:
            judged = grade(question, self.progress.of(question).last)
        except InputError as error:
            view.show_trouble(error.sentence())
            self._trying = True
            return
        points = points_text(judged.share, question) if judged.graded else ""
        reveal = not judged.correct and not self.progress.can_try(question)
        self._bring(view.show_verdict(judged, points, reveal))

    def _show_results(self) -> None:
        heading, sentence = self.progress.outcome()
        progress = self.progress
        lines = [Line(one.title, progress.standing(one), progress.points(one)) for one in self.quiz.questions]
        results = QuizResults(heading, sentence, lines, self._style)
        results.chosen.connect(self._choose)
        self.column.body.addWidget(results)

    def _show_buttons(self) -> None:
        question, progress = self._question(), self.progress
        judged = question is not None and not self._trying
        can_try = question is not None and progress.can_try(question)
        hints = len(question.hints) - progress.of(question).hints if question else 0
        self.back.setText(tr("Introduction") if self.place == 0 else tr("Previous question"))
        self.back.setVisible(self.place > (INTRODUCTION if self.quiz.introduction else 0))
        self.hint.setVisible(self._trying and hints > 0)
        self.mend.setVisible(self.place == len(self.quiz.questions) and bool(progress.to_mend()))
        self.again.setVisible(judged and can_try)
        for one in (self.again, self.main):
            relook(one, "main" if one is self._first() else "")
        self.again.setText(tr("Change my text") if isinstance(question, Essay) else tr("Try again"))
        freely = not self.quiz.attempts
        can_explain = judged and self.question is not None and self.question.can_explain(not can_try, freely)
        self.explain.setVisible(can_explain)
        self.main.setText(self._main_text(question))
        missing = self.question.answer.missing() if self._trying and self.question else ""
        self.main.setEnabled(not missing and not self._saving.isActive())
        self.main.setToolTip(missing)
        self.main.setAccessibleDescription(missing)

    def _first(self) -> QPushButton:
        """What is first to do here: another try while there are points to win, else what goes on."""
        question = self._question()
        can_win = question is not None and not isinstance(question, Essay) and self.progress.can_try(question)
        return self.again if can_win and not self._trying else self.main

    def _main_text(self, question: AnyQuestion | None) -> str:
        if question is None:
            return tr("Begin") if self.place == INTRODUCTION else self.onward_text(done=False)
        if self._trying:
            return tr("Keep my text") if isinstance(question, Essay) else tr("Check my answer")
        last = self.place + 1 == len(self.quiz.questions)
        return tr("See my results") if last or (self._mending and not self.progress.to_mend()) else tr("Next question")

    def _bring(self, widget: QWidget | None) -> None:
        """Bring into sight what has just appeared."""
        if widget:
            self.column.bring(widget)

    # --- deeds --------------------------------------------------------------------------------------------------------

    def _do_main(self) -> None:
        if self.place == len(self.quiz.questions):
            self.finished.emit()
        elif self._trying:
            self._answer()
        else:
            self._go_on()

    def _answer(self) -> None:
        """Judge the answer and have it recorded; how it was is shown when it is."""
        if self.question is None or self._saving.isActive() or not self.question.answer.ready():
            return
        answer, question = self.question.answer, self.question.question
        problem = answer.problem()
        self.question.show_trouble(problem)
        if problem:
            answer.setFocus()
            return
        judged = grade(question, answer.response())
        self._saving.start()
        self._show_buttons()
        share = round(judged.share * WHOLE) if judged.graded else -1
        self.acted.emit(acts.Answered(question.id, answer.response(), share))

    def _ask_hint(self) -> None:
        if question := self._question():
            self.acted.emit(acts.Hinted(question.id, self.progress.of(question).hints + 1))

    def _explain(self) -> None:
        if self.question:
            done = not self.progress.can_try(self.question.question)
            self._bring(self.question.show_explanation(done))
            self.explain.hide()

    def _try_again(self) -> None:
        self._trying = True
        self._show_place()

    def _mend(self) -> None:
        """Try the questions that were not right, one after the other."""
        self._go(self.progress.to_mend()[0])
        self._mending = True
        self._try_again()

    def _changed(self) -> None:
        if self.question:
            self.question.show_trouble("")
        self._show_buttons()

    def _complete(self) -> None:
        """Say that the quiz is done once it is, and again when it went better."""
        share = self.progress.share_if_done()
        state = self.progress.state
        if share is not None and share > max(self._said_done, state.score if state.completed else _NEVER):
            self._said_done = share
            self.acted.emit(acts.Completed(share))
