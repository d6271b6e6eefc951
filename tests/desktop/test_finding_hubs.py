"""A campus that moved is found again, and nobody who only says that they are it learns anything."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.desktop.actions import hubs
from bivouac.desktop.actions.hubs import at_hub
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


def test_a_campus_that_moved_is_found_by_its_certificate_and_a_liar_is_told_nothing(
    tmp_path: Path, secured: Campus
) -> None:
    library, liar = Library(tmp_path / "home"), Liar(tmp_path)
    known = joined(library, secured)
    learner = library.people.learners()[0].id
    seal = fingerprint_of(der_of(known.certificate))
    lies = Announcer(known.id, "A liar", liar.port, "127.0.0.1", seal)
    try:
        with pytest.raises(LineError):
            at_hub(library, known, learner, lambda hub: hub.hub())
        assert liar.visits > 0 and liar.told == b""
        assert library.people.campus(known.id) == known
        truth = Announcer(known.id, "Campus Abidjan", secured.port, "127.0.0.1", seal)
        try:
            with pytest.raises(LineError):
                at_hub(
                    library, known, learner, lambda hub: hub.hub()
                )  # it was just looked for: nobody waits for that again
            hubs.searched.clear()  # a minute later
            info = at_hub(library, known, learner, lambda hub: hub.hub())
        finally:
            truth.stop()
    finally:
        lies.stop()
        liar.close()
    assert known.id in info.keys and liar.told == b""
    assert library.people.campus(known.id) == Known(known.id, known.name, (secured.url, NOWHERE), known.certificate)
    library.close()


def test_a_campus_nearby_is_chosen_and_joined_with_its_code(empty_laptop: Laptop, secured: Campus) -> None:
    settings = secured.hub.settings
    announcer = Announcer(settings.id, settings.name, secured.port, "127.0.0.1", "")
    try:
        empty_laptop.open()
        screen = empty_laptop.screen(WelcomeScreen)
        nearby = screen.view.nearby
        until(lambda: any(one.toolTip() == secured.url for one in nearby.buttons))
        (card,) = [one for one in nearby.buttons if one.toolTip() == secured.url]
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
