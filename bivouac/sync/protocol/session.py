"""The connections below a `Line`: one certificate and no other, heads of answers in time, and not a byte that the hub does not read."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import SKIP_HEADER

_HEAD_TIMES = 3


def _in_time(getresponse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The head of an answer, in three times what is no silence yet: each byte ends a silence, and one that drips would hold us for ever."""

    def wait(connection: Any) -> Any:
        dripped = threading.Event()

        def end() -> None:
            dripped.set()
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)  # TLS asks nobody then

        timer = threading.Timer(_HEAD_TIMES * connection.timeout, end)
        timer.daemon = True
        timer.start()
        try:
            return getresponse(connection)  # half a head counts for a whole one when the line ends in it
        finally:
            timer.cancel()
            if dripped.is_set():
                raise TimeoutError

    return wait


class _Plain(HTTPConnection):
    getresponse = _in_time(HTTPConnection.getresponse)


class _Secured(HTTPSConnection):
    getresponse = _in_time(HTTPSConnection.getresponse)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecuredPool(HTTPSConnectionPool):
    ConnectionCls = _Secured


class _InTime(HTTPAdapter):
    """Waits for no head of an answer that drips."""

    def init_poolmanager(self, *args: object, **options: object) -> None:
        super().init_poolmanager(*args, **options)  # type: ignore[arg-type]
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecuredPool}


class _Pinned(_InTime):
    """Accepts one certificate (DER) and no other."""

    def __init__(self, certificate: bytes) -> None:
        self._fingerprint = hashlib.sha256(certificate).hexdigest()
        super().__init__()

    def init_poolmanager(self, *args: object, **options: object) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # the fingerprint decides, below
        super().init_poolmanager(*args, ssl_context=context, assert_fingerprint=self._fingerprint, **options)


class _Session(requests.Session):
    """Reads no answer that it was not asked to read: for a redirect, requests would take in the whole body."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def new_session(certificate: bytes, token: str) -> requests.Session:
    """Connections to one server.

    Args:
        certificate: DER of the only one that is accepted over TLS; empty: the system's authorities decide.
        token: sent with every request; empty for none.
    """
    session = _Session()
    session.mount("http://", _InTime())
    session.mount("https://", _Pinned(certificate) if certificate else _InTime())
    session.verify = not certificate
    session.trust_env = False  # no proxy between a campus and its hub, and no .netrc in place of the token
    # A byte here is paid for with each request: nothing is sent that the hub does not read.
    session.headers.clear()
    session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})
    if token:
        session.headers["Authorization"] = f"Bearer {token}"
    return session
