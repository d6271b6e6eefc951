"""The pane of a film or a recording: plays it, follows it in the transcript, and hands on what the learner did."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from bivouac.courses.model import Audio, Video
from bivouac.desktop.activities.coming import ComingGuard, not_here, on_its_way
from bivouac.desktop.activities.film_captions import FilmCaptions
from bivouac.desktop.activities.film_records import FilmRecords
from bivouac.desktop.activities.film_sound import FilmSound
from bivouac.desktop.activities.pane import ActivityPane, PaneContext
from bivouac.desktop.activities.poster import read_poster
from bivouac.desktop.activities.watching import bookmark_near, resume_at
from bivouac.desktop.engines import FILMS, map_engines
from bivouac.desktop.importing import import_in_turns
from bivouac.desktop.multimedia import Film, film_player
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.action_bar import ActionBar
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.film_cards import EndCard, MessageCard
from bivouac.desktop.widgets.film_text import FilmText
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.player import PlayerView
from bivouac.desktop.widgets.seek_bar import Mark
from bivouac.desktop.widgets.turns import in_next_turn
from bivouac.errors import BivouacError
from bivouac.language import current_language, tr
from bivouac.sync.journal.acts import Bookmarked
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.store.arriving import ComingFilm

log = logging.getLogger(__name__)

HINT_FOR = 12_000
"""Milliseconds of playing for which the hint stays that the film continues where it was left."""


class VideoPane(ActivityPane):
    """Decides what happens with a film; `PlayerView` shows it. The film is opened once the pane was painted first."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self.video = cast(Video, context.activity)
        self.film: Film | None = None
        self.captions = FilmCaptions(self.video.captions, context.files.read)
        self.records = FilmRecords(round(self.video.duration * 1000), self)
        self.records.acted.connect(self.acted)
        self._guard: ComingGuard | None = None
        self._state: ActivityState | None = None
        self._opened = self._left = self._ended = self._resumed = False
        self._lay_out()
        self._connect_controls()

    def _lay_out(self) -> None:
        self.view = PlayerView(self.context.theme, self.context.scale)
        self.view.surface.setAccessibleName(self.video.title)
        self.sound = FilmSound(self.view.controls, lambda: self.film)
        self.onward = button(self.onward_text(done=True), self._go_on, "main")
        bar = ActionBar()
        bar.add_right(self.onward)
        padded = QVBoxLayout()
        padded.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        padded.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(padded, 1)
        column.addWidget(bar)
        if self.video.text:
            style = PageStyle(self.context.theme, self.context.scale)
            text = FilmText(self.context.files.read, style, self.video.text)
            text.link_activated.connect(self.link_activated)
            self.view.stage.set_below(text)
        self.setFocusProxy(self.view)
        self._poster = read_poster(self.video, self.context.files.read)
        self.view.surface.set_poster(self._poster)
        self.view.controls.show_duration(self.records.duration)
        self._show_captions()

    def _connect_controls(self) -> None:
        controls, surface = self.view.controls, self.view.surface
        surface.clicked.connect(self.toggle)
        surface.double_clicked.connect(self._toggle_fullscreen)
        controls.play_toggled.connect(self.toggle)
        controls.stepped.connect(lambda step: self.seek(self.records.position + step))
        controls.sought.connect(self.seek)
        controls.captions_chosen.connect(self._choose_captions)
        controls.captions_toggled.connect(self._toggle_captions)
        controls.transcript_toggled.connect(self._toggle_transcript)
        controls.note_asked.connect(self._ask_note)
        controls.bookmark_toggled.connect(self._toggle_bookmark)
        controls.fullscreen_toggled.connect(self._toggle_fullscreen)
        self.view.transcript.sought.connect(self.seek)

    # the pane's interface

    def show_state(self, state: ActivityState) -> None:
        if self._state is None:
            self.records.begin_at(resume_at(state.position, self.records.duration))
            self._resumed = self.records.position > 0
            self.view.controls.show_position(self.records.position)
        self._state = state
        self.records.show_state(state)
        notes = [Mark(note.at, note.text) for note in state.live_notes().values() if note.text]
        bar = self.view.controls.seek_bar
        bar.show_watched(state.watched)
        bar.show_marks([*notes, *(Mark(at) for at in state.live_bookmarks())])
        self._show_moment()

    def go_to(self, position: int) -> None:
        self.seek(position)

    def show_text(self, text: str) -> None:
        self.view.transcript.show_found(text)
        self._show_transcript(True)

    def position(self) -> int:
        return self.records.position

    def leave(self) -> None:
        if self._left:
            return
        self._left = True
        self.records.stood()
        self.view.fill_screen(False)
        self.view.surface.set_waiting(False)
        self.view.surface.show_pictures(None)
        if self.film is not None:
            film, self.film = self.film, None
            film.close()
            film.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._opened:
            self._opened = True
            in_next_turn(self, self._open)  # the pane is painted first: the engine takes a moment to load

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.film is not None and self.film.is_playing and not event.spontaneous():
            self.film.pause()

    # opening

    def _open(self) -> None:
        if self._left:
            return
        path = self.context.files.film(self.video)
        if path is None and (coming := self.context.files.coming(self.video)) is not None:
            self._wait_for(coming)
            return
        if path is None:
            self._prefer_own_language()
            self._show_instead(not_here(self.video), "download")
            return
        self.view.surface.set_waiting(True)
        map_engines(FILMS)  # which whoever loaded the lesson has done
        import_in_turns(self, FILMS, lambda: in_next_turn(self, partial(self._open_film, path)))

    def _wait_for(self, coming: ComingFilm) -> None:
        """Say that the film is on its way, and show it as soon as enough of it is here."""
        guard = self._guard = ComingGuard(coming, self.video.duration, self)
        guard.enough.connect(self._open_coming)
        guard.waiting.connect(self._on_waiting)
        self._prefer_own_language()
        self._show_instead(on_its_way(self.video), "download")
        guard.look()

    def _open_coming(self) -> None:
        if self._left or self._guard is None or self.film is not None:
            return
        self.view.surface.set_card(None)
        self.view.controls.setEnabled(True)
        self.view.surface.set_waiting(True)
        self._open_film(self._guard.coming.file())
        if self.film is not None:
            self._guard.guard(self.film)

    def _on_waiting(self, waiting: bool) -> None:
        """The film stands where it has not come yet, or goes on."""
        self.view.surface.set_waiting(waiting)
        self.view.controls.show_notice(
            tr("The rest of this film is on its way; it goes on by itself.") if waiting else ""
        )

    def _open_film(self, path: Path) -> None:
        if self._left:
            return
        film = self.film = film_player(self.window(), mute=self.context.mute).open(path)
        film.loaded.connect(self._on_loaded)
        film.moved.connect(self._on_moved)
        film.pictured.connect(self.view.surface.update)
        film.playing.connect(self._on_playing)
        film.ended.connect(self._on_ended)
        film.failed.connect(self._on_failed)
        self._take_up_habits(film)

    def _take_up_habits(self, film: Film) -> None:
        """Show this film as the person watched the one before in this window."""
        habits = film.habits
        if habits.captions is None:
            self._prefer_own_language()
        elif habits.captions:
            self.captions.prefer(habits.captions)
        self._show_captions()
        self._show_transcript(habits.transcript)
        self.sound.show()
        if not film.can_sound:
            silent = tr("This computer has no loudspeaker or headphones: the film plays without sound.")
            self.view.controls.show_no_sound("" if self.context.mute else silent)

    def _on_loaded(self, duration: int) -> None:
        if self.film is None:
            return
        self.records.duration = duration
        surface = self.view.surface
        surface.set_waiting(False)
        surface.show_pictures((lambda: self._poster) if isinstance(self.video, Audio) else self.film.picture)
        surface.show_poster(self.records.position == 0)
        surface.offer_play(True)
        self.view.controls.show_duration(duration)
        if self._guard is None or self._guard.may_seek(self.records.position):
            self.film.seek(self.records.position)
        if self._resumed:
            self.view.show_resume_hint(self.records.position).restart.connect(self._restart)

    def _on_failed(self, error: BivouacError) -> None:
        film, self.film = self.film, None
        if self._guard is not None and not self._guard.coming.is_whole():
            self._guard.give_up()  # until all of it is here
            self._show_instead(on_its_way(self.video), "download")
            return
        self._show_instead(error.sentence(), "warning")
        if film is not None and film.may_be_damaged:
            self.damaged.emit()

    def _show_instead(self, sentence: str, icon_name: str) -> None:
        """Say why there is no film; its transcript can still be read."""
        surface = self.view.surface
        self.view.fill_screen(False)
        surface.set_waiting(False)
        surface.offer_play(False)
        surface.show_pictures(None)
        surface.show_poster(True)
        surface.set_card(MessageCard(icon_name, sentence, self.context.theme, self.context.scale))
        self.view.controls.setEnabled(False)
        self.view.stage.wake()
        self._show_captions()
        self._show_transcript(bool(self.captions.cues()))

    # playing

    def toggle(self) -> None:
        """Play, or pause."""
        if self.film is None:
            return
        if self.film.is_playing:
            self.film.pause()
        else:
            self._leave_end()
            self.view.surface.show_poster(False)
            self.film.play()
            QTimer.singleShot(HINT_FOR, self.view, self.view.hide_resume_hint)

    def seek(self, position: int) -> None:
        """Go to a place of the film, in milliseconds; what was seen until now is recorded first."""
        position = min(max(position, 0), max(self.records.duration - 1, 0))
        self._resumed = False
        self.view.hide_resume_hint()  # it goes on from elsewhere now
        self.records.jumped(position)
        self.view.controls.show_position(position)
        self._show_moment()
        if self.film is not None and self.film.duration:
            self._leave_end()
            self.view.surface.show_poster(False)
            if self._guard is None or self._guard.may_seek(position):
                self.film.seek(position)

    def _restart(self) -> None:
        self.seek(0)
        self.view.surface.setFocus()

    def _on_moved(self, position: int) -> None:
        if self.film is None:
            return
        if self._guard is not None:
            self._guard.follow(position)
        self.records.moved(position, self.film.habits.rate if self.film.is_playing else None)
        self.view.controls.show_position(position)
        self._show_moment()

    def _on_playing(self, playing: bool) -> None:
        self.view.stage.show_playing(playing)
        self.view.surface.offer_play(not playing)
        if not playing and self.film is not None:
            self.records.stood()

    def _on_ended(self) -> None:
        self._ended = True
        self.records.ended()
        self.view.hide_resume_hint()
        recording = isinstance(self.video, Audio)
        card = EndCard(self.context.theme, self.context.scale, self.onward_text(done=True), recording=recording)
        card.again.connect(self._watch_again)
        card.next.connect(self._go_on)
        self.view.surface.set_card(card)
        self.view.stage.wake()
        if self.view.surface.hasFocus():
            card.setFocus()

    def _watch_again(self) -> None:
        self.seek(0)
        self.toggle()
        self.view.surface.setFocus()

    def _go_on(self) -> None:
        self.view.fill_screen(False)
        self.finished.emit()

    def _leave_end(self) -> None:
        """The film goes on after its end."""
        if self._ended:
            self._ended = False
            self.view.surface.set_card(None)

    # notes and bookmarks

    def _toggle_bookmark(self) -> None:
        at = self._bookmark_here()
        self.acted.emit(Bookmarked(self.records.position) if at is None else Bookmarked(at, False))

    def _bookmark_here(self) -> int | None:
        """The bookmark at this moment, or None."""
        return bookmark_near(self._state.live_bookmarks() if self._state else [], self.records.position)

    def _ask_note(self) -> None:
        if self.film is not None:
            self.film.pause()
        self.view.fill_screen(False)
        self.note_wanted.emit(self.records.position, "")

    # captions and transcript

    def _choose_captions(self, language: str) -> None:
        self.captions.choose(language)
        self._show_captions()
        if self.film is not None:
            self.film.habits.captions = language

    def _toggle_captions(self) -> None:
        if self.captions.languages:
            self._choose_captions("" if self.captions.shown else self.captions.language)

    def _prefer_own_language(self) -> None:
        self.captions.prefer_first(current_language(), self.context.language)

    def _show_captions(self) -> None:
        self.view.controls.show_captions(self.captions.languages, self.captions.chosen)
        self.view.transcript.show_cues(self.captions.cues())
        if self.captions.unreadable:
            notice = tr("The captions of this film could not be read. The film plays without them.")
            self.view.controls.show_notice(notice)
        self._show_moment()

    def _show_moment(self) -> None:
        """Show what belongs to where the film is: caption, line of the transcript, bookmark."""
        self.view.surface.set_caption(self.captions.at(self.records.position))
        self.view.transcript.show_position(self.records.position)
        self.view.controls.show_bookmarked(self._bookmark_here() is not None)

    def _toggle_transcript(self) -> None:
        shown = not self.view.transcript.isVisibleTo(self.view)
        self._show_transcript(shown)
        if self.film is not None:
            self.film.habits.transcript = shown

    def _show_transcript(self, shown: bool) -> None:
        self.view.show_transcript(shown and bool(self.captions.languages))

    # the rest of the controls

    def _toggle_fullscreen(self) -> None:
        if self.film is not None:
            self.view.fill_screen(not self.view.is_fullscreen())
