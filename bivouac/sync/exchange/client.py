"""The hub's routes as methods: one request each, every answer checked, every refusal an error with the hub's own sentence."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from bivouac.errors import BusyError, LineError, RecordError, RefusedError
from bivouac.sync.exchange.catalogue import NOTHING, follow
from bivouac.sync.protocol import messages, signing
from bivouac.sync.protocol.messages import (
    MEDIA_TYPE,
    Catalogue,
    Exchange,
    Exchanged,
    Health,
    Hello,
    HelloAnswer,
    HubInfo,
    Join,
    Joined,
    Lock,
    NewPassword,
    PersonalCode,
    Refusal,
    SignIn,
    Succeed,
    Succeeded,
)

if TYPE_CHECKING:  # who only plans an exchange does not load the network
    from collections.abc import Mapping, Sequence

    from bivouac.sync.protocol.line import Answer, Line

T = TypeVar("T")

_SMALL = 64 * 1024
_CATALOGUE = 16 * 1024 * 1024
_LATER = (408, 429, 503)


class HubClient:
    """A hub, seen from a laptop.

    Args:
        line: the way there: `Line(url, certificate, token)`; without a token only `health`, `hello`, `join` and `sign_in` are open.
        sign: signs with this device's key (`Ed25519PrivateKey.sign`).

    Every method raises LineError when the line or the hub is away (try later) and RefusedError when the hub says no.
    """

    def __init__(self, line: Line, sign: signing.Signer) -> None:
        self.line = line
        self._sign = sign

    def health(self) -> Health:
        """Whether a hub is there, and which."""
        return self._message(self._ask("GET", "v1/health", None, _SMALL), Health)

    def hello(self, hello: Hello) -> HelloAnswer:
        """First step of joining: the hub proves itself (join.py)."""
        return self._message(self._ask("POST", "v1/hello", messages.encode(hello), _SMALL), HelloAnswer)

    def join(self, join: Join) -> Joined:
        """Second step of joining. Asked again by the same device with the same code and name, it gives the same account."""
        return self._message(self._ask("POST", "v1/join", messages.encode(join), _SMALL), Joined)

    def sign_in(self, sign_in: SignIn) -> Joined:
        """Sign in by name and password. Each time it gives another token for the same account."""
        return self._message(self._ask("POST", "v1/sign-in", messages.encode(sign_in), _SMALL), Joined)

    def new_password(self, password: NewPassword) -> Lock:
        """Choose a password; what this device keeps of it."""
        return self._message(self._ask("POST", "v1/password", messages.encode(password), _SMALL), Lock)

    def lock(self) -> Lock:
        """What this device keeps of the person's password."""
        return self._message(self._ask("GET", "v1/lock", None, _SMALL), Lock)

    def exchange(self, exchange: Exchange) -> Exchanged:
        """Push pages and fetch pages, in one round trip. The pages are signed, so the request need not be."""
        headers = {"Content-Type": MEDIA_TYPE}
        answer = self.line.ask(
            "POST", "v1/exchange", headers=headers, body=messages.encode(exchange), limit=messages.MAX_REQUEST
        )
        return self._message(answer, Exchanged)

    def new_invite(self) -> PersonalCode:
        """A one-time code with which the same person joins on another laptop."""
        return self._message(self._ask("POST", "v1/invite", b"", _SMALL), PersonalCode)

    def hub(self) -> HubInfo:
        """What one should know of the hub and of those above it."""
        return self._message(self._ask("GET", "v1/hub", None, _SMALL), HubInfo)

    def succeed(self, succeed: Succeed) -> Succeeded:
        """The computer goes on under a new identity; the line and the signature are still the old one's (join.py)."""
        return self._message(self._ask("POST", "v1/device", messages.encode(succeed), _SMALL), Succeeded)

    def catalogue(self, held: Catalogue = NOTHING) -> Catalogue | None:
        """What the hub offers, of which `held` is an older list; None when that is still so."""
        return follow(self._bins, held)

    def _bins(self, numbers: Sequence[int], of: int, known: str) -> Catalogue | None:
        named = urlencode({"bins": ".".join(map(str, numbers)), **({"of": of} if of else {})})
        headers = {"If-None-Match": f'"{known}"'} if known else {}
        answer = self.line.ask("GET", f"v1/catalogue?{named}", headers=headers, limit=_CATALOGUE)
        return None if answer.status == 304 else self._message(answer, Catalogue)

    def _ask(self, method: str, path: str, body: bytes | None, limit: int) -> Answer:
        """A request that is signed where it has a body."""
        headers = {}
        if body is not None:
            headers[signing.HEADER] = signing.header_of(self._sign(body))
        if body:
            headers["Content-Type"] = MEDIA_TYPE
        return self.line.ask(method, path, headers=headers, body=body, limit=limit)

    def _message(self, answer: Answer, kind: type[T]) -> T:
        if answer.headers.get("content-type", "").split(";")[0].strip() != MEDIA_TYPE:
            raise _not_a_hub()
        try:
            if answer.status == 200:
                return messages.decode(answer.body, kind)
            refusal = messages.decode(answer.body, Refusal)
        except RecordError as error:
            raise _not_a_hub() from error
        raise refused(refusal, answer.status, answer.headers.get("retry-after", ""))


def refused(refusal: Refusal, status: int, retry_after: str = "") -> BusyError | RefusedError:
    """The error for what a hub refused: BusyError where trying later is right, else RefusedError."""
    source, values = refusal.source[:1000], refusal.values
    if not _fits(source, values):
        source, values = "{sentence}", {"sentence": source}
    if status not in _LATER:
        return RefusedError(source, **values)
    values = {name: value for name, value in values.items() if name != "wait"}
    return BusyError(source, wait=BusyError.seconds_of(retry_after), **values)


def _fits(source: str, values: Mapping[str, object]) -> bool:
    """Whether a sentence from elsewhere has plain `{name}` fields only, all of them given: format strings can do more than that."""
    if not isinstance(values.get("n", 0), int):  # the one that chooses a plural
        return False
    try:
        fields = list(string.Formatter().parse(source))
    except ValueError:
        return False
    return all(
        name is None or (name.isidentifier() and name in values and not spec and not conversion)
        for _, name, spec, conversion in fields
    )


def _not_a_hub() -> LineError:
    return LineError(
        "What answered is not a hub of Bivouac. If the network wants you to sign in first, open a web browser, sign in there, then try again."
    )
