"""A weekend of many learners: what a hub takes in on Monday, and what costs more when there are many. This one keeps a file;
`weekend_postgresql` asks the same of a hub with PostgreSQL.

Each learner comes with what they did on a laptop of their own: one signed page, one request. People and keys are put into the tables at once before, as they
would be there since the beginning of the year. `--learners` says how many; the first thousand come first, and what was timed among them is timed
again when all are there.
"""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import closing
from multiprocessing import get_context
from typing import NamedTuple

import msgspec
import sqlalchemy

from bench.campus import make_hub, serving
from bench.crowd import DATABASE_FILE, bring, enrol, hub_database, request_of, studied, talking
from bench.figures import Figure, Run, median, stopwatch
from bench.processes import cpu_seconds, pss_megabytes, tree_seconds
from bivouac.sync.hub.folder import HubFolder

FEW = 1_000
APART = 50
"""Learners kept apart at each size, to time one push and one exchange with."""
_CLIENTS = 2
_STEP = 500


def measure(run: Run) -> list[Figure]:
    """At a hub with a file."""
    weekend = spend_weekend(run, make_hub(run.folder / "hub"))
    return weekend.figures("")


class Came(NamedTuple):
    """Records, bytes of both directions, seconds by the clock and of the CPU (the hub's and its database server's), megabytes of each at most."""

    records: int
    wire: int
    seconds: float
    core: float
    hub: float
    server: float


class Costs(NamedTuple):
    """Milliseconds of a push, of an exchange with nothing new and of the list of learners; bytes and records of the database."""

    push: float
    exchange: float
    listing: float
    database: int
    records: int


class Weekend(NamedTuple):
    """How it went: a few first, then all the others; megabytes of the hub while it waits."""

    few: int
    many: int
    came: Came
    small: Costs
    large: Costs
    idle: float

    def figures(self, suffix: str) -> list[Figure]:
        """Its rows, with what the keys of their bars end in."""
        rows = [*_weekend(self), *_growth(self), *_memory(self)]
        return [msgspec.structs.replace(row, bar=row.bar + suffix) for row in rows]


def spend_weekend(run: Run, hub: HubFolder, server: int | None = None) -> Weekend:
    """The few first, then all, at the same hub.

    Args:
        server: the process of its database, if that has one of its own.
    """
    few, many = run.size(FEW, 20), run.size(max(run.learners, 2 * FEW), 60)
    apart = run.size(APART, 5)
    with serving(hub) as (child, port), ProcessPoolExecutor(_CLIENTS, get_context("spawn")) as clients:
        list(clients.map(bring, [range(0)] * _CLIENTS, [port] * _CLIENTS))  # let them start
        idle = pss_megabytes(child.pid)
        costs, came = [], []
        for first, last in ((0, few), (few, many)):
            enrol(hub, first, last)
            came.append(come(clients, range(first, last - apart), port, Watched(child.pid, server)))
            costs.append(_time(hub, range(last - apart, last), port))
    return Weekend(few, many, came[1], *costs, idle)


class Watched(NamedTuple):
    """The process of a hub, and of its database server if there is one."""

    hub: int
    server: int | None

    def megabytes(self) -> tuple[float, float]:
        return pss_megabytes(self.hub), pss_megabytes(self.server) if self.server else 0.0

    def seconds(self) -> float:
        return cpu_seconds(self.hub) + (tree_seconds(self.server) if self.server else 0.0)


def _weekend(spent: Weekend) -> list[Figure]:
    came, large = spent.came, spent.large
    note = (
        f"{came.records:,} records in {came.seconds:.0f} s by the clock, the {_CLIENTS} programs that make, sign and send them on the same cores;"
        f" {came.records / max(0.01, came.core):,.0f} a second of the CPU of the hub{' and of its database server' if came.server else ''}; {os.getloadavg()[2]:.1f} programs at work on average"
    )
    what = f"the weekend of {spent.many:,} learners"
    return [
        Figure("weekend", what, came.records / came.seconds, "records/s", note=note),
        Figure("weekend", f"{what}, on the wire", came.wire / came.records, "B/record", note="a request a learner"),
        Figure(
            "weekend",
            f"{what}, in the database",
            large.database / large.records,
            "B/record",
            note=f"{large.database / 1e6:,.0f} MB, people and keys included",
        ),
    ]


def _growth(spent: Weekend) -> list[Figure]:
    small, large, sizes = spent.small, spent.large, f"{spent.many:,} to {spent.few:,} learners"
    rows = (
        ("a push", small.push, large.push),
        ("an exchange with nothing new", small.exchange, large.exchange),
        ("the list of all learners", small.listing, large.listing),
    )
    timed = [Figure("growth", f"{what}, {sizes}", b / a, "x", note=f"{b:.3g} ms to {a:.3g} ms") for what, a, b in rows]
    size = Figure(
        "growth",
        f"the database, {sizes}",
        large.database / small.database,
        "x",
        note=f"{large.database / 1e6:,.1f} MB to {small.database / 1e6:,.1f} MB; learners {spent.many / spent.few:.0f} x",
    )
    return [*timed, size]


def _memory(spent: Weekend) -> list[Figure]:
    note = (
        f"its database server, what it holds of the files included: {spent.came.server:,.0f} MB"
        if spent.came.server
        else ""
    )
    return [
        Figure("hub", "a hub that waits", spent.idle, "MB"),
        Figure("hub", f"the same while {spent.many:,} learners push, at most", spent.came.hub, "MB", note=note),
    ]


# --- who comes, and when ------------------------------------------------------------------------------------------------


def come(clients: ProcessPoolExecutor, learners: range, port: int, watched: Watched) -> Came:
    """They come as fast as they are taken in."""
    used = watched.seconds()
    with stopwatch() as seconds:
        work = {clients.submit(bring, learners[at : at + _STEP], port) for at in range(0, len(learners), _STEP)}
        seen, left = [watched.megabytes()], work
        while left:
            left = wait(left, timeout=1.0).not_done
            seen.append(watched.megabytes())
    done = [one.result() for one in work]
    hub, server = (max(each) for each in zip(*seen, strict=True))
    return Came(
        sum(n for n, _ in done), sum(wire for _, wire in done), seconds(), watched.seconds() - used, hub, server
    )


def _time(hub: HubFolder, learners: range, port: int) -> Costs:
    """Those who were kept apart come one by one, while nobody else does."""
    pushes, exchanges = list[float](), list[float]()
    with talking(port) as ask:
        for times, brings in ((pushes, True), (exchanges, False)):
            for n in learners:
                request = request_of(n, studied(n) if brings else [])
                with stopwatch() as seconds:
                    ask(request)
                times.append(seconds() * 1000)
    with closing(hub.storage()) as storage:
        listings = []
        for _ in range(3):
            with stopwatch() as seconds:
                everybody = storage.learners()
            listings.append(seconds() * 1000)
    records = sum(one.records for one in everybody)
    return Costs(median(pushes), median(exchanges), median(listings), _bytes_kept(hub), records)


def _bytes_kept(hub: HubFolder) -> int:
    """What the database takes on the disk, its log apart."""
    if hub.settings.database:
        with closing(hub_database(hub)) as kept, kept.read() as connection:
            size: int = connection.execute(sqlalchemy.text("SELECT pg_database_size(current_database())")).scalar_one()
        return size
    file = hub.folder / DATABASE_FILE
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(FULL)")  # what still stands beside the file belongs to it
    return file.stat().st_size
