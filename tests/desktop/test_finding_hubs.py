"""A campus that moved is found again, and nobody who only says that they are it learns anything."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.desktop.actions.hubs import at_hub, find_again, forget_the_network
from bivouac.desktop.screens.welcome.screen import WelcomeScreen
from bivouac.errors import LineError
from bivouac.sync.exchange.join import greet, join
from bivouac.sync.hub.certificate import make_certificate
from bivouac.sync.protocol.line import der_of
from bivouac.sync.protocol.nearby import Announcer, fingerprint_of
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as Known
from bivouac.sync.store.people import Learner
from tests.desktop.laptop import Laptop, until
from tests.sync.campus import Campus

NOWHERE = "https://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIVOUAC_NEARBY", "127.0.0.1")


@pytest.fixture
def secured(tmp_path: Path, _stopping: list[Campus]) -> Iterator[Campus]:
    campus = Campus(tmp_path / "secured", secured=True)
    yield campus
    campus.stop_soon()
    _stopping.append(campus)


class Liar:
    """A server with a certificate of its own, which keeps what it is told once TLS is up."""

    def __init__(self, folder: Path) -> None:
        certificate, key = make_certificate("Campus Abidjan")
        (folder / "liar.pem").write_bytes(certificate + key)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "liar.pem")
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.visits, self.told = 0, b""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listening.accept()
            except OSError:
                return
            plain.settimeout(5)
            try:
                with self._context.wrap_socket(plain, server_side=True) as secured:
                    self.visits += 1
                    while part := secured.recv(4096):
                        self.told += part
            except OSError:
                plain.close()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)


def joined(library: Library, campus: Campus) -> Known:
    device = library.device()
    greeting = greet(campus.url, campus.code())
    answer = join(greeting, device=device.id, public_key=device.public_key(), sign=device.sign, name="Awa Koné")
    known = Known(answer.campus, answer.campus_name, (NOWHERE,), greeting.certificate)
    library.people.join(known, Learner(answer.learner, "Awa Koné", known.id, "learner"), answer.token, device.id)
    return known


def found(laptop: Laptop, campus: Known) -> bool:
    """What the app finds when it looks for a campus."""
    answers: list[bool] = []
    find_again(laptop.app.desk, campus).then(answers.append)
    until(lambda: answers)
    return answers[0]


def test_a_campus_that_moved_is_found_by_its_certificate_and_a_liar_is_told_nothing(
    tmp_path: Path, laptop: Laptop, secured: Campus
) -> None:
    library, liar = Library(laptop.home), Liar(tmp_path)
    laptop.open()
    known = joined(library, secured)
    learner = next(one.id for one in library.people.learners() if one.campus)
    seal = fingerprint_of(der_of(known.certificate))
    lies = Announcer(known.id, "A liar", liar.port, "127.0.0.1", seal)
    try:
        assert not found(laptop, known) and liar.visits > 0 and liar.told == b""
        with pytest.raises(LineError):
            at_hub(library, known, learner, lambda hub: hub.hub())
        assert library.people.campus(known.id) == known
        truth = Announcer(known.id, "Campus Abidjan", secured.port, "127.0.0.1", seal)
        try:
            assert not found(laptop, known), "it was looked for a moment ago"
            forget_the_network()  # or a minute later
            assert found(laptop, known)
        finally:
            truth.stop()
    finally:
        lies.stop()
        liar.close()
    info = at_hub(library, known, learner, lambda hub: hub.hub())  # also for who remembers only where it was
    assert known.id in info.keys and liar.told == b""
    assert library.people.campus(known.id) == Known(known.id, known.name, (secured.url, NOWHERE), known.certificate)
    library.close()


def test_an_exchange_that_meets_nobody_goes_on_where_the_campus_is_now(empty_laptop: Laptop, secured: Campus) -> None:
    library = Library(empty_laptop.home)
    known = joined(library, secured)
    library.close()
    announcer = Announcer(known.id, known.name, secured.port, "127.0.0.1", fingerprint_of(der_of(known.certificate)))
    try:
        empty_laptop.open()
        until(lambda: empty_laptop.sees("The school has all you did"))
    finally:
        announcer.stop()


def test_a_campus_nearby_is_chosen_and_joined_with_its_code(empty_laptop: Laptop, secured: Campus) -> None:
    settings = secured.hub.settings
    announcer = Announcer(settings.id, settings.name, secured.port, "127.0.0.1", "")
    try:
        empty_laptop.open()
        screen = empty_laptop.screen(WelcomeScreen)
        nearby = screen.view.nearby
        until(lambda: any(one.says[1] == secured.url for one in nearby.buttons))
        (card,) = [one for one in nearby.buttons if one.says[1] == secured.url]
        assert card.text() == "Campus Abidjan" and nearby.isVisible()
        card.click()
        assert screen.view.address.text() == secured.url and empty_laptop.window.focusWidget() is screen.view.code
        screen.view.code.setText(secured.code())
        screen.view.join_button.click()
        until(lambda: screen.view.steps.currentIndex() == 1)
        assert screen.view.campus.text() == "Campus Abidjan"
    finally:
        announcer.stop()


def test_who_types_an_address_chooses_no_card(empty_laptop: Laptop) -> None:
    empty_laptop.open()
    view = empty_laptop.screen(WelcomeScreen).view
    view.nearby.show_names([("Campus A", "https://10.0.0.1:8484"), ("Campus B", "https://10.0.0.2:8484")], 1)
    assert view.nearby.buttons[1].isChecked()
    view.address.textEdited.emit("192")
    assert not any(one.isChecked() for one in view.nearby.buttons)


def test_campuses_of_one_name_show_their_addresses(empty_laptop: Laptop) -> None:
    empty_laptop.open()
    view = empty_laptop.screen(WelcomeScreen).view
    one, two, other = (
        ("Campus A", "https://10.0.0.1:8484"),
        ("Campus A", "https://10.0.0.1:18484"),
        ("B", "https://b:9"),
    )
    view.nearby.show_names([one, two, other], -1)
    shown = ["Campus A · 10.0.0.1:8484", "Campus A · 10.0.0.1:18484", "B"]
    until(lambda: [button.text() for button in view.nearby.buttons] == shown)
    view.nearby.show_names([two, other], -1)
    until(lambda: [button.text() for button in view.nearby.buttons] == ["Campus A", "B"])
    long = ("École supérieure de commerce et d’administration de Yamoussoukro", "https://10.0.0.1:18484")
    view.nearby.show_names([long, (long[0], "https://10.0.0.1:8484")], -1)
    until(lambda: view.nearby.buttons[0].text().endswith("… · 10.0.0.1:18484"))


def test_an_address_that_is_filled_in_shows_its_beginning(empty_laptop: Laptop) -> None:
    empty_laptop.open()
    view = empty_laptop.screen(WelcomeScreen).view
    view.show_address("https://campus-itinerant.ecole.example:18484/bivouac")
    assert view.address.cursorPosition() == 0


def test_a_long_name_is_shown_as_far_as_there_is_room_and_read_out_whole(empty_laptop: Laptop) -> None:
    name = "École supérieure de commerce & d’administration, campus itinérant de Yamoussoukro <i>2</i>"
    empty_laptop.open()
    nearby = empty_laptop.screen(WelcomeScreen).view.nearby
    nearby.show_names([("Campus A", "https://10.0.0.1:8484"), (name, "https://10.0.0.2:8484")], -1)
    until(lambda: nearby.buttons[1].text().endswith("…"))
    short, long = nearby.buttons
    assert short.text() == "Campus A" and long.accessibleName() == name
    assert "d’administration" in long.toolTip() and "&lt;i&gt;" in long.toolTip() and "10.0.0.2" in long.toolTip()
    assert nearby.width() <= nearby.parentWidget().width()
    long.setFocus()
    nearby.show_names([(name, "https://10.0.0.2:8484"), ("Campus Z", "https://10.0.0.3:8484")], -1)
    assert nearby.buttons[0] is long and empty_laptop.window.focusWidget() is long, "the keyboard stays where it was"
    assert [one.text()[:8] for one in nearby.buttons] == ["École su", "Campus Z"]
