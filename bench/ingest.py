"""What a hub takes in, and how it answers a class that exchanges at once; a bare table and a bare web server beside it.

The figure a core is what counts: records by CPU seconds of the hub's process, whatever else the machine does and wherever the
laptops run. Wall-clock figures share the cores with the laptops.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from bench.campus import Laptop, let_in, make_hub, serving
from bench.figures import Figure, Run, median, percentile, stopwatch
from bench.processes import Child, cpu_seconds
from bench.relay import relay_to
from bench.week import Wall, fill
from bivouac.sync.journal.record import Record
from bivouac.sync.store.device import open_device
from bivouac.sync.store.journal import Journal

PAGE = 200
"""Records in a page."""


def measure(run: Run) -> list[Figure]:
    """Ingest first, then the class at the same hub."""
    hub, pushers, turns = make_hub(run.folder / "hub"), run.size(4, 1), run.size(5, 1)
    classes = [let_in(hub, run.folder / f"turn-{turn}", pushers) for turn in range(turns)]
    idle = let_in(hub, run.folder / "class", run.size(40, 4))
    count = run.size(5_000, 200)
    for laptops in classes:
        study(laptops, count)
    with serving(hub) as (child, port):
        return [*_ingest(run, classes, count, child, port), *_class(run, idle, child, port)]


# --- ingest --------------------------------------------------------------------------------------------------------------


def _ingest(run: Run, classes: list[list[Laptop]], count: int, hub: Child, port: int) -> list[Figure]:
    """Each turn some laptops push at once, `count` records each; between the turns the same records go into a bare table."""
    pushers = len(classes[0])
    core, wall, bare = [], [], []
    with pushing(pushers) as push:
        for turn, laptops in enumerate(classes):
            before = cpu_seconds(hub.pid)
            seconds = push(laptops, port)
            core.append(pushers * count / max(0.01, cpu_seconds(hub.pid) - before))
            wall.append(pushers * count / seconds)
            bare.append(_bare_table(run.folder / f"bare-{turn}.sqlite", _records(laptops[0])))
    note = (
        f"{median(wall):,.0f} records/s by the clock, with {pushers} laptops on the same cores; a bare table takes"
        f" {median(bare):,.0f} rows/s of CPU in as large steps: {median(core) / median(bare):.2f} x"
    )
    what = f"records a second of a core, SQLite, pages of {PAGE}"
    return [Figure("ingest", what, median(core), "records/s", 60_000, at_least=True, note=note)]


class Push(Protocol):
    """What `pushing` gives."""

    def __call__(self, those: list[Laptop], port: int, page: int = PAGE) -> float:
        """Seconds by the clock; `page` is how many records go into one."""


@contextmanager
def pushing(laptops: int) -> Iterator[Push]:
    """A function that lets as many laptops push all they have to a port at once, each in a process of its own, and says the seconds it took."""
    with ProcessPoolExecutor(laptops, get_context("spawn")) as processes:
        list(processes.map(study, [[]] * laptops, [0] * laptops))  # let them start

        def push(those: list[Laptop], port: int, page: int = PAGE) -> float:
            with stopwatch() as seconds:
                list(processes.map(_push, those, [f"http://127.0.0.1:{port}"] * laptops, [page] * laptops))
            return seconds()

        yield push


def study(laptops: list[Laptop], count: int) -> None:
    """`count` records in the journal of each."""
    for number, laptop in enumerate(laptops):
        wall = Wall()
        with closing(
            Journal(laptop.folder / "journal.sqlite", laptop.learner, open_device(laptop.folder).id, wall=wall)
        ) as journal:
            fill(journal, wall, count, seed=number)


def _push(laptop: Laptop, url: str, page: int) -> None:
    laptop.exchange(url, page)


def _records(laptop: Laptop) -> list[Record]:
    with closing(laptop.journal()) as journal:
        return journal.records(journal.stream, journal.device, 0, 1_000_000)


def _bare_table(path: Path, records: list[Record]) -> float:
    """Rows a second of CPU into a plain SQLite table, a durable step a page."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE r (device, seq, hlc, kind, course, activity, body, PRIMARY KEY (device, seq)) WITHOUT ROWID;"
        )
        began = time.process_time()
        for start in range(0, len(records), PAGE):
            db.execute("BEGIN IMMEDIATE")
            rows = [
                (one.device, one.seq, one.hlc, one.kind, one.course, one.activity, one.body)
                for one in records[start : start + PAGE]
            ]
            db.executemany("INSERT INTO r VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            db.execute("COMMIT")
        return len(records) / (time.process_time() - began)


# --- a class at once -----------------------------------------------------------------------------------------------------


def _class(run: Run, laptops: list[Laptop], hub: Child, port: int) -> list[Figure]:
    """Laptops with nothing new ask again and again, as fast as they are answered; in turn with a server that only answers."""
    seconds = run.size(4, 1)
    requests = _requests(laptops, port)
    used: list[float] = []
    lateness: dict[int, list[float]] = {}

    def storm(at: int) -> float:
        rate, late = asyncio.run(_storm(at, requests, seconds))
        lateness.setdefault(at, []).append(late)
        return rate

    def storm_hub() -> float:
        before = cpu_seconds(hub.pid)
        rate = storm(port)
        used.append(rate * seconds / max(0.01, cpu_seconds(hub.pid) - before))
        return rate

    bare = Child("bench.bare_server")
    try:
        bare_port = bare.answer()["port"]
        ours, theirs = map(median, run.alternate(5, storm_hub, lambda: storm(bare_port)))
    finally:
        bare.terminate()
    note = (
        f"{median(used):,.0f} a second of the hub’s CPU; a server that only answers: {theirs:,.0f}/s,"
        f" 99th percentile {median(lateness[bare_port]):.0f} ms: {ours / theirs:.2f} x"
    )
    return [
        Figure(
            "class", f"{len(laptops)} laptops exchanging at once", ours, "requests/s", 2_000, at_least=True, note=note
        ),
        Figure("class", "the same, 99th percentile", median(lateness[port]), "ms", 50.0),
    ]


def _requests(laptops: list[Laptop], port: int) -> list[bytes]:
    """Each laptop's request as its real client sends it when nothing is new: signed, and the same each time."""
    said = []
    with relay_to(port) as relay:
        for laptop in laptops:
            relay.reset()
            laptop.exchange(f"http://127.0.0.1:{relay.port}")
            said.append(relay.said)
    return said


async def _storm(port: int, requests: list[bytes], seconds: float) -> tuple[float, float]:
    """Requests a second, and the 99th percentile of their milliseconds."""
    until = time.perf_counter() + seconds
    waits = await asyncio.gather(
        *(_ask_again(port, request, lambda: time.perf_counter() < until) for request in requests)
    )
    together = [wait for one in waits for wait in one]
    return len(together) / seconds, percentile(together, 0.99) * 1000


async def _ask_again(port: int, request: bytes, goes_on: Callable[[], bool]) -> list[float]:
    """Seconds that each answer took, over one connection that is kept."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    waits = []
    while goes_on():
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].split()[0]))
        waits.append(time.perf_counter() - began)
    writer.close()
    return waits
