"""The interface of an activity's pane: it shows an activity and what the learner did in it, and says what they do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bivouac.courses.model import AnyActivity, Lesson, Video
from bivouac.desktop.theme import Theme
from bivouac.language import tr
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.store.arriving import ComingFilm


class LessonFiles(Protocol):
    """Bytes of an activity that were on this disk when it was opened: nothing here waits for the disk."""

    def read(self, path: str) -> bytes:
        """A member of the lesson's pack. Raises BundleError when it is damaged or not there."""

    def film(self, video: Video) -> Path | None:
        """The file of the rendition that is on this disk, or None."""

    def coming(self, video: Video) -> ComingFilm | None:
        """The rendition that is arriving, where none is on this disk."""


@dataclass(frozen=True)
class PaneContext:
    """What a pane needs to know of the world."""

    course_id: str
    language: str
    lesson: Lesson
    activity: AnyActivity
    files: LessonFiles
    theme: Theme
    scale: float = 1.0
    mute: bool = False
    """Make no sound output at all (tests, and machines without a sound device)."""
    last: bool = False
    """It is the course's last activity: nothing comes after it."""


class ActivityPane(QWidget):
    """Base of all panes.

    A pane never shows an act as done by itself: it emits `acted`, the act is written to the disk, and `show_state` brings back
    what the records now add up to.
    """

    acted = Signal(object)
    """An act (sync/journal/acts.py) of the learner, to be recorded."""

    finished = Signal()
    """The learner is through with this activity and wants the next one."""

    link_activated = Signal(str)
    """`activity:<id>` or a web address was followed."""

    note_wanted = Signal(int, str)
    """The learner wants to write a note at a position (as in acts.Reached) beside a quoted text."""

    pdf_wanted = Signal(object)
    """The learner wants this on paper, or to take along: a `widgets.page.pdf.Printed` without its course."""

    scale_wanted = Signal(int)
    """The learner wants larger (1) or smaller (-1) text, or the normal size (0)."""

    damaged = Signal()
    """Something that the activity is made of turned out to be damaged on this disk."""

    ready = Signal()
    """There is something to see now; only of panes of which `is_ready` said that there was not."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self.context = context

    def onward_text(self, done: bool) -> str:
        """What the button says that ends this activity, which may be done before."""
        if self.context.last:
            return tr("Done")
        return tr("Next") if done else tr("Done, next")

    def show_state(self, state: ActivityState) -> None:
        """Show what was done so far; called once before the pane is seen and again after each act."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether there is something to see as soon as the pane is shown."""
        return True

    def restyle(self, theme: Theme, scale: float) -> bool:
        """Colours or text size changed. Returns whether the pane follows; one that does not is made anew."""
        self.context = replace(self.context, theme=theme, scale=scale)
        return False

    def go_to(self, position: int) -> None:
        """Go to a position (as in acts.Reached): a note or a search result was opened."""

    def show_text(self, text: str) -> None:
        """Show where `text` occurs."""

    def position(self) -> int:
        """Where the learner is now (as in acts.Reached)."""
        return 0

    def leave(self) -> None:
        """The pane is about to be closed: emit what is not yet recorded, let go of files and devices."""
