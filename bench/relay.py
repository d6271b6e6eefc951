"""A TCP relay on loopback that counts what passes: bytes of both directions, and requests by the turns of the talk."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator


class Relay:
    """Passes every connection on to `port` of this machine.

    Attributes:
        up, down: bytes from and to the client since `reset`, what TCP and IP add apart.
        requests: how often the client began to speak, at first or after an answer; HTTP/1.1 without pipelining makes that one a request.
        said: what the client of the last connection said since `reset`.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.reset()
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    def reset(self) -> None:
        self.up = self.down = self.requests = 0
        self.said = b""
        self._client_speaks = False

    def close(self) -> None:
        """Take no more connections, and end when those there are have ended."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listening.close()

    def _accept(self) -> None:
        talks: list[threading.Thread] = []
        with contextlib.suppress(OSError):  # closed
            while True:
                client, _ = self._listening.accept()
                talks.append(threading.Thread(target=self._talk, args=(client,)))
                talks[-1].start()
        for talk in talks:
            talk.join()

    def _talk(self, client: socket.socket) -> None:
        """One connection, until the client hangs up."""
        with client, socket.create_connection(("127.0.0.1", self._target)) as server:
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._pass, args=(server, client, False))
            back.start()
            self._pass(client, server, True)
            back.join()

    def _pass(self, source: socket.socket, target: socket.socket, from_client: bool) -> None:
        with contextlib.suppress(OSError):  # either end may go away
            while data := source.recv(65_536):
                self._count(data, from_client)
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def _count(self, data: bytes, from_client: bool) -> None:
        if from_client:
            self.up += len(data)
            self.said += data
            self.requests += not self._client_speaks
        else:
            self.down += len(data)
        self._client_speaks = from_client


@contextlib.contextmanager
def relay_to(port: int) -> Iterator[Relay]:
    """A relay as long as the block lasts."""
    relay = Relay(port)
    try:
        yield relay
    finally:
        relay.close()
