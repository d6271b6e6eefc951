"""Anki's own sync server and client beside a hub and laptops: the same count of records in turn, through the same relay.

A record of Anki's is a row of its review log, one of ours an act of a week of study. Both servers keep files of SQLite. Anki's cards, which change with
each review and which it sends as well, are left out: it is the log alone that is compared.
"""

from __future__ import annotations

import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.anki_learner import PASSWORD
from bench.campus import Laptop, let_in, make_hub, serving
from bench.figures import Figure, NotMeasured, Run, median, shown_number, stopwatch
from bench.ingest import pushing
from bench.processes import ANKI_PYTHON, Child, anki_python, pss_megabytes, tree_seconds
from bench.relay import Relay, relay_to
from bench.week import Wall, fill
from bivouac.sync.store.device import open_device
from bivouac.sync.store.journal import Journal

_CARDS = 1_000
_PAGE = 1_000
_FEW = 20
_SMALL = ("nothing new", "nothing new where Anki’s collection was touched", f"{_FEW} records")


def measure(run: Run) -> list[Figure]:
    """What is counted first, with one learner a side, then what is timed."""
    python = anki_python("anki")
    if python is None:
        raise NotMeasured(f"needs Anki’s package `anki`; {ANKI_PYTHON} may name a Python that has it")
    learners, count, turns = run.size(4, 2), run.size(10_000, 400), run.size(6, 1)
    with ExitStack() as stack:
        sides = [stack.enter_context(side(run, learners)) for side in (_ours, partial(_ankis, python=python))]
        counted = [_count(side, count) for side in sides]
        alone, together = ([_Times([], 0.0, 0) for _ in sides] for _ in range(2))
        for turn in range(turns):
            for number, side in enumerate(sides):
                for times, who in ((alone, 1), (together, learners)):
                    pushed = _push(side, who, count)
                    times[number] = times[number] + pushed if turn else pushed
        full = [pss_megabytes(side.server.pid) for side in sides]
    return [
        *_wire(*counted, count),
        *_rates(*alone, "one client"),
        *_rates(*together, f"{learners} clients at once"),
        *_memory(*sides, *full),
    ]


class _Side(NamedTuple):
    """A server and its learners.

    Attributes:
        study: lets the first so many learners each make so many records.
        push: lets the first so many sync all at once, and returns the seconds it took.
    """

    server: Child
    relay: Relay
    idle: float
    study: Callable[[int, int], None]
    push: Callable[[int], float]


class _Told(NamedTuple):
    """Bytes of both directions, and requests."""

    size: int
    requests: int


class _Times(NamedTuple):
    """Records a second by the clock, turn by turn; CPU seconds of the server and records of all turns."""

    clock: list[float]
    core: float
    records: int

    def __add__(self, other: _Times) -> _Times:  # type: ignore[override]
        return _Times(self.clock + other.clock, self.core + other.core, self.records + other.records)


def _count(side: _Side, count: int) -> list[_Told]:
    """Of the first learner: an exchange with many records, with nothing new, with a collection that was touched, with few records."""
    told = []
    for new in (count, None, 0, _FEW):
        if new is not None:
            side.study(1, new)
        side.relay.reset()
        side.push(1)
        told.append(_Told(side.relay.up + side.relay.down, side.relay.requests))
    return told


def _push(side: _Side, learners: int, count: int) -> _Times:
    side.study(learners, count)
    side.relay.reset()
    used = tree_seconds(side.server.pid)
    seconds = side.push(learners)
    return _Times([learners * count / seconds], tree_seconds(side.server.pid) - used, learners * count)


def _all_came(kept: int, made: int) -> None:
    if kept != made:
        raise RuntimeError(f"{kept} records came of {made}")


# --- ours ----------------------------------------------------------------------------------------------------------------


@contextmanager
def _ours(run: Run, learners: int) -> Iterator[_Side]:
    hub = make_hub(run.folder / "hub")
    laptops = let_in(hub, run.folder / "laptops", learners)
    made: list[int] = []

    def study(who: int, count: int) -> None:
        for laptop in laptops[:who]:
            _study(laptop, count, len(made))
            made.append(count)

    with serving(hub) as (child, port), relay_to(port) as relay, pushing(learners) as push:
        idle = pss_megabytes(child.pid)
        yield _Side(child, relay, idle, study, lambda who: push(laptops[:who], relay.port, _PAGE))
    with closing(hub.storage()) as storage:
        _all_came(sum(one.records for one in storage.learners()), sum(made))


def _study(laptop: Laptop, count: int, seed: int) -> None:
    wall = Wall()
    with closing(
        Journal(laptop.folder / "journal.sqlite", laptop.learner, open_device(laptop.folder).id, wall=wall)
    ) as journal:
        fill(journal, wall, count, seed=seed)


# --- Anki's --------------------------------------------------------------------------------------------------------------


@contextmanager
def _ankis(run: Run, learners: int, python: str) -> Iterator[_Side]:
    folder, names = run.folder / "anki", [f"learner-{n}" for n in range(learners)]
    made: list[int] = []
    with _anki_server(folder / "server", names, python) as (server, port), relay_to(port) as relay, ExitStack() as ends:
        idle = pss_megabytes(server.pid)
        url, cards = f"http://127.0.0.1:{relay.port}/", str(run.size(_CARDS, 20))
        people = []
        for name in names:
            people.append(Child("bench.anki_learner", folder / name, url, name, cards, python=python))
            ends.callback(people[-1].end)
        for one in people:
            one.answer()

        def study(who: int, count: int) -> None:
            _ask(people[:who], f"review {count}")
            made.append(who * count)

        def push(who: int) -> float:
            with stopwatch() as seconds:
                unsent = _ask(people[:who], "sync")
            if unsent:
                raise RuntimeError(f"Anki kept {unsent} reviews to itself")
            return seconds()

        yield _Side(server, relay, idle, study, push)
    _all_came(_reviews(folder / "server"), sum(made))


def _ask(people: list[Child], line: str) -> int:
    """All at once; reviews that they have and the server has not."""
    for one in people:
        one.ask(line)
    return sum(one.answer()["unsent"] for one in people)


@contextmanager
def _anki_server(folder: Path, names: list[str], python: str) -> Iterator[tuple[Child, int]]:
    """`python -m anki.syncserver`, and its port once it answers."""
    folder.mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    people = [f"SYNC_USER{n}={name}:{PASSWORD}" for n, name in enumerate(names, 1)]
    settings = ("SYNC_HOST=127.0.0.1", f"SYNC_PORT={port}", f"SYNC_BASE={folder}", "RUST_LOG=error", *people)
    server = Child("anki.syncserver", python=python, silent=True, before=("env", *settings))
    try:
        _wait_for(port)
        yield server, port
    finally:
        server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Anki’s sync server does not answer")


def _reviews(folder: Path) -> int:
    """What the collections on the server hold, once it has let go of them."""
    total = 0
    for file in folder.glob("*/collection.anki2"):
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as collection:
            total += collection.execute("SELECT count(*) FROM revlog").fetchone()[0]
    return total


# --- rows ----------------------------------------------------------------------------------------------------------------


def _wire(ours: list[_Told], ankis: list[_Told], count: int) -> list[Figure]:
    many = Figure(
        "anki-wire",
        f"{count:,} records on the wire, to Anki’s",
        ours[0].size / ankis[0].size,
        "x",
        note=f"{ours[0].size / count:.3g} B a record in {_requests(ours[0])} to {ankis[0].size / count:.3g} B in {_requests(ankis[0])}",
    )
    few = [
        Figure(
            "anki-wire",
            f"an exchange with {what}, to Anki’s",
            a.size / b.size,
            "x",
            note=f"{a.size:,} B in {_requests(a)} to {b.size:,} B in {_requests(b)}",
        )
        for what, a, b in zip(_SMALL, ours[1:], ankis[1:], strict=True)
    ]
    return [many, *few]


def _rates(ours: _Times, ankis: _Times, who: str) -> list[Figure]:
    core = [one.records / max(0.01, one.core) for one in (ours, ankis)]
    clock = [median(one.clock) for one in (ours, ankis)]
    note = (
        f"{core[0]:,.0f} to {core[1]:,.0f} records a second of the server’s CPU; by the clock, clients and relay on the"
        f" same cores, {clock[0]:,.0f} to {clock[1]:,.0f}: {clock[0] / clock[1]:.2f} x"
    )
    return [Figure("anki-ingest", f"records into the server, {who}, to Anki’s", core[0] / core[1], "x", note=note)]


def _memory(ours: _Side, ankis: _Side, full: float, ankis_full: float) -> list[Figure]:
    rows = (("that waits", ours.idle, ankis.idle), ("after that", full, ankis_full))
    return [
        Figure(
            "anki-memory",
            f"a server {what}, to Anki’s",
            a / b,
            "x",
            note=f"{shown_number(a)} MB to {shown_number(b)} MB",
        )
        for what, a, b in rows
    ]


def _requests(told: _Told) -> str:
    return "1 request" if told.requests == 1 else f"{told.requests} requests"
