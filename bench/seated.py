"""The app with a learner who stays where they are: `python -m bench.seated bare|home|page|film SETTLED HOME`.

Prints `{}` once they are there and SETTLED milliseconds have gone by, in which covers load and a film comes to run evenly.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

if TYPE_CHECKING:  # a bare window loads nothing of the app
    from bivouac.desktop.app import App
    from bivouac.sync.store.library import Library


class _Leave(QObject):
    """Ends the application when standard input ends."""

    now = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now.connect(QCoreApplication.quit, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=lambda: (sys.stdin.read(), self.now.emit()), daemon=True).start()


def _say() -> None:
    print(json.dumps({}), flush=True)


def bare(settled: int) -> None:
    """A window with a label."""
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Bivouac"))
    window.resize(1180, 760)
    window.show()
    leave = _Leave()
    QTimer.singleShot(settled, _say)
    application.exec()
    del leave


def bivouac(place: str, settled: int, home: Path) -> None:
    """The app at a place."""
    from bivouac.desktop.app import App, make_application
    from bivouac.language import use_language

    application = make_application(sys.argv[:1])
    use_language("")
    app = App(home, mute=True)

    def there() -> None:
        QTimer.singleShot(settled, _say)

    go = {"home": there, "page": lambda: _read(app, there), "film": lambda: _watch(app, there)}[place]
    app.ready.connect(lambda: QTimer.singleShot(settled, go))
    app.start()
    leave = _Leave()
    application.exec()
    app.window.close()
    del leave


def _read(app: App, then: Callable[[], None]) -> None:
    _open_first(app, "Page", lambda pane: then())


def _watch(app: App, then: Callable[[], None]) -> None:
    def play(pane: Any) -> None:
        _wait(lambda: pane.film is not None and pane.film.duration > 0, pane.toggle)
        _wait(lambda: pane.position() > 500, then)

    _open_first(app, "Video", play)


def _open_first(app: App, kind: str, then: Callable[[Any], None]) -> None:
    """Open the first activity of a kind in the first course, and call `then` with its pane."""

    def find(library: Library) -> tuple[str, str]:
        course = library.shelf.course(library.shelf.courses()[0].id)
        return course.id, next(one.id for _, one in course.activities() if type(one).__name__ == kind)

    def open_it(found: tuple[str, str]) -> None:
        app.go("lesson", course=found[0], activity=found[1])
        screen: Any = app.window.current
        _wait(lambda: screen.pane is not None, lambda: then(screen.pane))

    app.tasks.database(find).then(open_it)


def _wait(done: Callable[[], bool], then: Callable[[], None]) -> None:
    """Call `then` once something is so; the window lives on meanwhile."""
    QTimer.singleShot(50, lambda: then() if done() else _wait(done, then))


def main() -> None:
    place, settled, home = sys.argv[1:]
    sys.excepthook = _give_up
    if place == "bare":
        bare(int(settled))
    else:
        bivouac(place, int(settled), Path(home))


def _give_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Qt would go on after an error in one of its calls, and whoever waits for us would wait for ever."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


if __name__ == "__main__":
    main()
