"""What stands over a film at times: why it cannot be shown, what to do at its end, and where it continues."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE, Theme
from bivouac.desktop.widgets.film_time import clock
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.video_surface import VideoSurface
from bivouac.language import tr

_CORNER = 12


class MessageCard(QFrame):
    """A sentence in place of the film."""

    def __init__(self, icon_name: str, sentence: str, theme: Theme, scale: float) -> None:
        super().__init__()
        self.setProperty("look", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        row.setSpacing(2 * SPACE)
        size = round(32 * scale)
        picture = QLabel()
        picture.setPixmap(icon(icon_name, theme.warn, size).pixmap(QSize(size, size)))
        self.sentence = label(sentence)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)


class EndCard(QFrame):
    """The film, or the recording, is over: see it again, or go on, which is called `onward`."""

    again = Signal()
    next = Signal()

    def __init__(self, theme: Theme, scale: float, onward: str, *, recording: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        heading = label(tr("The recording is over") if recording else tr("The film is over"), "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        again = QPushButton(tr("Listen again") if recording else tr("Watch again"))
        again.setIcon(icon("replay", theme.text, round(18 * scale)))
        go_on = QPushButton(onward)
        go_on.setIcon(icon("arrow-right", theme.on_accent, round(18 * scale)))
        go_on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        go_on.setProperty("look", "main")
        for button in (again, go_on):
            button.setIconSize(QSize(round(18 * scale), round(18 * scale)))
        again.clicked.connect(self.again)
        go_on.clicked.connect(self.next)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(again, 1)
        row.addWidget(go_on, 1)
        column.addWidget(heading)
        column.addLayout(row)
        self.setFocusProxy(go_on)


class ResumeHint(QFrame):
    """Says quietly that the film continues where it was left. `restart` when the person would rather begin anew."""

    restart = Signal()

    def __init__(self, position: int, surface: VideoSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self.setObjectName("resume")
        self.setStyleSheet(
            "#resume { background: rgba(0, 0, 0, 225); border-radius: 8px; }"
            "#resume QLabel { color: white; }"
            "#resume QPushButton { background: transparent; color: white; border: 1px solid rgba(255, 255, 255, 120); padding: 4px 12px; }"
            "#resume QPushButton:hover { background: rgba(255, 255, 255, 40); border-color: white; }"
            "#resume QPushButton:focus { border: 2px solid white; padding: 3px 11px; }"
        )
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        button = QPushButton(tr("Start from the beginning"))
        button.clicked.connect(self.restart)
        row.addWidget(label(tr("Continues at {time}", time=clock(position)), wrap=False))
        row.addWidget(button)
        surface.picture_moved.connect(self.fit)
        self.fit()
        self.show()

    def fit(self) -> None:
        """In the upper corner of the picture; in two lines where it is narrow."""
        area = self._surface.picture_area().toRect()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        if self.sizeHint().width() > area.width() - 2 * _CORNER:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        self.adjustSize()
        self.move(area.left() + _CORNER, area.top() + _CORNER)
