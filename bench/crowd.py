"""Learners by the thousand, without a folder each: let in at once, and what each brings as one request of a light client."""

from __future__ import annotations

import hashlib
import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

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

DATABASE_FILE = "hub.sqlite"
_OF_AN_ACTIVITY, _ACTIVITIES = 20, 6


def enrol(hub: HubFolder, first: int, last: int) -> None:
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
    with closing(hub_database(hub)) as database, database.write() as connection:
        for table, rows in ((people, of_person), (devices, of_device), (admissions, of_both), (tokens, of_token)):
            connection.execute(insert(table), rows)


def hub_database(hub: HubFolder) -> Database:
    """The hub's, to be closed by whoever asked."""
    return Database(hub.settings.database) if hub.settings.database else Database.of_file(hub.folder / DATABASE_FILE)


def _key(n: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"learner {n}".encode()).digest())


def _token(n: int) -> str:
    return f"token-{n:030}"


def studied(n: int) -> list[Record]:
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


def request_of(n: int, records: list[Record]) -> bytes:
    """An exchange of a learner who brings these records."""
    pages = [sign_page(encode_page(records), _key(n).sign)] if records else []
    held = {f"{n:020}": len(studied(n))}
    body = encode(Exchange([Offered(learner_stream(f"{n:013}"), held, pages)], time.time_ns() // 1_000_000))
    head = f"POST /v1/exchange HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {_token(n)}\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def talking(port: int) -> Iterator[Callable[[bytes], int]]:
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


def bring(learners: range, port: int) -> tuple[int, int]:
    """Records and bytes of these learners, who come one after the other."""
    count = wire = 0
    with talking(port) as ask:
        for n in learners:
            records = studied(n)
            request = request_of(n, records)
            wire += len(request) + ask(request)
            count += len(records)
    return count, wire
