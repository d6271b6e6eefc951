"""An activity that only a newer Bivouac can open: a sentence that says so, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from bivouac.desktop.activities.pane import ActivityPane, PaneContext
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE, Theme
from bivouac.desktop.widgets.action_bar import ActionBar
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.column import Column
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr
from bivouac.sync.journal.folds import ActivityState

_PICTURE = 56


class UnknownPane(ActivityPane):
    """The pane of an Unknown. It records nothing: the activity is still to be done once it can be opened."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self.picture = QLabel()
        self.heading = label(context.activity.title, "heading")
        self.sentence = label(
            tr("This part needs a newer Bivouac. Update Bivouac on this computer to open it."), "quiet"
        )
        self.column = Column(context.scale)
        self.column.setAccessibleName(context.activity.title)
        self.column.body.addSpacing(SPACE * 4)
        for part in (self.picture, self.heading, self.sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.body.addWidget(part)
        self.next = button(self.onward_text(done=True), self.finished.emit, "main")
        bar = ActionBar()
        bar.add_right(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.column, 1)
        column.addWidget(bar)
        self.setFocusProxy(self.next)
        self._dress()

    def show_state(self, state: ActivityState) -> None:
        """Nothing can be done in it, so that there is nothing to show."""

    def restyle(self, theme: Theme, scale: float) -> bool:
        super().restyle(theme, scale)
        self.column.use_scale(scale)
        self._dress()
        return True

    def _dress(self) -> None:
        size = round(_PICTURE * self.context.scale)
        self.picture.setPixmap(icon("info", self.context.theme.accent, size).pixmap(QSize(size, size)))
