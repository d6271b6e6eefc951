"""Signing in by name and password, choosing one, and profiles that open with it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from bivouac.desktop.actions.people import load_people as people_of
from bivouac.desktop.changes import ALL
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.people.screen import PeopleScreen
from bivouac.desktop.screens.people.view import PersonCard
from bivouac.desktop.screens.welcome.screen import WelcomeScreen
from bivouac.desktop.widgets.password_field import PasswordField
from bivouac.sync.hub.storage import Password
from bivouac.sync.protocol.invite import show_code
from bivouac.sync.protocol.passwords import hash_password, is_password
from tests.desktop.laptop import Laptop, button_called, join_away, join_here, until
from tests.sync.campus import Campus

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WORD = "une phrase à moi"


def give(campus: Campus, name: str, word: str = WORD, *, temporary: bool = False) -> None:
    """Somebody has this password at the campus."""
    with contextlib.closing(campus.hub.storage()) as storage:
        account = storage.find_account(name) or storage.add_account(name, "learner", "fr", 1)
        storage.keep_password(account.id, Password(hash_password(word), temporary))


def lock_of(laptop: Laptop, name: str) -> str:
    def find(library):  # type: ignore[no-untyped-def]
        return next(library.people.lock(one.id) for one in library.people.learners() if one.name == name)

    return laptop.library(find)


def card_of(people: PeopleScreen, name: str) -> PersonCard:
    return next(
        card for card in people.findChildren(PersonCard) if card.isVisible() and card.person.learner.name == name
    )


def test_a_learner_sets_a_password_and_changes_it(empty_laptop: Laptop, campus: Campus) -> None:
    join_here(empty_laptop, campus)
    people = empty_laptop.open().go("people", PeopleScreen)
    card = people.view.password_card
    button_called(people, "Set a password…").click()
    assert card.isVisible() and not card.old.isVisible()
    QTest.keyClicks(card.new.line, "short")
    card.save.click()
    assert "8 to 200" in card.problem.text()
    card.new.line.setText(WORD)
    QTest.keyClick(card.new.line, Qt.Key.Key_Return)
    until(lambda: not card.isVisible())
    assert "password is set" in empty_laptop.said()
    assert is_password(lock_of(empty_laptop, "Awa Koné"), WORD)
    until(lambda: empty_laptop.sees("Change the password…"))
    button_called(people, "Change the password…").click()
    assert card.old.isVisible() and card.new.text() == ""
    card.old.line.setText("a wrong one")
    card.new.line.setText("quite another")
    card.save.click()
    until(lambda: "old password" in card.problem.text())
    card.old.line.setText(WORD)
    card.save.click()
    until(lambda: not card.isVisible())
    assert is_password(lock_of(empty_laptop, "Awa Koné"), "quite another")


def test_a_profile_with_a_password_opens_with_it_alone_also_without_a_network(
    empty_laptop: Laptop, campus: Campus
) -> None:
    join_here(empty_laptop, campus)
    give(campus, "Awa Koné")
    empty_laptop.library(lambda library: library.people.add_guest("Ibrahim"))
    people = empty_laptop.open().go("people", PeopleScreen)
    until(lambda: lock_of(empty_laptop, "Awa Koné"))  # the hub's word may come before or after anybody clicks
    until(lambda: empty_laptop.app.session.learner and empty_laptop.app.session.learner.name == "Ibrahim")
    campus.stop()
    people = empty_laptop.go("people", PeopleScreen)
    button_called(people, "Awa Koné: that’s me").click()
    card = card_of(people, "Awa Koné")
    assert card.password is not None and empty_laptop.window.focusWidget() is card.password.line
    QTest.keyClicks(card.password.line, "wrong one")
    card.open.click()
    until(lambda: card.problem.isVisible())
    assert "asks the campus staff" in card.problem.text() and card.isEnabled()
    assert empty_laptop.app.session.learner and empty_laptop.app.session.learner.name == "Ibrahim"
    card.password.line.setText(WORD)
    QTest.keyClick(card.password.line, Qt.Key.Key_Return)
    until(lambda: isinstance(empty_laptop.window.current, HomeScreen))
    assert empty_laptop.app.session.learner.name == "Awa Koné"


def test_who_opens_a_shared_profile_with_a_password_of_the_staffs_is_asked_for_their_own(
    empty_laptop: Laptop, campus: Campus
) -> None:
    join_here(empty_laptop, campus)
    give(campus, "Awa Koné", temporary=True)
    empty_laptop.library(lambda library: library.people.add_guest("Ibrahim"))
    empty_laptop.open()
    until(lambda: lock_of(empty_laptop, "Awa Koné"))
    people = empty_laptop.go("people", PeopleScreen)
    button_called(people, "Awa Koné: that’s me").click()
    card = card_of(people, "Awa Koné")
    assert card.password is not None
    card.password.line.setText(WORD)
    card.open.click()
    asked = empty_laptop.screen(PeopleScreen).view.password_card
    until(asked.isVisible)
    asked.old.line.setText(WORD)
    asked.new.line.setText("her own word")
    asked.save.click()
    until(lambda: not asked.isVisible())
    empty_laptop.settle()
    awa = next(one for one in empty_laptop.library(people_of) if one.learner.name == "Awa Koné")
    assert not awa.must_change and is_password(awa.lock, "her own word")


def test_what_is_being_typed_stays_when_the_people_are_shown_anew(empty_laptop: Laptop) -> None:
    word = "a quiet sentence"

    def share(library):  # type: ignore[no-untyped-def]
        library.people.keep_lock(join_away(library).id, hash_password(word))
        library.people.add_guest("Ibrahim")

    empty_laptop.library(share)
    people = empty_laptop.open().go("people", PeopleScreen)
    button_called(people, "Awa Koné: that’s me").click()
    card = card_of(people, "Awa Koné")
    assert card.password is not None
    QTest.keyClicks(card.password.line, word[:5])
    empty_laptop.library(lambda library: library.people.add_guest("Moussa"))
    empty_laptop.app.desk.changes.say(ALL)  # as after a repair
    until(lambda: empty_laptop.sees("Moussa"))
    assert card_of(people, "Awa Koné") is card and empty_laptop.window.focusWidget() is card.password.line
    QTest.keyClicks(card.password.line, word[5:])
    assert card.password.text() == word
    empty_laptop.app.go("home")
    people = empty_laptop.go("people", PeopleScreen)
    assert card_of(people, "Awa Koné").password is None, "whoever comes next does not find it"
    button_called(people, "Awa Koné: that’s me").click()
    card = card_of(people, "Awa Koné")
    assert card.password is not None and card.password.text() == ""


def test_a_shared_laptop_asks_at_the_start_and_shows_nothing_before(empty_laptop: Laptop, campus: Campus) -> None:
    join_here(empty_laptop, campus)

    def share(library):  # type: ignore[no-untyped-def]
        awa = library.people.learners()[0]
        library.people.keep_lock(awa.id, hash_password(WORD))
        library.people.add_guest("Ibrahim")
        library.people.use(awa.id)

    empty_laptop.library(share)
    empty_laptop.open()
    people = empty_laptop.screen(PeopleScreen)
    assert empty_laptop.app.session.learner is None and not empty_laptop.window.navigation.isVisible()
    QTest.keyClick(empty_laptop.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    empty_laptop.app.go("home")
    assert empty_laptop.screen(PeopleScreen) is people
    card = card_of(people, "Awa Koné")
    assert card.password is not None
    card.password.line.setText(WORD)
    card.open.click()
    until(lambda: isinstance(empty_laptop.window.current, HomeScreen))
    assert empty_laptop.window.navigation.isVisible()


def test_a_laptop_of_ones_own_opens_without_asking(empty_laptop: Laptop, campus: Campus) -> None:
    join_here(empty_laptop, campus)
    empty_laptop.library(lambda library: library.people.keep_lock(library.people.learners()[0].id, hash_password(WORD)))
    empty_laptop.open()
    assert isinstance(empty_laptop.window.current, HomeScreen)


def test_another_learner_signs_in_at_a_campus_that_the_laptop_knows(empty_laptop: Laptop, campus: Campus) -> None:
    join_here(empty_laptop, campus)
    give(campus, "Ibrahim Touré")
    people = empty_laptop.open().go("people", PeopleScreen)
    people.view.add.click()
    welcome = empty_laptop.screen(WelcomeScreen)
    until(welcome.view.account.isVisible)
    assert welcome.view.at.currentText() == "Campus Abidjan"
    welcome.view.account_button.click()
    assert welcome.view.problem.text() == "Type your name and your password."
    welcome.view.account_name.setText("ibrahim touré")
    welcome.view.account_password.line.setText("wrong one")
    welcome.view.account_button.click()
    until(lambda: "not right" in welcome.view.problem.text())
    welcome.view.account_password.line.setText(WORD)
    QTest.keyClick(welcome.view.account_password.line, Qt.Key.Key_Return)
    until(lambda: isinstance(empty_laptop.window.current, HomeScreen))
    until(lambda: empty_laptop.screen(HomeScreen).view.greeting.text() == "Hello Ibrahim Touré")
    until(lambda: empty_laptop.sees("The school has all you did"))


def test_who_has_an_account_signs_in_on_a_laptop_that_knows_no_campus(empty_laptop: Laptop, campus: Campus) -> None:
    give(campus, "Ibrahim Touré", temporary=True)
    empty_laptop.open()
    welcome = empty_laptop.screen(WelcomeScreen)
    assert not welcome.view.account.isVisible()
    welcome.view.code.setText(show_code(campus.code()))
    welcome.view.address.setText(campus.url)
    welcome.view.join_button.click()
    until(lambda: welcome.view.steps.currentIndex() == 1)
    assert not welcome.view.password.isVisible()
    welcome.view.known_button.click()
    assert welcome.view.password.isVisible() and welcome.view.confirm_button.text() == "Sign in"
    welcome.view.name.setText("Ibrahim Touré")
    welcome.view.password.line.setText(WORD)
    welcome.view.confirm_button.click()
    until(lambda: isinstance(empty_laptop.window.current, PeopleScreen))
    card = empty_laptop.screen(PeopleScreen).view.password_card
    assert card.isVisible() and card.old.isVisible(), "a password that was made up is changed at once"
    until(lambda: empty_laptop.sees("The school has all you did"))
    empty_laptop.close()
    empty_laptop.open()
    until(lambda: isinstance(empty_laptop.window.current, PeopleScreen))
    card = empty_laptop.screen(PeopleScreen).view.password_card
    assert card.isVisible() and card.old.caption.text() == "Password that the campus staff gave you", (
        "and closing does not skip it"
    )
    card.old.line.setText(WORD)
    card.new.line.setText("his own word")
    card.save.click()
    until(lambda: not card.isVisible())
    assert is_password(lock_of(empty_laptop, "Ibrahim Touré"), "his own word")
    empty_laptop.close()
    empty_laptop.open()
    until(lambda: isinstance(empty_laptop.window.current, HomeScreen))
    with contextlib.closing(campus.hub.storage()) as storage:
        assert len(storage.learners()) == 1, "no second account was made"


def test_a_password_can_be_shown_and_caps_lock_is_said(qtbot, tmp_path: Path) -> None:
    from bivouac.desktop.desk import Look

    field = PasswordField("Password", Look())
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line, "abc")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password and not field.caps.isVisible()
    QTest.keyClick(field.line, "D")  # as with Caps Lock: large without Shift
    assert field.caps.isVisible()
    QTest.keyClick(field.line, "e")
    assert not field.caps.isVisible()
    field.line.actions()[0].trigger()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password and field.text() == ""
