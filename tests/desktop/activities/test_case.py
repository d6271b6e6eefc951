"""A case is told from what was chosen, whatever the records hold."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bivouac.courses.model import Case, CaseChoice, Lesson, Scene
from bivouac.desktop.activities.case import CasePane
from bivouac.desktop.activities.pane import PaneContext
from bivouac.desktop.activities.story import story_of
from bivouac.desktop.theme import DARK, LIGHT
from bivouac.desktop.widgets.message_card import MessageCard
from bivouac.desktop.widgets.scene_parts import ChosenCard, SceneText
from bivouac.errors import BundleError
from bivouac.sync.journal import acts
from bivouac.sync.journal.folds import ActivityState, Step
from bivouac.sync.journal.record import Stamp

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CASE = Case(
    id="case",
    title="Three weeks",
    scenes=(
        Scene(
            id="start",
            title="Monday",
            text="<p>The phone rings.</p>",
            choices=(
                CaseChoice(text="Ask", to="plan", consequence="Good reflex."),
                CaseChoice(text="Shout", to="poor"),
                CaseChoice(text="Leave", to="nowhere"),
            ),
        ),
        Scene(
            id="plan",
            title="Plan",
            text="<p>One week short.</p>",
            choices=(CaseChoice(text="Rent", to="good"), CaseChoice(text="Think again", to="start")),
        ),
        Scene(id="good", title="Opened", text="<p>A queue.</p>", outcome="good"),
        Scene(id="poor", title="Alone", text="<p>Nobody.</p>", outcome="poor"),
    ),
)
LESSON = Lesson(id="lesson", title="Lesson", activities=(CASE,), pack="sha256:" + "0" * 64, pack_size=1)


class Files:
    def read(self, path: str) -> bytes:
        raise BundleError("It is not there.")

    def film(self, video: object) -> None:
        return None

    def coming(self, video: object) -> None:
        return None


def steps(*choices: tuple[str, int]) -> list[Step]:
    return [Step(Stamp(n, "device"), scene, choice) for n, (scene, choice) in enumerate(choices, 1)]


@pytest.fixture
def pane(qtbot) -> CasePane:
    """A pane whose acts come back as states, as they do once they are on the disk."""
    made = CasePane(PaneContext("course", "en", LESSON, CASE, Files(), LIGHT))
    qtbot.addWidget(made)
    made.said = []  # type: ignore[attr-defined]
    state = ActivityState()

    def record(act: object) -> None:
        nonlocal state
        made.said.append(act)  # type: ignore[attr-defined]
        match act:
            case acts.Chose(scene, choice):
                state = ActivityState(
                    completed=state.completed,
                    steps=[*state.steps, Step(Stamp(len(state.steps) + 1, "device"), scene, choice)],
                )
            case acts.Restarted():
                state = ActivityState(completed=state.completed)
            case acts.Completed():
                state = ActivityState(completed=1, steps=state.steps)
        made.show_state(state)

    made.acted.connect(record)
    made.show_state(state)
    made.resize(776, 560)
    made.show()
    return made


def parts(pane: CasePane, kind: type) -> list:
    return [
        widget
        for n in range(pane.column.body.count())
        if isinstance(widget := pane.column.body.itemAt(n).widget(), kind)
    ]


# --- the walk ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "turns", "scene"),
    [
        ((), 0, "start"),
        ((("start", 0), ("plan", 0)), 2, "good"),
        ((("start", 0), ("plan", 1), ("start", 1)), 3, "poor"),
        ((("gone", 0), ("start", 0), ("removed", 3)), 1, "plan"),
        ((("start", 7), ("start", -1), ("start", 0)), 1, "plan"),
        ((("start", 0), ("start", 1), ("plan", 0)), 2, "good"),
        ((("start", 1), ("poor", 0)), 1, "poor"),
        ((("start", 2), ("start", 0)), 1, None),
    ],
)
def test_walk_takes_the_steps_that_fit(taken: tuple, turns: int, scene: str | None) -> None:
    story = story_of(CASE, steps(*taken))
    assert len(story.turns) == turns
    assert (story.scene.id if story.scene else None) == scene
    assert story.ended == (scene in ("good", "poor"))


# --- the pane ---------------------------------------------------------------------------------------------------------


def test_story_grows_and_ends(pane: CasePane, qtbot) -> None:
    assert [part.text.accessibleName() for part in parts(pane, SceneText)] == ["Monday"]
    assert len(pane.choices) == 3
    pane.choices[0].click()
    assert len(parts(pane, ChosenCard)) == 1
    assert [part.text.accessibleName() for part in parts(pane, SceneText)] == ["Monday", "Plan"]
    QTest.keyClick(pane, Qt.Key.Key_1)
    assert pane.said == [acts.Chose("start", 0), acts.Chose("plan", 0), acts.Completed()]
    (ending,) = parts(pane, MessageCard)
    assert ending.heading.text() == "A good ending · Opened"
    assert pane.choices == []
    with qtbot.waitSignal(pane.finished):
        pane.main.click()


def test_start_again_begins_anew_and_completes_no_second_time(pane: CasePane) -> None:
    pane.choices[1].click()
    pane.restart.click()
    assert parts(pane, ChosenCard) == []
    pane.choices[1].click()
    assert pane.said.count(acts.Completed()) == 1
    assert acts.Restarted() in pane.said


def test_choice_is_taken_once(qtbot) -> None:
    """Two quick clicks before the disk has answered are one choice."""
    made = CasePane(PaneContext("course", "en", LESSON, CASE, Files(), LIGHT))
    qtbot.addWidget(made)
    said: list[object] = []
    made.acted.connect(said.append)
    made.show_state(ActivityState())
    made.show()
    QTest.keyClick(made, Qt.Key.Key_2)
    QTest.keyClick(made, Qt.Key.Key_1)
    made.choices[0].click()
    assert said == [acts.Chose("start", 1)]


def test_story_that_leads_nowhere_can_be_started_again(pane: CasePane) -> None:
    pane.choices[2].click()
    (card,) = parts(pane, MessageCard)
    assert "missing" in card.heading.text()
    assert pane.restart.isVisible()
    assert acts.Completed() not in pane.said


def test_other_look_tells_the_same_story(pane: CasePane) -> None:
    pane.choices[0].click()
    assert pane.restyle(DARK, 1.4) is True
    assert [part.text.accessibleName() for part in parts(pane, SceneText)] == ["Monday", "Plan"]
    assert len(pane.choices) == 2


def test_focus_is_where_the_learner_decides(pane: CasePane, qtbot) -> None:
    pane.activateWindow()
    qtbot.waitUntil(lambda: pane.choices[0].hasFocus())
    QTest.keyClick(pane.choices[0], Qt.Key.Key_Return)
    assert pane.said[0] == acts.Chose("start", 0)
