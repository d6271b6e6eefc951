"""Laptops at the edge of a network, whose connections end before the hub has taken them in."""

from __future__ import annotations

import contextlib
import http.client
import socket
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.sync.campus import Campus

_AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""Closing a connection resets it."""


def test_a_hub_hears_the_others_when_many_hang_up_before_they_are_taken_in(tmp_path: Path) -> None:
    campus = Campus(tmp_path / "hub")
    try:

        def hang_up(_: int) -> None:
            with socket.create_connection(("127.0.0.1", campus.port), 20) as line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(hang_up, range(400)))
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", campus.port, timeout=20)) as line:
            line.request("GET", "/v1/health")
            assert line.getresponse().status == 200
    finally:
        campus.stop()
