"""What a hub takes in with PostgreSQL, in turn with one that keeps a file.

With a file the database works within the hub's process; PostgreSQL has processes of its own. Both together are what a record costs, so
both are counted; the hub's share alone is said beside it, for a school whose database is on another machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from bench.campus import Laptop, let_in, make_hub, serving
from bench.figures import Figure, NotMeasured, Run, median
from bench.ingest import PAGE, pushing, study
from bench.processes import cpu_seconds, tree_seconds
from tests.sync.hub.postgresql import Server, programs


def measure(run: Run) -> list[Figure]:
    """Each turn some laptops push to the hub with a file, then others to the hub with PostgreSQL; a first turn is not counted."""
    laptops, count, turns = run.size(4, 1), run.size(5_000, 200), run.size(6, 1)
    with running_server() as server:
        hubs = (make_hub(run.folder / "file"), make_hub(run.folder / "server", server.database("hub")))
        sides = [
            [let_in(hub, run.folder / f"{hub.folder.name}-{turn}", laptops) for turn in range(turns)] for hub in hubs
        ]
        for classes in sides:
            for one in classes:
                study(one, count)
        with serving(hubs[0]) as (file, file_port), serving(hubs[1]) as (hub, port), pushing(laptops) as push:
            near, far = [], []

            def pushed(those: list[Laptop], port: int, hub: int, server: int | None) -> _Pushed:
                before = cpu_seconds(hub), _server_seconds(server)
                seconds = push(those, port)
                own, other = cpu_seconds(hub) - before[0], _server_seconds(server) - before[1]
                return _Pushed(laptops * count, seconds, own, other)

            for turn in range(turns):
                near.append(pushed(sides[0][turn], file_port, file.pid, None))
                far.append(pushed(sides[1][turn], port, hub.pid, server.pid))
    return _figures(near[turns > 1 :], far[turns > 1 :], laptops)


class _Pushed(NamedTuple):
    """Records, and seconds: by the clock, of the hub's CPU, of PostgreSQL's."""

    records: int
    clock: float
    own: float
    server: float

    @property
    def core(self) -> float:
        return self.records / max(0.01, self.own + self.server)


def _figures(near: list[_Pushed], far: list[_Pushed], laptops: int) -> list[Figure]:
    what = f"records a second of a core, PostgreSQL, pages of {PAGE}"
    ours, file = (median(one.core for one in side) for side in (far, near))
    alone = median(one.records / max(0.01, one.own) for one in far)
    clock = [median(one.records / one.clock for one in side) for side in (far, near)]
    note = (
        f"the server’s CPU with the hub’s; {alone:,.0f} of the hub’s alone; {clock[0]:,.0f} records/s by the clock,"
        f" with {laptops} laptops on the same cores (a file: {clock[1]:,.0f})"
    )
    return [
        Figure("postgresql", what, ours, "records/s", 60_000, at_least=True, note=note),
        Figure("postgresql", "the same to a file in turn", file, "records/s", note=f"PostgreSQL {ours / file:.2f} x"),
    ]


@contextmanager
def running_server() -> Iterator[Server]:
    """A PostgreSQL server of its own, with the settings that it is installed with, as long as the block lasts.

    Raises:
        NotMeasured: none is installed.
    """
    if programs() is None:
        raise NotMeasured("needs PostgreSQL (Debian: postgresql)")
    server = Server()
    try:
        yield server
    finally:
        server.close()


def _server_seconds(pid: int | None) -> float:
    return tree_seconds(pid) if pid else 0.0
