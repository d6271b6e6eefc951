"""A weekend of many learners: what a hub with a file takes in on Monday, and what costs more when there are many.

Each learner comes with what they did on a laptop of their own: one signed page, one request. People and keys are put into the tables at once before, as they
would be there since the beginning of the year. `--learners` says how many; the first thousand come first, and what was timed among them is timed
again when all are there.
"""

from __future__ import annotations

import hashlib
import random
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import closing, contextmanager
from multiprocessing import get_context
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from bench.campus import make_hub, serving
from bench.figures import Figure, Run, median, stopwatch
from bench.processes import pss_megabytes
from bench.week import Wall, evening
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import token_hash
from bivouac.sync.hub.tables import admissions, devices, people, tokens
from bivouac.sync.journal.clock import Clock
from bivouac.sync.journal.feeds import learner_stream
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.protocol.messages import MEDIA_TYPE, Exchange, Offered, encode
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.protocol.signing import sign_page

_FEW = 1_000
_APART = 50
"""Learners kept apart at each size, to time one push and one exchange with."""
_CLIENTS = 2
_STEP = 500
_OF_AN_ACTIVITY, _ACTIVITIES = 20, 6


def measure(run: Run) -> list[Figure]:
    """The few first, then all, at the same hub."""
    few, many = run.size(_FEW, 20), run.size(max(run.learners, 2 * _FEW), 60)
    hub = make_hub(run.folder / "hub")
    with serving(hub) as (child, port), ProcessPoolExecutor(_CLIENTS, get_context("spawn")) as clients:
        idle = pss_megabytes(child.pid)
        sizes, sent = [], []
        for first, last in ((0, few), (few, many)):
            _enrol(hub, first, last)
            sent.append(_come(clients, range(first, last - _APART if not run.quick else last - 5), port, child.pid))
            sizes.append(_time(hub, range(last - _APART if not run.quick else last - 5, last), port))
    return [*_weekend(sent[1], sizes[1], many), *_growth(*sizes, few, many), *_memory(idle, sent[1], many)]


class _Came(NamedTuple):
    """Records, bytes of both directions, seconds by the clock, megabytes of the hub at most."""

    records: int
    wire: int
    seconds: float
    megabytes: float


class _Costs(NamedTuple):
    """Milliseconds of a push, of an exchange with nothing new and of the list of learners; bytes and records of the database."""

    push: float
    exchange: float
    listing: float
    database: int
    records: int


def _weekend(came: _Came, costs: _Costs, many: int) -> list[Figure]:
    rate = came.records / came.seconds
    note = f"{came.records:,} records in {came.seconds:.0f} s by the clock, the {_CLIENTS} programs that make, sign and send them on the same cores"
    what = f"the weekend of {many:,} learners"
    return [
        Figure("weekend", what, rate, "records/s", note=note),
        Figure("weekend", f"{what}, on the wire", came.wire / came.records, "B/record", note="a request a learner"),
        Figure(
            "weekend",
            f"{what}, in the database",
            costs.database / costs.records,
            "B/record",
            note=f"{costs.database / 1e6:,.0f} MB, people and keys included",
        ),
    ]


def _growth(small: _Costs, large: _Costs, few: int, many: int) -> list[Figure]:
    rows = (
        ("a push", small.push, large.push),
        ("an exchange with nothing new", small.exchange, large.exchange),
        ("the list of all learners", small.listing, large.listing),
    )
    timed = [
        Figure("growth", f"{what}, {many:,} to {few:,} learners", b / a, "x", note=f"{b:.3g} ms to {a:.3g} ms")
        for what, a, b in rows
    ]
    size = Figure(
        "growth",
        f"the database, {many:,} to {few:,} learners",
        large.database / small.database,
        "x",
        note=f"{large.database / 1e6:,.1f} MB to {small.database / 1e6:,.1f} MB; learners {many / few:.0f} x",
    )
    return [*timed, size]


def _memory(idle: float, came: _Came, many: int) -> list[Figure]:
    return [
        Figure("hub", "a hub that waits", idle, "MB"),
        Figure("hub", f"the same while {many:,} learners push, at most", came.megabytes, "MB"),
    ]


# --- who comes -----------------------------------------------------------------------------------------------------------


def _enrol(hub: HubFolder, first: int, last: int) -> None:
    """People with a laptop each, in one step."""
    stamp = {"hlc": 1, "feed": "bench"}
    of_person, of_device, of_both, of_token = [], [], [], []
    for n in range(first, last):
        who, device, name = f"{n:013}", f"{n:020}", f"Learner {n}"
        of_person.append(
            {"id": who, "campus": hub.settings.id, "name": name, "name_key": name.lower(), "role": "learner", "language": "fr", "created": 1, **stamp}
        )  # fmt: skip
        of_device.append({"id": device, "public_key": _key(n).public_key().public_bytes_raw(), "first_seen": 1, "out": False, **stamp})  # fmt: skip
        of_both.append({"person": who, "device": device, "since": 1})
        of_token.append({"token_hash": token_hash(_token(n)), "learner": who, "device": device, "invite": "", "asked_name": "", "created": 1})  # fmt: skip
    with closing(Database.of_file(hub.folder / "hub.sqlite")) as database, database.write() as connection:
        for table, rows in ((people, of_person), (devices, of_device), (admissions, of_both), (tokens, of_token)):
            connection.execute(insert(table), rows)


def _key(n: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"learner {n}".encode()).digest())


def _token(n: int) -> str:
    return f"token-{n:030}"


def _studied(n: int) -> list[Record]:
    """Some lessons: pages, the beginnings of films, answers, completions."""
    chance, wall, records = random.Random(n), Wall(), list[Record]()
    clock = Clock(0, wall)
    for course, activity, acts in list(evening(chance))[:_ACTIVITIES]:
        for pause, act in acts[-_OF_AN_ACTIVITY:]:
            wall.milliseconds += pause
            made = make_record(
                learner_stream(f"{n:013}"), f"{n:020}", len(records) + 1, clock.tick(), course, activity, act
            )
            records.append(made)
    return records


def _request(n: int, records: list[Record]) -> bytes:
    """An exchange of a learner who brings these records."""
    pages = [sign_page(encode_page(records), _key(n).sign)] if records else []
    held = {f"{n:020}": len(_studied(n))}
    body = encode(Exchange([Offered(learner_stream(f"{n:013}"), held, pages)], time.time_ns() // 1_000_000))
    head = f"POST /v1/exchange HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {_token(n)}\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def _talking(port: int) -> Iterator[Callable[[bytes], int]]:
    """A function that says a request over one connection and returns the bytes of its answer."""
    with socket.create_connection(("127.0.0.1", port)) as line, line.makefile("rb") as answers:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def ask(request: bytes) -> int:
            line.sendall(request)
            head = answers.readline()
            if b" 200 " not in head:
                raise RuntimeError(head.decode())
            length, read = 0, len(head)
            while (field := answers.readline()) != b"\r\n":
                read += len(field)
                if field.lower().startswith(b"content-length:"):
                    length = int(field.split(b":")[1])
            return read + 2 + len(answers.read(length))

        yield ask


def _bring(learners: range, port: int) -> tuple[int, int]:
    """Records and bytes of these learners, who come one after the other."""
    count = wire = 0
    with _talking(port) as ask:
        for n in learners:
            records = _studied(n)
            request = _request(n, records)
            wire += len(request) + ask(request)
            count += len(records)
    return count, wire


def _come(clients: ProcessPoolExecutor, learners: range, port: int, hub: int) -> _Came:
    with stopwatch() as seconds:
        work = {clients.submit(_bring, learners[at : at + _STEP], port) for at in range(0, len(learners), _STEP)}
        most, left = pss_megabytes(hub), work
        while left:
            left = wait(left, timeout=1.0).not_done
            most = max(most, pss_megabytes(hub))
    done = [one.result() for one in work]
    return _Came(sum(count for count, _ in done), sum(wire for _, wire in done), seconds(), most)


def _time(hub: HubFolder, learners: range, port: int) -> _Costs:
    """Those who were kept apart come one by one, while nobody else does."""
    pushes, exchanges = [], []
    with _talking(port) as ask:
        for times, brings in ((pushes, True), (exchanges, False)):
            for n in learners:
                request = _request(n, _studied(n) if brings else [])
                with stopwatch() as seconds:
                    ask(request)
                times.append(seconds() * 1000)
    with closing(hub.storage()) as storage:
        listings = []
        for _ in range(3):
            with stopwatch() as seconds:
                everybody = storage.learners()
            listings.append(seconds() * 1000)
    file = hub.folder / "hub.sqlite"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(FULL)")  # what still stands beside the file belongs to it
    size = file.stat().st_size
    records = sum(one.records for one in everybody)
    return _Costs(median(pushes), median(exchanges), median(listings), size, records)
