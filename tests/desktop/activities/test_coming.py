"""A film that is watched while it arrives, with the real engine on a real file that grows."""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import pytest
from av.video.frame import VideoFrame
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.part import DOWNLOADS, Part
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Lesson, Rendition, Video
from bivouac.desktop.activities import coming
from bivouac.desktop.activities.pane import PaneContext
from bivouac.desktop.activities.video import VideoPane
from bivouac.desktop.theme import LIGHT
from bivouac.desktop.widgets.film_cards import EndCard, MessageCard
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.store.arriving import ComingFilm, coming_film

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "propagateSizeHints")

SECONDS, RATE = 16, 10
MIB = LIMITS.piece


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A film of noise: some megabytes in a few seconds."""
    path = tmp_path_factory.mktemp("noise") / "noise.webm"
    chance = random.Random(1)
    pictures = [chance.randbytes(320 * 180) for _ in range(7)]
    with av.open(str(path), "w", format="webm") as out:
        video = out.add_stream("libvpx", rate=RATE, options={"deadline": "realtime", "cpu-used": "16", "g": "10"})
        video.codec_context.width, video.codec_context.height = 320, 180
        video.codec_context.pix_fmt, video.codec_context.bit_rate = "yuv420p", 6_000_000
        for number in range(SECONDS * RATE):
            frame = VideoFrame(320, 180, "yuv420p")
            frame.planes[0].update(pictures[number % 7])
            for plane in frame.planes[1:]:
                plane.update(bytes([128]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    content = path.read_bytes()
    assert len(content) > 5 * MIB
    return content


class Arriving:
    """A film on its way, a piece at a time, and a pane that shows it."""

    def __init__(self, qtbot: QtBot, folder: Path, content: bytes) -> None:
        self.qtbot, self.content = qtbot, content
        self.layout = Layout.create(folder)
        self.digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        pieces = tuple(hashlib.sha256(content[at : at + MIB]).digest() for at in range(0, len(content), MIB))
        self.part = Part(folder / DOWNLOADS, self.digest, len(content), pieces)
        self.part.__enter__()
        rendition = Rendition(name="240p", blob=self.digest, size=len(content))
        self.video = Video(id="film", title="Film", duration=SECONDS, renditions=(rendition,))
        self.window = QWidget()
        self.window.resize(900, 600)
        qtbot.addWidget(self.window)

    def land(self, start: int, end: int) -> None:
        """Bytes come; what is known of them is written at once."""
        for at in range(start, min(end, len(self.content)), 200_000):
            assert not self.part.land(at, self.content[at : min(end, at + 200_000)])
        self.part._write_map()

    def finish(self) -> None:
        for start, end in self.part.gaps():
            self.land(start, end)
        with contextlib.suppress(PermissionError):  # the film is open, and gets its name when it is closed (Windows)
            self.part.finish(self.layout.blob_path(self.digest))

    def open(self) -> VideoPane:
        lesson = Lesson(id="lesson", title="Lesson", activities=(self.video,), pack=self.digest, pack_size=1)
        pane = VideoPane(PaneContext("course", "en", lesson, self.video, _Files(self.layout), LIGHT, mute=True))
        pane.setParent(self.window)
        pane.resize(self.window.size())
        pane.show_state(ActivityState())
        self.window.show()
        pane.show()
        return pane

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=15_000)


class _Files:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def read(self, path: str) -> bytes:
        raise AssertionError(path)

    def film(self, video: Video) -> Path | None:
        path = self._layout.blob_path(video.renditions[0].blob)
        return path if path.is_file() else None

    def coming(self, video: Video) -> ComingFilm | None:
        return coming_film(self._layout, video)


@pytest.fixture
def arriving(qtbot: QtBot, tmp_path: Path, noise: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Arriving]:
    monkeypatch.setattr(coming, "_MARGIN_SECONDS", 3.0)
    made = Arriving(qtbot, tmp_path, noise)
    yield made
    for pane in made.window.findChildren(VideoPane):
        pane.leave()
    made.part.close()


def test_it_says_that_it_is_coming_then_plays_as_far_as_it_has_come_and_goes_on_by_itself(arriving: Arriving) -> None:
    arriving.land(0, MIB)
    pane = arriving.open()
    arriving.until(lambda: pane.findChildren(MessageCard))
    said = " ".join(label.text() for label in pane.findChildren(MessageCard)[0].findChildren(QLabel))
    assert "on its way" in said and not pane.view.controls.isEnabled()
    arriving.land(MIB, 3 * MIB)
    arriving.until(lambda: pane.film is not None and pane.film.duration > 0)
    assert pane.view.controls.isEnabled()
    pane.toggle()
    arriving.until(lambda: pane.view.controls.notice.isVisible())
    arriving.until(lambda: pane.film is not None and not pane.film.is_playing)
    stood = pane.position()
    assert pane.film is not None and 0 < stood < 12_000 and pane.film.has_picture
    arriving.finish()
    arriving.until(lambda: pane.position() > stood + 500)
    assert not pane.view.controls.notice.isVisible()
    pane.seek((SECONDS - 2) * 1000)
    arriving.until(lambda: pane.findChildren(EndCard))


def test_a_place_that_has_not_come_is_gone_to_when_it_is_here(arriving: Arriving) -> None:
    arriving.land(0, 3 * MIB)
    pane = arriving.open()
    arriving.until(lambda: pane.film is not None and pane.film.duration > 0)
    pane.toggle()
    arriving.until(lambda: pane.film is not None and pane.film.is_playing)
    pane.seek(12_000)
    arriving.until(lambda: pane.view.controls.notice.isVisible())
    arriving.finish()
    arriving.until(lambda: pane.film is not None and pane.film.is_playing and pane.position() > 12_000)


def test_a_film_that_stood_stands_there(arriving: Arriving) -> None:
    arriving.land(0, 3 * MIB)
    pane = arriving.open()
    arriving.until(lambda: pane.film is not None and pane.film.duration > 0)
    pane.seek(12_000)
    arriving.until(lambda: pane.view.controls.notice.isVisible())
    arriving.finish()
    arriving.until(lambda: not pane.view.controls.notice.isVisible())
    assert pane.film is not None and not pane.film.is_playing and pane.position() == 12_000


def test_one_that_came_while_it_was_waited_for_is_shown(arriving: Arriving) -> None:
    arriving.land(0, 100_000)
    pane = arriving.open()
    arriving.until(lambda: pane.findChildren(MessageCard))
    arriving.finish()
    arriving.until(lambda: pane.film is not None and pane.film.duration > 0)
    assert pane.film is not None and pane.film.path == arriving.layout.blob_path(arriving.digest)


def test_only_whole_pieces_count_as_here(arriving: Arriving) -> None:
    assert coming_film(arriving.layout, arriving.video) is not None
    arriving.land(0, MIB + 500_000)
    film = coming_film(arriving.layout, arriving.video)
    assert film is not None and film.sound_until(0) == MIB and film.sound_until(MIB + 5) == MIB
    arriving.land(2 * MIB, 3 * MIB)
    assert film.sound_until(0) == MIB and film.sound_until(2 * MIB + 9) == 3 * MIB
    arriving.finish()
    assert film.is_whole() and film.sound_until(0) == film.size
    assert coming_film(arriving.layout, arriving.video) is None
