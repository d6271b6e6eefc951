"""The pane of a film with the real engine, on films whose colour tells where they are."""

from __future__ import annotations

import itertools
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bivouac.courses.model import Audio, Captions, Lesson, Rendition, Video
from bivouac.desktop.activities import film_records
from bivouac.desktop.activities.pane import PaneContext
from bivouac.desktop.activities.video import VideoPane
from bivouac.desktop.theme import LIGHT
from bivouac.desktop.widgets.film_cards import EndCard, MessageCard, ResumeHint
from bivouac.errors import BundleError
from bivouac.language import use_language
from bivouac.sync.journal.acts import Act, Bookmarked, Completed, Reached, Watched
from bivouac.sync.journal.folds import ActivityState, NoteState
from bivouac.sync.journal.record import Stamp
from tests.desktop.filming import make_tone

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "propagateSizeHints")

DIGEST = "sha256:" + "0" * 64
HUES = {"red": 0, "green": 120, "blue": 240, "yellow": 60, "magenta": 300, "cyan": 180}
ENGLISH = b"""WEBVTT

00:00.000 --> 00:01.000
This is red.

00:02.100 --> 00:03.000
This is blue.
"""
FRENCH = ENGLISH.replace(b"This is", "Voilà".encode())


class Files:
    """A lesson with one film and what its pack holds."""

    def __init__(self, film: Path | None, **members: bytes) -> None:
        self._film = film
        self._members = {"en.vtt": ENGLISH, "fr.vtt": FRENCH, **members}

    def read(self, path: str) -> bytes:
        if path not in self._members:
            raise BundleError("The lesson has no “{path}”.", path=path)
        return self._members[path]

    def film(self, video: Video) -> Path | None:
        return self._film

    def coming(self, video: object) -> None:
        return None


class Room:
    """A window with panes in it, and everything they emitted."""

    def __init__(self, qtbot: QtBot, film: Path | None) -> None:
        self.qtbot = qtbot
        self.film = film
        self.window = QWidget()
        self.window.resize(1_000, 700)
        qtbot.addWidget(self.window)
        self.panes: list[VideoPane] = []
        self.acts: list[Act] = []

    def open(
        self,
        state: ActivityState | None = None,
        *,
        language: str = "en",
        captions: tuple[str, ...] = ("en", "fr"),
        kind: type[Video] = Video,
        **video: object,
    ) -> VideoPane:
        made = kind(
            id="film",
            title="Film",
            duration=8,
            renditions=(Rendition(name="240p", blob=DIGEST, size=1),),
            captions=tuple(Captions(language=tag, file=f"{tag}.vtt") for tag in captions),
            **video,  # type: ignore[arg-type]
        )
        lesson = Lesson(id="lesson", title="Lesson", activities=(made,), pack=DIGEST, pack_size=1)
        pane = VideoPane(PaneContext("course", language, lesson, made, Files(self.film), LIGHT, mute=True))
        pane.setParent(self.window)
        pane.resize(self.window.size())
        pane.acted.connect(self.acts.append)
        pane.show_state(state or ActivityState())
        self.panes.append(pane)
        self.window.show()
        pane.show()
        return pane

    def opened(self, state: ActivityState | None = None, **wishes: object) -> VideoPane:
        """A pane whose film can be played."""
        pane = self.open(state, **wishes)  # type: ignore[arg-type]
        self.until(lambda: pane.film is not None and pane.film.duration > 0)
        return pane

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=8_000)

    def played_to(self, pane: VideoPane, position: int) -> None:
        """Let it run until it has come to a position."""
        pane.toggle()
        self.until(lambda: pane.position() >= position)

    def seen(self) -> list[tuple[int, int]]:
        return [(act.start, act.end) for act in self.acts if isinstance(act, Watched)]

    def reached(self) -> list[int]:
        return [act.position for act in self.acts if isinstance(act, Reached)]


@pytest.fixture
def room(qtbot: QtBot, colour_film: Path) -> Iterator[Room]:
    made = Room(qtbot, colour_film)
    yield made
    for pane in made.panes:
        pane.leave()
    qtbot.wait(30)


def colour(pane: VideoPane) -> QColor:
    """What is painted near the upper edge of the film, where neither captions nor buttons are."""
    area = pane.view.surface.picture_area()
    return pane.view.surface.grab().toImage().pixelColor(round(area.center().x()), round(area.top()) + 30)


def shows(pane: VideoPane, name: str) -> bool:
    seen = colour(pane)
    return (
        seen.hsvSaturation() > 100 and min(abs(seen.hsvHue() - HUES[name]), 360 - abs(seen.hsvHue() - HUES[name])) < 15
    )


# --- pictures --------------------------------------------------------------------------------------------------------


def test_frames_are_painted_and_change(room: Room) -> None:
    pane = room.opened()
    pane.toggle()
    room.until(lambda: shows(pane, "red"))
    room.until(lambda: shows(pane, "green"))


@pytest.mark.parametrize(("position", "name"), [(2_500, "blue"), (5_500, "cyan"), (1_100, "green")])
def test_a_seek_lands_on_the_right_picture(room: Room, position: int, name: str) -> None:
    pane = room.opened()
    pane.seek(position)
    room.until(lambda: shows(pane, name))
    assert pane.position() == pytest.approx(position, abs=60)


def test_nothing_plays_by_itself(room: Room, qtbot: QtBot) -> None:
    pane = room.opened()
    qtbot.wait(200)
    assert pane.position() == 0
    pane.leave()
    assert room.acts == []


def test_one_goes_on_from_a_film_as_from_any_activity(room: Room, qtbot: QtBot) -> None:
    pane = room.opened()
    assert pane.onward.isVisible() and pane.onward.text() == "Next"
    assert pane.onward.mapTo(pane, pane.onward.rect().topLeft()).y() > pane.view.geometry().bottom()
    with qtbot.waitSignal(pane.finished):
        pane.onward.click()


def test_a_film_ends_with_a_choice_and_can_be_seen_again(room: Room) -> None:
    pane = room.opened()
    pane.seek(7_600)
    pane.toggle()
    room.until(lambda: isinstance(pane.view.surface.card(), EndCard))
    onward: list[bool] = []
    pane.finished.connect(lambda: onward.append(True))
    again, following = pane.view.surface.card().findChildren(QPushButton)  # type: ignore[union-attr]
    following.click()
    assert onward == [True]
    again.click()
    room.until(lambda: pane.film is not None and pane.film.is_playing and shows(pane, "red"))
    assert pane.view.surface.card() is None


# --- what is recorded ------------------------------------------------------------------------------------------------


def test_what_ran_is_recorded_when_it_pauses(room: Room) -> None:
    pane = room.opened()
    room.played_to(pane, 800)
    pane.toggle()
    room.until(lambda: len(room.seen()) == 1)
    (start, end) = room.seen()[0]
    assert start < 200
    assert 700 <= end <= 1_500
    assert room.reached() == pytest.approx([end], abs=200)


def test_a_seek_records_what_was_seen_before_it_and_nothing_of_what_it_skipped(room: Room) -> None:
    pane = room.opened()
    room.played_to(pane, 600)
    pane.seek(4_000)
    before = room.seen()
    assert len(before) == 1
    assert before[0][1] < 1_500
    room.until(lambda: pane.position() >= 4_500)
    pane.toggle()
    room.until(lambda: len(room.seen()) == 2)
    assert 3_900 <= room.seen()[1][0] <= 4_200
    assert room.seen()[1][1] >= 4_400


def test_a_film_that_runs_is_recorded_on_the_way(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_records, "RECORD_EVERY", 400)
    pane = room.opened()
    room.played_to(pane, 1_500)
    intervals = room.seen()
    assert len(intervals) >= 2
    assert all(one[1] == other[0] for one, other in itertools.pairwise(intervals))
    assert len(room.reached()) == len(intervals)


def test_leaving_records_what_is_left_and_says_nothing_after(room: Room, qtbot: QtBot) -> None:
    pane = room.opened()
    room.played_to(pane, 600)
    pane.leave()
    told = list(room.acts)
    assert len(room.seen()) == 1
    assert len(room.reached()) == 1
    pane.leave()
    qtbot.wait(100)
    assert room.acts == told


def test_film_time_is_recorded_at_double_speed(room: Room) -> None:
    pane = room.opened()
    pane.view.controls.rate_chosen.emit(2.0)
    room.played_to(pane, 2_000)
    pane.toggle()
    room.until(lambda: bool(room.seen()))
    assert sum(end - start for start, end in room.seen()) == pytest.approx(pane.position(), abs=300)


def test_a_film_is_done_once_when_most_of_it_was_seen(room: Room) -> None:
    pane = room.opened(ActivityState(watched=[(0, 6_900)]))
    pane.seek(6_800)
    pane.toggle()
    room.until(lambda: isinstance(pane.view.surface.card(), EndCard))
    assert room.acts.count(Completed()) == 1
    pane.seek(7_000)
    pane.leave()
    assert room.acts.count(Completed()) == 1


def test_a_state_that_comes_late_takes_nothing_back(room: Room) -> None:
    pane = room.opened(ActivityState(watched=[(0, 6_500)]))
    before = ActivityState(watched=[(0, 6_500)])
    pane.seek(6_500)
    pane.toggle()
    room.until(lambda: pane.position() >= 6_800)
    pane.toggle()
    room.until(lambda: len(room.seen()) == 1)
    pane.show_state(before)
    pane.seek(6_800)
    pane.toggle()
    room.until(lambda: isinstance(pane.view.surface.card(), EndCard))
    assert Completed() in room.acts


def test_the_end_alone_does_not_make_a_film_done(room: Room) -> None:
    pane = room.opened()
    pane.seek(7_500)
    pane.toggle()
    room.until(lambda: isinstance(pane.view.surface.card(), EndCard))
    assert Completed() not in room.acts


# --- coming back -----------------------------------------------------------------------------------------------------


def test_a_film_continues_where_it_was_left(room: Room) -> None:
    pane = room.opened(ActivityState(position=4_500))
    room.until(lambda: shows(pane, "magenta"))
    assert pane.position() == pytest.approx(4_500, abs=60)
    assert room.acts == []


@pytest.mark.parametrize("width", [1_000, 420])
def test_the_hint_stays_within_the_picture(room: Room, qtbot: QtBot, width: int) -> None:
    pane = room.opened(ActivityState(position=4_500))
    pane.resize(width, 500)
    qtbot.wait(50)
    area = pane.view.surface.picture_area().toRect()
    assert area.contains(pane.findChild(ResumeHint).geometry())


def test_one_may_start_from_the_beginning(room: Room) -> None:
    pane = room.opened(ActivityState(position=4_500))
    pane.findChild(ResumeHint).findChild(QPushButton).click()
    room.until(lambda: pane.position() < 100 and shows(pane, "red"))
    room.until(lambda: pane.findChild(ResumeHint) is None)


def test_a_film_left_at_its_end_starts_anew_without_asking(room: Room) -> None:
    pane = room.opened(ActivityState(position=8_000))
    assert pane.position() == 0
    assert pane.findChild(ResumeHint) is None


def test_a_note_leads_to_its_moment(room: Room) -> None:
    pane = room.opened()
    pane.go_to(3_500)
    room.until(lambda: shows(pane, "yellow"))


def test_a_note_opened_before_the_film_has_loaded_leads_there_too(room: Room) -> None:
    pane = room.open(ActivityState(position=4_500))
    pane.go_to(3_500)
    room.until(lambda: shows(pane, "yellow"))
    assert pane.findChild(ResumeHint) is None


def test_choices_stay_from_film_to_film(room: Room) -> None:
    first = room.opened()
    first.view.controls.rate_chosen.emit(1.5)
    first.view.controls.captions_chosen.emit("fr")
    first.leave()
    second = room.opened()
    assert second.film is not None
    assert second.film.habits.rate == 1.5
    assert second.captions.chosen == "fr"


# --- notes and bookmarks ---------------------------------------------------------------------------------------------


def test_a_bookmark_is_set_and_taken_away(room: Room, qtbot: QtBot) -> None:
    pane = room.opened()
    pane.seek(3_000)
    qtbot.keyClick(pane.view.surface, Qt.Key.Key_B)
    assert room.acts[-1] == Bookmarked(3_000)
    pane.show_state(ActivityState(bookmarks={3_000: (Stamp(1, "a"), True)}))
    pane.seek(3_900)
    qtbot.keyClick(pane.view.surface, Qt.Key.Key_B)
    assert room.acts[-1] == Bookmarked(3_000, False)


def test_a_note_is_wanted_at_the_moment_and_the_film_waits(room: Room, qtbot: QtBot) -> None:
    pane = room.opened()
    room.played_to(pane, 500)
    with qtbot.waitSignal(pane.note_wanted) as wanted:
        qtbot.keyClick(pane.view.surface, Qt.Key.Key_N)
    assert wanted.args == [pane.position(), ""]
    room.until(lambda: pane.film is not None and not pane.film.is_playing)


def test_what_was_seen_noted_and_marked_stands_on_the_bar(room: Room) -> None:
    pane = room.open()
    notes = {"n": NoteState(Stamp(1, "a"), "Ask about scope", 2_000)}
    pane.show_state(ActivityState(watched=[(0, 3_000)], notes=notes, bookmarks={5_000: (Stamp(1, "a"), True)}))
    bar = pane.view.controls.seek_bar
    picture = bar.grab().toImage()

    def has(name: str, position: int) -> bool:
        x = round(bar.x_of(position))
        return any(picture.pixelColor(x, y) == LIGHT.colour(name) for y in range(picture.height()))

    assert [has("good", 1_500), has("good", 4_000), has("warn", 2_000), has("warn", 5_000)] == [True, False, True, True]


# --- captions --------------------------------------------------------------------------------------------------------


def caption_at(room: Room, pane: VideoPane, position: int) -> str:
    pane.seek(position)
    return pane.captions.at(pane.position())


def test_captions_are_in_the_language_of_the_window_at_their_time(room: Room) -> None:
    use_language("fr")
    pane = room.opened()
    assert [caption_at(room, pane, at) for at in (500, 1_500, 2_500)] == ["Voilà red.", "", "Voilà blue."]


def test_captions_stand_over_the_picture_while_they_are_due(room: Room) -> None:
    pane = room.opened()

    def is_captioned() -> bool:
        """Whether white letters are on the lower third of a film that has no white."""
        picture, area = pane.view.surface.grab().toImage(), pane.view.surface.picture_area().toRect()
        rows = range(area.bottom() - area.height() // 4, area.bottom() - 5, 2)
        return any(
            picture.pixelColor(x, y).name() == "#ffffff" for x in range(area.left(), area.right(), 2) for y in rows
        )

    pane.seek(2_500)
    room.until(lambda: shows(pane, "blue") and is_captioned())
    pane.seek(3_500)
    room.until(lambda: shows(pane, "yellow") and not is_captioned())
    pane.seek(500)
    pane.view.controls.captions_toggled.emit()
    room.until(lambda: shows(pane, "red") and not is_captioned())


def test_without_a_track_in_the_language_of_the_window_that_of_the_course_is_taken(room: Room) -> None:
    use_language("fr")
    pane = room.opened(language="en-GB", captions=("en",))
    assert caption_at(room, pane, 500) == "This is red."


def test_without_a_track_in_either_language_captions_are_off_and_the_transcript_is_there(room: Room) -> None:
    use_language("fr")
    pane = room.opened(language="ar", captions=("en",))
    assert pane.captions.chosen == ""
    assert pane.view.transcript.model.rowCount() == 2


def test_the_transcript_follows_and_leads(room: Room) -> None:
    pane = room.opened()
    pane.view.controls.transcript_toggled.emit()
    assert pane.view.transcript.isVisible()
    pane.view.transcript.list.chosen.emit(2_100)
    room.until(lambda: shows(pane, "blue"))
    assert pane.view.transcript.model.current().row() == 1


def test_a_search_result_opens_the_transcript_at_its_words(room: Room) -> None:
    pane = room.opened()
    pane.show_text("blue")
    assert pane.view.transcript.isVisible()
    assert pane.view.transcript.model.rowCount() == 1


@pytest.mark.expects_log("captions de.vtt")
def test_captions_that_cannot_be_read_cost_nothing_else(room: Room) -> None:
    pane = room.opened(language="de", captions=("de",))
    assert pane.view.controls.notice.isVisible()
    pane.toggle()
    room.until(lambda: shows(pane, "red"))


# --- what goes wrong -------------------------------------------------------------------------------------------------


def test_a_film_that_is_not_here_is_said_and_its_transcript_can_be_read(room: Room) -> None:
    room.film = None
    pane = room.open()
    room.until(lambda: isinstance(pane.view.surface.card(), MessageCard))
    assert "not on this computer" in message(pane)
    assert pane.view.transcript.isVisible()
    assert not pane.view.controls.isVisible()
    pane.toggle()
    pane.seek(2_000)


@pytest.mark.expects_log("cannot be played")
def test_a_film_that_cannot_be_played_is_said(room: Room, tmp_path: Path) -> None:
    room.film = tmp_path / "film"
    room.film.write_bytes(b"This is no film.")
    pane = room.open()
    room.until(lambda: isinstance(pane.view.surface.card(), MessageCard))
    assert "cannot be played" in message(pane)
    pane.leave()
    assert room.acts == []


def test_a_recording_is_heard_with_its_captions_over_a_still_picture(room: Room, tmp_path: Path) -> None:
    room.film = make_tone(tmp_path / "e3b0c442")
    pane = room.opened(kind=Audio)
    before = colour(pane)
    room.played_to(pane, 700)
    assert colour(pane) == before != QColor(Qt.GlobalColor.black)
    assert pane.view.surface._caption == "This is red."
    pane.toggle()
    room.until(lambda: bool(room.seen()))
    pane.seek(7_900)
    pane.toggle()
    room.until(lambda: isinstance(pane.view.surface.card(), EndCard))


@pytest.mark.expects_log("poster gone.jpg")
def test_a_poster_that_is_not_there_is_done_without(room: Room) -> None:
    pane = room.opened(poster="gone.jpg")
    pane.toggle()
    room.until(lambda: shows(pane, "red"))


def test_a_pane_that_is_hidden_pauses(room: Room) -> None:
    pane = room.opened()
    room.played_to(pane, 300)
    pane.hide()
    room.until(lambda: pane.film is not None and not pane.film.is_playing)


def test_a_pane_that_is_left_before_its_film_opens_opens_none(room: Room, qtbot: QtBot) -> None:
    pane = room.open()
    pane.leave()
    qtbot.wait(100)
    assert pane.film is None


def test_panes_come_and_go_in_one_process(colour_film: Path) -> None:
    """Twenty films opened, played, left and deleted in different moments of their life; the process ends as it should."""
    script = """
        import sys
        from pathlib import Path
        from PySide6.QtCore import QEventLoop, QTimer
        from PySide6.QtWidgets import QApplication, QMainWindow
        from tests.desktop.activities.test_video import DIGEST, Files
        from bivouac.courses.model import Lesson, Rendition, Video
        from bivouac.desktop.activities.pane import PaneContext
        from bivouac.desktop.activities.video import VideoPane
        from bivouac.desktop.theme import LIGHT
        from bivouac.sync.journal.folds import ActivityState

        def wait(milliseconds):
            loop = QEventLoop()
            QTimer.singleShot(milliseconds, loop.quit)
            loop.exec()

        app = QApplication([])
        window = QMainWindow()
        window.show()
        video = Video(id="v", title="V", duration=8, renditions=(Rendition(name="240p", blob=DIGEST, size=1),))
        lesson = Lesson(id="l", title="L", activities=(video,), pack=DIGEST, pack_size=1)
        for turn in range(20):
            pane = VideoPane(PaneContext("c", "en", lesson, video, Files(Path(sys.argv[1])), LIGHT, mute=True))
            pane.show_state(ActivityState())
            window.setCentralWidget(pane)
            wait(turn * 5)
            pane.toggle()
            wait(turn * 4)
            if turn % 4 == 1:
                pane.seek(3_000)
            if turn % 4 != 3:
                pane.leave()
            if turn % 2:
                wait(10)
        window.close()
    """
    command = [sys.executable, "-c", textwrap.dedent(script), colour_film]
    assert subprocess.run(command, check=False, timeout=60, cwd=Path(__file__).parents[3]).returncode == 0


def message(pane: VideoPane) -> str:
    card = pane.view.surface.card()
    assert isinstance(card, MessageCard)
    return card.sentence.text()
