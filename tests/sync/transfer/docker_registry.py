"""A registry for tests: Debian's docker-registry, filled by skopeo as a school would fill it."""

from __future__ import annotations

import base64
import datetime
import http.server
import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509 import load_pem_x509_certificate

from bivouac.courses.bundle.layout import Layout
from tests.sync.transfer.bad_server import certificate_until

HERE = shutil.which("docker-registry") is not None and shutil.which("skopeo") is not None


class Registry:
    """A running registry. `folder` is where its blobs are."""

    def __init__(self, folder: Path, more: dict[str, Any] | None = None) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        settings = {
            "version": 0.1,
            "log": {"level": "error", "accesslog": {"disabled": True}},
            "storage": {"filesystem": {"rootdirectory": str(folder)}},
            "http": {"addr": f"127.0.0.1:{self.port}", "secret": "of a test"},
        }
        file = folder.parent / f"{folder.name}.json"  # JSON is YAML
        file.write_text(json.dumps(settings | (more or {})))
        self._process = subprocess.Popen(
            ["docker-registry", "serve", str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()

    def push(self, layout: Layout, course: str, name: str, tag: str = "") -> None:
        """Copy a course into a repository, under its id unless a tag is given."""
        target = f"docker://127.0.0.1:{self.port}/{name}:{tag or course}"
        command = ["skopeo", "--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false"]
        subprocess.run([*command, f"oci:{layout.folder}:{course}", target], check=True, capture_output=True)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionRefusedError:
                assert self._process.poll() is None and time.monotonic() < deadline
                time.sleep(0.02)
            else:
                return


@contextmanager
def registry(folder: Path, **more: Any) -> Iterator[Registry]:
    running = Registry(folder, more)
    try:
        yield running
    finally:
        running.close()


# --- tokens -----------------------------------------------------------------------------------------------------------


class TokenServer:
    """Gives everybody a token to read (Docker's token authentication).

    Attributes:
        given: tokens that were given.
        good: whether they are right.
    """

    def __init__(self, folder: Path) -> None:
        certificate, key = certificate_until(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1))
        self.given: list[str] = []
        self.good = True
        self._key = serialization.load_pem_private_key(key, None)
        self._chain = [
            base64.b64encode(load_pem_x509_certificate(certificate).public_bytes(serialization.Encoding.DER)).decode()
        ]
        bundle = folder / "tokens.pem"
        bundle.write_bytes(certificate)
        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.realm = f"http://127.0.0.1:{self._http.server_address[1]}/token?kind=any"
        self.auth = {
            "token": {"realm": self.realm, "service": "courses", "issuer": "school", "rootcertbundle": str(bundle)}
        }
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def _handler(server) -> type[http.server.BaseHTTPRequestHandler]:  # noqa: N805 (self is the handler's)
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                token = server._token(asked) if server.good else "not a token"
                server.given.append(token)
                content = json.dumps({"token": token}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler

    def _token(self, asked: dict[str, str]) -> str:
        """A JSON web token (RFC 7519), as the registry wants it."""
        kind, name, actions = asked["scope"].split(":")
        now = int(time.time())
        head = {"typ": "JWT", "alg": "ES256", "x5c": self._chain}
        claims = {
            "iss": "school",
            "sub": "",
            "aud": asked["service"],
            "exp": now + 60,
            "nbf": now - 60,
            "iat": now,
            "jti": str(len(self.given)),
            "access": [{"type": kind, "name": name, "actions": [one for one in actions.split(",") if one == "pull"]}],
        }
        text = ".".join(_base64(json.dumps(part).encode()) for part in (head, claims))
        assert isinstance(self._key, ec.EllipticCurvePrivateKey)
        r, s = decode_dss_signature(self._key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{text}.{_base64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
