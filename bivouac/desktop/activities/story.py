"""The way a learner took through a case: pure, from the case and the choices that were recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bivouac.courses.model import Case, CaseChoice, Scene
from bivouac.sync.journal.folds import Step


@dataclass(frozen=True)
class Turn:
    """A scene and what was chosen in it."""

    scene: Scene
    choice: CaseChoice


@dataclass(frozen=True)
class Story:
    """How far a case has gone.

    Attributes:
        turns: the scenes that were passed, in order.
        scene: where the learner is now; None when the case names a scene that it does not have.
    """

    turns: tuple[Turn, ...]
    scene: Scene | None

    @property
    def ended(self) -> bool:
        return self.scene is not None and not self.scene.choices


def story_of(case: Case, steps: Sequence[Step]) -> Story:
    """Walk through the case as the steps say.

    A step that does not start from the scene one is in is passed by: it may come from an older version of the course, or from
    another laptop on which the same case was played.
    """
    scenes = {scene.id: scene for scene in case.scenes}
    scene: Scene | None = case.scenes[0]
    turns: list[Turn] = []
    for step in steps:
        if scene is None or step.scene != scene.id or not 0 <= step.choice < len(scene.choices):
            continue
        choice = scene.choices[step.choice]
        turns.append(Turn(scene, choice))
        scene = scenes.get(choice.to)
    return Story(tuple(turns), scene)
