"""The hub's messages over HTTP: one function a route, each a check of who asks, the deed, and the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler

from bivouac.courses.bundle.layout import Layout
from bivouac.language import best_language
from bivouac.sync.hub import front_page, journals, metrics, unproved
from bivouac.sync.hub.about import About
from bivouac.sync.hub.brakes import Brake
from bivouac.sync.hub.catalogue import CatalogueReader, asked_bins
from bivouac.sync.hub.folder import Settings
from bivouac.sync.hub.hashing import Hashing
from bivouac.sync.hub.joining import Joining, signed_by, token_hash
from bivouac.sync.hub.metrics import Metrics
from bivouac.sync.hub.refusals import JSON, RefusalError
from bivouac.sync.hub.signing_in import SigningIn
from bivouac.sync.hub.storage import Session, Storage
from bivouac.sync.protocol import messages, signing
from bivouac.sync.protocol.line import SLOWEST, is_loopback
from bivouac.sync.protocol.messages import (
    MAX_FIRST_REQUEST,
    MAX_REQUEST,
    MEDIA_TYPE,
    UNKNOWN_HERE,
    Exchange,
    Health,
    Hello,
    Join,
    NewPassword,
    SignIn,
    Succeed,
)
from bivouac.sync.protocol.passes import open_pass

T = TypeVar("T")
Asked = Request[Any, Any, Any]
Answer = Response[bytes]

_BODY_SECONDS = 120.0
"""A whole request may take this long to come in: 8 MiB over a very weak line, and no connection held for ever."""


@dataclass(frozen=True)
class Hub:
    """What the routes work with. `now` is in milliseconds since 1970; `front_page` makes the page for a
    browser, from the asker's address, the name under which it asked for the hub, and its language.

    `at_once` bounds the threads at work.
    """

    settings: Settings
    storage: Storage
    layout: Layout
    joining: Joining
    signing_in: SigningIn
    catalogue: CatalogueReader
    at_once: anyio.CapacityLimiter
    hashing: Hashing
    about: About
    metrics: Metrics
    front_page: Callable[[str, str, str], bytes]
    often: Brake
    """A laptop that works asks for something a few times a minute; one that asks without end must not keep others from it."""

    seal: str = ""
    """Of the certificate with which the hub serves (protocol/passes.py)."""

    now: Callable[[], int] = lambda: time.time_ns() // 1_000_000

    async def work(self, deed: Callable[[], T]) -> T:
        """Run what waits, for the disk or on purpose, in a thread."""
        return await anyio.to_thread.run_sync(deed, limiter=self.at_once)

    async def look_up(self, deed: Callable[[], T]) -> T:
        """Run what only reads from the storage: at once where that is near, because handing it to a thread costs more than it does."""
        return deed() if self.storage.near else await self.work(deed)

    def session(self, authorization: str) -> Session:
        """Who asks. Raises RefusalError (401) for a token that the hub does not know, (429) for a computer that asks without end."""
        session = self.whose(authorization)
        self.often.spend(session.device)
        return session

    def whose(self, authorization: str) -> Session:
        """Who asks for a part of a course, of which a laptop on a good line wants thousands, as often as they like; else as `session`."""
        scheme, _, token = authorization.partition(" ")
        hashed = token_hash(token)
        session = self.storage.session(hashed) if scheme.lower() == "bearer" else None
        if session is None and self.storage.is_shut_out(hashed):
            raise RefusalError(401, "This computer was shut out of the campus. Ask the campus staff.")
        if session is None:
            raise RefusalError(401, UNKNOWN_HERE)
        return session

    def has_pass(self, authorization: str) -> bool:
        """Whether a computer that joined this campus, or one below it, shows by its key that it is this computer; not one that was shut out."""
        shown = open_pass(authorization)
        key = self.storage.key_of(shown.person, shown.device) if shown else None
        return bool(shown and key and shown.is_good(self.settings.id, self.seal, key, self.now()))

    def signed(self, authorization: str, signature: str, body: bytes) -> Session:
        """Who asks, when the device's own key signed the body. Raises RefusalError (401, 403)."""
        session = self.session(authorization)
        if not signing.is_signed(body, signature, session.public_key):
            raise RefusalError(403, "This request was not signed by the computer that it says it is from.")
        return session


def message_routes(hub: Hub, openapi: bytes) -> list[HTTPRouteHandler]:
    """Every route but the content's."""
    return [*_open_routes(hub, openapi), *_joining_routes(hub), *_password_routes(hub), *_working_routes(hub)]


def _open_routes(hub: Hub, openapi: bytes) -> list[HTTPRouteHandler]:
    """What says that a hub is here, and what it can do."""

    @get("/v1/health")
    async def health(request: Asked) -> Answer:
        await hub.work(hub.storage.require_ready)
        return _answer(Health(hub.settings.id, hub.settings.name, hub.now()))

    @get("/schema/openapi.json")
    async def schema(request: Asked) -> Answer:
        return Response(openapi, media_type=JSON)

    @get("/")
    async def front(request: Asked) -> Answer:
        language = best_language(_header(request, "accept-language").split(",")[0])
        page = await hub.work(lambda: hub.front_page(_address(request), _header(request, "host"), language))
        return Response(page, media_type=front_page.MEDIA_TYPE, headers=front_page.HEADERS)

    @get("/metrics")
    async def counts(request: Asked) -> Answer:
        if not _is_of_this_machine(request):
            raise RefusalError(403, "Only the hub's own machine reads its metrics.")
        text = await hub.work(lambda: hub.metrics.text(unproved.counted(hub.storage)))
        return Response(text.encode(), media_type=metrics.MEDIA_TYPE)

    return [health, schema, front, counts]


def _joining_routes(hub: Hub) -> list[HTTPRouteHandler]:
    """How people and their computers are let in."""

    @post("/v1/hello", status_code=200)
    async def hello(request: Asked) -> Answer:
        asked = messages.decode(await _body(request, MAX_FIRST_REQUEST), Hello, MAX_FIRST_REQUEST)
        return _answer(await hub.look_up(lambda: hub.joining.hello(asked, _address(request))))

    @post("/v1/join", status_code=200)
    async def join(request: Asked) -> Answer:
        body = await _body(request, MAX_FIRST_REQUEST)
        asked = messages.decode(body, Join, MAX_FIRST_REQUEST)
        signed = signed_by(body, _header(request, signing.HEADER), asked.public_key)
        return _answer(await hub.work(lambda: hub.joining.join(asked, signed, _address(request))))

    @post("/v1/invite", status_code=200)
    async def invite(request: Asked) -> Answer:
        body = await _body(request, MAX_FIRST_REQUEST)
        who, signature = _header(request, "authorization"), _header(request, signing.HEADER)
        return _answer(await hub.work(lambda: hub.joining.own_code(hub.signed(who, signature, body))))

    @post("/v1/device", status_code=200)
    async def device(request: Asked) -> Answer:
        body = await _body(request, MAX_FIRST_REQUEST)
        asked = messages.decode(body, Succeed, MAX_FIRST_REQUEST)
        who, signature = _header(request, "authorization"), _header(request, signing.HEADER)
        return _answer(await hub.work(lambda: hub.joining.succeed(hub.signed(who, signature, body), asked)))

    return [hello, join, invite, device]


def _password_routes(hub: Hub) -> list[HTTPRouteHandler]:
    """Names and passwords."""

    @post("/v1/sign-in", status_code=200)
    async def sign_in(request: Asked) -> Answer:
        body = await _body(request, MAX_FIRST_REQUEST)
        asked = messages.decode(body, SignIn, MAX_FIRST_REQUEST)
        signed = signed_by(body, _header(request, signing.HEADER), asked.public_key)
        return _answer(await hub.hashing.work(lambda: hub.signing_in.sign_in(asked, signed, _address(request))))

    @post("/v1/password", status_code=200)
    async def password(request: Asked) -> Answer:
        body = await _body(request, MAX_FIRST_REQUEST)
        asked = messages.decode(body, NewPassword, MAX_FIRST_REQUEST)
        who, signature = _header(request, "authorization"), _header(request, signing.HEADER)
        session = await hub.work(lambda: hub.signed(who, signature, body))
        return _answer(await hub.hashing.work(lambda: hub.signing_in.change(session, asked)))

    @get("/v1/lock")
    async def lock(request: Asked) -> Answer:
        who = _header(request, "authorization")
        return _answer(await hub.work(lambda: hub.signing_in.lock(hub.session(who))))

    return [sign_in, password, lock]


def _working_routes(hub: Hub) -> list[HTTPRouteHandler]:
    """What laptops come for."""

    @post("/v1/exchange", status_code=200)
    async def exchange(request: Asked) -> Answer:
        who = _header(request, "authorization")
        try:
            session = await hub.look_up(lambda: hub.session(who))
        except RefusalError:
            await _pass_over(request)
            raise
        asked = messages.decode(await _body(request, MAX_REQUEST), Exchange)
        pages = [page for offered in asked.streams for page in offered.pages]
        hub.metrics.received(len(pages), sum(map(len, pages)))

        def deed() -> bytes:
            readers, about = hub.settings.readers, hub.about.mark()
            return messages.encode(journals.exchange(hub.storage, readers, session, asked, hub.now(), about))

        done = await (hub.work(deed) if pages else hub.look_up(deed))
        return Response(done, media_type=MEDIA_TYPE)

    @get("/v1/hub")
    async def info(request: Asked) -> Answer:
        who = _header(request, "authorization")

        def deed() -> messages.HubInfo:
            hub.session(who)
            return hub.about.info()

        return _answer(await hub.work(deed))

    @get("/v1/catalogue")
    async def catalogue(request: Asked) -> Answer:
        who, known = _header(request, "authorization"), _header(request, "if-none-match")
        numbers, of = request.query_params.get("bins"), request.query_params.get("of", "")

        def deed() -> Answer:
            hub.session(who)
            asked = None if numbers is None else asked_bins(numbers, of)
            found = hub.catalogue.offered()
            tag = {"ETag": f'"{found.catalogue.state}"', "Cache-Control": "no-cache"}
            if known == tag["ETag"]:
                return Response(b"", status_code=304, headers=tag, media_type=MEDIA_TYPE)
            packed = found.whole if asked is None else found.in_bins(*asked)
            return Response(packed, media_type=MEDIA_TYPE, headers=tag)

        return await hub.work(deed)

    return [exchange, info, catalogue]


async def _body(request: Asked, limit: int) -> bytes:
    """The request's body, of at most `limit` bytes. Raises RefusalError (400, 408, 413, 415)."""
    body: bytes | None = None
    with anyio.move_on_after(_BODY_SECONDS) as scope:
        body = await _read(request, limit, scope)
    if body is None:  # asked of the scope, a deadline that moved on just then says no
        raise RefusalError(408, "The line is too slow just now. Bivouac will try again later.")
    if body and _header(request, "content-type").split(";")[0].strip().lower() != MEDIA_TYPE:
        raise RefusalError(415, "The hub reads “{kind}” here.", kind=MEDIA_TYPE)
    return body


async def _read(request: Asked, limit: int, scope: anyio.CancelScope) -> bytes:
    """All of the body, or RefusalError as soon as it is too much, whatever its announced length; a slow line gets time for what came."""
    body, more = bytearray(), True
    while more:
        event = await request.receive()
        if event["type"] != "http.request":
            raise RefusalError(400, "The line broke in the middle of a request.")
        body += event["body"]
        scope.deadline += len(event["body"]) / SLOWEST
        if len(body) > limit:
            raise RefusalError(413, "This is more than the hub takes at once. Update Bivouac on this computer.")
        more = event["more_body"]
    return bytes(body)


async def _pass_over(request: Asked) -> None:
    """Let the body of a request that is refused come in, keeping nothing of it: a laptop hears the answer once it has sent all."""
    passed, more = 0, True
    with anyio.move_on_after(_BODY_SECONDS):
        while more and passed <= MAX_REQUEST:
            event = await request.receive()
            if event["type"] != "http.request":
                return
            passed, more = passed + len(event["body"]), event["more_body"]


def _answer(message: object, headers: dict[str, str] | None = None) -> Answer:
    return Response(messages.encode(message), media_type=MEDIA_TYPE, headers=headers)


def _header(request: Asked, name: str) -> str:
    return request.headers.get(name, "")


def _is_of_this_machine(request: Asked) -> bool:
    """Whether who asks is on the hub's own machine: over loopback, or from the very address at which the hub was asked."""
    reached = request.scope.get("server")
    return is_loopback(address := _address(request)) or (reached is not None and address == reached[0] != "")


def _address(request: Asked) -> str:
    return request.client.host if request.client else ""
