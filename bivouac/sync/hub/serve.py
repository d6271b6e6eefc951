"""The process that serves a hub: addresses, TLS, a line that says it is ready, and an orderly end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import uvicorn

from bivouac import machine
from bivouac.errors import InputError, system_reason
from bivouac.language import tr
from bivouac.sync.hub.app import make_app
from bivouac.sync.hub.crew import ALONE, Crew
from bivouac.sync.hub.folder import HubFolder, Serving
from bivouac.sync.hub.sending import SendingProtocol
from bivouac.sync.hub.workers import Workers
from bivouac.sync.protocol.line import der_of, is_loopback
from bivouac.sync.protocol.nearby import Announcer, fingerprint_of, lan_addresses

if sys.platform == "win32":
    from bivouac.sync.hub import accepting

    _LOOP = f"{accepting.__name__}:make_loop"
else:
    _LOOP = "auto"

_GRACE_SECONDS = 5
"""What was begun may take so long after the hub was asked to end: pushes, and what a line at hand takes of a download."""

_BACKLOG = 256


def serve(
    folder: HubFolder,
    host: str,
    port: int,
    on_ready: Callable[[Serving], None],
    ready_file: Path | None,
    *,
    announce: bool = True,
    workers: int = 1,
) -> None:
    """Serve until the process is asked to end (SIGTERM, Ctrl-C; on Windows Ctrl-Break, or its window is closed).

    Args:
        host: the address to listen on; TLS is on unless that is loopback.
        port: 0 for any that is free.
        on_ready: told where the hub listens, once it does.
        ready_file: the same as JSON (`folder.Serving`), for scripts.
        announce: say on the networks of this machine that a hub is here; only where others reach it.
        workers: how many processes serve; one uses a core.

    Raises:
        InputError: the address or port cannot be had, or this hub runs already, its certificate is damaged, or several processes are
            asked for on Windows.
        StoreError: the processes do not start.
    """
    if workers > 1 and sys.platform == "win32":
        raise InputError("On Windows a hub is one process. Leave --workers out.")
    with machine.only_one(folder.folder, _runs_already), listen(host, port) as listening:
        secured = not is_loopback(host)
        if secured:
            _require_certificate(folder)
        serving = Serving(_urls(host, listening, secured), listening.getsockname()[1], os.getpid())
        announcers: list[Announcer] = []

        def ready() -> None:
            folder.keep_serving(serving)
            if ready_file:
                machine.write_whole(ready_file, msgspec.json.encode(serving))
            on_ready(serving)
            if announce and secured:
                known, seal = folder.settings, fingerprint_of(der_of(folder.certificate()))
                announcers.append(Announcer(known.id, known.name, serving.port, host, seal))

        try:
            if workers > 1:
                Workers(folder, listening, secured, workers).run(ready)
            else:
                _serve_alone(folder, listening, secured, ready)
        finally:
            for announcer in announcers:
                announcer.stop()


def _require_certificate(folder: HubFolder) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(folder.certificate_file, folder.key_file)
    except OSError as error:  # what is in them is wrong, too (ssl.SSLError)
        raise InputError(
            "The hub's certificate or its key cannot be read. Restore certificate.pem and key.pem from a copy, or make new ones: bivouac hub renew-certificate"
        ) from error


def _serve_alone(folder: HubFolder, listening: socket.socket, secured: bool, ready: Callable[[], None]) -> None:
    for ending in machine.ENDINGS:
        signal.signal(ending, lambda number, frame: None)  # uvicorn ends in order, then raises the signal again
    HubServer(folder, secured, ready).run([listening])


class HubServer(uvicorn.Server):
    """The web server of a hub.

    Args:
        secured: whether it speaks TLS, with the hub's certificate.
        ready: called once it listens.
        crew: which of the hub's processes it is in; alone when left out.
    """

    def __init__(self, folder: HubFolder, secured: bool, ready: Callable[[], None], crew: Crew = ALONE) -> None:
        super().__init__(_config(folder, secured, crew))
        logging.getLogger("uvicorn.error").addFilter(_cut_at_the_end)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):  # who came just as the doors were closed
            connection.transport.abort()
        await asyncio.sleep(0)


class _CutAtTheEnd(logging.Filter):
    """Keeps the server's word on requests that its end cut, a page of code each, from who stopped the hub and can do nothing about it."""

    def filter(self, record: logging.LogRecord) -> bool:
        cut = record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)
        return not cut and "graceful shutdown exceeded" not in str(record.msg)


_cut_at_the_end = _CutAtTheEnd()


def _config(folder: HubFolder, secured: bool, crew: Crew) -> uvicorn.Config:
    return uvicorn.Config(
        make_app(folder, secured=secured, crew=crew),
        http=SendingProtocol,
        ws="none",
        loop=_LOOP,
        lifespan="on",
        log_config=None,
        log_level="error",  # what strangers send is no news
        access_log=False,
        proxy_headers=False,
        server_header=False,  # two headers that nobody reads, on every answer over a line that is paid by the byte
        date_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        backlog=_BACKLOG,
        ssl_certfile=folder.certificate_file if secured else None,
        ssl_keyfile=folder.key_file if secured else None,
        ssl_version=ssl.PROTOCOL_TLS_SERVER,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections. Raises InputError when the address or port cannot be had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
        # asyncio leaves it off on a socket whose protocol was not named, and each answer then waits 40 ms for Nagle.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except (OSError, OverflowError, UnicodeError) as error:
        if isinstance(error, (socket.gaierror, UnicodeError)):
            reason = tr("there is no machine of this name")
        else:
            reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise InputError(
            "The hub cannot listen on {host}, port {port}: {reason}. Choose another --host or --port.",
            host=host,
            port=port,
            reason=reason,
        ) from error


def _urls(host: str, listening: socket.socket, secured: bool) -> tuple[str, ...]:
    """Addresses under which laptops reach this machine."""
    port = listening.getsockname()[1]
    hosts = [host]
    if host in ("0.0.0.0", "::"):  # noqa: S104
        hosts = lan_addresses(6 if host == "::" else 4) or ["127.0.0.1"]
    shown = [f"[{one}]" if ":" in one else one for one in hosts]
    return tuple(f"{'https' if secured else 'http'}://{one}:{port}" for one in shown)


def _runs_already() -> None:
    raise InputError("This hub is running already.")
