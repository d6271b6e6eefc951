"""The line to a learning record store: what a small server of this test answers (a real store: test_against_ralph.py)."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bivouac.errors import BivouacError, InputError, LineError, RefusedError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.reports.lrs import BusyError, Lrs, NotTakenError

ONE = [b'{"id":"1"}']


class Server:
    """Answers what it was told: status, headers, body."""

    def __init__(self, secured: tuple[Path, Path] | None = None) -> None:
        self.about: tuple[int, bytes] = (404, b"")
        self.answer: tuple[int, dict[str, str], bytes] = (200, {}, b'["1"]')
        self.asked: list[dict[str, str]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._say(server.about[0], {}, server.about[1])

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.asked.append({**self.headers, "path": self.path, "body": body.decode()})
                self._say(*server.answer)

            def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body) if status != 204 else 0)}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body if status != 204 else b"")

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if secured:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*secured)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if secured else 'http'}://127.0.0.1:{self._server.server_address[1]}/xapi"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def lrs(server: Server) -> Iterator[Lrs]:
    lrs = Lrs(server.url + "/statements/", "Awa", "sésame")
    yield lrs
    lrs.close()


def test_a_batch_is_an_array_with_who_sends_it(server: Server, lrs: Lrs) -> None:
    lrs.send([b'{"id":"1"}', b'{"id":"2"}'])
    (asked,) = server.asked
    assert asked["path"] == "/xapi/statements" and asked["body"] == '[{"id":"1"},{"id":"2"}]'
    assert asked["Authorization"] == "Basic QXdhOnPDqXNhbWU="
    assert asked["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "about", "version"),
    [
        (200, {"version": ["1.0.0", "1.0.3", "2.0.0"]}, "2.0.0"),
        (200, {"version": ["0.9", "1.0.1", "3.0.0"]}, "1.0.1"),
        (200, {"version": ["0.95"]}, "1.0.3"),
        (200, ["what"], "1.0.3"),
        (404, {}, "1.0.3"),
    ],
)
def test_the_newest_version_that_both_speak_is_spoken(
    server: Server, lrs: Lrs, status: int, about: object, version: str
) -> None:
    server.about = (status, json.dumps(about).encode())
    lrs.send(ONE)
    assert server.asked[0]["X-Experience-API-Version"] == version


@pytest.mark.parametrize(
    ("status", "headers", "body", "error"),
    [
        (200, {}, b"<html>Please sign in</html>", LineError),
        (200, {}, b'{"inserted": 1}', LineError),
        (302, {"Location": "/elsewhere"}, b"", LineError),
        (404, {}, b"", LineError),
        (401, {}, b"", RefusedError),
        (403, {}, b"", RefusedError),
        (400, {}, b"no\nsuch \x1b[31m verb", NotTakenError),
        (500, {}, b"", NotTakenError),
        (502, {}, b"", BusyError),
    ],
)
def test_each_answer_has_its_error(
    server: Server, lrs: Lrs, status: int, headers: dict[str, str], body: bytes, error: type[Exception]
) -> None:
    server.about = (200, b'["1"]')  # also what a redirect leads to
    server.answer = (status, headers, body)
    with pytest.raises(error) as raised:
        lrs.send(ONE)
    assert type(raised.value) is error
    if isinstance(raised.value, NotTakenError) and body:
        assert raised.value.reason == "no such [31m verb"


def test_no_proxy_stands_between_the_hub_and_a_store_on_this_machine(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    Lrs(server.url).send(ONE)
    assert len(server.asked) == 1


def test_no_content_is_an_answer(server: Server, lrs: Lrs) -> None:
    server.answer = (204, {}, b"")
    lrs.send(ONE)


def test_how_long_to_wait_is_told(server: Server, lrs: Lrs) -> None:
    for header, seconds in (("120", 120.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 0.0)):
        server.answer = (429, {"Retry-After": header}, b"")
        with pytest.raises(BusyError) as raised:
            lrs.send(ONE)
        assert raised.value.seconds == seconds


def test_a_certificate_of_an_unknown_authority_gets_a_sentence_of_its_own(tmp_path: Path) -> None:
    hub = HubFolder.create(tmp_path / "hub", "Campus")
    server = Server((hub.certificate_file, hub.key_file))
    with pytest.raises(LineError, match="does not trust"):
        Lrs(server.url).send(ONE)
    server.close()


def test_nobody_there_is_a_line_error(server: Server) -> None:
    server.close()
    with pytest.raises(LineError, match="cannot be reached"):
        Lrs(server.url).send(ONE)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://lrs.example.org/xapi", "not a protected address"),
        ("lrs.example.org/xapi", "not the address of a learning record store"),
        ("https://user:secret@lrs.example.org", "not the address"),
        ("https://lrs.example.org/x?y=1", "not the address"),
        ("https://lrs.example.org:0", "not the address"),
        ("https://" + "x" * 300, "not the address"),
        ("", "not the address"),
    ],
)
def test_addresses_that_are_refused(url: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        Lrs(url)
    assert isinstance(refused.value, BivouacError)
