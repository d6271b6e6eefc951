"""From a code or an invite file to an account on this device (docs/protocol.md#joining).

In two steps, because a person may have to say their name between them: `greet` finds the hub and makes it prove that it knows
the code, bound to the certificate that the connection really has; `join` then shows it the code.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from bivouac.errors import InputError, LineError, RefusedError
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.protocol import invite, line, signing
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import Hello, HelloAnswer, Invitation, Join, Joined, SignIn, Succeed
from bivouac.sync.protocol.whose import open_id, open_name
from bivouac.sync.protocol.word import Word, content_of

_NOBODYS = "0" * invite.SELECTOR_LETTERS
"""Asked for where no code is at hand: a hub answers to every selector."""


@dataclass(frozen=True)
class Greeting:
    """A hub that has proved that it knows the code.

    Attributes:
        url, certificate: where it is and the certificate (PEM) to pin from now on; empty within this machine.
        urls: every address it is known to have, the one that answered first.
        campus_name: for the person to see where they join.
        asks_name: whether the person has to say who they are.
        whose, learner: name and id of the person whose code it is, where it is somebody's; empty from an older hub.
        word: the hub's for its id; None from an older hub. Who knows its keys may believe it.
    """

    url: str
    certificate: str
    code: str
    campus_name: str
    asks_name: bool
    urls: tuple[str, ...] = ()
    whose: str = ""
    learner: str = ""
    word: Word | None = None


def greet(url: str, code: str) -> Greeting:
    """Find the hub at an address and check that it knows the code, without telling it the code.

    Args:
        url, code: as a person types them; an address without a port is tried at a hub's, too.

    Raises:
        InputError: the address or the code is none.
        RefusedError: the hub does not know the code, or is another than the one the code is from.
        LineError: nobody answers there.
    """
    code = invite.clean_code(code)  # before anybody waits for an address
    *first, last = line.likely_urls(url)
    for one in first:
        with contextlib.suppress(LineError):
            return _greet(one, line.shown_certificate(one), code)
    return _greet(last, line.shown_certificate(last), code)


def greet_invitation(invitation: Invitation) -> Greeting:
    """As `greet`, at the first address of an invite file that answers, with the certificate that the file names."""
    code = invite.clean_code(invitation.code)
    silent: LineError | None = None
    urls = tuple(dict.fromkeys(likely for url in invitation.urls for likely in line.likely_urls(url)))
    for url in urls:
        try:
            greeting = _greet(url, invitation.certificate, code)
            return dataclasses.replace(greeting, urls=(greeting.url, *(other for other in urls if other != url)))
        except LineError as error:
            silent = silent or error
    raise silent or LineError("The hub cannot be reached just now. Bivouac will try again later.")


def join(
    greeting: Greeting,
    *,
    device: str,
    public_key: bytes,
    sign: signing.Signer,
    name: str = "",
    language: str = "",
    hub: str = "",
) -> Joined:
    """Take up the invitation. When the answer is lost on the way, doing it again gives the same account.

    Args:
        device, public_key, sign: this device's identity: its id, its Ed25519 key (32 bytes) and the key's signing function.
        name: who the person is, where the greeting asks for it.
        language: theirs (BCP 47).
        hub: its id, where another hub joins.
    """
    client = HubClient(Line(greeting.url, greeting.certificate), sign)
    try:
        return client.join(Join(greeting.code, device, public_key, name, language, hub))
    finally:
        client.line.close()


def sign_in(
    urls: Sequence[str],
    certificate: str,
    name: str,
    password: str,
    *,
    device: str,
    public_key: bytes,
    sign: signing.Signer,
) -> Joined:
    """Sign in by name and password at the first address of a campus that answers.

    Args:
        urls, certificate: of a campus that this machine knows, or that has just proved itself (`greet`).
        device, public_key, sign: as in `join`.

    Raises:
        RefusedError: the name or the password is not right. LineError: nobody answers.
    """
    silent: LineError | None = None
    for url in urls:
        client = HubClient(Line(url, certificate), sign)
        try:
            return client.sign_in(SignIn(name, password, device, public_key))
        except LineError as error:
            silent = silent or error
        finally:
            client.line.close()
    raise silent or LineError("The hub cannot be reached just now. Bivouac will try again later.")


def hear_word(url: str, seconds: float = line.CONNECT_SECONDS) -> tuple[str, Word | None]:
    """The certificate (PEM) that is shown at an address, and the word for its id that the hub there gives. It is not told who asks.

    Args:
        url: a clean one of `https:`.
        seconds: of silence after which nobody is there.

    Raises:
        LineError: nobody answers there, or no hub. RefusedError: the hub says no.
    """
    certificate, nonce = line.shown_certificate(url, seconds), secrets.token_bytes(invite.NONCE_BYTES)
    road = Line(url, certificate, stall=seconds)
    road.connect = seconds
    try:
        answer = HubClient(road, _unsigned).hello(Hello(_NOBODYS, nonce))
    finally:
        road.close()
    return certificate, _word_in(answer, nonce, road)


def succeed(client: HubClient, *, old: str, new: str, public_key: bytes, sign: signing.Signer) -> str:
    """Tell a hub that this computer goes on under a new identity; the token that speaks for the person from now on.

    Args:
        client: speaks and signs as the old device.
        old, new: the devices' ids; public_key, sign: the new one's.
    """
    proof = signing.sign_succession(old, new, sign)
    return client.succeed(Succeed(new, public_key, proof)).token


def _greet(url: str, certificate: str, code: str) -> Greeting:
    if not certificate and not line.is_loopback(urlsplit(url).hostname or ""):
        raise InputError("“{url}” is not a safe address: a hub on another computer answers at https://.", url=url)
    road = Line(url, certificate)
    nonce = secrets.token_bytes(invite.NONCE_BYTES)
    try:
        answer = HubClient(road, _unsigned).hello(Hello(invite.selector_of(code), nonce))
    finally:
        road.close()
    key = invite.stretch(code, answer.salt)
    if not invite.proof_is_right(answer.proof, key, nonce, road.certificate):
        raise RefusedError(
            "The hub at {url} does not know this code. Check the code and the address, or ask for a new code; codes run out after some days.",
            url=url,
        )
    return Greeting(
        url,
        certificate,
        code,
        answer.name,
        answer.asks_name,
        (url,),
        open_name(key, nonce, answer.whose),
        open_id(key, nonce, answer.who),
        _word_in(answer, nonce, road),
    )


def _word_in(answer: HelloAnswer, nonce: bytes, road: Line) -> Word | None:
    return Word(answer.hub, content_of(answer.hub, nonce, road.certificate), answer.words) if answer.words else None


def _unsigned(body: bytes) -> bytes:
    """Before joining nobody knows this device's key: a hello carries an empty signature."""
    return b""


def succeed_each(
    ids: Sequence[str],
    token: str,
    line_of: Callable[[str], Line],
    *,
    public_keys: Mapping[str, bytes],
    sign_as: Callable[[str, bytes], bytes],
    keep: Callable[[str, str], None],
) -> str:
    """Tell a hub of every identity that this computer had since the hub last heard: what was written under each is to be proved.

    Args:
        ids: from the one that the hub knows to the present one.
        token: good for the first.
        line_of: a line to the hub with a token.
        public_keys: of each, 32 bytes. sign_as: signs as one of them.
        keep: told each new token and the id for which it is good, before the next step.

    Returns:
        The token that is good for the last.
    """
    for old, new in itertools.pairwise(ids):
        line = line_of(token)
        try:
            client = HubClient(line, partial(sign_as, old))
            token = succeed(client, old=old, new=new, public_key=public_keys[new], sign=partial(sign_as, new))
        finally:
            line.close()
        keep(token, new)
    return token
