"""Bytes and requests of an exchange, counted between a real laptop and a real hub: nothing new, 20 records, 10,000 records."""

from __future__ import annotations

from contextlib import closing

from bench.campus import Laptop, let_in, make_hub, second_laptop, serving
from bench.figures import Figure, Run
from bench.relay import Relay, relay_to
from bench.week import Wall, fill
from bivouac.sync.store.device import open_device
from bivouac.sync.store.journal import Journal

_PAGES = (200, 1000)


def measure(run: Run) -> list[Figure]:
    """Every count is exact; nothing here depends on how busy the machine is."""
    count = run.size(10_000, 400)
    hub = make_hub(run.folder / "hub")
    laptops = let_in(hub, run.folder, len(_PAGES))
    other = second_laptop(hub, laptops[0], run.folder / "other")
    with serving(hub) as (_, port), relay_to(port) as relay:
        sent = [_many(relay, laptop, page, count) for laptop, page in zip(laptops, _PAGES, strict=True)]
        return [*_few(relay, laptops[0]), *sent, _fetched(relay, other, count)]


def _many(relay: Relay, laptop: Laptop, page: int, count: int) -> Figure:
    wall = Wall()
    with closing(
        Journal(laptop.folder / "journal.sqlite", laptop.learner, open_device(laptop.folder).id, wall=wall)
    ) as journal:
        fill(journal, wall, count)
        _exchanged(relay, laptop, journal, page)
    note = f"{(relay.up + relay.down) / 1000:,.0f} kB in {_requests(relay)}, headers and answers included"
    return Figure(
        "wire",
        f"{count:,} records of study, pages of {page}",
        (relay.up + relay.down) / count,
        "B/record",
        12.0,
        note=note,
    )


def _few(relay: Relay, laptop: Laptop) -> list[Figure]:
    figures = []
    for what, new, limit in (("nothing new", 0, 500.0), ("20 new records", 20, 1000.0)):
        wall = Wall()
        with closing(
            Journal(laptop.folder / "journal.sqlite", laptop.learner, open_device(laptop.folder).id, wall=wall)
        ) as journal:
            fill(journal, wall, new, seed=2)
            _exchanged(relay, laptop, journal, 1000)
        note = f"{relay.up} up, {relay.down} down, {_requests(relay)}"
        figures.append(Figure("small", f"exchange with {what}", relay.up + relay.down, "B", limit, note=note))
        figures.append(Figure("small", f"exchange with {what}, requests", relay.requests, "", 1.0))
    return figures


def _fetched(relay: Relay, laptop: Laptop, count: int) -> Figure:
    """What it costs a learner to have everything on a second laptop."""
    with closing(laptop.journal()) as journal:
        _exchanged(relay, laptop, journal, 1000)
        held = sum(journal.held(journal.stream).values())
    if held < count:
        raise RuntimeError(f"{held} records came of {count}")
    note = _requests(relay)
    return Figure(
        "wire", "the same fetched by a second laptop", (relay.up + relay.down) / held, "B/record", 12.0, note=note
    )


def _exchanged(relay: Relay, laptop: Laptop, journal: Journal, page: int) -> None:
    relay.reset()
    laptop.exchange(f"http://127.0.0.1:{relay.port}", page, journal)


def _requests(relay: Relay) -> str:
    return "1 request" if relay.requests == 1 else f"{relay.requests} requests"
