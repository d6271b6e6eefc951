"""The screen that fills sticks: what is chosen goes on each, how it stands is said, and the report is a PDF."""

from __future__ import annotations

from pathlib import Path

from bivouac.courses.bundle.layout import Layout
from bivouac.desktop.screens.preload.screen import PreloadScreen
from bivouac.desktop.screens.settings.screen import SettingsScreen
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, join_away, until


def test_two_folders_are_filled_and_reported(laptop: Laptop, tmp_path: Path) -> None:
    screen = laptop.open().go("preload", PreloadScreen)
    view = screen.view
    until(lambda: "on each stick" in view.total.text())
    assert not view.start.isEnabled() and laptop.sees("No stick is in")
    sticks = [tmp_path / "one", tmp_path / "two"]
    for stick in sticks:
        stick.mkdir()
        screen.add_folder(stick)
    screen._courses[FRENCH].setChecked(False)
    assert view.start.isEnabled()
    view.start.click()
    assert view.cancel.isVisible() and not view.start.isEnabled()
    until(view.save_report.isVisible)
    for stick in sticks:
        assert list(Layout.open(stick / "Bivouac" / "courses").references()) == [ENGLISH]
    assert sum("read back from the stick" in text for text in laptop.seen()) == 2
    screen.write_report(tmp_path / "report.pdf")
    until((tmp_path / "report.pdf").is_file)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_stick_that_is_gone_is_said_and_the_rest_is_filled(laptop: Laptop, tmp_path: Path) -> None:
    screen = laptop.open().go("preload", PreloadScreen)
    (tmp_path / "here").mkdir()
    screen.add_folder(tmp_path / "here")
    screen.add_folder(tmp_path / "gone")
    screen.view.start.click()
    until(screen.view.save_report.isVisible)
    assert laptop.sees("is no drive or folder") and laptop.sees("Complete: ")


def test_a_preset_chooses(laptop: Laptop, tmp_path: Path) -> None:
    file = tmp_path / "abidjan.toml"
    file.write_text(f'name = "Abidjan"\ncourses = ["{ENGLISH}", "elsewhere"]\nrendition = "480p"\n')
    screen = laptop.open().go("preload", PreloadScreen)
    screen.use_preset(file)
    assert [course for course, box in screen._courses.items() if box.isChecked()] == [ENGLISH]
    assert screen.view.rendition.currentData() == "480p"
    assert laptop.said() == "Not on this computer: elsewhere"
    file.write_text("name = 1")
    screen.use_preset(file)
    assert "is no preset" in laptop.said()


def test_learners_of_a_campus_do_not_fill_sticks(laptop: Laptop) -> None:
    laptop.library(join_away)
    screen = laptop.open().go("settings", SettingsScreen)
    assert not screen.view.fill_card.isVisible()
