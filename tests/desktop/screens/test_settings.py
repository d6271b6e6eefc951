"""Settings, and how the window follows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bivouac import drives
from bivouac.desktop.actions import settings
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.lesson.screen import LessonScreen
from bivouac.desktop.screens.preload.screen import PreloadScreen
from bivouac.desktop.screens.search.screen import SearchScreen
from bivouac.desktop.screens.settings.screen import SettingsScreen
from bivouac.drives import Drive
from bivouac.language import current_language
from bivouac.sync.exchange.stick import Carried
from bivouac.sync.store.people import Learner
from bivouac.sync.store.settings import LANGUAGE, RENDITION, SCHEME, SETTINGS, TEXT_SCALE
from tests.desktop.fitting import in_view
from tests.desktop.laptop import AWAY, ENGLISH, Laptop, button_called, join_away, live, until


def choose(laptop: Laptop, key: str, value: object) -> None:
    box = laptop.screen(SettingsScreen).view.boxes[key]
    box.setCurrentIndex(box.findData(value))


def test_every_setting_is_there_as_it_is_set(laptop: Laptop) -> None:
    laptop.set(RENDITION, "480p")
    view = laptop.open().go("settings", SettingsScreen).view
    assert set(view.boxes) == {setting.key for setting in SETTINGS}
    assert view.boxes["rendition"].currentData() == "480p"
    assert str(laptop.home) in view.version.text()


def test_another_language_makes_the_window_anew(laptop: Laptop) -> None:
    laptop.open().go("search", SearchScreen)
    laptop.go("home", HomeScreen)
    laptop.go("settings", SettingsScreen)
    before = laptop.window
    choose(laptop, "language", "fr")
    until(lambda: laptop.window is not before)
    laptop.settle()
    assert current_language() == "fr" and laptop.sees("Réglages") and not laptop.sees("Settings")
    choose(laptop, "scheme", "dark")  # nothing of the old window is left to follow it
    until(lambda: laptop.app.look.theme.dark)
    laptop.go("home", HomeScreen)
    assert laptop.screen(HomeScreen).view.greeting.text() == "Bonjour Awa Koné"
    choose_back = laptop.go("settings", SettingsScreen).view.boxes["language"]
    choose_back.setCurrentIndex(choose_back.findData("en"))
    until(lambda: current_language() == "en")
    live(0.1)


def test_a_choice_can_be_read_whole_at_every_text_size(laptop: Laptop) -> None:
    view = laptop.set(LANGUAGE, "fr").set(TEXT_SCALE, 1.6).open().go("settings", SettingsScreen).view
    laptop.window.resize(1000, 640)
    live(0.1)
    for box in view.boxes.values():
        longest = max(box.fontMetrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
        arrow = box.width() - longest
        assert arrow >= 50, f"{box.accessibleName()}: {box.width()} for {longest}"


def test_that_the_stick_can_be_taken_out_is_said_in_view(laptop: Laptop) -> None:
    laptop.library(join_away)
    screen = laptop.set(LANGUAGE, "fr").open().go("settings", SettingsScreen)
    laptop.window.resize(1000, 640)
    screen._say_carried([Carried(Learner("awa", "Awa Koné", AWAY.id, "learner"), 0, 3)])
    until(lambda: in_view(screen.view.carry_said) and laptop.sees("Vous pouvez retirer la clé"))


def test_progress_is_carried_on_a_stick_that_is_in(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    monkeypatch.setattr(drives, "sticks", lambda: [Drive(stick, stick.name, 16_000_000_000, 12_400_000_000)])
    laptop.library(join_away)
    screen = laptop.open().go("settings", SettingsScreen)
    until(lambda: laptop.sees("Carry progress on “KINGSTON”"))
    button_called(screen, "Carry progress on “KINGSTON”").click()
    until(lambda: laptop.said() or screen.view.carry_said.isVisible())
    assert "Awa Koné" in (laptop.said() or screen.view.carry_said.text())


def test_a_stick_that_is_put_in_appears_while_one_looks(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On both screens that ask for one, and it goes when it is pulled out. On a button Qt hides a single `&` in its name."""
    stick, found = Drive(tmp_path, "R&D", 16_000_000_000, 12_400_000_000), []
    monkeypatch.setattr(drives, "sticks", lambda: list(found))
    laptop.library(join_away)
    screen = laptop.open().go("settings", SettingsScreen)
    assert screen.view.carry.text() == "Carry progress…"
    found.append(stick)
    laptop.app.sticks.look()
    until(lambda: laptop.sees("Carry progress on “R&&D”") and screen.view.carry.text().endswith("in a folder…"))
    found.clear()
    laptop.app.sticks.look()
    until(lambda: not laptop.sees("Carry progress on “R&&D”"))
    preload = laptop.go("preload", PreloadScreen)
    assert preload.view.no_sticks.isVisible()
    found.append(stick)
    laptop.app.sticks.look()
    until(lambda: list(preload._sticks) == [tmp_path])


def test_the_sticks_are_asked_for_once(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(drives, "sticks", lambda: asked.append(1) or [])
    laptop.library(join_away)
    laptop.open()
    laptop.app.sticks._timer.stop()
    until(lambda: not laptop.app.sticks._looking)
    asked.clear()
    laptop.go("settings", SettingsScreen)
    live(0.2)
    assert len(asked) == 1


def sticks_called(folder: Path, *names: str) -> list[Drive]:
    return [Drive(folder / name, name, 16_000_000_000, 12_400_000_000) for name in names]


def tabs_from(widget: QWidget, many: int) -> list[QWidget]:
    """The widgets to which Tab leads from one."""
    found: list[QWidget] = []
    while len(found) < many:
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return found


def test_the_keyboard_stays_beside_a_stick_that_was_pulled_out(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sticks_called(tmp_path, "KINGSTON", "USB")
    monkeypatch.setattr(drives, "sticks", lambda: list(found))
    laptop.library(join_away)
    view = laptop.open().go("settings", SettingsScreen).view
    until(lambda: laptop.sees("Carry progress on “USB”"))
    first, second = (button_called(view, f"Carry progress on “{one.name}”") for one in found)
    assert tabs_from(list(view.boxes.values())[-1], 3) == [first, second, view.carry], "as they stand on the screen"
    first.setFocus()
    found[:] = found[:1]
    laptop.app.sticks.look()
    until(lambda: not laptop.sees("Carry progress on “USB”"))
    assert laptop.window.focusWidget() is button_called(view, "Carry progress on “KINGSTON”")
    found.clear()
    laptop.app.sticks.look()
    until(lambda: not laptop.sees("Carry progress on “KINGSTON”"))
    assert laptop.window.focusWidget() is view.carry


def test_the_keyboard_stays_where_it_was_while_sticks_to_fill_come_and_go(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kingston, usb = found = sticks_called(tmp_path, "KINGSTON", "USB")
    monkeypatch.setattr(drives, "sticks", lambda: list(found))
    screen = laptop.open().go("preload", PreloadScreen)
    until(lambda: list(screen._sticks) == [kingston.path, usb.path] and len(screen._courses) == 2)
    courses, boxes = list(screen._courses.values()), list(screen._sticks.values())
    assert tabs_from(screen.view.back, 3) == [*courses, screen.view.rendition], "as they stand on the screen"
    assert tabs_from(screen.view.beside.add_folder, 3) == [*boxes, screen.view.look_again]
    boxes[0].setFocus()
    found.remove(usb)
    laptop.app.sticks.look()
    until(lambda: list(screen._sticks) == [kingston.path])
    assert laptop.window.focusWidget() is screen._sticks[kingston.path]
    found.clear()
    laptop.app.sticks.look()
    until(lambda: not screen._sticks)
    assert laptop.window.focusWidget() is screen.view.look_again


def test_dark_and_large_reach_what_is_shown(laptop: Laptop) -> None:
    laptop.open().go("settings", SettingsScreen)
    height = laptop.window.navigation.buttons["home"].sizeHint().height()
    choose(laptop, "scheme", "dark")
    until(lambda: laptop.app.look.theme.dark)
    image = laptop.window.grab().toImage()
    assert image.pixelColor(image.width() - 5, image.height() // 2).lightness() < 80
    choose(laptop, "text_scale", 1.6)
    until(lambda: laptop.app.look.scale == 1.6)
    assert laptop.window.navigation.buttons["home"].sizeHint().height() > height
    assert laptop.library(lambda library: library.settings.get(SCHEME)) == "dark"


def test_the_text_is_made_larger_in_steps(laptop: Laptop) -> None:
    lesson = laptop.open().go("lesson", LessonScreen, course=ENGLISH, activity="project-read")
    lesson.pane.scale_wanted.emit(1)
    until(lambda: laptop.app.look.scale == 1.2)
    for _ in range(5):
        settings.step_text_size(laptop.app.desk, 1)
    until(lambda: laptop.app.look.scale == 1.6)
    settings.step_text_size(laptop.app.desk, 0)
    until(lambda: laptop.app.look.scale == 1.0)
    assert laptop.library(lambda library: library.settings.get(TEXT_SCALE)) == 1.0


def test_films_are_no_matter_of_dress(laptop: Laptop) -> None:
    laptop.open().go("settings", SettingsScreen)
    dressed: list[int] = []
    laptop.app.look.changed.connect(lambda: dressed.append(1))
    choose(laptop, "rendition", "480p")
    until(lambda: laptop.library(lambda library: library.settings.get(RENDITION)) == "480p")
    laptop.settle()
    assert dressed == [] and laptop.library(lambda library: library.settings.get(LANGUAGE)) == ""
