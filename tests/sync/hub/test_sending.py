"""Large parts of files on their way to many who fetch: the same bytes whoever sends them, the system or (with TLS) the hub itself."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop

SIZE = 12 * 1024 * 1024 + 7
"""Far more than the system takes before somebody reads."""


@pytest.fixture(params=[False, True], ids=["plain", "tls"])
def campus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Campus]:
    campus = Campus(tmp_path / "hub", secured=request.param)
    yield campus
    campus.stop()


@pytest.fixture
def film(campus: Campus) -> tuple[str, bytes]:
    data = os.urandom(SIZE)
    return campus.hub.layout().put(data).removeprefix("sha256:"), data


@contextlib.contextmanager
def connected(campus: Campus) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", campus.port), 20) as plain:
        if not campus.secured:
            yield plain
            return
        context = ssl.create_default_context(cadata=campus.hub.certificate())
        context.check_hostname = False
        with context.wrap_socket(plain) as secured:
            yield secured


def request(film: str, token: str, start: int, end: int) -> bytes:
    lines = [f"GET /content/blobs/sha256/{film} HTTP/1.1", "Host: a", f"Authorization: Bearer {token}"]
    return "\r\n".join([*lines, f"Range: bytes={start}-{end - 1}", "", ""]).encode()


def answer(connection: socket.socket) -> bytes:
    response = HTTPResponse(connection)
    response.begin()
    assert response.status == 206
    return response.read()


def test_ranges_of_every_size_come_one_after_another_on_one_connection(
    campus: Campus, laptop_of: MakeLaptop, film: tuple[str, bytes]
) -> None:
    token, (name, data) = laptop_of(campus).joined.token, film
    with connected(campus) as connection:
        for start, end in [(0, SIZE), (5, SIZE - 5), (SIZE - 300_000, SIZE), (1, 2), (4_000_001, 9_000_000)]:
            connection.sendall(request(name, token, start, end))
            assert answer(connection) == data[start:end]


def test_whoever_asks_for_much_at_once_gets_it_in_order(
    campus: Campus, laptop_of: MakeLaptop, film: tuple[str, bytes]
) -> None:
    token, (name, data) = laptop_of(campus).joined.token, film
    spans = [(0, 5_000_000), (7, 9), (5_000_000, SIZE)]
    with connected(campus) as connection, connection.makefile("rb") as heard:
        connection.sendall(b"".join(request(name, token, *span) for span in spans))
        for start, end in spans:
            assert heard.readline().split()[1] == b"206"
            while heard.readline() != b"\r\n":
                pass
            assert heard.read(end - start) == data[start:end]


def test_slow_ones_and_ones_that_go_away_keep_nobody_waiting_and_are_no_news(
    campus: Campus, laptop_of: MakeLaptop, film: tuple[str, bytes]
) -> None:
    token, (name, data) = laptop_of(campus).joined.token, film
    with contextlib.ExitStack() as slow:
        for number in range(50):  # more than a server has threads
            connection = slow.enter_context(connected(campus))
            connection.sendall(request(name, token, 0, SIZE))
            if number % 2:
                assert connection.recv(100).startswith(b"HTTP/1.1 206")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # hangs up at once
                connection.close()
        with connected(campus) as connection:
            connection.sendall(request(name, token, 0, SIZE))
            assert answer(connection) == data


@pytest.mark.expects_log("Exception in ASGI application")
def test_a_file_that_became_shorter_ends_the_connection_and_nothing_else(
    campus: Campus, laptop_of: MakeLaptop, film: tuple[str, bytes]
) -> None:
    token, (name, data) = laptop_of(campus).joined.token, film
    with connected(campus) as connection, connection.makefile("rb") as heard:
        connection.sendall(request(name, token, 0, SIZE))
        while heard.readline() != b"\r\n":
            pass
        os.truncate(campus.hub.content / "blobs" / "sha256" / name, SIZE - 1_000_000)
        assert heard.read() == data[: SIZE - 1_000_000]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone says what it has in memory")
def test_a_short_answer_is_one_piece_of_tls(tmp_path: Path, laptop_of: MakeLaptop) -> None:
    """The head comes with the body: a piece each would be some thirty bytes and a packet more over a line that is paid by the byte."""
    campus = Campus(tmp_path / "hub", secured=True)
    try:
        name, token = campus.hub.layout().put(b"short").removeprefix("sha256:"), laptop_of(campus).joined.token
        with socket.create_connection(("127.0.0.1", campus.port), 20) as line:
            came, going = ssl.MemoryBIO(), ssl.MemoryBIO()
            context = ssl.create_default_context(cadata=campus.hub.certificate())
            context.check_hostname = False
            secured = context.wrap_bio(came, going)
            until_done(secured.do_handshake, line, came, going)
            for _ in range(2):  # with the first come session tickets
                secured.write(request(name, token, 0, 5))
                read, raw = until_done(lambda: secured.read(10_000), line, came, going)
                assert read.endswith(b"\r\n\r\nshort")
        assert pieces(raw) == 1
    finally:
        campus.stop()


def until_done(
    step: Callable[[], Any], line: socket.socket, came: ssl.MemoryBIO, going: ssl.MemoryBIO
) -> tuple[Any, bytes]:
    """What a step of TLS gave, and the bytes that came from the line for it."""
    raw = b""
    while True:
        try:
            done = step()
            return done, raw
        except ssl.SSLWantReadError:
            line.sendall(going.read())
            part = line.recv(65536)
            raw += part
            came.write(part)


def pieces(raw: bytes) -> int:
    """How many records of TLS (RFC 8446, 5.1) there are."""
    count = 0
    while raw:
        raw, count = raw[5 + int.from_bytes(raw[3:5], "big") :], count + 1
    return count
