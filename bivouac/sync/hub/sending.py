"""Answers on their way to who asked: heads together with what follows them, and parts of files sent by the system itself where there is no TLS.

What the system sends goes from its cache to the line without passing through this process, so whoever reads slowly holds no memory of it.
With TLS it is read and written a chunk at once.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import Awaitable, Callable
from typing import IO, Any

import anyio.to_thread
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bivouac import machine
from bivouac.sync.hub.content import CHUNK, SEND_FILE

_AT_ONCE = 4 * 1024 * 1024
"""No call sends more, so that many who fetch take turns."""

_UNABLE = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)

_Send = Callable[[Any], Awaitable[None]]


class SendingProtocol(HttpToolsProtocol):
    """The server's side of one connection, which knows `SEND_FILE`: https://asgi.readthedocs.io/en/latest/extensions.html#zero-copy-send."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._by_system = hasattr(os, "sendfile") and self.scheme == "http"
        if self._by_system:
            transport.set_write_buffer_limits(0)  # a drained line has nothing left that must go before the file

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        cycle.transport = _HeadFirst(cycle.transport)
        cycle.send = self._sending(cycle, cycle.send)
        super()._start_asgi_task(cycle, app)

    def _sending(self, cycle: Any, send: _Send) -> _Send:
        async def sending(event: Any) -> None:
            if event["type"] == "http.response.start":
                cycle.transport.keep_head()
                await send(event)
                return
            if event["type"] != SEND_FILE:
                await send(event)
                cycle.transport.flush()  # an answer without a body
                return
            cycle.transport.flush()
            await cycle.flow.drain()
            how = self._by_the_system if self._by_system else self._by_chunks
            await how(cycle, send, event["file"], event["offset"], event["offset"] + event["count"])
            # Where the file became shorter than it was, the server ends the connection here, and the laptop asks again.
            await send({"type": "http.response.body", "body": b"", "more_body": event.get("more_body", False)})

        return sending

    async def _by_the_system(self, cycle: Any, send: _Send, file: IO[bytes], at: int, end: int) -> None:
        if cycle.disconnected:
            return
        # A descriptor of its own: it can be waited for beside the transport's, and stays this connection until we are done.
        with socket.socket(fileno=os.dup(self.transport.get_extra_info("socket").fileno())) as line:
            while at < end and not cycle.disconnected:
                try:
                    # In a thread: the file may have to come from the disk, and copying needs none of Python's lock.
                    sent = await anyio.to_thread.run_sync(_send, line, file, at, min(_AT_ONCE, end - at))
                except BlockingIOError:
                    await _writable(line)
                    continue
                except OSError as error:
                    if error.errno == errno.EIO:
                        raise  # the disk's, not the line's
                    cycle.disconnected = True
                    self.transport.abort()
                    return
                if not sent:
                    return
                at += sent
                cycle.expected_content_length -= sent

    async def _by_chunks(self, cycle: Any, send: _Send, file: IO[bytes], at: int, end: int) -> None:
        """A thread is asked only for what the disk has to be waited for."""
        while at < end and not cycle.disconnected:
            size = min(CHUNK, end - at)
            chunk = machine.read_cached(file.fileno(), at, size)
            if chunk is None:
                chunk = await anyio.to_thread.run_sync(_read, file, at, size)
            if not chunk:
                return
            at += len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await asyncio.sleep(0)  # others have a turn, and that the line was lost comes through


class _HeadFirst:
    """A transport that keeps the head of an answer until its body comes: one packet, one piece of TLS and one call instead of two."""

    def __init__(self, transport: Any) -> None:
        self._transport, self._head, self._keeps = transport, b"", False

    def keep_head(self) -> None:
        """What is written next is a head."""
        self._keeps = True

    def write(self, data: bytes) -> None:
        if self._keeps and not self._head:
            self._head = data
            return
        self._transport.write(self._head + data if self._head else data)
        self._head, self._keeps = b"", False

    def flush(self) -> None:
        if self._head:
            self.write(b"")

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def is_closing(self) -> bool:
        return bool(self._transport.is_closing())


def _send(line: socket.socket, file: IO[bytes], at: int, count: int) -> int:
    """Raises BlockingIOError when the line takes nothing just now."""
    try:
        return os.sendfile(line.fileno(), file.fileno(), at, count)  # type: ignore[no-any-return, attr-defined, unused-ignore]
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        return line.send(_read(file, at, min(CHUNK, count)))  # a file system that cannot


def _read(file: IO[bytes], at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)


async def _writable(line: socket.socket) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_writer(line, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_writer(line)
