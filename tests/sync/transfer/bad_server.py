"""A web server of a folder that spoils its answers as long as it has a manner (`manners.py`)."""

from __future__ import annotations

import datetime
import http.server
import ipaddress
import re
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Answer:
    """What a good server is about to answer, for a manner to spoil.

    Attributes:
        headers: `Content-Length` is what the manner says, or else the length of the body.
        body: of the file, what was asked for.
        file: all of it.
        start: where in the file the body begins.
        hangs: whether the connection stays open, silent, when the body is out.
    """

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    file: bytes = b""
    start: int = 0
    hangs: bool = False

    def saying(self, **headers: str) -> Answer:
        """With other headers: `Content_Range="…"`."""
        return replace(self, headers=self.headers | {name.replace("_", "-"): text for name, text in headers.items()})


Manner = Callable[[Answer], Answer]


def behave(good: Answer) -> Answer:
    return good


class BadServer:
    """A web server of a folder, with ranges.

    Args:
        certificate: PEM of the certificate and of its key; none: plain HTTP.

    Attributes:
        manner: what it does to its answers from now on.
        asked: path and `Range` of each request.
        heads: all headers of each, names in lower case.
    """

    def __init__(self, folder: Path, certificate: tuple[bytes, bytes] | None = None) -> None:
        self.folder = folder
        self.manner: Manner = behave
        self.asked: list[tuple[str, str]] = []
        self.heads: list[dict[str, str]] = []
        self._http = _Server(self, certificate)
        self.port = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, bad: BadServer, certificate: tuple[bytes, bytes] | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bad = bad
        self._tls = _context(bad.folder.parent, *certificate) if certificate else None

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        if self._tls:  # the handshake waits for the handler's thread
            connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients hang up; that is what the tests are about."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        bad, path = self.server.bad, self.path.lstrip("/")
        asked = self.headers.get("Range", "")
        bad.asked.append((path, asked))
        bad.heads.append({name.lower(): value for name, value in self.headers.items()})
        answer = bad.manner(_good_answer(bad.folder / path.partition("?")[0], asked))
        self.send_response(answer.status)
        for name, value in ({"Content-Length": str(len(answer.body))} | answer.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
        if answer.hangs:
            self.rfile.read(1)  # until the client has enough
        if int(answer.headers.get("Content-Length", len(answer.body))) > len(answer.body) or answer.hangs:
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        pass


def _good_answer(path: Path, asked: str) -> Answer:
    if not path.is_file():
        return Answer(404, b"")
    file = path.read_bytes()
    found = re.fullmatch(r"bytes=(\d+)-(\d+)", asked)
    if not found:
        return Answer(200, file, file=file)
    start, end = int(found[1]), min(int(found[2]) + 1, len(file))
    if start >= end:
        return Answer(416, b"", {"Content-Range": f"bytes */{len(file)}"})
    headers = {"Content-Range": f"bytes {start}-{end - 1}/{len(file)}", "Content-Type": "application/octet-stream"}
    return Answer(206, file[start:end], headers, file, start)


def certificate_until(
    end: datetime.datetime, lasts: datetime.timedelta = datetime.timedelta(days=365)
) -> tuple[bytes, bytes]:
    """PEM of a self-signed certificate for 127.0.0.1 that ends then, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - lasts)
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM), private


def _context(folder: Path, certificate: bytes, key: bytes) -> ssl.SSLContext:
    path = folder / "server.pem"
    path.write_bytes(certificate + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
