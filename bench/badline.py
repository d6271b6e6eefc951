"""A bad line between two network namespaces of this machine: rate, delay, loss, and outages that kill every flow. Linux, and root.

Two TUN devices, one in each namespace, end in one process, which passes packets between them as badly as it was told. No program on either
side knows. `BadLine` starts it as a process of its own:

    with bad_line(Weather(rate=2e6, round_trip=0.3, loss=0.03)) as line:
        subprocess.run([*line.client, "curl", f"http://{SERVER}:8080/film"])    # and a server with `line.server` before its command
        line.told()["arrived"]                                                  # bytes of TCP streams that came to the client
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import heapq
import itertools
import json
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from bench.figures import NotMeasured
from bench.processes import Child

CLIENT, SERVER = "198.18.0.1", "198.18.0.2"  # of the network for benchmarks (RFC 2544)

_QUEUE = 128 * 1024
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_CLONE_NEWNET = 0x40000000
_DEVICE = "bad0"
_TCP, _SYN, _ACK = 6, 0x02, 0x10


_numbers = itertools.count()


class Weather(Struct, frozen=True):
    """How a line is.

    Attributes:
        rate: bits a second, each way.
        round_trip: seconds.
        loss: share of packets, each way.
        every: seconds from the beginning of one outage to that of the next; 0: none.
        outage: seconds that one lasts, at the end of each such time. No flow that was open before it goes on after it.
        seed: of the chance that decides which packets are lost.
    """

    rate: float = 2e6
    round_trip: float = 0.3
    loss: float = 0.03
    every: float = 0.0
    outage: float = 0.0
    seed: int = 1


class BadLine:
    """A running line. `client` and `server` are what to put before a command that is to run at that end."""

    def __init__(self, weather: Weather) -> None:
        name = f"bivouac-{os.getpid()}-{next(_numbers)}"
        self.client = ("ip", "netns", "exec", f"{name}-client")
        self.server = ("ip", "netns", "exec", f"{name}-server")
        self._child = Child("bench.badline", name, msgspec.json.encode(weather).decode())
        self._child.answer()

    def told(self) -> dict[str, Any]:
        """What passed so far.

        Bytes of streams, each counted once in its flow: `arrived` at the client, `sent` by it; `seconds` since the line began; packets `lost`.
        """
        self._child.ask()
        counts: dict[str, Any] = self._child.answer()
        return counts

    def close(self) -> None:
        self._child.end()


@contextmanager
def bad_line(weather: Weather) -> Iterator[BadLine]:
    """A line as long as the block lasts. Raises NotMeasured where this machine does not allow one."""
    require_lines()
    line = BadLine(weather)
    try:
        yield line
    finally:
        line.close()


def require_lines() -> None:
    """Raise NotMeasured where there can be no line."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("ip") or not Path("/dev/net/tun").exists():
        raise NotMeasured(
            "needs root on Linux, with iproute2 and /dev/net/tun: a bad line runs between network namespaces"
        )
    probe = f"bivouac-{os.getpid()}-{next(_numbers)}-probe"
    if subprocess.run(["ip", "netns", "add", probe], capture_output=True, check=False).returncode:
        raise NotMeasured("needs network namespaces, which this machine does not let us make")
    subprocess.run(["ip", "netns", "del", probe], check=True)


# --- the process ------------------------------------------------------------------------------------------------------


class _Forwarder:
    """Passes packets between two devices."""

    def __init__(self, client: int, server: int, weather: Weather) -> None:
        self._weather = weather
        self._chance = random.Random(weather.seed)
        self._client = client
        self._other = {client: server, server: client}
        self._free = dict.fromkeys(self._other, 0.0)  # when each direction has room for the next packet
        self._flying: list[tuple[float, int, int, bytes]] = []
        self._opened: dict[bytes, int] = {}  # flow to the time between outages in which it was opened
        # Of each end, flow to the first sequence number and how far it is.
        self._furthest: dict[int, dict[bytes, tuple[int, int]]] = {client: {}, server: {}}
        self._began = time.monotonic()
        self._number = 0
        self.lost = 0

    def run(self, orders: int) -> None:
        """Until `orders` (a file) ends; each line of it is answered with the counts."""
        while True:
            wait = max(0.0, self._flying[0][0] - time.monotonic()) if self._flying else 0.5
            ready, _, _ = select.select([*self._other, orders], [], [], min(wait, 0.5))
            if orders in ready:
                if not os.read(orders, 100):
                    return
                print(json.dumps(self._counts()), flush=True)
            for device in self._other:
                if device in ready:
                    self._take_in(device)
            self._hand_out()

    def _counts(self) -> dict[str, float]:
        arrived, sent = (sum(length for _, length in flows.values()) for flows in self._furthest.values())
        return {"arrived": arrived, "sent": sent, "seconds": time.monotonic() - self._began, "lost": self.lost}

    def _take_in(self, device: int) -> None:
        for _ in range(64):
            try:
                packet = os.read(device, 65536)
            except BlockingIOError:
                return
            now = time.monotonic()
            if self._passes(packet, device, now):
                free = max(self._free[device], now)
                if (free - now) * self._weather.rate / 8 > _QUEUE:
                    self.lost += 1
                    continue
                self._free[device] = free + len(packet) * 8 / self._weather.rate
                self._number += 1
                due = self._free[device] + self._weather.round_trip / 2
                heapq.heappush(self._flying, (due, self._number, self._other[device], packet))

    def _passes(self, packet: bytes, device: int, now: float) -> bool:
        if self._is_out(now) or self._is_forgotten(packet, device, now):
            return False
        if self._chance.random() < self._weather.loss:
            self.lost += 1
            return False
        return True

    def _hand_out(self) -> None:
        now = time.monotonic()
        while self._flying and self._flying[0][0] <= now:
            _, _, device, packet = heapq.heappop(self._flying)
            if self._is_out(now):
                continue
            self._count(packet, self._furthest[device])
            with contextlib.suppress(OSError):
                os.write(device, packet)

    def _is_out(self, now: float) -> bool:
        every = self._weather.every
        return bool(every) and (now - self._began) % every >= every - self._weather.outage

    def _is_forgotten(self, packet: bytes, device: int, now: float) -> bool:
        """Whether it belongs to a flow from before the last outage, as when a router was off and forgot them all."""
        header = _header_bytes(packet)
        if not self._weather.every or header is None:
            return False
        era = int((now - self._began) // self._weather.every)
        mine = device == self._client
        flow = packet[header : header + 2] if mine else packet[header + 2 : header + 4]
        if mine and packet[header + 13] & (_SYN | _ACK) == _SYN:
            self._opened[flow] = era
        return self._opened.get(flow) != era

    def _count(self, packet: bytes, flows: dict[bytes, tuple[int, int]]) -> None:
        """How far the stream of a flow has come, in bytes; what comes again adds nothing."""
        header = _header_bytes(packet)
        if header is None:
            return
        flow = packet[header : header + 4]
        (number,) = struct.unpack_from(">I", packet, header + 4)
        length = len(packet) - header - (packet[header + 12] >> 4) * 4
        if packet[header + 13] & _SYN:
            flows[flow] = (number + 1, 0)
        elif flow in flows:
            first, furthest = flows[flow]
            flows[flow] = (first, max(furthest, (number - first + length) % (1 << 32)) if length else furthest)


def _header_bytes(packet: bytes) -> int | None:
    """Where the TCP header of an IPv4 packet begins; None where it has none."""
    if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != _TCP:
        return None
    return (packet[0] & 15) * 4


def _device(namespace: str, address: str) -> int:
    """The device of one end, in a namespace that is made for it."""
    _run("ip", "netns", "add", namespace)
    handle = os.open(f"/run/netns/{namespace}", os.O_RDONLY)
    if ctypes.CDLL(None, use_errno=True).setns(handle, _CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
    os.close(handle)
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH", _DEVICE.encode(), _IFF_TUN | _IFF_NO_PI))
    _run("ip", "link", "set", "lo", "up")
    _run("ip", "addr", "add", f"{address}/30", "dev", _DEVICE)
    _run("ip", "link", "set", _DEVICE, "mtu", "1500", "txqueuelen", "1000", "up")
    # The usual congestion control, whatever this machine has: what loses packets is slow under it.
    _run("ip", "route", "replace", "198.18.0.0/30", "dev", _DEVICE, "src", address, "congctl", "cubic")
    return device


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def main() -> None:
    name, weather = sys.argv[1], msgspec.json.decode(sys.argv[2], type=Weather)
    ends = {f"{name}-client": CLIENT, f"{name}-server": SERVER}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # leave no namespace behind
    try:
        forwarder = _Forwarder(*(_device(namespace, address) for namespace, address in ends.items()), weather)
        print(json.dumps({"ready": True}), flush=True)
        forwarder.run(sys.stdin.fileno())
    finally:
        for namespace in ends:
            subprocess.run(["ip", "netns", "del", namespace], stderr=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    main()
