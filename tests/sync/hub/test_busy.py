"""A hub that cannot just now: it says so and when to ask again, laptops wait, and nothing is lost."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from bivouac.errors import BusyError, SpaceError
from bivouac.sync.exchange.client import refused
from bivouac.sync.hub import routes
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.messages import MEDIA_TYPE, Exchange, NewPassword, Offered, Refusal, Succeed
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not shutil.which("mount"):
        pytest.skip("needs to mount a small disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True)
    if made.returncode:
        pytest.skip("needs to mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_command_on_a_disk_that_became_full_meanwhile_says_so(small_disk: Path) -> None:
    """With no byte left not even the index of SQLite's log can begin, which it calls an error of the disk."""
    hub = HubFolder.create(small_disk / "hub", "Campus")
    with contextlib.suppress(OSError), (small_disk / "filling").open("wb", buffering=0) as filling:
        while filling.write(bytes(4096)):
            pass
    with pytest.raises(SpaceError, match="The hub's disk is full"):
        hub.storage()


@pytest.mark.expects_log("The hub could not answer")
def test_a_hub_whose_disk_is_full_lets_laptops_wait(small_disk: Path, tmp_path: Path) -> None:
    campus = Campus(small_disk / "hub")
    laptop = Laptop(tmp_path / "laptop", campus.url, campus.code())
    try:
        laptop.journal.record("c", "a", Reached(1))
        assert laptop.exchange().sent == 1
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file:
            for size in (1 << 20, 4096, 1):
                try:
                    while file.write(os.urandom(size)) == size:
                        pass
                except OSError:
                    continue
        for at in range(40):
            laptop.journal.record("c", "a", Noted(f"n{at}", os.urandom(4000).hex()))
        with pytest.raises(BusyError, match="disk is full") as busy:
            laptop.exchange()
        assert busy.value.wait == 30
        assert laptop.journal.standing().waiting > 0
        with pytest.raises(BusyError, match="disk is full") as busy:
            laptop.client.health()
        assert busy.value.wait == 30
        filler.unlink()
        assert laptop.client.health().hub == campus.hub.settings.id
        laptop.exchange()
        assert laptop.journal.standing().waiting == 0
        numbers = [seq for stream, _, seq in campus.records() if stream.startswith("learner:")]
        assert sorted(numbers) == list(range(1, 42)), "each act once"
    finally:
        laptop.close()
        campus.stop()


def test_who_asks_too_often_is_told_when_to_come_back(campus: Campus) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", campus.port)
    try:
        for _ in range(200):
            connection.request("POST", "/v1/hello", b"\x82\xa8selector\xa3ABC\xa5nonce\xc4\x10" + bytes(16), _KIND)
            answer = connection.getresponse()
            answer.read()
            if answer.status == 429:
                break
        assert answer.status == 429 and 1 <= int(answer.headers["Retry-After"]) < 60
    finally:
        connection.close()


def test_a_laptop_that_asks_without_end_is_told_to_wait_whatever_it_asks_for(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    laptop, other = laptop_of(campus), laptop_of(campus, "other")
    connection = http.client.HTTPConnection("127.0.0.1", campus.port)

    def ask(path: str, body: bytes | None = None, token: str = laptop.joined.token) -> int:
        kind = {} if body is None else _KIND
        connection.request("GET" if body is None else "POST", path, body, {"Authorization": f"Bearer {token}", **kind})
        with connection.getresponse() as answer:
            answer.read()
            return answer.status

    routes: dict[str, bytes | None] = {
        "/v1/lock": None,
        "/v1/hub": None,
        "/v1/catalogue": None,
        "/v1/exchange": messages.encode(Exchange([])),
        "/v1/invite": b"",
        "/v1/device": messages.encode(Succeed(laptop.device.id, laptop.device.public_key(), b"")),
        "/v1/password": messages.encode(NewPassword("a tent in the rain")),
    }
    part = "/content/oci-layout"
    try:
        for path, body in routes.items():  # twenty a second come back, and are taken each time
            assert any(ask(path, body) == 429 for _ in range(4000)), path
            assert {ask(part) for _ in range(60)} == {200}, "parts of courses come as fast as the line is"
        assert ask("/v1/hub", token=other.joined.token) == 200
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("header", "wait"), [("7", 7.0), ("", 0.0), ("-1", 0.0), ("99999", 600.0), ("²", 0.0), ("Wed, 21 Oct 2026", 0.0)]
)
def test_a_wait_is_believed_within_reason(header: str, wait: float) -> None:
    for status in (408, 429, 503):
        error = refused(Refusal("refused", "Wait {seconds} seconds.", {"seconds": 7, "wait": 3}), status, header)
        assert isinstance(error, BusyError) and error.wait == wait
    assert not isinstance(refused(Refusal("refused", "No."), 403, header), BusyError)


_KIND = {"Content-Type": "application/vnd.bivouac.v1+msgpack"}


@pytest.mark.parametrize(("step", "status"), [(80, 200), (1, 408)], ids=["slow", "dripping"])
def test_a_slow_line_gets_the_time_that_it_needs_and_a_drip_does_not(
    campus: Campus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch, step: int, status: int
) -> None:
    laptop = laptop_of(campus)
    monkeypatch.setattr(routes, "_BODY_SECONDS", 0.5)
    body = messages.encode(
        Exchange([Offered(f"learner:{laptop.joined.learner}", {os.urandom(10).hex(): 1 for _ in range(60)})])
    )
    head = (
        f"POST /v1/exchange HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {laptop.joined.token}\r\n"
        f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    host, port = campus.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(head.encode())
        for at in range(0, len(body), step):
            with contextlib.suppress(ConnectionError):  # the hub may have answered already
                connection.sendall(body[at : at + step])
            time.sleep(0.1 if step > 1 else 0.02)
        answer = connection.recv(4096)
    assert answer.startswith(f"HTTP/1.1 {status}".encode())


def test_a_deadline_that_moves_on_just_as_it_passes_is_a_slow_line_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def read(request: object, limit: int, scope: anyio.CancelScope) -> bytes:
        try:
            await anyio.sleep(10)
        finally:
            scope.deadline += 100
        return b""

    monkeypatch.setattr(routes, "_BODY_SECONDS", 0.01)
    monkeypatch.setattr(routes, "_read", read)
    with pytest.raises(RefusalError) as refused:
        anyio.run(routes._body, None, 10)
    assert refused.value.status == 408
