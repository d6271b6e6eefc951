"""How much one request brings: what a slow line bears, and more on one that is quick."""

from __future__ import annotations

import base64
import contextlib
import random
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from bivouac.errors import LineError
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.pace import FIRST_BYTES, MOST_BYTES, Pace
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.protocol import line
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import Exchange, Exchanged, Offered
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop

FASTER = 16
"""By how much all goes faster here than on a line of 2 kbit/s: the line, what is a silence, and the clock."""


def test_a_request_grows_with_what_the_one_before_took() -> None:
    now = 0.0
    pace = Pace(lambda: now)
    sizes = []
    for seconds in (1.0, 1.0, 10.0, 10.0, 30.0, 30.0, 30.0, 30.0, *([0.1] * 12)):
        pace.begin()
        now += seconds
        pace.end()
        sizes.append(pace.size // 1024)
    assert sizes == [8, 16, 16, 16, 8, 4, 4, 4, 8, 16, 32, 64, 128, *([256] * 7)]
    assert FIRST_BYTES == 4 * 1024 and MOST_BYTES == 256 * 1024


@pytest.fixture
def thin_line(campus: Campus, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The campus behind 2 kbit/s, all times divided."""
    monkeypatch.setattr(line, "SLOWEST", line.SLOWEST * FASTER)
    port = int(campus.url.rpartition(":")[2])
    listening = socket.create_server(("127.0.0.1", 0))
    threads = [threading.Thread(target=_pass_connections, args=(listening, port), daemon=True)]
    threads[0].start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    threads[0].join()


def _pass_connections(listening: socket.socket, port: int) -> None:
    talks = []
    with contextlib.suppress(OSError):  # closed
        while True:
            client, _ = listening.accept()
            server = socket.create_connection(("127.0.0.1", port))
            talks += [
                threading.Thread(target=_drip, args=ends, daemon=True) for ends in ((client, server), (server, client))
            ]
            for talk in talks[-2:]:
                talk.start()
    for talk in talks:
        talk.join(5)


def _drip(source: socket.socket, target: socket.socket) -> None:
    rate = 250 * FASTER
    with contextlib.suppress(OSError), contextlib.closing(target):
        while data := source.recv(65_536):
            for at in range(0, len(data), rate // 20):
                part = data[at : at + rate // 20]
                time.sleep(len(part) / rate)
                target.sendall(part)


class Bounded:
    """A client that remembers how large the pages were, up and down."""

    def __init__(self, client: HubClient) -> None:
        self._client = client
        self.up: list[int] = []
        self.down: list[int] = []

    def exchange(self, exchange: Exchange) -> Exchanged:
        self.up.append(sum(len(page) for offered in exchange.streams for page in offered.pages))
        answer = self._client.exchange(exchange)
        self.down.append(sum(len(page) for handed in answer.streams for page in handed.pages))
        return answer


def _until_done(laptop: Laptop, url: str) -> Bounded:
    """Exchange over the thin line, again and again as the app does."""
    for _ in range(50):
        way = Line(url, token=laptop.joined.token, stall=line.STALL_SECONDS / FASTER)
        client = Bounded(HubClient(way, laptop.device.sign))
        with contextlib.closing(way), contextlib.suppress(LineError):
            laptop.exchange(client, pace=Pace(lambda: time.monotonic() * FASTER))
            return client
    raise AssertionError("a line of 2 kbit/s brings nothing")


def test_two_kilobits_a_second_bring_everything_both_ways(
    campus: Campus, laptop_of: MakeLaptop, thin_line: str
) -> None:
    laptop = laptop_of(campus)
    for at in range(1000):
        laptop.journal.record("course", f"lesson {at % 40}", Reached(at * 777))
    text = base64.b64encode(random.Random(1).randbytes(6_000)).decode()  # packs to the 6 kB that it is
    laptop.journal.record("course", "page", Noted("long", text))
    client = _until_done(laptop, thin_line)
    assert laptop.journal.standing().waiting == 0
    assert max(client.up) <= 3 * FIRST_BYTES, "one note is as large as it is, all else is not"
    second = laptop_of(campus, "second", code=laptop.client.new_invite().code)
    client = _until_done(second, thin_line)
    assert sum(second.journal.held(laptop.journal.stream).values()) == 1001
    assert max(client.down) <= 4 * FIRST_BYTES


def test_a_hub_makes_pages_as_small_as_they_are_asked_for(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    chance = random.Random(2)
    for at in range(60):
        laptop.journal.record("course", "page", Noted(f"n{at}", base64.b64encode(chance.randbytes(900)).decode()))
    laptop.exchange()
    stream = laptop.journal.stream
    (all_of_it,) = laptop.client.exchange(Exchange([Offered(stream, {})])).streams
    assert not all_of_it.more and sum(map(len, all_of_it.pages)) > 40_000
    (little,) = laptop.client.exchange(Exchange([Offered(stream, {})], room=4096)).streams
    assert little.more and sum(map(len, little.pages)) < 16_000
    # And little by little, all of it comes.
    second = laptop_of(campus, "second", code=laptop.client.new_invite().code)
    assert second.exchange(pace=Pace(lambda: time.monotonic() * 1e9)).fetched == 60
