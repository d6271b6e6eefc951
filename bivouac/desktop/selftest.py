"""`--self-test`: does this installation work? Opens the demo course in an empty home, plays a second of film, loads all there is, and quits."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from bivouac.courses.model import Video
from bivouac.desktop.actions import people
from bivouac.desktop.app import App, make_application
from bivouac.language import use_language
from bivouac.sync.store.library import Library

_SECONDS = 60.0
_PLAYED = 1000
"""Milliseconds of film to play."""


class SelfTestError(Exception):
    """The installation does not do what it should."""


def run_self_test() -> int:
    """Run it; returns the exit code, and prints what was measured as one line of JSON."""
    began = time.monotonic()
    application = make_application(sys.argv[:1])
    use_language("")
    with tempfile.TemporaryDirectory(prefix="bivouac-self-test-", ignore_cleanup_errors=True) as home:
        app = App(Path(home), mute=True)
        app.start()
        shown = time.monotonic() - began
        try:
            position = _play_demo(app)
            modules = _load_all()
        except SelfTestError as error:
            print(f"self-test failed: {error}", file=sys.stderr)  # noqa: T201 (there is no window to say it in)
            return 1
        finally:
            app.window.close()
        application.processEvents()
    print(json.dumps({"window_seconds": round(shown, 3), "played_ms": position, "modules": modules}))  # noqa: T201
    return 0


def _play_demo(app: App) -> int:
    """Take in the demo course, open its first film, and play it; the position reached, in milliseconds."""
    arrived: list[people.Person] = []
    failed: list[str] = []
    people.try_demo(app.desk, "Test").then(arrived.append).failed(lambda error: failed.append(error.sentence()))
    _wait(lambda: bool(arrived or failed), "the demo course is not taken in")
    if failed:
        raise SelfTestError(failed[0])
    people.switch(app.desk, arrived[0])
    found: list[tuple[str, str]] = []
    app.tasks.database(_first_film).then(found.append)
    _wait(lambda: bool(found), "the demo course has no film")
    course, film = found[0]
    app.go("lesson", course=course, activity=film)
    from bivouac.desktop.activities.video import VideoPane
    from bivouac.desktop.screens.lesson.screen import LessonScreen

    screen = app.window.current
    if not isinstance(screen, LessonScreen):
        raise SelfTestError("the lesson does not open")
    _wait(lambda: isinstance(screen.pane, VideoPane), "the film does not open")
    pane = screen.pane
    assert isinstance(pane, VideoPane)
    _wait(lambda: pane.film is not None and pane.film.duration > 0, "the film does not load")
    pane.toggle()
    _wait(lambda: pane.position() >= _PLAYED, "the film does not play")
    return pane.position()


def _load_all() -> int:
    """What is loaded late finds what it needs, too: a frozen app has left out what nobody seemed to ask for. Returns how many modules there are."""
    import bivouac

    modules = list(pkgutil.walk_packages(bivouac.__path__, "bivouac."))
    for module in modules:
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            raise SelfTestError(f"{module.name} lacks {error.name}") from error
    return len(modules)


def _first_film(library: Library) -> tuple[str, str]:
    course = library.shelf.course(library.shelf.courses()[0].id)
    return course.id, next(one.id for _, one in course.activities() if isinstance(one, Video))


def _wait(done: Callable[[], bool], otherwise: str) -> None:
    """Let the window live until `done`."""
    end = time.monotonic() + _SECONDS
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() or time.monotonic() > end else None)
    timer.start(20)
    loop.exec()
    timer.stop()
    if not done():
        raise SelfTestError(otherwise)
