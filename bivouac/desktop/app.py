"""The composition root: puts the parts together, once, and hands each what it needs."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

import bivouac.desktop
from bivouac import machine
from bivouac.desktop import engines, theme
from bivouac.desktop.actions import people
from bivouac.desktop.actions.people import Person
from bivouac.desktop.actions.settings import Preferences, load_preferences
from bivouac.desktop.arriving import ArrivingShelf
from bivouac.desktop.background import SyncLoop
from bivouac.desktop.changes import Change, Changes
from bivouac.desktop.collecting import Collector
from bivouac.desktop.desk import Desk, Look, Reading, Session
from bivouac.desktop.downloading import DownloadLoop
from bivouac.desktop.importing import import_in_turns, read_ahead
from bivouac.desktop.kept_elsewhere import DriveWatch
from bivouac.desktop.learners_words import WORDS
from bivouac.desktop.network import Network
from bivouac.desktop.qt_classes import make_widget_classes
from bivouac.desktop.qt_texts import QtTexts
from bivouac.desktop.screens.making import SCREENS, make_screen, screen_module
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.sticks import StickLoop, plugged_in
from bivouac.desktop.tasks import Task, Tasks
from bivouac.desktop.upkeep import Upkeep
from bivouac.desktop.widgets.turns import in_next_turn
from bivouac.desktop.window import Window
from bivouac.errors import BivouacError
from bivouac.language import assets, current_language, tr, use_language
from bivouac.sync.store.library import Library

log = logging.getLogger(__name__)

_FIRST_LOOK_SECONDS = 0.2
_LOG_BYTES = 1_000_000
_SOFTWARE_RENDERING = "software-rendering"
"""A file of this name in the library's folder does what `--software-rendering` does: it can be made when no window shows."""


@dataclass(frozen=True)
class _Start:
    """What the first look at the disk brings."""

    preferences: Preferences
    persons: list[Person]


class App(QObject):
    """The running application."""

    ready = Signal()
    """The first screen with its content is shown."""

    def __init__(self, folder: Path, mute: bool = False, find_sticks: Callable[[], list[Path]] = plugged_in) -> None:
        super().__init__()
        self.folder = folder
        self._window: Window | None = None
        self._closed = False
        self._files: list[Path] = []
        self._dressed: tuple[theme.Theme, float] | None = None
        self._qt_texts = QtTexts(self)
        self.collector = Collector(self)
        self.tasks = Tasks(folder)
        self.changes = Changes()
        self.session = Session()
        self.look = Look()
        self.desk = Desk(
            folder,
            self.tasks,
            self.changes,
            self.session,
            self.look,
            Reading(),
            self.go,
            self.tell,
            self.follow,
            mute,
        )
        self.network = Network()
        self.sync = SyncLoop(self.desk, self.network)
        self.downloads = DownloadLoop(self.desk, self.network)
        self.arriving = ArrivingShelf(self.desk)
        self.upkeep = Upkeep(self.desk)
        self.drive = DriveWatch(self.desk)
        self.sticks = StickLoop(self.desk, find_sticks)
        self.tasks.problem.connect(lambda error: self.tell(error.sentence(), "bad"))
        self.tasks.bug.connect(
            lambda name: self.tell(
                tr("Something went wrong in Bivouac ({name}). Your work is safe; go on.", name=name), "bad"
            )
        )
        self.downloads.finished.connect(lambda sentence: self.tell(sentence, "good"))
        self.changes.happened.connect(self._on_change)
        self.ready.connect(lambda: self.tasks.background(_read_rest).then(self._import_rest))
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._follow_preferences())

    @property
    def window(self) -> Window:
        assert self._window is not None
        return self._window

    def start(self, files: Sequence[Path] = ()) -> None:
        """Show the window, then what is on the disk, then take in the files that were given to the program."""
        self.collector.begin()
        self._files = list(files)
        self.upkeep.begin()
        first = self.tasks.database(_first_look)
        start = first.wait(_FIRST_LOOK_SECONDS)
        self._dress(start.preferences if start else Preferences("", "system", 1.0))
        self._open_window()
        if start is not None:
            self._begin(start)
        else:
            first.then(self._begin_late).failed(self._on_no_library)

    def go(self, screen: str, **place: str) -> None:
        """Show a screen (Desk.go)."""
        self.window.go(screen, **place)

    def tell(self, text: str, kind: str) -> None:
        """Say a sentence (Desk.tell)."""
        self.window.tell(text, kind)

    def follow(self, text: str, task: Task[Any]) -> None:
        """Say a sentence with the progress of a piece of work (Desk.follow)."""
        self.window.follow(text, task)

    def open_file(self, path: Path) -> None:
        """Take in a file that was given to the program: an invite, or courses."""
        from bivouac.desktop.screens.home.screen import add_from_file
        from bivouac.desktop.screens.welcome.screen import WelcomeScreen

        if path.suffix == ".bivouac-invite":
            self.go("welcome")
            screen = self.window.current
            assert isinstance(screen, WelcomeScreen)
            screen.open_invitation(path)
        else:
            add_from_file(self.desk, str(path), self.window)

    def close(self) -> None:
        """Let everything that is under way end, and the disk have it."""
        self._closed = True
        self._qt_texts.leave()
        if self.tasks.close():
            self.upkeep.end()
            self.collector.end()

    # --- inside --------------------------------------------------------------------------------------------------------

    def _on_no_library(self, error: BivouacError) -> None:
        """What is kept here cannot be opened: say so in place of a screen; nothing was changed."""
        self.window.show_problem(error.sentence(), str(self.folder))

    def _begin_late(self, start: _Start) -> None:
        """As `_begin`, in turns that are short enough by themselves for the window, which is painted already, not to stall."""
        self._dress(start.preferences)
        name, place = self._sit_down(start)

        def show() -> None:
            self._in_turns(
                lambda: self.window.screen_called(name),
                lambda: self.go(name, **place),
                self._begin_rest,
            )

        import_in_turns(self, [screen_module(name)], show)

    def _begin(self, start: _Start) -> None:
        name, place = self._sit_down(start)
        self.go(name, **place)
        self._begin_rest()

    def _sit_down(self, start: _Start) -> tuple[str, dict[str, str]]:
        """Begin the session of who was here last; the first screen, and the place in it."""
        if not start.persons:
            return "welcome", {}
        last = start.persons[0]
        if len(start.persons) > 1 and last.lock:
            return "people", {"unlock": last.learner.id}  # others use this computer, too
        self.session.begin(last.learner, last.campus)
        return ("people", {"choose": "password"}) if last.must_change else ("home", {})

    def _begin_rest(self) -> None:
        if self.session.learner is None:
            self.sync.exchange()  # what was done here goes to the campus whoever is at the machine
        self.tasks.database(lambda library: library.shelf.mend())
        self.downloads.look()
        self.arriving.look()
        for path in self._files:
            self.open_file(path)
        QTimer.singleShot(0, self.ready.emit)

    def _open_window(self) -> None:
        self._window = Window(self.look, self.session, self._make_screen)
        self._window.closing.connect(self.close)
        self.sync.changed.connect(self._window.sync_corner.show_state)
        self._window.sync_corner.clicked.connect(self.sync.exchange_for_person)
        self.sticks.ask_with(self._window.stick_bar)
        self._window.show()

    def _import_rest(self, _: None) -> None:
        """Have what the window needs next."""
        import_in_turns(self, [*SCREENS, *engines.NETWORK], self._watch)

    def _watch(self) -> None:
        """Look out for networks and sticks, once the start has let go of the disk."""
        if self._closed:
            return
        self.collector.settle()
        self.network.watch()
        self.sticks.watch()
        self.drive.begin()
        make_widget_classes(self)

    def _make_screen(self, name: str) -> Screen:
        made = make_screen(name, self.desk)
        if name == "welcome":
            self._welcome(made)
        return made

    def _welcome(self, screen: Screen) -> None:
        from bivouac.desktop.screens.welcome.screen import WelcomeScreen

        assert isinstance(screen, WelcomeScreen)
        screen.arrived.connect(self._arrive)
        self.sticks.invited.connect(screen.show_invitations)
        screen.show_invitations(self.sticks.invitations)

    def _arrive(self, person: Person) -> None:
        people.switch(self.desk, person)
        if person.must_change:
            self.go("people", choose="password")
        else:
            self._in_turns(lambda: self.window.screen_called("home"), lambda: self.go("home"))

    def _in_turns(self, *steps: Callable[[], object]) -> None:
        """One after the other, each in a turn of its own of the event loop, the first in the next: each short enough by itself for the window not to stall."""

        def take_one() -> None:
            steps[0]()
            self._in_turns(*steps[1:])

        if steps:
            in_next_turn(self, take_one)

    def _on_change(self, change: Change, source: object) -> None:
        if change & Change.SETTINGS:
            self._follow_preferences()

    def _follow_preferences(self) -> None:
        self.tasks.database(load_preferences).then(self._redress)

    def _redress(self, preferences: Preferences) -> None:
        """Follow changed settings; screens that are not shown are made again when they are next visited."""
        self.window.forget_hidden()  # dressing a screen takes longer than making it
        in_next_turn(self, lambda: self._redress_window(preferences))

    def _redress_window(self, preferences: Preferences) -> None:
        """Dress the window; another language needs every text anew, so it is made again, unless it was closed meanwhile."""
        if self._closed:
            return
        before = current_language()
        self._dress(preferences)
        if current_language() != before:
            old, geometry = self.window, self.window.geometry()
            old.closing.disconnect(self.close)
            self._open_window()
            self.window.setGeometry(geometry)
            self.go("settings" if old.shown != "welcome" else old.shown)
            self.sync.tell()
            old.close()
            old.deleteLater()

    def _dress(self, preferences: Preferences) -> None:
        system = QLocale.system().bcp47Name() if machine.WINDOWS else ""
        use_language(preferences.language or system, WORDS)
        chosen = theme.theme_for(theme.Scheme(preferences.scheme))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._qt_texts.follow()
        if self._dressed != (chosen, preferences.scale):
            self._dressed = (chosen, preferences.scale)
            theme.apply(app, chosen, preferences.scale)
            self.look.use(chosen, preferences.scale)


def _read_rest(task: Task[None]) -> None:
    """Have the disk give what the window imports next."""
    read_ahead(bivouac.desktop.__path__, bivouac.desktop.__name__)
    engines.map_engines(engines.NETWORK)


def _first_look(library: Library) -> _Start:
    return _Start(load_preferences(library), people.load_people(library))


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication with our fonts.

    Nothing here is drawn with OpenGL. Without this attribute the first picture of a film would still set it up, which takes longer than the window may
    stand still, and as much memory as the rest of the app; pictures would go through it and back, more slowly than they are made without.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ForceRasterWidgets)
    app = QApplication(arguments)
    app.setApplicationName("Bivouac")
    app.setApplicationDisplayName("Bivouac")
    app.setDesktopFileName("bivouac")
    theme.load_fonts(assets() / "fonts")
    return app


def main(arguments: list[str] | None = None) -> int:
    """Run the application; returns its exit code."""
    options = _options(sys.argv[1:] if arguments is None else arguments)
    folder: Path = options.home or machine.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    if options.software_rendering or (folder / _SOFTWARE_RENDERING).exists():
        os.environ.update(QT_OPENGL="software", LIBGL_ALWAYS_SOFTWARE="1", QT_WIDGETS_RHI="0")
    if options.self_test:
        from bivouac.desktop.selftest import run_self_test

        return run_self_test()
    _log_to(folder)
    application = make_application(sys.argv[:1])
    use_language("", WORDS)
    try:
        with machine.only_one(folder / "running", _refuse_second):
            app = App(folder)
            sys.excepthook = _log_bug
            app.start(options.files)
            app.window.fit_screen()
            return application.exec()
    except BivouacError as error:
        QMessageBox.warning(None, "Bivouac", error.sentence())
        return 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bivouac-desktop", description="Bivouac, the campus that travels.")
    parser.add_argument("files", nargs="*", type=Path, help="invite files or courses to open")
    parser.add_argument(
        "--home", type=Path, help="folder to keep everything in (default: the system's place, or BIVOUAC_HOME)"
    )
    parser.add_argument(
        "--software-rendering", action="store_true", help="for graphics drivers that show a black window"
    )
    parser.add_argument(
        "--self-test", action="store_true", help="open the demo course, play a second of film, and quit"
    )
    return parser.parse_args(arguments)


def _refuse_second() -> None:
    from bivouac.errors import InputError

    raise InputError("Bivouac is already open on this computer. Look for its window.")


def _log_to(folder: Path) -> None:
    """Log to a file that stays small. (`logging.handlers` would rotate it too, and costs 30 ms of every start.)"""
    file = folder / "logs" / "bivouac.log"
    file.parent.mkdir(exist_ok=True)
    if file.exists() and file.stat().st_size > _LOG_BYTES:
        with contextlib.suppress(
            PermissionError
        ):  # another Bivouac, or who reads it, has it open (Windows): the next start
            machine.replace(file, file.with_suffix(".old.log"))
    form = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=logging.INFO, filename=file, encoding="utf-8", format=form)


def _log_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug in the window's own code: log it, and let the window live."""
    log.error("an error in the window", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


if __name__ == "__main__":
    sys.exit(main())
