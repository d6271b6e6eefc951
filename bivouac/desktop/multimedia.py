"""Films and their sound. The one place that imports QtMultimedia, and only when the first film is opened.

`film_player(window)` gives the one player that a window has for as long as it lives; `FilmPlayer.open` gives a `Film`, which is what
a pane works with until it closes it.

Everything that makes the media engine start, stop or turn around goes to it through queued signals. A direct call from Python
would hold the interpreter's lock while the engine waits for its threads, and these wait for the lock: the window would hang, mostly
when a film is stopped while its sound is on.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from bivouac.errors import BivouacError, BundleError

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

log = logging.getLogger(__name__)

UNPLAYABLE_CODECS = {"AV1"}
"""What the engine opens without complaint and then shows nothing of."""

BLIND_AFTER = 3_000
"""Milliseconds of a film with pictures that may run without one before it counts as not playable."""

_QUEUED = Qt.ConnectionType.QueuedConnection


@dataclass
class Habits:
    """How the person watches, kept from film to film while the window lives.

    Attributes:
        captions: the language chosen for captions, empty for none, or None while nothing was chosen.
    """

    rate: float = 1.0
    volume: float = 0.8
    muted: bool = False
    captions: str | None = None
    transcript: bool = False


def film_player(window: QWidget, *, mute: bool) -> FilmPlayer:
    """The player of `window`, made with its first film. `mute` makes one that has no sound output at all."""
    there = window.findChild(FilmPlayer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return there or FilmPlayer(window, mute=mute)


class Film(QObject):
    """One opened film. It is silent once it is closed, or once another film was opened in the same window.

    Signals:
        loaded: it can be played; its duration in milliseconds.
        pictured: a new picture is there (`picture`).
        moved: it is at this position, in milliseconds; some 20 times a second while it runs.
        playing: it began to run, or stopped.
        ended: it ran to its end.
        failed: it cannot be played, with the error that says so to the person.

    Attributes:
        may_be_damaged: whether that may be for what the disk did to its file.
    """

    loaded = Signal(int)
    pictured = Signal()
    moved = Signal(int)
    playing = Signal(bool)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, player: FilmPlayer, path: Path) -> None:
        super().__init__()
        self.path = path
        self.is_playing = False
        self.duration = 0
        self.has_picture = False
        self.may_be_damaged = True
        self._player = player
        self._frame: QVideoFrame | None = None
        self._picture = QImage()

    @property
    def habits(self) -> Habits:
        return self._player.habits

    @property
    def can_sound(self) -> bool:
        """Whether this machine has something to play sound on."""
        return self._player.can_sound

    def play(self) -> None:
        """Run from here; at the end, run from the beginning."""
        self._player.order(self, self._player.wants_play)

    def pause(self) -> None:
        """Stand still and show the picture of this moment."""
        self._player.order(self, self._player.wants_pause)

    def seek(self, position: int) -> None:
        """Go to `position` in milliseconds, running or standing as before."""
        if not self.is_playing:
            self.pause()
        self._player.order(self, self._player.wants_position, position)

    def set_rate(self, rate: float) -> None:
        """Run `rate` times as fast as life, voices at their own pitch."""
        self.habits.rate = rate
        self._player.order(self, self._player.wants_rate, rate)

    def set_volume(self, volume: float) -> None:
        """How loud, from 0 to 1 as the ear hears it."""
        self.habits.volume = volume
        self._player.apply_volume()

    def set_muted(self, muted: bool) -> None:
        self.habits.muted = muted
        self._player.apply_volume()

    def take_frame(self, frame: QVideoFrame) -> None:
        """A new frame; it is turned into a picture only if somebody looks before the next one comes."""
        self._frame = frame
        self.has_picture = True
        self.pictured.emit()

    def picture(self) -> QImage:
        """The picture of this moment; null before the first."""
        if self._frame is not None:
            self._picture, self._frame = self._frame.toImage(), None
        return self._picture

    def let_go(self) -> None:
        """Keep no frame: they belong to the engine, which is about to stop."""
        self._frame = None
        self.is_playing = False

    def close(self) -> None:
        """Stop, and let go of the file."""
        self._player.close(self)


class FilmPlayer(QObject):
    """The media engine of one window. Panes use it through `Film`."""

    wants_source = Signal(QUrl)
    wants_play = Signal()
    wants_pause = Signal()
    wants_stop = Signal()
    wants_position = Signal("qlonglong")  # type: ignore[arg-type]  # Qt's name of 64 bits; `int` has 32
    wants_rate = Signal(float)
    _reached = Signal(object)

    def __init__(self, window: QWidget, *, mute: bool) -> None:
        super().__init__(window)
        from PySide6 import QtMultimedia

        self.habits = Habits()
        self._film: Film | None = None
        self._ready = False
        self._statuses = QtMultimedia.QMediaPlayer.MediaStatus
        self._codec_key = QtMultimedia.QMediaMetaData.Key.VideoCodec
        self._playing_state = QtMultimedia.QMediaPlayer.PlaybackState.PlayingState
        self._player = QtMultimedia.QMediaPlayer(self)
        self._sink = QtMultimedia.QVideoSink(self._player)
        self._output: QtMultimedia.QAudioOutput | None = None
        self._player.setVideoOutput(self._sink)
        self._player.setPitchCompensation(True)
        self._connect_orders()
        self._connect_reports()
        if not mute:
            self._devices = QtMultimedia.QMediaDevices(self)
            self._devices.audioOutputsChanged.connect(self._follow_sound)
            self._follow_sound()
        QCoreApplication.instance().aboutToQuit.connect(self._quit)  # type: ignore[union-attr]

    @property
    def can_sound(self) -> bool:
        return self._output is not None

    def open(self, path: Path) -> Film:
        """Load a film in place of the one before; it stands at its beginning. The file may have any name: its content counts."""
        film = Film(self, path)
        self._stop()
        self._film = film
        self._reached.emit(film)
        self.wants_source.emit(QUrl.fromLocalFile(str(path)))
        self.wants_rate.emit(self.habits.rate)
        return film

    def order(self, film: Film, order: object, *values: object) -> None:
        """Pass an order on, if it is for the film that is open."""
        if film is self._film:
            order.emit(*values)  # type: ignore[attr-defined]

    def close(self, film: Film) -> None:
        """Stop `film`, if it is the one that is open."""
        if film is self._film:
            self._stop()

    def apply_volume(self) -> None:
        if self._output is not None:
            self._output.setMuted(self.habits.muted)
            self._output.setVolume(self.habits.volume**2)  # the ear hears about the square root of the amplitude

    def _connect_orders(self) -> None:
        player = self._player
        self.wants_source.connect(player.setSource, _QUEUED)
        self.wants_play.connect(player.play, _QUEUED)
        self.wants_pause.connect(player.pause, _QUEUED)
        self.wants_stop.connect(player.stop, _QUEUED)
        self.wants_position.connect(player.setPosition, _QUEUED)
        self.wants_rate.connect(player.setPlaybackRate, _QUEUED)
        self._reached.connect(self._listen_to, _QUEUED)

    def _connect_reports(self) -> None:
        self._listening: Film | None = None
        self._sink.videoFrameChanged.connect(self._on_frame, _QUEUED)
        self._player.positionChanged.connect(self._on_position)
        self._player.playbackStateChanged.connect(self._on_playing)
        self._player.mediaStatusChanged.connect(self._on_status)
        self._player.errorOccurred.connect(self._on_error)

    def _stop(self) -> None:
        self._listening, self._ready = None, False
        if self._film is not None:
            self._film.let_go()
        self._film = None
        self.wants_stop.emit()
        self.wants_source.emit(QUrl())

    def _listen_to(self, film: Film) -> None:
        """What the engine reports from now on is about `film`: everything ordered before it has been carried out."""
        if film is self._film:
            self._listening = film

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        film = self._listening
        if film is None:
            return
        if status is self._statuses.LoadedMedia and not self._ready:
            self._ready = True
            self._on_loaded(film)
        elif status is self._statuses.EndOfMedia:
            film.ended.emit()

    def _on_loaded(self, film: Film) -> None:
        film.duration = self._player.duration()
        codecs = {track.stringValue(self._codec_key) for track in self._player.videoTracks()}
        if unplayable := codecs & UNPLAYABLE_CODECS:
            log.warning("film %s is in %s, which cannot be shown", film.path.name, *unplayable)
            film.may_be_damaged = False
            self._fail(
                BundleError(
                    "This film is stored as {codec}, a form that Bivouac cannot show. Tell the campus staff, so that they prepare the course again.",
                    codec=unplayable.pop(),
                )
            )
        else:
            film.loaded.emit(film.duration)

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self._ready and self._listening is not None and frame.isValid():
            self._listening.take_frame(frame)

    def _on_position(self, position: int) -> None:
        film = self._listening
        if film is None or not self._ready:
            return
        film.moved.emit(position)
        if film.is_playing and 0 < film.duration <= position and not (self.can_sound or self._player.hasVideo()):
            film.is_playing = False  # with nothing to see and nothing to sound on, the engine does not notice the end
            self.wants_pause.emit()
            film.ended.emit()
        if film.is_playing and not film.has_picture and position > BLIND_AFTER and self._player.hasVideo():
            log.warning("film %s runs and shows no picture", film.path.name)
            self._fail(_unplayable())

    def _on_playing(self) -> None:
        film = self._listening
        if film is None:
            return
        film.is_playing = self._player.playbackState() is self._playing_state
        film.playing.emit(film.is_playing)

    def _on_error(self, error: QMediaPlayer.Error, detail: str) -> None:
        if self._listening is not None:
            log.warning("film %s cannot be played: %s: %s", self._listening.path.name, error.name, detail)
            self._fail(_unplayable())

    def _fail(self, error: BivouacError) -> None:
        film = self._film
        self._stop()
        if film is not None:
            film.failed.emit(error)

    def _follow_sound(self) -> None:
        """Play sound where the system plays it now; headphones may be plugged in while a film runs."""
        from PySide6.QtMultimedia import QAudioOutput, QMediaDevices

        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            return
        if self._output is None:
            self._output = QAudioOutput(device, self._player)
            self.apply_volume()
            self._player.setAudioOutput(self._output)
        elif self._output.device() != device:
            self._output.setDevice(device)

    def _quit(self) -> None:
        """The event loop is ending: carry the last orders out before the engine is taken down."""
        self._stop()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _unplayable() -> BivouacError:
    return BundleError(
        "This film cannot be played: its file is damaged, or of a kind that Bivouac does not know. Repair the course; if that does not help, tell the campus staff."
    )
