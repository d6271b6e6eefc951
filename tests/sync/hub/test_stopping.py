"""A hub that is asked to end while it is at work: what it began it answers in full, and then it is gone."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.journal.acts import Reached
from bivouac.sync.journal.clock import Reading, wall_milliseconds
from bivouac.sync.journal.record import make_record
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.messages import MEDIA_TYPE, Exchange, Exchanged, Offered
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.protocol.signing import sign_page
from tests.sync.campus import HubProcess, Laptop
from tests.sync.conftest import MakeHub

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Windows are others")

FILM = 32 * 1024 * 1024
"""Bytes of a download: far more than the system takes from the hub before somebody reads them."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan").folder


def join(hub: HubProcess, folder: Path, tmp_path: Path) -> Laptop:
    with contextlib.closing(HubFolder(folder).storage()) as storage:
        code = make_invite(storage, Offer(), wall_milliseconds())[0]
    return Laptop(tmp_path / "laptop", hub.url, code)


@contextlib.contextmanager
def connected(hub: HubProcess) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", hub.port), 20) as connection:
        yield connection


def head(method: str, path: str, laptop: Laptop, length: int = 0) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: a", f"Authorization: Bearer {laptop.joined.token}"]
    lines += [f"Content-Type: {MEDIA_TYPE}", f"Content-Length: {length}"] if length else []
    return "\r\n".join([*lines, "", ""]).encode()


def answer(connection: socket.socket, begun: bytes = b"") -> tuple[int, bytes, bool]:
    """Status and body of the answer on a connection, and whether the hub closes it afterwards."""
    heard = bytearray(begun)
    while b"\r\n\r\n" not in heard:
        chunk = connection.recv(65536)
        assert chunk, "the hub is gone without an answer"
        heard += chunk
    top, _, body = bytes(heard).partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in top.split(b"\r\n")[1:])
    whole = bytearray(body)
    while len(whole) < int(fields[b"content-length"]) and (chunk := connection.recv(1 << 20)):
        whole += chunk
    return int(top.split()[1]), bytes(whole), connection.recv(1) == b""


@contextlib.contextmanager
def asked_to_end(hub: HubProcess, how: signal.Signals) -> Iterator[None]:
    """The hub was asked to end, and is about it: it has closed a connection on which nobody waits for anything."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", hub.port, timeout=20)) as idle:
        idle.request("GET", "/v1/health")
        assert len(idle.getresponse().read()) > 0
        hub.process.send_signal(how)
        assert idle.sock.recv(1) == b""
        time.sleep(0.5)  # and had time to be gone, if it waited for nobody
        yield


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_push_that_is_coming_in_is_kept_and_answered(
    folder: Path, tmp_path: Path, hub_of: MakeHub, workers: int, how: signal.Signals
) -> None:
    hub = hub_of(folder, workers=workers)
    laptop = join(hub, folder, tmp_path)
    laptop.line.close()
    stream, device = laptop.journal.stream, laptop.device.id
    records = [make_record(stream, device, seq, Reading(1 << 30, seq), "c", "a", Reached(seq)) for seq in range(1, 101)]
    page = sign_page(encode_page(records), laptop.device.sign)
    body = messages.encode(Exchange([Offered(stream, {}, [page])]))
    with connected(hub) as connection:
        connection.sendall(head("POST", "/v1/exchange", laptop, len(body)) + body[: len(body) // 2])
        with asked_to_end(hub, how):
            connection.sendall(body[len(body) // 2 :])
            status, content, closed = answer(connection)
    assert (status, closed) == (200, True)
    assert messages.decode(content, Exchanged).streams[0].received == {device: 100}
    said, _ = hub.process.communicate(timeout=20)
    assert hub.process.returncode == 0 and b"Traceback" not in said
    with contextlib.closing(HubFolder(folder).storage()) as storage:
        assert storage.feeds(stream) == {device: 100}
    laptop.close()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_download_that_is_under_way_comes_whole(
    folder: Path, tmp_path: Path, hub_of: MakeHub, workers: int, how: signal.Signals
) -> None:
    film = os.urandom(FILM)
    digest = HubFolder(folder).layout().put(film).removeprefix("sha256:")
    hub = hub_of(folder, workers=workers)
    laptop = join(hub, folder, tmp_path)
    laptop.line.close()
    with connected(hub) as connection:
        connection.sendall(head("GET", f"/content/blobs/sha256/{digest}", laptop))
        begun = connection.recv(1000)
        with asked_to_end(hub, how):
            assert hub.process.poll() is None
            status, content, closed = answer(connection, begun)
    assert (status, len(content), closed) == (200, FILM, True)
    assert hashlib.sha256(content).hexdigest() == digest
    said, _ = hub.process.communicate(timeout=20)
    assert hub.process.returncode == 0 and b"Traceback" not in said
    laptop.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_who_takes_nothing_holds_no_hub_up(folder: Path, tmp_path: Path, hub_of: MakeHub, workers: int) -> None:
    """A download that stands still is cut after a while; the laptop goes on from there another time."""
    digest = HubFolder(folder).layout().put(os.urandom(FILM)).removeprefix("sha256:")
    hub = hub_of(folder, workers=workers)
    laptop = join(hub, folder, tmp_path)
    with connected(hub) as connection:
        connection.sendall(head("GET", f"/content/blobs/sha256/{digest}", laptop))
        connection.recv(1000)
        code, said = hub.end()
    assert code == 0 and said.splitlines() == [
        hub.url,
        "Only this machine reaches it. For laptops, serve with: --host 0.0.0.0",
    ]
    laptop.close()
