"""A case: a story that goes on as the learner decides, told again from what was chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bivouac.courses.model import Case, Scene
from bivouac.desktop.activities.pane import ActivityPane, PaneContext
from bivouac.desktop.activities.story import Story, Turn, story_of
from bivouac.desktop.theme import Theme
from bivouac.desktop.widgets.action_bar import ActionBar
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.choice_cards import ButtonCard, Face
from bivouac.desktop.widgets.column import Column
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.message_card import MessageCard
from bivouac.desktop.widgets.page.style import PageStyle, is_right_to_left
from bivouac.desktop.widgets.rich_text import RichText
from bivouac.desktop.widgets.scene_parts import ChosenCard, SceneText
from bivouac.language import tr
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState

_MOST_TURNS = 60
"""Turns of a story that are shown; a case can run in circles."""


class CasePane(ActivityPane):
    """The pane of a Case."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        case = context.activity
        assert isinstance(case, Case)
        self.case = case
        self.choices: list[ButtonCard] = []
        self._state = ActivityState()
        self._story: Story | None = None
        self._said_done = False
        self._style = PageStyle(context.theme, context.scale, rtl=is_right_to_left(context.language))
        self.column = Column(context.scale)
        self.column.setAccessibleName(context.activity.title)
        self.restart = button(tr("Start again"), lambda: self.acted.emit(acts.Restarted()))
        self.main = button(self.onward_text(done=False), self.finished.emit, "main")
        self.advice = label(tr("Choose what you would do. You can start again later."), "quiet")
        bar = ActionBar()
        bar.add_wide(self.advice)
        bar.add_right(self.restart)
        bar.add_right(self.main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.column, 1)
        column.addWidget(bar)

    # --- the pane's interface -----------------------------------------------------------------------------------------

    def show_state(self, state: ActivityState) -> None:
        self._state = state
        before, self._story = self._story, story_of(self.case, state.steps)
        if before is None or self._story != before:
            self._tell(self._story)
        if self._story.ended and not state.completed and not self._said_done:
            self._said_done = True
            self.acted.emit(acts.Completed())

    def restyle(self, theme: Theme, scale: float) -> bool:
        super().restyle(theme, scale)
        self._style = PageStyle(theme, scale, rtl=self._style.rtl)
        self.column.use_scale(scale)
        if self._story:
            self._tell(self._story)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure chooses; Enter presses what is focused."""
        number = event.key() - Qt.Key.Key_1
        focused = self.focusWidget()
        if 0 <= number < min(9, len(self.choices)) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choices[number].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    # --- telling ------------------------------------------------------------------------------------------------------

    def _tell(self, story: Story) -> None:
        """The whole story so far, as one reads it, down to what is to be decided now."""
        self.column.clear()
        self.choices = []
        self._add(label(self.case.title, "title"))
        if self.case.introduction:
            self._add(self._text(self.case.introduction))
        news: QWidget | None = None
        for turn in story.turns[-_MOST_TURNS:]:
            news = self._add_turn(turn)
        self._add_now(story)
        self.main.setVisible(not self.choices)
        self.restart.setVisible(bool(story.turns))
        self.advice.setVisible(bool(self.choices))
        (self.main if story.ended else self.choices[0] if self.choices else self.restart).setFocus()
        if news:
            self.column.bring(news, to_top=True)

    def _add_turn(self, turn: Turn) -> QWidget:
        """A scene that is past; the result says what was chosen there and what came of it."""
        self._add(SceneText(turn.scene, self.context.files.read, self._style, past=True))
        return self._add(ChosenCard(turn.choice, self.context.files.read, self._style))

    def _add_now(self, story: Story) -> None:
        """Where the story is."""
        if story.scene is None:
            text = tr(
                "This story cannot go on here: a part of it is missing in this version of the course. Start it again."
            )
            self._add(MessageCard(text, read=self.context.files.read, style=self._style, look="warn"))
            return
        if story.ended:
            self._add(self._ending(story.scene))
            return
        self._add(SceneText(story.scene, self.context.files.read, self._style))
        self._add(label(tr("What do you do?"), "heading"))
        for number, choice in enumerate(story.scene.choices):
            card = ButtonCard(Face(choice.text, self.context.files.read, self._style, number + 1))
            card.clicked.connect(lambda _=False, place=number: self._choose(place))
            self.choices.append(card)
            self._add(card)

    def _ending(self, scene: Scene) -> QWidget:
        looks = {
            "good": (tr("A good ending"), "good", "right"),
            "fair": (tr("A fair ending"), "warn", "part"),
            "poor": (tr("An ending to learn from"), "bad", "wrong"),
        }
        outcome, look, mark = looks.get(scene.outcome, (tr("The end"), "card", ""))
        heading = f"{outcome} · {scene.title}"
        card = MessageCard(heading, scene.text, read=self.context.files.read, style=self._style, look=look, mark=mark)
        for text in card.texts:
            text.link_activated.connect(self.link_activated)
        return card

    def _text(self, html: str) -> RichText:
        text = RichText(html, self.context.files.read, self._style)
        text.link_activated.connect(self.link_activated)
        return text

    def _add(self, widget: QWidget) -> QWidget:
        self.column.body.addWidget(widget)
        return widget

    def _choose(self, place: int) -> None:
        """Choose once: until the choice is on the disk, the cards take no other."""
        if self._story is None or self._story.scene is None:
            return
        scene = self._story.scene.id
        for card in self.choices:
            card.setEnabled(False)
        self.acted.emit(acts.Chose(scene, place))
