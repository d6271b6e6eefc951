"""A laptop for tests of the window: the real app in this process, on a library of its own with the real demo courses."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget

from bivouac.desktop.app import App
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.window import Window
from bivouac.language import use_language
from bivouac.sync.exchange.join import greet, join
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus, Learner
from bivouac.sync.store.settings import Setting, Value
from tests.sync.campus import Campus as RunningCampus

T = TypeVar("T")
S = TypeVar("S", bound=Screen)

WAIT_SECONDS = 20.0
ENGLISH, FRENCH = "first-steps-project-management", "premiers-pas-gestion-de-projet"
AWAY = Campus("campus", "Campus Abidjan", ("http://127.0.0.1:9",), "")
"""A campus where nobody answers."""


def until(true: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
    """Let the window live until something is true."""
    end = time.monotonic() + seconds
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if true() or time.monotonic() > end else None)
    timer.start(5)
    if not true():
        loop.exec()
    timer.stop()
    assert true(), f"did not come true in {seconds:.0f} s"


def turn_counter(owner: QObject) -> Callable[[], int]:
    """Says in which turn of the event loop it is called, counted from now: what is done in the same one, the person sees as one pause."""
    turn = 0

    def count() -> None:
        nonlocal turn
        turn += 1

    timer = QTimer(owner, interval=0)
    timer.timeout.connect(count)
    timer.start()
    return lambda: turn


def live(seconds: float) -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


class Laptop:
    """The app on a laptop.

    Args:
        home: folder of the library; what is in it stays.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._app: App | None = None

    def library(self, work: Callable[[Library], T]) -> T:
        """Look into the library, or prepare it, beside the app."""
        library = Library(self.home)
        try:
            return work(library)
        finally:
            library.close()

    def set(self, setting: Setting, value: Value) -> Laptop:
        """Choose a setting before the app is opened."""
        self.library(lambda library: library.settings.set(setting, value))
        return self

    def open(self, *files: Path) -> Laptop:
        """Start the app and wait for its first screen."""
        use_language("en")
        self._app = App(self.home, mute=True)
        self._app.start(files)
        until(lambda: self.window.current is not None)
        self.settle()
        return self

    def close(self) -> None:
        if self._app is not None:
            self._app.window.close()
            self._app.window.deleteLater()
            QApplication.processEvents()
            self._app = None

    @property
    def app(self) -> App:
        assert self._app is not None, "the laptop is not open"
        return self._app

    @property
    def window(self) -> Window:
        return self.app.window

    def settle(self) -> None:
        """Wait until all that the database was asked for is done and shown."""
        for _ in range(2):
            done: list[bool] = []
            self.app.tasks.database(lambda library: True).then(done.append)
            until(lambda done=done: done)
            QApplication.processEvents()

    def go(self, name: str, kind: type[S], **place: str) -> S:
        """Go to a screen and wait until it shows what it has."""
        self.app.go(name, **place)
        self.settle()
        self.wait_for_pane()
        return self.screen(kind)

    def wait_for_pane(self) -> None:
        """Where a lesson is opened, the first of which imports for a while, wait until its pane is there."""
        until(lambda: not isinstance(self.window.current, LessonScreen) or self.window.current.pane is not None)

    def screen(self, kind: type[S]) -> S:
        """The screen that is shown."""
        screen = self.window.current
        assert isinstance(screen, kind), f"{type(screen).__name__} is shown"
        return screen

    def said(self) -> str:
        """The sentence at the window's edge; empty when none is shown."""
        toast = self.window.toast
        return toast.text.text() if toast.isVisible() else ""

    def seen(self) -> list[str]:
        """Every text that can be seen."""
        return [text for widget in visible(self.window) for text in texts_of(widget)]

    def sees(self, text: str) -> bool:
        return any(text in one for one in self.seen())


def visible(parent: QWidget) -> list[QWidget]:
    return [one for one in parent.findChildren(QWidget) if one.isVisible()]


def texts_of(widget: QWidget) -> list[str]:
    """What a widget shows as text."""
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        return [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]
    if isinstance(widget, QLabel | QAbstractButton):
        return [widget.text().strip()] if widget.text().strip() else []
    return []


def button_called(parent: QWidget, name: str) -> QAbstractButton:
    """The button that can be seen and has this text, or this name for screen readers; waited for, as rows come one a turn."""
    until(lambda: _buttons_called(parent, name))
    return _buttons_called(parent, name)[0]


def _buttons_called(parent: QWidget, name: str) -> list[QAbstractButton]:
    buttons = parent.findChildren(QAbstractButton)
    return [one for one in buttons if one.isVisible() and name in (one.text().strip(), one.accessibleName())]


def stock(home: Path, bundles: list[Path]) -> None:
    """Make a library with the demo courses and one guest. It has no device identity yet, so that copies of it are no clones."""
    from bivouac.sync.transfer.bundles import take_in_bundle

    library = Library(home)
    library.people.add_guest("Awa Koné")
    for bundle in bundles:
        take_in_bundle(library, bundle)
    library.close()


def copy_home(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target


def join_away(library: Library, *entries: CatalogueEntry) -> Learner:
    """Make Awa a learner of a campus that is away and had these courses on offer when it was last heard."""
    learner = Learner("awa", "Awa Koné", AWAY.id, "learner")
    library.people.join(AWAY, learner, "a token", library.device().id)
    library.people.keep_catalogue(AWAY.id, Catalogue("1", list(entries)))
    library.people.use(learner.id)
    return learner


def join_here(laptop: Laptop, campus: RunningCampus) -> None:
    """Make Awa a learner of a running campus."""

    def work(library: Library) -> None:
        device = library.device()
        greeting = greet(campus.url, campus.code())
        joined = join(greeting, device=device.id, public_key=device.public_key(), sign=device.sign, name="Awa Koné")
        known = Campus(joined.campus, joined.campus_name, (greeting.url,), greeting.certificate)
        library.people.join(known, Learner(joined.learner, joined.name, known.id, joined.role), joined.token, device.id)

    laptop.library(work)


def entry(course: str, title: str, size: int = 12_000_000, **values: Any) -> CatalogueEntry:
    """A course on offer."""
    digest = "sha256:" + "0" * 64
    known: dict[str, Any] = {
        "id": course, "title": title, "summary": "What it is about.", "language": "en", "version": "1",
        "manifest": digest, "manifest_size": 100, "cover": None, "cover_size": 0, "lessons": 3, "sizes": {"240p": size},
    }  # fmt: skip
    return CatalogueEntry(**(known | values))
