"""The hub as an ASGI application: the parts put together, and the one place where errors become answers."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

import anyio
from litestar import Litestar, Request, Response
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPResponseBodyEvent, HTTPScope, Message, Receive, Scope, Send

from bivouac.errors import BivouacError, StoreError
from bivouac.language import tr, tr_later
from bivouac.sync.hub import content, front_page
from bivouac.sync.hub.about import About
from bivouac.sync.hub.above import SchoolAddresses
from bivouac.sync.hub.brakes import Brake
from bivouac.sync.hub.catalogue import CatalogueReader
from bivouac.sync.hub.crew import ALONE, Crew
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.hashing import Hashing
from bivouac.sync.hub.joining import Joining
from bivouac.sync.hub.metrics import CONTENT, Metrics
from bivouac.sync.hub.openapi import document
from bivouac.sync.hub.reached import Reached, read_reached
from bivouac.sync.hub.refusals import A_BUG, OUR_FAULT, RefusalError, body_of, headers_of, status_of
from bivouac.sync.hub.routes import Hub, message_routes
from bivouac.sync.hub.signing_in import SigningIn
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.nearby import is_own
from bivouac.sync.protocol.passes import seal_of

log = logging.getLogger(__name__)

_LOOKS, _LOOK_SECONDS = 16, 0.25
"""How often, and how far apart, it is looked whether bytes on their way have come: less than a laptop takes for a dead line."""

_THREADS = 8
_HASHES = 2  # each takes 64 MiB

_SENTENCES = {
    400: tr_later("The hub does not understand this request. Update Bivouac on this computer."),
    404: tr_later("There is nothing at this address of the hub. Update Bivouac on this computer."),
    405: tr_later("The hub cannot do that at this address. Update Bivouac on this computer."),
}


class HubApp:
    """The hub to a web server.

    Args:
        messages: all routes but one, in a framework.
        parts: what answers under `/content/`. Parts of courses are asked for by the thousand, and the framework costs as much as all the rest.
        around: what every request goes through, the outermost first.
    """

    def __init__(self, messages: Litestar, parts: ASGIApp, around: list[Callable[[ASGIApp], ASGIApp]]) -> None:
        self.messages, self._parts = messages, parts
        self._entrance: ASGIApp = self._sort
        for one in reversed(around):
            self._entrance = one(self._entrance)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._entrance(scope, receive, send)

    async def _sort(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_part = scope["type"] == ScopeType.HTTP and scope["path"].startswith(f"{CONTENT}/")
        await (self._parts if is_part else self.messages)(scope, receive, send)


def make_app(folder: HubFolder, *, secured: bool, crew: Crew = ALONE) -> HubApp:
    """The application of the hub in `folder`.

    Args:
        secured: whether it is served over TLS with the folder's certificate.
        crew: which of the hub's processes this is; alone when left out.
    """
    storage, layout = folder.storage(), folder.layout()
    certificate = ssl.PEM_cert_to_DER_cert(folder.certificate()) if secured else b""
    joining = Joining(storage, folder.settings, folder.secret(), certificate, wall_milliseconds, crew)
    hub = Hub(
        folder.settings,
        storage,
        layout,
        joining,
        SigningIn(storage, folder.settings, wall_milliseconds, crew),
        CatalogueReader(layout, folder.settings.mirrors, SchoolAddresses(folder)),
        anyio.CapacityLimiter(_THREADS),
        Hashing(max(1, _HASHES // crew.size)),
        About(folder, storage),
        Metrics(folder.folder, crew),
        lambda address, asked, language: _front_page(folder, address, asked, language, secured=secured),
        Brake("often", burst=2000, rate=20.0, crew=crew),
        seal_of(certificate),
    )
    reached = Reached(folder.folder, wall_milliseconds)

    @asynccontextmanager
    async def open_as_long_as_it_serves(app: Litestar) -> AsyncIterator[None]:
        async with anyio.create_task_group() as beside:
            beside.start_soon(_read_courses, hub)
            yield
            hub.catalogue.stop()
        storage.close()

    messages = Litestar(
        message_routes(hub, document(folder.settings.name)),
        openapi_config=None,
        lifespan=[open_as_long_as_it_serves],
        exception_handlers={BivouacError: _refuse, HTTPException: _refuse_http, Exception: _own_fault},
        logging_config=None,
    )
    return HubApp(messages, _content(hub), [_counting(hub.metrics), _noting(reached, hub)])


async def _read_courses(hub: Hub) -> None:
    """Have the list ready for whoever comes first: of thousands of courses on a cold disk it takes longer than laptops wait for an answer."""
    with suppress(BivouacError, OSError):  # who asks for the list is told, and the hub serves all else
        await anyio.to_thread.run_sync(hub.catalogue.offered)


def _front_page(folder: HubFolder, address: str, asked: str, language: str, *, secured: bool) -> bytes:
    """The page for a browser: another on this very machine than for whoever comes from elsewhere."""
    name, scheme = folder.settings.name, "https" if secured else "http"
    if not is_own(address):
        return front_page.visitor_page(name, f"{scheme}://{asked[:100]}", language, secured=secured)
    serving = folder.serving()
    urls = [url for url in serving.urls if url.startswith("https:")] if serving and secured else []
    seen = read_reached(folder.folder)
    latest = sorted(seen, key=lambda one: -seen[one])
    return front_page.own_page(name, urls, serving.port if serving else 0, latest, language)


def _noting(reached: Reached, hub: Hub) -> Callable[[ASGIApp], ASGIApp]:
    """Notes from where the hub is reached."""

    def around(app: ASGIApp) -> ASGIApp:
        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            address = (scope.get("client") or ("", 0))[0] if scope["type"] == ScopeType.HTTP else ""
            if address and reached.is_news(address):
                await hub.work(lambda: reached.note(address))
            await app(scope, receive, send)

        return noted

    return around


def _counting(metrics: Metrics) -> Callable[[ASGIApp], ASGIApp]:
    """Counts every answer and how long it took."""

    def around(app: ASGIApp) -> ASGIApp:
        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            began, status = time.monotonic(), 500

            async def noting(event: Message) -> None:
                nonlocal status
                if event["type"] == "http.response.start":
                    status = event["status"]
                await send(event)

            try:
                await app(scope, receive, noting)
            finally:
                path = scope["path"]
                route = CONTENT if path.startswith(CONTENT) else path
                metrics.answered(route, status, time.monotonic() - began)

        return counted

    return around


def _content(hub: Hub) -> ASGIApp:
    async def serve_content(scope: Scope, receive: Receive, send: Send) -> None:
        asked = cast("HTTPScope", scope)  # there are no WebSockets here
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in asked["headers"]}
        try:
            served = await _opened(hub, asked, headers)
        except BivouacError as error:
            await _send_refusal(send, asked, headers, error)
            return
        except Exception as error:  # noqa: BLE001 - a bug: as `_own_fault` for all other routes
            _log_fault(asked["path"], error)
            await _send_refusal(send, asked, headers, StoreError(OUR_FAULT), 500)
            return
        with served.file:
            await _start(send, served.status, served.headers)
            if asked["method"] == "HEAD":
                await _send_body(send, b"", more=False)
            elif (small := served.read_cached()) is not None:
                await _send_body(send, small, more=False)
            else:
                event = {
                    "type": content.SEND_FILE,
                    "file": served.file,
                    "offset": served.start,
                    "count": served.length,
                }
                await send(cast("Message", event))  # of ASGI's, and unknown to Litestar

    return serve_content


async def _opened(hub: Hub, scope: HTTPScope, headers: dict[str, str]) -> content.Served:
    """What to answer; what is on its way to this hub is waited for a little."""
    for _ in range(_LOOKS):
        with suppress(content.ComingError):
            return await hub.look_up(lambda: _open(hub, scope, headers))
        await anyio.sleep(_LOOK_SECONDS)
    raise RefusalError(503, "This part of the course is still on its way to the campus. It comes by itself.", seconds=1)


def _open(hub: Hub, scope: HTTPScope, headers: dict[str, str]) -> content.Served:
    # The path as it was sent: a mount changes the other, and nothing here needs decoding.
    path, who = scope["raw_path"].decode("latin-1").removeprefix(f"{CONTENT}/"), headers.get("authorization", "")
    if not (content.opens_with_pass(path) and hub.has_pass(who)):
        hub.whose(who)
    if scope["method"] not in ("GET", "HEAD"):
        raise RefusalError(405, _SENTENCES[405])
    return content.open_served(hub.layout, hub.catalogue.arriving, path, headers)


async def _send_refusal(
    send: Send, scope: HTTPScope, headers: dict[str, str], error: BivouacError, status: int = 0
) -> None:
    status = status or status_of(error)
    body, kind = body_of(error, headers.get("accept", ""))
    sent = {"content-type": kind, "content-length": str(len(body)), **headers_of(error)}
    if status == 405:
        sent["allow"] = "GET, HEAD"
    if status == 416:
        sent["content-range"] = f"bytes */{error.values['size']}"
    await _start(send, status, sent)
    await _send_body(send, b"" if scope["method"] == "HEAD" else body, more=False)


async def _start(send: Send, status: int, headers: dict[str, str]) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def _send_body(send: Send, body: bytes, *, more: bool) -> None:
    event: HTTPResponseBodyEvent = {"type": "http.response.body", "body": body, "more_body": more}
    await send(event)


def _refuse(request: Request[Any, Any, Any], error: BivouacError) -> Response[bytes]:
    status = status_of(error)
    if status >= 500 and not isinstance(error, RefusalError):  # that is “not just now”, and no trouble
        log.error(tr("The hub could not answer: {reason}", reason=error.sentence()))
    body, kind = body_of(error, request.headers.get("accept", ""))
    return Response(body, media_type=kind, status_code=status, headers=headers_of(error))


def _refuse_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """What the framework refuses before a route is reached."""
    if error.status_code >= 500:
        return _own_fault(request, error)
    response = _refuse(request, RefusalError(error.status_code, _SENTENCES.get(error.status_code, _SENTENCES[400])))
    response.headers.update(error.headers or {})
    return response


def _own_fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A bug: whoever asked learns only that it is not their fault."""
    _log_fault(request.url.path, error)
    body, kind = body_of(StoreError(OUR_FAULT), request.headers.get("accept", ""))
    return Response(body, media_type=kind, status_code=500)


def _log_fault(path: str, error: Exception) -> None:
    """A bug, with its place."""
    log.error(tr("The hub failed at {path}. {why}", path=path, why=tr(A_BUG)), exc_info=error)
