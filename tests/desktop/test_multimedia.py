"""The engine itself, without a pane around it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bivouac.desktop.multimedia import Film, FilmPlayer, film_player
from bivouac.errors import BivouacError
from tests.desktop.filming import make_colour_film

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "propagateSizeHints")


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[FilmPlayer]:
    window = QWidget()
    qtbot.addWidget(window)
    made = film_player(window, mute=True)
    yield made
    qtbot.wait(20)


def loaded(qtbot: QtBot, player: FilmPlayer, path: Path) -> Film:
    film = player.open(path)
    with qtbot.waitSignal(film.loaded, timeout=5_000):
        pass
    return film


def shows_hue_at(qtbot: QtBot, film: Film, position: int, hue: int) -> None:
    """Seek and wait for the picture of that moment; a picture of the moment before may still be on its way."""
    film.seek(position)

    def is_right() -> bool:
        picture = film.picture()
        return not picture.isNull() and abs(picture.pixelColor(20, 20).hsvHue() - hue) <= 15

    qtbot.waitUntil(is_right, timeout=5_000)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what is mapped where Linux tells it")
def test_mapping_the_library_brings_the_engine_too() -> None:
    """It is large, and the first player would wait for it on the window's thread."""
    program = """
from pathlib import Path
from bivouac.desktop.engines import FILMS, map_engines

def engine_is_here():
    return "ffmpegmediaplugin" in Path("/proc/self/maps").read_text()

before = engine_is_here()
map_engines(FILMS)
print(before, engine_is_here())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("False True", 0), done.stderr


def test_a_film_is_known_by_its_content_not_its_name(qtbot: QtBot, player: FilmPlayer, colour_film: Path) -> None:
    film = loaded(qtbot, player, colour_film)
    assert film.duration == pytest.approx(8_000, abs=50)
    assert film.picture().isNull()
    film.close()


def test_a_seek_shows_the_picture_of_that_moment(qtbot: QtBot, player: FilmPlayer, colour_film: Path) -> None:
    film = loaded(qtbot, player, colour_film)
    for second, hue in ((2, 240), (0, 0), (5, 180), (1, 120), (3, 60)):
        shows_hue_at(qtbot, film, second * 1000 + 500, hue)
    film.close()


@pytest.mark.parametrize(("rate", "least", "most"), [(1.0, 0.8, 2.5), (2.0, 0.35, 1.0)])
def test_the_rate_is_kept(
    qtbot: QtBot, player: FilmPlayer, colour_film: Path, rate: float, least: float, most: float
) -> None:
    film = loaded(qtbot, player, colour_film)
    film.set_rate(rate)
    reports: list[tuple[float, int]] = []
    film.moved.connect(lambda position: reports.append((time.monotonic(), position)))
    film.play()
    qtbot.waitUntil(lambda: bool(reports) and reports[-1][1] >= 1_400, timeout=8_000)
    began = next(report for report in reports if report[1] > 200)
    elapsed, advanced = reports[-1][0] - began[0], reports[-1][1] - began[1]
    assert least < elapsed / (advanced / 1000) < most
    film.close()


def test_the_end_is_told_once(qtbot: QtBot, player: FilmPlayer, colour_film: Path) -> None:
    film = loaded(qtbot, player, colour_film)
    ends: list[bool] = []
    film.ended.connect(lambda: ends.append(True))
    film.seek(7_700)
    film.play()
    qtbot.waitUntil(lambda: bool(ends), timeout=5_000)
    qtbot.wait(100)
    assert ends == [True]
    assert not film.is_playing
    film.close()


def test_a_film_hears_nothing_of_the_one_that_took_its_place(
    qtbot: QtBot, player: FilmPlayer, colour_film: Path
) -> None:
    first = loaded(qtbot, player, colour_film)
    first.play()
    qtbot.waitUntil(lambda: first.has_picture, timeout=5_000)
    told: list[object] = []
    second = player.open(colour_film)
    for signal in (first.moved, first.playing, first.ended, first.failed, first.loaded):
        signal.connect(lambda *values: told.append(values))
    with qtbot.waitSignal(second.loaded, timeout=5_000):
        pass
    first.play()
    first.seek(3_000)
    first.close()
    shows_hue_at(qtbot, second, 1_500, 120)
    assert told == []
    second.close()


def test_a_window_has_one_player(qtbot: QtBot, player: FilmPlayer) -> None:
    window = player.parent()
    assert isinstance(window, QWidget)
    assert film_player(window, mute=True) is player


def test_without_sound_output_a_film_runs(qtbot: QtBot, player: FilmPlayer) -> None:
    assert not player.can_sound


@pytest.mark.expects_log("in AV1, which cannot be shown")
def test_av1_is_refused_with_a_sentence(qtbot: QtBot, player: FilmPlayer, tmp_path: Path) -> None:
    film = player.open(make_colour_film(tmp_path / "film.webm", "libsvtav1", seconds=1))
    with qtbot.waitSignal(film.failed, timeout=5_000) as failed:
        pass
    assert "AV1" in sentence(failed.args)


@pytest.mark.expects_log("cannot be played")
@pytest.mark.parametrize("content", [b"", b"no film", b"\x1aE\xdf\xa3" + bytes(2000)])
def test_what_is_no_film_is_refused_with_a_sentence(
    qtbot: QtBot, player: FilmPlayer, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "film.webm"
    path.write_bytes(content)
    film = player.open(path)
    with qtbot.waitSignal(film.failed, timeout=5_000) as failed:
        pass
    assert "cannot be played" in sentence(failed.args)


@pytest.mark.expects_log("cannot be played")
def test_a_file_that_went_away_is_refused_with_a_sentence(qtbot: QtBot, player: FilmPlayer, tmp_path: Path) -> None:
    film = player.open(tmp_path / "gone.webm")
    with qtbot.waitSignal(film.failed, timeout=5_000) as failed:
        pass
    assert "cannot be played" in sentence(failed.args)


@pytest.mark.parametrize(
    "name", ["mdn-rabbit320.webm", "ricecooker-low_res_sample.webm", "marsha-big_buck_bunny_480p.mp4"]
)
def test_real_films_show_pictures(qtbot: QtBot, player: FilmPlayer, shared_courses: Path, name: str) -> None:
    film = loaded(qtbot, player, shared_courses / "video" / name)
    with qtbot.waitSignal(film.pictured, timeout=5_000):
        film.seek(film.duration // 2)
    picture = film.picture()
    colours = {picture.pixelColor(x * 20, y * 20).name() for x in range(10) for y in range(10)}
    assert len(colours) > 5
    film.close()


def test_the_engine_loads_with_the_first_film() -> None:
    script = (
        "import sys; import bivouac.desktop.multimedia, bivouac.desktop.activities.video;"
        "assert not [name for name in sys.modules if 'Multimedia' in name]"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("ending", ["close", "quit", "nothing"])
def test_a_process_ends_well_in_the_midst_of_a_film(colour_film: Path, ending: str) -> None:
    script = f"""
        import sys
        from pathlib import Path
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication, QWidget
        from bivouac.desktop.multimedia import film_player
        app = QApplication([])
        window = QWidget()
        film = film_player(window, mute=True).open(Path(sys.argv[1]))
        film.pictured.connect(film.picture)
        film.play()
        QTimer.singleShot(400, film.close if "{ending}" == "close" else lambda: None)
        QTimer.singleShot(500, app.quit)
        app.exec()
        if "{ending}" == "nothing":
            film.play()
        else:
            window.deleteLater()
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(script), colour_film], check=False, timeout=30)
    assert ran.returncode == 0


def sentence(arguments: list[object] | None) -> str:
    assert arguments
    assert isinstance(arguments[0], BivouacError)
    return arguments[0].sentence()
