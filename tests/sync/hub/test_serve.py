"""The hub as a process: how it starts, what it says, how it ends, and what a kill leaves."""

from __future__ import annotations

import contextlib
import gc
import json
import signal
import socket
import stat
import sys
import threading
import time
from pathlib import Path

import pytest
from cryptography import x509

from bivouac.courses.bundle.archive import write_archive
from bivouac.errors import InputError, LineError
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.join import greet_invitation
from bivouac.sync.hub import serve
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.serve import listen
from bivouac.sync.journal.acts import Reached
from bivouac.sync.protocol.invite import read_invitation
from bivouac.sync.protocol.line import Line
from tests.courses.bundle.conftest import WEBM
from tests.sync.campus import Campus, Laptop, store_two_lessons
from tests.sync.conftest import MakeHub, MakeLaptop
from tests.terminal import refused, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Windows are others")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run("hub", "init", tmp_path / "hub", "--name", "Campus Abidjan")
    return tmp_path / "hub"


def test_a_hub_from_the_first_command_to_the_last(folder: Path, tmp_path: Path, hub_of: MakeHub) -> None:
    """What staff do on the first morning, with the commands that they type."""
    hub = hub_of(folder)
    invite_file = tmp_path / "campus.bivouac-invite"
    code = run("hub", "invite", folder, "--file", invite_file).splitlines()[0]
    invitation = read_invitation(invite_file)
    assert (invitation.code, invitation.urls, invitation.certificate) == (code, (hub.url,), "")
    laptop = Laptop(tmp_path / "laptop", hub.url, code)
    laptop.journal.record("c", "a", *(Reached(at) for at in range(1200)))
    assert laptop.exchange().sent == 1200
    status = run("hub", "status", folder)
    assert "Campus Abidjan" in status and "Acts received: 1200" in status and "Learners: 1" in status
    run("hub", "role", folder, "Awa Koné", "teacher")
    assert "Learners: 0\nTeachers: 1\nStaff: 0" in run("hub", "status", folder)
    run("hub", "role", folder, "Awa Koné", "learner")
    people = run("hub", "learners", folder)
    assert "Awa Koné  learner  1          1200" in people and time.strftime("%Y-%m-%d") in people
    code = run("hub", "invite", folder, "--learner", "awa koné").splitlines()[0]
    second = Laptop(tmp_path / "second", hub.url, code)
    assert second.exchange().fetched == 1200
    refused("hub", "serve", folder, "--port", "0")
    status_code, said = hub.end()
    alone = "Only this machine reaches it. For laptops, serve with: --host 0.0.0.0"
    assert (status_code, said.splitlines()) == (0, [hub.url, alone])
    for one in (laptop, second):
        one.close()


def test_a_long_list_of_people_is_read_in_pages(folder: Path) -> None:
    with contextlib.closing(HubFolder(folder).storage()) as storage:
        ids = [storage.add_account(f"Awa {number}", "learner", "fr", 1).id for number in range(5)]
    said = run("hub", "learners", folder, "--limit", "2")
    assert "Awa 0" in said and "Awa 1" in said and said.endswith(f"More follow, from Awa 2 on: --from {ids[2]}\n")
    assert said.count("Awa") == 3
    said = run("hub", "learners", folder, "--limit", "2", "--from", "awa 3")
    assert "Awa 3" in said and "Awa 4" in said and said.count("Awa") == 2 and "More follow" not in said
    assert run("hub", "learners", folder).count("Awa") == 5


def test_courses_are_added(folder: Path, tmp_path: Path) -> None:
    campus = Campus(tmp_path / "other")
    store_two_lessons(campus.hub.layout(), {"240p": bytes(100)})
    campus.stop()
    assert "“Trade” is on the hub" in run("hub", "add", folder, campus.hub.content)
    assert "Courses: 1" in run("hub", "status", folder)
    refused("hub", "add", folder, tmp_path / "nothing")


def test_a_damaged_file_is_named_though_the_hub_has_the_course(folder: Path, tmp_path: Path) -> None:
    campus = Campus(tmp_path / "other")
    layout = campus.hub.layout()
    store_two_lessons(layout, {"240p": bytes(100)})
    campus.stop()
    bundle = tmp_path / "trade.bivouac"
    write_archive(layout, bundle)
    assert "“Trade” is on the hub" in run("hub", "add", folder, bundle)
    assert "“Trade” is on the hub" in run("hub", "add", folder, bundle)
    data = bundle.read_bytes()
    place = data.index(WEBM) + 20
    bundle.write_bytes(data[:place] + b"damage" + data[place + 6 :])
    said = refused("hub", "add", folder, bundle)
    assert "trade.bivouac: This copy of “Trade” is damaged: film “Film” (240p)" in said and "is on the hub" not in said
    assert "Courses: 1" in run("hub", "status", folder)


def test_an_invite_file_needs_an_address(folder: Path, tmp_path: Path) -> None:
    assert "address" in refused("hub", "invite", folder, "--file", tmp_path / "i")
    run("hub", "invite", folder, "--file", tmp_path / "i", "--url", "https://10.0.0.7:8484")
    invitation = read_invitation(tmp_path / "i")
    assert invitation.urls == ("https://10.0.0.7:8484",) and "BEGIN CERTIFICATE" in invitation.certificate
    assert "Nobody here" in refused("hub", "invite", folder, "--learner", "Nobody")


def test_the_description_can_be_printed(folder: Path) -> None:
    assert json.loads(run("hub", "openapi", folder))["openapi"] == "3.1.0"


def test_a_hub_that_is_killed_has_all_it_said_it_had(folder: Path, tmp_path: Path, hub_of: MakeHub) -> None:
    """Several laptops push while the hub is killed and started again."""
    hub = hub_of(folder)
    code = run("hub", "invite", folder).splitlines()[0]
    laptops = [Laptop(tmp_path / f"laptop{at}", hub.url, code, f"Learner {at}") for at in range(3)]
    done = threading.Event()
    told: dict[int, int] = {}

    def push(at: int) -> None:
        laptop = laptops[at]
        journal = laptop.open_journal("own-thread.sqlite")
        while not done.is_set():
            journal.record("c", "a", Reached(1))
            try:
                laptop.exchange(journal=journal)
                told[at] = journal.own_feeds(journal.stream)[laptop.device.id]
            except LineError:
                time.sleep(0.02)
        laptop.exchange(journal=journal)
        told[at] = journal.held(journal.stream)[laptop.device.id]
        journal.close()

    threads = [threading.Thread(target=push, args=(at,)) for at in range(3)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 20
    while any(told.get(at, 0) < 5 for at in range(3)) and time.monotonic() < deadline:
        time.sleep(0.01)
    hub.end(signal.SIGKILL)
    storage = HubFolder(folder).storage()
    for at, laptop in enumerate(laptops):
        assert storage.feeds(laptop.journal.stream)[laptop.device.id] >= told[at] >= 5
    storage.close()
    hub.start()
    done.set()
    for thread in threads:
        thread.join(20)
    storage = HubFolder(folder).storage()
    for at, laptop in enumerate(laptops):
        assert storage.feeds(laptop.journal.stream) == {laptop.device.id: told[at]}
        laptop.close()
    storage.close()
    assert hub.end()[0] == 0


def test_a_hub_for_a_network_speaks_tls(folder: Path, tmp_path: Path, hub_of: MakeHub) -> None:
    invite_file = tmp_path / "invite"
    hub = hub_of(folder, host="0.0.0.0")
    run("hub", "invite", folder, "--file", invite_file, "--url", f"https://127.0.0.1:{hub.port}")
    greeting = greet_invitation(read_invitation(invite_file))
    assert greeting.campus_name == "Campus Abidjan" and greeting.certificate == HubFolder(folder).certificate()
    plain = HubClient(Line(f"http://127.0.0.1:{hub.port}"), lambda body: b"")
    with pytest.raises(LineError):
        plain.health()
    plain.line.close()
    code, said = hub.end()
    assert code == 0 and said.startswith("https://")


# --- folders ---------------------------------------------------------------------------------------------------------


def test_only_its_owner_reads_a_hubs_secrets(folder: Path) -> None:
    for name in ("key.pem", "hub.sqlite", "hub.json"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_a_hub_is_made_once_and_only_in_an_empty_folder(folder: Path, tmp_path: Path) -> None:
    assert "already" in refused("hub", "init", folder, "--name", "Again")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    assert "holds other things" in refused("hub", "init", tmp_path / "full", "--name", "X")
    for name in ("", "x" * 81, "a\nb\0"):
        refused("hub", "init", tmp_path / "new", "--name", name)
    assert "There is no hub" in refused("hub", "status", tmp_path / "new")


def test_a_making_that_was_cut_short_is_made_again(folder: Path) -> None:
    (folder / "hub.json").unlink()
    for left in ("hub.sqlite-wal", "hub.sqlite-shm", ".part-x7"):
        (folder / left).touch()
    assert HubFolder.create(folder, "Second try").settings.name == "Second try"
    (folder / "hub.json").unlink()
    (folder / "hub.sqlite-copy").touch()
    with pytest.raises(InputError, match="holds other things"):
        HubFolder.create(folder, "Third try")


def test_settings_that_cannot_be_read_get_a_sentence(folder: Path) -> None:
    (folder / "hub.json").write_bytes(b"{")
    assert "damaged" in refused("hub", "status", folder)
    (folder / "hub.json").write_bytes(b'{"id":"a","name":"b","format":2}')
    assert "newer Bivouac" in refused("hub", "status", folder)


def test_the_certificate_outlives_every_clock(folder: Path) -> None:
    certificate = x509.load_pem_x509_certificate(HubFolder(folder).certificate().encode())
    assert certificate.not_valid_before_utc.year == 2000 and certificate.not_valid_after_utc.year == 9999
    assert "Campus Abidjan" in certificate.subject.rfc4514_string()


def test_an_address_that_cannot_be_had_gets_a_sentence(campus: Campus, laptop_of: MakeLaptop) -> None:
    taken = rf"cannot listen on 127.0.0.1, port {campus.port}: another program listens there already\. Choose"
    with pytest.raises(InputError, match=taken):
        listen("127.0.0.1", campus.port)
    with pytest.raises(InputError, match="this machine has no such address"):
        listen("203.0.113.1", 0)
    with pytest.raises(InputError, match="there is no machine of this name"):
        listen("no such name", 0)


def test_who_came_just_as_the_doors_were_closed_is_hung_up_on(campus: Campus, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server asks those to go who are there when it begins to stop; this one came a moment later."""
    monkeypatch.setattr(serve.SendingProtocol, "shutdown", lambda _: None)
    campus._server.config.timeout_graceful_shutdown = 1
    with socket.create_connection(("127.0.0.1", campus.port), 10) as connection:
        connection.sendall(b"GET /v1/health HTTP/1.1\r\nHost: hub\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        gc.disable()  # which would hang up, too, some time
        try:
            campus.stop()
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(4096) == b""
        finally:
            gc.enable()
