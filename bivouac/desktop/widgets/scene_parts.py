"""What a told case is made of: its scenes, and between them what was chosen and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bivouac.courses.model import CaseChoice, Scene
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.rich_text import RichText
from bivouac.language import tr

_PAST_SIZE = 15


class SceneText(QWidget):
    """A scene; one that is past is set smaller."""

    def __init__(self, scene: Scene, read: Callable[[str], bytes], style: PageStyle, past: bool = False) -> None:
        super().__init__()
        self.text = RichText(scene.text, read, replace(style, size=_PAST_SIZE) if past else style)
        self.text.setAccessibleName(scene.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE * 2, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(label(scene.title, "heading"))
        column.addWidget(self.text)


class ChosenCard(QFrame):
    """What was chosen in a scene, and its consequence."""

    def __init__(self, choice: CaseChoice, read: Callable[[str], bytes], style: PageStyle) -> None:
        super().__init__()
        style = replace(style, size=_PAST_SIZE)
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE + 4, SPACE * 2, SPACE + 4)
        column.setSpacing(SPACE // 2)
        column.addWidget(label(tr("You chose"), "small"))
        column.addWidget(RichText(f"<b>{choice.text}</b>", read, style))
        if choice.consequence:
            column.addWidget(RichText(choice.consequence, read, style))
