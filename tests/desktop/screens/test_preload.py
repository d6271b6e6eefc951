"""The screen that fills sticks: what is chosen goes on each, how it stands is said, and the report is a PDF."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFileDialog

from bivouac import drives
from bivouac.courses.bundle.layout import Layout
from bivouac.desktop.screens.preload.screen import PreloadScreen
from bivouac.desktop.screens.settings.screen import SettingsScreen
from bivouac.desktop.wording import megabytes
from bivouac.drives import Drive
from bivouac.sync.protocol.invite import write_invitation
from bivouac.sync.protocol.messages import Invitation
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.extras import gather
from bivouac.sync.transfer.preload import Filled, Order, Progress, order, preload
from bivouac.sync.transfer.preset import Preset, read_preset
from tests.courses.bundle.conftest import store_course
from tests.desktop.fitting import in_view
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


def test_three_sticks_are_filled_at_once_and_one_that_is_pulled_out_holds_up_no_other(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sticks = [tmp_path / "media" / name for name in ("KINGSTON", "Clé n° 2", "USB-16GO")]
    for stick in sticks:
        stick.mkdir(parents=True)
    found = [Drive(stick, stick.name, 16_000_000_000, 12_400_000_000) for stick in sticks]
    monkeypatch.setattr(drives, "sticks", lambda: found)
    all_here, pull, go_on = threading.Barrier(4), threading.Event(), threading.Event()
    waited: set[Path] = set()

    def fill(
        order: Order,
        places: Sequence[Path],
        progress: Progress,
        cancelled: Callable[[], bool],
        ended: Callable[[Filled], None],
    ) -> list[Filled]:
        def told(stick: Path, stage: str, done: int, total: int) -> None:
            progress(stick, stage, done, total)
            if done > total // 3 and stick not in waited:
                waited.add(stick)
                time.sleep(0.25)  # so that this much is told
                progress(stick, stage, done, total)
                all_here.wait(20)
                assert pull.wait(20)
                if stick == sticks[1]:
                    stick.rename(tmp_path / "pulled out")
                else:
                    assert go_on.wait(20)

        return preload(order, places, told, cancelled, ended)

    monkeypatch.setattr("bivouac.sync.transfer.preload.preload", fill)
    screen = laptop.open().go("preload", PreloadScreen)
    until(lambda: len(screen._sticks) == 3)
    listed = [box.accessibleName() for box in screen._sticks.values()]
    assert listed == [f"{stick.name}: 12.4 GB free of 16.0 GB" for stick in sticks]
    for box in screen._sticks.values():
        box.setChecked(True)
    laptop.window.resize(1000, 640)
    screen.view.start.click()
    all_here.wait(20)  # all three are in the middle of it
    until(lambda: all(row.bar.value() >= 33 for row in screen._rows.values()))
    until(lambda: all(in_view(part) for part in (*screen._rows.values(), screen.view.cancel)))
    for row in screen._rows.values():
        assert row.state.text() == f"Copying: {row.bar.value()}%" and row.bar.isVisible()
    assert [row.bar.accessibleName() for row in screen._rows.values()] == ["KINGSTON", "Clé n° 2", "USB-16GO"]
    pull.set()
    pulled_out = list(screen._rows.values())[1]
    until(lambda: "pulled out" in pulled_out.state.text())
    assert pulled_out.state.property("look") == "bad" and screen.view.cancel.isVisible(), (
        "it is said while others go on"
    )
    go_on.set()
    until(screen.view.save_report.isVisible)
    until(lambda: all(in_view(part) for part in (*screen._rows.values(), screen.view.save_report)))
    first, second, third = (row.state.text() for row in screen._rows.values())
    assert first.startswith("Complete: ") and third == first
    assert second == "Not complete. The stick was pulled out. Put it in again and start again: what was copied stays."
    screen.write_report(tmp_path / "report.pdf")
    until((tmp_path / "report.pdf").is_file)
    printed = text_of(tmp_path / "report.pdf")
    assert "2 of 3 sticks are complete." in printed and "The stick was pulled out." in printed
    assert printed.count("found right.") == 2 and "Français" in printed and "KINGSTON" in printed
    assert str(tmp_path) not in printed


def test_the_total_is_that_of_what_is_chosen_and_of_a_preset(laptop: Laptop, tmp_path: Path) -> None:
    screen = laptop.open().go("preload", PreloadScreen)
    total = screen.view.total

    def wished(*courses: str, rendition: str = "240p") -> str:
        def size(library: Library) -> int:
            return order(library.shelf.layout, courses, rendition or None).size()

        return f"Total: {megabytes(laptop.library(size))} on each stick"

    both = wished(ENGLISH, FRENCH)
    until(lambda: total.text() == both)
    screen._courses[FRENCH].setChecked(False)
    one = wished(ENGLISH)
    until(lambda: total.text() == one)
    assert both != one and one.endswith(" MB on each stick")
    file = tmp_path / "abidjan.toml"
    (tmp_path / "setup.exe").write_bytes(bytes(7_000_000))
    file.write_text(f'name = "Abidjan"\ncourses = ["{FRENCH}"]\ninstallers = ["setup.exe"]\n')
    screen.use_preset(file)

    def with_installer(library: Library) -> int:
        return order(library.shelf.layout, [FRENCH], None).size() + 7_000_000

    preset = f"Total: {megabytes(laptop.library(with_installer))} on each stick"
    until(lambda: total.text() == preset)


def test_only_sizes_of_films_that_are_here_are_offered(laptop: Laptop) -> None:
    def take_in(library: Library) -> None:
        for course in (ENGLISH, FRENCH):
            library.shelf.remove(course)
        store_course(library.shelf.layout, films={"360p": b"f" * 2_000_000})
        library.shelf.mend()

    laptop.library(take_in)
    view = laptop.open().go("preload", PreloadScreen).view
    until(lambda: view.total.text() == "Total: 2.0 MB on each stick")
    box = view.rendition
    assert [box.itemText(at) for at in range(box.count())] == ["Films (360p)", "Films in every size"]
    assert box.currentData() == "360p"


def text_of(file: Path) -> str:
    """What is printed in a PDF, on one line."""
    document = QPdfDocument()
    document.load(str(file))
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    return " ".join(" ".join(pages).split())


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


def invitation(file: Path, code: str = "7K3QX9M2TB") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_invitation(file, Invitation("Campus", ("http://127.0.0.1:1",), code))
    return file


def test_installers_invitations_and_a_name_are_chosen_and_go_on_the_stick(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup, awa, kofi = (
        tmp_path / "Setup.exe",
        invitation(tmp_path / "class" / "Awa.bivouac-invite"),
        invitation(tmp_path / "Kofi.bivouac-invite", "8K3QX9M2TB"),
    )
    setup.write_bytes(bytes(5_000_000))
    answers = iter([[str(setup)], [str(kofi)]])
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *arguments: (next(answers), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *arguments: str(awa.parent))
    screen = laptop.open().go("preload", PreloadScreen)
    beside = screen.view.beside
    for press in (beside.add_installer, beside.add_invites, beside.add_folder):
        press.click()
    beside.name.setText("Abidjan")
    assert [laptop.sees(text) for text in ("Installer: Setup.exe", "Invitation: Kofi", "Invitations in class")]

    def size(library: Library) -> int:
        return order(library.shelf.layout, [ENGLISH, FRENCH], "240p", gather([kofi, awa], [setup])).size()

    total = f"Total: {megabytes(laptop.library(size))} on each stick"
    until(lambda: screen.view.total.text() == total)
    (tmp_path / "stick").mkdir()
    screen.add_folder(tmp_path / "stick")
    screen.view.start.click()
    until(screen.view.save_report.isVisible)
    there = tmp_path / "stick" / "Bivouac"
    assert {one.name for one in (there / "invites").iterdir()} == {awa.name, kofi.name}
    assert [one.name for one in (there / "installers").iterdir()] == [setup.name]
    assert "Abidjan" in (tmp_path / "stick" / "README.html").read_text("utf-8")


def test_a_preset_keeps_name_installers_and_invitations_and_brings_them_back(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    near, far = invitation(kept / "class" / "Awa.bivouac-invite"), tmp_path / "Setup.exe"
    far.write_bytes(b"setup")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(kept / "first"), ""))
    screen = laptop.open().go("preload", PreloadScreen)
    beside = screen.view.beside
    beside.name.setText("Abidjan, first term")
    beside.add([near.parent], [far])
    screen._courses[FRENCH].setChecked(False)
    screen.view.save_preset.click()
    until((kept / "first.toml").is_file)
    copied = "1 file was copied into “first-files”, beside the preset. Hand both on together."
    until(lambda: laptop.said() == copied)
    preset = read_preset(kept / "first.toml")
    copy = kept / "first-files" / "installers" / "Setup.exe"
    assert preset == Preset("Abidjan, first term", (ENGLISH,), "240p", ("class",), (copy.relative_to(kept).as_posix(),))
    beside.show_all("", [], [])
    far.unlink()
    screen.use_preset(kept / "first.toml")
    assert (beside.name.text(), beside.invites(), beside.installers()) == (preset.name, (near.parent,), (copy,))
    screen.restyle()
    assert (beside.name.text(), beside.invites(), beside.installers()) == (preset.name, (near.parent,), (copy,))
    copy.unlink()
    screen.use_preset(kept / "first.toml")
    assert "first-files/installers/Setup.exe" in laptop.said() and "not where it says" in laptop.said()
    assert (beside.invites(), beside.installers()) == ((near.parent,), ())


def test_learners_of_a_campus_do_not_fill_sticks(laptop: Laptop) -> None:
    laptop.library(join_away)
    screen = laptop.open().go("settings", SettingsScreen)
    assert not screen.view.fill_card.isVisible()
