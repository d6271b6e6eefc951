"""A window in a process of its own, which says when it is first painted: `python -m bench.windows bare|bivouac|anki [HOME]`.

Times are of the system's steady clock, so that whoever started the process can compare them. A paint counts once everything that
was to be painted at that moment is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _on_paint(qt: Any, application: Any, fits: Callable[[Any], bool], then: Callable[[], object]) -> Any:
    """Call `then` when the first painting is over in which a widget that `fits` took part."""

    class Watch(qt.QObject):
        def eventFilter(self, watched: Any, event: Any) -> bool:
            if event.type() == qt.QEvent.Type.Paint and fits(watched):
                application.removeEventFilter(self)
                qt.QTimer.singleShot(0, then)
            return False

    watch = Watch()
    application.installEventFilter(watch)
    return watch


def _say(**told: object) -> None:
    print(json.dumps(told), flush=True)


def bare() -> None:
    """A window with a label: the least that PySide6 can do."""
    from PySide6 import QtCore
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    keep = _on_paint(QtCore, application, lambda _: True, lambda: (_say(painted=time.monotonic()), application.quit()))
    window = QMainWindow()
    window.setCentralWidget(QLabel("Bivouac"))
    window.resize(1180, 760)
    window.show()
    application.exec()
    del keep


def bivouac(home: Path) -> None:
    """The app as `desktop.app.main` starts it: first the window, then Home with its courses."""
    from PySide6 import QtCore

    from bivouac.desktop.app import App, make_application
    from bivouac.language import use_language

    application = make_application(sys.argv[:1])
    told: dict[str, float] = {}

    def shown() -> None:
        told["content"] = time.monotonic()
        _say(**told)
        app.window.close()
        application.quit()

    first = _on_paint(QtCore, application, lambda _: True, lambda: told.setdefault("painted", time.monotonic()))
    content = _on_paint(QtCore, application, _is_full_grid, shown)
    use_language("")
    app = App(home, mute=True)
    app.start()
    application.exec()
    del first, content


def _is_full_grid(widget: Any) -> bool:
    """Whether this is the inside of a grid of cards that has cards."""
    from bivouac.desktop.widgets.cards import CardGrid

    grid = widget.parent()
    return isinstance(grid, CardGrid) and grid.cards.rowCount() > 0


def anki(home: Path) -> None:
    """Anki's window with an empty collection."""
    import aqt
    from aqt import qt
    from aqt.profiles import ProfileManager

    if not home.exists():
        home.mkdir()
        people = ProfileManager(home)
        people.setupMeta()
        people.setLang("en_GB")
        people.meta["firstRun"] = False
        people.set_update_check(False)
        people.create("User 1")
        people.db.commit()
    application = aqt._run(["anki", "-b", str(home)], exec=False)

    def said() -> None:
        _say(painted=time.monotonic())
        os._exit(0)  # its own way out talks, asks and takes seconds

    keep = _on_paint(qt, application, lambda widget: isinstance(widget, aqt.main.AnkiQt), said)
    application.exec()
    del keep


def main() -> None:
    side, *home = sys.argv[1:]
    {"bare": bare, "bivouac": bivouac, "anki": anki}[side](*map(Path, home))


if __name__ == "__main__":
    main()
