"""The line, against servers that behave and servers that do not."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bivouac.errors import InputError, LineError
from bivouac.sync.hub.certificate import make_certificate
from bivouac.sync.protocol.line import Line, clean_url, der_of, likely_urls, shown_certificate


@contextmanager
def server(*answers: bytes, pause: float = 0) -> Iterator[str]:
    """Answers each connection in turn with raw bytes, `pause` seconds after each of them, then closes it."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        for answer in answers:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, contextlib.suppress(ConnectionError):  # the laptop may have heard enough
                connection.recv(65536)
                for at in range(0, len(answer), 20_000):
                    connection.sendall(answer[at : at + 20_000])
                time.sleep(pause)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
        thread.join(5)


def ask(url: str, **options: object) -> tuple[int, bytes]:
    line = Line(url, stall=0.3)
    try:
        answer = line.ask("GET", "thing", limit=100_000)
        return answer.status, answer.body
    finally:
        line.close()


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"", "cannot be reached"),
        (b"what?\r\n\r\n", "cannot be reached"),
        (OK + b"Content-Length: 50\r\n\r\nshort", "cannot be reached"),
        (OK + b"Content-Length: 99999999\r\n\r\n" + bytes(200_000), "larger than it can be"),
        (OK + b"Content-Length: -5\r\n\r\nabc", None),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "cannot be reached"),
        (OK + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", "network answered"),
        (OK + b"X: y\r\n" * 300 + b"\r\n", "cannot be reached"),
        (OK + b"X: " + b"y" * 100_000 + b"\r\n\r\n", "cannot be reached"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/login\r\nContent-Length: 0\r\n\r\n", "sign in"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[bad\r\nContent-Length: 0\r\n\r\n", "sign in"),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "sign in"),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "503"),
        (b"HTTP/1.1 511 Login\r\nContent-Length: 0\r\n\r\n", "511"),
    ],
)
def test_every_strange_answer_is_a_line_error(answer: bytes, sentence: str | None) -> None:
    with server(answer) as url:
        if sentence is None:
            try:
                ask(url)
            except LineError:
                return
        else:
            with pytest.raises(LineError, match=sentence):
                ask(url)


def test_a_silent_server_counts_as_dead_soon() -> None:
    with server(OK + b"Content-Length: 50\r\n\r\nshort", pause=1.5) as url:
        begun = time.monotonic()
        with pytest.raises(LineError, match="silent"):
            ask(url)
        assert time.monotonic() - begun < 1.4


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(LineError, match="cannot be reached"):
        ask(f"http://127.0.0.1:{port}")


def test_a_redirect_on_the_same_server_is_followed() -> None:
    there = b"HTTP/1.1 301 Moved\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"
    with server(there, OK + b"Content-Length: 2\r\n\r\nhi") as url:
        assert ask(url) == (200, b"hi")
    with server(there, there, there) as url, pytest.raises(LineError):
        ask(url)


def test_a_token_never_leaves_unprotected() -> None:
    with pytest.raises(InputError, match="https"):
        Line("http://192.168.1.5:8484", token="secret")
    Line("https://192.168.1.5:8484", token="secret")
    Line("http://127.0.0.1:8484", token="secret")


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.5:8484", "https://192.168.1.5:8484"),
        (" campus.local:8484/ ", "https://campus.local:8484"),
        ("localhost:8484", "http://localhost:8484"),
        ("127.0.0.1:1", "http://127.0.0.1:1"),
        ("[::1]:8484", "http://[::1]:8484"),
        ("https://cdn.example/courses/", "https://cdn.example/courses"),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, url: str) -> None:
    assert clean_url(typed) == url


def test_an_address_without_a_port_is_tried_where_hubs_listen() -> None:
    assert likely_urls("https://192.168.1.5/") == ("https://192.168.1.5", "https://192.168.1.5:8484")
    assert likely_urls("https://h.example/a") == ("https://h.example/a", "https://h.example:8484/a")
    assert likely_urls("192.168.1.5") == likely_urls("https://192.168.1.5:8484") == ("https://192.168.1.5:8484",)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "ftp://a", "https://", "a b", "https://u:p@h", "http://a:99999", "//", "https://a?x=1", "a:b:c"],
)
def test_what_is_no_address_gets_a_sentence(typed: str) -> None:
    with pytest.raises(InputError, match="not the address"):
        clean_url(typed)


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_an_input_error(typed: str) -> None:
    refused: Callable[[str], object]
    for refused in (clean_url, der_of):
        try:
            refused(typed)
        except InputError:
            continue


def test_the_certificate_of_nobody() -> None:
    with server(b"plain text, no TLS") as url, pytest.raises(LineError):
        shown_certificate(url.replace("http:", "https:"))
    assert shown_certificate("http://127.0.0.1:1") == ""


@pytest.mark.parametrize("head", [b"HTTP/1.1 200", b"HTTP/1.1 200 OK\r\n"])
def test_a_head_that_is_cut_is_a_line_that_went(head: bytes) -> None:
    def cut() -> None:
        with listening.accept()[0] as connection:
            connection.recv(65536)
            connection.sendall(head)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=cut)
        thread.start()
        line = Line(f"http://127.0.0.1:{listening.getsockname()[1]}")
        with contextlib.closing(line), pytest.raises(LineError):
            line.ask("GET", "v1/health", limit=4096)
        thread.join()


@pytest.mark.expects_log("Failed to parse headers", always=False)  # by where the head is cut
@pytest.mark.parametrize("secured", [False, True], ids=["plain", "TLS"])
def test_a_head_that_drips_keeps_nobody(tmp_path: Path, secured: bool) -> None:
    """A byte now and then is no silence, and no answer either."""
    certificate = ""
    listening = socket.create_server(("127.0.0.1", 0))
    if secured:
        made, key = make_certificate("hub")
        certificate = made.decode()
        (tmp_path / "both.pem").write_bytes(made + key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "both.pem")
        listening = context.wrap_socket(listening, server_side=True)

    def drip() -> None:
        connection, _ = listening.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(4096)
            for byte in OK + b"X-Long: " + b"a" * 60_000:
                connection.sendall(bytes([byte]))
                time.sleep(0.05)

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    line = Line(f"http{'s' * secured}://127.0.0.1:{listening.getsockname()[1]}", certificate, stall=0.3)
    with contextlib.closing(line), contextlib.closing(listening), pytest.raises(LineError, match="went silent"):
        line.ask("GET", "thing", limit=100_000)
    thread.join(10)
    assert not thread.is_alive()
