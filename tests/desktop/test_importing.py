"""Modules with classes of Qt are imported on the window's thread, one in a turn, and by no other thread."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bivouac.desktop.activities import PANES
from bivouac.desktop.engines import FILMS
from bivouac.desktop.importing import import_steps
from bivouac.desktop.screens.making import SCREENS, screen_module
from tests.desktop.laptop import ENGLISH, Laptop
from tests.desktop.test_starting import run


def test_one_module_is_imported_from_step_to_step() -> None:
    """Screens need dozens, and the window would stand still while they are imported at once."""
    program = """
import sys
from bivouac.desktop.importing import import_steps
from bivouac.desktop.screens.making import SCREENS

def ours():
    return {
        name for name in sys.modules if name.startswith("bivouac.desktop.") and not name.startswith("bivouac.desktop.actions")
    }

most, before, all_before = 0, ours(), ours()
for _ in import_steps(SCREENS):
    most, before = max(most, len(ours() - before)), ours()
print(most <= 2, len(ours() - all_before) > 40, set(SCREENS) <= ours())
"""
    assert run(program) == "True True True"


def test_modules_that_import_each_other_are_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second meets the first half done, as with any import."""
    import bivouac.desktop

    (tmp_path / "chicken.py").write_text("import bivouac.desktop.egg\nlaid = 1\n", encoding="utf-8")
    (tmp_path / "egg.py").write_text("import bivouac.desktop.chicken\nlaid = 2\n", encoding="utf-8")
    monkeypatch.setattr(bivouac.desktop, "__path__", [*bivouac.desktop.__path__, str(tmp_path)])
    try:
        for _ in import_steps(["bivouac.desktop.chicken"]):
            pass
        assert sys.modules["bivouac.desktop.chicken"].laid == 1
        assert sys.modules["bivouac.desktop.egg"].laid == 2
    finally:
        for name in ("chicken", "egg"):
            sys.modules.pop(f"bivouac.desktop.{name}", None)
            if hasattr(bivouac.desktop, name):
                delattr(bivouac.desktop, name)


def test_what_cannot_be_imported_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        list(import_steps(["bivouac.desktop.nowhere"]))


def test_no_other_thread_than_the_windows_imports_what_has_classes_of_qt(laptop: Laptop) -> None:
    """PySide reads of classes without the interpreter's lock: one that is made at the same moment ends the program, once in some hundred starts."""
    laptop.open()
    laptop.close()
    program = f"""
import sys
import threading
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from bivouac.desktop import app as module

class Watcher:
    elsewhere = set()

    def find_spec(self, name, path=None, target=None):
        frame = sys._getframe()
        while frame := frame.f_back:
            if frame.f_code.co_name == "_find_and_load" and threading.current_thread() is not threading.main_thread():
                self.elsewhere.add(name)  # who only looks where a module is has no such frame
        return None

def window_s(name):
    values = vars(sys.modules[name]).values() if name in sys.modules else ()
    by_name = name.startswith(("PySide6.", "bivouac.desktop.")) and not name.startswith("bivouac.desktop.actions")
    return by_name or any(isinstance(value, type(QObject)) for value in values)

def look():
    screen = app.window.current
    if app.network._information is None or not {{*{SCREENS!r}}} <= set(sys.modules):
        return
    if not hasattr(screen, "pane"):
        app.go("lesson", course={ENGLISH!r}, activity="project-read")
    elif screen.pane is not None:
        print(len(Watcher.elsewhere) > 3, sorted(filter(window_s, Watcher.elsewhere)), {{*{PANES!r}, *{FILMS!r}}} <= set(sys.modules))
        timer.stop()
        application.quit()

module._FIRST_LOOK_SECONDS = 0.0
sys.meta_path.insert(0, Watcher())
application = module.make_application(["bivouac"])
app = module.App(Path(sys.argv[1]), mute=True)
app.start()
timer = QTimer()
timer.timeout.connect(look)
timer.start(100)
application.exec()
app.window.close()
"""
    assert run(program, laptop.home) == "True [] True"


def test_every_screen_and_pane_is_imported_before_it_is_made() -> None:
    """Else whoever visits it first waits for that at once."""
    program = f"""
import sys
from bivouac.desktop import activities
from bivouac.desktop.importing import import_steps
from bivouac.desktop.screens import making

for _ in import_steps([*{SCREENS!r}, *{PANES!r}]):
    pass
before = set(sys.modules)
activities._panes()
print(sorted(name for name in set(sys.modules) - before if name.startswith("bivouac.")))
"""
    assert run(program) == "[]"


def test_every_name_of_a_screen_leads_to_its_module() -> None:
    assert {screen_module(name) for name in ("home", "class", "course", "lesson")} <= set(SCREENS)
