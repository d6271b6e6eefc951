"""Every screen by its name: imported after the window is painted, and made when it is first visited."""

from __future__ import annotations

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


SCREENS = tuple(
    f"bivouac.desktop.screens.{folder}.screen"
    for folder in (
        "classroom",
        "course",
        "downloads",
        "home",
        "lesson",
        "notes",
        "people",
        "preload",
        "search",
        "settings",
        "space",
    )
)
"""The modules of all but the first start's, which are imported before anybody visits them."""


def screen_module(name: str) -> str:
    """The module of a screen."""
    return f"bivouac.desktop.screens.{'classroom' if name == 'class' else name}.screen"
