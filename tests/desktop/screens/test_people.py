"""People who share a computer, and a code for one's other laptop."""

from __future__ import annotations

import re

from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.people.screen import PeopleScreen
from bivouac.desktop.screens.welcome.screen import WelcomeScreen
from bivouac.sync.store.library import Library
from tests.desktop.fitting import in_view
from tests.desktop.laptop import Laptop, button_called, join_away, join_here, live, until
from tests.sync.campus import Campus


def test_another_person_sits_down(laptop: Laptop) -> None:
    laptop.library(lambda library: library.people.add_guest("Ibrahim"))
    people = laptop.open().go("people", PeopleScreen)
    assert laptop.sees("At the computer now") and laptop.sees("Only on this computer")
    assert not people.view.other.isVisible()
    button_called(people, "Awa Koné: that’s me").click()
    until(lambda: isinstance(laptop.window.current, HomeScreen))
    until(lambda: laptop.screen(HomeScreen).view.greeting.text() == "Hello Awa Koné")
    assert laptop.window.navigation.person.text().strip() == "Awa Koné"
    laptop.close()
    laptop.open()
    assert laptop.screen(HomeScreen).view.greeting.text() == "Hello Awa Koné"


def test_a_person_is_added(laptop: Laptop) -> None:
    people = laptop.open().go("people", PeopleScreen)
    people.view.add.click()
    welcome = laptop.screen(WelcomeScreen)
    assert welcome.view.back.isVisible()
    welcome.view.back.click()
    assert laptop.screen(PeopleScreen) is people


def test_a_code_for_another_laptop(empty_laptop: Laptop, campus: Campus) -> None:
    join_here(empty_laptop, campus)
    people = empty_laptop.open().go("people", PeopleScreen)
    people.view.other.click()
    until(people.view.code_card.isVisible)
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", people.view.code.text())
    assert campus.url.removeprefix("http://") in people.view.code_text.text()


def test_what_was_asked_for_is_brought_into_view(laptop: Laptop) -> None:
    """A laptop that many share has its cards below the fold."""

    def prepare(library: Library) -> None:
        join_away(library)
        for name in ("Ali", "Fatou", "Kofi"):
            library.people.add_guest(name)

    laptop.library(prepare)
    people = laptop.open().go("people", PeopleScreen)
    laptop.window.resize(1000, 640)
    people.view.password_card.ask("Set a password", has_one=False)
    live(0.1)  # until it has its place
    until(lambda: in_view(people.view.password_card))


def test_no_code_while_the_campus_is_away(laptop: Laptop) -> None:
    laptop.library(join_away)
    people = laptop.open().go("people", PeopleScreen)
    people.view.other.click()
    until(laptop.said)
    assert laptop.said() == "The campus cannot be reached just now. Try again once it can.", (
        "nobody asks again by themselves"
    )
    assert not people.view.code_card.isVisible()
