"""A stick that is put in: what is new on it is offered, taken once, remembered, and taken up again after it was pulled out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bivouac.courses.bundle.archive import Archive
from bivouac.desktop import theme
from bivouac.desktop.app import App
from bivouac.language import use_language
from bivouac.sync.transfer.preload import order, preload
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, button_called, until


class Sticky(Laptop):
    """A laptop with a slot."""

    def __init__(self, home: Path, stick: Path) -> None:
        super().__init__(home)
        self.stick, self.aside = stick, stick.with_name("pulled out")
        self.stick.rename(self.aside)

    def open(self, *files: Path) -> Laptop:
        use_language("en")
        self._app = App(self.home, mute=True, find_sticks=lambda: [self.stick] if self.stick.is_dir() else [])
        self._app.start(files)
        until(lambda: self.window.current is not None)
        self.settle()
        return self

    def plug(self) -> None:
        self.aside.rename(self.stick)
        self.app.sticks.look()

    def pull(self) -> None:
        self.stick.rename(self.aside)
        self.app.sticks.look()

    def shelf(self) -> list[str]:
        return self.library(lambda library: [course.id for course in library.shelf.courses()])


@pytest.fixture
def laptop(qapp: QApplication, tmp_path: Path, demo_bundles: list[Path]) -> Iterator[Sticky]:
    (tmp_path / "stick").mkdir()
    for bundle in demo_bundles:
        with Archive(bundle) as archive:
            assert preload(order(archive), [tmp_path / "stick"])[0].complete
    laptop = Sticky(tmp_path / "home", tmp_path / "stick")
    laptop.library(lambda library: library.people.add_guest("Awa Koné"))
    yield laptop
    laptop.close()
    theme.apply(qapp, theme.LIGHT)


def test_what_is_on_a_stick_is_offered_and_taken(laptop: Sticky) -> None:
    laptop.open()
    bar = laptop.window.stick_bar
    assert not bar.isVisible()
    laptop.plug()
    until(bar.isVisible)
    assert bar.heading.text() == "A stick with 2 courses" and "New here (" in bar.text.text()
    button_called(bar, "Take them").click()
    until(lambda: "Added: " in laptop.said())
    until(lambda: not bar.isVisible())
    assert sorted(laptop.shelf()) == [ENGLISH, FRENCH]
    laptop.pull()
    laptop.plug()
    laptop.settle()
    assert not bar.isVisible(), "there is nothing new on it"


def test_what_was_declined_is_not_offered_again(laptop: Sticky) -> None:
    laptop.open()
    bar = laptop.window.stick_bar
    laptop.plug()
    until(bar.isVisible)
    button_called(bar, "Not now").click()
    assert not bar.isVisible()
    laptop.settle()
    laptop.close()
    looked: list[object] = []
    laptop.open()
    laptop.app.sticks.look()
    laptop.app.sticks.offered.connect(looked.append)
    done: list[bool] = []
    laptop.app.tasks.with_library(lambda task, library: True).then(done.append)
    until(lambda: done)
    laptop.settle()
    assert not looked and not laptop.window.stick_bar.isVisible() and laptop.shelf() == []


def test_an_offer_goes_with_its_stick(laptop: Sticky) -> None:
    laptop.open()
    laptop.plug()
    until(laptop.window.stick_bar.isVisible)
    laptop.pull()
    until(lambda: not laptop.window.stick_bar.isVisible())


def test_a_stick_pulled_out_in_the_middle_is_taken_up_when_it_is_back(laptop: Sticky) -> None:
    laptop.open()
    laptop.plug()
    until(laptop.window.stick_bar.isVisible)
    laptop.stick.rename(laptop.aside)
    button_called(laptop.window.stick_bar, "Take them").click()
    until(lambda: "put it in again" in laptop.said())
    laptop.app.sticks.look()
    until(lambda: not laptop.app.sticks._known)
    laptop.plug()
    until(lambda: "Added: " in laptop.said())
    assert sorted(laptop.shelf()) == [ENGLISH, FRENCH]
