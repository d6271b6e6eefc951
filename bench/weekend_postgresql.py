"""A weekend of many learners at a hub with PostgreSQL; before, a thousand come in turn to one with a file and to another with PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from multiprocessing import get_context

from bench.campus import make_hub, serving
from bench.crowd import bring, enrol, request_of, studied, talking
from bench.figures import Figure, Run, median, stopwatch
from bench.postgresql import running_server
from bench.weekend import APART, FEW, Watched, come, spend_weekend
from bivouac.sync.hub.folder import HubFolder

_TURNS = 5


def measure(run: Run) -> list[Figure]:
    """The weekend, and what PostgreSQL costs beside a file."""
    with running_server() as server:
        file, other = make_hub(run.folder / "file"), make_hub(run.folder / "other", server.database("other"))
        beside = _beside(run, other, file, server.pid)
        weekend = spend_weekend(run, make_hub(run.folder / "hub", server.database("hub")), server.pid)
    return [*weekend.figures("-postgresql"), *beside]


def _beside(run: Run, hub: HubFolder, file: HubFolder, server: int) -> list[Figure]:
    """Both hubs run; the same learners come to one and then to the other, some at a time."""
    few, apart = run.size(FEW, 20), run.size(APART, 5)
    with ExitStack() as stack:
        (child, port), (near, near_port) = (stack.enter_context(serving(one)) for one in (hub, file))
        client = stack.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        client.submit(bring, range(0), port).result()  # let it start
        for one in (hub, file):
            enrol(one, 0, few)
        cpu = _cpu(client, range(few - apart), {port: Watched(child.pid, server), near_port: Watched(near.pid, None)})
        pushes, exchanges = _waits(range(few - apart, few), (port, near_port))
    rows = (
        ("CPU of a record", "µs", cpu),
        ("a push", "ms", pushes),
        ("an exchange with nothing new", "ms", exchanges),
        ("the list of all learners", "ms", _listings(hub, file)),
    )
    return [
        Figure(
            "beside-postgresql",
            f"{what}, {few:,} learners, PostgreSQL to a file",
            ours / max(other, 1e-6),
            "x",
            note=f"{ours:.3g} {unit} to {other:.3g} {unit}",
        )
        for what, unit, (ours, other) in rows
    ]


def _cpu(client: ProcessPoolExecutor, learners: range, hubs: dict[int, Watched]) -> list[float]:
    """Microseconds of a record at each hub, its database server's included."""
    spent, records = dict.fromkeys(hubs, 0.0), dict.fromkeys(hubs, 0)
    for turn in range(_TURNS):
        for port, watched in hubs.items():
            part = learners[turn * len(learners) // _TURNS : (turn + 1) * len(learners) // _TURNS]
            came = come(client, part, port, watched)
            spent[port] += came.core
            records[port] += came.records
    return [1e6 * spent[port] / records[port] for port in hubs]


def _waits(learners: range, ports: tuple[int, ...]) -> list[list[float]]:
    """Milliseconds of a push and of an exchange with nothing new, at each hub."""
    waits = []
    with ExitStack() as stack:
        lines = [stack.enter_context(talking(port)) for port in ports]
        for brings in (True, False):
            times: list[list[float]] = [[] for _ in ports]
            for n in learners:
                request = request_of(n, studied(n) if brings else [])
                for ask, each in zip(lines, times, strict=True):
                    with stopwatch() as seconds:
                        ask(request)
                    each.append(seconds() * 1000)
            waits.append([median(each) for each in times])
    return waits


def _listings(*hubs: HubFolder) -> list[float]:
    times: list[list[float]] = [[] for _ in hubs]
    with ExitStack() as stack:
        storages = [stack.enter_context(closing(hub.storage())) for hub in hubs]
        for _ in range(_TURNS):
            for storage, each in zip(storages, times, strict=True):
                with stopwatch() as seconds:
                    storage.learners()
                each.append(seconds() * 1000)
    return [median(each) for each in times]
