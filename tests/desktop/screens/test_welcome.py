"""The first start: every road in, and what is said where one is closed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from bivouac.desktop.actions import catalogue
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.welcome.screen import WelcomeScreen
from bivouac.language import current_language
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.exchange.join import Greeting
from bivouac.sync.hub.joining import Offer
from bivouac.sync.protocol.invite import show_code, write_invitation
from bivouac.sync.protocol.messages import Invitation
from bivouac.sync.protocol.nearby import Nearby
from bivouac.sync.store.settings import LANGUAGE, TEXT_SCALE
from tests.desktop.fitting import in_view, misfits
from tests.desktop.laptop import Laptop, button_called, join_away, until
from tests.sync.campus import Campus
from tests.sync.cli.test_qr import read
from tests.terminal import run


def asked(laptop: Laptop, code: str, address: str) -> WelcomeScreen:
    screen = laptop.screen(WelcomeScreen)
    screen.view.code.setText(code)
    screen.view.address.setText(address)
    screen.view.join_button.click()
    until(lambda: not screen.view.busy.text())
    return screen


def test_what_is_missing_is_asked_for(empty_laptop: Laptop) -> None:
    empty_laptop.open()
    assert not empty_laptop.window.navigation.isVisible()
    screen = asked(empty_laptop, "7K3QX-9M2TB", "")
    assert screen.view.problem.text() == "Type the joining code and the address that staff gave you."
    assert empty_laptop.window.focusWidget() is screen.view.address


def test_the_language_is_chosen_before_anybody_joins(empty_laptop: Laptop) -> None:
    laptop = empty_laptop.open()
    before = laptop.window
    languages = laptop.screen(WelcomeScreen).view.languages
    assert [language for language, one in languages.items() if one.isChecked()] == ["en"]
    button_called(before, "Français").click()
    until(lambda: laptop.window is not before)
    laptop.settle()
    languages = laptop.screen(WelcomeScreen).view.languages
    assert [language for language, one in languages.items() if one.isChecked()] == ["fr"]
    assert current_language() == "fr" and laptop.screen(WelcomeScreen) and laptop.sees("Bienvenue")
    assert laptop.library(lambda library: library.settings.get(LANGUAGE)) == "fr"
    laptop.window.resize(1000, 640)
    until(lambda: in_view(laptop.screen(WelcomeScreen).view.languages["en"]) and not misfits(laptop.window))
    button_called(laptop.window, "English").click()
    until(lambda: current_language() == "en")
    until(lambda: laptop.sees("Welcome to Bivouac"))


def test_what_is_said_when_a_person_is_added_is_in_view(laptop: Laptop) -> None:
    laptop.library(join_away)
    screen = laptop.set(LANGUAGE, "fr").open().go("welcome", WelcomeScreen)
    laptop.window.resize(1000, 480)
    until(screen.view.account.isVisible)
    screen.view.code.setText("7K3QX-9M2TB")
    screen.view.address.setText("127.0.0.1:9")
    screen.view.join_button.click()
    assert screen.view.busy.text()
    until(lambda: screen.view.problem.text() and in_view(screen.view.problem))


@pytest.mark.parametrize(
    ("code", "address", "sentence"),
    [
        ("hello", "127.0.0.1:9", "This is not a joining code."),
        ("hello", "no address!", "This is not a joining code."),
        ("7K3QX-9M2TB", "no address!", "is not the address of a campus."),
        (
            "7K3QX-9M2TB",
            "127.0.0.1:9",
            "No campus answers at 127.0.0.1:9. Check that this computer is on the campus's network",
        ),
    ],
)
def test_what_does_not_work_is_a_sentence(empty_laptop: Laptop, code: str, address: str, sentence: str) -> None:
    empty_laptop.open()
    screen = empty_laptop.screen(WelcomeScreen)
    screen.view.address.setFocus()
    asked(empty_laptop, code, address)
    assert sentence in screen.view.problem.text()
    assert screen.view.steps.isEnabled()
    assert screen.view.code.text() == code


def test_a_wrong_code_is_a_sentence(empty_laptop: Laptop, campus: Campus) -> None:
    empty_laptop.open()
    screen = asked(empty_laptop, "7K3QX-9M2TB", campus.url)
    assert screen.view.problem.text().endswith("codes run out after some days.")
    screen._nearby = [
        Nearby("a", "Campus A", ("https://10.0.0.1:8484",), ""),
        Nearby("b", "B", ("https://10.0.0.2:9",), ""),
    ]
    screen.view.join_button.click()
    until(lambda: not screen.view.busy.text())
    assert screen.view.problem.text().endswith("(such as :8484): each campus has its own."), "another may be meant"


def test_joining_with_a_code(empty_laptop: Laptop, campus: Campus) -> None:
    empty_laptop.open()
    screen = asked(empty_laptop, show_code(campus.code()), campus.url.removeprefix("http://"))
    assert screen.view.steps.currentIndex() == 1 and screen.view.campus.text() == "Campus Abidjan"
    assert empty_laptop.window.focusWidget() is screen.view.name
    QTest.keyClick(screen.view.name, Qt.Key.Key_Return)
    assert screen.view.problem.text() == "Type your name first."
    screen.view.name.setText("Awa Koné")
    QTest.keyClick(screen.view.name, Qt.Key.Key_Return)
    until(lambda: isinstance(empty_laptop.window.current, HomeScreen))
    until(lambda: empty_laptop.screen(HomeScreen).view.greeting.text() == "Hello Awa Koné")
    until(lambda: empty_laptop.screen(HomeScreen).view.on_offer.isVisible())
    until(lambda: empty_laptop.sees("The school has all you did"))


@pytest.mark.parametrize("field", ["address", "code"])
def test_joining_with_what_a_qr_code_says(empty_laptop: Laptop, campus: Campus, tmp_path: Path, field: str) -> None:
    run("hub", "invite", campus.hub.folder, "--url", campus.url, "--qr", tmp_path / "code.png")
    (text,) = read((tmp_path / "code.png").read_bytes(), "#ffffff")
    empty_laptop.open()
    view = empty_laptop.screen(WelcomeScreen).view
    view.address.setText("192.168.1.10")
    view.code.setText("ABC")
    view.join_button.click()
    until(lambda: "not a joining code" in view.problem.text())
    view.code.clear()
    QTest.keyClicks(getattr(view, field), f" {text} ")
    assert not view.problem.text(), "that was of what stood there before"
    view.address.clear()
    getattr(view, field).clear()
    QGuiApplication.clipboard().setText(f"{text}\n")
    getattr(view, field).paste()
    assert (view.address.text(), view.code.text()) == (campus.url, text.partition("#")[2])
    view.join_button.click()
    until(lambda: view.steps.currentIndex() == 1)
    assert view.campus.text() == "Campus Abidjan" and not view.problem.text()


def test_who_joins_knows_at_once_with_which_keys_the_school_signs(
    empty_laptop: Laptop, campus: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only at the first look at the list of courses: a stick of anybody's may be put in before."""
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    monkeypatch.setattr(catalogue, "refresh", lambda *arguments: None)
    Repository.create(campus.hub.layout(), tmp_path / "keys", "a tent in the rain").publish()
    empty_laptop.open()
    screen = asked(empty_laptop, show_code(campus.code()), campus.url)
    screen.view.name.setText("Awa Koné")
    screen.view.confirm_button.click()
    until(lambda: isinstance(empty_laptop.window.current, HomeScreen))
    (known,) = empty_laptop.library(lambda library: library.catalogues())
    assert known.has_root() and known.read() is None


def test_joining_with_an_invite_file(empty_laptop: Laptop, campus: Campus, tmp_path: Path) -> None:
    file = tmp_path / "class.bivouac-invite"
    write_invitation(file, Invitation("Campus Abidjan", (campus.url,), show_code(campus.code()), ""))
    empty_laptop.open(file)
    screen = empty_laptop.screen(WelcomeScreen)
    until(lambda: screen.view.steps.currentIndex() == 1)
    screen.view.cancel_button.click()
    assert screen.view.steps.currentIndex() == 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_has_a_campus_sees_both_ways_in_and_that_there_is_more(laptop: Laptop, language: str) -> None:
    laptop.library(join_away)
    view = laptop.set(LANGUAGE, language).open().go("welcome", WelcomeScreen).view
    laptop.window.resize(1000, 640)
    until(lambda: in_view(view.account_button) and in_view(view.join_button) and in_view(view.file_button))
    assert not view.demo.visibleRegion().isEmpty(), "its beginning shows that one can scroll"
    assert misfits(laptop.window) == []
    laptop.window.resize(1280, 800)
    until(lambda: in_view(view.demo_button))
    cards = (view.account, view.join, view.demo)
    until(lambda: max(card.width() for card in cards) - min(card.width() for card in cards) <= 2)


@pytest.mark.parametrize("scale", [1.0, 1.2, 1.4])
@pytest.mark.parametrize("size", [(1000, 640), (800, 560)])
def test_the_page_that_asks_for_a_name_fits_the_window(
    empty_laptop: Laptop, scale: float, size: tuple[int, int]
) -> None:
    empty_laptop.set(LANGUAGE, "fr").set(TEXT_SCALE, scale).open()
    empty_laptop.window.resize(*size)
    screen = empty_laptop.screen(WelcomeScreen)
    (area,) = screen.view.findChildren(QScrollArea)
    for asks_name, whose in ((True, ""), (False, "Marie-Ange Kouamé-Assouan")):
        screen._confirm(Greeting("http://127.0.0.1:9", "", "7K3QX9M2TB", "Campus Abidjan", asks_name, (), whose))
        empty_laptop.settle()
        assert area.verticalScrollBar().maximum() == 0 and misfits(empty_laptop.window) == []


def test_a_personal_code_says_whose_it_is_before_anybody_joins(empty_laptop: Laptop, campus: Campus) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        person = storage.add_account("Awa Koné", "learner", "fr", 1)
    empty_laptop.open()
    screen = asked(empty_laptop, show_code(campus.code(Offer("learner", person.id, 1))), campus.url)
    assert screen.view.whose.isVisible()
    assert screen.view.whose.text() == "This code is for “Awa Koné”. Is that you?"
    screen.view.cancel_button.click()
    screen = asked(empty_laptop, show_code(campus.code()), campus.url)
    assert screen.view.steps.currentIndex() == 1 and not screen.view.whose.isVisible(), "a class's is nobody's"


def test_a_personal_invite_file_says_whose_it_is(empty_laptop: Laptop, campus: Campus, tmp_path: Path) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        person = storage.add_account("Awa Koné", "learner", "fr", 1)
    file = tmp_path / "Somebody Else.bivouac-invite"  # the hub knows better
    code = show_code(campus.code(Offer("learner", person.id, 1)))
    write_invitation(file, Invitation("Campus Abidjan", (campus.url,), code, ""))
    empty_laptop.open(file)
    screen = empty_laptop.screen(WelcomeScreen)
    until(lambda: screen.view.steps.currentIndex() == 1)
    assert screen.view.whose.isVisible() and "“Awa Koné”" in screen.view.whose.text()
    screen.view.cancel_button.click()
    write_invitation(file, Invitation("Campus Abidjan", (campus.url,), show_code(campus.code()), ""))
    screen.open_invitation(file)
    until(lambda: screen.view.steps.currentIndex() == 1)
    assert not screen.view.whose.isVisible(), "a class's is nobody's"


def test_what_was_wrong_is_no_wider_than_the_cards(empty_laptop: Laptop) -> None:
    empty_laptop.open()
    empty_laptop.window.resize(1280, 800)
    screen = empty_laptop.screen(WelcomeScreen)
    screen.view.say(problem="No campus answers at this address. " * 8)
    until(lambda: screen.view.problem.height() > screen.view.problem.fontMetrics().lineSpacing() * 2)
    assert screen.view.problem.width() <= screen.view.steps.width() and not misfits(empty_laptop.window)


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"nothing", "This file is not an invitation"), (None, "does not exist")]
)
def test_an_invite_file_that_is_none(
    empty_laptop: Laptop, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    file = tmp_path / "class.bivouac-invite"
    if content is not None:
        file.write_bytes(content)
    empty_laptop.open(file)
    screen = empty_laptop.screen(WelcomeScreen)
    until(lambda: sentence in screen.view.problem.text())


def test_trying_the_demo_course(empty_laptop: Laptop, demo_bundles: list[Path]) -> None:
    screen = empty_laptop.open().screen(WelcomeScreen)
    screen.view.demo_name.setText("Mariam")
    screen.view.demo_button.click()
    until(lambda: isinstance(empty_laptop.window.current, HomeScreen))
    home = empty_laptop.screen(HomeScreen)
    until(lambda: home.view.here.isVisible())
    assert home.view.greeting.text() == "Hello Mariam"
    assert not empty_laptop.window.sync_corner.isVisible()
