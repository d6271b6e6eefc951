"""Every screen by its name: imported after the window is painted, and made when it is first visited."""

from __future__ import annotations

import importlib

from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.screen import Screen


def make_screen(name: str, desk: Desk) -> Screen:  # noqa: C901 (one arm for each screen)
    """The screen of a name. Raises ValueError: there is none."""
    match name:
        case "home":
            from bivouac.desktop.screens.home.screen import HomeScreen

            return HomeScreen(desk)
        case "course":
            from bivouac.desktop.screens.course.screen import CourseScreen

            return CourseScreen(desk)
        case "lesson":
            from bivouac.desktop.screens.lesson.screen import LessonScreen

            return LessonScreen(desk)
        case "notes":
            from bivouac.desktop.screens.notes.screen import NotesScreen

            return NotesScreen(desk)
        case "class":
            from bivouac.desktop.screens.classroom.screen import ClassroomScreen

            return ClassroomScreen(desk)
        case "search":
            from bivouac.desktop.screens.search.screen import SearchScreen

            return SearchScreen(desk)
        case "downloads":
            from bivouac.desktop.screens.downloads.screen import DownloadsScreen

            return DownloadsScreen(desk)
        case "space":
            from bivouac.desktop.screens.space.screen import SpaceScreen

            return SpaceScreen(desk)
        case "people":
            from bivouac.desktop.screens.people.screen import PeopleScreen

            return PeopleScreen(desk)
        case "preload":
            from bivouac.desktop.screens.preload.screen import PreloadScreen

            return PreloadScreen(desk)
        case "settings":
            from bivouac.desktop.screens.settings.screen import SettingsScreen

            return SettingsScreen(desk)
        case "welcome":
            from bivouac.desktop.screens.welcome.screen import WelcomeScreen

            return WelcomeScreen(desk)
    raise ValueError(f"there is no screen called {name!r}")


def import_screen(name: str) -> None:
    """Import the one of a name beside the window. Raises ImportError: there is none."""
    folder = "classroom" if name == "class" else name
    importlib.import_module(f"bivouac.desktop.screens.{folder}.screen")


def import_screens() -> None:
    """Import them beside the window, which would wait for them at the first visit."""
    import bivouac.desktop.screens.classroom.screen
    import bivouac.desktop.screens.course.screen
    import bivouac.desktop.screens.downloads.screen
    import bivouac.desktop.screens.home.screen
    import bivouac.desktop.screens.lesson.screen
    import bivouac.desktop.screens.notes.screen
    import bivouac.desktop.screens.people.screen
    import bivouac.desktop.screens.preload.screen
    import bivouac.desktop.screens.search.screen
    import bivouac.desktop.screens.settings.screen
    import bivouac.desktop.screens.space.screen  # noqa: F401
