"""How the program begins: what is there before the first picture, what comes after it, and beside the window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from bivouac.desktop import app as app_module
from bivouac.desktop.app import App
from tests import windows
from tests.desktop.laptop import FRENCH, WAIT_SECONDS, Laptop, until

REPOSITORY = Path(__file__).resolve().parents[2]
UNNEEDED = ("PySide6.QtMultimedia", "av", "cryptography", "lxml", "requests", "sqlite_utils", "tuf", "urllib3")
AFTERWARDS = {"bivouac.desktop.screens.space.screen", "bivouac.sync.protocol.sticks", "PySide6.QtNetwork"}
HEAVY = (
    "PySide6.QtMultimedia",
    "requests",
    "cryptography",
    "sqlite_utils",
    "lxml",
    "av",
    "urllib3",
    "ziamath",
    "ssl",
    "zeroconf",
)


def run(program: str, *arguments: str | Path) -> str:
    """What a Python program prints that has a process of its own, as this one has loaded everything."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=WAIT_SECONDS * 2, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_pictures_of_films_are_made_without_opengl() -> None:
    """Setting it up for the first one takes longer than the window may stand still."""
    program = """
from PySide6.QtCore import QCoreApplication, Qt
from bivouac.desktop.app import make_application
application = make_application(["bivouac"])
print(QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_ForceRasterWidgets))
"""
    assert run(program) == "True"


def test_a_long_log_that_somebody_reads_stays_until_the_next_start(tmp_path: Path) -> None:
    """Windows lets nobody rename it meanwhile; the second of two windows ended with that instead of saying that there is one."""
    file = tmp_path / "logs" / "bivouac.log"
    file.parent.mkdir()
    file.write_bytes(b"-" * (app_module._LOG_BYTES + 1))
    with windows.manners(tmp_path), file.open("rb"):
        app_module._log_to(tmp_path)
        assert file.exists()
    app_module._log_to(tmp_path)
    assert file.with_suffix(".old.log").exists()


def test_screens_are_imported_one_in_a_turn_after_a_slow_first_look(tmp_path: Path) -> None:
    """Together they take tenths of a second, in which the window, painted already, would stand still."""
    program = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from bivouac.desktop import app as module

def ours():
    return {name for name in sys.modules if name.startswith("bivouac.desktop.")}

def look():
    global before, most
    if app.window.isVisible():
        most, before = max(most, len(ours() - before)), ours()
    if app.network._information is not None:
        application.quit()

module._FIRST_LOOK_SECONDS = 0.0
application = module.make_application(["bivouac"])
app = module.App(Path(sys.argv[1]), mute=True)
app.start()
before, most = ours(), 0
timer = QTimer(interval=0)
timer.timeout.connect(look)
timer.start()
application.exec()
print(most)
app.window.close()
"""
    most = int(run(program, tmp_path / "home"))
    assert 0 < most < 10, "not in a few dozens; turns of others may come between two looks"


@pytest.mark.parametrize("started", ["welcome", "home"])
def test_a_slow_disk_shows_the_window_first_and_then_what_is_on_it(
    started: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop: Laptop = request.getfixturevalue("laptop" if started == "home" else "empty_laptop")
    monkeypatch.setattr(app_module, "_FIRST_LOOK_SECONDS", 0.0)
    before: list[bool] = []
    turns = App._in_turns

    def in_turns(app: App, *steps: Callable[[], object]) -> None:
        before.append(app.window.isVisible() and app.window.current is None)
        turns(app, *steps)

    monkeypatch.setattr(App, "_in_turns", in_turns)
    laptop.open()
    until(lambda: len(before) == 4)
    assert before == [True, True, False, False], "the screen is made, shown, and then the rest"
    assert laptop.window.navigation.isVisible() == (started == "home")


def test_nothing_heavy_is_imported_before_the_first_paint(laptop: Laptop) -> None:
    """A second start, as nearly all are; in a process of its own, as this one has imported everything."""
    laptop.open()
    laptop.close()
    program = f"""
import linecache
import sys
from pathlib import Path
from bivouac.desktop.app import App, make_application  # first, as the program begins
from PySide6.QtCore import QEvent, QObject

class Painter(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and app.window.current is not None:
            heavy = [name for name in {HEAVY!r} if name in sys.modules]
            read = [file for file in linecache.cache if "bivouac" in file]  # PySide would read the source of all we import
            print(",".join(heavy + read) or "nothing", flush=True)
            watched.removeEventFilter(self)
            application.quit()
        return False

application = make_application(["bivouac"])
app = App(Path(sys.argv[1]), mute=True)
painter = Painter()
app.start()
app.window.installEventFilter(painter)
application.exec()
app.window.close()
"""
    assert run(program, laptop.home) == "nothing"


def test_what_only_some_need_takes_no_memory_at_home(laptop: Laptop) -> None:
    """Not even when the other screens are imported and drives were looked at: each of these takes 5 to 20 MB."""
    laptop.open()
    laptop.close()
    program = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from bivouac.desktop.app import App, make_application

def look():
    if {AFTERWARDS!r} <= set(sys.modules):
        print(",".join(name for name in {UNNEEDED!r} if name in sys.modules) or "nothing", flush=True)
        application.quit()

application = make_application(["bivouac"])
app = App(Path(sys.argv[1]), mute=True)
app.start()
timer = QTimer()
timer.timeout.connect(look)
timer.start(200)
application.exec()
app.window.close()
"""
    assert run(program, laptop.home) == "nothing"


def test_python_makes_qt_s_classes_of_widgets_one_in_each_turn_once_home_is_shown(laptop: Laptop) -> None:
    """PySide makes all that there are when Qt hands over a widget of its own: a pause in whatever comes first to that."""
    laptop.open()
    laptop.close()
    program = """
import sys
from pathlib import Path
from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from bivouac.desktop.app import App, make_application

def classes():
    return [each for each in vars(QtWidgets).values() if isinstance(each, type) and issubclass(each, QtWidgets.QWidget)]

def turn():
    if not made or "QCalendarWidget" in vars(QtWidgets):  # the first of them, after what the screens import
        made.append(len(classes()))
    if "QWizardPage" in vars(QtWidgets):
        timer.stop()
        application.quit()

made = []
application = make_application(["bivouac"])
app = App(Path(sys.argv[1]), mute=True)
timer = QTimer(interval=0)
timer.timeout.connect(turn)
app.ready.connect(timer.start)
QTimer.singleShot(20_000, application.quit)
app.start()
application.exec()
shown = app.window.shown
app.window.close()
steps = [after - before for before, after in zip(made, made[1:])]
done = len(classes())
QtWidgets.QListView().viewport()
print(shown, made[0] < 40, len(steps) > 20 and max(steps[1:]) <= 4, len(classes()) - done)
"""
    assert run(program, laptop.home) == "home True True 0"


@pytest.mark.parametrize("name", ["welcome", "course", "people", "settings", "space"])
def test_a_screen_is_dressed_once_it_stands_in_the_window(laptop: Laptop, name: str) -> None:
    """To be made and to be dressed each take long enough for a turn; what is dressed before would be dressed anew at each step into the window."""
    laptop.open()
    laptop.app.go("people" if name != "people" else "settings")
    laptop.window.forget_hidden()
    before = set(QApplication.allWidgets())
    screen = laptop.window.screen_called(name)
    made = [one for one in QApplication.allWidgets() if one not in before and isinstance(one, QLabel | QPushButton)]
    assert len(made) > 3
    assert [one for one in made if one.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)] == []
    laptop.app.go(name)
    assert laptop.window.current is screen
    assert all(one.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for one in made if one.isVisible())


def test_what_reads_the_words_under_a_film_is_loaded_with_the_lesson(laptop: Laptop) -> None:
    """The pane, made by the window, would else load it."""
    learner = laptop.open().app.session.learner_id
    laptop.close()
    program = """
import sys
from pathlib import Path
from bivouac.desktop.actions.study import load_lesson
from bivouac.sync.store.library import Library
library = Library(Path(sys.argv[1]))
loaded = load_lesson(library, sys.argv[2], sys.argv[3], "project-film")
print(bool(loaded.activity.text) and "<img" not in loaded.activity.text, "lxml.etree" in sys.modules)
"""
    assert run(program, laptop.home, learner, FRENCH) == "True True"
