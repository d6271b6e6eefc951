"""A learning record store at the other end of a line (IEEE 9274.1.1, statement resource), by HTTP with Basic authentication."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests

from bivouac.errors import BivouacError, InputError, LineError, RefusedError
from bivouac.sync.protocol.line import CONNECT_SECONDS, is_loopback, is_private

_ANSWER_SECONDS = 60.0
"""Silence after which a batch counts as lost: a store may index what it takes before it answers."""

_LONGEST = 300
"""Characters of an address, as the hub's storage keeps it."""

_REASON = 500
"""Characters of a store's own words that are kept."""

_VERSION_HEADER = "X-Experience-API-Version"
_OLDER = "1.0.3"
_NOT_TAKEN = (400, 409, 413, 422)


class NotTakenError(Exception):
    """The store refuses a batch for something in it.

    Attributes:
        status: of HTTP; 409: it has a statement of this id that says something else. 500: it failed over it.
        reason: in the store's own words, on one line.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status, self.reason = status, reason


class Lrs:
    """A learning record store.

    Args:
        url: its address, to which xAPI's resources (`statements`, `about`) are added.
        user, password: empty where it wants none.

    Raises:
        InputError: the address is none, or passwords and acts could be read on the way to it.
    """

    def __init__(self, url: str, user: str = "", password: str = "") -> None:
        self.url = _clean(url)
        if not is_private(self.url):
            raise InputError("“{url}” is not a protected address. Use one that begins with https://.", url=url)
        self._session = requests.Session()
        self._session.trust_env = not is_loopback(urlsplit(self.url).hostname or "")
        self._session.auth = _Basic(user, password)
        self._version = ""

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def send(self, statements: Sequence[bytes]) -> None:
        """Hand statements over, each as JSON. That they are there already is no error.

        Raises:
            NotTakenError: the store refuses them, all together, for one or several among them.
            RefusedError: it does not let us in.
            LineError: it is away, busy, or something else answers in its place.
        """
        headers = {"Content-Type": "application/json", _VERSION_HEADER: self._speaks()}
        answer = self._ask("POST", "statements", headers, b"[" + b",".join(statements) + b"]")
        if answer.status_code in (*_NOT_TAKEN, 500):
            raise NotTakenError(answer.status_code, _one_line(answer.text))
        if answer.status_code in (401, 403):
            raise RefusedError("The learning record store does not let the hub in. Check --user and the password.")
        if answer.status_code == 204:
            return
        if answer.status_code != 200 or not isinstance(_json(answer), list):
            raise _not_there(answer.status_code)

    def _speaks(self) -> str:
        """The newest version of xAPI that the store and we speak, asked for once."""
        if not self._version:
            answer = self._ask("GET", "about", {})
            told = _json(answer) if answer.status_code == 200 else None
            versions = told.get("version") if isinstance(told, dict) else None
            named = versions if isinstance(versions, list) else []
            ours = [one for one in named if isinstance(one, str) and one.startswith(("1.0.", "2.0."))]
            self._version = max(ours, default=_OLDER)
        return self._version

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> requests.Response:
        try:
            answer = self._session.request(
                method,
                f"{self.url}/{path}",
                data=body,
                headers=headers,
                timeout=(CONNECT_SECONDS, _ANSWER_SECONDS),
                allow_redirects=False,
            )
        except requests.exceptions.SSLError as error:
            raise LineError(
                "The learning record store shows a certificate that this machine does not trust. Name its authority in REQUESTS_CA_BUNDLE."
            ) from error
        except requests.RequestException as error:
            raise LineError("The learning record store cannot be reached just now.") from error
        if answer.status_code == 429 or answer.status_code > 500:
            raise busy(answer.status_code, _seconds(answer.headers.get("Retry-After", "")))
        return answer


class BusyError(LineError):
    """The store asks to be left alone for a while; `seconds` is 0 where it does not say for how long."""

    @property
    def seconds(self) -> float:
        return float(self.values["seconds"])


def busy(status: int, seconds: float = 0) -> BusyError:
    """The error for a store that answered with a status that says: not now."""
    return BusyError(
        "The learning record store has no time just now (answer {status}).", status=status, seconds=seconds
    )


class _Basic(requests.auth.AuthBase):
    """Basic authentication in UTF-8 (RFC 7617), or none; in both cases not what a .netrc says."""

    def __init__(self, user: str, password: str) -> None:
        self._header = f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}" if user else ""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._header:
            request.headers["Authorization"] = self._header
        return request


def _clean(url: str) -> str:
    """An address without what is added to it. Raises InputError when it is none."""
    cleaned = url.strip().rstrip("/").removesuffix("/statements")
    try:
        parts = urlsplit(cleaned)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        sound = False
    if not sound or not cleaned.isprintable() or set(cleaned) & set(' "<>\\?#') or len(cleaned) > _LONGEST:
        raise InputError(
            "“{url}” is not the address of a learning record store. It looks like https://lrs.example.org/xapi.",
            url=url[:100],
        )
    return cleaned


def _json(answer: requests.Response) -> Any:
    try:
        return msgspec.json.decode(answer.content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _one_line(text: str) -> str:
    return "".join(letter for letter in " ".join(text[: 2 * _REASON].split()) if letter.isprintable())[:_REASON]


def _seconds(text: str) -> float:
    return float(text) if text.isdecimal() and len(text) < 9 else 0.0


def _not_there(status: int) -> BivouacError:
    return LineError(
        "No learning record store answers at this address (answer {status}). Look whether --lrs is right.",
        status=status,
    )
