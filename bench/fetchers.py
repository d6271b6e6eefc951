"""Many clients that fetch again and again, as lightly as a process can: what comes is counted and thrown away unread.

python -m bench.fetchers PORT CONNECTIONS SECONDS, and a JSON list of requests (each as its bytes in Latin-1) on standard input.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time

_MIB = 1024 * 1024
_HEAD = 4096


class _Client:
    """One connection."""

    def __init__(self, port: int, requests: list[bytes], at: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._at = at
        self._head = b""
        self._left = 0
        self._room = bytearray(_MIB)
        self.ask()

    def ask(self) -> None:
        self._at = (self._at + 1) % len(self._requests)
        self._head = b""
        self.socket.sendall(self._requests[self._at])

    def take(self) -> tuple[int, bool]:
        """Bytes of the body that came, and whether it is whole."""
        if not self._left:
            return self._begin()
        # MSG_TRUNC: the kernel throws the bytes of a TCP stream away instead of copying them (tcp(7)).
        came = self.socket.recv_into(self._room, min(self._left, _MIB), socket.MSG_TRUNC)
        if not came:
            raise RuntimeError("the server hung up")
        self._left -= came
        return came, not self._left

    def _begin(self) -> tuple[int, bool]:
        """The head of an answer, perhaps in parts, and what of the body came with it."""
        came = self.socket.recv(_HEAD)
        if not came:
            raise RuntimeError("the server hung up")
        self._head += came
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return 0, False
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 206")):
            raise RuntimeError(head.decode("latin-1"))
        self._left = int(head.lower().partition(b"content-length: ")[2].split()[0]) - len(rest)
        return len(rest), not self._left


def main() -> None:
    port, connections, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    requests = [one.encode("latin-1") for one in json.loads(sys.stdin.readline())]
    count = total = 0
    with selectors.DefaultSelector() as ready:
        for number in range(connections):
            client = _Client(port, requests, number)
            ready.register(client.socket, selectors.EVENT_READ, client)
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            for key, _ in ready.select(1):
                came, whole = key.data.take()
                total += came
                if whole:
                    count += 1
                    key.data.ask()
        passed = time.perf_counter() - began
    print(json.dumps({"bytes": total / passed, "requests": count / passed}), flush=True)


if __name__ == "__main__":
    main()
