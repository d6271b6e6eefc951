"""The app with a learner who stays where they are: `python -m bench.seated bare|home|page|film HOME`. Says `{}` once they are there."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

_SETTLED = 1_500
"""Milliseconds after which covers are loaded and the film runs evenly."""


class _Leave(QObject):
    """Ends the application when standard input ends."""

    now = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now.connect(QCoreApplication.quit, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=lambda: (sys.stdin.read(), self.now.emit()), daemon=True).start()


def _say_soon() -> None:
    QTimer.singleShot(_SETTLED, lambda: print(json.dumps({}), flush=True))


def bare() -> None:
    """A window with a label."""
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Bivouac"))
    window.resize(1180, 760)
    window.show()
    leave = _Leave()
    _say_soon()
    application.exec()
    del leave


def bivouac(place: str, home: Path) -> None:
    """The app at a place."""
    from bivouac.desktop.app import App, make_application
    from bivouac.language import use_language

    application = make_application(sys.argv[:1])
    use_language("")
    app = App(home, mute=True)
    go = {"home": lambda: _say_soon(), "page": lambda: _read(app), "film": lambda: _watch(app)}[place]
    app.ready.connect(lambda: QTimer.singleShot(_SETTLED, go))
    app.start()
    leave = _Leave()
    application.exec()
    app.window.close()
    del leave


def _read(app: object) -> None:
    _open_first(app, "Page", lambda pane: _say_soon())


def _watch(app: object) -> None:
    def play(pane: object) -> None:
        pane.play()  # type: ignore[attr-defined]
        _wait(lambda: pane.position() > 1_000, _say_soon)  # type: ignore[attr-defined]

    _open_first(app, "Video", play)


def _open_first(app: object, kind: str, then: Callable[[object], None]) -> None:
    """Open the first activity of a kind in the first course, and call `then` with its pane."""
    from bivouac.desktop.app import App
    from bivouac.sync.store.library import Library

    assert isinstance(app, App)

    def find(library: Library) -> tuple[str, str]:
        course = library.shelf.course(library.shelf.courses()[0].id)
        return course.id, next(one.id for _, one in course.activities() if type(one).__name__ == kind)

    def open_it(found: tuple[str, str]) -> None:
        app.go("lesson", course=found[0], activity=found[1])
        screen = app.window.current
        _wait(lambda: getattr(screen, "pane", None) is not None, lambda: then(screen.pane))  # type: ignore[union-attr]

    app.tasks.database(find).then(open_it)


def _wait(done: Callable[[], bool], then: Callable[[], None]) -> None:
    """Call `then` once something is so; the window lives on meanwhile."""
    QTimer.singleShot(50, lambda: then() if done() else _wait(done, then))


def main() -> None:
    place, *home = sys.argv[1:]
    if place == "bare":
        bare()
    else:
        bivouac(place, Path(home[0]))


if __name__ == "__main__":
    main()
