"""What a school's hub does for one campus when it holds ever more of others: the CPU of one exchange over HTTP."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import insert

from bench.campus import make_hub, serving
from bench.crowd import enrol, hub_database, request_of, talking
from bench.figures import Figure, Run
from bench.processes import cpu_seconds
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.tables import feeds, people

FEW, MANY = 1_000, 40_000
_TIMES = 200
_OURS = 0
"""The number of the campus that asks; it has nobody."""


def measure(run: Run) -> list[Figure]:
    """The same campus at the same school, with few streams of strangers and with many."""
    few, many = run.size(FEW, 20), run.size(MANY, 60)
    hub = make_hub(run.folder / "school")
    enrol(hub, _OURS, _OURS + 1)
    with closing(hub_database(hub)) as database, database.write() as connection:
        connection.execute(people.update().values(role="hub"))
    costs = []
    for first, last in ((0, few), (few, many)):
        _settle(hub, first, last)
        costs.append(_cost(hub, run.size(_TIMES, 20)))
    note = f"{costs[1]:.3g} ms to {costs[0]:.3g} ms of the school’s CPU"
    what = f"a campus’s exchange with nothing new, {many:,} to {few:,} streams of other campuses"
    return [Figure("strangers", what, costs[1] / costs[0], "x", note=note)]


def _settle(hub: HubFolder, first: int, last: int) -> None:
    person = {"campus": "another", "name": "x", "name_key": "x", "role": "learner", "language": "", "created": 1, "hlc": 1, "feed": "x"}  # fmt: skip
    feed = {"feed": "d" * 20, "last_seq": 5, "mark": b"m", "received_at": 1}
    with closing(hub_database(hub)) as database, database.write() as connection:
        connection.execute(insert(people), [person | {"id": f"s{n:012}"} for n in range(first, last)])
        connection.execute(insert(feeds), [feed | {"stream": f"learner:s{n:012}"} for n in range(first, last)])


def _cost(hub: HubFolder, times: int) -> float:
    """Milliseconds of the hub's CPU in one exchange."""
    request = request_of(_OURS, [])
    with serving(hub) as (child, port), talking(port) as ask:
        ask(request)
        used = cpu_seconds(child.pid)
        for _ in range(times):
            ask(request)
        return max(0.01, cpu_seconds(child.pid) - used) * 1000 / times
