"""One HTTP(S) connection to a hub or a web server over a bad line: pinned certificate, timeouts, limits, and errors that people can read.

Whatever goes wrong below is turned into one of our errors here and nowhere else. A `Line` belongs to one thread at a time.
"""

from __future__ import annotations

import base64
import contextlib
import copy
import ipaddress
import re
import ssl
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bivouac.errors import BivouacError, BusyError, InputError, LineError, StrangerError
from bivouac.language import written_day
from bivouac.sync.protocol.messages import MEDIA_TYPE

if TYPE_CHECKING:
    import requests

HUB_PORT = 8484
"""Where a hub listens unless it was told otherwise."""

CONNECT_SECONDS = 10.0
STALL_SECONDS = 8.0
"""Silence after which a flow counts as dead: behind a network that drops flows, this decides whether anything ever arrives."""

FLOW_CONNECT_SECONDS, FLOW_STALL_SECONDS = 4.0, 5.0
"""The same for one of several flows: giving up too early costs little there, and each second of waiting for a dead one is lost."""

ANSWER_SECONDS = 120.0
"""A whole answer held in memory may take this long, and as much longer as `SLOWEST` takes for what came of it; no drip keeps anyone for ever."""

SLOWEST = 200.0
"""Bytes a second of the slowest line that is of use, a little less than 2 kbit/s. What was sent may stand in queues for so long before it is
answered, and until then nothing is heard: that is no silence."""

_CHUNK = 64 * 1024
_MAX_REDIRECTS = 3
_OUT_OF_DATE = (9, 10)  # X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
_PEM = re.compile(r"-----BEGIN CERTIFICATE-----\s(.*?)-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """What came back: header names in lower case, the body whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Stream:
    """What is coming back: header names in lower case, the body in chunks."""

    status: int
    headers: Mapping[str, str]
    chunks: Generator[bytes, None, None]


class Line:
    """The way to one server.

    Args:
        url: `http://…` or `https://…`, with a path where the server's documents do not begin at its root.
        certificate: the server's certificate (PEM). The server must show exactly this one; neither its names nor its dates
            matter then. Without it the system's usual authorities decide.
        token: sent along to prove who asks; only over TLS or within this machine.
        stall: seconds of silence after which the line counts as dead.

    Raises:
        InputError: the address or the certificate is none.
    """

    def __init__(self, url: str, certificate: str = "", token: str = "", stall: float = STALL_SECONDS) -> None:
        self.url = clean_url(url)
        self.certificate = der_of(certificate) if certificate else b""
        if token and not is_private(self.url):
            raise InputError("“{url}” is not a protected address. Use one that begins with https://.", url=url)
        self.stall = stall
        self.connect = CONNECT_SECONDS
        self._speed = 0.0  # bytes a second of the last answer held in memory
        self._token = token
        self._session: requests.Session | None = None

    def another(self) -> Line:
        """A connection of its own to the same server, in the same name: one of several flows, which gives a dead line up sooner."""
        other = copy.copy(self)
        other.stall, other.connect = min(self.stall, FLOW_STALL_SECONDS), FLOW_CONNECT_SECONDS
        other._session = None
        return other

    def close(self) -> None:
        """Close the connection; it opens again when it is next used."""
        if self._session:
            self._session.close()
            self._session = None

    def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None, limit: int
    ) -> Answer:
        """One request and its whole answer of `limit` bytes at most, whatever its status; of 503 only in a hub's own words.

        Raises:
            LineError: the line or the server is away, or something else answers in its place.
            BusyError: it has a trouble of its own (5xx) and does not say which.
        """
        began = time.monotonic()
        with self._open(method, path, headers, body, hear_out=True) as stream:
            data = bytearray()
            for chunk in stream.chunks:
                data += chunk
                if len(data) > limit:
                    raise LineError("The answer of the hub is larger than it can be. Bivouac will try again later.")
                if time.monotonic() - began > ANSWER_SECONDS + len(data) / SLOWEST:
                    raise LineError("The line is too slow just now. Bivouac will try again later.")
            if stream.status == 200 and not data and "content-length" not in stream.headers:
                # The line ended in the head, which counts for a whole one.
                raise LineError("The hub cannot be reached just now. Bivouac will try again later.")
        self._speed = (len(body or b"") + len(data)) / max(time.monotonic() - began, 0.001)
        return Answer(stream.status, stream.headers, bytes(data))

    def open(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        sent_away: bool = False,
    ) -> contextlib.AbstractContextManager[Stream]:
        """One request, its answer as it comes; raises as `ask`, also from `chunks`, and for every 5xx and 429.

        Args:
            sent_away: give a redirect to another server back as the answer, and do not take it for a portal's.
        """
        return self._open(method, path, headers, body, sent_away=sent_away)

    @contextlib.contextmanager
    def _open(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None,
        body: bytes | None,
        *,
        hear_out: bool = False,
        sent_away: bool = False,
    ) -> Iterator[Stream]:
        with _line_errors():
            response = self._response(method, path, headers or {}, body)
        try:
            found = {name.lower(): value for name, value in response.headers.items()}
            status = response.status_code
            in_its_words = hear_out and status == 503 and found.get("content-type", "") == MEDIA_TYPE
            if status == HTTPStatus.TOO_MANY_REQUESTS and not hear_out:
                raise asked_too_often(found)
            if status >= 500 and not in_its_words:
                raise BusyError(
                    "The hub has a problem just now (answer {status}). Bivouac will try again later.",
                    wait=BusyError.seconds_of(found.get("retry-after", "")),
                    status=status,
                )
            if 300 <= status < 400 and status != 304 and not sent_away:
                raise _somebody_else()
            if found.get("content-encoding", "identity").lower() != "identity":
                raise _somebody_else()
            yield Stream(status, found, _chunks(response))
        finally:
            response.close()  # gives the connection back when the answer was read to its end, else ends it

    def _response(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> requests.Response:
        """The head of the answer, after redirects on the same server."""
        url = f"{self.url}/{path}"
        for _ in range(_MAX_REDIRECTS):
            response = self._connected().request(
                method,
                url,
                data=body,
                headers=dict(headers),
                stream=True,
                timeout=(self.connect, self._patience(len(body or b""))),
                allow_redirects=False,
            )
            target = self._redirected(response) if method in ("GET", "HEAD") else None
            if target is None:
                break
            response.close()
            url = target
        return response

    def _patience(self, sent: int) -> float:
        """Seconds of silence that are none yet after `sent` bytes, as quick as the line was before."""
        return self.stall + sent / max(self._speed, SLOWEST)

    def _redirected(self, response: requests.Response) -> str | None:
        """Where a redirect leads, if that is on the same server."""
        location = response.headers.get("Location", "")
        if response.status_code not in (301, 302, 303, 307, 308) or not location:
            return None
        try:
            target = urljoin(str(response.url), location)
            here, there = urlsplit(self.url), urlsplit(target)
        except ValueError:
            return None
        return target if (here.scheme, here.netloc) == (there.scheme, there.netloc) else None

    def _connected(self) -> requests.Session:
        if self._session is None:
            from bivouac.sync.protocol.session import new_session  # the network is loaded when it is first needed

            self._session = new_session(self.certificate, self._token)
        return self._session


def clean_url(text: str, port: int = HUB_PORT) -> str:
    """A server's address as a person types it (`192.168.1.5`), made whole: `https://192.168.1.5:8484`, `http:` within this machine.

    Args:
        port: where neither a port nor a scheme is typed, which has a port of its own.

    Raises:
        InputError: it is not an address.
    """
    url = text.strip()
    try:
        if "://" not in url:
            typed = urlsplit(f"//{url}")
            more = "" if typed.port else f":{port}"
            url = f"{'http' if is_loopback(typed.hostname or '') else 'https'}://{typed.netloc}{more}{typed.path}"
        url = url.rstrip("/")
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        sound = False
    if not sound or not url.isprintable() or set(url) & set(' "<>\\?#'):
        raise InputError(
            "“{url}” is not the address of a hub. An address looks like https://192.168.1.5:8484.", url=text[:100]
        )
    return url


def likely_urls(text: str) -> tuple[str, ...]:
    """Where a server may be whose address a person types: with `https:` and no number at its end, at that scheme's own port, then at a hub's.

    Raises:
        InputError: it is not an address.
    """
    url = clean_url(text)
    parts = urlsplit(url)
    return (url,) if parts.port else (url, f"{parts.scheme}://{parts.netloc.rstrip(':')}:{HUB_PORT}{parts.path}")


@lru_cache(maxsize=256)  # a hub asks it with every request
def is_loopback(host: str) -> bool:
    """Whether a host's name or number is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(url: str) -> bool:
    """Whether nobody on the way can read what is sent to a clean URL: TLS, or within this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or is_loopback(parts.hostname or "")


def der_of(pem: str) -> bytes:
    """The certificate in a PEM text, as DER.

    Raises:
        InputError: there is none.
    """
    match = _PEM.search(pem)
    try:
        if match:
            return base64.b64decode("".join(match[1].split()), validate=True)
    except ValueError:
        pass
    raise InputError("The certificate of the hub is damaged. Ask for the invitation again.")


def shown_certificate(url: str, seconds: float = CONNECT_SECONDS) -> str:
    """The certificate (PEM) that the server at a clean URL shows, unchecked; empty for `http:`.

    Args:
        seconds: of silence after which nobody is there.

    Raises:
        LineError: nobody answers there, or not in TLS.
    """
    import socket

    parts = urlsplit(url)
    if parts.scheme == "http":
        return ""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # who it is will be proved by the code
    host = parts.hostname or ""
    try:
        with (
            socket.create_connection((host, parts.port or 443), seconds) as plain,
            context.wrap_socket(plain, server_hostname=host) as secured,
        ):
            return ssl.DER_cert_to_PEM_cert(secured.getpeercert(binary_form=True) or b"")
    except (OSError, UnicodeError) as error:  # ssl.SSLError is an OSError
        raise _nobody() from error


def _chunks(response: requests.Response) -> Generator[bytes, None, None]:
    with _line_errors():
        while chunk := response.raw.read1(_CHUNK, decode_content=False):
            yield chunk


@contextlib.contextmanager
def _line_errors() -> Iterator[None]:
    """The one boundary where the errors of the libraries below become ours."""
    import requests
    import urllib3

    try:
        yield
    except BivouacError:
        raise
    except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
        if _is_out_of_date(error):
            raise LineError(
                "By this computer's clock ({date}), the certificate of the server is not good. Is the clock right? If not, set date and time; if it is, tell whoever keeps the server.",
                date=written_day(datetime.now().astimezone().date()),
            ) from error
        raise StrangerError(
            "Another computer answered in place of the hub; nothing was sent. Ask the campus staff if this goes on."
        ) from error
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise LineError("The line went silent. Bivouac will try again later.") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, UnicodeError) as error:
        raise _nobody() from error


def _is_out_of_date(error: BaseException | None) -> bool:
    """Whether a certificate was refused because of its dates, which may be the fault of the clock here."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_code in _OUT_OF_DATE
        error = error.__cause__ or error.__context__
    return False


def asked_too_often(headers: Mapping[str, str]) -> BusyError:
    """The error for an answer 429, with names of headers in lower case."""
    return BusyError(
        "The server was asked too often and wants to be left alone for a while. Bivouac will try again later.",
        wait=BusyError.seconds_of(headers.get("retry-after", "")),
    )


def _nobody() -> LineError:
    return LineError("The hub cannot be reached just now. Bivouac will try again later.")


def _somebody_else() -> LineError:
    return LineError(
        "The network answered in place of the hub. If it wants you to sign in first, open a web browser, sign in there, then try again."
    )
