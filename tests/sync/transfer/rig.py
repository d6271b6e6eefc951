"""Bad lines on loopback: what a download meets on the road, switched on and off while it runs.

`BadLine` stands before any server (`bad_server.py`, a hub, nginx) and passes bytes on as badly as its `trouble` says.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.sync.transfer.bad_server import BadServer

_CHUNK = 16 * 1024
_SMALL_BUFFER = 64 * 1024  # what a socket may hold, so that what was passed on has nearly all arrived
_HEAD = 400  # bytes in which the head of an answer is through
_FOR_EVER = 1 << 60
_BLINK = 0.005


@dataclass(frozen=True)
class Trouble:
    """What a line does to its flows.

    Attributes:
        rate: bytes a second from the server to the client, of all flows together; 0: as many as go.
        delay: seconds that a request waits.
        cut_at: bytes from the server after which a flow ends; None: never.
        cut_every: seconds after which all flows that are open end; 0: never.
        ending: how a flow ends: in order, with a reset, or without a word.
        drip: seconds between single bytes; 0: they do not drip.
        drips_after: bytes that go before it drips: as a rule the head of an answer.
        times: flows that this is done to; the others pass.
    """

    rate: float = 0
    delay: float = 0
    cut_at: int | None = None
    cut_every: float = 0
    ending: Literal["close", "reset", "silence"] = "close"
    drip: float = 0
    drips_after: int = _HEAD
    times: int = _FOR_EVER


GOOD = Trouble()


class BadLine:
    """Passes connections on to `port` of this machine.

    Attributes:
        trouble: what it does from now on, also to flows that are open.
        down: bytes that were passed on to the client, heads of answers included.
        flows: connections that were opened.
    """

    def __init__(self, port: int) -> None:
        self.trouble = GOOD
        self.down = self.flows = 0
        self._later: list[tuple[int, Callable[[], None]]] = []
        self._target = port
        self._lock = threading.Lock()
        self._free_at = 0.0  # when the line has room again
        self._open: set[_Flow] = set()
        self._suffered: dict[Trouble, set[_Flow]] = {}
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SMALL_BUFFER)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def later(self, down: int, change: Callable[[], None]) -> None:
        """Have something done once as soon as so many bytes went down."""
        self._later.append((down, change))

    def cut(self, ending: str = "close") -> None:
        """End all flows that are open."""
        for flow in list(self._open):
            flow.end(ending)

    def close(self) -> None:
        self._listening.close()
        self.cut("reset")

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            client.close()
            return
        flow = _Flow(client, server)
        with self._lock:
            self.flows += 1
            self._open.add(flow)
        threading.Thread(target=self._pass_up, args=(flow,), daemon=True).start()
        with contextlib.suppress(OSError):  # either end may go away
            self._pass_down(flow)
        if not flow.silent:  # a silent one stays open until the line is closed
            flow.end("close")
            with self._lock:
                self._open.discard(flow)

    def _pass_up(self, flow: _Flow) -> None:
        with contextlib.suppress(OSError):
            while data := flow.client.recv(_CHUNK):
                time.sleep(self._does(flow).delay)
                flow.server.sendall(data)
            flow.server.shutdown(socket.SHUT_WR)

    def _pass_down(self, flow: _Flow) -> None:
        while data := flow.server.recv(_CHUNK):
            while data and not flow.silent:
                trouble = self._does(flow)
                if self._is_over(flow, trouble):
                    flow.end(trouble.ending)
                    return
                count = self._count(flow, trouble, len(data))
                self._wait(trouble, count)
                flow.client.sendall(data[:count])
                flow.passed += count
                data = data[count:]
                with self._lock:
                    self.down += count
                    due = [change for at, change in self._later if at <= self.down]
                    self._later = [one for one in self._later if one[0] > self.down]
                for change in due:
                    change()
            if flow.silent:
                return

    def _does(self, flow: _Flow) -> Trouble:
        """The trouble of this flow: as many as it says suffer it."""
        trouble = self.trouble
        with self._lock:
            suffered = self._suffered.setdefault(trouble, set())
            if flow in suffered or len(suffered) < trouble.times:
                suffered.add(flow)
                return trouble
        return GOOD

    def _is_over(self, flow: _Flow, trouble: Trouble) -> bool:
        if trouble.cut_every and flow.began // trouble.cut_every != time.monotonic() // trouble.cut_every:
            return True
        return trouble.cut_at is not None and flow.passed >= trouble.cut_at

    def _count(self, flow: _Flow, trouble: Trouble, count: int) -> int:
        """Bytes that go at once."""
        if trouble.drip:
            return 1 if flow.passed >= trouble.drips_after else min(count, trouble.drips_after - flow.passed)
        return min(count, (trouble.cut_at or _FOR_EVER) - flow.passed)

    def _wait(self, trouble: Trouble, count: int) -> None:
        if count == 1:
            time.sleep(trouble.drip)
        if trouble.rate:
            with self._lock:
                now = time.monotonic()
                self._free_at = max(self._free_at, now) + count / trouble.rate
                wait = self._free_at - now
            time.sleep(wait)


class _Flow:
    """One connection through a line."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.client, self.server = client, server
        self.passed = 0
        self.began = time.monotonic()
        self.silent = False

    def end(self, ending: str) -> None:
        """In order, with a reset, or by saying nothing any more."""
        if ending == "silence":
            self.silent = True
            return
        with contextlib.suppress(OSError, ValueError):  # it ended before
            if ending == "reset":
                _drain(self.client)
                self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.client.shutdown(socket.SHUT_RD)  # wakes the thread that reads it, which would hold the reset back
            else:
                self.client.shutdown(socket.SHUT_RDWR)
            self.server.shutdown(socket.SHUT_RDWR)
        self.client.close()
        self.server.close()


def _drain(sock: socket.socket) -> None:
    """Wait until the other end has what was sent: a reset would throw it away."""
    if sys.platform != "linux":
        time.sleep(0.05)
        return
    import fcntl
    import termios

    deadline = time.monotonic() + 1
    with contextlib.suppress(OSError, ValueError):
        while struct.unpack("i", fcntl.ioctl(sock, termios.TIOCOUTQ, bytes(4)))[0] and time.monotonic() < deadline:
            time.sleep(_BLINK)


@contextmanager
def bad_road(folder: Path, certificate: tuple[bytes, bytes] | None = None) -> Iterator[tuple[BadServer, BadLine]]:
    """A server of a folder, and a line before it."""
    server = BadServer(folder, certificate)
    line = BadLine(server.port)
    try:
        yield server, line
    finally:
        line.close()
        server.close()
