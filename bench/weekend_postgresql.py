"""A weekend of many learners at a hub with PostgreSQL; the first thousand come to one with a file as well, to compare."""

from __future__ import annotations

from bench.campus import make_hub
from bench.figures import Figure, Run
from bench.postgresql import running_server
from bench.weekend import Weekend, spend_weekend


def measure(run: Run) -> list[Figure]:
    """The few at a hub with a file, then few and many at a hub with a server of its own."""
    with running_server() as server:
        file = spend_weekend(run, make_hub(run.folder / "file"), only_few=True)
        ours = spend_weekend(run, make_hub(run.folder / "hub", server.database("hub")), server.pid)
    return [*ours.figures("-postgresql"), *_beside(ours, file)]


def _beside(ours: Weekend, file: Weekend) -> list[Figure]:
    """What the server costs more than a file, with as many learners."""
    rows = (
        ("CPU of a record", "µs", *(1e6 * one.first.core / one.first.records for one in (ours, file))),
        ("a push", "ms", ours.small.push, file.small.push),
        ("an exchange with nothing new", "ms", ours.small.exchange, file.small.exchange),
        ("the list of all learners", "ms", ours.small.listing, file.small.listing),
    )
    return [
        Figure(
            "beside-postgresql",
            f"{what}, {ours.few:,} learners, PostgreSQL to a file",
            a / max(b, 1e-6),
            "x",
            note=f"{a:.3g} {unit} to {b:.3g} {unit}",
        )
        for what, unit, a, b in rows
    ]
