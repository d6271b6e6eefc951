"""A film that plays while it arrives: it runs as far as it has come, stands still where it has not, and goes on by itself.

The engine reads the file in which the film arrives. It must never read where nothing has landed: it would take the gap for the end, or for
damage. How far it may run is known from the bytes that are here, as if each second had as many as the next, with a margin.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from bivouac.courses.model import Audio, Video
from bivouac.desktop.multimedia import Film
from bivouac.language import tr
from bivouac.sync.store.arriving import ComingFilm

_LOOK = 400
"""Milliseconds between looks; one reads some hundred bytes that were written a moment ago."""

_MARGIN_SECONDS, _MARGIN_BYTES = 15.0, 1_500_000
"""What the engine may have read ahead, and what a film may have more of in one place than in another."""


class ComingGuard(QObject):
    """Holds a film back where it has not come yet.

    Signals:
        enough: enough is here to open the film.
        waiting: it stands still until more is here, or goes on.
    """

    enough = Signal()
    waiting = Signal(bool)

    def __init__(self, coming: ComingFilm, seconds: float, parent: QObject) -> None:
        super().__init__(parent)
        self.coming = coming
        self.film: Film | None = None
        self._rate = coming.size / max(1.0, seconds)  # bytes a second of film
        self._margin = max(_MARGIN_BYTES, round(self._rate * _MARGIN_SECONDS))
        self._position = 0
        self._sought: int | None = None
        self._held = self._goes_on = self._given_up = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK)

    def guard(self, film: Film) -> None:
        """Hold this film back from now on, which plays what is here."""
        self.film = film

    def give_up(self) -> None:
        """The film could not be shown as far as it is here; it is tried once more when it is whole."""
        self.film, self._given_up = None, True

    def may_seek(self, position: int) -> bool:
        """Whether a place (milliseconds) can be gone to now; else it is gone to once it is here."""
        if self._reaches(position):
            self._sought = None
            return True
        self._sought = position
        self._hold()
        return False

    def look(self) -> None:
        """See how far it has come."""
        if self.coming.is_whole():
            self._timer.stop()
            self._go_on()
            self.enough.emit()
        elif self.film is None:
            if self._reaches(0) and not self._given_up:
                self.enough.emit()
        elif self._held:
            if self._reaches(self._sought if self._sought is not None else self._position, 2):
                self._go_on()
        elif self.film.is_playing and not self._reaches(self._position):
            self._hold()

    def follow(self, position: int) -> None:
        """Where the film is, in milliseconds."""
        self._position = position

    def _reaches(self, position: int, margins: int = 1) -> bool:
        """Whether the film is here from its beginning to some way beyond a place."""
        needed = min(self.coming.size, round(self._rate * position / 1000) + margins * self._margin)
        return self.coming.sound_until(0) >= needed

    def _hold(self) -> None:
        if self._held:
            return
        self._held = True
        self._goes_on = self.film is not None and self.film.is_playing
        if self.film is not None:
            self.film.pause()
        self.waiting.emit(True)

    def _go_on(self) -> None:
        if not self._held:
            return
        self._held = False
        self.waiting.emit(False)
        if self.film is not None:
            if self._sought is not None:
                self.film.seek(self._sought)
            if self._goes_on:
                self.film.play()
        self._sought = None


def on_its_way(video: Video) -> str:
    """What is said in place of a film of which too little is here."""
    if isinstance(video, Audio):
        return tr("This recording is on its way. It can be heard here as soon as enough of it has come.")
    return tr("This film is on its way. It can be watched here as soon as enough of it has come.")


def not_here(video: Video) -> str:
    """What is said in place of a film of which nothing is here."""
    if isinstance(video, Audio):
        return tr(
            "This recording is not on this computer yet. Download this lesson, then come back: your place is kept."
        )
    return tr("This film is not on this computer yet. Download this lesson, then come back: your place is kept.")
