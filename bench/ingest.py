"""What a hub takes in, and how it answers a class that exchanges at once; a bare table and a bare web server beside it.

The figure a core is what counts: records by CPU seconds of the hub's process, whatever else the machine does and wherever the
laptops run. Wall-clock figures share the cores with the laptops.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from bench.campus import Laptop, let_in, make_hub, serving
from bench.figures import Figure, Run, median, percentile, stopwatch
from bench.processes import Child, cpu_seconds
from bench.relay import relay_to
from bench.week import Wall, fill
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.journal.record import Record
from bivouac.sync.store.device import open_device
from bivouac.sync.store.journal import Journal

_PAGE = 200
_SECONDS = 4


def measure(run: Run) -> list[Figure]:
    """Ingest first, into an empty hub, then the class on the hub that this leaves."""
    return [*_ingest(run), *_class(run)]


# --- ingest --------------------------------------------------------------------------------------------------------------


def _ingest(run: Run) -> list[Figure]:
    """Four laptops push at once, as often as there are turns; between the turns the same records go into a bare table."""
    hub, pushers, turns = make_hub(run.folder / "hub"), run.size(4, 2), run.size(5, 1)
    count = run.size(5_000, 200)
    classes = [let_in(hub, run.folder / f"class-{turn}", pushers) for turn in range(turns)]
    for laptops in classes:
        _study(laptops, count)
    core, wall, bare = [], [], []
    with serving(hub) as (child, port), ProcessPoolExecutor(pushers, get_context("spawn")) as processes:
        url = f"http://127.0.0.1:{port}"
        list(processes.map(abs, range(pushers)))  # let them start
        for turn, laptops in enumerate(classes):
            before = cpu_seconds(child.pid)
            with stopwatch() as seconds:
                list(processes.map(_push, laptops, [url] * pushers))
            core.append(pushers * count / max(0.01, cpu_seconds(child.pid) - before))
            wall.append(pushers * count / seconds())
            bare.append(_bare_table(run.folder / f"bare-{turn}.sqlite", _records(laptops[0])))
    note = f"{median(wall):,.0f} records/s by the clock, with {pushers} laptops on the same cores; a bare table takes {median(bare):,.0f} rows/s of CPU in as large steps: {median(core) / median(bare):.2f} x"
    return [
        Figure(
            "ingest",
            f"records a second of a core, SQLite, pages of {_PAGE}",
            median(core),
            "records/s",
            60_000,
            at_least=True,
            note=note,
        )
    ]


def _study(laptops: list[Laptop], count: int) -> None:
    for number, laptop in enumerate(laptops):
        wall = Wall()
        with closing(
            Journal(laptop.folder / "journal.sqlite", laptop.learner, open_device(laptop.folder).id, wall)
        ) as journal:
            fill(journal, wall, count, seed=number)


def _push(laptop: Laptop, url: str) -> None:
    laptop.exchange(url, _PAGE)


def _records(laptop: Laptop) -> list[Record]:
    with closing(laptop.journal()) as journal:
        return journal.own_records(0, 1_000_000)


def _bare_table(path: Path, records: list[Record]) -> float:
    """Rows a second of CPU into a plain SQLite table, a durable step a page."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE r (device, seq, hlc, kind, course, activity, body, PRIMARY KEY (device, seq)) WITHOUT ROWID;"
        )
        began = time.process_time()
        for start in range(0, len(records), _PAGE):
            db.execute("BEGIN IMMEDIATE")
            rows = [
                (one.device, one.seq, one.hlc, one.kind, one.course, one.activity, one.body)
                for one in records[start : start + _PAGE]
            ]
            db.executemany("INSERT INTO r VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            db.execute("COMMIT")
        return len(records) / (time.process_time() - began)


# --- a class at once -----------------------------------------------------------------------------------------------------


def _class(run: Run) -> list[Figure]:
    """Forty laptops with nothing new ask again and again, as fast as they are answered; in turn with a server that only answers."""
    count, seconds, turns = run.size(40, 4), run.size(_SECONDS, 1), run.size(5, 1)
    hub = make_hub(run.folder / "class-hub")
    requests = _requests(hub, let_in(hub, run.folder / "class", count))
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    used: list[float] = []
    bare = Child("bench.bare_server")
    try:
        with serving(hub) as (child, port):
            bare_port = bare.answer()["port"]
            for _ in range(turns):
                before = cpu_seconds(child.pid)
                ours.append(asyncio.run(_storm(port, requests, seconds)))
                used.append(ours[-1][0] * seconds / max(0.01, cpu_seconds(child.pid) - before))
                theirs.append(asyncio.run(_storm(bare_port, requests, seconds)))
    finally:
        bare.terminate()
    rate, late = (median(column) for column in zip(*ours, strict=True))
    bare_rate, bare_late = (median(column) for column in zip(*theirs, strict=True))
    note = f"{median(used):,.0f} a second of the hub's CPU; a server that only answers: {bare_rate:,.0f}/s, 99th percentile {bare_late:.0f} ms: {rate / bare_rate:.2f} x"
    return [
        Figure("class", f"{count} laptops exchanging at once", rate, "requests/s", 2_000, at_least=True, note=note),
        Figure("class", "the same, 99th percentile", late, "ms", 50.0),
    ]


def _requests(hub: HubFolder, laptops: list[Laptop]) -> list[bytes]:
    """Each laptop's request as its real client sends it when nothing is new: signed, and the same each time."""
    said = []
    with serving(hub) as (_, port), relay_to(port) as relay:
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
