"""A hub with a new certificate: its disk died, or its old key was no secret any more. Who knows its keys goes on by themselves, and nobody else takes its place."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac import machine
from bivouac.desktop.actions import people
from bivouac.desktop.actions.hubs import at_hub, find_again, forget_the_network
from bivouac.errors import StrangerError
from bivouac.sync.cli import main
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.hub.certificate import make_certificate
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.storage import Password
from bivouac.sync.protocol.line import der_of
from bivouac.sync.protocol.nearby import Announcer, fingerprint_of
from bivouac.sync.protocol.passwords import hash_password
from bivouac.sync.store.people import Campus as Known
from tests.desktop.laptop import Laptop, until
from tests.desktop.test_posing import refused
from tests.desktop.test_travelling import exchanged, joined, note, notes, waiting
from tests.sync.campus import Campus


@pytest.fixture(autouse=True)
def _on_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BIVOUAC_NEARBY", "127.0.0.1")
    forget_the_network()
    yield
    forget_the_network()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Campus]:
    campus = Campus(tmp_path / "hub", secured=True)
    yield campus
    campus.stop()


def pinned(laptop: Laptop) -> str:
    return laptop.library(lambda library: der_of(library.people.campuses()[0].certificate).hex())


def shown(hub: Campus) -> str:
    return der_of(hub.hub.certificate()).hex()


def begin(laptop: Laptop, hub: Campus) -> str:
    """Awa joins, and her laptop meets the hub once."""
    awa = joined(laptop.open(), hub, hub.code(), "Awa Koné")
    note(laptop, awa, "before")
    exchanged(laptop)
    return awa


def renew(hub: Campus) -> None:
    """A new certificate at the same address."""
    port = hub.port
    hub.stop()
    done = CliRunner().invoke(main, ["hub", "renew-certificate", str(hub.hub.folder)])
    assert done.exit_code == 0, done.output
    hub.start(port)


def test_a_laptop_goes_on_by_itself_at_its_campus_that_has_a_new_certificate(empty_laptop: Laptop, hub: Campus) -> None:
    awa, old = begin(empty_laptop, hub), shown(hub)
    renew(hub)
    assert pinned(empty_laptop) == old != shown(hub)
    note(empty_laptop, awa, "after")
    exchanged(empty_laptop)
    assert waiting(empty_laptop, awa) == 0 and pinned(empty_laptop) == shown(hub)
    empty_laptop.close()
    empty_laptop.open()  # what counts is what it kept
    exchanged(empty_laptop)
    assert empty_laptop.library(lambda library: len(library.people.learners())) == 1


def finds_again(laptop: Laptop, campus: Known) -> bool:
    """Whether the campus is found at its new address: a look ends after seconds, and a busy machine may answer late."""
    found = list[bool]()
    for _ in range(5):
        forget_the_network()
        count = len(found)
        find_again(laptop.app.desk, campus).then(found.append)
        until(lambda count=count: len(found) > count)
        if found[-1]:
            return True
    return False


def test_a_campus_made_of_its_backup_on_another_machine_with_a_new_certificate_is_found_there(
    tmp_path: Path, empty_laptop: Laptop, hub: Campus
) -> None:
    """Its disk died: another address, another certificate, another key for what it signs from now on."""
    awa = begin(empty_laptop, hub)
    back_up(hub.hub, tmp_path / "backup")
    note(empty_laptop, awa, "after the backup")
    exchanged(empty_laptop)
    hub.stop()
    again = restore(tmp_path / "backup", tmp_path / "restored")
    again.renew_certificate()
    anew = Campus.of(again.folder, secured=True)
    seal = fingerprint_of(der_of(again.certificate()))
    announcer = Announcer(again.settings.id, again.settings.name, anew.port, "127.0.0.1", seal)
    try:
        campus = empty_laptop.library(lambda library: library.people.campuses()[0])
        assert finds_again(empty_laptop, campus)
        note(empty_laptop, awa, "on the new machine")
        exchanged(empty_laptop)
        assert waiting(empty_laptop, awa) == 0
        mine = {number for stream, _, number in anew.records() if stream == f"learner:{awa}"}
        assert len(mine) == 3, "what the backup lacked, too"
        assert notes(empty_laptop, awa) == ["after the backup", "before", "on the new machine"]
    finally:
        announcer.stop()
        anew.stop()
        hub.start()


def test_a_new_code_takes_somebody_back_as_who_they_are_and_replaces_the_certificate(
    empty_laptop: Laptop, hub: Campus
) -> None:
    awa = begin(empty_laptop, hub)
    hub.stop()
    hub.hub.renew_certificate()
    hub.start()  # elsewhere, and not announced: the laptop does not find it
    note(empty_laptop, awa, "after")
    assert joined(empty_laptop, hub, hub.code(Offer(learner=awa))) == awa
    exchanged(empty_laptop)
    assert waiting(empty_laptop, awa) == 0 and pinned(empty_laptop) == shown(hub)


def test_a_hub_that_lost_its_keys_too_is_not_believed_until_they_are_back(empty_laptop: Laptop, hub: Campus) -> None:
    awa, old = begin(empty_laptop, hub), shown(hub)
    port, folder = hub.port, hub.hub.folder
    hub.stop()
    kept = {name: (folder / name).read_bytes() for name in ("device.json", "device.copy.json")}
    for name in kept:
        (folder / name).unlink()
    hub.hub.renew_certificate()
    hub.start(port)
    note(empty_laptop, awa, "after")
    assert "another certificate" in refused(empty_laptop, hub, hub.code(Offer(learner=awa)))
    with pytest.raises(StrangerError):
        at_campus(empty_laptop, awa)
    assert pinned(empty_laptop) == old
    hub.stop()
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    hub.start(port)
    forget_the_network()  # or a minute later
    exchanged(empty_laptop)
    assert waiting(empty_laptop, awa) == 0 and pinned(empty_laptop) == shown(hub)


def at_campus(laptop: Laptop, learner: str) -> None:
    laptop.library(lambda library: at_hub(library, library.people.campuses()[0], learner, lambda hub: hub.hub()))


class Relay:
    """Somebody on the way, with a certificate of their own, who passes on to the hub all that they are told, and keeps it."""

    def __init__(self, folder: Path, port: int, to: int) -> None:
        certificate, key = make_certificate("Campus")
        (folder / "relay.pem").write_bytes(certificate + key)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "relay.pem")
        self._listening = socket.create_server(("127.0.0.1", port))
        self._to = to
        self.told = b""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(plain,), daemon=True).start()

    def _pass_on(self, plain: socket.socket) -> None:
        onward = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        onward.check_hostname, onward.verify_mode = False, ssl.CERT_NONE
        with (
            contextlib.suppress(OSError),
            self._context.wrap_socket(plain, server_side=True) as laptop,
            socket.create_connection(("127.0.0.1", self._to)) as road,
            onward.wrap_socket(road) as hub,
        ):
            while True:
                waiting = [one for one in (laptop, hub) if one.pending()]
                for one in waiting or select.select([laptop, hub], [], [])[0]:
                    part = one.recv(65536)
                    if not part:
                        return
                    self.told += part if one is laptop else b""
                    (hub if one is laptop else laptop).sendall(part)

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)


def test_somebody_who_passes_the_hubs_own_word_on_is_not_taken_for_it(
    tmp_path: Path, empty_laptop: Laptop, hub: Campus
) -> None:
    awa, old, port = begin(empty_laptop, hub), shown(hub), hub.port
    token = empty_laptop.library(lambda library: library.people.token(awa)[0])
    empty_laptop.close()  # what it does by itself would be asked of the relay, too
    hub.stop()
    hub.start()
    relay = Relay(tmp_path, port, hub.port)
    try:
        with pytest.raises(StrangerError):
            at_campus(empty_laptop, awa)
    finally:
        relay.close()
    assert b"/v1/hello" in relay.told, "it was asked, and gave the real hub's word"
    assert token.encode() not in relay.told and b"/v1/hub" not in relay.told
    assert pinned(empty_laptop) == old


def test_who_signs_in_on_a_laptop_that_knows_the_old_certificate_is_let_in(empty_laptop: Laptop, hub: Campus) -> None:
    """On a shared one, where nobody has met the hub since."""
    with contextlib.closing(hub.hub.storage()) as storage:
        ali = storage.add_account("Ali", "learner", "fr", 1)
        storage.keep_password(ali.id, Password(hash_password("une phrase de passe")))
    begin(empty_laptop, hub)
    renew(hub)
    campus, found = empty_laptop.library(lambda library: library.people.campuses()[0]), list[people.Person]()
    people.sign_in(empty_laptop.app.desk, campus, "Ali", "une phrase de passe").then(found.append)
    until(lambda: found)
    assert found[0].learner.id == ali.id and pinned(empty_laptop) == shown(hub)


def test_a_certificate_is_made_anew_where_it_is_lost_and_not_under_a_hub_that_runs(tmp_path: Path) -> None:
    hub = HubFolder.create(tmp_path / "hub", "Campus")
    old = hub.certificate()
    with machine.only_one(hub.folder, lambda: None):
        refused = CliRunner().invoke(main, ["hub", "renew-certificate", str(hub.folder)])
    assert refused.exit_code != 0 and hub.certificate() == old
    hub.key_file.unlink()
    done = CliRunner().invoke(main, ["hub", "renew-certificate", str(hub.folder)])
    assert done.exit_code == 0 and "damaged" in done.output, done.output
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(hub.certificate_file, hub.key_file)
    assert [path.read_text() for path in (hub.folder / "damaged").iterdir()] == [old]
