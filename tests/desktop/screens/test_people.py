"""People who share a computer, and a code for one's other laptop."""

from __future__ import annotations

import re

import pytest

from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.people.screen import PeopleScreen
from bivouac.desktop.screens.welcome.screen import WelcomeScreen
from bivouac.sync.protocol.passwords import hash_password
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import LANGUAGE, TEXT_SCALE
from tests.desktop.fitting import in_view, misfits
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


@pytest.mark.parametrize("persons", [8, 20])
def test_a_person_can_be_added_without_scrolling_however_many_there_are(laptop: Laptop, persons: int) -> None:
    def prepare(library: Library) -> None:
        for number in range(persons - 1):
            library.people.add_guest(f"Kofi {number}")

    laptop.library(prepare)
    people = laptop.set(LANGUAGE, "fr").open().go("people", PeopleScreen)
    laptop.window.resize(1000, 640)
    until(lambda: len(people._cards) == persons and in_view(people.view.add))
    assert not in_view(people._cards[-1]), "there is more than the window shows"


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


@pytest.mark.parametrize("scale", [1.0, TEXT_SCALE.choices[-1][0]])
@pytest.mark.parametrize("size", [(1000, 640), (800, 560)])
def test_who_is_asked_for_a_password_sees_the_field_and_why_it_stays_closed(
    laptop: Laptop, size: tuple[int, int], scale: float
) -> None:
    def prepare(library: Library) -> None:
        awa = join_away(library)
        library.people.keep_lock(awa.id, hash_password("a quiet sentence"))
        library.people.use(library.people.add_guest("Ibrahim").id)

    laptop.library(prepare)
    people = laptop.set(LANGUAGE, "fr").set(TEXT_SCALE, scale).open().go("people", PeopleScreen)
    laptop.window.resize(*size)
    laptop.app.desk.changes.say(people.shows)  # as after every exchange: the cards stay, and are placed anew
    laptop.settle()
    card = next(one for one in people._cards if one.person.lock)
    card.choose.click()
    assert card.password is not None
    line = card.password.line
    until(lambda: line.height() >= line.sizeHint().height() and in_view(card))
    line.setText("another sentence")
    card.open.click()
    until(card.problem.isVisible)
    until(lambda: line.height() >= line.sizeHint().height() and in_view(card))
    until(lambda: in_view(card.problem) and in_view(card.open) and not misfits(laptop.window))


def test_why_a_password_is_not_taken_leaves_the_button_in_view(laptop: Laptop) -> None:
    def prepare(library: Library) -> None:
        awa = join_away(library)
        for name in ("Ali", "Fatou", "Kofi"):
            library.people.add_guest(name)
        library.people.use(awa.id)

    laptop.library(prepare)
    people = laptop.set(LANGUAGE, "fr").open().go("people", PeopleScreen)
    laptop.window.resize(1000, 640)
    people.view.password.click()
    card = people.view.password_card
    until(lambda: in_view(card))
    card.new.line.setText("short")
    card.save.click()
    until(card.problem.isVisible)
    until(lambda: in_view(card.problem) and in_view(card.save))
    assert card.new.line.hasFocus()
    card.new.line.setText("a sentence of hers")
    card.save.click()  # the campus is away
    until(lambda: "ampus" in card.problem.text())
    until(lambda: laptop.window.focusWidget() is card.new.line and in_view(card.save))


def test_no_code_while_the_campus_is_away(laptop: Laptop) -> None:
    laptop.library(join_away)
    people = laptop.open().go("people", PeopleScreen)
    people.view.other.click()
    until(laptop.said)
    assert laptop.said() == "The campus cannot be reached just now. Try again once it can.", (
        "nobody asks again by themselves"
    )
    assert not people.view.code_card.isVisible()
